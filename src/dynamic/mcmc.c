/* Several chains side by side, in rounds, until the draws are worth enough. */
#include "dynamic/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "ideal/worth.h"
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sweeps between kept draws; draws a chain in the first round. */
enum { SWEEPS_A_DRAW = 2, FIRST_ROUND = 500, POLL_SWEEPS = 4 };
/* Stages of the warm-up, each twice as long as the one before. */
enum { WARM_STAGES = 3, WARM_SWEEPS_MIN = 10 };

struct run {
    struct aisle_ctx *ctx;
    const struct dyn_panel *panel;
    struct dyn_slow slow;
    const int *order;
    int period_count; /* fit periods */
    int chain_count;
    struct dyn_chain *chains;
    int planned; /* draws a chain that the run is expected to need */
    struct diagnostics *diagnostics; /* [fit periods + 1]; the walk's last */
};

/* --- rounds ------------------------------------------------------------------------- */

static void report(const struct run *run, const struct dyn_chain *chain)
{
    double total = run->panel->options->warmup + (double)run->planned * SWEEPS_A_DRAW;
    double done = chain->sweep;
    ctx_progress(run->ctx, "sampling paths", fmin(done, total), total);
}

/* Only the thread that called into the library reports and polls; the others look
 * at the flag. False when the run was cancelled. */
static bool go_on(const struct run *run, const struct dyn_chain *chain)
{
    if (chain->sweep % POLL_SWEEPS)
        return true;
    if (omp_get_thread_num() == 0)
        report(run, chain);
    return !aisle_ctx_cancelled(run->ctx);
}

/* Sweeps up to number `until`, then draws. */
static void advance(const struct run *run, struct dyn_chain *chain, int until,
                    int draws)
{
    while (chain->sweep < (uint32_t)until) {
        dyn_chain_sweep(chain);
        if (chain->totalling)
            dyn_chain_total(chain);
        if (!go_on(run, chain))
            return;
    }
    for (int t = 0; t < draws; t++) {
        for (int s = 0; s < SWEEPS_A_DRAW; s++) {
            dyn_chain_sweep(chain);
            if (!go_on(run, chain))
                return;
        }
        dyn_chain_keep(chain);
    }
}

/* Threads take chains, or, when there are more of them than chains, the roll calls
 * and careers of one chain after the other. */
static enum aisle_status advance_all(struct run *run, int until, int draws)
{
    int threads = dyn_threads(run->panel->options);
    if (threads > run->chain_count)
        threads = 1;
#pragma omp parallel for schedule(static, 1) num_threads(threads) if (threads > 1)
    for (int c = 0; c < run->chain_count; c++)
        advance(run, &run->chains[c], until, draws);
    return ctx_poll(run->ctx);
}

/* --- warming up ------------------------------------------------------------------------ */

/* The mean of what the chains have totalled becomes the centre. */
static void move_centre(struct run *run)
{
    struct dyn_state *centre = &run->slow.centre;
    size_t size = 2 * (size_t)run->panel->period_count;
    double count = 0.0;
    memset(centre->x, 0, size * sizeof *centre->x);
    centre->walk_sd = 0.0;
    for (int c = 0; c < run->chain_count; c++) {
        const struct dyn_chain *chain = &run->chains[c];
        count += chain->total_count;
        centre->walk_sd += chain->total.walk_sd;
        for (size_t k = 0; k < size; k++)
            centre->x[k] += chain->total.x[k];
    }
    centre->walk_sd /= count;
    for (size_t k = 0; k < size; k++)
        centre->x[k] /= count;
}

/* Up to sweep `until`; directions are then taken anew at the mean of its second
 * half. */
static enum aisle_status warm_stage(struct run *run, int from, int until)
{
    enum aisle_status status;
    TRY(advance_all(run, (from + until) / 2, 0));
    for (int c = 0; c < run->chain_count; c++) {
        dyn_chain_forget(&run->chains[c]);
        run->chains[c].totalling = true;
    }
    TRY(advance_all(run, until, 0));
    for (int c = 0; c < run->chain_count; c++) {
        run->chains[c].totalling = false;
        run->chains[c].drift.settled = true;
    }
    move_centre(run);
    TRY(dyn_slow_find(run->ctx, &run->slow));
out:
    return status;
}

