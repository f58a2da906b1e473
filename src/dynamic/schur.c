/* The curvature of the whole posterior, roll calls eliminated.
 *
 * A roll call (a, b) meets only the positions of its Congress, so the precision is an
 * arrow: small blocks for items beside positions. With H = R R' an item's own
 * precision and U its cross derivatives, eliminating it takes V'V off the positions'
 * precision, V = R^-1 U. What is left couples a Congress's positions fully and
 * neighbouring Congresses by careers: block tridiagonal, and factored as such.
 *
 * -d2 log P / dx da = w b,  -d2 log P / dx db = w b x - r,  r and w the first and
 * minus the second derivative in eta. The expected curvature leaves r out. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <omp.h>
#include <string.h>

enum { ROOM_ROWS = 6 }; /* vectors in a room */

/* --- memory ------------------------------------------------------------------------ */

static enum aisle_status lay_rows(struct aisle_ctx *ctx, struct dyn_schur *s)
{
    const struct dyn_panel *p = s->panel;
    size_t blocks = (size_t)p->block_count;
    s->row = mem_new(blocks + 1, sizeof *s->row);
    s->at = mem_new((size_t)p->period_count, sizeof *s->at);
    s->period = mem_new((size_t)p->period_count, sizeof *s->period);
    s->square = mem_new(blocks + 1, sizeof *s->square);
    s->below = mem_new(blocks + 1, sizeof *s->below);
    s->wide = mem_new(blocks + 1, sizeof *s->wide);
    if (!s->row || !s->at || !s->period || !s->square || !s->below || !s->wide)
        return ctx_no_memory(ctx);
    for (int t = 0; t < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        s->row[t] = s->row_count;
        for (int i = b->period; i < b->period + b->period_count; i++) {
            bool thin = p->career[p->period[i].career].thin;
            s->at[i] = thin ? -1 : s->row_count;
            if (!thin)
                s->period[s->row_count++] = i;
        }
        s->row[t + 1] = s->row_count;
        size_t n = (size_t)dyn_schur_size(s, t);
        s->square[t + 1] = s->square[t] + n * n;
        s->wide[t + 1] = s->wide[t] + 2 * n * (size_t)b->item_count;
    }
    for (int t = 0; t + 1 < p->block_count; t++)
        s->below[t + 1] = s->below[t] + (size_t)dyn_schur_size(s, t) *
                                            (size_t)dyn_schur_size(s, t + 1);
    return AISLE_OK;
}

static enum aisle_status lay_numbers(struct aisle_ctx *ctx, struct dyn_schur *s)
{
    const struct dyn_panel *p = s->panel;
    size_t blocks = (size_t)p->block_count;
    size_t items = (size_t)p->item_count;
    s->l = mem_new(s->square[blocks] + 1, sizeof *s->l);
    s->m = mem_new(s->below[blocks - 1] + 1, sizeof *s->m);
    s->covariance = mem_new(s->square[blocks] + 1, sizeof *s->covariance);
    s->with_next = mem_new((size_t)s->row_count, sizeof *s->with_next);
    s->gradient = mem_new((size_t)s->row_count, sizeof *s->gradient);
    s->cross = mem_new(s->wide[blocks] + 1, sizeof *s->cross);
    s->root = mem_new(3 * items, sizeof *s->root);
    s->pull = mem_new(2 * items, sizeof *s->pull);
    s->part = mem_new(2 * blocks, sizeof *s->part);
    for (size_t t = 0; t < blocks; t++) {
        size_t n = (size_t)dyn_schur_size(s, (int)t);
        s->largest = n > s->largest ? n : s->largest;
    }
    size_t threads = (size_t)s->threads;
    s->work = mem_new(2 * s->largest * s->largest, sizeof *s->work);
    s->room = mem_new(threads * ROOM_ROWS * s->largest + 1, sizeof *s->room);
    s->sign = mem_new(threads * s->largest + 1, sizeof *s->sign);
    if (!s->l || !s->m || !s->covariance || !s->with_next || !s->gradient ||
        !s->cross || !s->root || !s->pull || !s->part || !s->work || !s->room ||
        !s->sign)
        return ctx_no_memory(ctx);
    return AISLE_OK;
}

