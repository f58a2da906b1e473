/* Draws from a density on [0,1]^dim that is cheap to ask: random-walk Metropolis.
 *
 * Each sweep moves the coordinates one by one, then all together along the covariance
 * seen so far (Haario, Saksman and Tamminen, Bernoulli 7, 2001); step sizes are tuned
 * in the first half, which is thrown away. Chains start apart and are judged by R-hat. */
#ifndef AISLE_CALIBRATE_SAMPLER_H
#define AISLE_CALIBRATE_SAMPLER_H

#include "base/ctx.h"
#include <stdint.h>

typedef double sampler_density(void *user, const double *x);

struct sampler_result {
    double rhat;    /* worst coordinate */
    double ess;     /* worst coordinate, bulk */
    double accepts; /* share of one-by-one moves */
};

enum { SAMPLER_CHAINS = 4 };

/* `draws` of them, evenly thinned from the chains, into out [draws][dim]. `starts` is
 * [SAMPLER_CHAINS][dim], where the density is positive. Errors: MEMORY, CANCELLED.
 * Repeats: by seed. */
enum aisle_status sampler_run(struct aisle_ctx *ctx, int dim, sampler_density *density,
                              void *user, uint64_t seed, const double *starts,
                              int sweeps, int draws, double *out,
                              struct sampler_result *result);

#endif
