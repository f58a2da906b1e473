/* The study: the steps that verbs are made of. */
#include "study/study.h"
#include "base/file.h"
#include "base/text.h"
#include "study/fits.h"
#include "study/simulate.h"

#include <string.h>

/* The forecaster's bank of past votes: this Congress and the three before it, as
 * its header asks. */
#define HISTORY_CONGRESSES 4

void app_request_init(struct app_request *request)
{
    *request = (struct app_request){.as_of = AISLE_DAY_NONE,
                                    .from = AISLE_DAY_NONE,
                                    .chamber = "senate",
                                    .link = AISLE_LINK_LOGIT,
                                    .method = AISLE_METHOD_MCMC,
                                    .dims = 1,
                                    .minority_min = 0.025,
                                    .votes_min = 20};
}

void app_study_init(struct app_study *study)
{
    *study = (struct app_study){0};
    aisle_package_init(&study->package);
    aisle_whip_init(&study->whip);
    aisle_parameters_init(&study->parameters);
    aisle_asylum_data_init(&study->asylum_data);
    aisle_leaders_init(&study->leaders);
    aisle_house_init(&study->house);
    aisle_votes_init(&study->history);
    aisle_votes_init(&study->votes);
    aisle_fit_init(&study->history_fit);
    aisle_votelist_init(&study->list);
    aisle_fit_init(&study->fit);
    aisle_votemodel_init(&study->votemodel);
    aisle_forecast_init(&study->forecast);
    aisle_outcome_init(&study->outcome);
    aisle_frontier_init(&study->frontier);
    aisle_backtest_init(&study->backtest);
    aisle_diagnosis_init(&study->diagnosis);
    aisle_member_page_init(&study->member_page);
    aisle_vote_page_init(&study->vote_page);
    aisle_prediction_init(&study->prediction);
    aisle_scorecard_init(&study->scorecard);
    aisle_board_init(&study->board);
    aisle_whatif_init(&study->whatif);
    aisle_traits_init(&study->traits);
    study->with = -1;
}

void app_study_clear(struct app_study *study)
{
    free(study->rows);
    aisle_traits_clear(&study->traits);
    aisle_whatif_clear(&study->whatif);
    aisle_board_clear(&study->board);
    aisle_scorecard_clear(&study->scorecard);
    aisle_prediction_clear(&study->prediction);
    aisle_vote_page_clear(&study->vote_page);
    aisle_member_page_clear(&study->member_page);
    aisle_diagnosis_clear(&study->diagnosis);
    aisle_backtest_clear(&study->backtest);
    aisle_frontier_clear(&study->frontier);
    aisle_outcome_clear(&study->outcome);
    aisle_forecast_clear(&study->forecast);
    aisle_forecaster_free(study->forecaster);
    aisle_votemodel_clear(&study->votemodel);
    aisle_fit_clear(&study->fit);
    aisle_votelist_clear(&study->list);
    aisle_fit_clear(&study->history_fit);
    aisle_votes_clear(&study->votes);
    aisle_votes_clear(&study->history);
    aisle_house_clear(&study->house);
    aisle_leaders_clear(&study->leaders);
    aisle_asylum_data_clear(&study->asylum_data);
    aisle_parameters_clear(&study->parameters);
    aisle_whip_clear(&study->whip);
    aisle_package_clear(&study->package);
    free(study->arguments);
    free(study->command);
    free(study->json);
    free(study->shown);
    app_study_init(study);
}

enum aisle_status study_load_leaders(struct aisle_ctx *ctx, struct app *app,
                                     struct app_study *study)
{
    char *path = app_data_path(app, "senate/leaders.csv");
    if (!path)
        return ctx_no_memory(ctx);
    enum aisle_status status = aisle_import_leaders(ctx, path, &study->leaders);
    free(path);
    return status;
}

static enum aisle_status study_load_house(struct aisle_ctx *ctx, struct app *app,
                                          struct app_study *study)
{
    char *path = app_data_path(app, "senate/house_passage.csv");
    if (!path)
        return ctx_no_memory(ctx);
    enum aisle_status status = aisle_import_house(ctx, path, &study->house);
    free(path);
    return status;
}

