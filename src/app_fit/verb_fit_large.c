/* Static fits by compressed rows: lists of votes, and tables that are large and nearly
 * empty. They are not kept in the store, the run's result is. */
#include "app_fit/fit_large.h"
#include "app_fit/fit_record.h"

#include <aisle/sparse.h>
#include <string.h>

/* Tiles pass over every cell, rows over every vote and that at ten times the cost. Below
 * so many cells tiles take no time either way. */
static const double cells_min = 10e6;
static const double filled_max = 0.1;

static void set_options(const struct app *app, const struct app_request *request,
                        struct aisle_sparse_options *out)
{
    aisle_sparse_options_init(out);
    out->method = request->method;
    out->slope_told = !request->slope_fixed;
    out->seed = app_get_options(app)->seed;
    out->threads = app_get_options(app)->threads;
}

/* A warning where scales have nothing in common. */
static void say_parts(struct aisle_ctx *ctx, int parts)
{
    if (parts > 1)
        ctx_warn(ctx, (struct place){0},
                 "no vote joins %d groups of members: places of one say nothing of "
                 "another's",
                 parts);
}

static enum aisle_status fit_list(struct aisle_ctx *ctx, const struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study)
{
    struct aisle_votelist *list = &study->list;
    struct aisle_sparse_options options;
    struct aisle_sparse_fit fit;
    enum aisle_status status;
    aisle_sparse_fit_init(&fit);
    if (aisle_votelist_contested(list, request->minority_min) == 0)
        return ctx_fail(ctx, AISLE_INPUT, "no contested roll call to fit");
    set_options(app, request, &options);
    TRY(aisle_sparse_ideal(ctx, list, &options, &fit));
    say_parts(ctx, fit.part_count);
    TRY(aisle_sparse_describe(ctx, list, request->list_path ? NULL : &study->votes,
                              options.threads, &fit, &study->fit));
out:
    aisle_sparse_fit_clear(&fit);
    return status;
}

/* Cells of the request's Congress, from the store's list. */
static enum aisle_status count_cells(struct aisle_ctx *ctx, struct app *app,
                                     const struct app_request *request, double *cells)
{
    struct aisle_store_congress *congresses = NULL;
    int count = 0;
    enum aisle_status status =
        aisle_store_congresses(ctx, app_store(app), &count, &congresses);
    if (status != AISLE_OK)
        return status;
    *cells = 0.0;
    for (int i = 0; i < count; i++)
        if (congresses[i].congress == request->congress &&
            strcmp(congresses[i].chamber, request->chamber) == 0)
            *cells = (double)congresses[i].members * congresses[i].rollcalls;
    aisle_store_congresses_free(count, congresses);
    return AISLE_OK;
}

/* May compressed rows make this fit at all? */
static bool has_sparse_model(const struct app_request *r)
{
    return r->link == AISLE_LINK_LOGIT && r->dims == 1 && !r->heldout &&
           r->bootstrap == 0 && !r->keep_items && !r->quick;
}

enum aisle_status fit_by_engine(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study)
{
    enum aisle_status status;
    double cells = 0.0;
    bool forced = request->engine == APP_ENGINE_SPARSE;
    if (request->engine == APP_ENGINE_AUTO && has_sparse_model(request))
        TRY(count_cells(ctx, app, request, &cells));
    if (!forced && cells < cells_min)
        return study_fit_congress(ctx, app, request, request->congress, study);
    TRY(aisle_store_get_votes(ctx, app_store(app), request->chamber, request->congress,
                              request->congress, study->run.as_of, &study->votes));
    TRY(aisle_votelist_from(ctx, &study->votes, &study->list));
    if (forced ||
        (double)study->list.first[study->list.rollcall_count] <= filled_max * cells)
        return fit_list(ctx, app, request, study);
    aisle_votelist_clear(&study->list);
    aisle_votes_clear(&study->votes);
    return study_fit_congress(ctx, app, request, request->congress, study);
out:
    return status;
}

enum aisle_status app_fit_list(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    enum aisle_status status;
    struct app_request list = *request;
    list.about = "list";
    TRY(verb_ask(ctx, app, "fit", &list, study));
    if (study->cached)
        return AISLE_OK;
    TRY(fit_list(ctx, app, request, study));
    TRY(fit_record(ctx, app, study));
out:
    return status;
}
