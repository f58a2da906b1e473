/* aisle project: what current law leads to, by the day. */
#include "app_asylum/experiments.h"
#include <aisle/report_experiments.h>

static enum aisle_status render_projection(struct aisle_ctx *ctx,
                                           struct app_experiment *e)
{
    return aisle_report_projection_json(ctx, &e->study.run, &e->projection,
                                        &e->study.json);
}

enum aisle_status app_project(struct aisle_ctx *ctx, struct app *app,
                              const struct app_request *request,
                              const struct app_experiment_request *more,
                              bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_project_options options;
    TRY(experiment_begin(ctx, app, "project", request, more, want_json_only, e));
    if (e->study.cached)
        return AISLE_OK;
    aisle_project_options_init(&options);
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    options.draws = more->draws ? more->draws : options.draws;
    options.date_count = more->date_count;
    options.dates = more->dates;
    options.posterior = e->posterior.draw_count ? &e->posterior : NULL;
    if (request->people_per_case > 0)
        options.people_per_case = request->people_per_case;
    TRY(aisle_project(ctx, &e->study.parameters, &e->study.asylum_data, &options,
                      &e->projection));
    TRY(experiment_record(ctx, app, e, render_projection, NULL));
out:
    return status;
}
