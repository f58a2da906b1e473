/* What warm-up learns of units' conditional laws: mean and covariance in the
 * coordinates of their normal approximations, where a normal law has 0 and 1. Roll
 * calls that split the chamber clean in two have long one-sided tails instead. */
#ifndef AISLE_IDEAL_LAW_H
#define AISLE_IDEAL_LAW_H

#include "ideal/ideal.h"

/* By tile, so that lanes stand side by side; n = KERNEL_LANES. */
struct law {
    int units;
    int count;
    double *times; /* [tiles] */
    double *mean;  /* [tiles][count][n]; sums until it is settled */
    double *scale; /* [tiles][count (count + 1) / 2][n] */
};

enum aisle_status law_new(struct aisle_ctx *ctx, int units, int count, struct law *out);
void law_clear(struct law *law);

void law_add(const struct law *law, int tile, int count,
             const double (*u)[KERNEL_LANES]);
/* From sums to mean and Cholesky's root of the covariance. A law that has seen too
 * little stays standard. */
void law_settle(struct law *law);
/* Mean and scale of a tile; the standard law before law_settle. */
void law_gather(const struct law *law, int tile, int count,
                double (*mean)[KERNEL_LANES], double (*scale)[KERNEL_LANES]);

#endif
