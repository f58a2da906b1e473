/* Replications: the same world under several scenarios, on the same luck. */
#ifndef AISLE_ASYLUM_REPLICATE_H
#define AISLE_ASYLUM_REPLICATE_H

#include "asylum/measure.h"

/* What the worlds of one parameter set share. */
struct shared {
    struct asylum_settings settings;
    struct court_law law;
    struct bench bench;
};

/* Waits are given in bins of so many weeks; the last has no upper end. */
enum { WAIT_BINS = 11 };
extern const int wait_weeks[WAIT_BINS]; /* where each bin begins */

/* What one run of one world leaves behind: one block of memory, so that it can be
 * kept and found again. Series and tables are NULL when not wanted. */
struct run_result {
    double *metric;     /* [METRIC_COUNT]; the block begins here */
    int64_t *cases;     /* and events */
    double *series;     /* [months + 1][SERIES_COUNT] */
    struct cell *cells; /* [courts][NATION_COUNT][CLASS_COUNT] */
    uint32_t *waits;    /* [CLASS_COUNT][WAIT_BINS] court decisions */
};

/* A study: `scenario_count` scenarios, each run on `replications` lucks. Replication
 * r has luck r and parameter set set_of(r); the last ones repeat the first sets, so
 * that luck can be told from parameters. */
struct study {
    const struct aisle_asylum_data *data;
    const struct aisle_asylum_options *options;
    struct asylum_ranges ranges;
    struct calendar calendar;
    int scenario_count;
    const struct aisle_scenario *scenarios;
    int side[2]; /* the scenarios that an outcome sets side by side */
    int replications;
    int sets;
    bool want_series;
    const char *task;           /* for progress */
    struct shared *shared;      /* [sets] */
    struct run_result *results; /* [replications][scenario_count] */
    size_t result_size;         /* bytes of a result's block */
    uint64_t inputs;            /* hash of what all worlds have in common */
};

/* Check the options and read the parameters; no world is run. `scenarios` are
 * borrowed. Errors: INPUT, MEMORY. */
enum aisle_status study_make(struct aisle_ctx *ctx,
                             const struct aisle_parameters *parameters,
                             const struct aisle_asylum_data *data,
                             const struct aisle_asylum_options *options,
                             int scenario_count, const struct aisle_scenario *scenarios,
                             bool want_series, struct study *out);
void study_clear(struct study *study);

/* Run everything, in parallel over worlds; equal scenarios once. Errors: MEMORY,
 * CANCELLED. */
enum aisle_status study_run(struct aisle_ctx *ctx, struct study *study);

static inline int study_set(const struct study *study, int replication)
{
    return replication % study->sets;
}

static inline const struct run_result *study_result(const struct study *study,
                                                    int replication, int scenario)
{
    return &study->results[(size_t)replication * (size_t)study->scenario_count +
                           (size_t)scenario];
}

/* Of the scenario on a side: 0 the baseline, 1 the package. */
static inline const struct run_result *study_side(const struct study *study,
                                                  int replication, int side)
{
    return study_result(study, replication, study->side[side]);
}

/* Hash of all that a result depends on. */
uint64_t study_key(const struct study *study, int replication, int scenario);
/* The same of what all its worlds have in common. */
uint64_t study_inputs(const struct study *study);

/* A world ready for day 0, its people in `pool`, which is emptied first and must
 * outlive it; `trace` NULL follows nobody. Errors: MEMORY, without a message. */
enum aisle_status study_world(const struct study *study, int replication, int scenario,
                              struct pool *pool, struct trace *trace,
                              struct world *out);

#endif
