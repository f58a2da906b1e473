/* aisle project: what current law leads to, by the day. */
#include "app_asylum/experiments.h"
#include <aisle/report_experiments.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_projection_json(ctx, &e->study.run, &e->projection, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_projection_text(ctx, &e->projection, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_projection_csv(ctx, &e->projection, out);
}

static const struct app_writers writers = {
    .json = write_json, .table = write_table, .csv = write_csv};

enum aisle_status app_project(struct aisle_ctx *ctx, struct app *app,
                              const struct app_request *request,
                              const struct app_experiment_request *more,
                              struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_project_options options;
    TRY(experiment_begin(ctx, app, "project", request, more, e));
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
    TRY(experiment_record(ctx, app, e, &writers, NULL));
out:
    return status;
}
