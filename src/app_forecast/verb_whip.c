/* The whip board: forecast with a whip count merged in, then one vote's board. */
#include "app_forecast/whip_verbs.h"
#include "study/study.h"

static int hardest(const struct aisle_forecast *forecast)
{
    int least = 0;
    for (int v = 1; v < forecast->vote_count; v++)
        if (forecast->votes[v].p_pass < forecast->votes[least].p_pass)
            least = v;
    return least;
}

static enum aisle_status whip_compute(struct aisle_ctx *ctx, struct app *app,
                                      const struct app_request *request,
                                      const char *vote_id, struct app_study *study,
                                      struct aisle_board *board)
{
    enum aisle_status status;
    int vote = -1;
    TRY(verb_begin(ctx, app, "whip", request, false, study));
    if (vote_id)
        TRY(study_find_vote(ctx, &study->package, vote_id, &vote));
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_forecast(ctx, app, request, study));
    TRY(study_explain(ctx, app, request, study));
    TRY(aisle_canvass_board(ctx, &study->package, &study->forecast,
                            vote >= 0 ? vote : hardest(&study->forecast), board));
out:
    return status;
}

/* study_record renders from the study alone: the board is made again there, which
 * costs nothing beside the forecast. */
static enum aisle_status render_whip(struct aisle_ctx *ctx, struct app_study *study)
{
    enum aisle_status status;
    struct aisle_board board;
    aisle_board_init(&board);
    TRY(aisle_canvass_board(ctx, &study->package, &study->forecast, study->with,
                            &board));
    TRY(aisle_report_board_json(ctx, &study->run, &study->package, &study->forecast,
                                &board, &study->json));
out:
    aisle_board_clear(&board);
    return status;
}

enum aisle_status app_whip(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, const char *vote_id,
                           struct app_study *study, struct aisle_board *board)
{
    enum aisle_status status;
    struct app_request asked = *request;
    char *about = mem_format("vote=%s", vote_id ? vote_id : "");
    if (!about)
        return ctx_no_memory(ctx);
    asked.about = about;
    TRY(whip_compute(ctx, app, &asked, vote_id, study, board));
    study->with = board->vote; /* whose board the JSON is */
    TRY(study_record(ctx, app, study, render_whip));
out:
    free(about);
    return status;
}
