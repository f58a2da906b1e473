/* aisle validate: hindcasts against the record. */
#include "app_asylum/experiments.h"
#include <aisle/report_experiments.h>

static enum aisle_status render_validation(struct aisle_ctx *ctx,
                                           struct app_experiment *e)
{
    return aisle_report_validation_json(ctx, &e->study.run, &e->validation,
                                        &e->study.json);
}

enum aisle_status app_validate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               const struct app_experiment_request *more,
                               bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_validate_options options;
    TRY(experiment_begin(ctx, app, "validate", request, more, want_json_only, e));
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
    TRY(experiment_record(ctx, app, e, render_validation, NULL));
out:
    return status;
}
