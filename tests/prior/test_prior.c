/* The prior: item fits, likeness of text. */
#include "forecast/fixture.h"

#include "prior/item.h"
#include "prior/similarity.h"

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
        cmocka_unit_test(like_texts_are_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
