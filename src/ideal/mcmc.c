/* Several chains side by side, in rounds, until the draws are worth enough. */
#include "ideal/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/diagnostics.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

/* Sweeps between kept draws; neighbouring sweeps are too alike to be worth their
 * memory. Draws a chain in the first round. */
enum { SWEEPS_A_DRAW = 2, FIRST_ROUND = 400, POLL_SWEEPS = 8 };

/* Items' draws are kept for their diagnostics, unasked, up to so many bytes. */
static const double item_bytes_max = 256e6;
/* Rows of a side below which a sweep's tiles are not worth sharing out. */
enum { ROWS_A_THREAD = 40000 };

struct run {
    struct aisle_ctx *ctx;
    const struct problem *problem;
    struct sampler sampler;
    int chain_count;
    struct chain *chains;
    int planned; /* draws a chain that the run is expected to need */
    struct diagnostics *diagnostics; /* [members][dims] */
};

/* --- rounds ------------------------------------------------------------------------- */

static void report(const struct run *run, const struct chain *chain)
{
    double warmup = run->problem->options->warmup;
    double total = warmup + (double)run->planned * SWEEPS_A_DRAW;
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

static void advance(const struct run *run, struct chain *chain, int draws)
{
    while (chain->sweep < (uint32_t)run->problem->options->warmup) {
        if (chain->sweep == (uint32_t)run->problem->options->warmup / 3)
            chain_learn(chain);
        chain_sweep(chain);
        if (!go_on(run, chain))
            return;
    }
    if (chain->learning)
        chain_learnt(chain);
    for (int t = 0; t < draws; t++) {
        for (int s = 0; s < SWEEPS_A_DRAW; s++) {
            chain_sweep(chain);
            if (!go_on(run, chain))
                return;
        }
        chain_keep(chain);
    }
}

/* Chains side by side; one after the other, with the threads in each, where there are
 * twice as many threads as chains and enough for them to do. */
static enum aisle_status advance_all(struct run *run, int draws)
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
        advance(run, &run->chains[c], draws);
    return ctx_poll(run->ctx);
}

/* --- judging -------------------------------------------------------------------------- */

/* Columns of x: members times dimensions. */
static int columns_of(const struct run *run)
{
    return run->problem->member_count * run->problem->dims;
}

/* The draws of one column, [chains][kept]. */
static void gather_draws(const struct run *run, int column, double *out)
{
    size_t n = (size_t)columns_of(run);
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++)
        for (int t = 0; t < kept; t++)
            *out++ = (double)run->chains[c].x[(size_t)t * n + (size_t)column];
}

typedef void judge_fn(const double *draws, size_t chains, size_t draws_per_chain,
                      double *work, struct diagnostics *out);
typedef void gather_fn(const struct run *run, int column, double *out);

static enum aisle_status judge(struct run *run, int columns, gather_fn *gather,
                               judge_fn *fn, struct diagnostics *out)
{
    size_t chains = (size_t)run->chain_count;
    size_t kept = (size_t)run->chains[0].kept;
    size_t total = chains * kept;
    size_t need = total + diagnostics_work_size(chains, kept);
    int threads = ideal_threads(run->problem->options);
    double *work = mem_new(need * (size_t)threads, sizeof *work);
    if (!work)
        return ctx_no_memory(run->ctx);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int i = 0; i < columns; i++) {
        double *own = work + need * (size_t)omp_get_thread_num();
        gather(run, i, own);
        fn(own, chains, kept, own + total, &out[i]);
    }
    free(work);
    return AISLE_OK;
}

/* Worst R-hat and bulk ESS of fitted members; true when both are good enough. */
static bool good_enough(const struct run *run, double *worst_ess)
{
    const struct aisle_ideal_options *o = run->problem->options;
    double rhat = 0.0;
    *worst_ess = INFINITY;
    for (int i = 0; i < columns_of(run); i++) {
        if (run->problem->thin[i / run->problem->dims])
            continue;
        rhat = fmax(rhat, run->diagnostics[i].rhat);
        *worst_ess = fmin(*worst_ess, run->diagnostics[i].ess_bulk);
    }
    return *worst_ess >= o->ess_target && rhat <= o->rhat_target;
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
    int draws = FIRST_ROUND;
    if (draws > run->chains[0].capacity)
        draws = run->chains[0].capacity;
    while (draws > 0) {
        double worst_ess;
        TRY(advance_all(run, draws));
        TRY(judge(run, columns_of(run), gather_draws, diagnostics_quick,
                  run->diagnostics));
        if (good_enough(run, &worst_ess))
            break;
        draws = next_round(run, worst_ess);
        run->planned = run->chains[0].kept + draws;
    }
    TRY(judge(run, columns_of(run), gather_draws, diagnostics_of, run->diagnostics));
out:
    return status;
}

