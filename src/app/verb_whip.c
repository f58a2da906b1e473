/* The whip board: forecast with a whip count merged in, then one vote's board. */
#include "app/app_private.h"
#include "app/whip_verbs.h"
#include "base/hash.h"
#include "base/text.h"

#include <string.h>

static const char *vote_word(const void *user, size_t i)
{
    return ((const struct aisle_package *)user)->votes[i].id;
}

static enum aisle_status find_vote(struct aisle_ctx *ctx,
                                   const struct aisle_package *package, const char *id,
                                   int *vote)
{
    *vote = aisle_package_find_vote(package, id);
    if (*vote >= 0)
        return AISLE_OK;
    const char *near =
        text_nearest(id, (size_t)package->vote_count, vote_word, package);
    ctx_fail(ctx, AISLE_NOT_FOUND, "%s has no vote '%s'", package->id, id);
    ctx_hint(ctx, near ? "did you mean '%s'?" : "its first vote is '%s'",
             near ? near : package->votes[0].id);
    return AISLE_NOT_FOUND;
}

static int hardest(const struct aisle_forecast *forecast)
{
    int least = 0;
    for (int v = 1; v < forecast->vote_count; v++)
        if (forecast->votes[v].p_pass < forecast->votes[least].p_pass)
            least = v;
    return least;
}

/* What a count says, hashed: one from the store has no file. */
static void hash_words(const struct aisle_whip *whip, char out[65])
{
    struct hash hash;
    hash_init(&hash);
    for (int i = 0; i < whip->statement_count; i++) {
        const struct aisle_statement *s = &whip->statements[i];
        char date[AISLE_DATE_TEXT];
        hash_add_text(&hash, aisle_day_format(s->date, date));
        hash_add_text(&hash, s->bioguide);
        hash_add_text(&hash, s->senator);
        hash_add_text(&hash, aisle_position_text(s->position));
        hash_add_text(&hash, s->about);
        hash_add_text(&hash, s->source);
    }
    hash_hex(&hash, out);
}

/* What else was asked, for the hash of the inputs. */
static char *whip_about(const struct aisle_whip *whip, const char *vote_id)
{
    char words[65];
    hash_words(whip, words);
    return mem_format("whip=%s vote=%s", words, vote_id ? vote_id : "");
}

/* Id and as-of day of the package; false when it does not read. Its messages go to a
 * context of their own: they are told when the package is read in earnest. */
static bool peek(const char *path, char **id, aisle_day *as_of)
{
    struct aisle_package package;
    struct aisle_ctx *aside = aisle_ctx_new();
    aisle_package_init(&package);
    bool read = aside && aisle_import_package(aside, path, &package) == AISLE_OK;
    if (read) {
        *id = mem_copy_text(package.id);
        *as_of = package.as_of;
    }
    aisle_package_clear(&package);
    aisle_ctx_free(aside);
    return read && *id;
}

/* The count of a file, or the counts that were imported for the package. */
static enum aisle_status whip_read(struct aisle_ctx *ctx, struct app *app,
                                   const struct app_request *request, const char *path,
                                   struct aisle_whip *whip)
{
    if (path)
        return aisle_import_whip(ctx, path, whip);
    char *id = NULL;
    aisle_day as_of = AISLE_DAY_NONE;
    if (!peek(request->package_path, &id, &as_of))
        return AISLE_OK;
    if (request->as_of != AISLE_DAY_NONE)
        as_of = request->as_of;
    enum aisle_status status =
        aisle_store_get_whip(ctx, app_store(app), id, as_of, whip);
    free(id);
    return status;
}

static enum aisle_status whip_compute(struct aisle_ctx *ctx, struct app *app,
                                      const struct app_request *request,
                                      const struct aisle_whip *whip,
                                      const char *vote_id, struct app_study *study,
                                      struct aisle_board *board)
{
    enum aisle_status status;
    int vote = -1;
    TRY(verb_begin(ctx, app, "whip", request, false, study));
    if (vote_id)
        TRY(find_vote(ctx, &study->package, vote_id, &vote));
    TRY(study_fit_history(ctx, app, study));
    TRY(aisle_canvass_merge(ctx, &study->history, whip, &study->package));
    TRY(study_make_forecaster(ctx, app, request, study));
    TRY(study_forecast(ctx, app, study));
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
                           const struct app_request *request, const char *whip_path,
                           const char *vote_id, struct app_study *study,
                           struct aisle_board *board)
{
    enum aisle_status status = AISLE_OK;
    struct aisle_whip whip;
    struct app_request asked = *request;
    char *about = NULL;
    aisle_whip_init(&whip);
    TRY(whip_read(ctx, app, request, whip_path, &whip));
    about = whip_about(&whip, vote_id);
    if (!about)
        TRY(ctx_no_memory(ctx));
    asked.about = about;
    TRY(whip_compute(ctx, app, &asked, &whip, vote_id, study, board));
    study->with = board->vote; /* whose board the JSON is */
    TRY(study_record(ctx, app, study, render_whip));
out:
    free(about);
    aisle_whip_clear(&whip);
    return status;
}
