#include "num/psis.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdlib.h>

#define COUNT 1000
/* In double precision, which cmocka's own does not have. */
#define assert_near(a, b, off) assert_true(fabs((a) - (b)) <= (off))

/* Smoothed estimate of the mean of 1/r under the weights r, and k. */
static double estimate(double *r, size_t n, double *k, double *largest)
{
    size_t tail = psis_tail(n, 1.0);
    double *work = calloc(2 * tail, sizeof *work);
    num_sort(r, n);
    *k = psis_smooth(r + n - tail, tail, r[n - tail - 1], work, work + tail);
    double above = (double)(n - tail), below = 0;
    for (size_t i = 0; i < n - tail; i++)
        below += r[i];
    for (size_t i = 0; i < tail; i++) {
        above += work[tail + i] / r[n - tail + i];
        below += work[tail + i];
    }
    *largest = work[2 * tail - 1];
    free(work);
    return log(above / below);
}

/* Values of R's loo 2.5.1 on R 4.2.2, psis(log(r), r_eff = 1), of ratios made from the
 * golden ratio's fractional parts. */
static void smoothing_agrees_with_r_loo(void **state)
{
    (void)state;
    static const struct {
        int kind;
        double k, elpd, largest;
    } want[] = {{0, 0.296726340632549, -0.354132248007599, 8.71855238077778},
                {1, 0.721600705804343, -1.37025077923471, 321.996894374584},
                {2, 0.0427767645473725, -0.6932118136626, 8.21817737587308}};
    for (int w = 0; w < 3; w++) {
        double r[COUNT], k, largest;
        for (int i = 0; i < COUNT; i++) {
            double u = fmod((i + 1) * 0.6180339887498949, 1.0);
            r[i] = want[w].kind == 0   ? pow(u, -0.3)
                   : want[w].kind == 1 ? pow(u, -0.8)
                                       : 1.0 - log(u);
        }
        double elpd = estimate(r, COUNT, &k, &largest);
        assert_near(k, want[w].k, 1e-9);
        assert_near(elpd, want[w].elpd, 1e-9);
        assert_near(largest / want[w].largest, 1.0, 1e-9);
    }
}

/* loo:::gpdfit(x, sort_x = FALSE), same versions. */
static void fits_agree_with_r_loo(void **state)
{
    (void)state;
    double squares[60], odds[200];
    for (int i = 0; i < 60; i++)
        squares[i] = pow(num_normal_quantile((i + 0.5) / 60), 2);
    for (int i = 0; i < 200; i++)
        odds[i] = 201.0 / (i + 1) - 1.0;
    num_sort(squares, 60);
    num_sort(odds, 200);
    struct pareto p = pareto_fit(squares, 60);
    assert_near(p.k, 0.662728012193836, 1e-9);
    assert_near(p.sigma, 0.453001871730315, 1e-9);
    p = pareto_fit(odds, 200);
    assert_near(p.k, 0.927149460571772, 1e-9);
    assert_near(p.sigma, 1.025763043650027, 1e-9);
}

/* Draws of a generalised Pareto distribution give its shape back. */
static void a_known_shape_is_found(void **state)
{
    (void)state;
    enum { N = 20000 };
    double *x = calloc(N, sizeof *x);
    for (int c = 0; c < 3; c++) {
        double k = (double[]){-0.3, 0.2, 0.6}[c];
        struct rng rng = rng_stream(7, 1, (uint32_t)c, 0);
        for (int i = 0; i < N; i++)
            x[i] = 2.0 * (pow(rng_unit(&rng), -k) - 1.0) / k;
        num_sort(x, N);
        struct pareto p = pareto_fit(x, N);
        assert_near(p.k, k, 0.05); /* 5 sd of (1 + k)/sqrt(N) */
        assert_near(p.sigma, 2.0, 0.15);
    }
    free(x);
}

static void smoothing_keeps_order_and_the_largest(void **state)
{
    (void)state;
    double tail[50], work[50], out[50];
    for (int i = 0; i < 50; i++)
        tail[i] = 1.0 + exp(0.1 * i);
    assert_true(isfinite(psis_smooth(tail, 50, 1.5, work, out)));
    for (int i = 0; i < 50; i++) {
        assert_true(out[i] >= 1.5 && out[i] <= tail[49]);
        assert_true(i == 0 || out[i] >= out[i - 1]);
    }
}

/* A flat tail, or one with ties at the bottom, is left as it is. */
static void odd_tails_are_left_alone(void **state)
{
    (void)state;
    double flat[10], ties[10] = {2, 2, 2, 2, 2, 2, 2, 3, 4, 5}, work[10], out[10];
    for (int i = 0; i < 10; i++)
        flat[i] = 2.0;
    assert_true(psis_smooth(flat, 10, 2.0, work, out) == -INFINITY);
    assert_memory_equal(out, flat, sizeof flat);
    assert_true(isinf(psis_smooth(ties, 10, 2.0, work, out)));
    assert_memory_equal(out, ties, sizeof ties);
    assert_true(isinf(pareto_fit(flat, 4).k));
}

static void the_tail_is_the_papers(void **state)
{
    (void)state;
    assert_int_equal(psis_tail(100, 1.0), 20);   /* a fifth */
    assert_int_equal(psis_tail(4000, 1.0), 190); /* 3 sqrt(4000) = 189.7 */
    assert_int_equal(psis_tail(4000, 0.25), 380);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smoothing_agrees_with_r_loo),
        cmocka_unit_test(fits_agree_with_r_loo),
        cmocka_unit_test(a_known_shape_is_found),
        cmocka_unit_test(smoothing_keeps_order_and_the_largest),
        cmocka_unit_test(odd_tails_are_left_alone),
        cmocka_unit_test(the_tail_is_the_papers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
