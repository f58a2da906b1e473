/* Most of the way to the mode, in single precision: Newton steps on all roll calls and on
 * all members in turn, none longer than a stride, until they are short; and the slopes'
 * sd on the way, when the votes are to tell it. What is left is for map.c, which keeps
 * the promise never to go down. */
#include "ideal/lanes.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

enum { SWEEPS_MAX = 150 };

/* No unit goes further in one sweep. */
static const double stride_max = 2.0;
/* No squared decrement is above the first, and no change of log sd that the slopes ask for
 * above the second, when single precision has done its part. */
static const double near = 1e-10;
static const double near_sd = 1e-6;

struct copy {
    const struct problem *problem;
    struct point *point;
    float *member;
    float *item;
    float *weight;
    double *squares; /* [item tiles] */
};

static void copy_clear(struct copy *c)
{
    free(c->member);
    free(c->item);
    free(c->weight);
    free(c->squares);
}

static enum aisle_status copy_new(struct aisle_ctx *ctx, const struct problem *p,
                                  struct point *point, struct copy *out)
{
    struct copy c = {.problem = p, .point = point};
    size_t stride = (size_t)point->stride;
    c.member = mem_new((size_t)p->member_count * stride, sizeof *c.member);
    c.item = mem_new((size_t)p->item_count * stride, sizeof *c.item);
    if (p->weight)
        c.weight = mem_new((size_t)p->item_count, sizeof *c.weight);
    c.squares = mem_new((size_t)p->by_item.tile_count, sizeof *c.squares);
    if (!c.member || !c.item || !c.squares || (p->weight && !c.weight)) {
        copy_clear(&c);
        return ctx_no_memory(ctx);
    }
    for (int j = 0; j < p->item_count && p->weight; j++)
        c.weight[j] = (float)p->weight[j];
    *out = c;
    return AISLE_OK;
}

static void narrow(const struct copy *c)
{
    size_t stride = (size_t)c->point->stride;
    for (size_t i = 0; i < (size_t)c->problem->member_count * stride; i++)
        c->member[i] = (float)c->point->member[i];
    for (size_t j = 0; j < (size_t)c->problem->item_count * stride; j++)
        c->item[j] = (float)c->point->item[j];
}

static void widen(const struct copy *c)
{
    size_t stride = (size_t)c->point->stride;
    for (size_t i = 0; i < (size_t)c->problem->member_count * stride; i++)
        c->point->member[i] = (double)c->member[i];
    for (size_t j = 0; j < (size_t)c->problem->item_count * stride; j++)
        c->point->item[j] = (double)c->item[j];
}

/* Sum over a tile's items of their slopes' squares and variances given the members. */
static double slope_squares(const struct side32 *items, int tile,
                            const float (*at)[KERNEL_LANES], const struct lanes *l)
{
    double variance[KERNEL_LANES];
    double sum = 0.0;
    int left = items->tiles->unit_count - tile * KERNEL_LANES;
    for (int k = 1; k < items->count; k++) {
        lanes_variance(l, k, variance);
        for (int lane = 0; lane < KERNEL_LANES && lane < left; lane++)
            sum += (double)at[k][lane] * (double)at[k][lane] + variance[lane];
    }
    return sum;
}

/* The largest squared decrement of the tile's units; `squares` of where they were. */
static double step_tile(const struct side32 *side, int tile, double *squares)
{
    lanes32 at;
    struct kernel_sums sums;
    struct lanes l;
    double worst = 0.0;
    side32_gather(side, tile, at);
    side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])at, &sums);
    lanes_of(&sums, side->count, &l);
    if (squares)
        *squares = slope_squares(side, tile, (const float(*)[KERNEL_LANES])at, &l);
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        int unit = tile * KERNEL_LANES + lane;
        double decrement = 0.0;
        double length = 0.0;
        for (int k = 0; k < side->count; k++) {
            decrement += sums.slope[k][lane] * l.step[k][lane];
            length += fabs(l.step[k][lane]);
        }
        double part = length > stride_max ? stride_max / length : 1.0;
        if (decrement < map_relaxed_decrement)
            part = map_relax;
        for (int k = 0; k < side->count; k++)
            at[k][lane] += (float)(part * l.step[k][lane]);
        if (unit >= side->tiles->unit_count)
            continue;
        side32_put(side, unit, lane, (const float(*)[KERNEL_LANES])at);
        worst = fmax(worst, decrement);
    }
    return worst;
}

static double step_side(const struct side32 *side, int threads, double *squares)
{
    double worst = 0.0;
#pragma omp parallel for schedule(static) reduction(max                                \
                                                    : worst)                           \
    num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < side->tiles->tile_count; tile++)
        worst = fmax(worst, step_tile(side, tile, squares ? squares + tile : NULL));
    return worst;
}

/* --- the slopes' sd ---------------------------------------------------------------- */

/* Steps of expectation and maximisation in log sd, gone `relax` times as far: one alone
 * covers about a third of the way in the Senate. Where that is too far the steps change
 * sides, and get shorter. */
struct scale {
    double relax;
    double wish; /* what the last step would have been */
};

static const double scale_relax = 2.0;
static const double scale_stride_max = 0.5;

/* The slopes' sd that they and their variances ask for, its prior included: where
 * count (1 - s / sd^2) + log(sd / about) is 0, s being the mean square. */
static double better_sd(const struct problem *p, const double *squares, double sd)
{
    double count = (double)p->item_count * p->dims;
    double sum = 0.0;
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        sum += squares[tile];
    for (int t = 0; t < 20; t++)
        sd = sqrt(sum / fmax(count + log(sd / p->options->prior_slope_sd), 1.0));
    return sd;
}

static void step_scale(const struct problem *p, const double *squares, bool close,
                       struct scale *scale, struct point *point)
{
    double wish = log(better_sd(p, squares, point->slope_sd) / point->slope_sd);
    if (close && wish * scale->wish < 0.0 && fabs(wish) > 0.5 * fabs(scale->wish))
        scale->relax = fmax(0.7 * scale->relax, 0.5);
    double step = scale->relax * wish;
    point->slope_sd *= exp(fmin(fmax(step, -scale_stride_max), scale_stride_max));
    scale->wish = wish;
}

enum aisle_status map_ascend(struct aisle_ctx *ctx, const struct problem *problem,
                             int threads, bool told, struct point *point)
{
    struct copy c = {0};
    struct scale scale = {scale_relax, 0.0};
    enum aisle_status status;
    TRY(copy_new(ctx, problem, point, &c));
    struct side32 items = side32_items(problem, point->slope_sd, c.item, c.member);
    struct side32 members = side32_members(problem, c.member, c.item, c.weight);
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        TRY(ctx_poll(ctx));
        narrow(&c);
        problem_item_precision(problem, point->slope_sd, items.precision);
        double worst = step_side(&items, threads, told ? c.squares : NULL);
        worst = fmax(worst, step_side(&members, threads, NULL));
        widen(&c);
        if (told)
            step_scale(problem, c.squares, worst < 1.0, &scale, point);
        map_rescale(problem, point);
        if (worst < near && fabs(scale.wish) < near_sd)
            break;
    }
out:
    copy_clear(&c);
    return status;
}
