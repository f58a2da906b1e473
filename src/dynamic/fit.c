/* aisle_dynamic_fit: lay out careers, climb to the mode, describe or sample,
 * summarise. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include <math.h>

enum { CHAINS_MAX = 256 };

void aisle_dynamic_options_init(struct aisle_dynamic_options *options)
{
    *options = (struct aisle_dynamic_options){
        .link = AISLE_LINK_LOGIT,
        .method = AISLE_METHOD_MCMC,
        .chains = 4,
        .warmup = 200,
        .draws_max = 12000,
        .draws_min = 1000,
        .ess_target = 400,
        .rhat_target = 1.01,
        .minority_min = 0.025,
        .votes_min = 20,
        .prior_slope_sd = 5,
        .prior_intercept_sd = 5,
        .walk_sd_scale = 0.5,
        .seed = 1,
    };
}

/* Add an error when `good` is false; counts errors. */
static int require(struct aisle_ctx *ctx, bool good, const char *what)
{
    if (!good)
        ctx_fail(ctx, AISLE_INPUT, "dynamic ideal points: %s", what);
    return !good;
}

static bool between(double v, double low, double high)
{
    return v >= low && v <= high;
}

static enum aisle_status check_options(struct aisle_ctx *ctx,
                                       const struct aisle_dynamic_options *o)
{
    int bad = 0;
    bool mcmc = o->method == AISLE_METHOD_MCMC;
    bad += require(ctx, o->link == AISLE_LINK_LOGIT || o->link == AISLE_LINK_PROBIT,
                   "no such link");
    bad += require(ctx, mcmc || o->method == AISLE_METHOD_MAP, "no such method");
    bad += require(ctx, !mcmc || (o->chains >= 1 && o->chains <= CHAINS_MAX),
                   "chains are 1 to 256");
    bad += require(ctx, !mcmc || (o->warmup >= 0 && o->warmup <= 10000000),
                   "warm-up is 0 to 10 million sweeps");
    bad += require(ctx, !mcmc || o->draws_max / (o->chains > 0 ? o->chains : 1) >= 10,
                   "at least 10 draws a chain");
    bad += require(ctx, mcmc || between(o->draws_min, 1, 1e7),
                   "draws are 1 to 10 million");
    bad += require(ctx, between(o->minority_min, 0, 0.5), "minority is 0 to 0.5");
    bad += require(ctx, o->votes_min >= 0, "votes a member cannot be negative");
    bad += require(ctx, between(o->prior_slope_sd, 1e-3, 1e3),
                   "the slopes' prior sd is 0.001 to 1000");
    bad += require(ctx, between(o->prior_intercept_sd, 1e-3, 1e3),
                   "the intercepts' prior sd is 0.001 to 1000");
    bad += require(ctx, o->walk_sd == 0 || between(o->walk_sd, 1e-4, 1e2),
                   "the walk's sd is 0 (estimate it) or 0.0001 to 100");
    bad += require(ctx, between(o->walk_sd_scale, 1e-3, 1e2),
                   "the scale of the walk's sd is 0.001 to 100");
    bad += require(ctx, o->threads >= 0 && o->threads <= 4096, "threads are 0 to 4096");
    return bad ? AISLE_INPUT : AISLE_OK;
}

enum aisle_status aisle_dynamic_fit(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    const struct aisle_dynamic_options *options,
                                    struct aisle_fit *out,
                                    struct aisle_dynamic_walk *walk)
{
    struct dyn_panel panel = {0};
    struct dyn_state mode = {0};
    struct dyn_schur schur = {0};
    struct aisle_dynamic_walk moves = {NAN, NAN, NAN, NAN, NAN, NAN};
    struct aisle_fit fit;
    int *order = NULL;
    enum aisle_status status;
    aisle_fit_init(&fit);
    TRY(check_options(ctx, options));
    TRY(dyn_panel_new(ctx, votes, options, &panel));
    TRY(dyn_summary_begin(ctx, &panel, &fit, &order));
    TRY(dyn_state_new(ctx, &panel, &mode));
    TRY(dyn_schur_new(ctx, &panel, &schur));
    TRY(dyn_start(ctx, &panel, &mode));
    TRY(dyn_climb(ctx, &panel, &mode));
    dyn_orient(&panel, &mode);
    TRY(dyn_mode(ctx, &schur, &mode));
    if (options->method == AISLE_METHOD_MAP)
        TRY(dyn_laplace_fit(ctx, &schur, &mode, order, &fit, &moves));
    else
        TRY(dyn_mcmc_fit(ctx, &schur, &mode, order, &fit, &moves));
    TRY(dyn_summary_finish(ctx, &fit));
    TRY(dyn_score(ctx, &panel, order, &fit));
    fit.walk_sd = moves.sd_mean;
    fit.walk_sd_q05 = moves.sd_q05;
    fit.walk_sd_q95 = moves.sd_q95;
    *out = fit;
    if (walk)
        *walk = moves;
out:
    if (status != AISLE_OK)
        aisle_fit_clear(&fit);
    free(order);
    dyn_schur_clear(&schur);
    dyn_state_clear(&mode);
    dyn_panel_clear(&panel);
    return status;
}
