/* What items make of a field, and how firmly votes and priors hold each way. */
#include "sparse/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = SPARSE_FIELDS_MAX };

/* Sums over an item's voters, each by its vote's information w: of w, w x, w x^2 times
 * every field. */
struct voters {
    float sum[3][COLUMNS];
};

static void add_voter(const double *ab, double x, const float *field,
                      struct voters *out)
{
    double e = exp(-fabs(ab[0] + ab[1] * x));
    double w = e / ((1.0 + e) * (1.0 + e));
    float w0 = (float)w, w1 = (float)(w * x), w2 = (float)(w * x * x);
    for (int c = 0; c < COLUMNS; c++) {
        out->sum[0][c] += w0 * field[c];
        out->sum[1][c] += w1 * field[c];
        out->sum[2][c] += w2 * field[c];
    }
}

/* Regress each way on (1, x). */
static void answer(const struct sparse_drift *d, const struct sparse_state *mode,
                   int item)
{
    const struct sparse_rows *rows = &d->p->by_item;
    const int64_t *first = rows->first + (int64_t)item * rows->blocks;
    const double *ab = mode->item + 2 * (size_t)item;
    struct voters t = {{{0}}};
    for (int k = 0; k < rows->blocks; k++)
        for (int64_t v = first[k]; v < first[k + 1]; v++) {
            size_t i = ((size_t)k << ROW_BLOCK_BITS) + (rows->vote[v] >> 1);
            add_voter(ab, mode->x[i], d->field + i * COLUMNS, &t);
        }
    struct row_sums here = sparse_item_at(d->p, mode, item, ab[0], ab[1]);
    const double *c = here.curve;
    double det = c[0] * c[2] - c[1] * c[1];
    for (int w = 0; w < d->way_count; w++) {
        int stretch = w >= d->field_count;
        int f = w - stretch * d->field_count;
        double r0 = (double)t.sum[stretch][f], r1 = (double)t.sum[stretch + 1][f];
        float *to = d->answer + 2 * ((size_t)item * (size_t)d->way_count + (size_t)w);
        to[0] = (float)((c[2] * r0 - c[1] * r1) / det);
        to[1] = (float)((c[0] * r1 - c[1] * r0) / det);
    }
}

/* Members' precision along the ways, and the stretches' pull on their prior, which the
 * Jacobian balances where votes balance nothing. */
static void add_member(const struct sparse_drift *d, const struct sparse_state *mode,
                       int member, double *square)
{
    double x = mode->x[member];
    double curve = sparse_member_at(d->p, mode, member, x).curve[0];
    const float *field = d->field + (size_t)member * COLUMNS;
    size_t n = (size_t)d->way_count, shifts = (size_t)d->field_count;
    double by[SPARSE_WAYS_MAX];
    for (size_t w = 0; w < n; w++)
        by[w] = (double)field[w % shifts] * (w >= shifts ? x : 1.0);
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l <= k; l++)
            square[k * n + l] += (curve + (l >= shifts ? 1.0 : 0.0)) * by[k] * by[l];
}

/* Less what the items take up. */
static void take_item(const struct sparse_drift *d, const struct sparse_state *mode,
                      int item, double *square)
{
    const double *ab = mode->item + 2 * (size_t)item;
    struct row_sums here = sparse_item_at(d->p, mode, item, ab[0], ab[1]);
    size_t n = (size_t)d->way_count, shifts = (size_t)d->field_count;
    const float *pq = d->answer + 2 * (size_t)item * n;
    double bb = ab[1] * ab[1];
    double prior = 1.0 / (mode->slope_sd * mode->slope_sd);
    for (size_t k = 0; k < n; k++) {
        double p = (double)pq[2 * k], q = (double)pq[2 * k + 1];
        double u = bb * (here.curve[0] * p + here.curve[1] * q);
        double v = bb * (here.curve[1] * p + here.curve[2] * q);
        for (size_t l = 0; l <= k; l++) {
            double ql = (double)pq[2 * l + 1];
            square[k * n + l] -= u * (double)pq[2 * l] + v * ql;
            square[k * n + l] += l >= shifts ? prior * bb * q * ql : 0.0;
        }
    }
}

static bool find_root(struct sparse_drift *d, const struct sparse_state *mode)
{
    memset(d->root, 0, sizeof d->root);
    for (int i = 0; i < d->p->member_count; i++)
        add_member(d, mode, i, d->root);
    for (int j = 0; j < d->p->item_count; j++)
        take_item(d, mode, j, d->root);
    return linalg_cholesky(d->root, (size_t)d->way_count);
}

static enum aisle_status make_room(struct aisle_ctx *ctx, struct sparse_drift *d)
{
    d->item = mem_new(3 * (size_t)d->p->item_count, sizeof *d->item);
    d->member = mem_new((size_t)d->p->member_count, sizeof *d->member);
    return d->item && d->member ? sparse_state_new(ctx, d->p, &d->there)
                                : ctx_no_memory(ctx);
}

enum aisle_status sparse_drift_twin(struct aisle_ctx *ctx,
                                    const struct sparse_drift *from,
                                    struct sparse_drift *out)
{
    *out = *from;
    out->twin = true;
    out->item = out->member = NULL;
    out->there = (struct sparse_state){0};
    return from->way_count > 0 ? make_room(ctx, out) : AISLE_OK;
}

enum aisle_status sparse_drift_new(struct aisle_ctx *ctx,
                                   const struct sparse_problem *p,
                                   const struct sparse_state *mode,
                                   struct sparse_drift *out)
{
    struct sparse_drift d = {.p = p};
    size_t n = (size_t)p->member_count, m = (size_t)p->item_count;
    enum aisle_status status = AISLE_OK;
    d.field = mem_new(n * COLUMNS, sizeof *d.field);
    if (!d.field)
        status = ctx_no_memory(ctx);
    if (status == AISLE_OK)
        status = sparse_fields(ctx, p, mode, d.field, &d.field_count);
    if (status == AISLE_OK && d.field_count > 0) {
        d.way_count = 2 * d.field_count;
        d.answer = mem_new(2 * m * (size_t)d.way_count, sizeof *d.answer);
        status = d.answer ? make_room(ctx, &d) : ctx_no_memory(ctx);
    }
    if (status != AISLE_OK) {
        sparse_drift_clear(&d);
        return status;
    }
    if (d.field_count > 0) {
#pragma omp parallel for schedule(static) num_threads(p->threads)
        for (int j = 0; j < p->item_count; j++)
            answer(&d, mode, j);
        if (!find_root(&d, mode))
            d.field_count = d.way_count = 0;
    }
    *out = d;
    return AISLE_OK;
}

void sparse_drift_clear(struct sparse_drift *d)
{
    if (!d->twin) {
        free(d->field);
        free(d->answer);
    }
    free(d->item);
    free(d->member);
    sparse_state_clear(&d->there);
    *d = (struct sparse_drift){0};
}
