/* aisle forecast, concessions, deal: load, compute, save, record. */
#include "app_forecast/forecast_verbs.h"
#include "base/mem.h"
#include "study/study.h"

#include <stdlib.h>

static enum aisle_status render_forecast(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_forecast_json(ctx, &study->run, &study->forecast, &study->json);
}

enum aisle_status app_forecast(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request, bool want_json_only,
                               struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_begin(ctx, app, "forecast", request, want_json_only, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_forecast(ctx, app, request, study));
    TRY(study_explain(ctx, app, request, study));
    TRY(study_record(ctx, app, study, render_forecast));
out:
    return status;
}

static enum aisle_status render_concessions(struct aisle_ctx *ctx,
                                            struct app_study *study)
{
    return aisle_report_concessions_json(ctx, &study->run, &study->frontier,
                                         &study->json);
}

/* Which vote decides is of the inputs. */
static enum aisle_status begin_deal(struct aisle_ctx *ctx, struct app *app,
                                    const char *verb, const struct app_request *request,
                                    bool want_json_only, struct app_study *study)
{
    if (!request->vote)
        return verb_begin(ctx, app, verb, request, want_json_only, study);
    struct app_request asked = *request;
    char *about = mem_format("vote=%s", request->vote);
    if (!about)
        return ctx_no_memory(ctx);
    asked.about = about;
    enum aisle_status status =
        verb_begin(ctx, app, verb, &asked, want_json_only, study);
    free(about);
    return status;
}

enum aisle_status app_concessions(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  bool want_json_only, struct app_study *study)
{
    enum aisle_status status;
    TRY(begin_deal(ctx, app, "concessions", request, want_json_only, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_deal(ctx, app, request, false, study));
    TRY(study_record(ctx, app, study, render_concessions));
out:
    return status;
}

static enum aisle_status render_deal(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_deal_json(ctx, &study->run, &study->package, &study->frontier,
                                  &study->json);
}

enum aisle_status app_deal(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, bool want_json_only,
                           struct app_study *study)
{
    enum aisle_status status;
    TRY(begin_deal(ctx, app, "deal", request, want_json_only, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_deal(ctx, app, request, true, study));
    TRY(study_record(ctx, app, study, render_deal));
out:
    return status;
}
