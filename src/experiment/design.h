/* A design: points of the parameters at which the simulated outcomes are read, kept as
 * they end so that a design that was cut short goes on. */
#ifndef AISLE_EXPERIMENT_DESIGN_H
#define AISLE_EXPERIMENT_DESIGN_H

#include "experiment/trial.h"

/* The outcomes that are read of each trial: the headline of each family that a package
 * moves. */
enum { WANTED = 7 };
extern const char *const design_metrics[WANTED];

struct design {
    struct trials trials;
    struct space space;
    const int *active; /* [dim] coordinates of the space that vary */
    int dim;
    uint64_t seed;
    bool of_difference;
    const struct aisle_asylum_keep *keep; /* NULL: nothing is kept */
    double *y;                            /* [WANTED][count] */
    int count;
};

/* Run points [count][dim] of [0,1], NULL: at the values; the other parameters stay at
 * their values. `same_luck`: the differences between points are the parameters'. Fills
 * y and count. Errors: INPUT, MEMORY, CANCELLED. */
enum aisle_status design_run(struct aisle_ctx *ctx, struct design *design, int count,
                             const double *points, bool same_luck);

#endif
