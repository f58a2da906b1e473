/* Hindcasts: the simulation started in the past, measured as the record was.
 *
 * A run pins what is known of its start; the rest of a point is the caller's. */
#ifndef AISLE_CALIBRATE_HINDCAST_H
#define AISLE_CALIBRATE_HINDCAST_H

#include "experiment/trial.h"
#include <aisle/targets.h>

struct hindcast_run {
    const char *name;
    struct trials trials;
    struct aisle_asylum_data data; /* lists borrowed, months its own */
    double *pin;                   /* [space.count]; NAN: free */
    double title_42; /* encounters expelled under Title 42 within the run */
};

struct hindcast {
    const struct aisle_targets *targets;
    const struct aisle_parameters *parameters;
    struct space space;
    int run_count;
    struct hindcast_run *runs;
    const struct aisle_asylum_keep *keep; /* of measures; NULL: none */
};

/* `options` gives people a case and threads. Errors: INPUT with the place in runs.csv,
 * MEMORY. All arguments are borrowed. */
enum aisle_status
hindcast_make(struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
              const struct aisle_asylum_data *data, const struct aisle_targets *targets,
              const struct aisle_asylum_options *options, struct hindcast *out);
void hindcast_clear(struct hindcast *hindcast);

/* Run what the wanted targets need: values [count][space.count], lucks [count], want
 * [targets]; y [count][targets] gets NAN where not wanted. `task` is for progress.
 * Errors: INPUT (a measure names nothing), MEMORY, CANCELLED. */
enum aisle_status hindcast_run(struct aisle_ctx *ctx, const struct hindcast *hindcast,
                               int count, const double *values, const uint64_t *lucks,
                               const bool *want, const char *task, double *y);

/* Months of encounters before and in the record, joined; free() it. NULL: no memory. */
struct aisle_encounter_month *hindcast_months(const struct aisle_asylum_data *data,
                                              const struct aisle_targets *targets,
                                              int *count);
/* `count` months from that of `day`, without anybody. */
struct aisle_encounter_month *hindcast_no_months(aisle_day day, int count);

#endif
