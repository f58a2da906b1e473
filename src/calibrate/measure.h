/* A target's number out of an outcome. */
#ifndef AISLE_CALIBRATE_MEASURE_H
#define AISLE_CALIBRATE_MEASURE_H

#include <aisle/outcome.h>
#include <aisle/targets.h>

/* What an outcome itself does not know. */
struct measure_view {
    double title_42;       /* encounters expelled under Title 42 */
    double other_receipts; /* cases a year that do not come from the border */
    double pending_start;  /* cases pending at the start */
};

/* NAN when the outcome has no such metric, series or day. */
double measure_take(const struct aisle_target *target,
                    const struct aisle_outcome *outcome,
                    const struct measure_view *view);
/* Sum of a monthly series after `from` to `to`, and its value on a day, under current
 * law. */
double measure_series_sum(const struct aisle_outcome *outcome, const char *name,
                          aisle_day from, aisle_day to);
/* The same with the share of a month that lies between. */
double measure_series_between(const struct aisle_outcome *outcome, const char *name,
                              aisle_day from, aisle_day to);
double measure_series_at(const struct aisle_outcome *outcome, const char *name,
                         aisle_day day);

#endif
