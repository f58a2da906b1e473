/* Roll calls given positions: each one's mode, and the root of its precision there.
 *
 * Newton steps start from where the roll call lies near by, moved along with its
 * Congress's shift and stretch, x = shift + stretch * (x near by). What comes out is
 * a function of the positions alone: moves of a chain rely on that, not on its being
 * the mode to the last digit. */
#include "dynamic/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

enum { NEWTONS = 2 };

static const double leash = 3.0; /* longest Newton step, in sds */

enum aisle_status dyn_given_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_given *out)
{
    size_t items = (size_t)panel->item_count;
    struct dyn_given g = {mem_new(2 * items, sizeof *g.mode),
                          mem_new(3 * items, sizeof *g.root)};
    if (!g.mode || !g.root) {
        dyn_given_clear(&g);
        return ctx_no_memory(ctx);
    }
    *out = g;
    return AISLE_OK;
}

void dyn_given_clear(struct dyn_given *given)
{
    free(given->mode);
    free(given->root);
    *given = (struct dyn_given){0};
}

struct affine {
    double shift, stretch;
};

/* By least squares. */
static struct affine affine_of(const struct dyn_panel *p, const struct dyn_state *near,
                               const struct dyn_state *state, int block)
{
    const struct dyn_block *b = &p->block[block];
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
    for (int i = b->period; i < b->period + b->period_count; i++) {
        double from = near->x[2 * (size_t)i + 1];
        double to = state->x[2 * (size_t)i + 1];
        if (p->career[p->period[i].career].thin)
            continue;
        n += 1.0;
        x += from;
        y += to;
        xx += from * from;
        xy += from * to;
    }
    double spread = n * xx - x * x;
    struct affine a = {0.0, 1.0};
    if (spread > 1e-9 * n * xx)
        a.stretch = fmax((n * xy - x * y) / spread, 0.1);
    if (n > 0.0)
        a.shift = (y - a.stretch * x) / n;
    return a;
}

/* A Newton step of every lane, kept short where the way is far. */
static void step_lanes(const struct dyn_tile *t, const struct kernel_sums *sums,
                       double (*at)[KERNEL_LANES], double *root)
{
    for (int k = 0; k < t->count; k++, root += 3) {
        struct dyn_pair p = dyn_pair_of(sums, k);
        double length = hypot(p.l00 * p.step[0] + p.l10 * p.step[1], p.l11 * p.step[1]);
        double part = length > leash ? leash / length : 1.0;
        at[0][k] += part * p.step[0];
        at[1][k] += part * p.step[1];
        root[0] = p.l00;
        root[1] = p.l10;
        root[2] = p.l11;
    }
}

static void find_tile(const struct dyn_panel *p, const struct dyn_state *near,
                      const struct dyn_state *state, const struct affine *a, int tile,
                      struct dyn_given *out)
{
    const struct dyn_tile *t = &p->by_item.tile[tile];
    double at[2][KERNEL_LANES] = {{0}};
    for (int k = 0; k < t->count; k++) {
        const double *item = near->item + 2 * (size_t)(t->first + k);
        at[1][k] = item[1] / a->stretch;
        at[0][k] = item[0] - at[1][k] * a->shift;
    }
    for (int step = 0; step < NEWTONS; step++) {
        struct kernel_sums sums;
        dyn_items_eval(p, state, tile, KERNEL_ALL, (const double(*)[KERNEL_LANES])at,
                       &sums);
        step_lanes(t, &sums, at, out->root + 3 * (size_t)t->first);
    }
    for (int k = 0; k < t->count; k++)
        for (size_t d = 0; d < 2; d++)
            out->mode[2 * (size_t)(t->first + k) + d] = at[d][k];
}

void dyn_given_find(const struct dyn_panel *panel, const struct dyn_state *near,
                    const struct dyn_state *state, int threads, struct dyn_given *out)
{
    struct affine a[DYN_BLOCKS_MAX] = {{0}};
    for (int t = 0; t < panel->block_count; t++)
        a[t] = affine_of(panel, near, state, t);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < panel->by_item.tile_count; tile++) {
        int block = panel->block_count - 1;
        while (panel->block[block].item > panel->by_item.tile[tile].first)
            block--;
        find_tile(panel, near, state, &a[block], tile, out);
    }
}

void dyn_given_place(const struct dyn_given *given, int item, const double *residual,
                     double *out)
{
    const double *mode = given->mode + 2 * (size_t)item;
    const double *root = given->root + 3 * (size_t)item;
    double b = residual[1] / root[2];
    out[0] = mode[0] + (residual[0] - root[1] * b) / root[0];
    out[1] = mode[1] + b;
}

void dyn_given_residual(const struct dyn_given *given, int item, const double *at,
                        double *out)
{
    const double *mode = given->mode + 2 * (size_t)item;
    const double *root = given->root + 3 * (size_t)item;
    out[0] = root[0] * (at[0] - mode[0]) + root[1] * (at[1] - mode[1]);
    out[1] = root[2] * (at[1] - mode[1]);
}
