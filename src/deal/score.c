/* The search: every combination scored on the same draws, the Pareto set marked. */
#include "base/ctx.h"
#include "base/mem.h"
#include "deal/pareto.h"
#include "deal/room.h"
#include <math.h>
#include <omp.h>
#include <stdlib.h>

/* Objectives, all to be small: -P(pass), the bill's money, and of the simulated
 * outcomes backlog, median wait and fairness gap. The simulated public cost is
 * shown but is no objective of its own: most of it follows from the money. */
enum { OBJECTIVES_VOTES = 2, OBJECTIVES_ALL = 5 };

/* A frontier is for reading: past this many points the steps are doubled. */
#define FRONTIER_MOST 20

/* One point in a hundred: what the report prints, more than twice the error of the
 * quick tail (0.002), and about the simulation error of a chance near one half with
 * 4096 particles (0.008). */
#define STEP_P_PASS 0.01
/* No smaller part of an outcome's whole range, or of the money's, is of interest. */
#define STEP_RANGE_SHARE 0.01

struct grid {
    int count;
    int objectives;
    double *values; /* [count][objectives] */
    double *cells;
    bool *on;
    double step[OBJECTIVES_ALL];
};

/* What deals are compared by. `chances` has room for the votes up to the gate. */
static void fill_point(const struct deal *deal, int c, double *chances,
                       struct aisle_deal_point *point)
{
    uint64_t selection = deal->cases[c];
    aisle_forecaster_chances(deal->forecaster, deal->gate, selection,
                             deal_fair(deal, c), chances);
    *point = (struct aisle_deal_point){
        .selection = selection,
        .p_pass = chances[deal->gate],
        .p_pass_q05 = NAN,
        .p_pass_q95 = NAN,
        .p_all = NAN,
        .yea_mean = NAN,
        .cost_usd = aisle_package_cost_usd(deal->package, selection),
        .as_written = selection == deal->written};
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        point->outcome[i] = worlds_difference(&deal->worlds, c, i);
}

/* Each point is written by one thread and depends on nothing else, so that any
 * number of threads gives the same bytes. `chances` has room for each thread's. */
static void fill_points(struct aisle_ctx *ctx, const struct deal *deal, int count,
                        double *chances, struct aisle_deal_point *points)
{
    int done = 0;
    size_t room = (size_t)deal->gate + 1;
#pragma omp parallel for schedule(dynamic, 4) num_threads(deal_threads(deal->options))
    for (int i = 0; i < count; i++) {
        if (aisle_ctx_cancelled(ctx))
            continue;
        fill_point(deal, deal_first(deal) + i,
                   chances + (size_t)omp_get_thread_num() * room, &points[i]);
        int now;
#pragma omp atomic capture
        now = ++done;
        if (omp_get_thread_num() == 0)
            ctx_progress(ctx, "scoring deals", now, count);
    }
}

/* What is told of the points that are shown. The points are in the order of the cases. */
static enum aisle_status tell_points(struct aisle_ctx *ctx, const struct deal *deal,
                                     struct aisle_frontier *out)
{
    struct aisle_forecaster_short *votes =
        mem_new((size_t)deal->package->vote_count, sizeof *votes);
    if (!votes)
        return ctx_no_memory(ctx);
    for (int i = 0; i < out->point_count; i++) {
        struct aisle_deal_point *point = &out->points[i];
        if (!point->on_frontier && !point->as_written)
            continue;
        double fair = deal_fair(deal, deal_first(deal) + i);
        point->p_all =
            aisle_forecaster_quick_all(deal->forecaster, point->selection, fair, votes);
        point->p_pass_q05 = votes[deal->gate].p_pass_q05;
        point->p_pass_q95 = votes[deal->gate].p_pass_q95;
        point->yea_mean = votes[deal->gate].yea_mean;
    }
    free(votes);
    return AISLE_OK;
}

static void fill_values(const struct aisle_frontier *f, struct grid *grid)
{
    for (int i = 0; i < grid->count; i++) {
        const struct aisle_deal_point *p = &f->points[i];
        double *v = grid->values + i * grid->objectives;
        v[0] = -p->p_pass;
        v[1] = p->cost_usd;
        for (int k = 2; k < grid->objectives; k++)
            v[k] = p->outcome[k - 2];
    }
}

static double range_share(const struct grid *grid, int k)
{
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < grid->count; i++) {
        low = fmin(low, grid->values[i * grid->objectives + k]);
        high = fmax(high, grid->values[i * grid->objectives + k]);
    }
    return grid->count > 0 ? STEP_RANGE_SHARE * (high - low) : 0;
}

static void first_steps(const struct deal *deal, struct grid *grid)
{
    grid->step[0] = STEP_P_PASS;
    for (int k = 1; k < grid->objectives; k++) {
        double noise = k < 2 ? 0 : deal->worlds.noise[k - 2];
        double share = range_share(grid, k);
        grid->step[k] = noise > share ? noise : share; /* NAN noise: the share */
    }
}

