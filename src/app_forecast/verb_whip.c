/* The whip board: forecast with a whip count merged in, then one vote's board. */
#include "app_forecast/whip_verbs.h"
#include "study/study.h"

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_board_json(ctx, &s->run, &s->package, &s->forecast, &s->board,
                                   out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_study *s = work;
    return aisle_report_board_text(ctx, &s->package, &s->forecast, &s->board, style,
                                   out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_board_csv(ctx, &s->package, &s->forecast, &s->board, out);
}

static enum aisle_status write_markdown(struct aisle_ctx *ctx, const void *work,
                                        char **out)
{
    const struct app_study *s = work;
    return aisle_report_board_markdown(ctx, &s->package, &s->forecast, &s->board, out);
}

enum aisle_status app_whip(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, struct app_study *study)
{
    static const struct app_writers writers = {.json = write_json,
                                               .table = write_table,
                                               .csv = write_csv,
                                               .markdown = write_markdown};
    enum aisle_status status;
    struct app_request asked = *request;
    int vote = -1;
    char *about = mem_format("vote=%s", request->vote ? request->vote : "");
    if (!about)
        return ctx_no_memory(ctx);
    asked.about = about;
    TRY(verb_ask(ctx, app, "whip", &asked, study));
    if (study->cached)
        goto out;
    if (request->vote)
        TRY(study_find_vote(ctx, &study->package, request->vote, &vote));
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_forecast(ctx, app, request, study));
    TRY(study_explain(ctx, app, request, study));
    TRY(aisle_canvass_board(ctx, &study->package, &study->forecast,
                            vote >= 0 ? vote : study_hardest(&study->forecast),
                            &study->board));
    TRY(study_record(ctx, app, study, &writers));
out:
    free(about);
    return status;
}
