/* Scores against brute force and closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "score/proper.h"
#include "score/sums.h"

#include <math.h>
#include <stdlib.h>

#define assert_near(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

/* CRPS is E|X - y| - E|X - X'| / 2 (Gneiting and Raftery 2007, eq. 21). */
static void crps_is_its_other_form(void **state)
{
    (void)state;
    enum { TOP = 6 };
    const double chance[TOP + 1] = {0.05, 0.1, 0.3, 0.2, 0.15, 0.15, 0.05};
    for (int y = 0; y <= TOP; y++) {
        double away = 0;
        double spread = 0;
        for (int i = 0; i <= TOP; i++) {
            away += chance[i] * abs(i - y);
            for (int j = 0; j <= TOP; j++)
                spread += chance[i] * chance[j] * abs(i - j);
        }
        assert_near(proper_crps(TOP, chance, y), away - spread / 2, 1e-12);
    }
    const double sure[] = {0, 0, 1, 0};
    assert_near(proper_crps(3, sure, 2), 0, 1e-12);
    assert_near(proper_crps(3, sure, 0), 2, 1e-12);
}

static void quantiles_are_the_first_to_reach(void **state)
{
    (void)state;
    const double chance[] = {0.1, 0.4, 0.0, 0.5};
    assert_int_equal(proper_quantile(3, chance, 0.1), 0);
    assert_int_equal(proper_quantile(3, chance, 0.11), 1);
    assert_int_equal(proper_quantile(3, chance, 0.5), 1);
    assert_int_equal(proper_quantile(3, chance, 0.51), 3);
}

/* An honest chance scores best in expectation: Brier and log are proper. */
static void honesty_pays(void **state)
{
    (void)state;
    const double truth = 0.3;
    double best[2] = {9, 9};
    double at[2] = {0, 0};
    for (int k = 1; k < 100; k++) {
        double p = k / 100.0;
        double score[2] = {
            truth * proper_brier(p, true) + (1 - truth) * proper_brier(p, false),
            truth * proper_log_loss(p, true) + (1 - truth) * proper_log_loss(p, false)};
        for (int s = 0; s < 2; s++)
            if (score[s] < best[s]) {
                best[s] = score[s];
                at[s] = p;
            }
    }
    assert_near(at[0], truth, 1e-9);
    assert_near(at[1], truth, 1e-9);
    assert_true(isfinite(proper_log_loss(0, true)));
}

static void log_sums_do_not_overflow(void **state)
{
    (void)state;
    const double far[] = {-1000, -1000 + log(3)};
    assert_near(proper_log_sum(2, far), -1000 + log(4), 1e-9);
    const double none[] = {-INFINITY, -INFINITY};
    assert_true(isinf(proper_log_sum(2, none)));
}

/* Two peaks: the fewest counts leave out what lies between them. */
static void fewest_counts_leave_gaps(void **state)
{
    (void)state;
    const double chance[] = {0.05, 0.40, 0.06, 0.04, 0.40, 0.05};
    struct score_sums sums = {0};
    struct aisle_score score;
    sums_add_yeas(&sums, 5, chance, 4);
    sums_score(&sums, &score);
    assert_near(score.yea_cover80_fewest, 1, 1e-12);
    sums_add_yeas(&sums, 5, chance, 3);
    sums_score(&sums, &score);
    assert_near(score.yea_cover80, 1, 1e-12);
    assert_near(score.yea_cover80_fewest, 0.5, 1e-12);
    assert_true(score.yea_size80_fewest >= 2 && score.yea_size80_fewest <= 3);
}

static void sums_are_shared_out(void **state)
{
    (void)state;
    struct score_sums half = {0};
    struct score_sums whole = {0};
    struct aisle_score score;
    struct aisle_calibration_bin bins[AISLE_CALIBRATION_BINS];
    const double chance[] = {0.25, 0.5, 0.25};
    sums_add_cast(&half, 0.9, true);
    sums_add_cast(&half, 0.9, false);
    sums_add_yeas(&half, 2, chance, 1);
    sums_add_result(&half, 1.0, 0.5, true);
    sums_add_joint(&half, -0.2);
    sums_add(&whole, &half);
    half = (struct score_sums){0};
    sums_add_result(&half, 0.95, 0.5, false);
    sums_add(&whole, &half);
    sums_score(&whole, &score);
    sums_calibration(&whole, bins);
    assert_int_equal(score.votes, 2);
    assert_near(score.senator_accuracy, 0.5, 1e-12);
    assert_near(score.senator_brier, (0.01 + 0.81) / 2, 1e-12);
    assert_near(score.yea_mae, 0, 1e-12);
    assert_near(score.yea_cover80, 1, 1e-12);
    assert_near(score.joint_log_score, -0.2, 1e-12);
    assert_near(score.base_brier, 0.25, 1e-12);
    assert_near(score.pass_accuracy, 0.5, 1e-12);
    assert_int_equal(bins[9].n, 2);
    assert_near(bins[9].rate, 0.5, 1e-12);
    assert_near(bins[9].mean_p, 0.975, 1e-12);
    assert_int_equal(bins[0].n, 0);
    assert_true(isnan(bins[0].rate));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crps_is_its_other_form),
        cmocka_unit_test(quantiles_are_the_first_to_reach),
        cmocka_unit_test(honesty_pays),
        cmocka_unit_test(log_sums_do_not_overflow),
        cmocka_unit_test(fewest_counts_leave_gaps),
        cmocka_unit_test(sums_are_shared_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
