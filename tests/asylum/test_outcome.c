/* What is made of the replications' results. */
#include "asylum/outcome.h"
#include "num/rng.h"
#include "shipped.h"
#include <math.h>

enum { USE_TEST = 97 };

static double normal(uint32_t a, uint32_t b)
{
    struct rng_words r = rng_words_at(11, USE_TEST, a, b, 0);
    double radius = sqrt(-2 * log(rng_unit32(r.w[0])));
    return radius * cos(6.283185307179586 * rng_unit32(r.w[1]));
}

/* Differences made of a part of the set and a part of luck, of known variances. */
static double share_of(double set_sd, double luck_sd, int replications)
{
    enum { MOST = 4000 };
    static double differences[MOST];
    int sets = replications - replications / 4;
    for (int r = 0; r < replications; r++)
        differences[r] =
            set_sd * normal(1, (uint32_t)(r % sets)) + luck_sd * normal(2, (uint32_t)r);
    static int set[MOST];
    static double work[2 * MOST];
    struct anova split = outcome_split(differences, replications, sets, set, work);
    assert_true(isnan(split.share) || (split.share_low <= split.share + 1e-9 &&
                                       split.share <= split.share_high + 1e-9));
    return split.share;
}

static void test_noise_share_finds_the_truth(void **state)
{
    (void)state;
    assert_true(fabs(share_of(2, 1, 4000) - 0.2) < 0.03);
    assert_true(fabs(share_of(1, 1, 4000) - 0.5) < 0.05);
    assert_true(fabs(share_of(1, 3, 4000) - 0.9) < 0.08);
    assert_true(share_of(1, 0, 4000) < 1e-12);
    assert_true(share_of(0, 1, 4000) > 0.9);
}

static void test_noise_share_of_few_is_not_told(void **state)
{
    (void)state;
    assert_true(isnan(share_of(1, 1, 10)));
    assert_true(isnan(share_of(1, 1, 31)));
    assert_true(!isnan(share_of(1, 1, 32)));
    assert_true(isnan(share_of(0, 0, 40)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noise_share_finds_the_truth),
        cmocka_unit_test(test_noise_share_of_few_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
