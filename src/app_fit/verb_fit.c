/* aisle fit: ideal points of one Congress. */
#include "app_fit/fit_large.h"
#include "app_fit/fit_record.h"

enum aisle_status app_fit(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_ask(ctx, app, "fit", request, study));
    if (study->cached)
        return AISLE_OK;
    TRY(fit_by_engine(ctx, app, request, study));
    TRY(fit_record(ctx, app, study));
out:
    return status;
}
