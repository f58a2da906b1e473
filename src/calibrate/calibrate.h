/* A calibration under way: the problem that the shipped targets pose, and its result. */
#ifndef AISLE_CALIBRATE_CALIBRATE_H
#define AISLE_CALIBRATE_CALIBRATE_H

#include "calibrate/hindcast.h"
#include "calibrate/solve.h"
#include <aisle/calibrate.h>

struct calibrate_job {
    const struct aisle_targets *targets;
    const struct aisle_parameters *parameters;
    const struct aisle_calibrate_options *options;
    struct hindcast hindcast;
    int dim;
    int *place;         /* [dim] in the space */
    double *low, *high; /* [dim] of the prior */
    double *peak;       /* [dim] in [0, 1]; NAN: uniform */
    int fitted;         /* targets with fit == true */
    bool *want;         /* [all targets] those */
    double *observed;   /* [fitted] */
    double *sd;
    int calls; /* of the simulator, to name the waves */
};

/* Of parameter i at x in [0, 1] of its prior. */
double calibrate_value(const struct calibrate_job *job, int i, double x);

/* Parameters, posterior and targets from a solution (calibrate_result.c); the simulator
 * is run at the draws and at as many of the prior. Errors: MEMORY, CANCELLED. */
enum aisle_status calibrate_result(struct aisle_ctx *ctx, struct calibrate_job *job,
                                   const struct problem *problem,
                                   const struct solution *solution,
                                   struct aisle_calibration *out);

#endif
