/* The mode to the last digit, the walk's sd at its marginal mode, and the normal
 * approximation there: what a MAP fit reports. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <omp.h>
#include <string.h>

enum { ROUNDS_MAX = 40, HALVINGS_MAX = 20, SIDE_BY_SIDE = 32 };

/* Squared Newton decrement of the whole; and a change of log walk sd that is nothing
 * beside its own spread, after which it is left alone. */
static const double still = 1e-8;
static const double walk_still = 1e-3;
static const double settled = 1e-2;
static const double safe_decrement = 0.1;

/* --- the last steps -------------------------------------------------------------- */

/* Newton's step for positions, [rows], and half its gain's twice. */
static double newton_step(const struct dyn_schur *s, double *step)
{
    double square = 0.0;
    memcpy(step, s->gradient, (size_t)s->row_count * sizeof *step);
    dyn_schur_forward(s, step, 1);
    for (int k = 0; k < s->row_count; k++)
        square += step[k] * step[k];
    dyn_schur_backward(s, step, 1);
    for (int k = 0; k < 2 * s->panel->item_count; k++)
        square += s->pull[k] * s->pull[k];
    return square;
}

/* An item follows: R'^-1 (pull - V dx). */
static void follow(const struct dyn_schur *s, const double *step, double part,
                   int block, int item, double *ab)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    const double *v = dyn_schur_cross(s, block, item);
    const double *dx = step + s->row[block];
    const double *root = s->root + 3 * (size_t)item;
    double y0 = s->pull[2 * (size_t)item];
    double y1 = s->pull[2 * (size_t)item + 1];
    for (size_t k = 0; k < n; k++) {
        y0 -= v[k] * dx[k];
        y1 -= v[n + k] * dx[k];
    }
    double b = y1 / root[2];
    ab[0] += part * (y0 - root[1] * b) / root[0];
    ab[1] += part * b;
}

static void take_step(const struct dyn_schur *s, const double *step, double part,
                      struct dyn_state *state)
{
    const struct dyn_panel *p = s->panel;
    for (int k = 0; k < s->row_count; k++)
        state->x[2 * (size_t)s->period[k] + 1] += part * step[k];
    for (int t = 0; t < p->block_count; t++)
        for (int j = p->block[t].item; j < p->block[t].item + p->block[t].item_count;
             j++)
            follow(s, step, part, t, j, state->item + 2 * (size_t)j);
}

/* The sum of steps' expected squares, each over its Congresses. */
double dyn_expected_square(const struct dyn_schur *s, const struct dyn_state *state)
{
    const struct dyn_panel *p = s->panel;
    double sum = dyn_steps_square(p, state->x);
    for (int t = 0; t + 1 < p->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        size_t after = (size_t)dyn_schur_size(s, t + 1);
        const double *c0 = s->covariance + s->square[t];
        const double *c1 = s->covariance + s->square[t + 1];
        for (size_t k = 0; k < n; k++) {
            size_t row = (size_t)s->row[t] + k;
            int next = p->period[s->period[row]].next;
            if (next < 0)
                continue;
            size_t l = (size_t)(s->at[next] - s->row[t + 1]);
            sum += p->block[t].step_weight *
                   (c0[k * n + k] + c1[l * after + l] - 2.0 * s->with_next[row]);
        }
    }
    return sum;
}

/* The fixed point of expectation and maximisation in log sd, by secants. */
struct secant {
    double at;   /* log sd before */
    double miss; /* what a plain step would have added there */
    bool known;
};

static double secant_step(struct secant *q, double at, double miss)
{
    double step = miss;
    if (q->known && fabs(miss - q->miss) > 1e-12) {
        double slope = (miss - q->miss) / (at - q->at);
        if (slope < 0.0)
            step = -miss / slope;
    }
    step = fmax(-0.5, fmin(0.5, step));
    *q = (struct secant){at, miss, true};
    return step;
}

/* Steps go to `state`; where the curvature is far from a parabola, `spare` holds the
 * place to draw back to. */
struct polish {
    struct dyn_schur *schur;
    struct dyn_state *state;
    struct dyn_state spare;
    double *step;
};

