/* Sampling without augmentation: given the members, roll calls are independent and
 * log-concave, and the reverse. Each block takes a Metropolis-Hastings step whose
 * proposal is the normal approximation at the present point, one Newton step ahead
 * (Gamerman 1997, "Sampling from the posterior distribution in generalized linear
 * mixed models"), with the exact correction. In most sweeps items leap instead: leap.c. */
#include "ideal/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "num/rng_lanes.h"
#include <math.h>
#include <string.h>

enum { GROUP_ROUNDS = 10, STEP_EVERY = 4 };

#define EACH_LANE for (int lane = 0; lane < KERNEL_LANES; lane++)

/* --- sides ------------------------------------------------------------------ */

static struct side32 items_of(const struct chain *c)
{
    return side32_items(c->sampler->problem, c->slope_sd, c->item, c->member);
}

static struct side32 members_of(const struct chain *c)
{
    return side32_members(c->sampler->problem, c->member, c->item, c->sampler->weight);
}

/* --- a step from where the units stand ------------------------------------------ */

static void take(const struct side32 *side, int tile, const double *ratio,
                 const struct rng_lanes *r, const float (*to)[KERNEL_LANES])
{
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        int unit = tile * KERNEL_LANES + lane;
        if (unit < side->tiles->unit_count && (double)r->log_unit[lane] < ratio[lane])
            side32_put(side, unit, lane, to);
    }
}

static void step_tile(const struct side32 *side, int tile, const struct rng_lanes *r)
{
    lanes32 at;
    lanes32 to;
    struct kernel_sums before;
    struct kernel_sums after;
    struct lanes forth;
    struct lanes back;
    double z[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double square[KERNEL_LANES] = {0};
    double ratio[KERNEL_LANES];
    side32_gather(side, tile, at);
    side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])at, &before);
    lanes_of(&before, side->count, &forth);
    for (int k = 0; k < side->count; k++)
        EACH_LANE
        {
            z[k][lane] = (double)r->normal[k][lane];
            square[lane] += z[k][lane] * z[k][lane];
        }
    lanes_spread(&forth, z);
    for (int k = 0; k < side->count; k++)
        EACH_LANE to[k][lane] = at[k][lane] + (float)(forth.step[k][lane] + z[k][lane]);
    side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])to, &after);
    lanes_of(&after, side->count, &back);
    lanes_log_ratio(back.det, forth.det, ratio);
    EACH_LANE ratio[lane] +=
        after.value[lane] - before.value[lane] + 0.5 * square[lane];
    for (int k = 0; k < side->count; k++)
        EACH_LANE z[k][lane] =
            (double)at[k][lane] - (double)to[k][lane] - back.step[k][lane];
    lanes_square(&back, (const double(*)[KERNEL_LANES])z, square);
    EACH_LANE ratio[lane] -= 0.5 * square[lane];
    take(side, tile, ratio, r, (const float(*)[KERNEL_LANES])to);
}

/* --- one side of a sweep -------------------------------------------------------------- */

static void step_side(const struct chain *c, const struct side32 *side, uint32_t use)
{
#pragma omp parallel for schedule(static) num_threads(c->threads) if (c->threads > 1)
    for (int tile = 0; tile < side->tiles->tile_count; tile++) {
        struct rng_lanes r;
        rng_lanes_at(c->sampler->problem->options->seed, use, c->index, c->sweep,
                     (uint32_t)(tile * KERNEL_LANES), side->count, &r);
        step_tile(side, tile, &r);
    }
}

/* --- changes of scale -------------------------------------------------------------------- */

static void add_square(int n, const float *row, double (*moment)[GROUP_SIZE_MAX])
{
    for (int k = 0; k < n; k++)
        for (int l = 0; l <= k; l++)
            moment[k][l] += (double)row[k] * (double)row[l];
}

static void fill_upper(int n, double (*moment)[GROUP_SIZE_MAX])
{
    for (int k = 0; k < n; k++)
        for (int l = 0; l < k; l++)
            moment[l][k] = moment[k][l];
}

