/* aisle forecast, concessions, deal: load, compute, save, record. */
#include "app_forecast/forecast_verbs.h"
#include "base/mem.h"
#include "study/study.h"

#include <stdlib.h>

static enum aisle_status forecast_json(struct aisle_ctx *ctx, const void *work,
                                       char **out)
{
    const struct app_study *s = work;
    return aisle_report_forecast_json(ctx, &s->run, &s->forecast, out);
}

static enum aisle_status forecast_table(struct aisle_ctx *ctx, const void *work,
                                        struct aisle_text_style style, char **out)
{
    const struct app_study *s = work;
    return aisle_report_forecast_text(ctx, &s->package, &s->forecast, style, out);
}

static enum aisle_status forecast_csv(struct aisle_ctx *ctx, const void *work,
                                      char **out)
{
    const struct app_study *s = work;
    return aisle_report_forecast_sheet(ctx, &s->forecast, AISLE_SHEET_CSV, out);
}

static enum aisle_status forecast_markdown(struct aisle_ctx *ctx, const void *work,
                                           char **out)
{
    const struct app_study *s = work;
    return aisle_report_forecast_sheet(ctx, &s->forecast, AISLE_SHEET_MARKDOWN, out);
}

static const struct app_writers forecast_writers = {.json = forecast_json,
                                                    .table = forecast_table,
                                                    .csv = forecast_csv,
                                                    .markdown = forecast_markdown};

enum aisle_status app_forecast(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_ask(ctx, app, "forecast", request, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_forecast(ctx, app, request, study));
    TRY(study_explain(ctx, app, request, study));
    TRY(study_record(ctx, app, study, &forecast_writers));
out:
    return status;
}

static enum aisle_status concessions_json(struct aisle_ctx *ctx, const void *work,
                                          char **out)
{
    const struct app_study *s = work;
    return aisle_report_concessions_json(ctx, &s->run, &s->frontier, out);
}

static enum aisle_status concessions_table(struct aisle_ctx *ctx, const void *work,
                                           struct aisle_text_style style, char **out)
{
    const struct app_study *s = work;
    return aisle_report_concessions_text(ctx, &s->package, &s->frontier, style, out);
}

static enum aisle_status concessions_csv(struct aisle_ctx *ctx, const void *work,
                                         char **out)
{
    const struct app_study *s = work;
    return aisle_report_concessions_sheet(ctx, &s->package, &s->frontier,
                                          AISLE_SHEET_CSV, out);
}

static enum aisle_status concessions_markdown(struct aisle_ctx *ctx, const void *work,
                                              char **out)
{
    const struct app_study *s = work;
    return aisle_report_concessions_sheet(ctx, &s->package, &s->frontier,
                                          AISLE_SHEET_MARKDOWN, out);
}

static const struct app_writers concessions_writers = {.json = concessions_json,
                                                       .table = concessions_table,
                                                       .csv = concessions_csv,
                                                       .markdown =
                                                           concessions_markdown};

/* Which vote decides is of the inputs. */
static enum aisle_status begin_deal(struct aisle_ctx *ctx, struct app *app,
                                    const char *verb, const struct app_request *request,
                                    struct app_study *study)
{
    if (!request->vote)
        return verb_ask(ctx, app, verb, request, study);
    struct app_request asked = *request;
    char *about = mem_format("vote=%s", request->vote);
    if (!about)
        return ctx_no_memory(ctx);
    asked.about = about;
    enum aisle_status status = verb_ask(ctx, app, verb, &asked, study);
    free(about);
    return status;
}

enum aisle_status app_concessions(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study)
{
    enum aisle_status status;
    TRY(begin_deal(ctx, app, "concessions", request, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_deal(ctx, app, request, false, study));
    TRY(study_record(ctx, app, study, &concessions_writers));
out:
    return status;
}

static enum aisle_status deal_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_deal_json(ctx, &s->run, &s->package, &s->frontier, out);
}

static enum aisle_status deal_table(struct aisle_ctx *ctx, const void *work,
                                    struct aisle_text_style style, char **out)
{
    const struct app_study *s = work;
    return aisle_report_deal_text(ctx, &s->package, &s->frontier, style, out);
}

static enum aisle_status deal_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_deal_sheet(ctx, &s->package, &s->frontier, AISLE_SHEET_CSV,
                                   out);
}

static enum aisle_status deal_markdown(struct aisle_ctx *ctx, const void *work,
                                       char **out)
{
    const struct app_study *s = work;
    return aisle_report_deal_sheet(ctx, &s->package, &s->frontier, AISLE_SHEET_MARKDOWN,
                                   out);
}

static const struct app_writers deal_writers = {
    .json = deal_json, .table = deal_table, .csv = deal_csv, .markdown = deal_markdown};

enum aisle_status app_deal(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, struct app_study *study)
{
    enum aisle_status status;
    TRY(begin_deal(ctx, app, "deal", request, study));
    if (study->cached)
        return AISLE_OK;
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_deal(ctx, app, request, true, study));
    TRY(study_record(ctx, app, study, &deal_writers));
out:
    return status;
}
