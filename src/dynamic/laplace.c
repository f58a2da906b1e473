/* The normal approximation at the mode: what a MAP fit reports. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng_lanes.h"
#include <math.h>
#include <omp.h>
#include <string.h>

enum { ASIDE_ROUNDS = 40, SIDE_BY_SIDE = 32 };

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

/* One thread's room: some items' parameters on the standard scale, a + b mean and b sd,
 * as the positions move them, and the variance that comes of it. */
enum { ITEMS_TOGETHER = 64 };

struct room {
    double *folded; /* a Congress's covariance, for linalg_forms */
    double *answer; /* [ITEMS_TOGETHER][2][rows] */
    double form[2 * ITEMS_TOGETHER];
};

static bool room_new(const struct dyn_schur *s, struct room *r)
{
    size_t n = s->largest;
    r->folded = mem_new(n * linalg_fold_stride(n) + 1, sizeof *r->folded);
    r->answer = mem_new(2 * ITEMS_TOGETHER * n + 1, sizeof *r->answer);
    return r->folded && r->answer;
}

static void room_clear(struct room *r)
{
    free(r->folded);
    free(r->answer);
}

/* R^-1 (1, mean) and R^-1 (0, sd), R lower. */
static void pulls_of(const struct dyn_schur *s, const struct dyn_standard *scale,
                     int item, double pull[2][2])
{
    const double *root = s->root + 3 * (size_t)item;
    pull[0][0] = 1.0 / root[0];
    pull[0][1] = (scale->mean - root[1] * pull[0][0]) / root[2];
    pull[1][0] = 0.0;
    pull[1][1] = scale->sd / root[2];
}

/* Their sds: the spread given the positions, and what they add; the scale's own part is
 * left out as small. */
static void put_some(const struct dyn_schur *s, const struct scale *q,
                     const struct dyn_state *state, int block, int first, int end,
                     struct room *r, struct aisle_fit_item *items)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    double pull[ITEMS_TOGETHER][2][2];
    for (int j = first; j < end; j++) {
        const double *v = dyn_schur_cross(s, block, j);
        pulls_of(s, &q->standard, j, pull[j - first]);
        for (size_t l = 0; l < 2; l++) {
            const double *by = pull[j - first][l];
            double *to = r->answer + (2 * (size_t)(j - first) + l) * n;
            for (size_t k = 0; k < n; k++)
                to[k] = by[0] * v[k] + by[1] * v[n + k];
        }
    }
    linalg_forms(r->folded, n, r->answer, 2 * (size_t)(end - first), r->form);
    for (int j = first; j < end; j++) {
        const double *ab = state->item + 2 * (size_t)j;
        struct aisle_fit_item *out = &items[j];
        double(*by)[2] = pull[j - first];
        const double *form = r->form + 2 * (j - first);
        out->a = ab[0] + ab[1] * q->standard.mean;
        out->b[0] = ab[1] * q->standard.sd;
        out->a_sd = sqrt(by[0][0] * by[0][0] + by[0][1] * by[0][1] + form[0]);
        out->b_sd[0] = sqrt(by[1][1] * by[1][1] + form[1]);
        out->rhat = NAN;
        out->ess_bulk = NAN;
    }
}

static void put_block(const struct dyn_schur *s, const struct scale *q,
                      const struct dyn_state *state, int block, struct room *r,
                      struct aisle_fit_item *items)
{
    const struct dyn_block *b = &s->panel->block[block];
    int last = b->item + b->item_count;
    linalg_fold(s->covariance + s->square[block], (size_t)dyn_schur_size(s, block),
                r->folded);
    for (int j = b->item; j < last; j += ITEMS_TOGETHER)
        put_some(s, q, state, block, j,
                 j + ITEMS_TOGETHER < last ? j + ITEMS_TOGETHER : last, r, items);
}

static enum aisle_status put_items(struct aisle_ctx *ctx, const struct dyn_schur *s,
                                   const struct scale *q, const struct dyn_state *state,
                                   struct aisle_fit *fit)
{
    bool good = true;
#pragma omp parallel num_threads(s->threads) reduction(&& : good) if (s->threads > 1)
    {
        struct room r = {0};
#pragma omp critical(aisle_dynamic_room)
        {
            good = room_new(s, &r);
        }
#pragma omp for schedule(dynamic, 1)
        for (int t = 0; t < s->panel->block_count; t++)
            if (good)
                put_block(s, q, state, t, &r, fit->items);
        room_clear(&r);
    }
    return good ? AISLE_OK : ctx_no_memory(ctx);
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
    for (int round = 0; round < ASIDE_ROUNDS; round++) {
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

/* `rows` of standard normals for SIDE_BY_SIDE draws from `first` on; `which` tells rows
 * from others. */
static void fill_normals(uint64_t seed, uint32_t which, int first, int rows, double *v)
{
    enum { ROWS = 4 };
    struct rng_lanes r;
    for (int k = 0; k < rows; k += ROWS)
        for (int lane = 0; lane < SIDE_BY_SIDE; lane += RNG_LANES) {
            rng_lanes_at(seed, DYN_USE_LAPLACE, (uint32_t)(k / ROWS), which,
                         (uint32_t)(first + lane), ROWS, &r);
            for (int i = k; i < k + ROWS && i < rows; i++)
                for (int c = 0; c < RNG_LANES; c++)
                    v[(size_t)i * SIDE_BY_SIDE + (size_t)(lane + c)] =
                        (double)r.normal[i - k][c];
        }
}

/* Normal draws of all positions, side by side, from draw `first` on; `count` of them are
 * kept. `v` has rows for the Schur complement's positions, `aside` for every period. */
static void draw_some(const struct drawing *d, int first, int count, double *v,
                      double *aside, double *x)
{
    const struct dyn_schur *s = d->schur;
    const struct dyn_panel *p = s->panel;
    size_t periods = (size_t)d->fit->period_count;
    uint64_t seed = p->options->seed;
    fill_normals(seed, 0, first, s->row_count, v);
    dyn_schur_backward(s, v, SIDE_BY_SIDE);
    if (s->row_count < p->period_count)
        fill_normals(seed, 1, first, p->period_count, aside);
    for (int c = 0; c < count; c++) {
        float *to = d->fit->period_draws + (size_t)(first + c) * periods;
        for (int i = 0; i < p->period_count; i++) {
            double at = d->state->x[2 * (size_t)i + 1];
            size_t row = s->at[i] < 0 ? (size_t)i : (size_t)s->at[i];
            size_t column = row * SIDE_BY_SIDE + (size_t)c;
            double by = s->at[i] < 0 ? d->aside->sd[i] * aside[column] : v[column];
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
    size_t rows = (size_t)d->schur->row_count * SIDE_BY_SIDE;
    size_t aside = (size_t)p->period_count * SIDE_BY_SIDE;
    size_t size = rows + aside + 2 * (size_t)p->period_count;
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
        draw_some(d, first, left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE, own, own + rows,
                  own + rows + aside);
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
    TRY(put_items(ctx, s, &q, state, fit));
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
