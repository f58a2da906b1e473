/* aisle validate: hindcasts against the record. */
#include "app_asylum/experiments.h"
#include <aisle/report_experiments.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_validation_json(ctx, &e->study.run, &e->validation, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_validation_text(ctx, &e->validation, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_validation_csv(ctx, &e->validation, out);
}

static enum aisle_status write_page(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_validation_html(ctx, &e->study.run, &e->validation, out);
}

static const struct app_writers writers = {
    .json = write_json, .table = write_table, .csv = write_csv, .chart = write_page};

enum aisle_status app_validate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               const struct app_experiment_request *more,
                               struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_validate_options options;
    TRY(experiment_begin(ctx, app, "validate", request, more, e));
    if (e->study.cached)
        return AISLE_OK;
    aisle_validate_options_init(&options);
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    options.draws = more->draws ? more->draws : options.draws;
    options.posterior = e->posterior.draw_count ? &e->posterior : NULL;
    if (request->people_per_case > 0)
        options.people_per_case = request->people_per_case;
    TRY(aisle_validate(ctx, &e->study.parameters, &e->study.asylum_data, &e->targets,
                       &options, &e->validation));
    TRY(experiment_record(ctx, app, e, &writers, NULL));
out:
    return status;
}
