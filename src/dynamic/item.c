/* Moves of roll calls given positions: independent of each other, log-concave, two
 * numbers each, sixteen at a time.
 *
 * Near steps: Metropolis and Hastings from the normal approximation at the present
 * point, one Newton step ahead (Gamerman 1997). Leaps, every other sweep: a t about
 * the mode, wherever the roll call stands now, which brings back those that have
 * strayed; tried more than once, as a try asks for values only. */
#include "dynamic/chain.h"

#include "num/rng.h"
#include <math.h>

enum { LEAP_EVERY = 2, LEAP_TRIES = 2, TAIL = 5 };

/* |L'(r0, r1)|^2 */
static double pair_square(const struct dyn_pair *p, double r0, double r1)
{
    double u = p->l00 * r0 + p->l10 * r1;
    double v = p->l11 * r1;
    return u * u + v * v;
}

/* The lanes of one tile: where they are, where they may go, the log ratio so far, and
 * whether they went. */
struct lanes {
    const struct dyn_tile *tile;
    double at[2][KERNEL_LANES];
    double to[2][KERNEL_LANES];
    double gain[KERNEL_LANES];
    bool moved[KERNEL_LANES];
    int moves;
};

#define LANES(a) ((const double(*)[KERNEL_LANES])(a))

static void gather(const double *item, struct lanes *q)
{
    for (int k = 0; k < q->tile->count; k++)
        for (size_t d = 0; d < 2; d++)
            q->at[d][k] = item[2 * (size_t)(q->tile->first + k) + d];
}

static void scatter(const struct lanes *q, double *item)
{
    for (int k = 0; k < q->tile->count; k++)
        for (size_t d = 0; d < 2; d++)
            item[2 * (size_t)(q->tile->first + k) + d] = q->at[d][k];
}

static void judge(struct lanes *q, struct rng *rng)
{
    for (int k = 0; k < q->tile->count; k++) {
        q->moved[k] = log(rng_unit(rng)) < q->gain[k];
        if (!q->moved[k])
            continue;
        q->at[0][k] = q->to[0][k];
        q->at[1][k] = q->to[1][k];
        q->moves++;
    }
}

static void step_near(const struct dyn_chain *c, int tile, struct rng *rng,
                      struct lanes *q)
{
    struct kernel_sums sums;
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(q->at), &sums);
    for (int k = 0; k < q->tile->count; k++) {
        struct dyn_pair p = dyn_pair_of(&sums, k);
        double z[2] = {rng_normal(rng), rng_normal(rng)};
        double forth = p.log_det_half - 0.5 * (z[0] * z[0] + z[1] * z[1]);
        double b = z[1] / p.l11;
        q->to[0][k] = q->at[0][k] + p.step[0] + (z[0] - p.l10 * b) / p.l00;
        q->to[1][k] = q->at[1][k] + p.step[1] + b;
        q->gain[k] = -sums.value[k] - forth;
    }
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(q->to), &sums);
    for (int k = 0; k < q->tile->count; k++) {
        struct dyn_pair p = dyn_pair_of(&sums, k);
        double r0 = q->at[0][k] - q->to[0][k] - p.step[0];
        double r1 = q->at[1][k] - q->to[1][k] - p.step[1];
        q->gain[k] += sums.value[k] + p.log_det_half - 0.5 * pair_square(&p, r0, r1);
    }
    judge(q, rng);
}

static double log_t(const double *z)
{
    return -0.5 * (TAIL + 2) * log1p((z[0] * z[0] + z[1] * z[1]) / TAIL);
}

/* A proposal from the t; the log ratio of having proposed the way back. */
static double aim_far(const struct dyn_given *given, int item, const double *at,
                      struct rng *rng, double *to)
{
    double from[2];
    double z[2] = {rng_normal(rng), rng_normal(rng)};
    double scale = sqrt(TAIL / (2.0 * rng_gamma(rng, 0.5 * TAIL)));
    z[0] *= scale;
    z[1] *= scale;
    dyn_given_residual(given, item, at, from);
    dyn_given_place(given, item, z, to);
    return log_t(from) - log_t(z);
}

static void leap(const struct dyn_chain *c, int tile, struct rng *rng, struct lanes *q)
{
    struct kernel_sums here;
    struct kernel_sums there;
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_VALUES, LANES(q->at), &here);
    for (int t = 0; t < LEAP_TRIES; t++) {
        for (int k = 0; k < q->tile->count; k++) {
            double at[2] = {q->at[0][k], q->at[1][k]};
            double to[2];
            q->gain[k] = aim_far(&c->drift.given, q->tile->first + k, at, rng, to);
            q->to[0][k] = to[0];
            q->to[1][k] = to[1];
        }
        dyn_items_eval(c->panel, &c->state, tile, KERNEL_VALUES, LANES(q->to), &there);
        for (int k = 0; k < q->tile->count; k++)
            q->gain[k] += there.value[k] - here.value[k];
        judge(q, rng);
        for (int k = 0; k < q->tile->count; k++)
            if (q->moved[k])
                here.value[k] = there.value[k];
    }
}

void dyn_chain_items(struct dyn_chain *c)
{
    const struct dyn_panel *p = c->panel;
    bool far = c->sweep % LEAP_EVERY;
    int moves = 0;
    dyn_state_narrow(p, &c->state);
    if (far)
        dyn_given_find(p, &c->slow->centre, &c->state, c->threads, &c->drift.given);
#pragma omp parallel for schedule(static) num_threads(c->threads)                      \
    reduction(+ : moves) if (c->threads > 1)
    for (int tile = 0; tile < p->by_item.tile_count; tile++) {
        struct rng rng = dyn_chain_stream(c, DYN_USE_ITEM, tile);
        struct lanes q = {.tile = &p->by_item.tile[tile]};
        gather(c->state.item, &q);
        if (far)
            leap(c, tile, &rng, &q);
        else
            step_near(c, tile, &rng, &q);
        scatter(&q, c->state.item);
        moves += q.moves;
    }
    struct dyn_count *count = far ? &c->leaps : &c->items;
    count->tries += (double)p->item_count * (far ? LEAP_TRIES : 1);
    count->moves += moves;
}
