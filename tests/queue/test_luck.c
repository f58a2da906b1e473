/* The cheap draws: uniform, independent in every direction of an address, and every
 * bit of an address matters. */
#include "queue/luck.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { N = 1 << 18 };

/* Pearson's statistic of `counts` against even, as a normal (Wilson and Hilferty). */
static double chi_normal(const uint32_t *counts, int cells, double each)
{
    double chi = 0, df = cells - 1;
    for (int i = 0; i < cells; i++)
        chi += (counts[i] - each) * (counts[i] - each) / each;
    return (cbrt(chi / df) - (1 - 2 / (9 * df))) / sqrt(2 / (9 * df));
}

static void check_even(const uint32_t *counts, int cells, double each)
{
    double z = chi_normal(counts, cells, each);
    if (!(fabs(z) < 4))
        fail_msg("%d cells: %g standard deviations from even", cells, z);
}

/* Ids as arrivals make them: day, kind, number in the day. */
static uint32_t id_of(uint32_t i)
{
    return (i >> 10) << 17 | (i & 0x3FF);
}

static void test_parts_are_even(void **state)
{
    (void)state;
    uint64_t key = luck_key(1, 7, 3);
    for (int part = 0; part < 4; part++) {
        uint32_t counts[1024] = {0};
        for (uint32_t i = 0; i < N; i++)
            counts[luck_part(luck_at(key, id_of(i), 0), part) >> 6]++;
        check_even(counts, 1024, N / 1024.0);
    }
}

/* Two draws side by side fill a square evenly: parts, neighbours, visits, uses,
 * replications. */
static void check_pair(uint64_t (*draw)(uint32_t, int), int part_a, int part_b)
{
    static uint32_t counts[64 * 64];
    for (int i = 0; i < 64 * 64; i++)
        counts[i] = 0;
    for (uint32_t i = 0; i < N; i++) {
        uint32_t a = luck_part(draw(i, 0), part_a) >> 10;
        uint32_t b = luck_part(draw(i, 1), part_b) >> 10;
        counts[a * 64 + b]++;
    }
    check_even(counts, 64 * 64, N / 4096.0);
}

static uint64_t same(uint32_t i, int which)
{
    (void)which;
    return luck_at(luck_key(1, 7, 3), id_of(i), 0);
}

static uint64_t neighbours(uint32_t i, int which)
{
    return luck_at(luck_key(1, 7, 3), id_of(i) + (uint32_t)which, 0);
}

static uint64_t visits(uint32_t i, int which)
{
    return luck_at(luck_key(1, 7, 3), id_of(i), (uint32_t)which);
}

static uint64_t uses(uint32_t i, int which)
{
    return luck_at(luck_key(1, 7 + (uint32_t)which, 3), id_of(i), 0);
}

static uint64_t replications(uint32_t i, int which)
{
    return luck_at(luck_key(1, 7, 3 + (uint32_t)which), id_of(i), 0);
}

static void test_pairs_are_even(void **state)
{
    (void)state;
    check_pair(same, 0, 1);
    check_pair(same, 1, 3);
    check_pair(same, 2, 3);
    for (int part = 0; part < 4; part++) {
        check_pair(neighbours, part, part);
        check_pair(visits, part, part);
        check_pair(uses, part, part);
        check_pair(replications, part, part);
    }
}

/* Flipping any bit of an id or a visit flips each bit of the draw half the time. */
static void test_every_bit_matters(void **state)
{
    (void)state;
    enum { TRIES = 4096 };
    uint64_t key = luck_key(9, 2, 5);
    for (int bit = 0; bit < 32 + 6; bit++) {
        uint32_t flips[64] = {0};
        for (uint32_t i = 0; i < TRIES; i++) {
            uint32_t id = id_of(i * 61), visit = i & 63;
            uint64_t a = luck_at(key, id, visit);
            uint64_t b = bit < 32 ? luck_at(key, id ^ 1u << bit, visit)
                                  : luck_at(key, id, visit ^ 1u << (bit - 32));
            for (int k = 0; k < 64; k++)
                flips[k] += (uint32_t)((a ^ b) >> k & 1);
        }
        for (int k = 0; k < 64; k++) /* five standard deviations of a fair coin */
            assert_true(fabs(flips[k] - TRIES / 2.0) < 5 * sqrt(TRIES / 4.0));
    }
}

static void test_no_draw_twice(void **state)
{
    (void)state;
    enum { BITS = 22 };
    static uint8_t seen[1 << (BITS - 3)];
    uint64_t key = luck_key(4, 1, 1);
    uint32_t twice = 0;
    enum { DRAWS = 1 << 16 };
    for (uint32_t i = 0; i < DRAWS; i++) {
        uint32_t place = (uint32_t)(luck_at(key, id_of(i), i & 3) >> (64 - BITS));
        twice += seen[place >> 3] >> (place & 7) & 1;
        seen[place >> 3] |= (uint8_t)(1 << (place & 7));
    }
    /* birthdays: draws less places hit, Poisson of mean n^2 / 2m */
    double mean = (double)DRAWS * DRAWS / 2 / (1 << BITS);
    assert_true(fabs(twice - mean) < 5 * sqrt(mean));
}

static void test_odds(void **state)
{
    (void)state;
    assert_int_equal(odds_of(0), 0);
    assert_int_equal(odds_of(1), 65536);
    assert_int_equal(odds_of(-1), 0);
    assert_int_equal(odds_of(0.25), 16384);
}

/* The sum of chances and the count of those chosen stay together; a chance of 0 or 1
 * is none; few decide otherwise than by the draw alone. */
static void test_even_luck_keeps_the_count(void **state)
{
    (void)state;
    uint64_t key = luck_key(2, 3, 4);
    for (uint32_t odds = 0; odds <= 65536; odds += 4096) {
        int32_t owed = 0;
        int64_t chosen = 0, otherwise = 0, least = 0, most = 0;
        for (uint32_t i = 0; i < N; i++) {
            uint32_t part = luck_part(luck_at(key, id_of(i), 0), 0);
            bool yes = luck_even(&owed, part, odds);
            chosen += yes;
            otherwise += yes != (part < odds);
            int64_t off = chosen * 65536 - (int64_t)odds * (i + 1);
            least = off < least ? off : least;
            most = off > most ? off : most;
        }
        assert_true(least > -40 * 65536 && most < 40 * 65536); /* seven sd */
        assert_true(otherwise < N / 40);
        if (odds == 0 || odds == 65536)
            assert_int_equal(otherwise, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_are_even),
        cmocka_unit_test(test_pairs_are_even),
        cmocka_unit_test(test_every_bit_matters),
        cmocka_unit_test(test_no_draw_twice),
        cmocka_unit_test(test_odds),
        cmocka_unit_test(test_even_luck_keeps_the_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
