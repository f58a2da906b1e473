/* The fields along which a sweep hardly moves.
 *
 * Where members meet only their own generation, votes hardly feel a shift or a stretch
 * that changes slowly from one generation to the next: items follow members and members
 * items, a generation a sweep. With y the members and each vote weighing what it tells
 * of its member, a sweep replaces a shift by its mean over each item's voters, then
 * over each member's items: M = D^-1/2 (sum of 1 1' weight / count over items) D^-1/2,
 * eigenvalues in [0, 1]. The closer to 1, the slower. The largest are found by subspace
 * iteration through a Chebyshev polynomial (Zhou, Saad, Tiago and Chelikowsky, Journal
 * of Computational Physics 219, 2006); they need not be exact, any field makes a valid move. */
#include "sparse/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = SPARSE_FIELDS_MAX, ROUNDS = 3, DEGREE = 8, MEMBERS_MIN = 4 * COLUMNS };

static const double damped = 0.65; /* eigenvalues below are filtered out */
static const double slow = 0.7;    /* and from here on a field is kept */

struct work {
    const struct sparse_problem *p;
    double *root;   /* [members] D^-1/2 */
    double *weight; /* [items] of a vote; then over the item's count */
    float *table;   /* [members][COLUMNS] */
    float *mean;    /* [items][COLUMNS] */
    double *y[3];   /* [members][COLUMNS] */
};

static void work_clear(struct work *w)
{
    free(w->root);
    free(w->weight);
    free(w->table);
    free(w->mean);
    for (int k = 0; k < 3; k++)
        free(w->y[k]);
}

static enum aisle_status work_new(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                  struct work *w)
{
    size_t n = (size_t)p->member_count, m = (size_t)p->item_count;
    *w = (struct work){p,
                       mem_new(n, sizeof *w->root),
                       mem_new(m, sizeof *w->weight),
                       mem_new(n * COLUMNS, sizeof *w->table),
                       mem_new(m * COLUMNS, sizeof *w->mean),
                       {NULL}};
    bool good = w->root && w->weight && w->table && w->mean;
    for (int k = 0; k < 3; k++) {
        w->y[k] = mem_new(n * COLUMNS, sizeof *w->y[k]);
        good &= w->y[k] != NULL;
    }
    return good ? AISLE_OK : ctx_no_memory(ctx);
}

/* out[] = by * sum of the rows of `table` that unit's votes lead to. */
static void sum_rows(const struct sparse_rows *rows, int unit, const float *table,
                     double by, float *out)
{
    const int64_t *first = rows->first + (int64_t)unit * rows->blocks;
    float sum[COLUMNS] = {0};
    for (int k = 0; k < rows->blocks; k++) {
        const float *block = table + ((size_t)k << ROW_BLOCK_BITS) * COLUMNS;
        for (int64_t v = first[k]; v < first[k + 1]; v++) {
            const float *row = block + (size_t)(rows->vote[v] >> 1) * COLUMNS;
            for (int c = 0; c < COLUMNS; c++)
                sum[c] += row[c];
        }
    }
    for (int c = 0; c < COLUMNS; c++)
        out[c] = (float)by * sum[c];
}

/* out = M y */
static void times(const struct work *w, const double *y, double *out)
{
    const struct sparse_problem *p = w->p;
#pragma omp parallel num_threads(p->threads)
    {
#pragma omp for schedule(static)
        for (int i = 0; i < p->member_count; i++)
            for (int c = 0; c < COLUMNS; c++)
                w->table[(size_t)i * COLUMNS + (size_t)c] =
                    (float)(w->root[i] * y[(size_t)i * COLUMNS + (size_t)c]);
#pragma omp for schedule(static)
        for (int j = 0; j < p->item_count; j++)
            sum_rows(&p->by_item, j, w->table, w->weight[j],
                     w->mean + (size_t)j * COLUMNS);
#pragma omp for schedule(static)
        for (int i = 0; i < p->member_count; i++) {
            float sum[COLUMNS];
            sum_rows(&p->by_member, i, w->mean, 1.0, sum);
            for (int c = 0; c < COLUMNS; c++)
                out[(size_t)i * COLUMNS + (size_t)c] = w->root[i] * (double)sum[c];
        }
    }
}

/* Weights at the mode: what an item's average vote tells of its member. */
static void weigh(struct work *w, const struct sparse_state *mode)
{
    const struct sparse_problem *p = w->p;
    const struct sparse_rows *rows = &p->by_member;
    double sd_a = p->options->prior_intercept_sd;
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++) {
        const double *ab = mode->item + 2 * (size_t)j;
        double count = (double)sparse_row_count(&p->by_item, j);
        double told =
            sparse_item_at(p, mode, j, ab[0], ab[1]).curve[0] - 1.0 / (sd_a * sd_a);
        w->weight[j] = count > 0.0 ? ab[1] * ab[1] * told / count : 0.0;
    }
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++) {
        double sum = 1.0; /* the prior's */
        for (int k = 0; k < rows->blocks; k++) {
            const int64_t *first = rows->first + (int64_t)i * rows->blocks + k;
            const double *weight = w->weight + ((size_t)k << ROW_BLOCK_BITS);
            for (int64_t v = first[0]; v < first[1]; v++)
                sum += weight[rows->vote[v] >> 1];
        }
        w->root[i] = 1.0 / sqrt(sum);
    }
    for (int j = 0; j < p->item_count; j++)
        w->weight[j] /= fmax((double)sparse_row_count(&p->by_item, j), 1.0);
}

