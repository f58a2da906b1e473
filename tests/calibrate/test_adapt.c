/* How the courts adapt: the conjugate regression against closed form and naive sums,
 * judges by interpolation, and forecasts that see no year but those before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calibrate/adapt.h"
#include <math.h>
#include <string.h>

static void near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within))
        fail_msg("got %.9g, want %.9g within %g", got, want, within);
}

/* With a prior that weighs nothing the line is least squares: y = 2 a - b exactly. */
static void test_least_squares(void **state)
{
    (void)state;
    const double x[4][2] = {{1, 0}, {0, 1}, {1, 1}, {2, 1}}, mean[2] = {0, 0};
    const double y[4] = {2, -1, 1, 3};
    struct adapt_line line = adapt_fit(4, x, y, mean, 1e-9, 1, 0.5);
    near(line.mean[0], 2, 1e-6);
    near(line.mean[1], -1, 1e-6);
    near(line.shape, 3, 1e-12);
    near(line.scale, 0.5, 1e-6);
    /* covariance is the inverse of x'x = [[6, 3], [3, 3]]: [[1/3, -1/3], [-1/3, 2/3]] */
    near(line.root[0][0] * line.root[0][0], 1.0 / 3, 1e-6);
    near(line.root[0][0] * line.root[1][0], -1.0 / 3, 1e-6);
    near(line.root[1][0] * line.root[1][0] + line.root[1][1] * line.root[1][1], 2.0 / 3,
         1e-6);
}

/* Without data the prior stands. */
static void test_prior(void **state)
{
    (void)state;
    const double x[1][2] = {{0, 0}}, y[1] = {0}, mean[2] = {0.5, 0.25};
    struct adapt_line line = adapt_fit(0, x, y, mean, 4, 2, 0.02);
    near(line.mean[0], 0.5, 1e-12);
    near(line.mean[1], 0.25, 1e-12);
    near(line.scale, 0.02, 1e-12);
    near(line.root[0][0], 0.5, 1e-12);
}

static struct aisle_bench_size bench[] = {{0, 0}, {0, 0}};
static struct aisle_court_year years[] = {{2010, 1000, 500, 400, true},
                                          {2011, 1150, 550, 420, true},
                                          {2012, 1300, 600, NAN, true},
                                          {2013, 1500, 700, 480, true}};

static struct aisle_targets record(void)
{
    struct aisle_targets t = {
        .year_count = 4, .years = years, .bench_count = 2, .bench = bench};
    bench[0] = (struct aisle_bench_size){aisle_day_from_civil(2009, 10, 1), 100};
    bench[1] = (struct aisle_bench_size){aisle_day_from_civil(2011, 10, 1), 173};
    return t;
}

static struct adapt_draw draw_of(const struct aisle_targets *t, enum adapt_law law,
                                 int i, uint64_t seed, int nth)
{
    struct adapt_lines lines = adapt_learn(t, law, i);
    return adapt_draw(&lines, seed, nth);
}

static void test_record(void **state)
{
    (void)state;
    struct aisle_targets t = record();
    /* 73 in 730 days: a tenth of a judge a day; the middle of FY2010 is day 182 */
    near(adapt_judges(&t, 2010), 118.2, 1e-9);
    near(adapt_completions(&t, 1), 420, 0);
    near(adapt_completions(&t, 2), 1150 + 600 - 1300, 0); /* not counted: stock-flow */
    near(adapt_closures(&t, 1), (1150 - 1000 - 550 + 420) / 1000.0, 1e-12);
    assert_true(isnan(adapt_closures(&t, 2)) && isnan(adapt_closures(&t, 0)));
}

/* A draw for a year is the same whatever that year and later ones hold. */
static void test_no_peeking(void **state)
{
    (void)state;
    struct aisle_targets t = record();
    struct adapt_draw before = draw_of(&t, ADAPT_ADAPTING, 3, 1, 7);
    years[3].completions = 9999;
    years[3].pending_end = 1;
    struct adapt_draw after = draw_of(&t, ADAPT_ADAPTING, 3, 1, 7);
    years[3] = (struct aisle_court_year){2013, 1500, 700, 480, true};
    assert_memory_equal(&before, &after, sizeof before);
    years[1].completions = 500; /* but not whatever the years before hold */
    after = draw_of(&t, ADAPT_ADAPTING, 3, 1, 7);
    years[1].completions = 420;
    assert_memory_not_equal(&before, &after, sizeof before);
}

