/* Fits of several Congresses: pooled, or paths from Congress to Congress; both go
 * through the store like any other fit. */
#include "app/app_private.h"

#include "base/hash.h"
#include <math.h>
#include <stdio.h>

static enum aisle_status load_range(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_request *request,
                                    struct app_study *study)
{
    return aisle_store_get_votes(ctx, app_store(app), request->chamber,
                                 request->congress_first, request->congress,
                                 study->run.as_of, &study->votes);
}

/* Key of paths: the votes they saw and every option that changes their numbers. */
static void paths_key(const struct aisle_votes *votes,
                      const struct aisle_dynamic_options *o, const char *data_hash,
                      char key[65])
{
    struct hash hash;
    char text[512];
    snprintf(text, sizeof text,
             "paths %s %s %d-%d %d %d %d %d %d %d %d %.17g %.17g %.17g %d %.17g %.17g "
             "%.17g %.17g %d %d %llu",
             AISLE_VERSION, votes->chamber, votes->congress_first, votes->congress_last,
             votes->as_of, o->link, o->method, o->chains, o->warmup, o->draws_max,
             o->draws_min, o->ess_target, o->rhat_target, o->minority_min, o->votes_min,
             o->prior_slope_sd, o->prior_intercept_sd, o->walk_sd, o->walk_sd_scale,
             o->split_switchers, o->drop_nominations, (unsigned long long)o->seed);
    hash_init(&hash);
    hash_add_text(&hash, data_hash);
    hash_add_text(&hash, text);
    hash_hex(&hash, key);
}

/* Through the store, as app_cached_fit. */
static enum aisle_status cached_paths(struct aisle_ctx *ctx, struct app *app,
                                      const struct aisle_votes *votes,
                                      const struct aisle_dynamic_options *options,
                                      struct aisle_fit *out)
{
    enum aisle_status status;
    char data_hash[65], key[65];
    bool found = false;
    TRY(aisle_store_data_hash(ctx, app_store(app), data_hash));
    paths_key(votes, options, data_hash, key);
    if (app_get_options(app)->use_cache)
        TRY(aisle_store_get_fit(ctx, app_store(app), key, &found, out));
    if (found && (!options->heldout || isfinite(out->gmp_heldout))) {
        if (!options->heldout)
            out->gmp_heldout = NAN;
        return AISLE_OK;
    }
    if (found)
        aisle_fit_clear(out);
    TRY(aisle_dynamic_fit(ctx, votes, options, out, NULL));
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_fit(ctx, app_store(app), key, out));
    TRY(aisle_store_commit(ctx, app_store(app)));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

static enum aisle_status fit_paths(struct aisle_ctx *ctx, struct app *app,
                                   const struct app_request *request,
                                   struct app_study *study)
{
    struct aisle_dynamic_options options;
    aisle_dynamic_options_init(&options);
    options.link = request->link;
    options.method = request->method;
    options.heldout = request->heldout;
    options.split_switchers = request->split_switchers;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    return cached_paths(ctx, app, &study->votes, &options, &study->fit);
}

static enum aisle_status fit_pooled(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_request *request,
                                    struct app_study *study)
{
    struct aisle_ideal_options options;
    aisle_ideal_options_init(&options);
    options.link = request->link;
    options.method = request->method;
    options.dims = request->dims;
    options.heldout = request->heldout;
    options.keep_item_draws = request->keep_items;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    return app_cached_fit(ctx, app, &study->votes, &options, &study->fit);
}

static enum aisle_status render_fit(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_fit_json(ctx, &study->run, &study->fit, &study->json);
}

enum aisle_status app_fit_range(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request, bool want_json_only,
                                struct app_study *study)
{
    enum aisle_status status;
    struct app_request with_about = *request;
    char *about = mem_format("from=%d dynamic=%d split=%d", request->congress_first,
                             request->dynamic, request->split_switchers);
    if (!about)
        return ctx_no_memory(ctx);
    with_about.about = about;
    TRY(verb_begin(ctx, app, "fit", &with_about, want_json_only, study));
    if (study->cached)
        goto out;
    TRY(load_range(ctx, app, request, study));
    TRY((request->dynamic ? fit_paths : fit_pooled)(ctx, app, request, study));
    TRY(study_record(ctx, app, study, render_fit));
out:
    free(about);
    return status;
}
