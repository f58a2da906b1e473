/* The verbs that run the simulation many times: calibrate, validate, project,
 * compare, sensitivity. */
#ifndef AISLE_APP_ASYLUM_EXPERIMENT_VERBS_H
#define AISLE_APP_ASYLUM_EXPERIMENT_VERBS_H

#include "study/session.h"
#include <aisle/calibrate.h>
#include <aisle/experiment.h>

/* Zero means the default. */
struct app_experiment_request {
    int package_count; /* compare */
    const char *const *packages;
    enum aisle_sensitivity_method method;
    int base; /* sensitivity: trajectories, or points of a sample */
    int keep; /* sensitivity: parameters that Sobol looks at */
    int waves;
    int runs;       /* calibrate: points a wave */
    int draws;      /* calibrate, validate, project */
    int date_count; /* project */
    const aisle_day *dates;
    /* a file, "shipped": that of data/calibration, "stored": the store's latest,
     * NULL: none */
    const char *posterior;
};

/* What such a verb works with, and what is written of it. */
struct app_experiment {
    struct app_study study;
    struct aisle_targets targets;
    struct aisle_posterior posterior; /* to draw from */
    struct aisle_calibration calibration;
    struct aisle_validation validation;
    struct aisle_projection projection;
    struct aisle_comparison comparison;
    struct aisle_sensitivity sensitivity;
};

void app_experiment_init(struct app_experiment *experiment);
void app_experiment_clear(struct app_experiment *experiment);

typedef enum aisle_status app_experiment_fn(struct aisle_ctx *ctx, struct app *app,
                                            const struct app_request *request,
                                            const struct app_experiment_request *more,
                                            struct app_experiment *out);

/* Go on where an interrupted calibration of the same inputs stopped; the posterior is
 * kept in the store under the run's id. */
app_experiment_fn app_calibrate;
app_experiment_fn app_validate;
app_experiment_fn app_project;
app_experiment_fn app_compare;
app_experiment_fn app_sensitivity;

/* Simulate, drawing parameters from the posterior that the request names, until the 95%
 * interval of the mean change of its metric is as narrow as its precision asks; its
 * replications are then the most (1000). */
enum aisle_status app_simulate_well(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_request *request,
                                    struct app_study *study);

/* Read the posterior that a request names; `out` stays empty when it names none. */
enum aisle_status app_read_posterior(struct aisle_ctx *ctx, struct app *app,
                                     const char *name, struct aisle_posterior *out);

/* A package against current law. */
enum aisle_status app_simulate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study);

/* One person's story. `subject`: the number of a run, or a package's path. */
enum aisle_status app_case(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, const char *subject,
                           uint32_t id, struct app_study *study,
                           struct aisle_case *out);

#endif