static void mark_frontier(struct grid *grid)
{
    while (pareto_mark(grid->count, grid->objectives, grid->values, grid->step,
                       grid->cells, grid->on) > FRONTIER_MOST)
        for (int k = 0; k < grid->objectives; k++)
            grid->step[k] *= 2;
}

static enum aisle_status grid_init(struct aisle_ctx *ctx, const struct deal *deal,
                                   const struct aisle_frontier *f, struct grid *grid)
{
    size_t count = (size_t)f->point_count;
    grid->count = f->point_count;
    grid->objectives = deal->worlds.difference ? OBJECTIVES_ALL : OBJECTIVES_VOTES;
    size_t cells = count * (size_t)grid->objectives;
    grid->values = mem_new(cells, sizeof(double));
    grid->cells = mem_new(cells, sizeof(double));
    grid->on = mem_new(count, sizeof(bool));
    if (!grid->values || !grid->cells || !grid->on)
        return ctx_no_memory(ctx);
    fill_values(f, grid);
    first_steps(deal, grid);
    return AISLE_OK;
}

/* Frontier first, then by chance, then by selection. */
static int by_rank(const void *left, const void *right)
{
    const struct aisle_deal_point *a = left, *b = right;
    if (a->on_frontier != b->on_frontier)
        return a->on_frontier ? -1 : 1;
    if (a->p_pass != b->p_pass)
        return a->p_pass > b->p_pass ? -1 : 1;
    return (a->selection > b->selection) - (a->selection < b->selection);
}

static enum aisle_status note_frontier(struct aisle_ctx *ctx, const struct deal *deal,
                                       const struct grid *grid,
                                       struct aisle_frontier *out)
{
    enum aisle_status status;
    TRY(deal_note(ctx, out,
                  "On the frontier a difference counts from %.3g%% of chance to pass "
                  "and %.3g bn USD of the bill's money; less is a tie.",
                  100 * grid->step[0], grid->step[1] / 1e9));
    if (grid->objectives == OBJECTIVES_ALL) {
        TRY(deal_note(
            ctx, out,
            "For the simulated outcomes it counts from %.3g cases of backlog, "
            "%.3g days of median wait and %.3g of the fairness gap: at least "
            "one standard error between two deals, measured on two halves of "
            "the replications, and one hundredth of the range searched.",
            grid->step[2], grid->step[3], grid->step[4]));
        TRY(deal_note(ctx, out,
                      "The search simulates %d replications of %d years, one case for "
                      "%d people; the outcome of the package as written is the finer "
                      "run.",
                      deal->options->asylum.replications, deal->options->asylum.years,
                      deal->options->asylum.people_per_case));
    } else {
        TRY(deal_note(ctx, out,
                      "Deals were compared by chance and money only; nothing "
                      "was simulated."));
    }
    TRY(deal_note(ctx, out,
                  "The knee gains most when the chance to pass counts as much as all "
                  "other aims together, each from the worst to the best on the "
                  "frontier."));
out:
    return status;
}

static enum aisle_status rank_points(struct aisle_ctx *ctx, const struct deal *deal,
                                     struct aisle_frontier *out)
{
    struct grid grid = {0};
    enum aisle_status status = grid_init(ctx, deal, out, &grid);
    if (status == AISLE_OK) {
        mark_frontier(&grid);
        for (int i = 0; i < grid.count; i++)
            out->points[i].on_frontier = grid.on[i];
        int knee = pareto_knee(grid.count, grid.objectives, grid.values, grid.on);
        if (knee >= 0)
            out->points[knee].knee = true;
        status = tell_points(ctx, deal, out);
    }
    if (status == AISLE_OK) {
        qsort(out->points, (size_t)grid.count, sizeof *out->points, by_rank);
        status = note_frontier(ctx, deal, &grid, out);
    }
    free(grid.values);
    free(grid.cells);
    free(grid.on);
    return status;
}

enum aisle_status deal_score(struct aisle_ctx *ctx, const struct deal *deal,
                             struct aisle_frontier *out)
{
    int count = deal->case_count - deal_first(deal);
    size_t room = (size_t)deal_threads(deal->options) * ((size_t)deal->gate + 1);
    double *chances = mem_new(room, sizeof *chances);
    out->points = mem_new((size_t)count, sizeof *out->points);
    if (out->points && chances)
        fill_points(ctx, deal, count, chances, out->points);
    free(chances);
    if (!out->points || !chances)
        return ctx_no_memory(ctx);
    enum aisle_status status = ctx_poll(ctx);
    if (status != AISLE_OK)
        return status;
    out->point_count = count;
    if (count == 0)
        return deal_note(ctx, out, "No combination keeps within %.3g bn USD.",
                         deal->options->budget_usd / 1e9);
    return rank_points(ctx, deal, out);
}
