/* Chains side by side, in rounds, until their draws are worth enough. Each starts from a
 * climb of its own, begun with another member, so that a start that went wrong shows in
 * R-hat; then it is thrown about along the slow fields, where it would take long to go. */
#include "sparse/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <omp.h>
#include <string.h>

/* A drift every so many sweeps, and how wide chains are thrown, in their spread. */
enum { DRIFT_EVERY = 3 };
static const double throw = 2.0;

/* --- sweeps and draws -------------------------------------------------------------- */

static void keep(struct sparse_run *r, struct sparse_line *l, size_t at)
{
    const struct sparse_problem *p = r->p;
    const struct sparse_state *mode = r->mode, *now = &l->chain.state;
    struct sparse_standard q = sparse_standard_of(p, now->x);
    double overlap = 0.0;
    for (int i = 0; i < p->member_count; i++)
        overlap += (now->x[i] - q.mean) * mode->x[i];
    double scale = (overlap < 0.0 ? -1.0 : 1.0) / q.sd;
    for (int i = 0; i < p->member_count; i++)
        l->x[i] = scale * (now->x[i] - q.mean);
    sparse_draws_put(&r->draws, l->chain.index, at, l->x);
    for (int j = 0; j < p->item_count; j++) {
        const double *ab = now->item + 2 * (size_t)j;
        const double *then = mode->item + 2 * (size_t)j;
        double *sum = l->item_sum + 4 * (size_t)j;
        double a = ab[0] + ab[1] * q.mean - then[0] - then[1] * r->standard.mean;
        double b = ab[1] / scale - then[1] * r->standard.sd;
        sum[0] += a;
        sum[1] += a * a;
        sum[2] += b;
        sum[3] += b * b;
    }
    l->slope_sd += now->slope_sd;
}

static void sweep_on(struct sparse_line *l)
{
    struct sparse_chain *c = &l->chain;
    sparse_sweep(c);
    if (l->drift.way_count == 0 || c->sweep % DRIFT_EVERY)
        return;
    struct rng rng =
        rng_stream(c->p->options->seed, SPARSE_USE_DRIFT, c->index, c->sweep);
    l->taken += sparse_drift_step(&l->drift, &rng, &c->state);
    l->drifts++;
}

/* Only the thread that called into the library reports; all look whether to go on. */
static bool go_on(struct aisle_ctx *ctx, const struct sparse_run *r,
                  const struct sparse_chain *c, int draws)
{
    const struct aisle_sparse_options *o = r->p->options;
    double total = o->warmup + (double)((int)r->draws.kept + draws) * o->thin;
    if (omp_get_thread_num() == 0)
        ctx_progress(ctx, "sampling ideal points", c->sweep, total);
    return !aisle_ctx_cancelled(ctx);
}

/* What is left of a chain's warm-up, then so many draws. */
static void advance(struct aisle_ctx *ctx, struct sparse_run *r, struct sparse_line *l,
                    int draws)
{
    const struct aisle_sparse_options *o = r->p->options;
    struct sparse_chain *c = &l->chain;
    for (int left = o->warmup - (int)c->sweep; left > 0; left--) {
        if (!go_on(ctx, r, c, draws))
            return;
        sparse_warm_up(c, left);
        sweep_on(l);
    }
    sparse_warm_up(c, 0);
    for (int t = 0; t < draws; t++) {
        for (int n = 0; n < o->thin; n++) {
            if (!go_on(ctx, r, c, draws))
                return;
            sweep_on(l);
        }
        keep(r, l, r->draws.kept + (size_t)t);
    }
}

/* A chain a thread; one after the other, with the threads in each, where there are
 * twice as many threads as chains. */
static enum aisle_status draw_on(struct aisle_ctx *ctx, struct sparse_run *r, int draws)
{
    int chains = r->p->options->chains, threads = r->p->threads;
    int outside = threads >= 2 * chains ? 1 : threads < chains ? threads : chains;
    enum aisle_status status = sparse_draws_reserve(ctx, &r->draws, (size_t)draws);
    if (status != AISLE_OK)
        return status;
#pragma omp parallel for schedule(static, 1) num_threads(outside) if (outside > 1)
    for (int k = 0; k < chains; k++)
        advance(ctx, r, &r->lines[k], draws);
    r->draws.kept += (size_t)draws;
    return ctx_poll(ctx);
}

