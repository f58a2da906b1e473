/* Words for chances and numbers: the whole table, and the edges. */
#include "base/text.h"
#include "words/words.h"
#include <aisle/report.h>
#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct chance_row {
    double p, mcse;
    const char *words;
};

static const struct chance_row chances[] = {
    {0.000, 0.001, "less than 1 in 100"},
    {0.005, 0.001, "less than 1 in 100"},
    {0.005, 0.004, "less than 1 in 20"}, /* the error reaches past 1 in 100 */
    {0.030, 0.001, "less than 1 in 20"},
    {0.048, 0.004, "about 1 in 20"}, /* the error reaches past 1 in 20 */
    {0.060, 0.001, "about 1 in 20"},
    {0.080, 0.001, "about 1 in 10"},
    {0.149, 0.001, "about 1 in 10"},
    {0.200, 0.001, "about 2 in 10"},
    {0.349, 0.001, "about 3 in 10"},
    {0.351, 0.001, "about 4 in 10"},
    {0.449, 0.001, "about 4 in 10"},
    {0.450, 0.001, "a toss-up"},
    {0.500, 0.001, "a toss-up"},
    {0.550, 0.001, "a toss-up"},
    {0.551, 0.001, "about 6 in 10"},
    {0.660, 0.001, "about 7 in 10"},
    {0.800, 0.001, "about 8 in 10"},
    {0.924, 0.001, "about 9 in 10"},
    {0.940, 0.001, "about 19 in 20"},
    {0.970, 0.001, "more than 19 in 20"},
    {0.952, 0.004, "about 19 in 20"},
    {0.995, 0.001, "more than 99 in 100"},
    {0.995, 0.004, "more than 19 in 20"},
    {1.000, 0.000, "more than 99 in 100"},
    {0.400, 0.100, "between 2 and 6 in 10"}, /* no tenth can be told */
    {0.100, 0.080, "less than 3 in 10"},
    {0.950, 0.080, "more than 8 in 10"},
    {0.400, NAN, "about 4 in 10"}, /* error not known */
    {NAN, 0.001, "not known"},
};

static void test_chance_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chances / sizeof chances[0]; i++) {
        char words[64];
        const char *out =
            aisle_chance_words(chances[i].p, chances[i].mcse, words, sizeof words);
        assert_ptr_equal(out, words);
        assert_string_equal(words, chances[i].words);
    }
}

/* Never past the buffer, always ended. */
static void test_chance_short_buffer(void **state)
{
    (void)state;
    char words[8] = "xxxxxxx";
    aisle_chance_words(0.4, 0.001, words, 6);
    assert_string_equal(words, "about");
    assert_int_equal(words[6], 'x');
}

/* Words and percent grow with the chance: no step goes back. */
static void test_verdicts_in_order(void **state)
{
    (void)state;
    static const char *const order[] = {
        "very unlikely",        "unlikely", "less likely than not", "a toss-up",
        "more likely than not", "likely",   "very likely"};
    size_t at = 0;
    for (int i = 0; i <= 1000; i++) {
        const char *verdict = words_verdict(i / 1000.0);
        while (at < 7 && strcmp(verdict, order[at]) != 0)
            at++;
        assert_true(at < 7);
    }
    assert_int_equal(at, 6);
}

static void test_percent(void **state)
{
    (void)state;
    assert_string_equal(words_percent(0.414).s, "41%");
    assert_string_equal(words_percent(0.001).s, "<1%");
    assert_string_equal(words_percent(0.999).s, ">99%");
    assert_string_equal(words_percent((double)NAN).s, "–");
    assert_string_equal(words_percents(0.12, 0.48).s, "12% to 48%");
    assert_string_equal(words_percents((double)NAN, 0.48).s, "–");
    assert_string_equal(words_change(-0.034).s, "−3");
    assert_string_equal(words_change(0.034).s, "+3");
    assert_string_equal(words_change(0.001).s, "0");
}