enum aisle_status study_load_parameters(struct aisle_ctx *ctx, struct app *app,
                                        struct app_study *study)
{
    enum aisle_status status;
    char *parameters = app_data_path(app, "parameters");
    char *asylum = app_data_path(app, "asylum");
    if (!parameters || !asylum) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(aisle_import_parameters(ctx, parameters, &study->parameters));
    TRY(aisle_import_asylum_data(ctx, asylum, &study->asylum_data));
    TRY(study_load_leaders(ctx, app, study));
    TRY(study_load_house(ctx, app, study));
out:
    free(parameters);
    free(asylum);
    return status;
}

/* The bioguide id of the member that a name means. */
static enum aisle_status find_anchor(struct aisle_ctx *ctx,
                                     const struct aisle_votes *votes, const char *name,
                                     char bioguide[12])
{
    int member;
    enum aisle_status status =
        aisle_votes_find_senator(ctx, votes, NULL, 0, name, "", &member);
    if (status == AISLE_OK)
        memcpy(bioguide, votes->members[member].bioguide, 12);
    return status;
}

enum aisle_status study_fit_congress(struct aisle_ctx *ctx, struct app *app,
                                     const struct app_request *request, int congress,
                                     struct app_study *study)
{
    enum aisle_status status;
    struct aisle_ideal_options options;
    aisle_ideal_options_init(&options);
    options.link = request->link;
    options.method = request->quick ? AISLE_METHOD_MAP : request->method;
    options.dims = request->dims;
    options.heldout = request->heldout;
    if (request->slope_fixed)
        options.slope_prior = AISLE_SLOPE_FIXED;
    options.bootstrap_count = request->bootstrap;
    options.minority_min = request->minority_min;
    options.votes_min = request->votes_min;
    options.keep_item_draws = request->keep_items;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    int first = request->congress_first ? request->congress_first : congress;
    TRY(aisle_store_get_votes(ctx, app_store(app), request->chamber, first, congress,
                              study->run.as_of, &study->votes));
    if (request->left) {
        TRY(find_anchor(ctx, &study->votes, request->left, options.anchor_left));
        TRY(find_anchor(ctx, &study->votes, request->right, options.anchor_right));
    }
    TRY(app_cached_fit(ctx, app, &study->votes, &options, &study->fit));
out:
    return status;
}

enum aisle_status study_fit_history(struct aisle_ctx *ctx, struct app *app,
                                    struct app_study *study)
{
    enum aisle_status status;
    struct aisle_ideal_options options;
    TRY(app_pooled_options(ctx, &study->parameters, &options));
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    int last = study->package.congress;
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate",
                              last - HISTORY_CONGRESSES + 1, last, study->package.as_of,
                              &study->history));
    ctx_progress(ctx, "placing senators and past votes", 0, 1);
    TRY(app_cached_fit(ctx, app, &study->history, &options, &study->history_fit));
    ctx_progress(ctx, "placing senators and past votes", 1, 1);
out:
    return status;
}

/* "Manchin=nay" against the roster in office. */
static enum aisle_status study_parse_suppose(struct aisle_ctx *ctx,
                                             const struct app_study *study,
                                             const char *text,
                                             struct aisle_suppose *out)
{
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text)
        return ctx_fail(ctx, AISLE_MISUSE,
                        "--suppose '%s' is not NAME=yea, NAME=nay or NAME=absent",
                        text);
    const char *word = equals + 1;
    if (strcmp(word, "yea") == 0 || strcmp(word, "yes") == 0)
        out->cast = AISLE_CAST_YEA;
    else if (strcmp(word, "nay") == 0 || strcmp(word, "no") == 0)
        out->cast = AISLE_CAST_NAY;
    else if (strcmp(word, "absent") == 0)
        out->cast = AISLE_CAST_ABSENT;
    else
        return ctx_fail(ctx, AISLE_MISUSE,
                        "--suppose '%s': '%s' is not yea, nay or absent", text, word);
    char *name = mem_copy_bytes(text, (size_t)(equals - text));
    if (!name)
        return ctx_no_memory(ctx);
    int member = -1;
    enum aisle_status status =
        aisle_votes_find_senator(ctx, &study->history, NULL, 0, name, "", &member);
    free(name);
    if (status == AISLE_OK)
        memcpy(out->bioguide, study->history.members[member].bioguide,
               sizeof out->bioguide);
    return status;
}

