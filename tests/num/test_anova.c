/* Telling luck from parameters: F and t against R 4.2.2 (qf, qt, pf), a worked
 * example, and the cover of the interval on made-up data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/anova.h"
#include "num/rng.h"
#include <math.h>

static void near(double got, double want, double relative)
{
    if (!(fabs(got - want) <= relative * fabs(want)))
        fail_msg("got %.12g, want %.12g", got, want);
}

static void test_quantiles(void **state)
{
    (void)state;
    near(num_f_quantile(0.95, 3, 10), 3.708264819, 1e-8);
    near(num_f_quantile(0.95, 1, 1), 161.4476388, 1e-8);
    near(num_f_quantile(0.05, 29, 10), 1 / num_f_quantile(0.95, 10, 29), 1e-10);
    near(num_t_quantile(0.975, 10), 2.228138852, 1e-8);
    near(num_t_quantile(0.975, 1), 12.70620474, 1e-8);
    near(num_t_quantile(0.025, 30), -2.042272456, 1e-8);
    near(num_f_cdf(num_f_quantile(0.3, 7, 4), 7, 4), 0.3, 1e-10);
    assert_true(num_f_cdf(0, 2, 2) == 0 && num_f_cdf(-1, 2, 2) == 0);
}

/* Three sets of two: means 1, 3, 5; within each the two values lie 1 apart, so
 * MSW = 3 * 0.5 / 3 = 0.5 and MSB = 2 * (4 + 0 + 4) / 2 = 8. */
static void test_worked(void **state)
{
    (void)state;
    const double y[] = {0.5, 1.5, 2.5, 3.5, 4.5, 5.5};
    const int set[] = {0, 0, 1, 1, 2, 2};
    double work[6];
    struct anova a = anova_split(y, set, 6, 3, work);
    near(a.within, 0.5, 1e-12);
    near(a.between, (8 - 0.5) / 2, 1e-12);
    near(a.share, 0.5 / (0.5 + 3.75), 1e-12);
    assert_int_equal(a.within_freedom, 3);
    assert_int_equal(a.between_freedom, 2);
    assert_true(a.share_low < a.share && a.share < a.share_high);
}

static void test_unknown(void **state)
{
    (void)state;
    double work[8];
    const double y[] = {1, 2, 3, NAN};
    const int apart[] = {0, 1, 2, 2}, one[] = {0, 0, 0, 0};
    assert_true(isnan(anova_split(y, apart, 4, 3, work).share)); /* no set twice */
    assert_true(isnan(anova_split(y, one, 4, 1, work).share));
    const double flat[] = {2, 2, 2, 2};
    const int pairs[] = {0, 0, 1, 1};
    assert_true(isnan(anova_split(flat, pairs, 4, 2, work).share));
    const double sure[] = {1, 1, 5, 5}; /* luck moves nothing */
    struct anova a = anova_split(sure, pairs, 4, 2, work);
    assert_true(a.share == 0 && a.share_high == 0 && a.between > 0);
}

/* The default design, 30 sets of which 10 are run twice: the 90% interval covers the
 * true share in 90% of made-up runs. The F interval is not exact for unequal counts;
 * 2,000 runs have a standard error of 0.7 points. */
static double cover(double luck_sd)
{
    enum { RUNS = 2000, SETS = 30, COUNT = 40 };
    double truth = luck_sd * luck_sd / (1 + luck_sd * luck_sd);
    int hits = 0;
    for (int run = 0; run < RUNS; run++) {
        struct rng rng = rng_stream(7, 1, (uint32_t)run, 0);
        double effect[SETS], y[COUNT], work[2 * SETS];
        int set[COUNT];
        for (int i = 0; i < SETS; i++)
            effect[i] = rng_normal(&rng);
        for (int i = 0; i < COUNT; i++) {
            set[i] = i % SETS;
            y[i] = effect[set[i]] + luck_sd * rng_normal(&rng);
        }
        struct anova a = anova_split(y, set, COUNT, SETS, work);
        hits += a.share_low <= truth && truth <= a.share_high;
    }
    return hits / (double)RUNS;
}

static void test_cover(void **state)
{
    (void)state;
    const double sds[] = {0.2, 1, 3};
    for (int i = 0; i < 3; i++) {
        double c = cover(sds[i]);
        if (c < 0.86 || c > 0.94)
            fail_msg("with luck sd %g the interval covers %.3f", sds[i], c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_worked),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
