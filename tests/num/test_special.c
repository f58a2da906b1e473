/* Special functions against values of R 4.2.2 (pnorm, qnorm, quantile) and
 * identities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/special.h"
#include <math.h>

static void near(double got, double want, double relative)
{
    if (fabs(got - want) > relative * fabs(want))
        fail_msg("got %.17g, want %.17g", got, want);
}

static void test_normal_cdf(void **state)
{
    (void)state;
    near(num_normal_cdf(-1), 1.5865525393145705e-01, 4e-16);
    near(num_normal_cdf(-3), 1.3498980316300946e-03, 4e-15);
    near(num_normal_cdf(-8), 6.2209605742717849e-16, 1e-14);
    near(num_normal_cdf(2), 9.7724986805182079e-01, 4e-16);
    near(num_normal_pdf(0), 0.3989422804014327, 4e-16);
}

static void test_normal_log_cdf(void **state)
{
    (void)state;
    near(num_normal_log_cdf(-0.5), -1.1759117615936185e+00, 4e-16);
    near(num_normal_log_cdf(-5), -1.5064998393988725e+01, 4e-16);
    near(num_normal_log_cdf(-15), -1.1613138484571169e+02, 4e-16);
    near(num_normal_log_cdf(-25), -3.1663940800802027e+02, 4e-16);
    near(num_normal_log_cdf(-40), -8.0460844201375380e+02, 4e-16);
    near(num_normal_log_cdf(-1000), -5.0000782669481216e+05, 4e-16);
    near(num_normal_log_cdf(3), -1.3508099647481938e-03, 2e-15);
    near(num_normal_log_cdf(-20 - 1e-12), num_normal_log_cdf(-20 + 1e-12), 1e-12);
}

static void test_normal_quantile(void **state)
{
    (void)state;
    near(num_normal_quantile(0.975), 1.9599639845400536e+00, 4e-16);
    near(num_normal_quantile(1e-3), -3.0902323061678132e+00, 4e-16);
    near(num_normal_quantile(1e-10), -6.3613409024040557e+00, 4e-16);
    near(num_normal_quantile(1e-300), -3.7047096299361201e+01, 1e-15);
    near(num_normal_quantile(0.5001), 2.5066283008800752e-04, 1e-12);
    assert_true(num_normal_quantile(0.5) == 0);
    assert_true(isinf(num_normal_quantile(0)) && isinf(num_normal_quantile(1)));
    assert_true(isnan(num_normal_quantile(-0.1)) && isnan(num_normal_quantile(NAN)));
    for (int i = 1; i < 1000; i++) {
        double p = i / 1000.0;
        near(num_normal_cdf(num_normal_quantile(p)), p, 2e-15);
    }
}

static void test_logistic(void **state)
{
    (void)state;
    near(num_logistic(log(3)), 0.75, 4e-16);
    near(num_logistic(-700), exp(-700), 1e-14);
    assert_true(num_logistic(800) == 1 && num_logistic(-800) == 0);
    near(num_log1pexp(0), log(2), 4e-16);
    near(num_log1pexp(800), 800, 0);
    near(num_log1pexp(-700), exp(-700), 1e-14);
    for (double x = -30; x <= 30; x += 0.37)
        near(num_log1pexp(x) - num_log1pexp(-x), x, 1e-13);
}

static void test_quantile_type7(void **state)
{
    (void)state;
    double x[] = {16, 1, 25, 9, 4};
    num_sort(x, 5);
    near(num_quantile_sorted(x, 5, 0.10), 2.2, 1e-15);
    near(num_quantile_sorted(x, 5, 0.33), 5.6, 1e-15);
    near(num_quantile_sorted(x, 5, 0.90), 21.4, 1e-15);
    near(num_quantile_sorted(x, 5, 0), 1, 0);
    near(num_quantile_sorted(x, 5, 1), 25, 0);
    near(num_quantile_sorted(x, 1, 0.7), 1, 0);
    assert_true(isnan(num_quantile_sorted(x, 0, 0.5)));
}

static void test_sort_puts_nan_last(void **state)
{
    (void)state;
    double x[] = {NAN, 2, -1, NAN, 0};
    num_sort(x, 5);
    assert_true(x[0] == -1 && x[1] == 0 && x[2] == 2 && isnan(x[3]) && isnan(x[4]));
}

/* What `kind` of order the k-th of n numbers is in. */
static double in_order(int kind, int k, int n)
{
    switch (kind) {
    case 0:
        return k;
    case 1:
        return -k;
    case 2:
        return k < n / 2 ? k : n - k; /* up and down again */
    case 3:
        return k % 3;
    case 4:
        return 7;
    default:
        return (k * 7919 + 13) % 10007 - 5000.5; /* as if at random */
    }
}

/* Of any length and in any order: each next is no smaller, and they are the same
 * numbers, by their sum and the sum of their squares. */
static void test_sort_any_order(void **state)
{
    (void)state;
    static double x[5000];
    for (int kind = 0; kind < 6; kind++)
        for (int n = 0; n < 5000; n = n < 60 ? n + 1 : n * 3) {
            double sum = 0, squares = 0;
            for (int k = 0; k < n; k++) {
                x[k] = in_order(kind, k, n);
                sum += x[k];
                squares += x[k] * x[k];
            }
            num_sort(x, (size_t)n);
            for (int k = 0; k < n; k++) {
                assert_true(k == 0 || x[k - 1] <= x[k]);
                sum -= x[k];
                squares -= x[k] * x[k];
            }
            assert_true(sum == 0 && squares == 0);
        }
}

static void test_mean_and_variance(void **state)
{
    (void)state;
    const double x[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    near(num_mean(x, 4), 1e9 + 10, 0);
    near(num_variance(x, 4), 30, 1e-15);
    assert_true(isnan(num_mean(x, 0)) && isnan(num_variance(x, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal_cdf),
        cmocka_unit_test(test_normal_log_cdf),
        cmocka_unit_test(test_normal_quantile),
        cmocka_unit_test(test_logistic),
        cmocka_unit_test(test_quantile_type7),
        cmocka_unit_test(test_sort_puts_nan_last),
        cmocka_unit_test(test_sort_any_order),
        cmocka_unit_test(test_mean_and_variance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
