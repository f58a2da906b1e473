/* The typical wait against Kaplan and Meier's estimate worked out by hand. */
#include "asylum/measure.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WEEK = HISTOGRAM_WIDTH };

/* No courts: cases wait for officers alone. */
static struct world *quiet_world(void)
{
    static int none[1];
    static const struct bench bench = {.docket_first = none};
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->bench = &bench;
    return w;
}

static void add(struct histogram *h, int count, int weeks)
{
    for (int i = 0; i < count; i++)
        histogram_add(h, weeks * WEEK);
}

static void check_days(const struct world *w, double days)
{
    assert_true(fabs(measure_typical_wait(w) - days) < 1e-9);
}

/* Ten come; two are decided in week 1, three leave undecided in week 2, two of the
 * five left are decided in week 3: 1, 0.8, 0.48. */
static void test_those_who_leave_count_until_then(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    add(&w->tally.came, 10, 0);
    add(&w->tally.wait_claims, 2, 1);
    add(&w->tally.went, 3, 2);
    add(&w->tally.wait[CLASS_ADULT], 2, 3);
    check_days(w, WEEK * (3 + (0.8 - 0.5) / (0.8 - 0.48)));
    free(w);
}

/* Four are in view from week 5 on only, as cases pending at the start are: of eight
 * there, six are decided in week 6. Before, four of eight were in week 2. */
static void test_those_who_come_late_count_from_then(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    add(&w->tally.came, 8, 0);
    add(&w->tally.came, 4, 5);
    add(&w->tally.wait_claims, 3, 2);
    add(&w->tally.went, 1, 3);
    add(&w->tally.wait_claims, 6, 6);
    /* 1 - 3/8, then 6 of 8 */
    check_days(w, WEEK * (6 + (0.625 - 0.5) / (0.625 * 0.75)));
    free(w);
}

/* All decided: the plain median. */
static void test_without_losses_it_is_the_median(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    for (int weeks = 0; weeks < 11; weeks++)
        add(&w->tally.wait_claims, 1, weeks);
    add(&w->tally.came, 11, 0);
    check_days(w, histogram_quantile(&w->tally.wait_claims, 0.5));
    free(w);
}

/* Nobody is decided: longer than is counted, and no division by nobody. */
static void test_nobody_decided(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    check_days(w, (double)WEEK * HISTOGRAM_BINS);
    add(&w->tally.came, 3, 0);
    check_days(w, (double)WEEK * HISTOGRAM_BINS);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_those_who_leave_count_until_then),
        cmocka_unit_test(test_those_who_come_late_count_from_then),
        cmocka_unit_test(test_without_losses_it_is_the_median),
        cmocka_unit_test(test_nobody_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
