/* aisle sensitivity: which parameters the simulated change hangs on. */
#include "app_asylum/experiments.h"
#include "app_asylum/salted.h"
#include <aisle/report_experiments.h>

static enum aisle_status render_sensitivity(struct aisle_ctx *ctx,
                                            struct app_experiment *e)
{
    return aisle_report_sensitivity_json(ctx, &e->study.run, &e->sensitivity,
                                         &e->study.json);
}

enum aisle_status app_sensitivity(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  const struct app_experiment_request *more,
                                  bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_sensitivity_options options;
    struct aisle_scenario package;
    TRY(experiment_begin(ctx, app, "sensitivity", request, more, want_json_only, e));
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
    TRY(experiment_record(ctx, app, e, render_sensitivity, NULL));
out:
    return status;
}
