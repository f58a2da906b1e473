#include "calibrate/problem.h"

#include <math.h>

double problem_log_prior(const struct problem *problem, const double *x)
{
    double sum = 0;
    for (int i = 0; i < problem->dim; i++) {
        double peak = problem->peak[i];
        if (!(x[i] > 0 && x[i] < 1))
            return -INFINITY;
        if (isnan(peak))
            continue;
        sum += log(x[i] < peak ? x[i] / peak : (1 - x[i]) / (1 - peak));
    }
    return sum;
}

double problem_quantile(const struct problem *problem, int i, double u)
{
    double peak = problem->peak[i];
    if (isnan(peak))
        return u;
    return u < peak ? sqrt(u * peak) : 1 - sqrt((1 - u) * (1 - peak));
}

double problem_prior_mean(const struct problem *problem, int i)
{
    double peak = problem->peak[i];
    return isnan(peak) ? 0.5 : (1 + peak) / 3;
}

double problem_prior_sd(const struct problem *problem, int i)
{
    double peak = problem->peak[i];
    return sqrt(isnan(peak) ? 1.0 / 12 : (1 - peak + peak * peak) / 18);
}