static double dot(const double *u, size_t a, const double *v, size_t b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += u[i * COLUMNS + a] * v[i * COLUMNS + b];
    return sum;
}

/* Gram and Schmidt on columns, twice, since a filtered block is nearly one column. */
static void orthonormalise(double *y, size_t n)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        for (int again = 0; again < 2; again++)
            for (size_t k = 0; k < c; k++) {
                double by = dot(y, c, y, k, n);
                for (size_t i = 0; i < n; i++)
                    y[i * COLUMNS + c] -= by * y[i * COLUMNS + k];
            }
        double norm = sqrt(dot(y, c, y, c, n));
        double scale = norm > 0.0 ? 1.0 / norm : 0.0;
        for (size_t i = 0; i < n; i++)
            y[i * COLUMNS + c] *= scale;
    }
}

/* The Chebyshev polynomial that is small on [0, damped], of y[0]; ends in y[0]. */
static void filter(struct work *w)
{
    size_t size = (size_t)w->p->member_count * COLUMNS;
    times(w, w->y[0], w->y[1]);
    for (size_t i = 0; i < size; i++)
        w->y[1][i] = 2.0 / damped * w->y[1][i] - w->y[0][i];
    for (int d = 1; d < DEGREE; d++) {
        times(w, w->y[1], w->y[2]);
        for (size_t i = 0; i < size; i++)
            w->y[2][i] = 2.0 * (2.0 / damped * w->y[2][i] - w->y[1][i]) - w->y[0][i];
        double *oldest = w->y[0];
        w->y[0] = w->y[1];
        w->y[1] = w->y[2];
        w->y[2] = oldest;
    }
    double *last = w->y[1];
    w->y[1] = w->y[0];
    w->y[0] = last;
}

/* Rayleigh and Ritz: y[0] turned so that M is diagonal on it, largest first. */
static void turn(struct work *w, double value[COLUMNS])
{
    size_t n = (size_t)w->p->member_count;
    double square[COLUMNS * COLUMNS], vector[COLUMNS * COLUMNS];
    orthonormalise(w->y[0], n);
    times(w, w->y[0], w->y[1]);
    for (size_t a = 0; a < COLUMNS; a++)
        for (size_t b = 0; b <= a; b++)
            square[a * COLUMNS + b] = square[b * COLUMNS + a] =
                dot(w->y[0], a, w->y[1], b, n);
    linalg_eigen(square, COLUMNS, value, vector);
    for (size_t i = 0; i < n; i++) {
        double row[COLUMNS];
        memcpy(row, w->y[0] + i * COLUMNS, sizeof row);
        for (size_t a = 0; a < COLUMNS; a++) {
            double sum = 0.0;
            for (size_t b = 0; b < COLUMNS; b++)
                sum += vector[a * COLUMNS + b] * row[b];
            w->y[0][i * COLUMNS + a] = sum;
        }
    }
}

/* Each field with mean square 1. */
static void put_fields(const struct work *w, float *field)
{
    size_t n = (size_t)w->p->member_count;
    for (size_t c = 0; c < COLUMNS; c++) {
        double square = 0.0;
        for (size_t i = 0; i < n; i++) {
            double f = w->root[i] * w->y[0][i * COLUMNS + c];
            square += f * f;
        }
        double scale = square > 0.0 ? sqrt((double)n / square) : 0.0;
        for (size_t i = 0; i < n; i++)
            field[i * COLUMNS + c] =
                (float)(scale * w->root[i] * w->y[0][i * COLUMNS + c]);
    }
}

enum aisle_status sparse_fields(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode, float *field,
                                int *count)
{
    struct work w = {0};
    double value[COLUMNS];
    enum aisle_status status = AISLE_OK;
    struct rng rng = rng_stream(p->options->seed, SPARSE_USE_FIELDS, 0, 0);
    *count = 0;
    if (p->fitted_count < MEMBERS_MIN)
        return AISLE_OK;
    TRY(work_new(ctx, p, &w));
    weigh(&w, mode);
    for (size_t i = 0; i < (size_t)p->member_count * COLUMNS; i++)
        w.y[0][i] = rng_normal(&rng);
    orthonormalise(w.y[0], (size_t)p->member_count);
    for (int round = 0; round < ROUNDS; round++) {
        TRY(ctx_poll(ctx));
        filter(&w);
        turn(&w, value);
    }
    while (*count < COLUMNS && value[*count] >= slow)
        ++*count;
    put_fields(&w, field);
out:
    work_clear(&w);
    return status;
}
