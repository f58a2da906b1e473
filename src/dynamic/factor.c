/* The Schur complement factored, solved with and inverted: block tridiagonal, so a
 * Congress at a time.
 *
 *     | D0  E0'     |           with W = L^-1 of a block, its own inverse G = W'W if it
 *     | E0  D1  E1' |           were alone, and E minus a step's precision where a career
 *     |     E1  D2  |           goes on: M = E W' has columns of W, and M W rows of G. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

/* The precision of a step from a block to the next. */
static double step_precision(const struct dyn_schur *s, double walk_sd, int block)
{
    return s->panel->block[block].step_weight / (walk_sd * walk_sd);
}

/* Column of the block before in which row `q` of `block` goes on, or -1. */
static int before(const struct dyn_schur *s, int block, size_t q)
{
    int previous = s->panel->period[s->period[(size_t)s->row[block] + q]].previous;
    return previous < 0 ? -1 : s->at[previous] - s->row[block - 1];
}

/* --- factoring ------------------------------------------------------------------------- */

/* M[t] = E[t] L[t]'^-1, and D[t + 1] -= M M'. */
static void pass_on(struct dyn_schur *s, const struct dyn_state *state, int block)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    size_t after = (size_t)dyn_schur_size(s, block + 1);
    double step = step_precision(s, state->walk_sd, block);
    double *m = s->m + s->below[block];
    double *inverse = s->work;
    double *turned = s->work + s->largest * s->largest; /* M', [n][after] */
    linalg_invert_lower(s->l + s->square[block], n, inverse);
    memset(m, 0, n * after * sizeof *m);
    memset(turned, 0, n * after * sizeof *turned);
    for (size_t q = 0; q < after; q++) {
        int column = before(s, block + 1, q);
        for (size_t i = 0; i < n && column >= 0; i++)
            m[q * n + i] = turned[i * after + q] =
                -step * inverse[i * n + (size_t)column];
    }
    linalg_take_squares(turned, n, after, s->l + s->square[block + 1]);
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
    dyn_schur_build(s, state, true);
    s->walk_sd = state->walk_sd;
    if (factor_all(s, state))
        return;
    dyn_schur_build(s, state, false);
    bool good = factor_all(s, state);
    CHECK(good); /* a sum of squares and a proper prior */
}

/* --- solving ----------------------------------------------------------------------------- */

static void add_rows(double *to, const double *by, const double *from, size_t rows,
                     size_t wide)
{
    for (size_t k = 0; k < rows; k++)
        for (size_t c = 0; c < wide; c++)
            to[c] += by[k] * from[k * wide + c];
}

static void take_rows(double *to, const double *by, const double *from, size_t rows,
                      size_t wide)
{
    for (size_t k = 0; k < rows; k++)
        for (size_t c = 0; c < wide; c++)
            to[c] -= by[k] * from[k * wide + c];
}

void dyn_schur_forward(const struct dyn_schur *s, double *v, int count)
{
    size_t wide = (size_t)count;
    for (int t = 0; t < s->panel->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        size_t left = t > 0 ? (size_t)dyn_schur_size(s, t - 1) : 0;
        double *own = v + (size_t)s->row[t] * wide;
        for (size_t i = 0; i < n && t > 0; i++)
            take_rows(own + i * wide, s->m + s->below[t - 1] + i * left,
                      v + (size_t)s->row[t - 1] * wide, left, wide);
        linalg_forward_many(s->l + s->square[t], n, wide, own);
    }
}

void dyn_schur_times(const struct dyn_schur *s, const double *v, int count, double *out)
{
    size_t wide = (size_t)count;
    memset(out, 0, (size_t)s->row_count * wide * sizeof *out);
    for (int t = 0; t < s->panel->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        size_t left = t > 0 ? (size_t)dyn_schur_size(s, t - 1) : 0;
        for (size_t i = 0; i < n; i++) {
            double *to = out + ((size_t)s->row[t] + i) * wide;
            add_rows(to, s->l + s->square[t] + i * n, v + (size_t)s->row[t] * wide,
                     i + 1, wide);
            if (t > 0)
                add_rows(to, s->m + s->below[t - 1] + i * left,
                         v + (size_t)s->row[t - 1] * wide, left, wide);
        }
    }
}

void dyn_schur_backward(const struct dyn_schur *s, double *v, int count)
{
    size_t wide = (size_t)count;
    for (int t = s->panel->block_count - 1; t >= 0; t--) {
        size_t n = (size_t)dyn_schur_size(s, t);
        double *own = v + (size_t)s->row[t] * wide;
        if (t + 1 < s->panel->block_count)
            linalg_take_products(s->m + s->below[t], v + (size_t)s->row[t + 1] * wide,
                                 (size_t)dyn_schur_size(s, t + 1), n, wide, own);
        linalg_backward_many(s->l + s->square[t], n, wide, own);
    }
}

/* --- inverting --------------------------------------------------------------------------- */

static void change_signs(double *a, size_t count)
{
    for (size_t i = 0; i < count; i++)
        a[i] = -a[i];
}

/* The upper triangle from the lower. */
static void mirror(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            a[j * n + i] = a[i * n + j];
}

/* G = W'W of a block. */
static void invert_alone(const struct dyn_schur *s, int block, double *inverse,
                         double *out)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    linalg_invert_lower(s->l + s->square[block], n, inverse);
    memset(out, 0, n * n * sizeof *out);
    linalg_take_squares(inverse, n, n, out);
    change_signs(out, n * n);
    mirror(out, n);
}

/* From the next block's covariance C1: P = M W, K = C1 P, then C = G + P'K, and between
 * the blocks -K, of which a career's own entry is kept. */
static void invert_block(struct dyn_schur *s, int block)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    size_t after = (size_t)dyn_schur_size(s, block + 1);
    double step = step_precision(s, s->walk_sd, block);
    double *c = s->covariance + s->square[block];
    double *p = s->work; /* [after][n] */
    double *k = s->work + s->largest * s->largest;
    invert_alone(s, block, k, c);
    memset(p, 0, after * n * sizeof *p);
    memset(k, 0, after * n * sizeof *k);
    for (size_t q = 0; q < after; q++) {
        int column = before(s, block + 1, q);
        for (size_t i = 0; i < n && column >= 0; i++)
            p[q * n + i] = -step * c[(size_t)column * n + i];
    }
    linalg_take_products(s->covariance + s->square[block + 1], p, after, after, n,
                         k); /* -K */
    linalg_take_products(p, k, after, n, n, c);
    mirror(c, n);
    for (size_t q = 0; q < after; q++) {
        int column = before(s, block + 1, q);
        if (column >= 0)
            s->with_next[s->row[block] + column] = k[q * n + (size_t)column];
    }
}

void dyn_schur_invert(struct dyn_schur *s)
{
    int last = s->panel->block_count - 1;
    invert_alone(s, last, s->work, s->covariance + s->square[last]);
    for (int t = last - 1; t >= 0; t--)
        invert_block(s, t);
}
