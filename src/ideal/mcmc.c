/* Several chains side by side, in rounds, until the draws are worth enough. */
#include "ideal/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <omp.h>

/* Draws a chain in the first round of one dimension; in K a K-th, each of more sweeps. */
enum { FIRST_ROUND = 400, POLL_SWEEPS = 8 };

/* Items' draws are kept for their diagnostics, unasked, up to so many bytes. */
static const double item_bytes_max = 256e6;
/* Rows of a side below which a sweep's tiles are not worth sharing out. */
enum { ROWS_A_THREAD = 40000 };

/* --- rounds ------------------------------------------------------------------------- */

/* By how much more slowly chains mix than in one dimension: 1, 2, 6, 24, about what the
 * Senate's do. They warm up that much longer, and as many more sweeps make a draw. */
static int slowness(const struct run *run)
{
    static const int factorial[AISLE_DIMS_MAX + 1] = {1, 1, 2, 6, 24};
    return factorial[run->problem->dims];
}

static int warmup_of(const struct run *run)
{
    return run->problem->options->warmup * slowness(run);
}

/* Neighbouring sweeps are too alike to be worth their memory. */
static int sweeps_a_draw(const struct run *run)
{
    return 2 * slowness(run);
}

static void report(const struct run *run, const struct chain *chain)
{
    double total = warmup_of(run) + (double)run->planned * sweeps_a_draw(run);
    double done = chain->sweep;
    ctx_progress(run->ctx, "sampling ideal points", fmin(done, total), total);
}

/* Only the thread that called into the library reports and polls; the others look
 * at the flag. False when the run was cancelled. */
static bool go_on(const struct run *run, const struct chain *chain)
{
    if (chain->sweep % POLL_SWEEPS)
        return true;
    if (omp_get_thread_num() == 0)
        report(run, chain);
    return !aisle_ctx_cancelled(run->ctx);
}

/* What is made of the states of a stretch of sweeps. */
enum stage { SETTLE, WATCH, LEARN, DRAW };

static void advance(const struct run *run, struct chain *chain, enum stage stage,
                    int sweeps)
{
    if (stage == LEARN)
        chain_learn(chain);
    for (int t = 1; t <= sweeps; t++) {
        chain_sweep(chain);
        if (!go_on(run, chain))
            return;
        if (stage == WATCH)
            chain_watch(chain);
        if (stage == DRAW && t % sweeps_a_draw(run) == 0)
            chain_keep(chain);
    }
    if (stage == LEARN)
        chain_learnt(chain);
}

/* Chains side by side; one after the other, with the threads in each, where there are
 * twice as many threads as chains and enough for them to do. */
static enum aisle_status advance_all(struct run *run, enum stage stage, int sweeps)
{
    const struct tiles *tiles = &run->problem->by_item;
    int threads = ideal_threads(run->problem->options);
    bool inside = threads >= 2 * run->chain_count &&
                  tiles->first[tiles->tile_count] >= ROWS_A_THREAD;
    int outside = inside ? 1 : threads;
    if (outside > run->chain_count)
        outside = run->chain_count;
    for (int c = 0; c < run->chain_count; c++)
        run->chains[c].threads = inside ? threads : 1;
#pragma omp parallel for schedule(static, 1) num_threads(outside) if (outside > 1)
    for (int c = 0; c < run->chain_count; c++)
        advance(run, &run->chains[c], stage, sweeps);
    return ctx_poll(run->ctx);
}

/* A third settles, the rest learns the items' laws. In one dimension the mode's places do
 * as the middle ones; in more they are found first, twice, as where they lie says how
 * draws are turned. */
static enum aisle_status warm_up(struct run *run)
{
    int sweeps = warmup_of(run);
    int left = sweeps - sweeps / 3;
    enum aisle_status status;
    TRY(advance_all(run, SETTLE, sweeps / 3));
    for (int t = 0; t < 2 && run->problem->dims > 1; t++) {
        TRY(advance_all(run, WATCH, sweeps / 6));
        sampler_centre(&run->sampler, run->chains, run->chain_count);
        left -= sweeps / 6;
    }
    TRY(advance_all(run, LEARN, left));
out:
    return status;
}

