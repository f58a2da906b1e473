/* Tallies: what is counted while a world runs. */
#ifndef AISLE_ASYLUM_TALLY_H
#define AISLE_ASYLUM_TALLY_H

#include <stdint.h>

/* Where people leave the model. X(NAME, what it is) */
#define ASYLUM_EXIT_LIST(X)                                                            \
    X(REPATRIATED, "returned at the border without a hearing")                         \
    X(EXPELLED, "expelled between ports and not met again")                            \
    X(TURNED_BACK, "not processed at a port while expulsion is in force")              \
    X(SCREENED_OUT, "removed after a negative screening")                              \
    X(UNFILED, "released with a notice that never reaches a court")                    \
    X(GRANTED, "asylum granted")                                                       \
    X(RELIEF, "another relief granted")                                                \
    X(DENIED, "asylum denied, ordered removed")                                        \
    X(ORDERED, "ordered removed or left voluntarily, no asylum application")           \
    X(ABSENT, "ordered removed in absentia")                                           \
    X(CLOSED, "closed, dismissed or terminated")

#define ASYLUM_EXIT_ENUM(name, text) EXIT_##name,
enum asylum_exit { ASYLUM_EXIT_LIST(ASYLUM_EXIT_ENUM) EXIT_COUNT };
#undef ASYLUM_EXIT_ENUM

enum { HISTOGRAM_BINS = 1200, HISTOGRAM_WIDTH = 7 }; /* weeks, to 23 years */

/* Days in bins of a week: quantiles are off by less than a week. */
struct histogram {
    int64_t count;
    double sum; /* exact */
    uint32_t bins[HISTOGRAM_BINS];
};

void histogram_add(struct histogram *histogram, int days);
/* NAN when empty. */
double histogram_quantile(const struct histogram *histogram, double p);
double histogram_mean(const struct histogram *histogram);

/* Grant chances of like cases before the judges of one court. */
struct chance_sum {
    double n;
    double sum;
    double square;
};

#endif
