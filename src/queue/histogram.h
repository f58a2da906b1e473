/* Days in bins of a week: quantiles are off by less than a week, and two histograms
 * add up bin by bin. */
#ifndef AISLE_QUEUE_HISTOGRAM_H
#define AISLE_QUEUE_HISTOGRAM_H

#include <stdint.h>

enum { HISTOGRAM_BINS = 1200, HISTOGRAM_WIDTH = 7 }; /* weeks, to 23 years */

struct histogram {
    int64_t count;
    int64_t sum; /* exact */
    uint32_t bins[HISTOGRAM_BINS];
};

static inline void histogram_add(struct histogram *histogram, int days)
{
    uint32_t bin = days < 0 ? 0 : (uint32_t)days / HISTOGRAM_WIDTH;
    histogram->bins[bin < HISTOGRAM_BINS ? bin : HISTOGRAM_BINS - 1]++;
    histogram->count++;
    histogram->sum += days;
}

/* NAN when empty. */
double histogram_quantile(const struct histogram *histogram, double p);
double histogram_mean(const struct histogram *histogram);

#endif
