/* Sums over the particles of exact tallies. */
#ifndef AISLE_PARTICLES_SUMS_H
#define AISLE_PARTICLES_SUMS_H

#include "particles/kernel.h"

/* Weighted sums over all particles at one vote. */
struct sums {
    double yea[AISLE_SEATS_MAX]; /* as recorded */
    double absent[AISLE_SEATS_MAX];
    double turns[AISLE_SEATS_MAX];
    double support[AISLE_SEATS_MAX]; /* chance of yea, procedure left aside */
    double both[AISLE_SEATS_MAX];    /* that, and the question carries */
    double yeas[AISLE_SEATS_MAX + 1];
    double replicate[REPLICATES]; /* zeros where the model error is not measured */
};

/* The particles as they stand at a vote; [particles] each. */
struct standing {
    const double *weight; /* sum 1 */
    const float *reach;   /* chance that the votes before it carry */
};

/* Exact tallies in every particle; `carries` [particles] gets the chance that the
 * question carries in each. Errors: MEMORY. */
enum aisle_status sums_run(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                           const struct query *query, const struct standing *standing,
                           float *carries, struct sums *out);

#endif
