/* One Markov chain over paths, and the draws it keeps. */
#ifndef AISLE_DYNAMIC_CHAIN_H
#define AISLE_DYNAMIC_CHAIN_H

#include "dynamic/dynamic.h"

struct dyn_chain {
    const struct dyn_panel *panel;
    const struct dyn_state *mode;
    const int *order; /* [fit periods] panel period */
    int kept_periods;
    uint32_t index;
    uint32_t sweep; /* next address */
    int threads;    /* inside a sweep */
    struct dyn_state state;
    struct dyn_sums now;
    struct dyn_sums then;
    double *to;    /* [periods][2] proposed rows */
    double *forth; /* [careers] log density of having proposed */
    int kept;
    int capacity;
    float *x;         /* [capacity][fit periods], standardised */
    double *walk;     /* [capacity] the walk's sd, on the same scale */
    double *item_sum; /* [items][4]: moments about the mode, a then b */
    /* what was accepted, for tuning: tries and successes */
    double item_tries, item_moves, career_tries, career_moves, walk_tries, walk_moves;
    double warp_tries, warp_moves;
    struct dyn_state warped; /* a warp's proposal */
    double *tile_gain;       /* [item tiles] */
};

/* A chain at the mode, shaken by its normal approximation. */
enum aisle_status dyn_chain_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                const struct dyn_state *mode, const int *order,
                                int periods, int index, int capacity, int threads,
                                struct dyn_chain *out);
void dyn_chain_clear(struct dyn_chain *chain);
/* Roll calls given positions, careers given roll calls, the walk's sd, the gauges. */
void dyn_chain_sweep(struct dyn_chain *chain);
/* A warp of each run of Congresses (warp.c). */
struct rng;
void dyn_chain_warp(struct dyn_chain *chain, struct rng *rng);
/* Keep the state, standardised and turned like the mode. */
void dyn_chain_keep(struct dyn_chain *chain);

#endif