enum aisle_status dyn_schur_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_schur *out)
{
    struct dyn_schur s = {.panel = panel, .threads = dyn_threads(panel->options)};
    enum aisle_status status;
    TRY(lay_rows(ctx, &s));
    TRY(lay_numbers(ctx, &s));
    *out = s;
out:
    if (status != AISLE_OK)
        dyn_schur_clear(&s);
    return status;
}

void dyn_schur_clear(struct dyn_schur *s)
{
    void *owned[] = {s->row,      s->at,    s->period, s->square,     s->below,
                     s->wide,     s->l,     s->m,      s->covariance, s->with_next,
                     s->gradient, s->cross, s->root,   s->pull,       s->part,
                     s->work,     s->room,  s->sign};
    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++)
        free(owned[k]);
    *s = (struct dyn_schur){0};
}

/* --- building ------------------------------------------------------------------------ */

/* One thread's room for a Congress's rows. */
struct room {
    size_t n;
    double *one; /* [n] */
    double *x;   /* [n], and so on */
    double *eta, *slope, *curve, *bend;
    int8_t *sign;
};

static struct room room_of(const struct dyn_schur *s, const struct dyn_state *state,
                           int block, int thread)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    double *own = s->room + (size_t)thread * ROOM_ROWS * s->largest;
    struct room r = {
        n,           own,         own + n,     own + 2 * n,
        own + 3 * n, own + 4 * n, own + 5 * n, s->sign + (size_t)thread * s->largest};
    for (size_t k = 0; k < n; k++) {
        size_t period = (size_t)s->period[(size_t)s->row[block] + k];
        r.one[k] = 1.0;
        r.x[k] = state->x[2 * period + 1];
    }
    return r;
}

/* Slope and curvature of each row's vote; the sum of the log chances. */
static double eval_votes(const struct dyn_schur *s, const double *ab, int block,
                         int item, struct room *r)
{
    const struct dyn_panel *p = s->panel;
    const struct dyn_block *b = &p->block[block];
    const int8_t *sign =
        p->sign + b->sign + (size_t)(item - b->item) * (size_t)b->period_count;
    const int *period = s->period + s->row[block];
    for (size_t k = 0; k < r->n; k++) {
        r->sign[k] = sign[period[k] - b->period];
        r->eta[k] = ab[0] + ab[1] * r->x[k];
    }
    return kernel_votes(p->options->link, (int)r->n, r->sign, r->eta, r->slope,
                        r->curve);
}

/* Derivatives of one roll call: the cross rows into u, the positions' own onto the
 * diagonal and the gradient, its own precision and slope into root and pull. */
static void add_item(struct dyn_schur *s, const double *ab, int block, int item,
                     bool observed, struct room *r)
{
    const struct aisle_dynamic_options *o = s->panel->options;
    size_t n = r->n;
    double *u = s->cross + s->wide[block] +
                2 * (size_t)(item - s->panel->block[block].item) * n;
    double *own = s->l + s->square[block];
    double *gradient = s->gradient + s->row[block];
    double *h = s->root + 3 * (size_t)item;
    double *g = s->pull + 2 * (size_t)item;
    double *part = s->part + 2 * (size_t)block;
    double tau[2] = {1.0 / (o->prior_intercept_sd * o->prior_intercept_sd),
                     1.0 / (o->prior_slope_sd * o->prior_slope_sd)};
    part[0] += eval_votes(s, ab, block, item, r) -
               0.5 * (tau[0] * ab[0] * ab[0] + tau[1] * ab[1] * ab[1]);
    for (size_t k = 0; k < n; k++) {
        r->bend[k] = r->curve[k] * r->x[k];
        u[k] = ab[1] * r->curve[k];
        u[n + k] = ab[1] * r->bend[k] - (observed ? r->slope[k] : 0.0);
        own[k * n + k] += ab[1] * u[k];
        gradient[k] += ab[1] * r->slope[k];
    }
    h[0] = tau[0] + linalg_dot(r->curve, r->one, n);
    h[1] = linalg_dot(r->bend, r->one, n);
    h[2] = tau[1] + linalg_dot(r->bend, r->x, n);
    g[0] = linalg_dot(r->slope, r->one, n) - tau[0] * ab[0];
    g[1] = linalg_dot(r->slope, r->x, n) - tau[1] * ab[1];
}