static void step_safely(struct polish *q, double square)
{
    const struct dyn_panel *p = q->schur->panel;
    double before = q->schur->value;
    dyn_state_copy(p, q->state, &q->spare);
    take_step(q->schur, q->step, 1.0, q->state);
    if (square < safe_decrement)
        return;
    struct dyn_state *to = q->state;
    double part = 1.0;
    for (int halving = 0; halving < HALVINGS_MAX; halving++) {
        if (dyn_log_posterior(p, to) >= before)
            return;
        part *= 0.5;
        dyn_state_copy(p, &q->spare, to);
        take_step(q->schur, q->step, part, to);
    }
    dyn_state_copy(p, &q->spare, to);
}

/* On return the factor and its inverse belong to the state. */
static enum aisle_status polish(struct aisle_ctx *ctx, struct polish *q)
{
    const struct dyn_panel *p = q->schur->panel;
    bool open = !(p->options->walk_sd > 0.0) && p->step_count > 0;
    struct secant secant = {0};
    for (int round = 0; round < ROUNDS_MAX; round++) {
        enum aisle_status status = ctx_poll(ctx);
        if (status != AISLE_OK)
            return status;
        dyn_schur_factor(q->schur, q->state);
        dyn_schur_invert(q->schur);
        double square = newton_step(q->schur, q->step);
        double miss =
            open ? log(dyn_walk_best(p, dyn_expected_square(q->schur, q->state)) /
                       q->state->walk_sd)
                 : 0.0;
        open = open && !(square < settled && fabs(miss) < walk_still);
        if (square < still && !open)
            break;
        step_safely(q, square);
        if (open && square < safe_decrement)
            q->state->walk_sd *=
                exp(secant_step(&secant, log(q->state->walk_sd), miss));
    }
    return AISLE_OK;
}

enum aisle_status dyn_mode(struct aisle_ctx *ctx, struct dyn_schur *schur,
                           struct dyn_state *state)
{
    struct polish q = {.schur = schur, .state = state};
    enum aisle_status status;
    TRY(dyn_state_new(ctx, schur->panel, &q.spare));
    q.step = mem_new((size_t)schur->row_count, sizeof *q.step);
    if (!q.step) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(polish(ctx, &q));
out:
    dyn_state_clear(&q.spare);
    free(q.step);
    return status;
}

/* --- spread ---------------------------------------------------------------------------- */

/* How the standard scale's own mean and sd move with the positions: covariances with
 * each position, and among themselves. */
struct scale {
    struct dyn_standard standard;
    double *with; /* [rows][2] covariance with mean, with sd */
    double mean_mean, mean_sd, sd_sd;
};

static double unit_of(const struct scale *q, double x)
{
    return (x - q->standard.mean) / q->standard.sd;
}

static enum aisle_status scale_of(struct aisle_ctx *ctx, const struct dyn_schur *s,
                                  const struct dyn_state *state, struct scale *q)
{
    const struct dyn_panel *p = s->panel;
    size_t rows = (size_t)s->row_count;
    double *weight = mem_new(2 * rows, sizeof *weight);
    q->with = mem_new(2 * rows, sizeof *q->with);
    if (!weight || !q->with) {
        free(weight);
        return ctx_no_memory(ctx);
    }
    q->standard = dyn_standard_of(p, state->x);
    for (size_t k = 0; k < rows; k++) {
        int i = s->period[k];
        if (!dyn_is_fitted(p, i))
            continue;
        weight[2 * k] = 1.0 / p->fitted_count;
        weight[2 * k + 1] = unit_of(q, state->x[2 * (size_t)i + 1]) / p->fitted_count;
    }
    memcpy(q->with, weight, 2 * rows * sizeof *weight);
    dyn_schur_forward(s, q->with, 2);
    dyn_schur_backward(s, q->with, 2);
    for (size_t k = 0; k < rows; k++) {
        q->mean_mean += weight[2 * k] * q->with[2 * k];
        q->mean_sd += weight[2 * k] * q->with[2 * k + 1];
        q->sd_sd += weight[2 * k + 1] * q->with[2 * k + 1];
    }
    free(weight);
    return AISLE_OK;
}

/* Of z = (x - mean) / sd, by the delta method. */
static double standard_sd(const struct dyn_schur *s, const struct scale *q, int period,
                          double z)
{
    int row = s->at[period];
    int block = s->panel->period[period].block;
    size_t n = (size_t)dyn_schur_size(s, block);
    size_t k = (size_t)(row - s->row[block]);
    double own = s->covariance[s->square[block] + k * n + k];
    const double *with = q->with + 2 * (size_t)row;
    double variance = own - 2.0 * (with[0] + z * with[1]) + q->mean_mean +
                      2.0 * z * q->mean_sd + z * z * q->sd_sd;
    return sqrt(fmax(variance, 0.0)) / q->standard.sd;
}

