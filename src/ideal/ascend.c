/* Most of the way to the mode, in single precision: Newton steps on all roll calls and on
 * all members in turn, none longer than a stride, until they are short. What is
 * left is for map.c, which keeps the promise never to go down. */
#include "ideal/lanes.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

enum { SWEEPS_MAX = 150 };

/* No unit goes further in one sweep. */
static const double stride_max = 2.0;

struct copy {
    const struct problem *problem;
    struct point *point;
    float *member;
    float *item;
    float *weight;
};

static void copy_clear(struct copy *c)
{
    free(c->member);
    free(c->item);
    free(c->weight);
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
    if (!c.member || !c.item || (p->weight && !c.weight)) {
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

/* The largest squared decrement of the tile's units. */
static double step_tile(const struct side32 *side, int tile)
{
    lanes32 at;
    struct kernel_sums sums;
    struct lanes l;
    double worst = 0.0;
    side32_gather(side, tile, at);
    side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])at, &sums);
    lanes_of(&sums, side->count, &l);
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

static double step_side(const struct side32 *side, int threads)
{
    double worst = 0.0;
#pragma omp parallel for schedule(static) reduction(max                                \
                                                    : worst)                           \
    num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < side->tiles->tile_count; tile++)
        worst = fmax(worst, step_tile(side, tile));
    return worst;
}

enum aisle_status map_ascend(struct aisle_ctx *ctx, const struct problem *problem,
                             int threads, double enough, struct point *point)
{
    struct copy c = {0};
    enum aisle_status status;
    TRY(copy_new(ctx, problem, point, &c));
    struct side32 items = side32_items(problem, point->slope_sd, c.item, c.member);
    struct side32 members = side32_members(problem, c.member, c.item, c.weight);
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        TRY(ctx_poll(ctx));
        narrow(&c);
        double worst = step_side(&items, threads);
        worst = fmax(worst, step_side(&members, threads));
        widen(&c);
        map_rescale(problem, point);
        if (worst < enough)
            break;
    }
out:
    copy_clear(&c);
    return status;
}
