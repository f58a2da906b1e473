/* Markov chains, one after the other, threads inside a sweep: items given members,
 * members given items, each a Metropolis-Hastings step from its normal approximation
 * one Newton step ahead (Gamerman 1997), then the scale, which no vote feels. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/diagnostics.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

enum { CHUNK = 128, SCALE_TRIES = 10 };

struct chain {
    const struct sparse_problem *p;
    struct sparse_state state;
    uint32_t index;
    uint32_t sweep;
};

/* Units of both sides: an item's side is 1. */
static struct rng stream(const struct chain *c, uint32_t side, int unit)
{
    return rng_stream(c->p->options->seed, SPARSE_USE_STEP + 16 * side,
                      (uint32_t)unit | c->index << SPARSE_UNITS_BITS, c->sweep);
}

static void step_item(const struct chain *c, int item, double *ab)
{
    struct rng rng = stream(c, 1, item);
    struct row_sums here = sparse_item_at(c->p, &c->state, item, ab[0], ab[1]);
    struct sparse_pair q = sparse_pair_of(&here);
    double z0 = rng_normal(&rng);
    double z1 = rng_normal(&rng);
    double forth = q.log_det_half - 0.5 * (z0 * z0 + z1 * z1);
    double d1 = z1 / q.l11;
    double d0 = (z0 - q.l10 * d1) / q.l00;
    double to[2] = {ab[0] + q.step[0] + d0, ab[1] + q.step[1] + d1};
    struct row_sums there = sparse_item_at(c->p, &c->state, item, to[0], to[1]);
    q = sparse_pair_of(&there);
    double r0 = ab[0] - to[0] - q.step[0];
    double r1 = ab[1] - to[1] - q.step[1];
    double u0 = q.l00 * r0 + q.l10 * r1;
    double u1 = q.l11 * r1;
    double back = q.log_det_half - 0.5 * (u0 * u0 + u1 * u1);
    if (!(log(rng_unit(&rng)) < there.value - here.value + back - forth))
        return;
    ab[0] = to[0];
    ab[1] = to[1];
}

static void step_member(const struct chain *c, int member, double *x)
{
    struct rng rng = stream(c, 0, member);
    struct row_sums here = sparse_member_at(c->p, &c->state, member, *x);
    double z = rng_normal(&rng);
    double to = *x + here.slope[0] / here.curve[0] + z / sqrt(here.curve[0]);
    struct row_sums there = sparse_member_at(c->p, &c->state, member, to);
    double r = *x - to - there.slope[0] / there.curve[0];
    double forth = 0.5 * log(here.curve[0]) - 0.5 * z * z;
    double back = 0.5 * log(there.curve[0]) - 0.5 * there.curve[0] * r * r;
    if (log(rng_unit(&rng)) < there.value - here.value + back - forth)
        *x = to;
}

/* The shift has a normal conditional; the stretch takes random-walk steps in log c,
 * the Jacobian being c^(members - items). */
static void step_scale(struct chain *c)
{
    const struct aisle_sparse_options *o = c->p->options;
    struct rng rng = rng_stream(o->seed, SPARSE_USE_SCALE, c->index, c->sweep);
    struct sparse_scale g = sparse_scale_of(c->p, &c->state);
    double tau_a = 1.0 / (o->prior_intercept_sd * o->prior_intercept_sd);
    double tau_b = 1.0 / (o->prior_slope_sd * o->prior_slope_sd);
    double precision = g.members + tau_a * g.bb;
    sparse_shift(c->p,
                 (tau_a * g.ab - g.x1) / precision + rng_normal(&rng) / sqrt(precision),
                 &c->state);
    g = sparse_scale_of(c->p, &c->state);
    double at = 0.0;
    double reach = 2.4 / sqrt(2.0 * g.x2 + 2.0 * tau_b * g.bb);
    for (int t = 0; t < SCALE_TRIES; t++) {
        double to = at + reach * rng_normal(&rng);
        double gain = (g.members - g.items) * (to - at) -
                      0.5 * g.x2 * (exp(2.0 * to) - exp(2.0 * at)) -
                      0.5 * tau_b * g.bb * (exp(-2.0 * to) - exp(-2.0 * at));
        if (log(rng_unit(&rng)) < gain)
            at = to;
    }
    sparse_stretch(c->p, exp(at), &c->state);
}

static void sweep(struct chain *c)
{
    const struct sparse_problem *p = c->p;
    sparse_narrow(p, &c->state);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++)
        step_item(c, j, c->state.item + 2 * (size_t)j);
    sparse_narrow(p, &c->state);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++)
        step_member(c, i, c->state.x + i);
    step_scale(c);
    c->sweep++;
}

/* --- draws ---------------------------------------------------------------------------- */

