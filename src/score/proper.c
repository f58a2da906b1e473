#include "score/proper.h"

#include <math.h>

double proper_clip(double p)
{
    return fmin(1 - PROPER_CLIP, fmax(PROPER_CLIP, p));
}

double proper_brier(double p, bool happened)
{
    double d = p - happened;
    return d * d;
}

double proper_log_loss(double p, bool happened)
{
    p = proper_clip(p);
    return -log(happened ? p : 1 - p);
}

double proper_crps(int count, const double *chance, int observed)
{
    double sum = 0;
    double below = 0;
    for (int k = 0; k <= count; k++) {
        below += chance[k];
        double d = below - (k >= observed);
        sum += d * d;
    }
    return sum;
}

int proper_quantile(int count, const double *chance, double q)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += chance[k];
        if (sum >= q - 1e-12)
            return k;
    }
    return count;
}

double proper_log_sum(int count, const double *x)
{
    double top = -INFINITY;
    double sum = 0;
    for (int k = 0; k < count; k++)
        top = fmax(top, x[k]);
    if (isinf(top))
        return top;
    for (int k = 0; k < count; k++)
        sum += exp(x[k] - top);
    return top + log(sum);
}