/* One senator cannot be supposed to do two things. */
static enum aisle_status study_check_suppose(struct aisle_ctx *ctx,
                                             const struct app_request *request,
                                             const struct aisle_suppose *supposes,
                                             int i)
{
    for (int k = 0; k < i; k++)
        if (strcmp(supposes[k].bioguide, supposes[i].bioguide) == 0 &&
            supposes[k].cast != supposes[i].cast)
            return ctx_fail(ctx, AISLE_MISUSE,
                            "--suppose '%s' and '%s' are of one senator",
                            request->supposes[k], request->supposes[i]);
    return AISLE_OK;
}

/* The options of every forecaster of a study; `supposes` is the caller's to free. */
static enum aisle_status
study_forecaster_options(struct aisle_ctx *ctx, struct app *app,
                         const struct app_request *request,
                         const struct app_study *study, struct aisle_suppose **supposes,
                         struct aisle_forecaster_options *options)
{
    enum aisle_status status = AISLE_OK;
    aisle_forecaster_options_init(options);
    options->as_of = study->package.as_of;
    options->seed = app_get_options(app)->seed;
    options->threads = app_get_options(app)->threads;
    options->parameters = &study->parameters;
    options->leaders = &study->leaders;
    options->house = &study->house;
    *supposes = mem_new((size_t)request->suppose_count, sizeof **supposes);
    if (!*supposes)
        return ctx_no_memory(ctx);
    for (int i = 0; i < request->suppose_count; i++) {
        TRY(study_parse_suppose(ctx, study, request->supposes[i], &(*supposes)[i]));
        TRY(study_check_suppose(ctx, request, *supposes, i));
    }
    options->suppose = *supposes;
    options->suppose_count = request->suppose_count;
out:
    return status;
}

enum aisle_status study_make_forecaster(struct aisle_ctx *ctx, struct app *app,
                                        const struct app_request *request,
                                        struct app_study *study)
{
    enum aisle_status status;
    struct aisle_suppose *supposes = NULL;
    struct aisle_forecaster_options options;
    TRY(study_forecaster_options(ctx, app, request, study, &supposes, &options));
    TRY(aisle_forecaster_new(ctx, &study->history, &study->history_fit, &study->package,
                             &options, &study->forecaster));
out:
    free(supposes);
    return status;
}

enum aisle_status study_explain(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study)
{
    enum aisle_status status;
    struct aisle_suppose *supposes = NULL;
    struct aisle_forecaster_options options;
    TRY(study_forecaster_options(ctx, app, request, study, &supposes, &options));
    TRY(aisle_canvass_explain(ctx, &study->history, &study->history_fit,
                              &study->package, &options, study->outcome.p_both,
                              &study->forecast));
out:
    free(supposes);
    return status;
}

enum aisle_status study_whatif(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    enum aisle_status status;
    struct aisle_suppose *supposes = NULL;
    struct aisle_forecaster_options options;
    TRY(study_forecaster_options(ctx, app, request, study, &supposes, &options));
    TRY(aisle_canvass_whatif(ctx, study->forecaster, &study->package, &options,
                             study->outcome.p_both, &study->forecast, &study->whatif));
out:
    free(supposes);
    return status;
}

static enum aisle_status study_has_congress(struct aisle_ctx *ctx, struct app *app,
                                            int congress, bool *has)
{
    struct aisle_store_congress *there = NULL;
    int count = 0;
    enum aisle_status status =
        aisle_store_congresses(ctx, app_store(app), &count, &there);
    *has = false;
    for (int i = 0; i < count; i++)
        *has |=
            there[i].congress == congress && strcmp(there[i].chamber, "senate") == 0;
    aisle_store_congresses_free(count, there);
    return status;
}

