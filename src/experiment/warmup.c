#include "experiment/warmup.h"

#include <math.h>

enum { BATCH = 5, LEAST = 20 };

static double batch_mean(const double *values, int batch)
{
    double sum = 0;
    for (int i = 0; i < BATCH; i++)
        sum += values[batch * BATCH + i];
    return sum / BATCH;
}

/* Squared standard error of the mean of batches first..count-1, as if they were
 * independent. */
static double mser(const double *values, int first, int count)
{
    int n = count - first;
    double mean = 0, square = 0;
    for (int b = first; b < count; b++)
        mean += batch_mean(values, b);
    mean /= n;
    for (int b = first; b < count; b++) {
        double d = batch_mean(values, b) - mean;
        square += d * d;
    }
    return square / ((double)n * n);
}

int warmup_mser5(const double *values, int count)
{
    if (count < LEAST)
        return -1;
    int batches = count / BATCH, best = 0;
    double least = INFINITY;
    for (int first = 0; first <= batches / 2; first++) {
        double here = mser(values, first, batches);
        if (here < least) {
            least = here;
            best = first;
        }
    }
    return BATCH * best;
}
