/* Fits of several Congresses: pooled, or paths from Congress to Congress; both go
 * through the store like any other fit. */
#include "app_fit/fit_record.h"
#include "study/fits.h"

static enum aisle_status fit_paths(struct aisle_ctx *ctx, struct app *app,
                                   const struct app_request *request,
                                   struct app_study *study)
{
    enum aisle_status status;
    struct aisle_dynamic_options options;
    aisle_dynamic_options_init(&options);
    options.link = request->link;
    options.method = request->method;
    options.heldout = request->heldout;
    options.split_switchers = request->split_switchers;
    options.minority_min = request->minority_min;
    options.votes_min = request->votes_min;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    TRY(aisle_store_get_votes(ctx, app_store(app), request->chamber,
                              request->congress_first, request->congress,
                              study->run.as_of, &study->votes));
    TRY(app_cached_paths(ctx, app, &study->votes, &options, &study->fit));
out:
    return status;
}

enum aisle_status app_fit_range(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study)
{
    enum aisle_status status;
    struct app_request with_about = *request;
    char *about = mem_format("from=%d dynamic=%d split=%d", request->congress_first,
                             request->dynamic, request->split_switchers);
    if (!about)
        return ctx_no_memory(ctx);
    with_about.about = about;
    TRY(verb_ask(ctx, app, "fit", &with_about, study));
    if (study->cached)
        goto out;
    if (request->dynamic)
        TRY(fit_paths(ctx, app, request, study));
    else
        TRY(study_fit_congress(ctx, app, request, request->congress, study));
    TRY(fit_record(ctx, app, study));
out:
    free(about);
    return status;
}
