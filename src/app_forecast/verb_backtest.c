/* aisle backtest: past votes forecast out of time, fits kept in the store. */
#include "app_forecast/forecast_verbs.h"
#include "base/text.h"
#include "study/fits.h"
#include "study/study.h"

/* Congresses of history before the first one asked for: six years of votes. */
enum { HISTORY_BEFORE = 4 };

struct fitting {
    struct app *app;
    const struct aisle_parameters *parameters;
};

static enum aisle_status fit_view(struct aisle_ctx *ctx, void *user,
                                  const struct aisle_votes *votes,
                                  struct aisle_fit *out)
{
    const struct fitting *fitting = user;
    struct aisle_ideal_options options;
    enum aisle_status status = app_pooled_options(ctx, fitting->parameters, &options);
    if (status != AISLE_OK)
        return status;
    options.draws_min = 100; /* a covariance each; hundreds would swell the store */
    options.seed = app_get_options(fitting->app)->seed;
    options.threads = app_get_options(fitting->app)->threads;
    return app_cached_fit(ctx, fitting->app, votes, &options, out);
}

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_backtest_json(ctx, &study->run, &study->backtest, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_study *study = work;
    return aisle_report_backtest_text(ctx, &study->backtest, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_backtest_csv(ctx, &study->backtest, out);
}

static enum aisle_status write_markdown(struct aisle_ctx *ctx, const void *work,
                                        char **out)
{
    const struct app_study *study = work;
    return aisle_report_backtest_markdown(ctx, &study->backtest, out);
}

static enum aisle_status write_chart(struct aisle_ctx *ctx, const void *work,
                                     char **out)
{
    const struct app_study *study = work;
    return aisle_report_backtest_svg(ctx, &study->backtest, out);
}

enum aisle_status app_backtest(struct aisle_ctx *ctx, struct app *app,
                               const struct aisle_backtest_options *options,
                               struct app_study *study)
{
    static const struct app_writers writers = {.json = write_json,
                                               .table = write_table,
                                               .csv = write_csv,
                                               .markdown = write_markdown,
                                               .chart = write_chart};
    enum aisle_status status;
    struct app_request request;
    struct fitting fitting = {app, &study->parameters};
    char *about = mem_format("backtest %d-%d %s %s:%d warm=%d particles=%d",
                             options->congress_first, options->congress_last,
                             aisle_backtest_kind_text(options->kind),
                             aisle_reveal_text(options->reveal), options->reveal_count,
                             options->warm, options->particles);
    if (!about)
        return ctx_no_memory(ctx);
    app_request_init(&request);
    request.about = about;
    study_watch(ctx, app, study);
    TRY(study_load_parameters(ctx, app, study));
    TRY(verb_ask(ctx, app, "backtest", &request, study));
    if (study->cached)
        goto out;
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate",
                              options->congress_first - HISTORY_BEFORE,
                              options->congress_last, AISLE_DAY_NONE, &study->history));
    TRY(aisle_backtest_run(ctx, &study->history, &study->parameters, &study->leaders,
                           &study->house, options, fit_view, &fitting,
                           &study->backtest));
    TRY(study_record(ctx, app, study, &writers));
out:
    free(about);
    return status;
}

/* ---- before a package's day ---- */

enum { TRACK_CONGRESSES = 3, RECORD_FIRST = 101 };

static bool kind_like(enum aisle_vote_kind kind, enum aisle_backtest_kind *out)
{
    switch (kind) {
    case AISLE_VOTE_CLOTURE:
    case AISLE_VOTE_CLOTURE_PROCEED:
        *out = AISLE_BACKTEST_CLOTURE;
        return true;
    case AISLE_VOTE_PASSAGE:
        *out = AISLE_BACKTEST_PASSAGE;
        return true;
    case AISLE_VOTE_AMENDMENT:
        *out = AISLE_BACKTEST_AMENDMENT;
        return true;
    default:
        return false;
    }
}

enum aisle_status app_track(struct aisle_ctx *ctx, struct app *app,
                            const struct aisle_forecast_vote *like,
                            struct app_study *study)
{
    enum aisle_status status;
    struct fitting fitting = {app, &study->parameters};
    struct aisle_votes votes;
    struct aisle_backtest_options options;
    aisle_backtest_options_init(&options);
    options.congress_last = study->package.congress;
    options.congress_first = study->package.congress - TRACK_CONGRESSES + 1;
    options.threads = app_get_options(app)->threads;
    if (!kind_like(like->kind, &options.kind) ||
        options.congress_first - HISTORY_BEFORE < RECORD_FIRST)
        return AISLE_OK;
    aisle_votes_init(&votes);
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate",
                              options.congress_first - HISTORY_BEFORE,
                              options.congress_last, study->package.as_of, &votes));
    TRY(aisle_backtest_run(ctx, &votes, &study->parameters, &study->leaders,
                           &study->house, &options, fit_view, &fitting,
                           &study->backtest));
out:
    aisle_votes_clear(&votes);
    return status;
}