/* Draws a chain to add: what the ESS so far says is missing and a tenth more, but
 * neither a trifle nor more than twice what there is. */
static int next_round(const struct run *run, double worst_ess)
{
    int kept = run->chains[0].kept;
    double target = run->problem->options->ess_target;
    double wanted = kept * (1.1 * target / fmax(worst_ess, 1.0) - 1.0);
    wanted = fmin(fmax(wanted, 0.2 * kept), 2.0 * kept);
    int left = run->chains[0].capacity - kept;
    return wanted < left ? (int)wanted + 1 : left;
}

static enum aisle_status run_rounds(struct run *run)
{
    enum aisle_status status = AISLE_OK;
    int draws = FIRST_ROUND / run->problem->dims;
    if (draws > run->chains[0].capacity)
        draws = run->chains[0].capacity;
    TRY(warm_up(run));
    while (draws > 0) {
        struct worst worst;
        TRY(advance_all(run, DRAW, draws * sweeps_a_draw(run)));
        TRY(run_judge(run, &worst));
        if (run_enough(run, &worst))
            break;
        draws = next_round(run, worst.ess);
        run->planned = run->chains[0].kept + draws;
    }
    struct columns members = run_of_members(run);
    TRY(worth_judge(run->ctx, &members, ideal_threads(run->problem->options),
                    diagnostics_of, run->diagnostics));
out:
    return status;
}

static enum aisle_status run_new(struct run *run, const struct point *mode)
{
    const struct problem *p = run->problem;
    const struct aisle_ideal_options *o = p->options;
    size_t items = (size_t)p->item_count;
    int capacity = o->draws_max / o->chains;
    enum aisle_status status;
    TRY(sampler_new(run->ctx, p, mode, &run->sampler));
    run->sampler.keep_items =
        o->keep_item_draws ||
        4.0 * o->draws_max * p->item_count * (p->dims + 1) <= item_bytes_max;
    run->planned = capacity < 4 * FIRST_ROUND ? capacity : 4 * FIRST_ROUND;
    run->chains = mem_new((size_t)o->chains, sizeof *run->chains);
    run->diagnostics = mem_new((size_t)run_columns(run), sizeof *run->diagnostics);
    run->told = mem_new(items, sizeof *run->told);
    if (run->sampler.keep_items)
        run->of_items = mem_new(items * (size_t)(p->dims + 1), sizeof *run->of_items);
    if (!run->chains || !run->diagnostics || !run->told ||
        (run->sampler.keep_items && !run->of_items)) {
        status = ctx_no_memory(run->ctx);
        goto out;
    }
    for (int j = 0; j < p->item_count; j++)
        run->told[j] = !run_separated(p, mode, j);
    for (int c = 0; c < o->chains; c++)
        TRY(chain_new(run->ctx, &run->sampler, c, capacity, &run->chains[c]));
out:
    return status;
}

static void run_clear(struct run *run)
{
    for (int c = 0; c < run->chain_count && run->chains; c++)
        chain_clear(&run->chains[c]);
    free(run->chains);
    sampler_clear(&run->sampler);
    free(run->diagnostics);
    free(run->of_items);
    free(run->told);
}

enum aisle_status mcmc_fit(struct aisle_ctx *ctx, const struct problem *problem,
                           const struct point *point, struct aisle_fit *fit)
{
    const struct aisle_ideal_options *o = problem->options;
    struct run run = {.ctx = ctx, .problem = problem, .chain_count = o->chains};
    enum aisle_status status;
    struct standard s0 = standard_of(problem, point);
    TRY(standard_check(ctx, &s0, problem->dims));
    TRY(run_new(&run, point));
    TRY(run_rounds(&run));
    TRY(run_put_results(&run, fit));
    if (run.of_items)
        TRY(run_put_item_diagnostics(&run, fit));
    if (o->keep_item_draws)
        TRY(run_put_item_draws(&run, fit));
out:
    run_clear(&run);
    return status;
}
