/* aisle fit: ideal points of one Congress. */
#include "app_fit/fit_large.h"

static enum aisle_status render_fit(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_fit_json(ctx, &study->run, &study->fit, &study->json);
}

enum aisle_status app_fit(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, bool want_json_only,
                          struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_begin(ctx, app, "fit", request, want_json_only, study));
    if (study->cached)
        return AISLE_OK;
    TRY(fit_by_engine(ctx, app, request, study));
    TRY(study_record(ctx, app, study, render_fit));
out:
    return status;
}