/* Its precision becomes R, and R^-1 goes over its slope and its cross rows. */
static void whiten_item(struct dyn_schur *s, int block, int item, size_t n)
{
    double *u = s->cross + s->wide[block] +
                2 * (size_t)(item - s->panel->block[block].item) * n;
    double *gradient = s->gradient + s->row[block];
    double *root = s->root + 3 * (size_t)item;
    double *pull = s->pull + 2 * (size_t)item;
    root[0] = sqrt(root[0]);
    root[1] /= root[0];
    root[2] = sqrt(fmax(root[2] - root[1] * root[1], 1e-12 * root[2]));
    pull[0] /= root[0];
    pull[1] = (pull[1] - root[1] * pull[0]) / root[2];
    s->part[2 * (size_t)block + 1] += 2.0 * log(root[0] * root[2]);
    double scale[2] = {1.0 / root[0], 1.0 / root[2]};
    for (size_t k = 0; k < n; k++) {
        u[k] *= scale[0];
        u[n + k] = (u[n + k] - root[1] * u[k]) * scale[1];
        gradient[k] -= u[k] * pull[0] + u[n + k] * pull[1];
    }
}

static void eliminate_items(struct dyn_schur *s, const struct dyn_state *state,
                            int block, bool observed)
{
    const struct dyn_block *b = &s->panel->block[block];
    struct room r = room_of(s, state, block, omp_get_thread_num());
    for (int j = b->item; j < b->item + b->item_count; j++) {
        add_item(s, state->item + 2 * (size_t)j, block, j, observed, &r);
        whiten_item(s, block, j, r.n);
    }
    linalg_take_squares(s->cross + s->wide[block], 2 * (size_t)b->item_count, r.n,
                        s->l + s->square[block]);
}

/* The prior's part of a Congress: entries, and steps to both sides. */
static void add_walk(struct dyn_schur *s, const struct dyn_state *state, int block)
{
    const struct dyn_panel *p = s->panel;
    size_t n = (size_t)dyn_schur_size(s, block);
    double variance = state->walk_sd * state->walk_sd;
    double forth = p->block[block].step_weight / variance;
    double back = block > 0 ? p->block[block - 1].step_weight / variance : 0.0;
    double *own = s->l + s->square[block];
    double *value = &s->part[2 * (size_t)block];
    for (size_t k = 0; k < n; k++) {
        size_t row = (size_t)s->row[block] + k;
        const struct dyn_period *period = &p->period[s->period[row]];
        double x = state->x[2 * (size_t)s->period[row] + 1];
        if (period->previous < 0) {
            own[k * n + k] += 1.0;
            s->gradient[row] -= x;
            *value -= 0.5 * x * x;
        } else {
            double by = x - state->x[2 * (size_t)period->previous + 1];
            own[k * n + k] += back;
            s->gradient[row] -= back * by;
            *value += 0.5 * log(back) - 0.5 * back * by * by;
        }
        if (period->next >= 0) {
            own[k * n + k] += forth;
            s->gradient[row] += forth * (state->x[2 * (size_t)period->next + 1] - x);
        }
    }
}

void dyn_schur_build(struct dyn_schur *s, const struct dyn_state *state, bool observed)
{
    const struct dyn_panel *p = s->panel;
    memset(s->l, 0, s->square[p->block_count] * sizeof *s->l);
    memset(s->gradient, 0, (size_t)s->row_count * sizeof *s->gradient);
    memset(s->part, 0, 2 * (size_t)p->block_count * sizeof *s->part);
#pragma omp parallel for schedule(dynamic, 1)                                          \
    num_threads(s->threads) if (s->threads > 1)
    for (int t = 0; t < p->block_count; t++) {
        eliminate_items(s, state, t, observed);
        add_walk(s, state, t);
    }
    s->value = 0.0;
    s->log_det = 0.0;
    for (int t = 0; t < p->block_count; t++) {
        s->value += s->part[2 * (size_t)t];
        s->log_det += s->part[2 * (size_t)t + 1];
    }
}