/* What happened, where the package names the roll call and the store has it: put
 * beside a finished forecast, to score it. */
static enum aisle_status study_add_actual(struct aisle_ctx *ctx, struct app *app,
                                          struct app_study *study)
{
    enum aisle_status status = AISLE_OK;
    struct aisle_votes record;
    aisle_votes_init(&record);
    for (int v = 0; v < study->package.vote_count; v++) {
        const struct aisle_package_vote *vote = &study->package.votes[v];
        bool known = false;
        TRY(study_has_congress(ctx, app, vote->actual_congress, &known));
        if (vote->actual_number == 0 || !known)
            continue;
        if (record.congress_first != vote->actual_congress) {
            aisle_votes_clear(&record);
            TRY(aisle_store_get_votes(ctx, app_store(app), "senate",
                                      vote->actual_congress, vote->actual_congress,
                                      AISLE_DAY_NONE, &record));
        }
        int r = aisle_votes_find_rollcall(&record, vote->actual_congress,
                                          vote->actual_number);
        if (r < 0)
            continue;
        if (record.rollcalls[r].date < study->package.as_of) {
            status = ctx_fail_at(ctx, AISLE_INPUT,
                                 (struct place){study->package.path, vote->line, 0},
                                 "give the package an as_of up to that day",
                                 "vote '%s' was taken before the as-of day, as %d-%d: "
                                 "the forecast would know it",
                                 vote->id, vote->actual_congress, vote->actual_number);
            goto out;
        }
        study->forecast.votes[v].actual_yea = record.rollcalls[r].yea;
        study->forecast.votes[v].actual_nay = record.rollcalls[r].nay;
    }
out:
    aisle_votes_clear(&record);
    return status;
}

enum aisle_status study_forecast(struct aisle_ctx *ctx, struct app *app,
                                 const struct app_request *request,
                                 struct app_study *study)
{
    enum aisle_status status;
    TRY(aisle_forecaster_eval(ctx, study->forecaster,
                              aisle_package_selection(&study->package),
                              study->outcome.p_both, &study->forecast));
    TRY(study_note_whip(ctx, request, study));
    TRY(study_add_actual(ctx, app, study));
out:
    return status;
}

static const char *vote_word(const void *user, size_t i)
{
    return ((const struct aisle_package *)user)->votes[i].id;
}

enum aisle_status study_find_vote(struct aisle_ctx *ctx,
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

int study_hardest(const struct aisle_forecast *forecast)
{
    int least = 0;
    for (int v = 1; v < forecast->vote_count; v++)
        if (forecast->votes[v].p_pass < forecast->votes[least].p_pass)
            least = v;
    return least;
}

enum aisle_status study_deal(struct aisle_ctx *ctx, struct app *app,
                             const struct app_request *request, bool search,
                             struct app_study *study)
{
    struct aisle_deal_options options;
    enum aisle_status status =
        search ? simulation_check_day(ctx, request->as_of, &study->package) : AISLE_OK;
    if (status != AISLE_OK)
        return status;
    aisle_deal_options_init(&options);
    if (request->vote) {
        status = study_find_vote(ctx, &study->package, request->vote, &options.vote);
        if (status != AISLE_OK)
            return status;
    }
    options.budget_usd = request->budget_usd;
    options.asylum.seed = app_get_options(app)->seed;
    options.asylum.threads = app_get_options(app)->threads;
    if (request->years > 0)
        options.asylum.years = request->years;
    if (request->quick)
        options.asylum.replications = 2;
    status = (search ? aisle_deal_search : aisle_deal_concessions)(
        ctx, &study->package, study->forecaster, &study->parameters,
        &study->asylum_data, &options, &study->frontier);
    return status == AISLE_OK && request->pass_min > 0
               ? study_keep_likely(ctx, request->pass_min, &study->frontier)
               : status;
}