/* --- results ---------------------------------------------------------------------------- */

static void put_member(const struct run *run, int i, double *draws,
                       struct aisle_fit_member *m)
{
    size_t total = (size_t)run->chain_count * (size_t)run->chains[0].kept;
    int dims = run->problem->dims;
    m->rhat = 0.0;
    m->ess_bulk = INFINITY;
    for (int k = 0; k < dims; k++) {
        const struct diagnostics *d = &run->diagnostics[i * dims + k];
        gather_draws(run, i * dims + k, draws);
        m->x[k] = num_mean(draws, total);
        m->sd[k] = sqrt(num_variance(draws, total));
        num_sort(draws, total);
        m->q05[k] = num_quantile_sorted(draws, total, 0.05);
        m->q95[k] = num_quantile_sorted(draws, total, 0.95);
        m->rhat = fmax(m->rhat, d->rhat);
        m->ess_bulk = fmin(m->ess_bulk, d->ess_bulk);
    }
}

/* Mean and spread of one parameter of an item, over all chains. */
static void item_moments(const struct run *run, size_t at, double mode, double *mean,
                         double *sd)
{
    double total = (double)run->chain_count * run->chains[0].kept;
    double sum = 0.0;
    double square = 0.0;
    for (int c = 0; c < run->chain_count; c++) {
        sum += run->chains[c].item_sum[2 * at];
        square += run->chains[c].item_sum[2 * at + 1];
    }
    *mean = mode + sum / total;
    *sd = sqrt(fmax(square - sum * sum / total, 0.0) / (total - 1.0));
}

static void put_item(const struct run *run, const struct standard *s0, int j,
                     struct aisle_fit_item *item)
{
    int dims = run->problem->dims;
    size_t at = (size_t)j * (size_t)(dims + 1);
    double a;
    double b[AISLE_DIMS_MAX];
    standard_item(s0, dims, point_item(run->sampler.mode, j), &a, b);
    item_moments(run, at, a, &item->a, &item->a_sd);
    for (int k = 0; k < dims; k++)
        item_moments(run, at + 1 + (size_t)k, b[k], &item->b[k], &item->b_sd[k]);
    item->rhat = NAN;
    item->ess_bulk = NAN;
}

static void gather_item_draws(const struct run *run, int column, double *out)
{
    size_t n = (size_t)run->problem->item_count * (size_t)(run->problem->dims + 1);
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++)
        for (int t = 0; t < kept; t++)
            *out++ = (double)run->chains[c].items[(size_t)t * n + (size_t)column];
}

/* Every member votes as the mode has it, so that nothing but the prior keeps the slope
 * from growing. */
static bool separated(const struct problem *p, const struct point *mode, int item)
{
    const int8_t *sign = p->sign + (size_t)item * (size_t)p->member_count;
    const double *row = point_item(mode, item);
    for (int i = 0; i < p->member_count; i++) {
        const double *x = point_member(mode, i);
        double eta = 0.0;
        for (int k = 0; k <= p->dims; k++)
            eta += row[k] * x[k];
        if (sign[i] && !p->thin[i] && sign[i] * eta <= 0.0)
            return false;
    }
    return true;
}

/* R-hat and ESS of the items that the votes identify. */
static enum aisle_status judge_items(struct run *run, struct aisle_fit *fit)
{
    int stride = run->problem->dims + 1;
    enum aisle_status status;
    struct diagnostics *d =
        mem_new((size_t)fit->item_count * (size_t)stride, sizeof *d);
    if (!d)
        return ctx_no_memory(run->ctx);
    TRY(judge(run, fit->item_count * stride, gather_item_draws, diagnostics_quick, d));
    for (int j = 0; j < fit->item_count; j++) {
        struct aisle_fit_item *item = &fit->items[j];
        if (separated(run->problem, run->sampler.mode, j))
            continue;
        item->rhat = 0.0;
        item->ess_bulk = INFINITY;
        for (int k = 0; k < stride; k++) {
            item->rhat = fmax(item->rhat, d[j * stride + k].rhat);
            item->ess_bulk = fmin(item->ess_bulk, d[j * stride + k].ess_bulk);
        }
    }
out:
    free(d);
    return status;
}

