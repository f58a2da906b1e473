/* aisle_ideal_fit: prepare, climb to the mode, describe or sample, summarise. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include <math.h>
#include <omp.h>

enum { CHAINS_MAX = 256 };

void aisle_ideal_options_init(struct aisle_ideal_options *options)
{
    *options = (struct aisle_ideal_options){
        .link = AISLE_LINK_LOGIT,
        .method = AISLE_METHOD_MCMC,
        .dims = 1,
        .chains = 4,
        .warmup = 300,
        .draws_max = 8000,
        .draws_min = 1000,
        .ess_target = 400,
        .rhat_target = 1.01,
        .minority_min = 0.025,
        .votes_min = 20,
        .slope_prior = AISLE_SLOPE_HIERARCHICAL,
        .prior_slope_sd = 5,
        .prior_intercept_sd = 5,
        .seed = 1,
    };
}

int ideal_threads(const struct aisle_ideal_options *options)
{
    return options->threads > 0 ? options->threads : omp_get_max_threads();
}

int problem_threads(const struct problem *problem)
{
    /* rows below which a fork and a join cost more than a thread saves */
    enum { ROWS_A_THREAD = 40000 };
    int rows = problem->by_item.first[problem->by_item.tile_count];
    return rows < ROWS_A_THREAD ? 1 : ideal_threads(problem->options);
}

/* Add an error when `good` is false; counts errors. */
static int require(struct aisle_ctx *ctx, bool good, const char *what)
{
    if (!good)
        ctx_fail(ctx, AISLE_INPUT, "ideal points: %s", what);
    return !good;
}

static bool between(double v, double low, double high)
{
    return v >= low && v <= high;
}

static enum aisle_status check_options(struct aisle_ctx *ctx,
                                       const struct aisle_ideal_options *o)
{
    int bad = 0;
    bool mcmc = o->method == AISLE_METHOD_MCMC;
    bad += require(ctx, o->link == AISLE_LINK_LOGIT || o->link == AISLE_LINK_PROBIT,
                   "no such link");
    bad += require(ctx, mcmc || o->method == AISLE_METHOD_MAP, "no such method");
    bad += require(ctx, o->dims >= 1 && o->dims <= AISLE_DIMS_MAX,
                   "dimensions are 1 to 4");
    bad += require(ctx, !mcmc || (o->chains >= 1 && o->chains <= CHAINS_MAX),
                   "chains are 1 to 256");
    bad += require(ctx, !mcmc || (o->warmup >= 0 && o->warmup <= 10000000),
                   "warm-up is 0 to 10 million sweeps");
    bad += require(ctx, !mcmc || o->draws_max / (o->chains > 0 ? o->chains : 1) >= 10,
                   "at least 10 draws a chain");
    bad += require(ctx, mcmc || between(o->draws_min, 1, 1e7),
                   "draws are 1 to 10 million");
    bad += require(ctx, o->bootstrap_count == 0 || between(o->bootstrap_count, 10, 1e5),
                   "bootstrap refits are 0 or 10 to 100000");
    bad +=
        require(ctx, mcmc ? o->bootstrap_count == 0 : true, "the bootstrap is map's");
    bad += require(ctx,
                   o->slope_prior == AISLE_SLOPE_FIXED ||
                       o->slope_prior == AISLE_SLOPE_HIERARCHICAL,
                   "no such prior of slopes");
    bad += require(ctx, between(o->minority_min, 0, 0.5), "minority is 0 to 0.5");
    bad += require(ctx, o->votes_min >= 0, "votes a member cannot be negative");
    bad += require(ctx, between(o->prior_slope_sd, 1e-3, 1e3),
                   "the slopes' prior sd is 0.001 to 1000");
    bad += require(ctx, between(o->prior_intercept_sd, 1e-3, 1e3),
                   "the intercepts' prior sd is 0.001 to 1000");
    bad += require(ctx, between(o->half_life_days, 0, 1e9),
                   "half-life is 0 (no weights) or a number of days");
    bad += require(ctx, o->threads >= 0 && o->threads <= 4096, "threads are 0 to 4096");
    return bad ? AISLE_INPUT : AISLE_OK;
}

/* 0.7 is what is usually asked of a scale (Nunnally 1978, "Psychometric Theory"). */
static const double reliability_min = 0.7;

static void warn_of_dims(struct aisle_ctx *ctx, const struct aisle_fit *fit)
{
    for (int k = 1; k < fit->dims; k++) {
        double share = aisle_fit_reliability(fit, k);
        if (share >= reliability_min)
            continue;
        ctx_warn(ctx, (struct place){0},
                 "the votes hardly bear dimension %d: %.0f%% of its variance among "
                 "members is not their errors', where 70%% is asked of a scale",
                 k + 1, 100.0 * fmax(share, 0.0));
        ctx_hint(ctx, "ask for fewer dimensions");
    }
}

enum aisle_status aisle_ideal_fit(struct aisle_ctx *ctx,
                                  const struct aisle_votes *votes,
                                  const struct aisle_ideal_options *options,
                                  struct aisle_fit *out)
{
    struct problem problem = {0};
    struct point mode = {0};
    struct aisle_fit fit;
    enum aisle_status status;
    aisle_fit_init(&fit);
    TRY(check_options(ctx, options));
    TRY(problem_new(ctx, votes, options, &problem));
    TRY(summary_begin(ctx, &problem, &fit));
    TRY(point_new(ctx, &problem, &mode));
    TRY(start_at(ctx, &problem, &mode));
    TRY(map_fit(ctx, &problem, &mode));
    if (options->method == AISLE_METHOD_MAP)
        TRY(laplace_fit(ctx, &problem, &mode, &fit));
    else
        TRY(mcmc_fit(ctx, &problem, &mode, &fit));
    if (options->method == AISLE_METHOD_MAP && options->bootstrap_count > 0)
        TRY(bootstrap_fit(ctx, &problem, &mode, &fit));
    TRY(summary_finish(ctx, &fit));
    TRY(score_fit(ctx, &problem, &fit));
    if (!options->quiet_dims)
        warn_of_dims(ctx, &fit);
    *out = fit;
out:
    if (status != AISLE_OK)
        aisle_fit_clear(&fit);
    point_clear(&mode);
    problem_clear(&problem);
    return status;
}
