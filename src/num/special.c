/* Special functions: logistic, normal; and plain statistics of an array. */
#include "num/special.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double sqrt_half = 0.70710678118654752440;
static const double inv_sqrt_two_pi = 0.39894228040143267794;
static const double log_sqrt_two_pi = 0.91893853320467274178;

double num_logistic(double x)
{
    if (x >= 0.0)
        return 1.0 / (1.0 + exp(-x));
    double e = exp(x);
    return e / (1.0 + e);
}

double num_log1pexp(double x)
{
    return x > 0.0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

double num_normal_pdf(double x)
{
    return inv_sqrt_two_pi * exp(-0.5 * x * x);
}

double num_normal_cdf(double x)
{
    return 0.5 * erfc(-x * sqrt_half);
}

/* log of x Phi(-x) / phi(x) by its asymptotic series (Abramowitz and Stegun
 * 26.2.12); at x >= 20 six terms are exact to double precision. */
static double log_mills_series(double x)
{
    double r = 1.0 / (x * x);
    double sum = 1.0 - 11.0 * r;
    for (int k = 9; k >= 1; k -= 2)
        sum = 1.0 - (double)k * r * sum;
    return log(sum);
}

double num_normal_log_cdf(double x)
{
    if (x > 0.0)
        return log1p(-0.5 * erfc(x * sqrt_half));
    if (x > -20.0)
        return log(0.5 * erfc(-x * sqrt_half));
    return -0.5 * x * x - log_sqrt_two_pi - log(-x) + log_mills_series(-x);
}

static double ratio(const double num[8], const double den[8], double r)
{
    double n = num[7];
    double d = den[7];
    for (int k = 6; k >= 0; k--) {
        n = n * r + num[k];
        d = d * r + den[k];
    }
    return n / d;
}

/* Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
 * Applied Statistics 37(3), 1988; the 16-digit version. */
double num_normal_quantile(double p)
{
    static const double near_num[8] = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
        1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
        3.3430575583588128105e4, 2.5090809287301226727e3};
    static const double near_den[8] = {1.0,
                                       4.2313330701600911252e1,
                                       6.8718700749205790830e2,
                                       5.3941960214247511077e3,
                                       2.1213794301586595867e4,
                                       3.9307895800092710610e4,
                                       2.8729085735721942674e4,
                                       5.2264952788528545610e3};
    static const double middle_num[8] = {
        1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double middle_den[8] = {1.0,
                                         2.05319162663775882187e0,
                                         1.67638483018380384940e0,
                                         6.89767334985100004550e-1,
                                         1.48103976427480074590e-1,
                                         1.51986665636164571966e-2,
                                         5.47593808499534494600e-4,
                                         1.05075007164441684324e-9};
    static const double far_num[8] = {
        6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double far_den[8] = {1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};
    if (!(p > 0.0 && p < 1.0)) {
        if (p == 0.0)
            return -INFINITY;
        return p == 1.0 ? INFINITY : NAN;
    }
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * ratio(near_num, near_den, 0.180625 - q * q);
    double r = sqrt(-log(q < 0.0 ? p : 1.0 - p));
    double x = r <= 5.0 ? ratio(middle_num, middle_den, r - 1.6)
                        : ratio(far_num, far_den, r - 5.0);
    return q < 0.0 ? -x : x;
}

double num_quantile_sorted(const double *sorted, size_t count, double p)
{
    if (count == 0)
        return NAN;
    double at = p * (double)(count - 1);
    if (!(at > 0.0))
        return sorted[0];
    size_t low = (size_t)at;
    if (low >= count - 1)
        return sorted[count - 1];
    double part = at - (double)low;
    return sorted[low] + part * (sorted[low + 1] - sorted[low]);
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static void sort_few(double *x, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double value = x[i];
        size_t k = i;
        for (; k > 0 && x[k - 1] > value; k--)
            x[k] = x[k - 1];
        x[k] = value;
    }
}

static double median_of_three(double a, double b, double c)
{
    double low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Hoare's partition: nothing before the returned place is above what follows it. */
static size_t part_in_two(double *x, size_t count)
{
    double pivot = median_of_three(x[0], x[count / 2], x[count - 1]);
    size_t low = 0, high = count - 1;
    for (;; low++, high--) {
        while (x[low] < pivot)
            low++;
        while (x[high] > pivot)
            high--;
        if (low >= high)
            return low; /* never 0: the median has one that is no larger before it */
        double moved = x[low];
        x[low] = x[high];
        x[high] = moved;
    }
}

/* Quicksort, `depth` partitions deep at the most: an order that defeats it is left to
 * the library's, which asks a function for every comparison. */
static void sort_numbers(double *x, size_t count, int depth)
{
    while (count > 24 && depth-- > 0) {
        size_t first = part_in_two(x, count);
        bool shorter = first < count - first;
        sort_numbers(shorter ? x : x + first, shorter ? first : count - first, depth);
        x = shorter ? x + first : x;
        count = shorter ? count - first : first;
    }
    if (count > 24)
        qsort(x, count, sizeof *x, compare_doubles);
    else
        sort_few(x, count);
}

void num_sort(double *values, size_t count)
{
    size_t known = 0;
    int depth = 0;
    for (size_t i = 0; i < count; i++) {
        double value = values[i];
        if (isnan(value))
            continue;
        values[i] = values[known];
        values[known++] = value;
    }
    for (size_t n = known; n > 0; n /= 2)
        depth += 2;
    sort_numbers(values, known, depth);
}

double num_mean(const double *values, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return count ? sum / (double)count : NAN;
}

double num_variance(const double *values, size_t count)
{
    if (count < 2)
        return NAN;
    double mean = num_mean(values, count);
    double sum = 0.0;
    for (size_t i = 0; i < count; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum / (double)(count - 1);
}
