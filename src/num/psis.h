/* Pareto-smoothed importance sampling.
 *
 * The largest importance ratios are replaced by the expected order statistics of a
 * generalised Pareto distribution fitted to them; its shape k says whether the
 * ratios have a mean that draws can find (k over 0.7: not with draws of any practical
 * number).
 *
 * Sources: Vehtari, Simpson, Gelman, Yao and Gabry, "Pareto smoothed importance
 * sampling", Journal of Machine Learning Research 25(72), 2024; the fit: Zhang and
 * Stephens, "A new and efficient estimation method for the generalized Pareto
 * distribution", Technometrics 51(3), 2009. */
#ifndef AISLE_NUM_PSIS_H
#define AISLE_NUM_PSIS_H

#include <stddef.h>

/* Shape k (with the paper's weak prior towards 0.5) and scale of the generalised
 * Pareto distribution of `x`, n sorted values over 0. k is INFINITY when they
 * cannot be told apart. Cost: n (30 + sqrt n) multiplications. */
struct pareto {
    double k;
    double sigma;
};
struct pareto pareto_fit(const double *x, size_t n);

/* How many ratios make the tail of `draws`, of which a share `efficiency` is worth
 * independent ones; under 5: too few to fit. */
size_t psis_tail(size_t draws, double efficiency);

/* Smooth the tail: `tail` holds the n largest ratios, sorted, and `cutoff` is the
 * largest of the rest; `out` [n] gets what stands for them, never over the largest.
 * Returns k: -INFINITY when the tail is flat and needs none. */
double psis_smooth(const double *tail, size_t n, double cutoff, double *work,
                   double *out);

#endif
