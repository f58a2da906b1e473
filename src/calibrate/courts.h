/* The courts year by year: the simulation's courts with receipts and judges as they
 * were, completions and closures as the years before foretell them. */
#ifndef AISLE_CALIBRATE_COURTS_H
#define AISLE_CALIBRATE_COURTS_H

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

/* Forecast the stock at the end of years first..last, in targets->years, from the end
 * of year `origin` < first (step true: each from the year before it). pending and
 * completions [last - first + 1][draws]. Errors: MEMORY, CANCELLED. */
enum aisle_status courts_forecast(struct aisle_ctx *ctx, const struct courts *courts,
                                  int first, int last, bool step, double *pending,
                                  double *completions);

#endif
