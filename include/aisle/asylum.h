/* The asylum system, case by case, under a package and under current law. */
#ifndef AISLE_ASYLUM_H
#define AISLE_ASYLUM_H

#include <aisle/asylum_data.h>
#include <aisle/levers.h>
#include <aisle/outcome.h>
#include <aisle/parameters.h>

struct aisle_asylum_options {
    aisle_day start;     /* the state the data describes: 2023-10-31 */
    int years;           /* default 5 */
    int replications;    /* default 40; each draws its own parameters */
    int people_per_case; /* 1: every person is simulated */
    uint64_t seed;
    int threads;
    /* Hindcast: Title 8 arrivals as the record has them after `start`; months past
     * the record repeat the last twelve before it. Default false: a forecast. */
    bool recorded_arrivals;
};

void aisle_asylum_options_init(struct aisle_asylum_options *options);

/* Simulate `package` against `baseline` on the same luck and the same parameter
 * draws. Cases are conserved: in = pending + decided + left, exactly.
 * Repeats: equal inputs and seed give equal numbers for any `threads`.
 * Errors: INPUT (levers out of bounds, missing parameters), MEMORY, CANCELLED.
 * Cost: see bench/README.md. */
enum aisle_status aisle_asylum_simulate(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *parameters,
                                        const struct aisle_asylum_data *data,
                                        const struct aisle_scenario *baseline,
                                        const struct aisle_scenario *package,
                                        const struct aisle_asylum_options *options,
                                        struct aisle_outcome *out);

/* For a search: the deal outcomes of many scenarios against one baseline, on
 * the same luck. `difference` is [count][AISLE_DEAL_OUTCOMES], means of paired
 * differences in the order of aisle_deal_outcome_names; `p_both` [count] the
 * chance of "fair and more efficient". */
enum aisle_status aisle_asylum_screen(struct aisle_ctx *ctx,
                                      const struct aisle_parameters *parameters,
                                      const struct aisle_asylum_data *data,
                                      const struct aisle_scenario *baseline, int count,
                                      const struct aisle_scenario *scenarios,
                                      const struct aisle_asylum_options *options,
                                      double *difference, double *p_both);

#endif