static enum aisle_status warm_up(struct run *run)
{
    enum aisle_status status = AISLE_OK;
    int warmup = run->panel->options->warmup;
    int from = 0;
    for (int stage = WARM_STAGES - 1; stage >= 0; stage--) {
        int until = warmup >> stage;
        if (until - from >= WARM_SWEEPS_MIN)
            TRY(warm_stage(run, from, until));
        from = until;
    }
    TRY(advance_all(run, warmup, 0));
out:
    return status;
}

/* --- judging -------------------------------------------------------------------------- */

/* A period's draws, or the walk's, [chains][kept]. */
static void gather_draws(const void *user, int period, double *out)
{
    const struct run *run = user;
    size_t n = (size_t)run->period_count;
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++)
        for (int t = 0; t < kept; t++)
            *out++ = period == run->period_count
                         ? run->chains[c].walk[t]
                         : (double)run->chains[c].x[(size_t)t * n + (size_t)period];
}

/* Fitted periods, and the walk where its spread is told. */
static bool is_judged(const void *user, int i)
{
    const struct run *run = user;
    if (i == run->period_count)
        return run->panel->step_count > 0 && !(run->panel->options->walk_sd > 0.0);
    return dyn_is_fitted(run->panel, run->order[i]);
}

static struct columns columns_of(const struct run *run)
{
    return (struct columns){run,
                            gather_draws,
                            is_judged,
                            run->period_count + 1,
                            (size_t)run->chain_count,
                            (size_t)run->chains[0].kept};
}

static enum aisle_status judge(struct run *run, worth_fn *fn)
{
    struct columns columns = columns_of(run);
    return worth_judge(run->ctx, &columns, dyn_threads(run->panel->options), fn,
                       run->diagnostics);
}

/* Draws a chain to add: what R-hat and ESS say is missing and a tenth more, but
 * neither a trifle nor more than what there is. R-hat - 1 falls as 1 / draws. */
static int next_round(const struct run *run, const struct worst *worst)
{
    const struct aisle_dynamic_options *o = run->panel->options;
    int kept = run->chains[0].kept;
    double by_ess = o->ess_target / fmax(worst->ess, 1.0);
    double by_rhat = (worst->rhat - 1.0) / fmax(o->rhat_target - 1.0, 1e-6);
    double wanted = kept * (1.1 * fmax(by_ess, by_rhat) - 1.0);
    wanted = fmin(fmax(wanted, 0.2 * kept), kept);
    int left = run->chains[0].capacity - kept;
    return wanted < left ? (int)wanted + 1 : left;
}

static enum aisle_status run_rounds(struct run *run)
{
    const struct aisle_dynamic_options *o = run->panel->options;
    enum aisle_status status = AISLE_OK;
    int draws = FIRST_ROUND;
    if (draws > run->chains[0].capacity)
        draws = run->chains[0].capacity;
    while (draws > 0) {
        TRY(advance_all(run, 0, draws));
        TRY(judge(run, diagnostics_quick));
        struct columns columns = columns_of(run);
        struct worst worst = worth_worst(&columns, run->diagnostics);
        if (worst.ess >= o->ess_target && worst.rhat <= o->rhat_target)
            break;
        draws = next_round(run, &worst);
        run->planned = run->chains[0].kept + draws;
    }
    TRY(judge(run, diagnostics_of));
out:
    return status;
}

/* --- results ---------------------------------------------------------------------------- */

static void put_period(const struct run *run, const struct columns *c, int i,
                       double *draws, struct aisle_fit_period *m)
{
    struct worth w = worth_of(c, i, draws);
    m->x[0] = w.mean;
    m->sd[0] = w.sd;
    m->q05[0] = w.q05;
    m->q95[0] = w.q95;
    m->rhat = run->diagnostics[i].rhat;
    m->ess_bulk = run->diagnostics[i].ess_bulk;
}

static void put_walk(const struct run *run, const struct columns *c, double *draws,
                     struct aisle_dynamic_walk *walk)
{
    const struct diagnostics *d = &run->diagnostics[run->period_count];
    if (run->panel->step_count == 0)
        return;
    struct worth w = worth_of(c, run->period_count, draws);
    walk->sd_mean = w.mean;
    walk->sd_sd = w.sd;
    walk->sd_q05 = w.q05;
    walk->sd_q95 = w.q95;
    walk->rhat = d->rhat;
    walk->ess_bulk = d->ess_bulk;
}

