/* Calibration and validation of the asylum simulation. */
#ifndef AISLE_CALIBRATE_H
#define AISLE_CALIBRATE_H

#include <aisle/asylum.h>
#include <aisle/calibration.h>
#include <aisle/projection.h>
#include <aisle/targets.h>
#include <aisle/validation.h>

struct aisle_calibrate_options {
    int waves; /* 4; 3 at least */
    int runs;  /* points a wave (400) */
    int check; /* points of the last check (400) */
    int draws; /* kept (200) */
    uint64_t seed;
    int threads;
    int people_per_case;                  /* 100 */
    const struct aisle_asylum_keep *keep; /* of measures, to go on after a stop */
};

void aisle_calibrate_options_init(struct aisle_calibrate_options *options);

/* Fit the parameters of targets->priors to the targets with fit == true: history
 * matching with quadratic emulators, Metropolis on the last one, and the simulator
 * again at the draws (docs/model/calibration.md).
 * Repeats: equal inputs and seed give equal draws for any number of threads, stopped
 * and gone on or not.
 * Cost: (waves * runs + check + 2 * draws) points, each a run of every named kind.
 * Errors: INPUT, MEMORY, CANCELLED. Checked: tests/calibrate/. */
enum aisle_status aisle_calibrate(struct aisle_ctx *ctx,
                                  const struct aisle_parameters *parameters,
                                  const struct aisle_asylum_data *data,
                                  const struct aisle_targets *targets,
                                  const struct aisle_calibrate_options *options,
                                  struct aisle_calibration *out);

struct aisle_validate_options {
    int draws; /* parameter sets a forecast (80) */
    uint64_t seed;
    int threads;
    int people_per_case; /* 100 */
    /* NULL: every parameter from its range */
    const struct aisle_posterior *posterior;
};

void aisle_validate_options_init(struct aisle_validate_options *options);

/* Hindcast the courts a year ahead and several years ahead, New York's shelter, the
 * border and the whole pipeline, each with only what was known before it, and score
 * them beside naive forecasts.
 * Repeats: by seed, for any number of threads. Errors: INPUT, MEMORY, CANCELLED. */
enum aisle_status aisle_validate(struct aisle_ctx *ctx,
                                 const struct aisle_parameters *parameters,
                                 const struct aisle_asylum_data *data,
                                 const struct aisle_targets *targets,
                                 const struct aisle_validate_options *options,
                                 struct aisle_validation *out);

struct aisle_project_options {
    int date_count; /* 0: the ends of the next three fiscal years */
    const aisle_day *dates;
    int draws; /* parameter sets, each with a luck of its own (400) */
    uint64_t seed;
    int threads;
    int people_per_case; /* 100 */
    /* NULL: every parameter from its range */
    const struct aisle_posterior *posterior;
};

void aisle_project_options_init(struct aisle_project_options *options);

/* What current law leads to from the recorded state, on the days asked for, in their
 * order: arrivals, completions a judge and applications walk as in a forecast.
 * Repeats: by seed, for any number of threads. Errors: INPUT (a day that is not after
 * the start, or too far from it), MEMORY, CANCELLED. Checked:
 * tests/calibrate/test_project.c. */
enum aisle_status aisle_project(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                const struct aisle_asylum_data *data,
                                const struct aisle_project_options *options,
                                struct aisle_projection *out);

#endif
