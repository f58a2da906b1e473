#include "study/fits.h"

#include "base/hash.h"
#include "study/engine.h"
#include "study/study.h"

#include <math.h>
#include <stdio.h>

/* Key of a fit: the votes it saw, the engine that made it, and every option that
 * changes its numbers. What is only kept or scored besides is no part of it. */
static enum aisle_status fit_key(struct aisle_ctx *ctx, struct app *app,
                                 const struct aisle_votes *votes, const char *options,
                                 char key[65])
{
    struct hash hash;
    char data_hash[65], text[128];
    enum aisle_status status = aisle_store_data_hash(ctx, app_store(app), data_hash);
    if (status != AISLE_OK)
        return status;
    /* Members without a vote move the last digits: a view of more Congresses has more. */
    snprintf(text, sizeof text, "%s %d-%d %d %d", votes->chamber, votes->congress_first,
             votes->congress_last, votes->as_of, votes->member_count);
    hash_init(&hash);
    hash_add_text(&hash, app_fit_engine());
    hash_add_text(&hash, data_hash);
    hash_add_text(&hash, text);
    hash_add_text(&hash, options);
    hash_hex(&hash, key);
    return AISLE_OK;
}

static void static_options(const struct aisle_ideal_options *o, size_t size, char *out)
{
    snprintf(out, size,
             "%d %d %d %d %d %d %d %.17g %.17g %.17g %d %.17g %.17g %.17g %d %llu %d "
             "%d %s %s",
             o->link, o->method, o->dims, o->chains, o->warmup, o->draws_max,
             o->draws_min, o->ess_target, o->rhat_target, o->minority_min, o->votes_min,
             o->prior_slope_sd, o->prior_intercept_sd, o->half_life_days,
             o->drop_nominations, (unsigned long long)o->seed, o->slope_prior,
             o->bootstrap_count, o->anchor_left, o->anchor_right);
}

static void paths_options(const struct aisle_dynamic_options *o, size_t size, char *out)
{
    snprintf(out, size,
             "paths %d %d %d %d %d %d %.17g %.17g %.17g %d %.17g %.17g %.17g %.17g %d "
             "%d %llu",
             o->link, o->method, o->chains, o->warmup, o->draws_max, o->draws_min,
             o->ess_target, o->rhat_target, o->minority_min, o->votes_min,
             o->prior_slope_sd, o->prior_intercept_sd, o->walk_sd, o->walk_sd_scale,
             o->split_switchers, o->drop_nominations, (unsigned long long)o->seed);
}

/* The fit under a key, when it is whole; else `out` stays empty. */
static enum aisle_status find_fit(struct aisle_ctx *ctx, struct app *app,
                                  const char *key, bool items, bool heldout,
                                  struct aisle_fit *out, bool *found)
{
    *found = false;
    if (!app_get_options(app)->use_cache)
        return AISLE_OK;
    enum aisle_status status =
        aisle_store_get_fit(ctx, app_store(app), key, found, out);
    if (status != AISLE_OK || !*found)
        return status;
    if ((items && !out->item_draws) || (heldout && !isfinite(out->gmp_heldout))) {
        *found = false;
        aisle_fit_clear(out);
    } else if (!heldout) { /* what was not asked for depends on nobody else */
        out->gmp_heldout = NAN;
    }
    return AISLE_OK;
}

static enum aisle_status keep_fit(struct aisle_ctx *ctx, struct app *app,
                                  const char *key, const struct aisle_fit *fit)
{
    enum aisle_status status;
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_fit(ctx, app_store(app), key, fit));
    TRY(aisle_store_commit(ctx, app_store(app)));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

enum aisle_status app_pooled_options(struct aisle_ctx *ctx,
                                     const struct aisle_parameters *parameters,
                                     struct aisle_ideal_options *out)
{
    aisle_ideal_options_init(out);
    out->method = AISLE_METHOD_MAP;
    out->dims = 2;
    out->drop_nominations = true;
    out->slope_prior = AISLE_SLOPE_FIXED;
    out->quiet_dims = true; /* its covariances go into every chance */
    return aisle_parameters_value(ctx, parameters, "forecast_fit_half_life_days",
                                  &out->half_life_days);
}

enum aisle_status app_cached_fit(struct aisle_ctx *ctx, struct app *app,
                                 const struct aisle_votes *votes,
                                 const struct aisle_ideal_options *options,
                                 struct aisle_fit *out)
{
    enum aisle_status status;
    char asked[512], key[65];
    bool found,
        items = options->keep_item_draws && options->method == AISLE_METHOD_MCMC;
    static_options(options, sizeof asked, asked);
    TRY(fit_key(ctx, app, votes, asked, key));
    TRY(find_fit(ctx, app, key, items, options->heldout, out, &found));
    if (found)
        return AISLE_OK;
    TRY(aisle_ideal_fit(ctx, votes, options, out));
    TRY(keep_fit(ctx, app, key, out));
out:
    return status;
}

enum aisle_status app_cached_paths(struct aisle_ctx *ctx, struct app *app,
                                   const struct aisle_votes *votes,
                                   const struct aisle_dynamic_options *options,
                                   struct aisle_fit *out)
{
    enum aisle_status status;
    char asked[512], key[65];
    bool found;
    paths_options(options, sizeof asked, asked);
    TRY(fit_key(ctx, app, votes, asked, key));
    TRY(find_fit(ctx, app, key, false, options->heldout, out, &found));
    if (found)
        return AISLE_OK;
    TRY(aisle_dynamic_fit(ctx, votes, options, out, NULL));
    TRY(keep_fit(ctx, app, key, out));
out:
    return status;
}
