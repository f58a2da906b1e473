/* Special functions and quantiles that several rooms need. */
#ifndef AISLE_NUM_SPECIAL_H
#define AISLE_NUM_SPECIAL_H

#include <stddef.h>

double num_logistic(double x);
double num_log1pexp(double x); /* log(1 + e^x), no overflow */
double num_normal_pdf(double x);
double num_normal_cdf(double x);
double num_normal_log_cdf(double x);  /* exact in the left tail */
double num_normal_quantile(double p); /* p in (0,1); Wichura AS241 */

/* Quantile by linear interpolation (R type 7) of sorted values. */
double num_quantile_sorted(const double *sorted, size_t count, double p);
/* Sort in place, ascending; NANs stand last. */
void num_sort(double *values, size_t count);
double num_mean(const double *values, size_t count);
double num_variance(const double *values, size_t count); /* n - 1 */

#endif
