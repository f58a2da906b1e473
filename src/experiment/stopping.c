#include "experiment/stopping.h"

#include "num/anova.h"
#include <math.h>

double stopping_half_width(double confidence, int n, double sd)
{
    if (n < 2)
        return INFINITY;
    return num_t_quantile((1 + confidence) / 2, n - 1) * sd / sqrt(n);
}

int stopping_next(const struct stopping *rule, int n, double sd)
{
    double now = stopping_half_width(rule->confidence, n, sd);
    if (now <= rule->half_width || n >= rule->most)
        return n;
    double ratio = now / rule->half_width;
    double wanted = 1.1 * n * ratio * ratio; /* a tenth more: s is uncertain */
    double next = fmin(fmin(ceil(wanted), 4.0 * n), rule->most);
    return (int)fmax(next, n + 1);
}
