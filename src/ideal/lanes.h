/* Sixteen units side by side, as the sampler moves them: single-precision states,
 * their log posterior, and their normal approximations in double precision. */
#ifndef AISLE_IDEAL_LANES_H
#define AISLE_IDEAL_LANES_H

#include "ideal/ideal.h"

/* One side's view in single precision; as struct side. */
struct side32 {
    enum aisle_link link;
    const struct tiles *tiles;
    int fixed;
    int count;
    float *own; /* the units' rows, stride long */
    const float *other;
    int stride;
    const float *row_weight;
    const double *unit_weight;
    double precision[KERNEL_PARAMS_MAX];
};

struct side32 side32_items(const struct problem *problem, double slope_sd, float *item,
                           const float *member);
/* `weight`: the problem's, or NULL for 1. */
struct side32 side32_members(const struct problem *problem, float *member,
                             const float *item, const float *weight);

typedef float lanes32[KERNEL_PARAMS_MAX][KERNEL_LANES];

/* The free parameters of a tile's units; 0 past the last unit. */
void side32_gather(const struct side32 *side, int tile, lanes32 at);
/* `unit`, in `lane` of its tile, takes the parameters there. */
void side32_put(const struct side32 *side, int unit, int lane,
                const float (*at)[KERNEL_LANES]);
/* Log posterior, and its slope and curvature when they are wanted. */
void side32_eval(const struct side32 *side, int tile, enum kernel_want want,
                 const float (*at)[KERNEL_LANES], struct kernel_sums *out);

/* Each lane's curvature as L L', and the Newton step. */
struct lanes {
    int count;
    double root[KERNEL_CURVES_MAX][KERNEL_LANES]; /* L, row by row */
    double step[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double det[KERNEL_LANES]; /* of L */
};

void lanes_of(const struct kernel_sums *sums, int count, struct lanes *out);
/* z <- L'^-1 z. */
void lanes_spread(const struct lanes *l, double (*z)[KERNEL_LANES]);
/* The k-th diagonal entry of (L L')^-1. */
void lanes_variance(const struct lanes *l, int k, double *out);
/* out = L' v. */
void lanes_times(const struct lanes *l, const double (*v)[KERNEL_LANES],
                 double (*out)[KERNEL_LANES]);
/* |L' v|^2. */
void lanes_square(const struct lanes *l, const double (*v)[KERNEL_LANES], double *out);
/* log(a / b), single precision. */
void lanes_log_ratio(const double *a, const double *b, double *out);

#endif
