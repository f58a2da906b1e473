/* Starting values: the principal axes of the votes about each roll call's mean,
 * by orthogonal iteration. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { ITERATIONS = 12 };

/* Nothing moves by more: near enough to climb from. */
#define CLOSE 0.01

/* [members][dims] vectors that are iterated, and room for one roll call's row. */
struct axes {
    const struct problem *problem;
    double *v;
    double *next;
    double *row; /* [members] signs less their mean; 0 where there is no vote */
};

/* `row` of an item: signs of fitted members about their mean. */
static void fill_row(struct axes *a, int item)
{
    const struct problem *p = a->problem;
    const int8_t *sign = p->sign + (size_t)item * (size_t)p->member_count;
    int sum = 0;
    int count = 0;
    for (int i = 0; i < p->member_count; i++) {
        sum += p->thin[i] ? 0 : sign[i];
        count += !p->thin[i] && sign[i];
    }
    double mean = count ? (double)sum / count : 0.0;
    for (int i = 0; i < p->member_count; i++)
        a->row[i] = p->thin[i] || !sign[i] ? 0.0 : sign[i] - mean;
}

/* next = C' C v, with C the centred signs, item by item. */
static void multiply(struct axes *a)
{
    const struct problem *p = a->problem;
    size_t n = (size_t)p->member_count;
    size_t d = (size_t)p->dims;
    memset(a->next, 0, n * d * sizeof *a->next);
    for (int j = 0; j < p->item_count; j++) {
        double score[AISLE_DIMS_MAX] = {0};
        fill_row(a, j);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < d; k++)
                score[k] += a->row[i] * a->v[i * d + k];
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < d; k++)
                a->next[i * d + k] += a->row[i] * score[k];
    }
}

/* Make the columns of v orthogonal with mean square 1; a column that vanishes
 * stays 0. */
static void orthogonalise(double *v, size_t n, size_t d)
{
    for (size_t k = 0; k < d; k++) {
        for (size_t l = 0; l < k; l++) {
            double overlap = 0.0;
            for (size_t i = 0; i < n; i++)
                overlap += v[i * d + k] * v[i * d + l];
            for (size_t i = 0; i < n; i++)
                v[i * d + k] -= overlap / (double)n * v[i * d + l];
        }
        double square = 0.0;
        for (size_t i = 0; i < n; i++)
            square += v[i * d + k] * v[i * d + k];
        double scale = square > 0.0 ? sqrt((double)n / square) : 0.0;
        for (size_t i = 0; i < n; i++)
            v[i * d + k] *= scale;
    }
}

static void first_guess(struct axes *a)
{
    const struct problem *p = a->problem;
    size_t d = (size_t)p->dims;
    for (int i = 0; i < p->member_count; i++)
        for (size_t k = 0; k < d && !p->thin[i]; k++)
            a->v[(size_t)i * d + k] =
                rng_unit_at(0, IDEAL_USE_START, (uint32_t)i, (uint32_t)k, 0) - 0.5;
}

enum aisle_status start_at(struct aisle_ctx *ctx, const struct problem *problem,
                           struct point *point)
{
    size_t n = (size_t)problem->member_count;
    size_t d = (size_t)problem->dims;
    struct axes a = {.problem = problem};
    enum aisle_status status = AISLE_OK;
    a.row = mem_new(n, sizeof *a.row);
    a.v = mem_new(n * d, sizeof *a.v);
    a.next = mem_new(n * d, sizeof *a.next);
    if (!a.row || !a.v || !a.next) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    first_guess(&a);
    for (int t = 0; t < ITERATIONS; t++) {
        multiply(&a);
        orthogonalise(a.next, n, d);
        double change = 0.0;
        for (size_t i = 0; i < n * d; i++)
            change = fmax(change, fabs(a.next[i] - a.v[i]));
        memcpy(a.v, a.next, n * d * sizeof *a.v);
        if (change < CLOSE)
            break;
    }
    for (size_t i = 0; i < n; i++)
        memcpy(point->member + i * (d + 1) + 1, a.v + i * d, d * sizeof *a.v);
out:
    free(a.row);
    free(a.v);
    free(a.next);
    return status;
}
