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
#include <string.h>

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
    size_t largest = 0;
    for (size_t t = 0; t < blocks; t++) {
        size_t n = (size_t)dyn_schur_size(s, (int)t);
        largest = n > largest ? n : largest;
    }
    s->work = mem_new(2 * largest * largest, sizeof *s->work);
    if (!s->l || !s->m || !s->covariance || !s->with_next || !s->gradient ||
        !s->cross || !s->root || !s->pull || !s->part || !s->work)
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
    void *owned[] = {s->row,        s->at,        s->period,   s->square,
                     s->below,      s->wide,      s->l,        s->m,
                     s->covariance, s->with_next, s->gradient, s->cross,
                     s->root,       s->pull,      s->part,     s->work};
    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++)
        free(owned[k]);
    *s = (struct dyn_schur){0};
}

/* --- building ------------------------------------------------------------------------ */

/* Derivatives of one roll call: its own into h and g, the cross rows into u, the
 * positions' own onto the diagonal and the gradient. */
static double add_votes(struct dyn_schur *s, const struct dyn_state *state, int block,
                        int item, bool observed, double *h, double *g, double *u)
{
    const struct dyn_panel *p = s->panel;
    const struct dyn_block *b = &p->block[block];
    size_t n = (size_t)dyn_schur_size(s, block);
    const double *ab = state->item + 2 * (size_t)item;
    const int8_t *sign =
        p->sign + b->sign + (size_t)(item - b->item) * (size_t)b->period_count;
    double *own = s->l + s->square[block];
    double value = 0.0;
    memset(u, 0, 2 * n * sizeof *u);
    for (int i = 0; i < b->period_count; i++) {
        int row = s->at[b->period + i];
        if (row < 0 || !sign[i])
            continue;
        size_t k = (size_t)(row - s->row[block]);
        double x = state->x[2 * (size_t)(b->period + i) + 1];
        struct kernel_vote v =
            kernel_vote_at(p->options->link, sign[i], ab[0] + ab[1] * x);
        value += v.value;
        h[0] += v.curve;
        h[1] += v.curve * x;
        h[2] += v.curve * x * x;
        g[0] += v.slope;
        g[1] += v.slope * x;
        u[k] = v.curve * ab[1];
        u[n + k] = v.curve * ab[1] * x - (observed ? v.slope : 0.0);
        own[k * n + k] += v.curve * ab[1] * ab[1];
        s->gradient[row] += v.slope * ab[1];
    }
    return value;
}

/* A -= V'V on the lower triangle, for two rows of V. */
static void take_square(double *a, size_t n, const double *v)
{
    for (size_t r = 0; r < n; r++) {
        double *row = a + r * n;
        double v0 = v[r];
        double v1 = v[n + r];
        if (v0 == 0.0 && v1 == 0.0)
            continue;
        for (size_t c = 0; c <= r; c++)
            row[c] -= v0 * v[c] + v1 * v[n + c];
    }
}