/* An amount keeps one digit past the leading digit of its interval's width. */
static void test_amounts(void **state)
{
    (void)state;
    const double none = (double)NAN;
    assert_string_equal(words_amount(3418765, 190000, "cases", WORDS_NAMED).s,
                        "3.42 million cases");
    assert_string_equal(words_amount(3418765, 1900000, "cases", WORDS_BARE).s,
                        "3.4 million");
    assert_string_equal(words_amount(341876, 19000, "cases", WORDS_BARE).s, "342,000");
    assert_string_equal(words_amount(-341876, 19000, "cases", WORDS_SIGNED).s,
                        "−342,000");
    assert_string_equal(words_amount(1490.2, 90, "days", WORDS_NAMED).s, "1,490 days");
    assert_string_equal(words_amount(0.2143, 0.02, "share", WORDS_BARE).s, "21.4%");
    assert_string_equal(words_amount(0.0312, 0.02, "share", WORDS_SIGNED).s,
                        "+3.1 points");
    assert_string_equal(words_amount(-5.2e9, 2e9, "USD", WORDS_SIGNED).s,
                        "−$5.2 billion");
    assert_string_equal(words_amount(5120, 300, "USD per decision", WORDS_BARE).s,
                        "$5,120 per decision");
    assert_string_equal(words_amount(0, 0, "cases", WORDS_SIGNED).s, "0");
    assert_string_equal(words_amount(0.35, none, "share", WORDS_BARE).s, "35%");
    assert_string_equal(words_amount(none, 1, "cases", WORDS_NAMED).s, "–");
    assert_string_equal(words_amount(999.96e3, 10e3, "cases", WORDS_BARE).s,
                        "1.000 million");
    /* four digits are enough however narrow the interval */
    assert_string_equal(words_amount(2345678, 3, "cases", WORDS_BARE).s,
                        "2.346 million");
    /* rounding to nothing has no sign */
    assert_string_equal(words_amount(-4, 900, "cases", WORDS_SIGNED).s, "0");
}

static void test_ranges(void **state)
{
    (void)state;
    assert_string_equal(words_range(1.21e6, 2.43e6, "cases", WORDS_NAMED).s,
                        "1.2 to 2.4 million cases");
    assert_string_equal(words_range(-610e3, -210e3, "cases", WORDS_SIGNED).s,
                        "−610,000 to −210,000");
    assert_string_equal(words_range(-0.012, 0.034, "share", WORDS_SIGNED).s,
                        "−1.2 to +3.4 points");
    assert_string_equal(words_range(1.1e9, 2.4e9, "USD", WORDS_BARE).s,
                        "$1.1 to $2.4 billion");
    assert_string_equal(words_range(-1.15e6, -0.71e6, "cases", WORDS_SIGNED).s,
                        "−1,150,000 to −710,000");
    assert_string_equal(words_range(0, 0, "cases", WORDS_SIGNED).s, "0");
    assert_string_equal(words_range((double)NAN, 1, "cases", WORDS_BARE).s, "–");
}

static void test_money_and_counts(void **state)
{
    (void)state;
    assert_string_equal(words_usd(14.05e9).s, "$14.1 billion");
    assert_string_equal(words_usd(3.1e9).s, "$3.1 billion");
    assert_string_equal(words_usd(0).s, "no money");
    assert_string_equal(words_count(0).s, "0");
    assert_string_equal(words_count(999).s, "999");
    assert_string_equal(words_count(1234567).s, "1,234,567");
    assert_string_equal(words_real(-0.004, 2, true).s, "0.00");
    assert_string_equal(words_real(-0.42, 2, true).s, "−0.42");
    assert_string_equal(words_tick(2.5e6, "cases").s, "2.5M");
    assert_string_equal(words_tick(120e3, "cases").s, "120k");
    assert_string_equal(words_tick(-3e9, "USD").s, "−$3bn");
    assert_string_equal(words_tick(0.4, "share").s, "40%");
}

static void test_dates_and_names(void **state)
{
    (void)state;
    assert_string_equal(words_day(aisle_day_from_civil(2023, 11, 1)).s,
                        "November 1, 2023");
    assert_string_equal(words_day(AISLE_DAY_NONE).s, "date not known");
    assert_string_equal(words_month(aisle_day_from_civil(2028, 10, 31)).s,
                        "October 2028");
    assert_string_equal(words_senator("Scott (FL)", 'R', "FL").s, "Scott (R-FL)");
    assert_string_equal(words_senator("Sanders", 'I', "VT").s, "Sanders (I-VT)");
    assert_string_equal(words_senator("Nobody", 0, "").s, "Nobody (?)");
}

static void test_direction(void **state)
{
    (void)state;
    const double none = (double)NAN;
    assert_string_equal(words_direction(&(struct aisle_spread){2, 1, 2, 3}), "up");
    assert_string_equal(words_direction(&(struct aisle_spread){-2, -3, -2, -1}),
                        "down");
    assert_string_equal(words_direction(&(struct aisle_spread){1, -1, 1, 3}),
                        "no clear change");
    assert_string_equal(words_direction(&(struct aisle_spread){0, 0, 0, 0}),
                        "unchanged");
    assert_string_equal(words_direction(&(struct aisle_spread){none, none, none, none}),
                        "not known");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chance_words),
        cmocka_unit_test(test_chance_short_buffer),
        cmocka_unit_test(test_verdicts_in_order),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_money_and_counts),
        cmocka_unit_test(test_dates_and_names),
        cmocka_unit_test(test_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
