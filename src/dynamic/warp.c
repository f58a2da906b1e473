/* Warps: a stretch of the scale widened or narrowed, everything beyond it moved along.
 *
 *              L      L+W                        phi(x) = x                 x < L
 *     ---------+-------+----------                        L + k (x - L)     between
 *     ---------+----------+-------                        x + (k - 1) W     beyond
 *              L       L+kW
 *
 * Votes feel little of a smooth change of the scale when cut points go along and
 * slopes shrink by phi's own: c = -a/b -> phi(c), b -> b / phi'(c). These are the slow
 * directions that shifts and stretches of the whole leave: a party's distance to the
 * other, the length of a tail. A warp or its inverse is proposed with equal chance, for
 * a run of Congresses at once or for each alone, and judged by all votes, with the
 * Jacobian: phi'(x) a position, and in (a, b) 1 / phi'(c) a roll call. */
#include "dynamic/chain.h"

#include "num/rng.h"
#include <math.h>
#include <string.h>

struct warp {
    double left, width, factor;
    double carry; /* added to all afterwards, so that either end may stand still */
    bool inverse;
};

/* phi(x), and the log of its slope. */
static double warped(const struct warp *w, double x, double *log_slope)
{
    double beyond = (w->factor - 1.0) * w->width;
    double from = w->inverse ? x - w->carry : x;
    double width = w->inverse ? w->factor * w->width : w->width;
    double k = w->inverse ? 1.0 / w->factor : w->factor;
    double by = w->inverse ? -beyond : beyond;
    *log_slope = 0.0;
    if (from > w->left && from < w->left + width) {
        *log_slope = log(k);
        from = w->left + k * (from - w->left);
    } else if (from >= w->left + width) {
        from += by;
    }
    return w->inverse ? from : from + w->carry;
}

/* A cut far out moves as its side does, whatever its size. */
static double warp_item(const struct warp *w, const double *from, double *to)
{
    double log_slope = 0.0;
    double far = 1e6;
    double cut = fabs(from[0]) < far * fabs(from[1])
                     ? -from[0] / from[1]
                     : copysign(far, -from[0] * from[1]);
    double moved = warped(w, cut, &log_slope);
    to[1] = from[1] * exp(-log_slope);
    to[0] = log_slope != 0.0 ? -to[1] * moved : from[0] - from[1] * (moved - cut);
    return -log_slope;
}

/* Blocks `first`..`end` - 1. */
struct segment {
    int first;
    int end;
};

/* Everything about the segment that the priors of paths see. */
static double path_prior(const struct dyn_chain *c, const struct segment *s,
                         const double *x)
{
    const struct dyn_panel *p = c->panel;
    double tau = 1.0 / (c->state.walk_sd * c->state.walk_sd);
    const struct dyn_block *last = &p->block[s->end - 1];
    double sum = 0.0;
    for (int i = p->block[s->first].period; i < last->period + last->period_count;
         i++) {
        const struct dyn_period *q = &p->period[i];
        double at = x[2 * (size_t)i + 1];
        if (p->career[q->career].thin)
            continue;
        if (q->previous < 0) {
            sum += at * at;
        } else {
            double by = at - x[2 * (size_t)q->previous + 1];
            sum += tau * p->block[q->block - 1].step_weight * by * by;
        }
        if (q->next >= 0 && q->block + 1 == s->end) {
            double by = x[2 * (size_t)q->next + 1] - at;
            sum += tau * p->block[q->block].step_weight * by * by;
        }
    }
    return -0.5 * sum;
}

static struct warp draw_warp(const struct dyn_chain *c, int blocks, struct rng *rng)
{
    struct dyn_standard q = dyn_standard_of(c->panel, c->slow->centre.x);
    struct warp w;
    w.width = q.sd * 0.2 * exp(2.0 * rng_unit(rng));
    w.left = q.mean + q.sd * (4.0 * rng_unit(rng) - 2.0) - 0.5 * w.width;
    double size = 0.3 * exp(-2.5 * rng_unit(rng)) / sqrt((double)blocks);
    w.factor = exp(size * fabs(rng_normal(rng)));
    w.carry = rng_unit(rng) < 0.5 ? 0.0 : -(w.factor - 1.0) * w.width;
    w.inverse = rng_unit(rng) < 0.5;
    return w;
}

