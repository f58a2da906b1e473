/* Experiments on the asylum simulation: sensitivity and how many replications. */
#ifndef AISLE_EXPERIMENT_H
#define AISLE_EXPERIMENT_H

#include <aisle/asylum.h>
#include <aisle/comparison.h>
#include <aisle/sensitivity.h>

struct aisle_sensitivity_options {
    enum aisle_sensitivity_method method;
    /* Morris: trajectories (12). Sobol: points of each of its two samples (128). */
    int base;
    /* Sobol: how many parameters, the first of a Morris screening (8). Saltelli's
     * design costs base * (keep + 2) trials. */
    int keep;
    struct aisle_asylum_options asylum; /* replications is not used */
};

void aisle_sensitivity_options_init(struct aisle_sensitivity_options *options);

/* Which parameters the change that `package` makes depends on, over the ranges of the
 * parameters: Morris screening of all, and for Sobol then indices of the first few,
 * the others at their values. Parameters are drawn from the distributions that the
 * simulation draws from.
 * Repeats: equal inputs and seed give equal numbers for any number of threads.
 * Cost: trajectories * (parameters + 1) trials of two worlds.
 * Errors: INPUT, MEMORY, CANCELLED. Checked: tests/experiment/. */
enum aisle_status aisle_sensitivity_run(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *parameters,
                                        const struct aisle_asylum_data *data,
                                        const struct aisle_scenario *package,
                                        const struct aisle_sensitivity_options *options,
                                        struct aisle_sensitivity *out);

/* Simulate 2 to 26 packages, each against current law and against the first, on the same
 * luck and the same draws of the parameters. Titles and paths are left to the caller.
 * Cost: count + 1 worlds a replication. Errors: INPUT, MEMORY, CANCELLED. */
enum aisle_status aisle_compare(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                const struct aisle_asylum_data *data, int count,
                                const struct aisle_scenario *packages,
                                const struct aisle_asylum_options *options,
                                struct aisle_comparison *out);

/* Replications to have in all so that the 95% interval of a mean whose values have
 * standard deviation `sd` after `n` of them is at most `half_width` to each side:
 * `n` when it is, or when `most` is reached. */
int aisle_replications_next(int n, double sd, double half_width, int most);
/* Half the width of that interval now. */
double aisle_half_width(int n, double sd);

#endif
