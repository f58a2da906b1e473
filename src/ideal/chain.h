/* One Markov chain over a one-dimensional fit, and the draws it keeps. */
#ifndef AISLE_IDEAL_CHAIN_H
#define AISLE_IDEAL_CHAIN_H

#include "ideal/ideal.h"

struct chain {
    const struct problem *problem;
    const struct point *mode;
    uint32_t index;
    uint32_t sweep; /* next address */
    struct point point;
    double stretch_step; /* of the affine move, in log c and in d */
    double shift_step;
    int kept;
    int capacity;
    float *x;         /* [capacity][members], standardised */
    double *item_sum; /* [items][2][2]: a then b; first moment, then second, about
                         the mode */
};

/* A chain at the mode, shaken by its normal approximation. */
enum aisle_status chain_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *mode, int index, int capacity,
                            struct chain *out);
void chain_clear(struct chain *chain);

/* Items given members, members given items, then the affine move. */
void chain_sweep(struct chain *chain);
/* Keep the state, standardised and turned like the mode. */
void chain_keep(struct chain *chain);

#endif