/* An item's sds on the standard scale: a + b mean, b sd. Its spread given the
 * positions, and what they add; the scale's own part is left out as small. */
static void put_item(const struct dyn_schur *s, const struct scale *q,
                     const struct dyn_state *state, int block, int item,
                     struct aisle_fit_item *out)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    const double *c = s->covariance + s->square[block];
    const double *v = dyn_schur_cross(s, block, item);
    const double *root = s->root + 3 * (size_t)item;
    const double *ab = state->item + 2 * (size_t)item;
    double vcv[3] = {1.0, 0.0, 1.0};
    for (size_t k = 0; k < n; k++) {
        double c0 = 0.0;
        double c1 = 0.0;
        for (size_t l = 0; l < n; l++) {
            c0 += c[k * n + l] * v[l];
            c1 += c[k * n + l] * v[n + l];
        }
        vcv[0] += v[k] * c0;
        vcv[1] += v[k] * c1;
        vcv[2] += v[n + k] * c1;
    }
    /* R'^-1 vcv R^-1, R lower: rows of R'^-1 are (1, -r1 / r2) / r0 and (0, 1 / r2). */
    double i0 = 1.0 / root[0];
    double i1 = -root[1] / (root[0] * root[2]);
    double i2 = 1.0 / root[2];
    double aa = i0 * i0 * vcv[0] + 2.0 * i0 * i1 * vcv[1] + i1 * i1 * vcv[2];
    double cross = i2 * (i0 * vcv[1] + i1 * vcv[2]);
    double bb = i2 * i2 * vcv[2];
    double mean = q->standard.mean;
    out->a = ab[0] + ab[1] * mean;
    out->b[0] = ab[1] * q->standard.sd;
    out->a_sd = sqrt(fmax(aa + 2.0 * mean * cross + mean * mean * bb, 0.0));
    out->b_sd[0] = sqrt(bb) * q->standard.sd;
    out->rhat = NAN;
    out->ess_bulk = NAN;
}

/* Thin careers: their own normal approximation, roll calls held still. */
struct aside {
    struct dyn_sums sums;
    double *sd; /* [periods] */
};

static enum aisle_status aside_new(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                   struct dyn_state *state, struct aside *out)
{
    enum aisle_status status;
    double variance[DYN_BLOCKS_MAX];
    double covariance[DYN_BLOCKS_MAX];
    TRY(dyn_sums_new(ctx, p, &out->sums));
    out->sd = mem_new((size_t)p->period_count, sizeof *out->sd);
    if (!out->sd)
        return ctx_no_memory(ctx);
    dyn_state_narrow(p, state);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        dyn_periods_eval(p, state, state->x, 1, &out->sums);
        for (int c = 0; c < p->career_count; c++) {
            struct dyn_path path;
            if (!p->career[c].thin)
                continue;
            dyn_path_of(p, c, state->walk_sd, state->x, &out->sums, &path);
            dyn_path_covariance(&path, variance, covariance);
            for (int k = 0; k < path.length; k++) {
                double step = fmax(-0.5, fmin(0.5, path.step[k]));
                state->x[2 * (size_t)path.period[k] + 1] += step;
                out->sd[path.period[k]] = sqrt(variance[k]);
            }
        }
    }
out:
    return status;
}

static void put_periods(const struct dyn_schur *s, const struct scale *q,
                        const struct aside *aside, const struct dyn_state *state,
                        const int *order, struct aisle_fit *fit)
{
    const double z95 = 1.6448536269514722; /* of a normal's 95% */
    for (int k = 0; k < fit->period_count; k++) {
        struct aisle_fit_period *to = &fit->periods[k];
        int i = order[k];
        to->x[0] = unit_of(q, state->x[2 * (size_t)i + 1]);
        to->sd[0] = s->at[i] < 0 ? aside->sd[i] / q->standard.sd
                                 : standard_sd(s, q, i, to->x[0]);
        to->q05[0] = to->x[0] - z95 * to->sd[0];
        to->q95[0] = to->x[0] + z95 * to->sd[0];
        to->rhat = NAN;
        to->ess_bulk = NAN;
    }
}

