#include "num/anova.h"

#include <math.h>

/* --- F and t ------------------------------------------------------------- */

/* Continued fraction of the incomplete beta function (modified Lentz); converges
 * fast for x < (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b)
{
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double h = d;
    for (int m = 1; m < 500; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + even * d;
        c = 1 + even / c;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        h *= d * (c = fabs(c) < tiny ? tiny : c);
        d = 1 + odd * d;
        c = 1 + odd / c;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        double step = d * (c = fabs(c) < tiny ? tiny : c);
        h *= step;
        if (fabs(step - 1) < 1e-15)
            break;
    }
    return h;
}

/* Regularised incomplete beta function. */
static double beta_cdf(double x, double a, double b)
{
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    int sign; /* lgamma itself writes a global */
    double front = exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) -
                       lgamma_r(b, &sign) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double num_f_cdf(double x, double a, double b)
{
    return x <= 0 ? 0 : beta_cdf(a * x / (a * x + b), a / 2, b / 2);
}

/* By bisection on the logarithm: the function is monotone and needs no start. */
double num_f_quantile(double p, double a, double b)
{
    double low = -60, high = 60;
    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;
        if (num_f_cdf(exp(middle), a, b) < p)
            low = middle;
        else
            high = middle;
    }
    return exp((low + high) / 2);
}

/* t squared is F with 1 and `freedom`. */
double num_t_quantile(double p, double freedom)
{
    double t = sqrt(num_f_quantile(fabs(2 * p - 1), 1, freedom));
    return p < 0.5 ? -t : t;
}

/* --- the split ----------------------------------------------------------- */

static const struct anova unknown = {NAN, NAN, NAN, NAN, NAN, 0, 0};

struct sums {
    double *count; /* [sets] */
    double *mean;  /* [sets] */
    double n;
    double grand;
    int used; /* sets with a value */
};

static void add_up(const double *values, const int *set, int count, int sets,
                   struct sums *s)
{
    for (int i = 0; i < sets; i++)
        s->count[i] = s->mean[i] = 0;
    for (int i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        s->count[set[i]] += 1;
        s->mean[set[i]] += values[i];
        s->grand += values[i];
        s->n += 1;
    }
    s->grand /= s->n;
    for (int i = 0; i < sets; i++) {
        if (s->count[i] > 0) {
            s->mean[i] /= s->count[i];
            s->used++;
        }
    }
}

/* Share of luck when the ratio of the variances of sets and luck is `theta`. */
static double share_of(double theta)
{
    return 1 / (1 + (theta > 0 ? theta : 0));
}

struct anova anova_split(const double *values, const int *set, int count, int sets,
                         double *work)
{
    struct sums s = {.count = work, .mean = work + sets};
    add_up(values, set, count, sets, &s);
    double a = s.used - 1, b = s.n - s.used;
    if (a < 1 || b < 1)
        return unknown;
    double within = 0, between = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        double d = isnan(values[i]) ? 0 : values[i] - s.mean[set[i]];
        within += d * d / b;
    }
    for (int i = 0; i < sets; i++) {
        double d = s.mean[i] - s.grand;
        between += s.count[i] > 0 ? s.count[i] * d * d / a : 0;
        squares += s.count[i] * s.count[i];
    }
    if (!(within + between > 0))
        return unknown;
    double each = (s.n - squares / s.n) / a; /* values a set, corrected */
    struct anova out = {.within = within,
                        .between = between > within ? (between - within) / each : 0,
                        .within_freedom = (int)b,
                        .between_freedom = (int)a};
    out.share = within / (within + out.between);
    if (!(within > 0)) { /* luck moves nothing */
        out.share_low = out.share_high = 0;
        return out;
    }
    double f = between / within;
    out.share_high = share_of((f / num_f_quantile(0.95, a, b) - 1) / each);
    out.share_low = share_of((f / num_f_quantile(0.05, a, b) - 1) / each);
    return out;
}
