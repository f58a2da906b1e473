/* The prior: item fits, likeness of text. */
#include "forecast/fixture.h"

#include "prior/item.h"
#include "prior/similarity.h"

static double item_slope(int count, const struct item_block *casts,
                         const struct item *t, double sd, int d)
{
    const double at[] = {t->a, t->b1, t->b2, t->c};
    double g = -at[d] / (sd * sd);
    for (int i = 0; i < count; i++) {
        const struct item_block *b = &casts[i / ITEM_LANES];
        int l = i % ITEM_LANES;
        double p = num_logistic(t->a + t->b1 * b->x[0][l] + t->b2 * b->x[1][l] +
                                t->c * b->x[2][l]);
        g += (b->yea[l] - p) * (d == 0 ? 1 : b->x[d - 1][l]);
    }
    return g;
}

/* The fit is where the log posterior is flat; near the truth for many voters. */
static void items_are_modes(void **state)
{
    (void)state;
    enum { MANY = 3997 };
    struct item_block *casts = mem_new((size_t)item_blocks(MANY), sizeof *casts);
    for (int i = 0; i < MANY; i++) {
        double x1 = 4 * rng_unit_at(1, 1, (uint32_t)i, 0, 0) - 2;
        double x2 = 4 * rng_unit_at(1, 1, (uint32_t)i, 1, 0) - 2;
        double party = i % 2 ? 1 : -1;
        double p = num_logistic(0.5 - 1.5 * x1 + 0.7 * x2 + 0.4 * party);
        item_put(casts, i, x1, x2, party, rng_unit_at(1, 1, (uint32_t)i, 2, 0) < p);
    }
    struct item t = item_fit(MANY, casts, 3, 2);
    for (int d = 0; d < 4; d++)
        assert_near(item_slope(MANY, casts, &t, d == 3 ? 2 : 3, d), 0, 1e-6);
    for (int path = 0; path < ITEM_PATHS; path++) { /* any processor: the same bytes */
        struct item same = item_fit_on(path, MANY, casts, 3, 2);
        assert_memory_equal(&same, &t, sizeof t);
    }
    assert_near(t.a, 0.5, 0.3);
    assert_near(t.b1, -1.5, 0.3);
    assert_near(t.b2, 0.7, 0.3);
    assert_near(t.c, 0.4, 0.3);
    for (int i = 0; i < 100; i++) /* a unanimous roll call stays finite */
        casts[i / ITEM_LANES].yea[i % ITEM_LANES] = 1;
    for (int i = 100; i < 104; i++)
        casts[i / ITEM_LANES].present[i % ITEM_LANES] = 0;
    t = item_fit(100, casts, 3, 2);
    assert_true(t.a > 3 && t.a < 12);
    for (int d = 0; d < 4; d++)
        assert_near(item_slope(100, casts, &t, d == 3 ? 2 : 3, d), 0, 1e-6);
    t = item_fit(0, casts, 3, 2); /* nobody voted: the prior's mode */
    assert_near(t.a, 0, 1e-12);
    free(casts);
}

static void like_texts_are_like(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    struct similarity *s = similarity_new(&f.votes, "Border Security Money");
    double same = similarity_of(s, 1);
    double other = similarity_of(s, 0);
    assert_near(same, 1, 1e-9);
    assert_near(other, 0, 1e-9);
    similarity_free(s);
    s = similarity_new(&f.votes, "");
    assert_near(similarity_of(s, 1), 0, 0);
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