struct group_state chain_group(const struct chain *c)
{
    const struct problem *p = c->sampler->problem;
    double a_sd = p->options->prior_intercept_sd;
    struct group_state s = {.dims = p->dims,
                            .members = p->fitted_count,
                            .items = p->item_count,
                            .intercept_precision = 1.0 / (a_sd * a_sd),
                            .slope_precision = 1.0 / (c->slope_sd * c->slope_sd)};
    for (int i = 0; i < p->member_count; i++)
        if (!p->thin[i])
            add_square(c->stride, chain_member(c, i), s.member);
    for (int j = 0; j < p->item_count; j++)
        add_square(c->stride, chain_item(c, j), s.item);
    fill_upper(c->stride, s.member);
    fill_upper(c->stride, s.item);
    return s;
}

static void apply(int n, double (*map)[GROUP_SIZE_MAX], float *row)
{
    double out[GROUP_SIZE_MAX] = {0};
    for (int k = 0; k < n; k++)
        for (int l = 0; l < n; l++)
            out[k] += map[k][l] * (double)row[l];
    for (int k = 0; k < n; k++)
        row[k] = (float)out[k];
}

static void change_scale(struct chain *c)
{
    const struct problem *p = c->sampler->problem;
    struct group_state state = chain_group(c);
    struct group_map map;
    struct rng rng = rng_stream(p->options->seed, IDEAL_USE_GROUP, c->index, c->sweep);
    group_walk(&state, &c->sampler->sizes, GROUP_ROUNDS, &rng, &map);
    for (int i = 0; i < p->member_count; i++)
        apply(c->stride, map.forth, chain_member(c, i));
    for (int j = 0; j < p->item_count; j++)
        apply(c->stride, map.back, chain_item(c, j));
}

/* --- the chain --------------------------------------------------------------------- */

void chain_sweep(struct chain *c)
{
    struct side32 items = items_of(c);
    struct side32 members = members_of(c);
    if (c->sweep % STEP_EVERY == 0)
        step_side(c, &items, IDEAL_USE_ITEMS);
    else
        chain_leap(c);
    step_side(c, &members, IDEAL_USE_MEMBERS);
    change_scale(c);
    c->sweep++;
}

void chain_learn(struct chain *c)
{
    c->learning = true;
}

void chain_learnt(struct chain *c)
{
    law_settle(&c->law);
    c->learning = false;
}

static void keep_members(const struct chain *c, const struct alignment *a)
{
    const struct problem *p = c->sampler->problem;
    size_t d = (size_t)p->dims;
    float *out = c->x + (size_t)c->kept * (size_t)p->member_count * d;
    for (int i = 0; i < p->member_count; i++) {
        double x[AISLE_DIMS_MAX];
        align_member(a, chain_member(c, i), x);
        for (size_t k = 0; k < d; k++)
            *out++ = (float)x[k];
    }
}

/* Add the items to their sums, and put them among the draws in `out`. */
static void watch_items(const struct chain *c, const struct alignment *a, float *out)
{
    const struct problem *p = c->sampler->problem;
    size_t stride = (size_t)c->stride;
    if (out)
        out += (size_t)c->kept * (size_t)p->item_count * stride;
    for (int j = 0; j < p->item_count; j++) {
        double v[KERNEL_PARAMS_MAX];
        const double *from = c->sampler->item + stride * (size_t)j;
        double *sum = c->item_sum + 2 * stride * (size_t)j;
        align_item(a, chain_item(c, j), v);
        for (size_t k = 0; k < stride; k++) {
            double away = v[k] - from[k];
            sum[2 * k] += away;
            sum[2 * k + 1] += away * away;
            if (out)
                *out++ = (float)v[k];
        }
    }
}

void chain_keep(struct chain *c)
{
    struct alignment a;
    CHECK(c->kept < c->capacity);
    align_to(&c->sampler->target, c->member, c->stride, &a);
    keep_members(c, &a);
    watch_items(c, &a, c->items);
    c->kept++;
}

void chain_watch(struct chain *c)
{
    const struct problem *p = c->sampler->problem;
    struct alignment a;
    double *sum = c->x_sum;
    align_to(&c->sampler->target, c->member, c->stride, &a);
    for (int i = 0; i < p->member_count; i++) {
        double x[AISLE_DIMS_MAX];
        align_member(&a, chain_member(c, i), x);
        for (int k = 0; k < p->dims; k++)
            *sum++ += x[k];
    }
    watch_items(c, &a, NULL);
    c->watched++;
}