/* Moments of items about the mode, on the standard scale. */
struct moments {
    struct sparse_standard mode;
    const struct sparse_state *at;
    double *sum; /* [items][4] */
};

static void keep(const struct chain *c, const struct moments *m, float *x)
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

/* A chain starts at the mode; its items and members are thrown about by twice their
 * own spread in the first sweep's warm-up. */
static void shake(struct chain *c, const struct sparse_state *mode)
{
    const struct sparse_problem *p = c->p;
    memcpy(c->state.item, mode->item, 2 * (size_t)p->item_count * sizeof *mode->item);
    memcpy(c->state.x, mode->x, (size_t)p->member_count * sizeof *mode->x);
    sparse_narrow(p, &c->state);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++) {
        struct rng rng = stream(c, 0, i);
        struct row_sums here = sparse_member_at(p, &c->state, i, c->state.x[i]);
        c->state.x[i] += 2.0 * rng_normal(&rng) / sqrt(here.curve[0]);
    }
    c->sweep++;
}

static enum aisle_status run_chain(struct aisle_ctx *ctx, struct chain *c,
                                   const struct sparse_state *mode,
                                   const struct moments *m, int draws, float *x)
{
    const struct aisle_sparse_options *o = c->p->options;
    double each = o->warmup + draws;
    enum aisle_status status;
    shake(c, mode);
    for (int t = 0; t < o->warmup + draws; t++) {
        TRY(ctx_poll(ctx));
        ctx_progress(ctx, "sampling ideal points", c->index * each + t,
                     o->chains * each);
        sweep(c);
        if (t >= o->warmup)
            keep(c, m, x + (size_t)(t - o->warmup) * (size_t)c->p->member_count);
    }
    status = AISLE_OK;
out:
    return status;
}

/* --- results --------------------------------------------------------------------------- */

static void put_member(const struct aisle_sparse_fit *fit, int member, double *work,
                       struct diagnostics *d)
{
    size_t total = (size_t)fit->draw_count;
    for (size_t t = 0; t < total; t++)
        work[t] = (double)fit->x_draws[t * (size_t)fit->member_count + (size_t)member];
    fit->x[member] = num_mean(work, total);
    fit->x_sd[member] = sqrt(num_variance(work, total));
    diagnostics_quick(work, (size_t)fit->chain_count, total / (size_t)fit->chain_count,
                      work + total, d);
}

static enum aisle_status put_members(struct aisle_ctx *ctx,
                                     const struct sparse_problem *p,
                                     struct aisle_sparse_fit *fit)
{
    size_t chains = (size_t)fit->chain_count;
    size_t total = (size_t)fit->draw_count;
    size_t need = total + diagnostics_work_size(chains, total / chains);
    double *work = mem_new(need * (size_t)p->threads, sizeof *work);
    double *ess = mem_new((size_t)p->member_count, sizeof *ess);
    if (!work || !ess) {
        free(work);
        free(ess);
        return ctx_no_memory(ctx);
    }
    double rhat = 0.0;
#pragma omp parallel for schedule(static) num_threads(p->threads) reduction(max : rhat)
    for (int i = 0; i < p->member_count; i++) {
        struct diagnostics d;
        put_member(fit, i, work + need * (size_t)omp_get_thread_num(), &d);
        ess[i] = d.ess_bulk;
        rhat = fmax(rhat, d.rhat);
    }
    num_sort(ess, (size_t)p->member_count);
    fit->rhat_max = rhat;
    fit->ess_bulk_min = ess[0];
    fit->ess_bulk_median = num_quantile_sorted(ess, (size_t)p->member_count, 0.5);
    free(work);
    free(ess);
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

enum aisle_status sparse_sample(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit)
{
    const struct aisle_sparse_options *o = p->options;
    int each = o->draws / o->chains;
    size_t chunk = (size_t)each * (size_t)p->member_count;
    struct moments m = {sparse_standard_of(p, mode->x), mode, NULL};
    struct chain c = {.p = p};
    enum aisle_status status;
    TRY(sparse_state_new(ctx, p, &c.state));
    m.sum = mem_new(4 * (size_t)p->item_count, sizeof *m.sum);
    fit->x_draws = mem_new(chunk * (size_t)o->chains, sizeof *fit->x_draws);
    if (!m.sum || !fit->x_draws) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (c.index = 0; c.index < (uint32_t)o->chains; c.index++) {
        c.sweep = 0;
        TRY(run_chain(ctx, &c, mode, &m, each, fit->x_draws + c.index * chunk));
    }
    fit->chain_count = o->chains;
    fit->draw_count = each * o->chains;
    TRY(put_members(ctx, p, fit));
    put_items(&m, fit);
out:
    free(m.sum);
    sparse_state_clear(&c.state);
    return status;
}