/* --- rounds -------------------------------------------------------------------------- */

/* What is missing and a tenth more, by ESS, and by R-hat, whose distance from 1 falls
 * as draws grow; neither a trifle nor more than twice what there is. */
static int next_round(const struct sparse_run *r, const struct sparse_worst *worst)
{
    const struct aisle_sparse_options *o = r->p->options;
    int kept = (int)r->draws.kept, left = o->draws_max / o->chains - kept;
    double times = fmax(o->ess_target / fmax(worst->ess, 1.0),
                        (worst->rhat - 1.0) / (o->rhat_target - 1.0));
    double wanted = fmin(fmax(kept * (1.1 * times - 1.0), 0.2 * kept), 2.0 * kept);
    return wanted < left ? (int)wanted + 1 : left;
}

static enum aisle_status run_rounds(struct aisle_ctx *ctx, struct sparse_run *r)
{
    const struct aisle_sparse_options *o = r->p->options;
    int draws = o->draws / o->chains;
    enum aisle_status status = AISLE_OK;
    while (draws > 0) {
        struct sparse_worst worst;
        TRY(draw_on(ctx, r, draws));
        TRY(sparse_judge(ctx, r, &worst));
        if (worst.ess >= o->ess_target && worst.rhat <= o->rhat_target)
            break;
        draws = next_round(r, &worst);
    }
out:
    return status;
}

/* --- a run ---------------------------------------------------------------------------- */

static void copy_state(const struct sparse_problem *p, const struct sparse_state *from,
                       struct sparse_state *to)
{
    memcpy(to->item, from->item, 2 * (size_t)p->item_count * sizeof *to->item);
    memcpy(to->x, from->x, (size_t)p->member_count * sizeof *to->x);
    to->slope_sd = from->slope_sd;
}

static enum aisle_status line_new(struct aisle_ctx *ctx, const struct sparse_run *r,
                                  int index, struct sparse_line *l)
{
    const struct sparse_problem *p = r->p;
    struct sparse_chain *c = &l->chain;
    enum aisle_status status;
    *c = (struct sparse_chain){
        .p = p, .item_near = r->mode->item, .index = (uint32_t)index};
    l->x = mem_new((size_t)p->member_count, sizeof *l->x);
    l->item_sum = mem_new(4 * (size_t)p->item_count, sizeof *l->item_sum);
    c->hard[0] = mem_new((size_t)p->member_count, 1);
    c->hard[1] = mem_new((size_t)p->item_count, 1);
    if (!l->x || !l->item_sum || !c->hard[0] || !c->hard[1]) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(sparse_drift_twin(ctx, &r->drift, &l->drift));
    TRY(sparse_state_new(ctx, p, &c->state));
out:
    return status;
}

static void line_clear(struct sparse_line *l)
{
    sparse_drift_clear(&l->drift);
    sparse_state_clear(&l->chain.state);
    free(l->chain.hard[0]);
    free(l->chain.hard[1]);
    free(l->x);
    free(l->item_sum);
}

/* Where a chain starts. */
static enum aisle_status place(struct aisle_ctx *ctx, const struct sparse_run *r,
                               struct sparse_line *l)
{
    const struct sparse_problem *p = r->p;
    struct sparse_chain *c = &l->chain;
    uint64_t seed = p->options->seed;
    enum aisle_status status = AISLE_OK;
    if (c->index == 0) {
        copy_state(p, r->mode, &c->state);
    } else {
        int parts, sweeps;
        TRY(sparse_start(ctx, p, seed + c->index, &c->state, &parts));
        TRY(sparse_climb(ctx, p, &c->state, &sweeps));
    }
    sparse_settle(p, &c->state);
    struct rng rng = rng_stream(seed, SPARSE_USE_DRIFT, c->index, UINT32_MAX);
    if (l->drift.way_count > 0)
        sparse_drift_throw(&l->drift, &rng, throw, &c->state);
out:
    return status;
}

