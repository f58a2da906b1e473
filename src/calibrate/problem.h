/* A calibration problem: parameters with a prior, a simulator, and what was observed.
 *
 * Coordinates are in [0, 1]: a parameter's place in its prior range. The simulator is
 * a function of the whole batch, so that it may run points side by side. */
#ifndef AISLE_CALIBRATE_PROBLEM_H
#define AISLE_CALIBRATE_PROBLEM_H

#include "base/ctx.h"
#include <stdint.h>

/* y [count][targets] at points x [count][dim]. */
typedef enum aisle_status problem_run(struct aisle_ctx *ctx, void *user, int count,
                                      const double *x, double *y);

struct problem {
    int dim;
    /* Place of the prior's peak in [0, 1]; NAN: uniform. Triangular otherwise. */
    const double *peak; /* [dim] */
    int targets;
    const double *observed; /* [targets] */
    const double *sd;       /* [targets] of the observation and of what the simulator
                               cannot say, together */
    problem_run *run;
    void *user;
    uint64_t seed;
};

/* Log density of the prior, up to a constant; -INFINITY outside. */
double problem_log_prior(const struct problem *problem, const double *x);
/* The quantile of coordinate i. */
double problem_quantile(const struct problem *problem, int i, double u);
/* Mean and standard deviation of coordinate i under the prior. */
double problem_prior_mean(const struct problem *problem, int i);
double problem_prior_sd(const struct problem *problem, int i);

#endif
