/* aisle calibrate: fit the simulation to the record; go on where it was cut off. */
#include "app_asylum/experiments.h"
#include "app_asylum/salted.h"
#include <aisle/report_experiments.h>
#include <aisle/store_kept.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_calibration_json(ctx, &e->study.run, &e->calibration, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_calibration_text(ctx, &e->calibration, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_posterior_csv(ctx, &e->calibration.posterior, out);
}

static const struct app_writers writers = {
    .json = write_json, .table = write_table, .csv = write_csv};

/* The posterior goes in with its run. */
static enum aisle_status keep_posterior(struct aisle_ctx *ctx, struct app *app,
                                        struct app_experiment *e)
{
    return aisle_store_put_posterior(ctx, app_store(app), e->study.run.id,
                                     &e->calibration.posterior);
}

enum aisle_status app_calibrate(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                const struct app_experiment_request *more,
                                struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_calibrate_options options;
    TRY(experiment_begin(ctx, app, "calibrate", request, more, e));
    if (e->study.cached)
        return AISLE_OK;
    struct salted salted;
    aisle_calibrate_options_init(&options);
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    options.keep = salted_start(&salted, app, &e->study);
    options.waves = more->waves ? more->waves : options.waves;
    options.runs = more->runs ? more->runs : options.runs;
    options.check = more->runs ? more->runs : options.check;
    options.draws = more->draws ? more->draws : options.draws;
    if (request->people_per_case > 0)
        options.people_per_case = request->people_per_case;
    status = aisle_calibrate(ctx, &e->study.parameters, &e->study.asylum_data,
                             &e->targets, &options, &e->calibration);
    salted_end(&salted, status == AISLE_OK);
    TRY(status);
    TRY(experiment_record(ctx, app, e, &writers, keep_posterior));
out:
    return status;
}