/* --- draws ------------------------------------------------------------------------------- */

struct drawing {
    const struct dyn_schur *schur;
    const struct aside *aside;
    const struct dyn_state *state;
    const int *order;
    struct aisle_fit *fit;
};

/* Normal draws of all positions, side by side, from draw `first` on. */
static void draw_some(const struct drawing *d, int first, int count, double *v,
                      double *x)
{
    const struct dyn_schur *s = d->schur;
    const struct dyn_panel *p = s->panel;
    size_t periods = (size_t)d->fit->period_count;
    uint64_t seed = p->options->seed;
    for (int c = 0; c < count; c++) {
        struct rng rng = rng_stream(seed, DYN_USE_LAPLACE, (uint32_t)(first + c), 0);
        for (int k = 0; k < s->row_count; k++)
            v[(size_t)k * (size_t)count + (size_t)c] = rng_normal(&rng);
    }
    dyn_schur_backward(s, v, count);
    for (int c = 0; c < count; c++) {
        struct rng rng = rng_stream(seed, DYN_USE_LAPLACE, (uint32_t)(first + c), 1);
        float *to = d->fit->period_draws + (size_t)(first + c) * periods;
        for (int i = 0; i < p->period_count; i++) {
            double at = d->state->x[2 * (size_t)i + 1];
            size_t row = s->at[i] < 0 ? 0 : (size_t)s->at[i];
            double by = s->at[i] < 0 ? d->aside->sd[i] * rng_normal(&rng)
                                     : v[row * (size_t)count + (size_t)c];
            x[2 * i + 1] = at + by;
        }
        struct dyn_standard q = dyn_standard_of(p, x);
        for (size_t k = 0; k < periods; k++)
            to[k] = (float)((x[2 * d->order[k] + 1] - q.mean) / q.sd);
    }
}

static enum aisle_status draw_all(struct aisle_ctx *ctx, const struct drawing *d)
{
    struct aisle_fit *fit = d->fit;
    const struct dyn_panel *p = d->schur->panel;
    size_t size =
        (size_t)d->schur->row_count * SIDE_BY_SIDE + 2 * (size_t)p->period_count;
    int threads = d->schur->threads;
    int chunks = (fit->draw_count + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
    if (threads > chunks)
        threads = chunks;
    double *work = mem_new(size * (size_t)threads, sizeof *work);
    fit->period_draws = mem_new((size_t)fit->draw_count * (size_t)fit->period_count,
                                sizeof *fit->period_draws);
    if (!work || !fit->period_draws) {
        free(work);
        return ctx_no_memory(ctx);
    }
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int chunk = 0; chunk < chunks; chunk++) {
        double *own = work + size * (size_t)omp_get_thread_num();
        int first = chunk * SIDE_BY_SIDE;
        int left = fit->draw_count - first;
        draw_some(d, first, left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE, own,
                  own + (size_t)d->schur->row_count * SIDE_BY_SIDE);
    }
    free(work);
    return AISLE_OK;
}

enum aisle_status dyn_laplace_fit(struct aisle_ctx *ctx, const struct dyn_schur *s,
                                  struct dyn_state *state, const int *order,
                                  struct aisle_fit *fit,
                                  struct aisle_dynamic_walk *walk)
{
    const struct dyn_panel *p = s->panel;
    struct scale q = {0};
    struct aside aside = {0};
    enum aisle_status status;
    TRY(scale_of(ctx, s, state, &q));
    TRY(dyn_standard_check(ctx, &q.standard));
    TRY(aside_new(ctx, p, state, &aside));
    put_periods(s, &q, &aside, state, order, fit);
#pragma omp parallel for schedule(dynamic, 1)                                          \
    num_threads(s->threads) if (s->threads > 1)
    for (int t = 0; t < p->block_count; t++)
        for (int j = p->block[t].item; j < p->block[t].item + p->block[t].item_count;
             j++)
            put_item(s, &q, state, t, j, &fit->items[j]);
    fit->draw_count = p->options->draws_min;
    struct drawing d = {s, &aside, state, order, fit};
    TRY(draw_all(ctx, &d));
    *walk = (struct aisle_dynamic_walk){
        p->step_count ? state->walk_sd / q.standard.sd : NAN, NAN, NAN, NAN, NAN, NAN};
out:
    free(q.with);
    free(aside.sd);
    dyn_sums_clear(&aside.sums);
    return status;
}
