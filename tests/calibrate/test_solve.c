/* Calibration against problems whose posterior is known: a linear simulator with
 * normal errors (conjugate, the prior nearly flat over the posterior), a parameter
 * that nothing observes, and a curved simulator on a grid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calibrate/emulator.h"
#include "calibrate/sampler.h"
#include "calibrate/solve.h"
#include "num/rng.h"
#include "num/special.h"
#include "support/support.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void near(const char *what, double got, double want, double within)
{
    if (!(fabs(got - want) <= within))
        fail_msg("%s: got %.5g, want %.5g within %g", what, got, want, within);
}

static const struct solve_options options = {
    .waves = 3, .runs = 80, .check = 400, .draws = 400, .sweeps = 8000};

static double mean_of(const struct solution *s, int i)
{
    double sum = 0;
    for (int d = 0; d < s->draws; d++)
        sum += s->x[d * s->dim + i] / s->draws;
    return sum;
}

static double sd_of(const struct solution *s, int i)
{
    double mean = mean_of(s, i), sum = 0;
    for (int d = 0; d < s->draws; d++)
        sum += pow(s->x[d * s->dim + i] - mean, 2) / (s->draws - 1);
    return sqrt(sum);
}

/* y0 = x0 + x1, y1 = x0 - x1; x2 moves nothing. */
static enum aisle_status linear(struct aisle_ctx *ctx, void *user, int count,
                                const double *x, double *y)
{
    (void)ctx;
    *(int *)user += count;
    for (int i = 0; i < count; i++) {
        y[2 * i] = x[3 * i] + x[3 * i + 1];
        y[2 * i + 1] = x[3 * i] - x[3 * i + 1];
    }
    return AISLE_OK;
}

/* With sd s on both, x0 and x1 are independent with sd s / sqrt(2), means 0.55, 0.35;
 * x2 stays uniform: sd 1 / sqrt(12). 400 draws: standard errors of a twentieth. */
static void test_linear(void **state)
{
    (void)state;
    const double peak[] = {NAN, NAN, NAN}, observed[] = {0.9, 0.2}, sd[] = {0.04, 0.04};
    int runs = 0;
    struct problem p = {3, peak, 2, observed, sd, linear, &runs, 1};
    struct solution s = {0};
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(solve(ctx, &p, &options, &s), AISLE_OK);
    double want = 0.04 / sqrt(2);
    near("mean of x0", mean_of(&s, 0), 0.55, 4.5 * want / 20);
    near("mean of x1", mean_of(&s, 1), 0.35, 4.5 * want / 20);
    near("sd of x0", sd_of(&s, 0), want, 0.2 * want);
    near("sd of x1", sd_of(&s, 1), want, 0.2 * want);
    near("mean of x2", mean_of(&s, 2), 0.5, 0.07);
    near("sd of x2", sd_of(&s, 2), sqrt(1.0 / 12), 0.03);
    assert_int_equal(runs, s.evaluations);
    assert_int_equal(runs, 3 * 80 + 400);
    assert_true(s.weighted && s.weight_ess > 350 && s.rhat < 1.02);
    assert_true(s.explained[0] > 0.999999);
    assert_true(s.wave[1].plausible < 0.25 && s.wave[0].plausible == 1);
    solution_clear(&s);
    aisle_ctx_free(ctx);
}

/* Curved, with a triangular prior: y = exp(2 x0) + x1^2. The posterior of x0 on a grid. */
static enum aisle_status curved(struct aisle_ctx *ctx, void *user, int count,
                                const double *x, double *y)
{
    (void)ctx;
    (void)user;
    for (int i = 0; i < count; i++)
        y[i] = exp(2 * x[2 * i]) + x[2 * i + 1] * x[2 * i + 1];
    return AISLE_OK;
}

static void test_curved(void **state)
{
    (void)state;
    enum { GRID = 400 };
    const double peak[] = {0.3, NAN}, observed[] = {2.5}, sd[] = {0.1};
    struct problem p = {2, peak, 1, observed, sd, curved, NULL, 1};
    double whole = 0, mean = 0, square = 0;
    for (int i = 0; i < GRID; i++)
        for (int j = 0; j < GRID; j++) {
            double x[2] = {(i + 0.5) / GRID, (j + 0.5) / GRID}, y;
            curved(NULL, NULL, 1, x, &y);
            double w = exp(problem_log_prior(&p, x) - pow((y - 2.5) / 0.1, 2) / 2);
            whole += w;
            mean += w * x[0];
            square += w * x[0] * x[0];
        }
    mean /= whole;
    double want = sqrt(square / whole - mean * mean);
    struct solution s = {0};
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(solve(ctx, &p, &options, &s), AISLE_OK);
    near("mean of x0", mean_of(&s, 0), mean, 4.5 * want / 20);
    near("sd of x0", sd_of(&s, 0), want, 0.2 * want);
    assert_true(s.weighted);
    solution_clear(&s);
    aisle_ctx_free(ctx);
}

