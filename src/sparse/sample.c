/* Chains, one after the other, and what their draws say. Each starts from a climb of its
 * own, begun with another member, so that a start that went wrong shows in R-hat; then
 * it is thrown about along the slow fields, where it would take long to go. */
#include "sparse/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/diagnostics.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

/* A drift every so many sweeps, and how wide chains are thrown, in their spread. */
enum { DRIFT_EVERY = 3 };
static const double throw = 2.0;

/* Moments of items about the mode, on the standard scale. */
struct moments {
    struct sparse_standard mode;
    const struct sparse_state *at;
    double *sum; /* [items][4] */
};

static void keep(const struct sparse_chain *c, const struct moments *m, float *x)
{
    const struct sparse_problem *p = c->p;
    struct sparse_standard q = sparse_standard_of(p, c->state.x);
    double overlap = 0.0;
    for (int i = 0; i < p->member_count; i++)
        overlap += (c->state.x[i] - q.mean) * m->at->x[i];
    double sign = overlap < 0.0 ? -1.0 : 1.0;
    for (int i = 0; i < p->member_count; i++)
        x[i] = (float)(sign * (c->state.x[i] - q.mean) / q.sd);
    for (int j = 0; j < p->item_count; j++) {
        const double *item = c->state.item + 2 * (size_t)j;
        const double *mode = m->at->item + 2 * (size_t)j;
        double *sum = m->sum + 4 * (size_t)j;
        double a = item[0] + item[1] * q.mean - mode[0] - mode[1] * m->mode.mean;
        double b = sign * item[1] * q.sd - mode[1] * m->mode.sd;
        sum[0] += a;
        sum[1] += a * a;
        sum[2] += b;
        sum[3] += b * b;
    }
}

/* A run: what all chains share. */
struct run {
    const struct sparse_problem *p;
    const struct sparse_state *mode;
    struct sparse_drift drift;
    struct moments moments;
    double slope_sd; /* sum over draws */
    int drifts;
    int taken;
};

static enum aisle_status begin_chain(struct aisle_ctx *ctx, struct run *r,
                                     struct sparse_chain *c)
{
    const struct sparse_problem *p = r->p;
    enum aisle_status status;
    c->sweep = 0;
    if (c->index == 0) {
        memcpy(c->state.item, r->mode->item,
               2 * (size_t)p->item_count * sizeof *c->state.item);
        memcpy(c->state.x, r->mode->x, (size_t)p->member_count * sizeof *c->state.x);
        c->state.slope_sd = r->mode->slope_sd;
    } else {
        int parts, sweeps;
        memset(c->state.item, 0, 2 * (size_t)p->item_count * sizeof *c->state.item);
        TRY(sparse_start(ctx, p, p->options->seed + c->index, &c->state, &parts));
        TRY(sparse_climb(ctx, p, &c->state, &sweeps));
    }
    sparse_settle(p, &c->state);
    struct rng rng =
        rng_stream(p->options->seed, SPARSE_USE_DRIFT, c->index, UINT32_MAX);
    if (r->drift.way_count > 0)
        sparse_drift_throw(&r->drift, &rng, throw, &c->state);
    status = AISLE_OK;
out:
    return status;
}

static void drift(struct run *r, struct sparse_chain *c)
{
    if (r->drift.way_count == 0 || c->sweep % DRIFT_EVERY)
        return;
    struct rng rng =
        rng_stream(r->p->options->seed, SPARSE_USE_DRIFT, c->index, c->sweep);
    r->taken += sparse_drift_step(&r->drift, &rng, &c->state);
    r->drifts++;
}

/* `draws` of them, into x. */
static enum aisle_status run_chain(struct aisle_ctx *ctx, struct run *r,
                                   struct sparse_chain *c, int draws, float *x)
{
    const struct aisle_sparse_options *o = c->p->options;
    int sweeps = o->warmup + draws * o->thin;
    enum aisle_status status;
    TRY(begin_chain(ctx, r, c));
    for (int t = 0; t < sweeps; t++) {
        TRY(ctx_poll(ctx));
        ctx_progress(ctx, "sampling ideal points", (double)c->index * sweeps + t,
                     (double)o->chains * sweeps);
        sparse_sweep(c);
        drift(r, c);
        int draw = t - o->warmup;
        if (draw < 0 || draw % o->thin != o->thin - 1)
            continue;
        keep(c, &r->moments, x);
        x += c->p->member_count;
        r->slope_sd += c->state.slope_sd;
    }
    status = AISLE_OK;
out:
    return status;
}

/* --- results --------------------------------------------------------------------------- */

static void put_member(struct aisle_sparse_fit *fit, int member, double *work,
                       struct diagnostics *d)
{
    size_t total = (size_t)fit->draw_count;
    for (size_t t = 0; t < total; t++)
        work[t] = (double)fit->x_draws[t * (size_t)fit->member_count + (size_t)member];
    fit->x[member] = num_mean(work, total);
    fit->x_sd[member] = sqrt(num_variance(work, total));
    diagnostics_of(work, (size_t)fit->chain_count, total / (size_t)fit->chain_count,
                   work + total, d);
}

