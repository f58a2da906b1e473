/* Morris on linear functions, Sobol on Ishigami's: both have closed forms; warm-up on
 * a series whose transient is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "experiment/morris.h"
#include "experiment/sobol.h"
#include "experiment/warmup.h"
#include "num/rng.h"
#include <math.h>
#include <stdlib.h>

static void near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within))
        fail_msg("got %.6g, want %.6g within %g", got, want, within);
}

/* --- Morris -------------------------------------------------------------- */

enum { DIM = 6, TRAJECTORIES = 20, POINTS = TRAJECTORIES * (DIM + 1) };

struct design {
    double points[POINTS * DIM];
    int moved[POINTS];
};

/* Each walk moves every coordinate once, by one step, inside the cube. */
static void test_morris_walks(void **state)
{
    (void)state;
    static struct design d;
    morris_design(3, TRAJECTORIES, DIM, d.points, d.moved);
    for (int t = 0; t < TRAJECTORIES; t++) {
        int seen[DIM] = {0};
        assert_int_equal(d.moved[t * (DIM + 1)], -1);
        for (int k = 1; k <= DIM; k++) {
            int at = t * (DIM + 1) + k;
            seen[d.moved[at]]++;
            for (int i = 0; i < DIM; i++) {
                double change = d.points[at * DIM + i] - d.points[(at - 1) * DIM + i];
                near(fabs(change), i == d.moved[at] ? 4.0 / 7 : 0, 1e-12);
                assert_true(d.points[at * DIM + i] >= -1e-12 &&
                            d.points[at * DIM + i] <= 1 + 1e-12);
            }
        }
        for (int i = 0; i < DIM; i++)
            assert_int_equal(seen[i], 1);
    }
}

/* y = sum (i - 2) x_i: effects are the slopes exactly, with no spread. */
static void test_morris_linear(void **state)
{
    (void)state;
    static struct design d;
    double y[POINTS] = {0};
    struct morris_effect out[DIM];
    morris_design(3, TRAJECTORIES, DIM, d.points, d.moved);
    for (int p = 0; p < POINTS; p++)
        for (int i = 0; i < DIM; i++)
            y[p] += (i - 2) * d.points[p * DIM + i];
    morris_effects(TRAJECTORIES, DIM, d.points, d.moved, y, out);
    for (int i = 0; i < DIM; i++) {
        near(out[i].mu, i - 2, 1e-10);
        near(out[i].mu_star, abs(i - 2), 1e-10);
        near(out[i].sigma, 0, 1e-10);
    }
}

/* A product is seen as spread: mu_star of x0 x1 is the mean of the other, a half. */
static void test_morris_interaction(void **state)
{
    (void)state;
    static struct design d;
    double y[POINTS];
    struct morris_effect out[DIM];
    morris_design(3, TRAJECTORIES, DIM, d.points, d.moved);
    for (int p = 0; p < POINTS; p++)
        y[p] = d.points[p * DIM] * d.points[p * DIM + 1];
    morris_effects(TRAJECTORIES, DIM, d.points, d.moved, y, out);
    near(out[0].mu, 0.5, 0.25);
    assert_true(out[0].sigma > 0.1);
    near(out[2].mu_star, 0, 1e-12);
}

/* --- Sobol --------------------------------------------------------------- */

static void test_latin(void **state)
{
    (void)state;
    enum { N = 50, D = 3 };
    double points[N * D];
    latin_hypercube(5, 0, N, D, points);
    for (int d = 0; d < D; d++) {
        int seen[N] = {0};
        for (int i = 0; i < N; i++)
            seen[(int)(points[i * D + d] * N)]++;
        for (int i = 0; i < N; i++)
            assert_int_equal(seen[i], 1); /* one in each stratum */
    }
}

/* Ishigami and Homma 1990: sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]^3 has
 * S = (0.3139, 0.4424, 0), ST = (0.5576, 0.4424, 0.2437). */
static void test_ishigami(void **state)
{
    (void)state;
    enum { BASE = 4096, D = 3, COUNT = BASE * (D + 2) };
    const double pi = 3.14159265358979, first[] = {0.3139, 0.4424, 0},
                 total[] = {0.5576, 0.4424, 0.2437};
    double *points = mem_new(COUNT * D, sizeof *points);
    double *y = mem_new(COUNT, sizeof *y);
    double *work = mem_new(2 * SOBOL_RESAMPLES, sizeof *work);
    struct sobol_index out[D];
    sobol_design(1, BASE, D, points);
    for (int i = 0; i < COUNT; i++) {
        double x[D];
        for (int d = 0; d < D; d++)
            x[d] = pi * (2 * points[i * D + d] - 1);
        y[i] = sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
    }
    sobol_indices(1, BASE, D, y, work, out);
    for (int d = 0; d < D; d++) {
        near(out[d].first, first[d], 0.05);
        near(out[d].total, total[d], 0.04);
        assert_true(out[d].first_low <= out[d].first &&
                    out[d].first <= out[d].first_high);
        assert_true(out[d].total_low <= total[d] + 0.02 &&
                    total[d] - 0.02 <= out[d].total_high);
    }
    for (int i = 0; i < COUNT; i++)
        y[i] = 3; /* never moves */
    sobol_indices(1, BASE, D, y, work, out);
    assert_true(isnan(out[0].first) && isnan(out[0].total));
    free(points);
    free(y);
    free(work);
}

/* --- warm-up ------------------------------------------------------------- */

static void test_warmup(void **state)
{
    (void)state;
    enum { N = 200 };
    double y[N];
    struct rng rng = rng_stream(9, 1, 0, 0);
    for (int i = 0; i < N; i++)
        y[i] = rng_normal(&rng) + 40 * exp(-i / 10.0);
    int drop = warmup_mser5(y, N);
    assert_true(drop >= 20 && drop <= 60); /* the transient is below noise at 37 */
    for (int i = 0; i < N; i++)
        y[i] = 2;
    assert_int_equal(warmup_mser5(y, N), 0);
    assert_int_equal(warmup_mser5(y, 19), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_morris_walks),       cmocka_unit_test(test_morris_linear),
        cmocka_unit_test(test_morris_interaction), cmocka_unit_test(test_latin),
        cmocka_unit_test(test_ishigami),           cmocka_unit_test(test_warmup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