static enum aisle_status put_item_draws(const struct run *run, struct aisle_fit *fit)
{
    size_t kept = (size_t)run->chains[0].kept;
    size_t n = (size_t)fit->item_count * (size_t)(fit->dims + 1);
    fit->item_draws =
        mem_new(kept * n * (size_t)run->chain_count, sizeof *fit->item_draws);
    if (!fit->item_draws)
        return ctx_no_memory(run->ctx);
    for (int c = 0; c < run->chain_count; c++)
        memcpy(fit->item_draws + (size_t)c * kept * n, run->chains[c].items,
               kept * n * sizeof *fit->item_draws);
    return AISLE_OK;
}

static void put_diagnostics(const struct run *run, double *ess, struct aisle_fit *fit)
{
    size_t count = 0;
    fit->rhat_max = 0.0;
    fit->ess_tail_min = INFINITY;
    for (int i = 0; i < columns_of(run); i++) {
        if (run->problem->thin[i / run->problem->dims])
            continue;
        const struct diagnostics *d = &run->diagnostics[i];
        ess[count++] = d->ess_bulk;
        fit->rhat_max = fmax(fit->rhat_max, d->rhat);
        fit->ess_tail_min = fmin(fit->ess_tail_min, d->ess_tail);
    }
    num_sort(ess, count);
    fit->ess_bulk_min = ess[0];
    fit->ess_bulk_median = num_quantile_sorted(ess, count, 0.5);
}

static enum aisle_status put_results(const struct run *run, struct aisle_fit *fit)
{
    size_t kept = (size_t)run->chains[0].kept;
    size_t n = (size_t)columns_of(run);
    size_t total = kept * (size_t)run->chain_count;
    struct standard s0 = standard_of(run->problem, run->sampler.mode);
    double *work = mem_new(total > n ? total : n, sizeof *work);
    fit->x_draws = mem_new(total * n, sizeof *fit->x_draws);
    if (!work || !fit->x_draws) {
        free(work);
        return ctx_no_memory(run->ctx);
    }
    fit->chain_count = run->chain_count;
    fit->draw_count = (int)total;
    for (int c = 0; c < run->chain_count; c++)
        memcpy(fit->x_draws + (size_t)c * kept * n, run->chains[c].x,
               kept * n * sizeof *fit->x_draws);
    for (int i = 0; i < fit->member_count; i++)
        put_member(run, i, work, &fit->members[i]);
    for (int j = 0; j < fit->item_count; j++)
        put_item(run, &s0, j, &fit->items[j]);
    put_diagnostics(run, work, fit);
    free(work);
    return AISLE_OK;
}

enum aisle_status mcmc_fit(struct aisle_ctx *ctx, const struct problem *problem,
                           const struct point *point, struct aisle_fit *fit)
{
    const struct aisle_ideal_options *o = problem->options;
    struct run run = {.ctx = ctx, .problem = problem, .chain_count = o->chains};
    int capacity = o->draws_max / o->chains;
    enum aisle_status status;
    struct standard s0 = standard_of(problem, point);
    TRY(standard_check(ctx, &s0, problem->dims));
    TRY(sampler_new(ctx, problem, point, &run.sampler));
    run.sampler.keep_items =
        o->keep_item_draws ||
        4.0 * o->draws_max * problem->item_count * (problem->dims + 1) <=
            item_bytes_max;
    run.planned = capacity < 4 * FIRST_ROUND ? capacity : 4 * FIRST_ROUND;
    run.chains = mem_new((size_t)o->chains, sizeof *run.chains);
    run.diagnostics = mem_new((size_t)columns_of(&run), sizeof *run.diagnostics);
    if (!run.chains || !run.diagnostics) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int c = 0; c < o->chains; c++)
        TRY(chain_new(ctx, &run.sampler, c, capacity, &run.chains[c]));
    TRY(run_rounds(&run));
    TRY(put_results(&run, fit));
    if (run.sampler.keep_items)
        TRY(judge_items(&run, fit));
    if (o->keep_item_draws)
        TRY(put_item_draws(&run, fit));
out:
    for (int c = 0; c < o->chains && run.chains; c++)
        chain_clear(&run.chains[c]);
    free(run.chains);
    sampler_clear(&run.sampler);
    free(run.diagnostics);
    return status;
}
