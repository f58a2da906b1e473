#include "num/psis.h"

#include <math.h>

enum { GRID = 30, FACTORS = 8, GRID_MAX = 512 };

/* The paper's prior: k is drawn towards 0.5 as by ten more values. */
#define PRIOR_WEIGHT 10.0
#define PRIOR_K 0.5
/* A tail this flat (largest over cutoff) is left as it is, as R's loo does. */
#define FLAT 1e-14

/* Mean of log(1 - theta x): a log for every few factors. Each factor is over 0, and
 * none leaves 1e-30 to 1e30 but where the product of all would do. */
static double mean_log(double theta, const double *x, size_t n)
{
    double sum = 0.0;
    size_t i = 0;
    for (; i + FACTORS <= n; i += FACTORS) {
        double product = 1.0;
        for (size_t f = 0; f < FACTORS; f++)
            product *= 1.0 - theta * x[i + f];
        sum += log(product);
    }
    for (; i < n; i++)
        sum += log(1.0 - theta * x[i]);
    return sum / (double)n;
}

/* Profile log-likelihood of theta = -k / sigma, over n. */
static double profile(double theta, const double *x, size_t n)
{
    double k = mean_log(theta, x, n);
    return log(-theta / k) - k - 1.0;
}

struct pareto pareto_fit(const double *x, size_t n)
{
    struct pareto none = {INFINITY, NAN};
    if (n < 5)
        return none;
    size_t grid = GRID + (size_t)sqrt((double)n);
    grid = grid < GRID_MAX ? grid : GRID_MAX;
    double quarter = x[(size_t)floor((double)n / 4.0 + 0.5) - 1], largest = x[n - 1];
    if (!(quarter > 0.0) || !isfinite(largest))
        return none;
    double theta[GRID_MAX], height[GRID_MAX];
    double top = -INFINITY;
    for (size_t j = 0; j < grid; j++) {
        theta[j] = 1.0 / largest +
                   (1.0 - sqrt((double)grid / ((double)j + 0.5))) / (3.0 * quarter);
        height[j] = (double)n * profile(theta[j], x, n);
        top = height[j] > top ? height[j] : top;
    }
    double sum = 0.0, mean = 0.0;
    for (size_t j = 0; j < grid; j++) {
        double weight = isfinite(height[j]) ? exp(height[j] - top) : 0.0;
        sum += weight;
        mean += weight * theta[j];
    }
    mean /= sum;
    double k = mean_log(mean, x, n);
    if (!isfinite(k) || k == 0.0)
        return none;
    double count = (double)n;
    return (struct pareto){
        (k * count + PRIOR_K * PRIOR_WEIGHT) / (count + PRIOR_WEIGHT), -k / mean};
}

size_t psis_tail(size_t draws, double efficiency)
{
    double fifth = 0.2 * (double)draws;
    double root = 3.0 * sqrt((double)draws / efficiency);
    return (size_t)ceil(fifth < root ? fifth : root);
}

/* Quantile of the generalised Pareto distribution. */
static double pareto_quantile(struct pareto g, double p)
{
    double log_left = log1p(-p);
    if (fabs(g.k) < 1e-12)
        return -g.sigma * log_left;
    return g.sigma * expm1(-g.k * log_left) / g.k;
}

double psis_smooth(const double *tail, size_t n, double cutoff, double *work,
                   double *out)
{
    double largest = tail[n - 1];
    for (size_t i = 0; i < n; i++)
        out[i] = tail[i];
    if (largest - cutoff <= FLAT * largest)
        return -INFINITY;
    for (size_t i = 0; i < n; i++)
        work[i] = tail[i] - cutoff;
    struct pareto g = pareto_fit(work, n);
    if (!isfinite(g.k))
        return g.k;
    for (size_t i = 0; i < n; i++) {
        double at = cutoff + pareto_quantile(g, ((double)i + 0.5) / (double)n);
        out[i] = at < largest ? at : largest;
    }
    return g.k;
}
