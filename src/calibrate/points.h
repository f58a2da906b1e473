/* Points of the parameter space for a set of runs: fitted parameters from a posterior
 * or given, all others from their ranges. */
#ifndef AISLE_CALIBRATE_POINTS_H
#define AISLE_CALIBRATE_POINTS_H

#include "experiment/trial.h"
#include <aisle/posterior.h>

/* values [count][space->count]: point i takes row i (cycling) of the posterior, and for
 * the rest a draw at (seed, i). NULL: no posterior. Errors: NOT_FOUND names a parameter
 * of the posterior that the simulation lacks. */
enum aisle_status points_fill(struct aisle_ctx *ctx, const struct space *space,
                              const struct aisle_parameters *parameters,
                              const struct aisle_posterior *posterior, uint64_t seed,
                              int count, double *values);

#endif
