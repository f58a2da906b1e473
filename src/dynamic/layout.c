/* How a panel lies in memory: signs in tiles of sixteen for the kernel, from both
 * sides; votes held out; the state's rows. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <string.h>

/* --- tiles --------------------------------------------------------------------- */

/* One Congress from one side. */
struct view {
    const struct dyn_panel *panel;
    const struct dyn_block *block;
    bool by_item;
};

/* Sign of the block's unit `u` in its row `r`, seen from either side. Items do not
 * see thin careers. */
static int8_t sign_seen(const struct view *v, int u, int r)
{
    int j = v->by_item ? u : r;
    int i = v->by_item ? r : u;
    if (v->by_item && !dyn_is_fitted(v->panel, v->block->period + i))
        return 0;
    return v->panel
        ->sign[v->block->sign + (size_t)j * (size_t)v->block->period_count + (size_t)i];
}

static int unit_count(const struct view *v)
{
    return v->by_item ? v->block->item_count : v->block->period_count;
}

static int row_count(const struct view *v)
{
    return v->by_item ? v->block->period_count : v->block->item_count;
}

/* Rows with a vote of one of the units; written when `row` is there. */
static int fill_rows(const struct view *v, int first, int count, struct kernel_row *row)
{
    int base = v->by_item ? v->block->period : v->block->item;
    int rows = 0;
    for (int r = 0; r < row_count(v); r++) {
        struct kernel_row next = {base + r, 0, 0};
        for (int k = 0; k < count; k++) {
            int8_t sign = sign_seen(v, first + k, r);
            next.cast |= (uint16_t)((sign != 0) << k);
            next.nay |= (uint16_t)((sign < 0) << k);
        }
        if (!next.cast)
            continue;
        if (row)
            row[rows] = next;
        rows++;
    }
    return rows;
}

void dyn_tiles_clear(struct dyn_tiles *t)
{
    free(t->tile);
    free(t->row);
    *t = (struct dyn_tiles){0};
}

/* A Congress's tiles; with `t->row` there, their rows too. */
static void lay_block(const struct view *v, struct dyn_tiles *t)
{
    int base = v->by_item ? v->block->item : v->block->period;
    for (int u = 0; u < unit_count(v); u += KERNEL_LANES) {
        int left = unit_count(v) - u;
        struct dyn_tile *tile = &t->tile[t->tile_count++];
        tile->first = base + u;
        tile->count = left < KERNEL_LANES ? left : KERNEL_LANES;
        tile->row = t->row_count;
        tile->rows =
            fill_rows(v, u, tile->count, t->row ? t->row + t->row_count : NULL);
        t->row_count += tile->rows;
    }
}

static enum aisle_status lay_side(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                  bool by_item, struct dyn_tiles *t)
{
    int units = by_item ? p->item_count : p->period_count;
    size_t tiles = (size_t)(units / KERNEL_LANES) + (size_t)p->block_count;
    dyn_tiles_clear(t);
    t->tile = mem_new(tiles, sizeof *t->tile);
    if (!t->tile)
        return ctx_no_memory(ctx);
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) {
            t->row = mem_new((size_t)t->row_count + 1, sizeof *t->row);
            if (!t->row)
                return ctx_no_memory(ctx);
        }
        t->tile_count = 0;
        t->row_count = 0;
        for (int b = 0; b < p->block_count; b++) {
            struct view v = {p, &p->block[b], by_item};
            lay_block(&v, t);
        }
    }
    return AISLE_OK;
}

enum aisle_status dyn_lay_tiles(struct aisle_ctx *ctx, struct dyn_panel *p)
{
    enum aisle_status status = lay_side(ctx, p, true, &p->by_item);
    if (status != AISLE_OK)
        return status;
    return lay_side(ctx, p, false, &p->by_period);
}

/* --- hidden votes ------------------------------------------------------------------ */

/* FNV-1a (Fowler, Noll, Vo): a member's id as an address. */
static uint32_t hash_text(const char *text)
{
    uint32_t h = 2166136261u;
    for (; *text; text++)
        h = (h ^ (uint8_t)*text) * 16777619u;
    return h;
}

static bool is_hidden(const struct dyn_panel *p, int item, int period)
{
    const struct aisle_rollcall *r = &p->votes->rollcalls[p->rollcall[item]];
    uint32_t id = hash_text(p->votes->members[p->period[period].member].bioguide);
    struct rng_words w = rng_words_at(0, DYN_USE_HELDOUT, (uint32_t)r->congress,
                                      (uint32_t)r->number, id);
    return rng_unit32(w.w[0]) < 0.2;
}

enum aisle_status dyn_panel_hide(struct aisle_ctx *ctx, struct dyn_panel *p,
                                 int8_t **hidden)
{
    const struct dyn_block *end = &p->block[p->block_count - 1];
    size_t size = end->sign + (size_t)end->item_count * (size_t)end->period_count;
    int8_t *out = mem_new(size + 1, sizeof *out);
    if (!out)
        return ctx_no_memory(ctx);
    for (int t = 0; t < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        size_t at = b->sign;
        for (int j = b->item; j < b->item + b->item_count; j++)
            for (int i = b->period; i < b->period + b->period_count; i++, at++) {
                if (p->sign[at] == 0 || !dyn_is_fitted(p, i) || !is_hidden(p, j, i))
                    continue;
                out[at] = p->sign[at];
                p->sign[at] = 0;
            }
    }
    enum aisle_status status = dyn_lay_tiles(ctx, p);
    if (status == AISLE_OK)
        *hidden = out;
    else
        free(out);
    return status;
}

/* --- states ------------------------------------------------------------------------- */

enum aisle_status dyn_state_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_state *out)
{
    struct dyn_state s = {.walk_sd = panel->options->walk_sd};
    s.x = mem_new(2 * (size_t)panel->period_count, sizeof *s.x);
    s.item = mem_new(2 * (size_t)panel->item_count, sizeof *s.item);
    s.x32 = mem_new(2 * (size_t)panel->period_count, sizeof *s.x32);
    s.item32 = mem_new(2 * (size_t)panel->item_count, sizeof *s.item32);
    if (!s.x || !s.item || !s.x32 || !s.item32) {
        dyn_state_clear(&s);
        return ctx_no_memory(ctx);
    }
    for (int i = 0; i < panel->period_count; i++)
        s.x[2 * (size_t)i] = 1.0;
    *out = s;
    return AISLE_OK;
}

void dyn_state_copy(const struct dyn_panel *panel, const struct dyn_state *from,
                    struct dyn_state *to)
{
    memcpy(to->x, from->x, 2 * (size_t)panel->period_count * sizeof *to->x);
    memcpy(to->item, from->item, 2 * (size_t)panel->item_count * sizeof *to->item);
    to->walk_sd = from->walk_sd;
}

void dyn_state_clear(struct dyn_state *state)
{
    free(state->x);
    free(state->item);
    free(state->x32);
    free(state->item32);
    *state = (struct dyn_state){0};
}

void dyn_state_narrow(const struct dyn_panel *panel, struct dyn_state *state)
{
    for (int k = 0; k < 2 * panel->period_count; k++)
        state->x32[k] = (float)state->x[k];
    for (int k = 0; k < 2 * panel->item_count; k++)
        state->item32[k] = (float)state->item[k];
}
