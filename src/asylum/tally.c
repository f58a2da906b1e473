#include "asylum/tally.h"

#include <math.h>

void histogram_add(struct histogram *histogram, int days)
{
    int bin = days < 0 ? 0 : days / HISTOGRAM_WIDTH;
    if (bin >= HISTOGRAM_BINS)
        bin = HISTOGRAM_BINS - 1;
    histogram->bins[bin]++;
    histogram->count++;
    histogram->sum += days;
}

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
    return histogram->count ? histogram->sum / (double)histogram->count : NAN;
}
