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
#define CLOSE 0.01f

/* [dims][members] vectors that are iterated, and room for one roll call's row. */
struct axes {
    const struct problem *problem;
    float *fitted; /* [members] 1, or 0 for a thin one */
    float *v;
    float *next;
    float *row; /* [members] signs less their mean; 0 where there is no vote */
};

/* `row` of an item: signs of fitted members about their mean. */
static void fill_row(struct axes *a, int item)
{
    int n = a->problem->member_count;
    const int8_t *sign = a->problem->sign + (size_t)item * (size_t)n;
    float *row = a->row;
    float sum = 0.0f;
    float count = 0.0f;
    for (int i = 0; i < n; i++) {
        row[i] = (float)sign[i] * a->fitted[i];
        sum += row[i];
        count += row[i] * row[i];
    }
    float mean = count > 0.0f ? sum / count : 0.0f;
    for (int i = 0; i < n; i++)
        row[i] -= mean * row[i] * row[i];
}

/* In four parts and a fixed order, so that the compiler may keep them in a vector. */
static float dot(const float *a, const float *b, size_t n)
{
    float s[4] = {0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            s[k] += a[i + k] * b[i + k];
    float sum = (s[0] + s[1]) + (s[2] + s[3]);
    for (; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* next = C' C v, with C the centred signs, item by item. */
static void multiply(struct axes *a)
{
    const struct problem *p = a->problem;
    size_t n = (size_t)p->member_count;
    size_t d = (size_t)p->dims;
    memset(a->next, 0, n * d * sizeof *a->next);
    for (int j = 0; j < p->item_count; j++) {
        fill_row(a, j);
        for (size_t k = 0; k < d; k++) {
            float score = dot(a->row, a->v + k * n, n);
            float *next = a->next + k * n;
            for (size_t i = 0; i < n; i++)
                next[i] += a->row[i] * score;
        }
    }
}

/* Make the axes of v orthogonal with mean square 1; one that vanishes stays 0. */
static void orthogonalise(float *v, size_t n, size_t d)
{
    for (size_t k = 0; k < d; k++) {
        float *axis = v + k * n;
        for (size_t l = 0; l < k; l++) {
            float overlap = dot(axis, v + l * n, n) / (float)n;
            for (size_t i = 0; i < n; i++)
                axis[i] -= overlap * v[l * n + i];
        }
        float square = dot(axis, axis, n);
        float scale = square > 0.0f ? sqrtf((float)n / square) : 0.0f;
        for (size_t i = 0; i < n; i++)
            axis[i] *= scale;
    }
}

static void first_guess(struct axes *a)
{
    const struct problem *p = a->problem;
    size_t n = (size_t)p->member_count;
    for (size_t i = 0; i < n; i++) {
        a->fitted[i] = p->thin[i] ? 0.0f : 1.0f;
        for (size_t k = 0; k < (size_t)p->dims; k++) {
            double u = rng_unit_at(0, IDEAL_USE_START, (uint32_t)i, (uint32_t)k, 0);
            a->v[k * n + i] = a->fitted[i] * (float)(u - 0.5);
        }
    }
}

enum aisle_status start_at(struct aisle_ctx *ctx, const struct problem *problem,
                           struct point *point)
{
    size_t n = (size_t)problem->member_count;
    size_t d = (size_t)problem->dims;
    struct axes a = {.problem = problem};
    enum aisle_status status = AISLE_OK;
    a.fitted = mem_new(n, sizeof *a.fitted);
    a.row = mem_new(n, sizeof *a.row);
    a.v = mem_new(n * d, sizeof *a.v);
    a.next = mem_new(n * d, sizeof *a.next);
    if (!a.fitted || !a.row || !a.v || !a.next) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    first_guess(&a);
    for (int t = 0; t < ITERATIONS; t++) {
        multiply(&a);
        orthogonalise(a.next, n, d);
        float change = 0.0f;
        for (size_t i = 0; i < n * d; i++)
            change = fmaxf(change, fabsf(a.next[i] - a.v[i]));
        memcpy(a.v, a.next, n * d * sizeof *a.v);
        if (change < CLOSE)
            break;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < d; k++)
            point_member(point, (int)i)[k + 1] = (double)a.v[k * n + i];
out:
    free(a.fitted);
    free(a.row);
    free(a.v);
    free(a.next);
    return status;
}