/* Draws 2k and 2k + 1 lie alike about one mean, with one spread. */
static void test_mirrored(void **state)
{
    (void)state;
    struct aisle_targets t = record();
    struct adapt_draw d[4];
    for (int k = 0; k < 4; k++)
        d[k] = draw_of(&t, ADAPT_ADAPTING, 3, 1, k);
    near(d[0].a + d[1].a, d[2].a + d[3].a, 1e-12);
    near(d[0].phi + d[1].phi, d[2].phi + d[3].phi, 1e-12);
    assert_true(d[0].a != d[1].a && d[0].a != d[2].a);
    near(d[0].s, d[1].s, 0);
}

/* The steady law is that of a run: completions go with judges alone. */
static void test_steady(void **state)
{
    (void)state;
    struct aisle_targets t = record();
    for (int k = 0; k < 100; k++) {
        struct adapt_draw d = draw_of(&t, ADAPT_STEADY, 4, 1, k);
        near(d.a, 1, 0.01);
        near(d.b, 0, 0.01);
        assert_true(d.s > 0);
    }
}

/* Receipts that walk do so as far as those of the years before did. */
static void test_receipts_walk(void **state)
{
    (void)state;
    enum { N = 40, DRAWS = 2000 };
    static struct aisle_court_year made[N];
    double sum = 0;
    for (int i = 0; i < N; i++)
        made[i] =
            (struct aisle_court_year){2012 + i, 1000, i % 2 ? 150 : 100, 90, true};
    struct aisle_targets t = {
        .year_count = N, .years = made, .bench_count = 2, .bench = bench};
    for (int k = 0; k < DRAWS; k++)
        sum += draw_of(&t, ADAPT_STEADY, N, 3, k).r;
    near(sum / DRAWS, log(1.5), 0.03);
    double before = draw_of(&t, ADAPT_STEADY, 20, 3, 1).r;
    made[20].receipts = 1e6;
    near(draw_of(&t, ADAPT_STEADY, 20, 3, 1).r, before, 0);
}

static void test_factor(void **state)
{
    (void)state;
    struct adapt_draw d = {.a = 0.5, .b = 0.25, .s = 0.1};
    near(adapt_factor(&d, 100, 400, 10, 160, 0), 2 * 2, 1e-12);
    near(adapt_factor(&d, 100, 100, 10, 10, 1), exp(0.1), 1e-12);
}

/* A year of fewer completions than foretold is one of more cases set aside, when g is
 * above 0: the two nearly cancel in the stock. */
static void test_closures_move_with_completions(void **state)
{
    (void)state;
    struct adapt_draw d = {.s = 0.1, .phi = 0.5, .g = 0.2, .q = 0.03};
    near(adapt_closures_next(&d, 0.04, 0, 0), 0.02, 1e-12);
    near(adapt_closures_next(&d, 0.04, -1, 0), 0.02 - 0.02, 1e-12);
    near(adapt_closures_next(&d, 0, 0, 2), 0.06, 1e-12);
}

/* From years that obey closures = before / 2 + g e, with phi where the prior has it, the
 * draws find g. */
static void test_finds_g(void **state)
{
    (void)state;
    enum { N = 40, DRAWS = 4000 };
    static struct aisle_court_year made[N];
    const double e[4] = {0.2, -0.2, 0.1, -0.1}, g = 0.3;
    double pending = 1000, completions = 100, closures = 0, sum = 0;
    for (int i = 0; i < N; i++) {
        double shock = i ? e[i % 4] : 0;
        completions *= exp(shock);
        closures = closures / 2 + g * shock;
        pending += 100 - completions + closures * pending;
        made[i] = (struct aisle_court_year){2012 + i, pending, 100, completions, true};
    }
    struct aisle_targets t = {
        .year_count = N, .years = made, .bench_count = 2, .bench = bench};
    bench[0] = (struct aisle_bench_size){aisle_day_from_civil(2000, 1, 1), 100};
    bench[1] = (struct aisle_bench_size){aisle_day_from_civil(2100, 1, 1), 100};
    for (int k = 0; k < DRAWS; k++)
        sum += draw_of(&t, ADAPT_ADAPTING, N, 3, k).g;
    near(sum / DRAWS, g, 0.03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_least_squares),
        cmocka_unit_test(test_prior),
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_no_peeking),
        cmocka_unit_test(test_mirrored),
        cmocka_unit_test(test_steady),
        cmocka_unit_test(test_receipts_walk),
        cmocka_unit_test(test_factor),
        cmocka_unit_test(test_closures_move_with_completions),
        cmocka_unit_test(test_finds_g),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
