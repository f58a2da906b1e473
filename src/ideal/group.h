/* Changes of scale that the likelihood does not feel: x -> C x + d for every
 * member, with every item's (a, b) so changed that each eta stays as it is. */
#ifndef AISLE_IDEAL_GROUP_H
#define AISLE_IDEAL_GROUP_H

#include "num/rng.h"
#include <aisle/fit.h>

enum { GROUP_SIZE_MAX = AISLE_DIMS_MAX + 1 };

/* All that the priors see of a state: second moments of (1, x) and of (a, b) over
 * the members and the items that count, and the priors' precisions. */
struct group_state {
    int dims;
    double members;
    double items;
    double member[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    double item[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    double intercept_precision;
    double slope_precision;
};

/* (1, x) -> forth (1, x) and (a, b) -> back (a, b), back = forth'^-1. */
struct group_map {
    double forth[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    double back[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    double log_stretch; /* log of forth's determinant */
};

/* Widths of the walk's steps, from one state for the whole run. */
struct group_sizes {
    double of[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
};
void group_tune(const struct group_state *state, struct group_sizes *out);

/* Metropolis steps on the group, from the identity: `rounds` times a stretch and a
 * shift of each axis and, for more than one, a shear of each pair. Each is a walk on a
 * group of one parameter, whose steps are as likely back as forth; a stretch by c
 * multiplies volume by c for every member and by 1/c for every item. */
void group_walk(const struct group_state *state, const struct group_sizes *sizes,
                int rounds, struct rng *rng, struct group_map *out);

#endif
