/* The parts: content regression and weights. */
#include "fixture.h"

#include "forecast/content.h"
#include "forecast/weights.h"

/* Closed forms: no anchor gives the prior; one side's anchors cannot tell content
 * from proposer, both sides' can. */
static void content_needs_both_sides(void **state)
{
    (void)state;
    const double noise[] = {0.1, 0.1, 0.1, 0.1};
    const double plus[] = {1, 1, 1, 1};
    const double minus_side[] = {1, 1, -1, -1};
    struct content_effect none = content_regress(0, NULL, NULL, NULL, NULL, 2, 1, 1.5);
    assert_near(none.mean, 0, 1e-12);
    assert_near(none.sd, 1.5, 1e-12);
    /* truth: proposer 2, content 1; one side sees the sum only */
    const double one_sided[] = {3, 3, 3, 3};
    struct content_effect one =
        content_regress(4, one_sided, plus, plus, noise, 2, 1, 1);
    assert_near(one.mean, 0.5, 0.01); /* split with the proposer's prior */
    assert_true(one.sd > 0.65);
    const double two_sided[] = {3, 3, -1, -1};
    struct content_effect two =
        content_regress(4, two_sided, minus_side, plus, noise, 2, 1, 1);
    assert_near(two.mean, 1, 0.02);
    assert_true(two.sd < 0.1);
}

static void tilts_reach_their_mean(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    double weight[COUNT];
    double share[COUNT];
    for (int m = 0; m < COUNT; m++) {
        weight[m] = 1.0 / COUNT;
        share[m] = m / (COUNT - 1.0);
    }
    double lambda = weights_tilt(COUNT, weight, share, 0.1, -1);
    double sum = 0;
    double mean = 0;
    for (int m = 0; m < COUNT; m++) {
        sum += weight[m] * exp(lambda * share[m]);
        mean += weight[m] * exp(lambda * share[m]) * share[m];
    }
    assert_near(mean / sum, 0.1, 1e-9);
    assert_near(weights_tilt(COUNT, weight, share, 0.9, -1), 0, 0);
    assert_near(weights_tilt(COUNT, weight, share, 0.1, 1), 0, 0);
}

static void weights_do_not_overflow(void **state)
{
    (void)state;
    const double logs[] = {-2000, -2001, -INFINITY};
    double w[3];
    weights_normalise(3, logs, NULL, w);
    assert_near(w[0], 1 / (1 + exp(-1)), 1e-12);
    assert_near(w[2], 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_needs_both_sides),
        cmocka_unit_test(tilts_reach_their_mean),
        cmocka_unit_test(weights_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