/* Put the segment's proposal into `warped`; the log Jacobian. */
static double propose(struct dyn_chain *c, const struct segment *s,
                      const struct warp *w)
{
    const struct dyn_panel *p = c->panel;
    const struct dyn_block *a = &p->block[s->first];
    const struct dyn_block *z = &p->block[s->end - 1];
    double sum = 0.0;
    for (int i = a->period; i < z->period + z->period_count; i++) {
        double log_slope;
        double to = warped(w, c->state.x[2 * (size_t)i + 1], &log_slope);
        c->warped.x[2 * (size_t)i + 1] = to;
        c->warped.x32[2 * (size_t)i + 1] = (float)to;
        sum += p->career[p->period[i].career].thin ? 0.0 : log_slope;
    }
    for (int j = a->item; j < z->item + z->item_count; j++)
        sum +=
            warp_item(w, c->state.item + 2 * (size_t)j, c->warped.item + 2 * (size_t)j);
    return sum;
}

/* Log posterior of a tile's roll calls given positions. */
static double tile_value(const struct dyn_chain *c, const struct dyn_state *state,
                         int tile)
{
    const struct dyn_tile *t = &c->panel->by_item.tile[tile];
    double at[2][KERNEL_LANES] = {{0}};
    struct kernel_sums sums;
    double sum = 0.0;
    for (int k = 0; k < 2 * t->count; k++)
        at[k % 2][k / 2] = state->item[2 * (size_t)t->first + (size_t)k];
    dyn_items_eval(c->panel, state, tile, KERNEL_VALUES,
                   (const double(*)[KERNEL_LANES])at, &sums);
    for (int k = 0; k < t->count; k++)
        sum += sums.value[k];
    return sum;
}

static bool holds(const struct dyn_panel *p, const struct segment *s, int tile)
{
    int item = p->by_item.tile[tile].first;
    const struct dyn_block *z = &p->block[s->end - 1];
    return item >= p->block[s->first].item && item < z->item + z->item_count;
}

/* Copy the segment's state from one to the other. */
static void copy_segment(const struct dyn_panel *p, const struct segment *s,
                         const struct dyn_state *from, struct dyn_state *to)
{
    const struct dyn_block *a = &p->block[s->first];
    const struct dyn_block *z = &p->block[s->end - 1];
    size_t period = 2 * (size_t)a->period;
    size_t periods = 2 * (size_t)(z->period + z->period_count) - period;
    size_t item = 2 * (size_t)a->item;
    size_t items = 2 * (size_t)(z->item + z->item_count) - item;
    memcpy(to->x + period, from->x + period, periods * sizeof *to->x);
    memcpy(to->x32 + period, from->x32 + period, periods * sizeof *to->x32);
    memcpy(to->item + item, from->item + item, items * sizeof *to->item);
}

/* One segment: propose, ask its votes, accept or not. */
static void warp_segment(struct dyn_chain *c, const struct segment *s, struct rng *rng)
{
    const struct dyn_panel *p = c->panel;
    struct warp w = draw_warp(c, s->end - s->first, rng);
    double gain = propose(c, s, &w) + path_prior(c, s, c->warped.x) -
                  path_prior(c, s, c->state.x);
#pragma omp parallel for schedule(static) num_threads(c->threads) if (c->threads > 1)
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        if (holds(p, s, tile))
            c->tile_gain[tile] =
                tile_value(c, &c->warped, tile) - tile_value(c, &c->state, tile);
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        if (holds(p, s, tile))
            gain += c->tile_gain[tile];
    c->warps.tries += 1.0;
    if (log(rng_unit(rng)) < gain) {
        c->warps.moves += 1.0;
        copy_segment(p, s, &c->warped, &c->state);
    } else {
        copy_segment(p, s, &c->state, &c->warped);
    }
}

/* Runs of one length cover all Congresses, from a random start on. */
void dyn_chain_warp(struct dyn_chain *c, struct rng *rng)
{
    int blocks = c->panel->block_count;
    int length = 1 << (int)(rng_unit(rng) * (1.0 + ceil(log2((double)blocks))));
    int first = (int)(rng_unit(rng) * length);
    dyn_state_narrow(c->panel, &c->state);
    dyn_state_copy(c->panel, &c->state, &c->warped);
    dyn_state_narrow(c->panel, &c->warped);
    for (int t = 0; t < blocks;) {
        int end = t == 0 && first > 0 ? first : t + length;
        struct segment s = {t, end < blocks ? end : blocks};
        warp_segment(c, &s, rng);
        t = s.end;
    }
}
