/* aisle score: a forecast after the vote. */
#include "app_forecast/package_verbs.h"
#include "app_forecast/score_verbs.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "study/study.h"

#include <stdio.h>
#include <string.h>

/* ---- the forecast ---- */

static bool has_forecast(const char *verb)
{
    return strcmp(verb, "forecast") == 0 || strcmp(verb, "run") == 0 ||
           strcmp(verb, "whip") == 0;
}

static enum aisle_status text_of_run(struct aisle_ctx *ctx, struct app *app, int64_t id,
                                     char **name, char **text)
{
    enum aisle_status status;
    struct aisle_run run;
    char *arguments = NULL, *json = NULL;
    TRY(aisle_store_get_run(ctx, app_store(app), id, &run, &arguments, &json));
    if (!has_forecast(run.verb)) {
        status =
            ctx_fail(ctx, AISLE_INPUT, "run %lld is of '%s', which forecasts no vote",
                     (long long)id, run.verb);
        ctx_hint(ctx, "runs of forecast, run and whip do");
        goto out;
    }
    *name = mem_format("run %lld", (long long)id);
    if (!*name)
        TRY(ctx_no_memory(ctx));
    *text = json;
    json = NULL;
out:
    free(arguments);
    free(json);
    return status;
}

/* A file, or what `aisle run` left in its folder. */
static enum aisle_status text_of_file(struct aisle_ctx *ctx, const char *subject,
                                      char **name, char **text)
{
    size_t size;
    bool slash = subject[0] && subject[strlen(subject) - 1] == '/';
    *name = file_is_dir(subject) ? mem_format("%s%srun.json", subject, slash ? "" : "/")
                                 : mem_copy_text(subject);
    return *name ? file_read(ctx, *name, text, &size) : ctx_no_memory(ctx);
}

/* The forecast, and in `hash` what it was read from. */
static enum aisle_status read_forecast(struct aisle_ctx *ctx, struct app *app,
                                       const char *subject, struct hash *hash,
                                       struct aisle_forecast *out)
{
    enum aisle_status status;
    int64_t run;
    char *name = NULL, *text = NULL;
    TRY(text_to_int(subject, 1, INT64_MAX, &run)
            ? text_of_run(ctx, app, run, &name, &text)
            : text_of_file(ctx, subject, &name, &text));
    hash_add_text(hash, text);
    TRY(aisle_import_forecast_bytes(ctx, name, text, strlen(text), out));
out:
    free(name);
    free(text);
    return status;
}

/* ---- the roll call ---- */

/* Index of the first roll call of the second session, rollcall_count when there is
 * none: a session begins on the 3rd of January (20th Amendment). */
static int second_session(const struct aisle_votes *votes)
{
    int year = 1789 + 2 * (votes->congress_first - 1) + 1, r = 0;
    while (r < votes->rollcall_count &&
           votes->rollcalls[r].date < aisle_day_from_civil(year, 1, 3))
        r++;
    return r;
}

static enum aisle_status fail_rollcall(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const char *name, int first, int end, int wanted)
{
    ctx_fail(ctx, AISLE_NOT_FOUND, "the record has no roll call %s", name);
    if (end <= first) {
        ctx_hint(ctx, "it has none of that session");
        return AISLE_NOT_FOUND;
    }
    char date[AISLE_DATE_TEXT];
    int near = first + (wanted < 1 ? 0 : wanted - 1);
    const struct aisle_rollcall *r = &votes->rollcalls[near < end ? near : end - 1];
    ctx_hint(ctx, "the nearest is %d-%d, of %s: %.80s", r->congress, r->number,
             aisle_day_format(r->date, date), r->question);
    return AISLE_NOT_FOUND;
}

/* "118-391" counts through the Congress, as the record does; "118-2-39" through the
 * session, as the clerk does. */
static enum aisle_status find_rollcall(struct aisle_ctx *ctx, struct app *app,
                                       const char *name, struct aisle_votes *votes,
                                       int *rollcall)
{
    int congress = 0, middle = 0, last = 0, used = 0, first = 0, end;
    enum aisle_status status;
    bool by_session =
        sscanf(name, "%3d-%1d-%5d%n", &congress, &middle, &last, &used) == 3 &&
        !name[used];
    if (!by_session &&
        (sscanf(name, "%3d-%5d%n", &congress, &last, &used) != 2 || name[used]))
        last = 0;
    if (congress < 1 || last < 1 || (by_session && (middle < 1 || middle > 2)))
        return ctx_fail(ctx, AISLE_MISUSE,
                        "'%s' is no roll call, such as 118-391 or, "
                        "by session, 118-2-39",
                        name);
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate", congress, congress,
                              AISLE_DAY_NONE, votes));
    end = votes->rollcall_count;
    if (by_session && middle == 1)
        end = second_session(votes);
    else if (by_session)
        first = second_session(votes);
    *rollcall = by_session ? (last <= end - first ? first + last - 1 : -1)
                           : aisle_votes_find_rollcall(votes, congress, last);
    if (*rollcall < 0)
        status = fail_rollcall(ctx, votes, name, first, end, last);
