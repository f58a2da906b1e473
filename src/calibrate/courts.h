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
};

/* Years first..last in targets->years, from the end of the year before first. */
struct courts_span {
    int first, last;
    bool step; /* each from the end of the year before it */
    enum adapt_law law;
    bool receipts_walk; /* not given: the last year's, and changes drawn */
};

/* Forecast the stock at the end of the years and their completions
 * [last - first + 1][draws]. Errors: MEMORY, CANCELLED. */
enum aisle_status courts_forecast(struct aisle_ctx *ctx, const struct courts *courts,
                                  struct courts_span span, double *pending,
                                  double *completions);

#endif
