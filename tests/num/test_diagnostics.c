/* R-hat and effective sample sizes where the answer is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/diagnostics.h"
#include "num/rng.h"
#include <math.h>
#include <stdlib.h>

enum { CHAINS = 4, DRAWS = 2000, TOTAL = CHAINS * DRAWS };

static double draws[TOTAL];

/* Stationary AR(1) with variance 1. */
static void make_ar1(double rho, uint32_t use)
{
    for (uint32_t c = 0; c < CHAINS; c++) {
        struct rng rng = rng_stream(4, use, c, 0);
        double x = rng_normal(&rng);
        for (int t = 0; t < DRAWS; t++) {
            draws[(int)c * DRAWS + t] = x;
            x = rho * x + sqrt(1 - rho * rho) * rng_normal(&rng);
        }
    }
}

static struct diagnostics judge(void)
{
    struct diagnostics d;
    double *work = malloc(diagnostics_work_size(CHAINS, DRAWS) * sizeof *work);
    diagnostics_of(draws, CHAINS, DRAWS, work, &d);
    free(work);
    return d;
}

/* ESS of an AR(1) mean is N (1 - rho) / (1 + rho); the estimate's own spread at
 * these sizes is a few percent, 25% is far beyond it. */
static void test_ar1(void **state)
{
    (void)state;
    const double rhos[] = {0, 0.5, 0.9, -0.4};
    for (uint32_t k = 0; k < 4; k++) {
        make_ar1(rhos[k], k);
        struct diagnostics d = judge();
        double want = TOTAL * (1 - rhos[k]) / (1 + rhos[k]);
        assert_true(fabs(d.ess_bulk / want - 1) < 0.25);
        assert_true(fabs(d.mcse_mean * sqrt(want) - 1) < 0.2);
        assert_true(d.rhat < 1.02 && d.rhat > 0.99);
        assert_true(d.ess_tail > 0.3 * want);
    }
}

static void test_shifted_chain_is_seen(void **state)
{
    (void)state;
    make_ar1(0, 9);
    for (int t = 0; t < DRAWS; t++)
        draws[t] += 2;
    struct diagnostics d = judge();
    assert_true(d.rhat > 1.1);
    assert_true(d.ess_bulk < 100);
}

/* Same mean, other spread: only the folded half of R-hat sees it. */
static void test_wider_chain_is_seen(void **state)
{
    (void)state;
    make_ar1(0, 10);
    for (int t = 0; t < DRAWS; t++)
        draws[t] *= 4;
    assert_true(judge().rhat > 1.1);
}

static void test_drift_within_a_chain_is_seen(void **state)
{
    (void)state;
    make_ar1(0, 11);
    for (int i = 0; i < TOTAL; i++)
        draws[i] += (double)(i % DRAWS) / DRAWS * 2;
    assert_true(judge().rhat > 1.1);
}

/* Ranks alone count: a monotone change leaves bulk ESS and R-hat as they are. */
static void test_monotone_change_is_harmless(void **state)
{
    (void)state;
    make_ar1(0.7, 12);
    struct diagnostics before = judge();
    for (int i = 0; i < TOTAL; i++)
        draws[i] = exp(3 * draws[i]);
    struct diagnostics after = judge();
    assert_true(before.ess_bulk == after.ess_bulk);
    assert_true(before.ess_tail == after.ess_tail);
}

static void test_quick_agrees(void **state)
{
    (void)state;
    make_ar1(0.3, 13);
    struct diagnostics d = judge(), q;
    double *work = malloc(diagnostics_work_size(CHAINS, DRAWS) * sizeof *work);
    diagnostics_quick(draws, CHAINS, DRAWS, work, &q);
    free(work);
    assert_true(d.rhat == q.rhat && d.ess_bulk == q.ess_bulk);
}

static void test_constant_draws_give_nan(void **state)
{
    (void)state;
    for (int i = 0; i < TOTAL; i++)
        draws[i] = 3;
    struct diagnostics d = judge();
    assert_true(isnan(d.rhat) && isnan(d.ess_bulk));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ar1),
        cmocka_unit_test(test_shifted_chain_is_seen),
        cmocka_unit_test(test_wider_chain_is_seen),
        cmocka_unit_test(test_drift_within_a_chain_is_seen),
        cmocka_unit_test(test_monotone_change_is_harmless),
        cmocka_unit_test(test_quick_agrees),
        cmocka_unit_test(test_constant_draws_give_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