out:
    return status;
}

/* ---- which vote of the forecast ---- */

static bool is_cloture(enum aisle_vote_kind kind)
{
    return kind == AISLE_VOTE_CLOTURE || kind == AISLE_VOTE_CLOTURE_PROCEED;
}

/* Does the roll call put the question that the vote is about? */
static bool same_question(const struct aisle_forecast_vote *v,
                          const struct aisle_rollcall *r)
{
    struct aisle_package_vote asked = {.kind = v->kind, .requires = v->requires};
    if (aisle_rules_gate_of_vote(&asked) != aisle_rules_gate_of(r))
        return false;
    return !is_cloture(v->kind) || (v->kind == AISLE_VOTE_CLOTURE_PROCEED) ==
                                       (r->cloture == AISLE_CLOTURE_PROCEED);
}

static const char *vote_word(const void *user, size_t i)
{
    return ((const struct aisle_forecast *)user)->votes[i].id;
}

/* "a, b, c" of the forecast's votes, as a hint. */
static void hint_votes(struct aisle_ctx *ctx, const struct aisle_forecast *f)
{
    struct text list = {0};
    for (int v = 0; v < f->vote_count; v++)
        text_addf(&list, "%s%s (%s)", v ? ", " : "", f->votes[v].id,
                  aisle_vote_kind_text(f->votes[v].kind));
    if (!list.failed)
        ctx_hint(ctx, "the forecast's: %.300s", list.bytes);
    text_clear(&list);
}

static enum aisle_status find_named(struct aisle_ctx *ctx,
                                    const struct aisle_forecast *f, const char *id,
                                    int *vote)
{
    for (int v = 0; v < f->vote_count; v++)
        if (strcmp(f->votes[v].id, id) == 0) {
            *vote = v;
            return AISLE_OK;
        }
    const char *near = text_nearest(id, (size_t)f->vote_count, vote_word, f);
    ctx_fail(ctx, AISLE_NOT_FOUND, "the forecast has no vote '%s'", id);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    else
        hint_votes(ctx, f);
    return AISLE_NOT_FOUND;
}

static enum aisle_status fail_question(struct aisle_ctx *ctx,
                                       const struct aisle_forecast *f,
                                       const struct aisle_rollcall *r)
{
    ctx_fail(ctx, AISLE_INPUT, "roll call %d-%d put another question: %.120s",
             r->congress, r->number, r->question);
    hint_votes(ctx, f);
    return AISLE_INPUT;
}

/* The vote that was asked for, or the only one that fits; `r` NULL: nothing is known
 * of the question. */
static enum aisle_status choose_vote(struct aisle_ctx *ctx,
                                     const struct aisle_forecast *f, const char *id,
                                     const struct aisle_rollcall *r, int *vote)
{
    int fitting = 0;
    if (id) {
        enum aisle_status status = find_named(ctx, f, id, vote);
        if (status != AISLE_OK || !r || same_question(&f->votes[*vote], r))
            return status;
        return fail_question(ctx, f, r);
    }
    for (int v = f->vote_count - 1; v >= 0; v--)
        if (!r || same_question(&f->votes[v], r)) {
            *vote = v;
            fitting++;
        }
    if (fitting == 0)
        return fail_question(ctx, f, r);
    if (fitting == 1)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_MISUSE, "say with --vote ID which vote it was");
    hint_votes(ctx, f);
    return AISLE_MISUSE;
}

/* ---- what was taken ---- */

static enum aisle_status check_date(struct aisle_ctx *ctx,
                                    const struct aisle_forecast *f, aisle_day date)
{
    char taken[AISLE_DATE_TEXT], as_of[AISLE_DATE_TEXT];
    if (date >= f->as_of)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT,
             "the vote was taken on %s, before the forecast's as-of day, %s",
             aisle_day_format(date, taken), aisle_day_format(f->as_of, as_of));
    ctx_hint(ctx, "a forecast may know what is older than it; that is no test");
    return AISLE_INPUT;
}

static enum aisle_status score_rollcall(struct aisle_ctx *ctx, struct app *app,
                                        const struct app_score_request *request,
                                        const struct aisle_forecast *f,
                                        struct app_study *study,
                                        struct aisle_scorecard *out)
{
    enum aisle_status status;
    int r = -1, vote = -1;
    TRY(find_rollcall(ctx, app, request->rollcall, &study->votes, &r));
    const struct aisle_rollcall *roll = &study->votes.rollcalls[r];
    TRY(check_date(ctx, f, roll->date));
    TRY(choose_vote(ctx, f, request->vote, roll, &vote));
    struct aisle_scorecard_vote taken = {.congress = roll->congress,
                                         .number = roll->number,
                                         .date = roll->date,
                                         .question = roll->question,
                                         .yea = roll->yea,
                                         .nay = roll->nay,
                                         .passed = roll->passed};
    struct aisle_score_casts casts = {
        &study->votes,
        study->votes.casts + (size_t)r * (size_t)study->votes.member_count};
    TRY(aisle_score_vote(ctx, f, vote, &taken, &casts, out));
out:
    return status;
}

