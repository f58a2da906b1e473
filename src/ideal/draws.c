/* Draws from the normal approximation at the mode, sixteen side by side: lane by lane
 * x = mode + L'^-1 z for the fitted, S = L L', and each thin member by itself; then every
 * draw on its own standard scale. Single precision, as they are kept. */
#include "ideal/arrow.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng_lanes.h"
#include <math.h>
#include <string.h>

enum { LANES = RNG_LANES, NORMALS = 4 };

#define EACH_LANE for (int lane = 0; lane < LANES; lane++)

struct batch {
    const struct arrow *arrow;
    float *root;         /* [size][size] L', with 1 over its diagonal */
    float *own;          /* [members][dims][dims] the same of thin members */
    float (*z)[LANES];   /* [size rounded up to NORMALS] */
    float (*x)[LANES];   /* [members x dims] */
    uint32_t first_draw; /* of the sixteen */
};

static void batch_clear(struct batch *b)
{
    free(b->root);
    free(b->own);
    free(b->z);
    free(b->x);
}

static void fill_root(const double *l, size_t n, float *out)
{
    for (size_t r = 0; r < n; r++) {
        for (size_t c = 0; c < r; c++)
            out[c * n + r] = (float)l[r * n + c];
        out[r * n + r] = (float)(1.0 / l[r * n + r]);
    }
}

static enum aisle_status batch_new(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct batch *out)
{
    const struct problem *p = a->problem;
    size_t d = (size_t)p->dims;
    size_t members = (size_t)p->member_count;
    struct batch b = {.arrow = a};
    b.root = mem_new(a->size * a->size, sizeof *b.root);
    b.own = mem_new(members * d * d, sizeof *b.own);
    b.z = mem_new(a->size + NORMALS, sizeof *b.z);
    b.x = mem_new(members * d, sizeof *b.x);
    if (!b.root || !b.own || !b.z || !b.x) {
        batch_clear(&b);
        return ctx_no_memory(ctx);
    }
    fill_root(a->s, a->size, b.root);
    for (size_t i = 0; i < members; i++)
        if (p->thin[i])
            fill_root(arrow_own(a, (int)i), d, b.own + i * d * d);
    *out = b;
    return AISLE_OK;
}

/* Standard normals of `count` coordinates; `address` tells them from others. */
static void draw_normals(const struct batch *b, uint32_t address, size_t count,
                         float (*z)[LANES])
{
    uint64_t seed = b->arrow->problem->options->seed;
    for (size_t i = 0; i < count; i += NORMALS) {
        struct rng_lanes r;
        rng_lanes_at(seed, IDEAL_USE_LAPLACE, address + (uint32_t)(i / NORMALS), 0,
                     b->first_draw, NORMALS, &r);
        memcpy(z[i], r.normal, NORMALS * sizeof *z);
    }
}

/* z <- L'^-1 z. */
static void spread(const float *root, size_t n, float (*z)[LANES])
{
    for (size_t i = n; i-- > 0;) {
        float left[LANES];
        memcpy(left, z[i], sizeof left);
        size_t k = i + 1;
        for (; k + 4 <= n; k += 4) { /* four rows while this one is in the registers */
            const float *by = root + i * n + k;
            EACH_LANE
            {
                float v = left[lane] - by[0] * z[k][lane];
                v -= by[1] * z[k + 1][lane];
                v -= by[2] * z[k + 2][lane];
                left[lane] = v - by[3] * z[k + 3][lane];
            }
        }
        for (; k < n; k++)
            EACH_LANE left[lane] -= root[i * n + k] * z[k][lane];
        EACH_LANE z[i][lane] = left[lane] * root[i * n + i];
    }
}

static void draw_members(struct batch *b)
{
    const struct arrow *a = b->arrow;
    const struct problem *p = a->problem;
    size_t d = (size_t)p->dims;
    uint32_t next = (uint32_t)((a->size + NORMALS - 1) / NORMALS);
    draw_normals(b, 0, a->size, b->z);
    spread(b->root, a->size, b->z);
    for (int i = 0; i < p->member_count; i++) {
        float alone[NORMALS][LANES];
        float(*step)[LANES] = alone;
        if (p->thin[i]) {
            draw_normals(b, next++, d, alone);
            spread(b->own + (size_t)i * d * d, d, alone);
        } else {
            step = b->z + a->place[i];
        }
        for (size_t k = 0; k < d; k++) {
            float mode = (float)point_member(a->point, i)[k + 1];
            EACH_LANE b->x[(size_t)i * d + k][lane] = mode + step[k][lane];
        }
    }
}

/* Each lane's fitted members get mean 0 and sd 1 in dimension k. */
static void standardise(struct batch *b, size_t k)
{
    const struct problem *p = b->arrow->problem;
    size_t d = (size_t)p->dims;
    double sum[LANES] = {0};
    double square[LANES] = {0};
    float mean[LANES];
    float scale[LANES];
    for (int i = 0; i < p->member_count; i++)
        for (int lane = 0; lane < LANES && !p->thin[i]; lane++)
            sum[lane] += (double)b->x[(size_t)i * d + k][lane];
    EACH_LANE mean[lane] = (float)(sum[lane] / p->fitted_count);
    for (int i = 0; i < p->member_count; i++)
        for (int lane = 0; lane < LANES && !p->thin[i]; lane++) {
            double away = (double)(b->x[(size_t)i * d + k][lane] - mean[lane]);
            square[lane] += away * away;
        }
    EACH_LANE scale[lane] = (float)(1.0 / sqrt(square[lane] / p->fitted_count));
    for (int i = 0; i < p->member_count; i++) {
        float *x = b->x[(size_t)i * d + k];
        EACH_LANE x[lane] = (x[lane] - mean[lane]) * scale[lane];
    }
}

enum aisle_status arrow_draws(struct aisle_ctx *ctx, const struct arrow *a, int count,
                              float *out)
{
    struct batch b = {0};
    size_t row = (size_t)a->problem->member_count * (size_t)a->problem->dims;
    enum aisle_status status = batch_new(ctx, a, &b);
    if (status != AISLE_OK)
        return status;
    for (int t = 0; t < count; t += LANES) {
        b.first_draw = (uint32_t)t;
        draw_members(&b);
        for (int k = 0; k < a->problem->dims; k++)
            standardise(&b, (size_t)k);
        for (int lane = 0; lane < LANES && t + lane < count; lane++)
            for (size_t c = 0; c < row; c++)
                out[(size_t)(t + lane) * row + c] = b.x[c][lane];
    }
    batch_clear(&b);
    return AISLE_OK;
}
