#include "sparse/cross.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = CROSS_COLUMNS, BATCH = 64, CHUNK = 256 };

/* What joins unit and other by so many votes: minus the second derivative of each vote's
 * log chance in x and a, and in x and b. */
struct joints {
    float a[BATCH];
    float b[BATCH];
};

/* 2^t for -120 <= t <= 0, as in row_tile.h. Here and in join() without a branch, so that
 * compilers make vectors of it. */
static inline float power_of_two(float t)
{
    const float magic = 12582912.0f; /* 1.5 2^23: adding it rounds */
    float n = (t + magic) - magic;
    float f = t - n;
    float p = 1.33908634e-3f;
    p = p * f + 9.67603192e-3f;
    p = p * f + 5.55035711e-2f;
    p = p * f + 2.40221075e-1f;
    p = p * f + 6.93147188e-1f;
    p = p * f + 1.00000008f;
    int32_t bits = ((int32_t)n + 127) << 23;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

static void join(int count, const float *a, const float *b, const float *x,
                 const float *sign, struct joints *out)
{
    for (int k = 0; k < count; k++) {
        float u = sign[k] * (a[k] + b[k] * x[k]);
        float size = fabsf(u); /* and at most 80 */
        size = 0.5f * (size + 80.0f - fabsf(size - 80.0f));
        float e = power_of_two(-1.44269504f * size);
        float r = 1.0f / (1.0f + e);
        float er = e * r;
        float pull = sign[k] * (0.5f - copysignf(0.5f - er, u)); /* er, or 1 - er */
        float bend = er * r * b[k];
        out->a[k] = bend;
        out->b[k] = bend * x[k] - pull;
    }
}

/* Up to BATCH votes of a unit's row and block: the others' numbers, and what joins. */
static int joints_of(const struct cross *c, bool by_item, int unit, size_t block,
                     const uint16_t *vote, int64_t left, size_t *other,
                     struct joints *out)
{
    float a[BATCH], b[BATCH], x[BATCH], sign[BATCH];
    int count = left < BATCH ? (int)left : BATCH;
    for (int k = 0; k < count; k++) {
        other[k] = (block << ROW_BLOCK_BITS) + (vote[k] >> 1);
        size_t item = by_item ? (size_t)unit : other[k];
        a[k] = c->mode->item32[2 * item];
        b[k] = c->mode->item32[2 * item + 1];
        x[k] = c->mode->x32[by_item ? other[k] : (size_t)unit];
        sign[k] = vote[k] & 1 ? -1.0f : 1.0f;
    }
    join(count, a, b, x, sign, out);
    return count;
}

/* FOR_VOTES runs its body once for each batch of a unit's votes, with `count`, `other`
 * and `joint` set. */
#define FOR_VOTES(c, rows, by_item, unit)                                              \
    for (int k_ = 0; k_ < (rows)->blocks; k_++)                                        \
        for (int64_t v_ = (rows)->first[(int64_t)(unit) * (rows)->blocks + k_],        \
                     end_ = (rows)->first[(int64_t)(unit) * (rows)->blocks + k_ + 1];  \
             v_ < end_ &&                                                              \
             (count = joints_of(c, by_item, unit, (size_t)k_, (rows)->vote + v_,       \
                                end_ - v_, other, &joint)) > 0;                        \
             v_ += count)

static void answer(struct cross *c, int item)
{
    struct joints joint;
    size_t other[BATCH];
    int count;
    float sum[2][COLUMNS] = {{0}};
    FOR_VOTES(c, &c->p->by_item, true, item)
    {
        for (int k = 0; k < count; k++) {
            const float *row = c->table + other[k] * COLUMNS;
            for (int w = 0; w < COLUMNS; w++) {
                sum[0][w] += joint.a[k] * row[w];
                sum[1][w] += joint.b[k] * row[w];
            }
        }
    }
    const float *h = c->inverse + 3 * (size_t)item;
    float *to = c->answer + 2 * COLUMNS * (size_t)item;
    for (int w = 0; w < COLUMNS; w++) {
        to[w] = h[0] * sum[0][w] + h[1] * sum[1][w];
        to[COLUMNS + w] = h[1] * sum[0][w] + h[2] * sum[1][w];
    }
}

void cross_answer(struct cross *c)
{
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(c->p->threads)
    for (int j = 0; j < c->p->item_count; j++)
        answer(c, j);
}

static void gather(const struct cross *c, int member, double *out)
{
    struct joints joint;
    size_t other[BATCH];
    int count;
    float sum[COLUMNS] = {0};
    FOR_VOTES(c, &c->p->by_member, false, member)
    {
        for (int k = 0; k < count; k++) {
            const float *row = c->answer + 2 * other[k] * COLUMNS;
            for (int w = 0; w < COLUMNS; w++)
                sum[w] += joint.a[k] * row[w] + joint.b[k] * row[COLUMNS + w];
        }
    }
    for (int w = 0; w < COLUMNS; w++)
        out[w] = c->root[member] * (double)sum[w];
}

void cross_times(struct cross *c, const double *y, double *out)
{
    int n = c->p->member_count;
    for (int i = 0; i < n; i++)
        for (int w = 0; w < COLUMNS; w++)
            c->table[(size_t)i * COLUMNS + (size_t)w] =
                (float)(c->root[i] * y[(size_t)i * COLUMNS + (size_t)w]);
    cross_answer(c);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(c->p->threads)
    for (int i = 0; i < n; i++)
        gather(c, i, out + (size_t)i * COLUMNS);
}

void cross_diagonal(const struct cross *c, double *out)
{
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(c->p->threads)
    for (int i = 0; i < c->p->member_count; i++) {
        struct joints joint;
        size_t other[BATCH];
        int count;
        double sum = 0.0;
        FOR_VOTES(c, &c->p->by_member, false, i)
        {
            for (int k = 0; k < count; k++) {
                const float *h = c->inverse + 3 * other[k];
                float a = joint.a[k], b = joint.b[k];
                sum += (double)(h[0] * a * a + 2.0f * h[1] * a * b + h[2] * b * b);
            }
        }
        out[i] = c->root[i] * c->root[i] * sum;
    }
}

void cross_noise(const struct cross *c, const double *variance, int item, double out[3])
{
    struct joints joint;
    size_t other[BATCH];
    int count;
    const float *h = c->inverse + 3 * (size_t)item;
    memset(out, 0, 3 * sizeof *out);
    FOR_VOTES(c, &c->p->by_item, true, item)
    {
        for (int k = 0; k < count; k++) {
            double v = variance[other[k]];
            double a = (double)(h[0] * joint.a[k] + h[1] * joint.b[k]);
            double b = (double)(h[1] * joint.a[k] + h[2] * joint.b[k]);
            out[0] += v * a * a;
            out[1] += v * a * b;
            out[2] += v * b * b;
        }
    }
}

enum aisle_status cross_new(struct aisle_ctx *ctx, const struct sparse_problem *p,
                            const struct sparse_state *mode, struct cross *out)
{
    size_t n = (size_t)p->member_count, m = (size_t)p->item_count;
    *out = (struct cross){.p = p,
                          .mode = mode,
                          .root = mem_new(n, sizeof *out->root),
                          .inverse = mem_new(3 * m, sizeof *out->inverse),
                          .table = mem_new(n * COLUMNS, sizeof *out->table),
                          .answer = mem_new(2 * m * COLUMNS, sizeof *out->answer)};
    if (!out->root || !out->inverse || !out->table || !out->answer)
        return ctx_no_memory(ctx);
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++)
        out->root[i] = 1.0 / sqrt(sparse_member_at(p, mode, i, mode->x[i]).curve[0]);
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++) {
        const double *ab = mode->item + 2 * (size_t)j;
        struct row_sums sums = sparse_item_at(p, mode, j, ab[0], ab[1]);
        struct sparse_pair r = sparse_pair_of(&sums);
        double i0 = 1.0 / r.l00, i2 = 1.0 / r.l11, i1 = -r.l10 * i0 * i2;
        float *h = out->inverse + 3 * (size_t)j;
        h[0] = (float)(i0 * i0 + i1 * i1);
        h[1] = (float)(i1 * i2);
        h[2] = (float)(i2 * i2);
    }
    return AISLE_OK;
}

void cross_clear(struct cross *c)
{
    free(c->root);
    free(c->inverse);
    free(c->table);
    free(c->answer);
    *c = (struct cross){0};
}