/* The tally of a file, and whether it carries under the rule of the day. */
static enum aisle_status count_casts(struct aisle_ctx *ctx, struct app *app,
                                     const struct aisle_forecast_vote *v,
                                     const struct aisle_votes *votes,
                                     const uint8_t *casts,
                                     struct aisle_scorecard_vote *taken)
{
    struct aisle_rulebook book;
    struct aisle_package_vote asked = {.kind = v->kind, .requires = v->requires};
    for (int m = 0; m < votes->member_count; m++) {
        taken->yea += casts[m] == AISLE_CAST_YEA;
        taken->nay += casts[m] == AISLE_CAST_NAY;
    }
    aisle_rulebook_init(&book);
    enum aisle_status status = app_rulebook(ctx, app_get_options(app)->data_dir, &book);
    const struct aisle_rule *rule =
        status == AISLE_OK
            ? aisle_rules_at(&book, aisle_rules_gate_of_vote(&asked), taken->date, 0, 0)
            : NULL;
    if (status == AISLE_OK && !rule)
        status = ctx_fail(ctx, AISLE_NOT_FOUND, "the rulebook has no rule for %s",
                          aisle_vote_kind_text(v->kind));
    if (status == AISLE_OK) {
        taken->passed =
            aisle_rules_carries(rule, taken->yea, taken->nay, v->senator_count, false);
        if (taken->yea == taken->nay && rule->vice_president)
            ctx_warn(ctx, (struct place){0},
                     "a tie: the file does not have the Vice "
                     "President's vote, and the question is taken to be lost");
    }
    aisle_rulebook_clear(&book);
    return status;
}

static enum aisle_status score_casts(struct aisle_ctx *ctx, struct app *app,
                                     const struct app_score_request *request,
                                     const struct aisle_forecast *f,
                                     struct app_study *study,
                                     struct aisle_scorecard *out)
{
    enum aisle_status status;
    int vote = -1;
    uint8_t *casts = NULL;
    struct aisle_scorecard_vote taken = {.date = request->date, .question = (char *)""};
    TRY(check_date(ctx, f, request->date));
    TRY(choose_vote(ctx, f, request->vote, NULL, &vote));
    int congress = aisle_day_congress(f->as_of);
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate", congress, congress,
                              request->date, &study->votes));
    casts = mem_new((size_t)study->votes.member_count, 1);
    if (!casts)
        TRY(ctx_no_memory(ctx));
    TRY(aisle_import_casts(ctx, request->casts_path, &study->votes, casts));
    TRY(count_casts(ctx, app, &f->votes[vote], &study->votes, casts, &taken));
    TRY(aisle_score_vote(ctx, f, vote, &taken,
                         &(struct aisle_score_casts){&study->votes, casts}, out));
out:
    free(casts);
    return status;
}

/* What was asked, and in the run's hash also what the numbers depend on. */
static enum aisle_status note_arguments(struct aisle_ctx *ctx,
                                        const struct app_score_request *request,
                                        struct hash *hash, struct app_study *study)
{
    char date[AISLE_DATE_TEXT], casts[65] = "";
    if (request->casts_path) {
        enum aisle_status status = app_hash_files(ctx, 1, &request->casts_path, casts);
        if (status != AISLE_OK)
            return status;
    }
    study->arguments = mem_format(
        "score subject=%s rollcall=%s vote=%s casts=%s date=%s", request->subject,
        request->rollcall ? request->rollcall : "", request->vote ? request->vote : "",
        casts, request->casts_path ? aisle_day_format(request->date, date) : "");
    if (!study->arguments)
        return ctx_no_memory(ctx);
    hash_add_text(hash, study->arguments);
    hash_hex(hash, study->run.input_hash);
    return AISLE_OK;
}

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_score_json(ctx, &study->run, &study->scorecard, out);
}

enum aisle_status app_score(struct aisle_ctx *ctx, struct app *app,
                            const struct app_score_request *request,
                            struct app_study *study)
{
    static const struct app_writers writers = {.json = write_json};
    enum aisle_status status;
    struct app_request none;
    struct aisle_forecast forecast;
    struct hash hash;
    aisle_forecast_init(&forecast);
    app_request_init(&none);
    hash_init(&hash);
    TRY(study_begin(ctx, app, "score", &none, study));
    TRY(read_forecast(ctx, app, request->subject, &hash, &forecast));
    TRY(note_arguments(ctx, request, &hash, study));
    study->run.as_of = forecast.as_of;
    TRY((request->rollcall ? score_rollcall : score_casts)(ctx, app, request, &forecast,
                                                           study, &study->scorecard));
    TRY(study_record(ctx, app, study, &writers));
out:
    aisle_forecast_clear(&forecast);
    return status;
}