static void eliminate_item(struct dyn_schur *s, const struct dyn_state *state,
                           int block, int item, bool observed)
{
    const struct aisle_dynamic_options *o = s->panel->options;
    size_t n = (size_t)dyn_schur_size(s, block);
    const double *ab = state->item + 2 * (size_t)item;
    double tau_a = 1.0 / (o->prior_intercept_sd * o->prior_intercept_sd);
    double tau_b = 1.0 / (o->prior_slope_sd * o->prior_slope_sd);
    double h[3] = {tau_a, 0.0, tau_b};
    double g[2] = {-tau_a * ab[0], -tau_b * ab[1]};
    double *u = s->cross + s->wide[block] +
                2 * (size_t)(item - s->panel->block[block].item) * n;
    double *root = s->root + 3 * (size_t)item;
    double *pull = s->pull + 2 * (size_t)item;
    double *part = s->part + 2 * (size_t)block;
    part[0] += add_votes(s, state, block, item, observed, h, g, u);
    part[0] -= 0.5 * (tau_a * ab[0] * ab[0] + tau_b * ab[1] * ab[1]);
    root[0] = sqrt(h[0]);
    root[1] = h[1] / root[0];
    root[2] = sqrt(fmax(h[2] - root[1] * root[1], 1e-12 * h[2]));
    pull[0] = g[0] / root[0];
    pull[1] = (g[1] - root[1] * pull[0]) / root[2];
    part[1] += 2.0 * log(root[0] * root[2]);
    for (size_t k = 0; k < n; k++) {
        u[k] /= root[0];
        u[n + k] = (u[n + k] - root[1] * u[k]) / root[2];
        s->gradient[(size_t)s->row[block] + k] -= u[k] * pull[0] + u[n + k] * pull[1];
    }
    take_square(s->l + s->square[block], n, u);
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

static void build(struct dyn_schur *s, const struct dyn_state *state, bool observed)
{
    const struct dyn_panel *p = s->panel;
    memset(s->l, 0, s->square[p->block_count] * sizeof *s->l);
    memset(s->gradient, 0, (size_t)s->row_count * sizeof *s->gradient);
    memset(s->part, 0, 2 * (size_t)p->block_count * sizeof *s->part);
#pragma omp parallel for schedule(dynamic, 1)                                          \
    num_threads(s->threads) if (s->threads > 1)
    for (int t = 0; t < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        for (int j = b->item; j < b->item + b->item_count; j++)
            eliminate_item(s, state, t, j, observed);
        add_walk(s, state, t);
    }
    s->value = 0.0;
    s->log_det = 0.0;
    for (int t = 0; t < p->block_count; t++) {
        s->value += s->part[2 * (size_t)t];
        s->log_det += s->part[2 * (size_t)t + 1];
    }
}

/* Four partial sums in a fixed order. */
static double dot(const double *a, const double *b, size_t n)
{
    double s[4] = {0.0, 0.0, 0.0, 0.0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            s[k] += a[i + k] * b[i + k];
    double sum = (s[0] + s[1]) + (s[2] + s[3]);
    for (; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* --- factoring ------------------------------------------------------------------------- */

/* M[t] = E[t] L[t]'^-1, and D[t + 1] -= M M'. */
static void pass_on(struct dyn_schur *s, const struct dyn_state *state, int block)
{
    const struct dyn_panel *p = s->panel;
    size_t n = (size_t)dyn_schur_size(s, block);
    size_t after = (size_t)dyn_schur_size(s, block + 1);
    double w = p->block[block].step_weight / (state->walk_sd * state->walk_sd);
    double *m = s->m + s->below[block];
    double *next = s->l + s->square[block + 1];
    const double *l = s->l + s->square[block];
    memset(m, 0, n * after * sizeof *m);
#pragma omp parallel for schedule(static) num_threads(s->threads) if (s->threads > 1)
    for (size_t q = 0; q < after; q++) {
        int previous = p->period[s->period[(size_t)s->row[block + 1] + q]].previous;
        if (previous < 0)
            continue;
        m[q * n + (size_t)(s->at[previous] - s->row[block])] = -w;
        linalg_forward(l, n, m + q * n);
    }
#pragma omp parallel for schedule(static, 4) num_threads(s->threads) if (s->threads > 1)
    for (size_t q = 0; q < after; q++)
        for (size_t r = 0; r <= q; r++)
            next[q * after + r] -= dot(m + q * n, m + r * n, n);
}

static bool factor_all(struct dyn_schur *s, const struct dyn_state *state)
{
    for (int t = 0; t < s->panel->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        double *l = s->l + s->square[t];
        if (!linalg_cholesky(l, n))
            return false;
        for (size_t k = 0; k < n; k++)
            s->log_det += 2.0 * log(l[k * n + k]);
        if (t + 1 < s->panel->block_count)
            pass_on(s, state, t);
    }
    return true;
}

void dyn_schur_factor(struct dyn_schur *s, const struct dyn_state *state)
{
    build(s, state, true);
    if (factor_all(s, state))
        return;
    build(s, state, false);
    bool good = factor_all(s, state);
    CHECK(good); /* a sum of squares and a proper prior */
}

void dyn_schur_forward(const struct dyn_schur *s, double *v, int count)
{
    size_t wide = (size_t)count;
    for (int t = 0; t < s->panel->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        const double *l = s->l + s->square[t];
        double *own = v + (size_t)s->row[t] * wide;
        for (size_t i = 0; i < n; i++) {
            double *to = own + i * wide;
            if (t > 0) {
                size_t before = (size_t)dyn_schur_size(s, t - 1);
                const double *m = s->m + s->below[t - 1] + i * before;
                const double *from = v + (size_t)s->row[t - 1] * wide;
                for (size_t k = 0; k < before; k++)
                    for (size_t c = 0; c < wide; c++)
                        to[c] -= m[k] * from[k * wide + c];
            }
            for (size_t k = 0; k < i; k++)
                for (size_t c = 0; c < wide; c++)
                    to[c] -= l[i * n + k] * own[k * wide + c];
            for (size_t c = 0; c < wide; c++)
                to[c] /= l[i * n + i];
        }
    }
}

static void add_rows(double *to, const double *by, const double *from, size_t rows,
                     size_t wide)
{
    for (size_t k = 0; k < rows; k++)
        for (size_t c = 0; c < wide; c++)
            to[c] += by[k] * from[k * wide + c];
}

void dyn_schur_times(const struct dyn_schur *s, const double *v, int count, double *out)
{
    size_t wide = (size_t)count;
    memset(out, 0, (size_t)s->row_count * wide * sizeof *out);
    for (int t = 0; t < s->panel->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        size_t before = t > 0 ? (size_t)dyn_schur_size(s, t - 1) : 0;
        for (size_t i = 0; i < n; i++) {
            double *to = out + ((size_t)s->row[t] + i) * wide;
            add_rows(to, s->l + s->square[t] + i * n, v + (size_t)s->row[t] * wide,
                     i + 1, wide);
            if (t > 0)
                add_rows(to, s->m + s->below[t - 1] + i * before,
                         v + (size_t)s->row[t - 1] * wide, before, wide);
        }
    }
}

void dyn_schur_backward(const struct dyn_schur *s, double *v, int count)
{
    size_t wide = (size_t)count;
    for (int t = s->panel->block_count - 1; t >= 0; t--) {
        size_t n = (size_t)dyn_schur_size(s, t);
        const double *l = s->l + s->square[t];
        double *own = v + (size_t)s->row[t] * wide;
        for (size_t i = n; i-- > 0;) {
            double *from = own + i * wide;
            for (size_t c = 0; c < wide; c++)
                from[c] /= l[i * n + i];
            for (size_t k = 0; k < i; k++)
                for (size_t c = 0; c < wide; c++)
                    own[k * wide + c] -= l[i * n + k] * from[c];
            if (t == 0)
                continue;
            size_t before = (size_t)dyn_schur_size(s, t - 1);
            const double *m = s->m + s->below[t - 1] + i * before;
            double *to = v + (size_t)s->row[t - 1] * wide;
            for (size_t k = 0; k < before; k++)
                for (size_t c = 0; c < wide; c++)
                    to[k * wide + c] -= m[k] * from[c];
        }
    }
}

/* --- inverting --------------------------------------------------------------------------- */

static void transpose(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            double v = a[i * n + k];
            a[i * n + k] = a[k * n + i];
            a[k * n + i] = v;
        }
}

/* C <- L'^-1 C L^-1 for symmetric C. */
static void wrap(const double *l, size_t n, double *c, int threads)
{
    for (int side = 0; side < 2; side++) {
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
        for (size_t i = 0; i < n; i++)
            linalg_backward(l, n, c + i * n);
        transpose(c, n);
    }
}

/* From the next block's covariance C1: K = C1 M, then C = L'^-1 (I + M'K) L^-1, and
 * between the blocks -K L^-1, of which a career's own entry is kept. */
static void invert_block(struct dyn_schur *s, int block)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    size_t after = (size_t)dyn_schur_size(s, block + 1);
    const double *l = s->l + s->square[block];
    const double *m = s->m + s->below[block];
    const double *c1 = s->covariance + s->square[block + 1];
    double *c = s->covariance + s->square[block];
    double *k = s->work;
    memset(k, 0, after * n * sizeof *k);
    memset(c, 0, n * n * sizeof *c);
    for (size_t q = 0; q < after; q++)
        for (size_t r = 0; r < after; r++)
            for (size_t i = 0; i < n; i++)
                k[q * n + i] += c1[q * after + r] * m[r * n + i];
    for (size_t q = 0; q < after; q++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                c[i * n + j] += m[q * n + i] * k[q * n + j];
    for (size_t i = 0; i < n; i++)
        c[i * n + i] += 1.0;
    wrap(l, n, c, s->threads);
    for (size_t q = 0; q < after; q++) {
        int previous =
            s->panel->period[s->period[(size_t)s->row[block + 1] + q]].previous;
        if (previous < 0)
            continue;
        linalg_backward(l, n, k + q * n);
        int row = s->at[previous];
        s->with_next[row] = -k[q * n + (size_t)(row - s->row[block])];
    }
}

void dyn_schur_invert(struct dyn_schur *s)
{
    int last = s->panel->block_count - 1;
    linalg_inverse(s->l + s->square[last], (size_t)dyn_schur_size(s, last),
                   s->covariance + s->square[last]);
    for (int t = last - 1; t >= 0; t--)
        invert_block(s, t);
}
