/* One Markov chain over paths, and the draws it keeps. */
#ifndef AISLE_DYNAMIC_CHAIN_H
#define AISLE_DYNAMIC_CHAIN_H

#include "dynamic/drift.h"

/* What was accepted, for tuning. */
struct dyn_count {
    double tries, moves;
};

struct dyn_chain {
    const struct dyn_panel *panel;
    const struct dyn_slow *slow;
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
    double *item_sum; /* [items][4]: moments about the centre, a then b */
    struct dyn_count items, leaps, careers, walks, warps;
    struct dyn_state warped; /* a warp's proposal */
    double *tile_gain;       /* [item tiles] */
    struct dyn_drift drift;
    struct dyn_state total; /* sums of states, while `totalling` */
    int total_count;
    bool totalling;
    int mean_count;
    bool averaging;
};

/* A chain at a draw from the normal approximation. */
enum aisle_status dyn_chain_new(struct aisle_ctx *ctx, const struct dyn_slow *slow,
                                const int *order, int periods, int index, int capacity,
                                int threads, struct dyn_chain *out);
void dyn_chain_clear(struct dyn_chain *chain);
/* Roll calls given positions, careers given roll calls, the walk's sd, the gauges,
 * warps and drifts. */
void dyn_chain_sweep(struct dyn_chain *chain);
struct rng dyn_chain_stream(const struct dyn_chain *chain, enum dyn_use use, int unit);
/* The sweep's part for roll calls (item.c). */
void dyn_chain_items(struct dyn_chain *chain);
/* Add the state to the total; begin it anew. */
void dyn_chain_total(struct dyn_chain *chain);
void dyn_chain_forget(struct dyn_chain *chain);
/* A warp of each run of Congresses (warp.c). */
void dyn_chain_warp(struct dyn_chain *chain, struct rng *rng);
/* Keep the state, standardised and turned like the centre. */
void dyn_chain_keep(struct dyn_chain *chain);

#endif
