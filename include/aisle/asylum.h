/* The asylum system, case by case, under a package and under current law. */
#ifndef AISLE_ASYLUM_H
#define AISLE_ASYLUM_H

#include <aisle/asylum_data.h>
#include <aisle/case.h>
#include <aisle/levers.h>
#include <aisle/outcome.h>
#include <aisle/parameters.h>
#include <aisle/posterior.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Finished replications, kept by whoever runs the simulation, so that a run that was
 * cut short goes on where it stopped. A result is `size` bytes under a key: a hash of
 * all inputs that it depends on. Calls come one at a time, from any thread. `find`
 * says whether it had the result; `put` may fail silently: the result is then run
 * again next time. */
struct aisle_asylum_keep {
    void *user;
    bool (*find)(void *user, uint64_t key, size_t size, void *result);
    void (*put)(void *user, uint64_t key, size_t size, const void *result);
};

struct aisle_asylum_options {
    aisle_day start;     /* the state the data describes: 2023-10-31 */
    int years;           /* default 5 */
    int replications;    /* default 160; each draws its own parameters */
    int people_per_case; /* default 20; 1: every person */
    uint64_t seed;
    int threads;
    /* Hindcast: Title 8 arrivals as the record has them after `start`; months past
     * the record repeat the last twelve before it. Default false: a forecast. */
    bool recorded_arrivals;
    const struct aisle_asylum_keep *keep; /* NULL: nothing is kept */
    /* Rows of parameters from a calibration: each set takes one, and the parameters that
     * it does not name from their ranges. NULL: all from their ranges. */
    const struct aisle_posterior *posterior;
};

void aisle_asylum_options_init(struct aisle_asylum_options *options);

/* Simulate `package` against `baseline` on the same luck and the same parameter
 * draws. Cases are conserved: in = pending + decided + left, exactly.
 * Repeats: equal inputs and seed give equal numbers for any `threads`.
 * Errors: INPUT (levers out of bounds, missing parameters), MEMORY, CANCELLED.
 * Cost: see bench/asylum/README.md. */
enum aisle_status aisle_asylum_simulate(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *parameters,
                                        const struct aisle_asylum_data *data,
                                        const struct aisle_scenario *baseline,
                                        const struct aisle_scenario *package,
                                        const struct aisle_asylum_options *options,
                                        struct aisle_outcome *out);

/* Simulate each of `scenarios` once, on the same luck and the same parameter draws, and
 * set pairs of them side by side: out[i] is that of scenarios pairs[i][0], as the
 * baseline, and pairs[i][1]. `out` holds `pair_count` outcomes that are ready to clear;
 * after an error some may be filled. Repeats, Errors: as aisle_asylum_simulate. */
enum aisle_status
aisle_asylum_compare(struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
                     const struct aisle_asylum_data *data, int scenario_count,
                     const struct aisle_scenario *scenarios,
                     const struct aisle_asylum_options *options, int pair_count,
                     const int (*pairs)[2], struct aisle_outcome *out);

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

/* --- one person's story */

/* Run one replication under both scenarios and note what happens to one person. `id` 0:
 * one whose path the package changes, or else one with a long path, is chosen.
 * Errors: INPUT, NOT_FOUND (nobody has this id), MEMORY, CANCELLED. */
enum aisle_status aisle_asylum_case(
    struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
    const struct aisle_asylum_data *data, const struct aisle_scenario *baseline,
    const struct aisle_scenario *package, const struct aisle_asylum_options *options,
    int replication, uint32_t id, struct aisle_case *out);

#endif
