#include "queue/histogram.h"

#include <math.h>

/* Linear inside the bin. */
double histogram_quantile(const struct histogram *histogram, double p)
{
    if (histogram->count == 0)
        return NAN;
    double wanted = p * (double)histogram->count;
    double below = 0;
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++) {
        double here = histogram->bins[bin];
        if (here > 0 && below + here >= wanted)
            return HISTOGRAM_WIDTH * (bin + (wanted - below) / here);
        below += here;
    }
    return HISTOGRAM_WIDTH * (double)HISTOGRAM_BINS;
}

double histogram_mean(const struct histogram *histogram)
{
    return histogram->count ? (double)histogram->sum / (double)histogram->count : NAN;
}