static void put_item(const struct run *run, const struct dyn_standard *s0, int j,
                     struct aisle_fit_item *item)
{
    double total = (double)run->chain_count * run->chains[0].kept;
    const double *mode = run->slow.centre.item + 2 * (size_t)j;
    double sum[4] = {0};
    for (int c = 0; c < run->chain_count; c++)
        for (int k = 0; k < 4; k++)
            sum[k] += run->chains[c].item_sum[4 * (size_t)j + (size_t)k];
    worth_moments(sum[0], sum[1], total, mode[0] + mode[1] * s0->mean, &item->a,
                  &item->a_sd);
    worth_moments(sum[2], sum[3], total, mode[1] * s0->sd, &item->b[0], &item->b_sd[0]);
    item->rhat = NAN;
    item->ess_bulk = NAN;
}

static enum aisle_status put_results(const struct run *run, struct aisle_fit *fit,
                                     struct aisle_dynamic_walk *walk)
{
    size_t kept = (size_t)run->chains[0].kept;
    size_t n = (size_t)run->period_count;
    size_t total = kept * (size_t)run->chain_count;
    struct dyn_standard s0 = dyn_standard_of(run->panel, run->slow.centre.x);
    struct columns columns = columns_of(run);
    double *work = mem_new(total > n ? total : n, sizeof *work);
    fit->period_draws = mem_new(total * n, sizeof *fit->period_draws);
    if (!work || !fit->period_draws) {
        free(work);
        return ctx_no_memory(run->ctx);
    }
    fit->chain_count = run->chain_count;
    fit->draw_count = (int)total;
    for (int c = 0; c < run->chain_count; c++)
        memcpy(fit->period_draws + (size_t)c * kept * n, run->chains[c].x,
               kept * n * sizeof *fit->period_draws);
    for (int i = 0; i < run->period_count; i++)
        put_period(run, &columns, i, work, &fit->periods[i]);
    for (int j = 0; j < fit->item_count; j++)
        put_item(run, &s0, j, &fit->items[j]);
    put_walk(run, &columns, work, walk);
    columns.count = run->period_count; /* the walk has R-hat and ESS of its own */
    worth_put(&columns, run->diagnostics, work, fit);
    free(work);
    return AISLE_OK;
}

enum aisle_status dyn_mcmc_fit(struct aisle_ctx *ctx, struct dyn_schur *schur,
                               struct dyn_state *mode, const int *order,
                               struct aisle_fit *fit, struct aisle_dynamic_walk *walk)
{
    const struct dyn_panel *panel = schur->panel;
    const struct aisle_dynamic_options *o = panel->options;
    struct run run = {.ctx = ctx,
                      .panel = panel,
                      .order = order,
                      .period_count = fit->period_count,
                      .chain_count = o->chains};
    int capacity = o->draws_max / o->chains;
    int threads = dyn_threads(o);
    enum aisle_status status;
    struct dyn_standard s0 = dyn_standard_of(panel, mode->x);
    TRY(dyn_standard_check(ctx, &s0));
    dyn_gauge_settle(panel, mode);
    TRY(dyn_slow_new(ctx, schur, mode, &run.slow));
    TRY(dyn_slow_find(ctx, &run.slow));
    run.planned = capacity < 2 * FIRST_ROUND ? capacity : 2 * FIRST_ROUND;
    run.chains = mem_new((size_t)o->chains, sizeof *run.chains);
    run.diagnostics = mem_new((size_t)fit->period_count + 1, sizeof *run.diagnostics);
    if (!run.chains || !run.diagnostics) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int c = 0; c < o->chains; c++)
        TRY(dyn_chain_new(ctx, &run.slow, order, fit->period_count, c, capacity,
                          threads > o->chains ? threads : 1, &run.chains[c]));
    TRY(warm_up(&run));
    TRY(run_rounds(&run));
    TRY(put_results(&run, fit, walk));
out:
    for (int c = 0; c < o->chains && run.chains; c++)
        dyn_chain_clear(&run.chains[c]);
    free(run.chains);
    free(run.diagnostics);
    dyn_slow_clear(&run.slow);
    return status;
}
