/* An emulator: a cheap stand-in for the simulator, with its own error.
 *
 * Each target is a quadratic in the coordinates, all squares and products, fitted by
 * ridge regression; the ridge is the one of a few with the least error when each run is
 * left out in turn, and that error is the emulator's standard deviation. Checked
 * against exact posteriors in tests/calibrate/. */
#ifndef AISLE_CALIBRATE_EMULATOR_H
#define AISLE_CALIBRATE_EMULATOR_H

#include "calibrate/problem.h"

struct emulator {
    int dim;
    int terms;
    int targets;
    double *coefficient; /* [targets][terms] */
    double *sd;          /* [targets] by leaving one out */
    double *explained;   /* [targets] share of variance, by leaving one out */
    double *basis;       /* [terms] work of emulator_at */
};

/* Fit to y [count][targets] at x [count][dim]; more runs than terms are not needed but
 * wise. Cost: count * terms^2. Errors: MEMORY. */
enum aisle_status emulator_fit(struct aisle_ctx *ctx, int dim, int targets, int count,
                               const double *x, const double *y, struct emulator *out);
void emulator_clear(struct emulator *emulator);
/* Means of all targets at x; one thread at a time. */
void emulator_at(const struct emulator *emulator, const double *x, double *y);
/* Largest distance from what was observed, in standard deviations of observation and
 * emulator together. */
double emulator_implausibility(const struct emulator *emulator,
                               const struct problem *problem, const double *x,
                               double *y);
/* Log likelihood: normal, independent targets. */
double emulator_log_likelihood(const struct emulator *emulator,
                               const struct problem *problem, const double *x,
                               double *y);

#endif
