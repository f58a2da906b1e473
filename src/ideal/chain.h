/* One Markov chain over a fit, and the draws it keeps. */
#ifndef AISLE_IDEAL_CHAIN_H
#define AISLE_IDEAL_CHAIN_H

#include "ideal/align.h"
#include "ideal/group.h"
#include "ideal/lanes.h"
#include "ideal/law.h"

/* What all chains share. */
struct sampler {
    const struct problem *problem;
    const struct point *mode;
    struct align_target target; /* the members' middle places */
    double *item;               /* [items][stride] the items', on its scale */
    struct group_sizes sizes;
    float *weight; /* [items], or NULL for 1 */
    int tries;     /* of a leap */
    bool keep_items;
};

enum aisle_status sampler_new(struct aisle_ctx *ctx, const struct problem *problem,
                              const struct point *mode, struct sampler *out);
void sampler_clear(struct sampler *sampler);
struct chain;
/* Put the means of what the chains have watched in the middle places, and let them forget
 * it. */
void sampler_centre(struct sampler *sampler, struct chain *chains, int count);

struct chain {
    const struct sampler *sampler;
    uint32_t index;
    uint32_t sweep; /* next address */
    int threads;    /* for the tiles of one sweep */
    bool learning;  /* in warm-up: the law gathers what it sees */
    struct law law; /* of the leaps' proposals */
    int stride;
    float *member;   /* [members][stride]: 1, x */
    float *item;     /* [items][stride]: a, b */
    double slope_sd; /* of the slopes' prior */
    /* Room for a leap: members and items turned to the middle places, and those. */
    float *turned_member;
    float *turned_item;
    float *leap_from;
    int kept;
    int capacity;
    float *x;     /* [capacity][members][dims], aligned */
    float *items; /* [capacity][items][stride], aligned; NULL when not kept */
    int watched;
    double *x_sum;    /* [members][dims] of the states watched */
    double *item_sum; /* [items][stride][2]: first and second moment, of the states
                         watched or kept, about the middle places */
};

/* A chain at the mode, shaken by its normal approximation. */
enum aisle_status chain_new(struct aisle_ctx *ctx, const struct sampler *sampler,
                            int index, int capacity, struct chain *out);
void chain_clear(struct chain *chain);

static inline float *chain_member(const struct chain *c, int i)
{
    return c->member + (size_t)i * (size_t)c->stride;
}
static inline float *chain_item(const struct chain *c, int j)
{
    return c->item + (size_t)j * (size_t)c->stride;
}

/* Items given members, members given items, then the changes of scale. */
void chain_sweep(struct chain *chain);
/* The items' part of most sweeps (leap.c). */
void chain_leap(struct chain *chain);
/* From here to chain_learnt watch the items, to leap by what was seen. */
void chain_learn(struct chain *chain);
void chain_learnt(struct chain *chain);
/* Keep the state, standardised and turned like the members' middle places. */
void chain_keep(struct chain *chain);
/* Add it to the sums only; start them anew. */
void chain_watch(struct chain *chain);
void chain_forget(struct chain *chain);
/* Its moments, as the changes of scale see them. */
struct group_state chain_group(const struct chain *chain);

#endif