void chain_forget(struct chain *c)
{
    const struct problem *p = c->sampler->problem;
    size_t items = (size_t)p->item_count * (size_t)c->stride;
    memset(c->x_sum, 0, (size_t)(p->member_count * p->dims) * sizeof *c->x_sum);
    memset(c->item_sum, 0, 2 * items * sizeof *c->item_sum);
    c->watched = 0;
}

/* A draw from each unit's normal approximation, `spread` times as wide. */
static void shake(const struct chain *c, const struct side32 *side, double spread,
                  uint32_t use)
{
    for (int tile = 0; tile < side->tiles->tile_count; tile++) {
        lanes32 at;
        struct kernel_sums sums;
        struct lanes l;
        struct rng_lanes r;
        double z[KERNEL_PARAMS_MAX][KERNEL_LANES];
        double sure[KERNEL_LANES];
        rng_lanes_at(c->sampler->problem->options->seed, IDEAL_USE_JITTER, c->index,
                     use, (uint32_t)(tile * KERNEL_LANES), side->count, &r);
        side32_gather(side, tile, at);
        side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])at, &sums);
        lanes_of(&sums, side->count, &l);
        for (int k = 0; k < side->count; k++)
            EACH_LANE z[k][lane] = spread * (double)r.normal[k][lane];
        lanes_spread(&l, z);
        for (int k = 0; k < side->count; k++)
            EACH_LANE at[k][lane] += (float)z[k][lane];
        EACH_LANE sure[lane] = 1.0;
        take(side, tile, sure, &r, (const float(*)[KERNEL_LANES])at);
    }
}

static void start_chain(struct chain *c)
{
    const struct point *mode = c->sampler->mode;
    size_t stride = (size_t)c->stride;
    for (size_t i = 0; i < (size_t)mode->member_count * stride; i++)
        c->member[i] = (float)mode->member[i];
    for (size_t j = 0; j < (size_t)mode->item_count * stride; j++)
        c->item[j] = (float)mode->item[j];
    struct side32 items = items_of(c);
    struct side32 members = members_of(c);
    shake(c, &items, 1.0, 0);
    shake(c, &members, 2.0, 1);
}

enum aisle_status chain_new(struct aisle_ctx *ctx, const struct sampler *sampler,
                            int index, int capacity, struct chain *out)
{
    const struct problem *p = sampler->problem;
    struct chain c = {.sampler = sampler,
                      .index = (uint32_t)index,
                      .threads = 1,
                      .slope_sd = sampler->mode->slope_sd,
                      .stride = p->dims + 1,
                      .capacity = capacity};
    size_t stride = (size_t)c.stride;
    size_t members = (size_t)p->member_count;
    size_t items = (size_t)p->item_count;
    c.member = mem_new(members * stride, sizeof *c.member);
    c.item = mem_new(items * stride, sizeof *c.item);
    c.turned_member = mem_new(members * stride, sizeof *c.turned_member);
    c.turned_item = mem_new(items * stride, sizeof *c.turned_item);
    c.leap_from = mem_new(items * stride, sizeof *c.leap_from);
    c.x = mem_new((size_t)capacity * members * (stride - 1), sizeof *c.x);
    c.x_sum = mem_new(members * (stride - 1), sizeof *c.x_sum);
    c.item_sum = mem_new(2 * items * stride, sizeof *c.item_sum);
    if (sampler->keep_items)
        c.items = mem_new((size_t)capacity * items * stride, sizeof *c.items);
    if (!c.member || !c.item || !c.turned_member || !c.turned_item || !c.leap_from ||
        !c.x || !c.x_sum || !c.item_sum || (sampler->keep_items && !c.items)) {
        chain_clear(&c);
        return ctx_no_memory(ctx);
    }
    enum aisle_status status = law_new(ctx, p->item_count, p->dims + 1, &c.law);
    if (status != AISLE_OK) {
        chain_clear(&c);
        return status;
    }
    start_chain(&c);
    *out = c;
    return AISLE_OK;
}

void chain_clear(struct chain *c)
{
    free(c->member);
    free(c->item);
    free(c->turned_member);
    free(c->turned_item);
    free(c->leap_from);
    free(c->x);
    free(c->items);
    free(c->x_sum);
    free(c->item_sum);
    law_clear(&c->law);
    *c = (struct chain){0};
}
