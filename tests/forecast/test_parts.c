/* The parts: item fits, content regression, tilts, likeness of text, leaders. */
#include "fixture.h"

#include "forecast/content.h"
#include "forecast/item.h"
#include "forecast/similarity.h"
#include "forecast/weights.h"

static double item_slope(int count, const double *x, const unsigned char *yea,
                         const struct item *t, double sd, int d)
{
    const double at[] = {t->a, t->b1, t->b2, t->c};
    double g = -at[d] / (sd * sd);
    for (int i = 0; i < count; i++) {
        const double *v = x + ITEM_COLUMNS * i;
        double p = num_logistic(t->a + t->b1 * v[0] + t->b2 * v[1] + t->c * v[2]);
        g += (yea[i] - p) * (d == 0 ? 1 : v[d - 1]);
    }
    return g;
}

/* The fit is where the log posterior is flat; near the truth for many voters. */
static void items_are_modes(void **state)
{
    (void)state;
    enum { MANY = 4000, COLUMNS = ITEM_COLUMNS };
    double *x = mem_new(COLUMNS * MANY, sizeof *x);
    unsigned char *yea = mem_new(MANY, 1);
    for (int i = 0; i < MANY; i++) {
        double *v = x + COLUMNS * i;
        v[0] = 4 * rng_unit_at(1, 1, (uint32_t)i, 0, 0) - 2;
        v[1] = 4 * rng_unit_at(1, 1, (uint32_t)i, 1, 0) - 2;
        v[2] = i % 2 ? 1 : -1;
        double p = num_logistic(0.5 - 1.5 * v[0] + 0.7 * v[1] + 0.4 * v[2]);
        yea[i] = rng_unit_at(1, 1, (uint32_t)i, 2, 0) < p;
    }
    struct item t = item_fit(MANY, x, yea, 3, 2);
    for (int d = 0; d < 4; d++)
        assert_near(item_slope(MANY, x, yea, &t, d == 3 ? 2 : 3, d), 0, 1e-6);
    assert_near(t.a, 0.5, 0.3);
    assert_near(t.b1, -1.5, 0.3);
    assert_near(t.b2, 0.7, 0.3);
    assert_near(t.c, 0.4, 0.3);
    memset(yea, 1, 100); /* a unanimous roll call stays finite */
    t = item_fit(100, x, yea, 3, 2);
    assert_true(t.a > 3 && t.a < 12);
    for (int d = 0; d < 4; d++)
        assert_near(item_slope(100, x, yea, &t, d == 3 ? 2 : 3, d), 0, 1e-6);
    t = item_fit(0, x, yea, 3, 2); /* nobody voted: the prior's mode */
    assert_near(t.a, 0, 1e-12);
    free(x);
    free(yea);
}

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
    weights_normalise(3, logs, w);
    assert_near(w[0], 1 / (1 + exp(-1)), 1e-12);
    assert_near(w[2], 0, 0);
}

static void like_texts_are_like(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    struct similarity *s = similarity_new(&f.votes, "Border Security Money");
    double same = similarity_of(s, &f.votes.rollcalls[1]);
    double other = similarity_of(s, &f.votes.rollcalls[0]);
    assert_near(same, 1, 1e-9);
    assert_near(other, 0, 1e-9);
    similarity_free(s);
    s = similarity_new(&f.votes, "");
    assert_near(similarity_of(s, &f.votes.rollcalls[1]), 0, 0);
    similarity_free(s);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_modes),
        cmocka_unit_test(content_needs_both_sides),
        cmocka_unit_test(tilts_reach_their_mean),
        cmocka_unit_test(weights_do_not_overflow),
        cmocka_unit_test(like_texts_are_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
