/* fit --model: ideal points with what else explains a vote. */
#include "app_fit/fit_verbs.h"
#include "study/study.h"
#include <aisle/store_traits.h>

static enum aisle_status find_leaders(struct aisle_ctx *ctx,
                                      const struct app_study *study, int **out)
{
    const struct aisle_votes *votes = &study->votes;
    int *leaders = mem_new((size_t)votes->rollcall_count + 1, sizeof *leaders);
    if (!leaders)
        return ctx_no_memory(ctx);
    for (int r = 0; r < votes->rollcall_count; r++) {
        const struct aisle_leader *l = aisle_leaders_at(
            &study->leaders, AISLE_ROLE_MAJORITY, votes->rollcalls[r].date);
        leaders[r] = l ? aisle_votes_find_member(votes, l->bioguide) : -1;
    }
    *out = leaders;
    return AISLE_OK;
}

static enum aisle_status weigh(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    enum aisle_status status;
    struct aisle_votemodel_options options;
    int *leaders = NULL;
    aisle_votemodel_options_init(&options);
    options.dims = request->dims;
    options.terms = request->terms;
    options.minority_min = request->minority_min;
    options.votes_min = request->votes_min;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    if (options.terms & AISLE_TERM_LEADER)
        TRY(find_leaders(ctx, study, &leaders));
    options.leaders = leaders;
    TRY(aisle_votemodel_weigh(ctx, &study->votes, &options, &study->votemodel,
                              &study->fit));
out:
    free(leaders);
    return status;
}

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_votemodel_json(ctx, &s->run, &s->votes, &s->votemodel, &s->fit,
                                       out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_study *s = work;
    return aisle_report_votemodel_text(ctx, &s->votes, &s->votemodel, &s->fit, style,
                                       out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *s = work;
    return aisle_report_votemodel_csv(ctx, &s->votemodel, &s->fit, out);
}

/* The result, and what it found for those who look at roll calls and members. */
static enum aisle_status record(struct aisle_ctx *ctx, struct app *app,
                                struct app_study *study)
{
    static const struct app_writers writers = {
        .json = write_json, .table = write_table, .csv = write_csv};
    enum aisle_status status;
    if (!study->votemodel.converged)
        ctx_warn(ctx, (struct place){0}, "not converged after %d sweeps",
                 study->votemodel.iterations);
    TRY(study_record_begin(ctx, app, study));
    TRY(study_write(ctx, app, study, &writers, study));
    if (!app_get_options(app)->replay)
        TRY(aisle_store_put_traits(ctx, app_store(app), study->run.id, &study->votes,
                                   &study->votemodel, &study->fit));
    TRY(study_record_end(ctx, app, study));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

enum aisle_status app_fit_model(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study)
{
    enum aisle_status status;
    struct app_request asked = *request;
    char *about = mem_format("model=%x", request->terms);
    if (!about)
        return ctx_no_memory(ctx);
    asked.about = about;
    asked.method = AISLE_METHOD_MAP;
    study_watch(ctx, app, study);
    if (request->terms & AISLE_TERM_LEADER)
        TRY(study_load_leaders(ctx, app, study));
    TRY(verb_ask(ctx, app, "fit", &asked, study));
    if (study->cached)
        goto out;
    TRY(aisle_store_get_votes(ctx, app_store(app), request->chamber, request->congress,
                              request->congress, study->run.as_of, &study->votes));
    TRY(weigh(ctx, app, request, study));
    TRY(record(ctx, app, study));
out:
    free(about);
    return status;
}
