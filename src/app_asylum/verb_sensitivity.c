/* aisle sensitivity: which parameters the simulated change hangs on. */
#include "app_asylum/experiments.h"
#include "app_asylum/salted.h"
#include <aisle/report_experiments.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_sensitivity_json(ctx, &e->study.run, &e->sensitivity, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_sensitivity_text(ctx, &e->sensitivity, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_sensitivity_csv(ctx, &e->sensitivity, out);
}

static const struct app_writers writers = {
    .json = write_json, .table = write_table, .csv = write_csv};

enum aisle_status app_sensitivity(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  const struct app_experiment_request *more,
                                  struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_sensitivity_options options;
    struct aisle_scenario package;
    TRY(experiment_begin(ctx, app, "sensitivity", request, more, e));
    if (e->study.cached)
        return AISLE_OK;
    aisle_package_scenario(&e->study.package,
                           aisle_package_selection(&e->study.package), &package);
    aisle_sensitivity_options_init(&options);
    options.method = more->method;
    options.base = more->base;
    options.keep = more->keep;
    options.asylum.replications = 1;
    experiment_asylum_options(app, request, &options.asylum);
    struct salted salted;
    options.asylum.keep = salted_start(&salted, app, &e->study);
    status = aisle_sensitivity_run(ctx, &e->study.parameters, &e->study.asylum_data,
                                   &package, &options, &e->sensitivity);
    salted_end(&salted, status == AISLE_OK);
    TRY(status);
    TRY(experiment_record(ctx, app, e, &writers, NULL));
out:
    return status;
}