/* Slow fields are found where chains live. */
static enum aisle_status find_drift(struct aisle_ctx *ctx, struct sparse_run *r)
{
    struct sparse_state settled = {0};
    enum aisle_status status;
    TRY(sparse_state_new(ctx, r->p, &settled));
    copy_state(r->p, r->mode, &settled);
    sparse_settle(r->p, &settled);
    TRY(sparse_drift_new(ctx, r->p, &settled, &r->drift));
out:
    sparse_state_clear(&settled);
    return status;
}

static enum aisle_status begin_run(struct aisle_ctx *ctx, struct sparse_run *r,
                                   const struct aisle_sparse_fit *fit)
{
    const struct sparse_problem *p = r->p;
    size_t members = (size_t)p->member_count, chains = (size_t)p->options->chains;
    enum aisle_status status;
    r->standard = sparse_standard_of(p, r->mode->x);
    TRY(sparse_draws_new(ctx, members, chains, fit->x, fit->x_sd, &r->draws));
    r->diagnostics = mem_new(members, sizeof *r->diagnostics);
    r->lines = mem_new(chains, sizeof *r->lines);
    if (!r->diagnostics || !r->lines) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(find_drift(ctx, r));
    for (int k = 0; k < p->options->chains; k++) {
        TRY(line_new(ctx, r, k, &r->lines[k]));
        TRY(place(ctx, r, &r->lines[k]));
    }
out:
    return status;
}

/* Moments of items over draws. */
static void put_items(const struct sparse_run *r, const double *sum,
                      struct aisle_sparse_fit *fit)
{
    double n = fit->kept_count;
    for (int j = 0; j < fit->item_count; j++, sum += 4) {
        const double *mode = r->mode->item + 2 * (size_t)j;
        fit->a[j] = mode[0] + mode[1] * r->standard.mean + sum[0] / n;
        fit->b[j] = mode[1] * r->standard.sd + sum[2] / n;
        fit->a_sd[j] = sqrt(fmax(sum[1] - sum[0] * sum[0] / n, 0.0) / (n - 1.0));
        fit->b_sd[j] = sqrt(fmax(sum[3] - sum[2] * sum[2] / n, 0.0) / (n - 1.0));
    }
}

/* What chains say besides members' draws, after which no more can be drawn. */
static void put_lines(struct sparse_run *r, struct aisle_sparse_fit *fit)
{
    int drifts = 0, taken = 0;
    double slope_sd = 0.0, *sum = r->lines[0].item_sum;
    for (int k = 0; k < r->p->options->chains; k++) {
        const struct sparse_line *l = &r->lines[k];
        drifts += l->drifts;
        taken += l->taken;
        slope_sd += l->slope_sd;
        for (size_t at = 0; k > 0 && at < 4 * (size_t)r->p->item_count; at++)
            sum[at] += l->item_sum[at];
    }
    fit->chain_count = r->p->options->chains;
    fit->kept_count = fit->chain_count * (int)r->draws.kept;
    fit->slope_sd = slope_sd / fit->kept_count;
    fit->slow_count = r->drift.field_count;
    fit->drift_taken = drifts > 0 ? (double)taken / drifts : NAN;
    for (int side = 0; side < 2; side++)
        fit->hard_count[side] = r->lines[0].chain.hard_count[side];
    put_items(r, sum, fit);
}

static void end_lines(struct sparse_run *r)
{
    for (int k = 0; r->lines && k < r->p->options->chains; k++)
        line_clear(&r->lines[k]);
    free(r->lines);
    r->lines = NULL;
    sparse_drift_clear(&r->drift);
}

enum aisle_status sparse_sample(struct aisle_ctx *ctx, struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit)
{
    struct sparse_run r = {.p = p, .mode = mode};
    enum aisle_status status;
    TRY(begin_run(ctx, &r, fit));
    TRY(run_rounds(ctx, &r));
    put_lines(&r, fit);
    end_lines(&r);
    sparse_rows_clear(&p->by_item); /* draws are unpacked into their room */
    TRY(sparse_put_members(ctx, &r, fit));
out:
    end_lines(&r);
    sparse_draws_clear(&r.draws);
    free(r.diagnostics);
    return status;
}
