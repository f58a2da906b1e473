/* A trial: the simulation at one point of its parameters, with one luck.
 *
 * Experiments choose the point themselves, so every parameter is pinned and one
 * replication is run. Trials run side by side; each is alone responsible for its
 * result, so nothing depends on threads. */
#ifndef AISLE_EXPERIMENT_TRIAL_H
#define AISLE_EXPERIMENT_TRIAL_H

#include <aisle/asylum.h>

/* The parameters of the simulation, in the order of its list: the coordinates of a
 * point. Those with low == high are fixed. */
struct space {
    int count;
    int *index; /* [count] in parameters->items */
    double *low;
    double *peak;
    double *high;
};

/* Errors: INPUT (a parameter is missing), MEMORY. */
enum aisle_status space_make(struct aisle_ctx *ctx,
                             const struct aisle_parameters *parameters,
                             struct space *out);
void space_clear(struct space *space);
/* Place of a parameter in the space; -1 when the simulation has none such. */
int space_find(const struct space *space, const struct aisle_parameters *parameters,
               const char *name);
/* From a chance to a value: the quantile of the triangular distribution that the
 * simulation draws from. */
double space_value(const struct space *space, int i, double u);

/* What all trials share. `options` gives start, years, people a case and the like;
 * its seed and replications are not used. */
struct trials {
    const struct aisle_parameters *parameters;
    const struct space *space;
    const struct aisle_asylum_data *data;
    struct aisle_scenario baseline;
    struct aisle_scenario package;
    struct aisle_asylum_options options;
    int threads;
    const char *task; /* for progress */
    double done;      /* trials before these, of `total`, for progress; total 0: */
    double total;     /* these alone */
};

/* Take what is wanted from the outcome of trial i. Called from worker threads, once a
 * trial: write to the place of trial i only. */
typedef void trial_read_fn(void *user, int i, const struct aisle_outcome *outcome);

/* Run `count` trials: values [count][space->count], lucks [count]. Errors: INPUT,
 * MEMORY, CANCELLED. */
enum aisle_status trials_run(struct aisle_ctx *ctx, const struct trials *trials,
                             int count, const double *values, const uint64_t *lucks,
                             trial_read_fn *read, void *user);

/* The seed of luck number i. */
uint64_t trial_luck(uint64_t seed, int i);

#endif
