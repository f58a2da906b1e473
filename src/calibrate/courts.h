/* The courts year by year: the simulation's courts with judges as they were, receipts
 * as they were or walking, completions and closures as the years before foretell them. */
#ifndef AISLE_CALIBRATE_COURTS_H
#define AISLE_CALIBRATE_COURTS_H

#include "calibrate/adapt.h"
#include "calibrate/hindcast.h"
#include <aisle/validation.h>

struct courts {
    const struct aisle_targets *targets;
    const struct aisle_asylum_data *data;
    const struct hindcast *hindcast; /* for the space */
    const double *values;            /* [draws][space.count] */
    int draws;
    uint64_t seed;
    int people_per_case;
    int threads;
    /* [years][draws] completions of the simulation over those it was told, what the mix
     * of cases makes of a judge's year; NAN where not yet run. The caller's. */
    double *ratio;
};

/* Years first..last in targets->years, from the end of the year before first. */
struct courts_span {
    int first, last;
    /* ADAPT_STEADY: as in a run, whose parameters say how far completions a judge walk */
    enum adapt_law law;
    bool receipts_walk; /* not given: the last year's, and changes drawn */
};

/* The stock at the end of the years, their completions and receipts
 * [last - first + 1][draws]. */
struct courts_paths {
    double *pending, *completions, *receipts;
};

/* Errors: INPUT (runs.csv lacks the run), MEMORY, CANCELLED. */
enum aisle_status courts_forecast(struct aisle_ctx *ctx, const struct courts *courts,
                                  struct courts_span span, struct courts_paths *paths);

#endif