/* Worst and median over members with votes. */
static void put_worst(const struct sparse_problem *p, double *work,
                      struct aisle_sparse_fit *fit)
{
    size_t n = 0;
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) > 0)
            work[n++] = (double)fit->x_ess[i];
    num_sort(work, n);
    fit->ess_bulk_min = work[0];
    fit->ess_bulk_median = num_quantile_sorted(work, n, 0.5);
    n = 0;
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) > 0)
            work[n++] = (double)fit->x_rhat[i];
    num_sort(work, n);
    fit->rhat_max = work[n - 1];
    fit->rhat_median = num_quantile_sorted(work, n, 0.5);
}

static enum aisle_status put_members(struct aisle_ctx *ctx,
                                     const struct sparse_problem *p,
                                     struct aisle_sparse_fit *fit)
{
    size_t chains = (size_t)fit->chain_count, total = (size_t)fit->draw_count;
    size_t need = total + diagnostics_work_size(chains, total / chains);
    size_t members = (size_t)p->member_count;
    double *work = mem_new(need * (size_t)p->threads, sizeof *work);
    double *each = mem_new(members, sizeof *each);
    fit->x_rhat = mem_new(members, sizeof *fit->x_rhat);
    fit->x_ess = mem_new(members, sizeof *fit->x_ess);
    double tail = INFINITY;
    if (!work || !each || !fit->x_rhat || !fit->x_ess) {
        free(work);
        free(each);
        return ctx_no_memory(ctx);
    }
#pragma omp parallel for schedule(static) num_threads(p->threads) reduction(min : tail)
    for (int i = 0; i < p->member_count; i++) {
        struct diagnostics d;
        put_member(fit, i, work + need * (size_t)omp_get_thread_num(), &d);
        fit->x_rhat[i] = (float)d.rhat;
        fit->x_ess[i] = (float)d.ess_bulk;
        if (sparse_row_count(&p->by_member, i) > 0)
            tail = fmin(tail, d.ess_tail);
    }
    fit->ess_tail_min = tail;
    put_worst(p, each, fit);
    free(work);
    free(each);
    return AISLE_OK;
}

static void put_items(const struct moments *m, struct aisle_sparse_fit *fit)
{
    double n = fit->draw_count;
    for (int j = 0; j < fit->item_count; j++) {
        const double *sum = m->sum + 4 * (size_t)j;
        const double *mode = m->at->item + 2 * (size_t)j;
        fit->a[j] = mode[0] + mode[1] * m->mode.mean + sum[0] / n;
        fit->b[j] = mode[1] * m->mode.sd + sum[2] / n;
        fit->a_sd[j] = sqrt(fmax(sum[1] - sum[0] * sum[0] / n, 0.0) / (n - 1.0));
        fit->b_sd[j] = sqrt(fmax(sum[3] - sum[2] * sum[2] / n, 0.0) / (n - 1.0));
    }
}

/* Slow fields are found where chains live. */
static enum aisle_status begin_run(struct aisle_ctx *ctx, struct run *r,
                                   struct sparse_state *work)
{
    const struct sparse_problem *p = r->p;
    enum aisle_status status;
    memcpy(work->item, r->mode->item, 2 * (size_t)p->item_count * sizeof *work->item);
    memcpy(work->x, r->mode->x, (size_t)p->member_count * sizeof *work->x);
    work->slope_sd = r->mode->slope_sd;
    sparse_settle(p, work);
    TRY(sparse_drift_new(ctx, p, work, &r->drift));
    r->moments.sum = mem_new(4 * (size_t)p->item_count, sizeof *r->moments.sum);
    status = r->moments.sum ? AISLE_OK : ctx_no_memory(ctx);
out:
    return status;
}

enum aisle_status sparse_sample(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit)
{
    const struct aisle_sparse_options *o = p->options;
    int each = o->draws / o->chains;
    size_t chunk = (size_t)each * (size_t)p->member_count;
    struct run r = {
        .p = p, .mode = mode, .moments = {sparse_standard_of(p, mode->x), mode, NULL}};
    struct sparse_chain c = {.p = p};
    enum aisle_status status;
    TRY(sparse_state_new(ctx, p, &c.state));
    TRY(begin_run(ctx, &r, &c.state));
    fit->x_draws = mem_new(chunk * (size_t)o->chains, sizeof *fit->x_draws);
    if (!fit->x_draws) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (c.index = 0; c.index < (uint32_t)o->chains; c.index++)
        TRY(run_chain(ctx, &r, &c, each, fit->x_draws + c.index * chunk));
    fit->chain_count = o->chains;
    fit->draw_count = each * o->chains;
    fit->slope_sd = r.slope_sd / fit->draw_count;
    fit->slow_count = r.drift.field_count;
    if (r.drifts > 0)
        fit->drift_taken = (double)r.taken / r.drifts;
    TRY(put_members(ctx, p, fit));
    put_items(&r.moments, fit);
out:
    free(r.moments.sum);
    sparse_drift_clear(&r.drift);
    sparse_state_clear(&c.state);
    return status;
}