static void test_repeats(void **state)
{
    (void)state;
    const double peak[] = {0.3, NAN}, observed[] = {2.5}, sd[] = {0.1};
    struct problem p = {2, peak, 1, observed, sd, curved, NULL, 1};
    struct solution a = {0}, b = {0};
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(solve(ctx, &p, &options, &a), AISLE_OK);
    assert_int_equal(solve(ctx, &p, &options, &b), AISLE_OK);
    assert_memory_equal(a.x, b.x, (size_t)(a.draws * 2) * sizeof(double));
    p.seed = 2;
    solution_clear(&b);
    assert_int_equal(solve(ctx, &p, &options, &b), AISLE_OK);
    assert_memory_not_equal(a.x, b.x, (size_t)(a.draws * 2) * sizeof(double));
    solution_clear(&a);
    solution_clear(&b);
    aisle_ctx_free(ctx);
}

/* A simulator that fails, or a user who stops: the status comes back, `out` stays. */
static enum aisle_status failing(struct aisle_ctx *ctx, void *user, int count,
                                 const double *x, double *y)
{
    (void)user, (void)count, (void)x, (void)y;
    return ctx_fail(ctx, AISLE_INPUT, "no such world");
}

static void test_fails(void **state)
{
    (void)state;
    const double peak[] = {NAN, NAN}, observed[] = {1}, sd[] = {1};
    struct problem p = {2, peak, 1, observed, sd, failing, NULL, 1};
    struct solution s = {0};
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(solve(ctx, &p, &options, &s), AISLE_INPUT);
    assert_null(s.x);
    p.run = curved;
    aisle_ctx_cancel(ctx);
    assert_int_equal(solve(ctx, &p, &options, &s), AISLE_CANCELLED);
    assert_null(s.x);
    aisle_ctx_free(ctx);
}

static enum aisle_status solve_small(struct aisle_ctx *ctx, void *user)
{
    static const double peak[] = {NAN, NAN}, observed[] = {2.5}, sd[] = {0.3};
    static const struct solve_options small = {
        .waves = 3, .runs = 12, .check = 10, .draws = 5, .sweeps = 400};
    struct problem p = {2, peak, 1, observed, sd, curved, NULL, 1};
    struct solution s = {0};
    (void)user;
    enum aisle_status status = solve(ctx, &p, &small, &s);
    solution_clear(&s);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(solve_small, NULL) > 20);
}

/* The sampler on a correlated normal: closed form. */
static double correlated(void *user, const double *x)
{
    (void)user;
    double a = (x[0] - 0.5) / 0.05, b = (x[1] - 0.5) / 0.05, r = 0.95;
    return -(a * a - 2 * r * a * b + b * b) / (2 * (1 - r * r));
}

static void test_sampler(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    static double out[DRAWS * 2];
    double starts[SAMPLER_CHAINS * 2];
    struct sampler_result result;
    for (int i = 0; i < SAMPLER_CHAINS * 2; i++)
        starts[i] = 0.3 + 0.1 * (i / 2);
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(
        sampler_run(ctx, 2, correlated, NULL, 5, starts, 20000, DRAWS, out, &result),
        AISLE_OK);
    double mean = 0, square = 0, cross = 0;
    for (int d = 0; d < DRAWS; d++) {
        double a = out[2 * d] - 0.5, b = out[2 * d + 1] - 0.5;
        mean += a / DRAWS;
        square += a * a / DRAWS;
        cross += a * b / DRAWS;
    }
    near("mean", mean, 0, 0.006);
    near("sd", sqrt(square), 0.05, 0.004);
    near("correlation", cross / square, 0.95, 0.03);
    assert_true(result.rhat < 1.02 && result.ess > 800);
    aisle_ctx_free(ctx);
}

/* Leave-one-out error by the hat matrix is that of fitting again without the run. */
static void test_emulator(void **state)
{
    (void)state;
    enum { N = 30, D = 2 };
    double x[N * D], y[N];
    struct rng rng = rng_stream(2, 1, 0, 0);
    for (int i = 0; i < N * D; i++)
        x[i] = rng_unit(&rng);
    for (int i = 0; i < N; i++)
        y[i] = 3 + 2 * x[2 * i] - x[2 * i] * x[2 * i + 1] + 0.1 * rng_normal(&rng);
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct emulator e = {0};
    assert_int_equal(emulator_fit(ctx, D, 1, N, x, y, &e), AISLE_OK);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        double rest_x[N * D], rest_y[N], got;
        struct emulator without = {0};
        memcpy(rest_x, x, sizeof rest_x);
        memcpy(rest_y, y, sizeof rest_y);
        memcpy(rest_x + D * i, x + D * (N - 1), D * sizeof *x);
        rest_y[i] = y[N - 1];
        assert_int_equal(emulator_fit(ctx, D, 1, N - 1, rest_x, rest_y, &without),
                         AISLE_OK);
        emulator_at(&without, x + D * i, &got);
        sum += pow(got - y[i], 2) / N;
        emulator_clear(&without);
    }
    near("leave-one-out", e.sd[0], sqrt(sum), 0.15 * sqrt(sum)); /* ridge may differ */
    assert_true(e.explained[0] > 0.8);
    emulator_clear(&e);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_emulator), cmocka_unit_test(test_sampler),
        cmocka_unit_test(test_linear),   cmocka_unit_test(test_curved),
        cmocka_unit_test(test_repeats),  cmocka_unit_test(test_fails),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
