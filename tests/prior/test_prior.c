/* The prior: item fits, likeness of text. */
#include "forecast/fixture.h"

#include "prior/item.h"
#include "prior/roster.h"
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

static struct seat seat_of(struct fixture *f, int member)
{
    struct settings settings;
    struct roster roster;
    assert_int_equal(settings_read(f->ctx, &f->parameters, &settings), AISLE_OK);
    assert_int_equal(roster_build(f->ctx, &f->votes, &f->fit, &settings, &f->leaders,
                                  f->package.as_of, &roster),
                     AISLE_OK);
    struct seat seat = roster.seats[roster_seat(&roster, member)];
    seat.name = NULL;
    roster_clear(&roster);
    return seat;
}

/* Known by the fit, by his votes since, and by his caucus alone. */
static void newcomers_stand_with_their_caucus(void **state)
{
    (void)state;
    enum { NEW = 10 };
    struct fixture f;
    fixture_make(&f);
    struct seat known = seat_of(&f, NEW);
    assert_true(known.placed);
    f.fit.as_of = fixture_day(0); /* all votes came after it */
    f.fit.members[NEW].thin = true;
    f.fit.members[NEW].x[0] = 0; /* where the fit leaves those who have not voted */
    f.fit.members[NEW].sd[0] = 1;
    struct seat told = seat_of(&f, NEW);
    assert_false(told.placed);
    assert_near(told.x[0], known.x[0], 0.3);
    for (int r = 0; r < ROLLCALLS - 1; r++)
        f.votes.casts[r * SEATS + NEW] = AISLE_CAST_OUT;
    f.votes.casts[(ROLLCALLS - 1) * SEATS + NEW] = AISLE_CAST_ABSENT;
    struct seat silent = seat_of(&f, NEW);
    double mean = 0;
    for (int m = 0; m < 50; m++)
        mean += m == NEW ? 0 : seat_of(&f, m).x[0] / 49;
    assert_near(silent.x[0], mean, 1e-9);
    assert_near(silent.v[0], 0.37 * 0.37, 1e-9);
    assert_near(silent.v[2], 0.97 * 0.97, 1e-9);
    assert_true(told.v[0] < silent.v[0] && told.v[2] <= silent.v[2]);
    fixture_clear(&f);
}

/* A roll call of the fit is taken as the fit has it. */
static void newcomers_are_read_by_the_fits_items(void **state)
{
    (void)state;
    enum { NEW = 10 };
    struct fixture f;
    fixture_make(&f);
    for (int r = 0; r < ROLLCALLS; r++)
        f.votes.casts[r * SEATS + NEW] =
            r == ROLLCALLS - 1 ? AISLE_CAST_YEA : AISLE_CAST_OUT;
    f.fit.members[NEW].thin = true;
    f.fit.items = mem_new(1, sizeof *f.fit.items);
    f.fit.item_count = 1;
    f.fit.items[0] = (struct aisle_fit_item){.congress = 118, .number = ROLLCALLS};
    double unmoved = seat_of(&f, NEW).x[0];
    f.fit.items[0].b[0] = 1; /* a yea leans to the right */
    assert_true(seat_of(&f, NEW).x[0] > unmoved + 0.02);
    f.fit.items[0].b[0] = -1;
    assert_true(seat_of(&f, NEW).x[0] < unmoved);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_modes),
        cmocka_unit_test(like_texts_are_like),
        cmocka_unit_test(newcomers_stand_with_their_caucus),
        cmocka_unit_test(newcomers_are_read_by_the_fits_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
