/* The list of leaders: the shipped one, and what a bad one is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/support.h"
#include <aisle/import.h>

static const char *name_at(const struct aisle_leaders *leaders, enum aisle_role role,
                           const char *day)
{
    return aisle_leaders_at(leaders, role, aisle_day_parse(day))->name;
}

static void leaders_are_read(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_leaders leaders;
    aisle_leaders_init(&leaders);
    assert_int_equal(aisle_import_leaders(
                         ctx, AISLE_SOURCE_DIR "/data/senate/leaders.csv", &leaders),
                     AISLE_OK);
    /* someone holds each role on every day of the record and of the next Congress */
    for (aisle_day d = aisle_day_parse("1989-01-03"); d < aisle_day_parse("2027-01-03");
         d++) {
        const struct aisle_leader *majority =
            aisle_leaders_at(&leaders, AISLE_ROLE_MAJORITY, d);
        const struct aisle_leader *minority =
            aisle_leaders_at(&leaders, AISLE_ROLE_MINORITY, d);
        assert_non_null(majority);
        assert_non_null(minority);
        assert_non_null(aisle_leaders_at(&leaders, AISLE_ROLE_VICE_PRESIDENT, d));
        assert_int_not_equal(majority->party, minority->party);
    }
    assert_string_equal(
        aisle_leaders_at(&leaders, AISLE_ROLE_MAJORITY, aisle_day_parse("2023-11-01"))
            ->name,
        "Schumer");
    /* the offices of the 119th, known before its first vote; nobody after its end */
    assert_string_equal(name_at(&leaders, AISLE_ROLE_MAJORITY, "2025-01-03"), "Thune");
    assert_string_equal(name_at(&leaders, AISLE_ROLE_MINORITY, "2025-01-03"),
                        "Schumer");
    assert_string_equal(name_at(&leaders, AISLE_ROLE_VICE_PRESIDENT, "2025-01-19"),
                        "Harris");
    assert_string_equal(name_at(&leaders, AISLE_ROLE_VICE_PRESIDENT, "2025-01-20"),
                        "Vance");
    aisle_day later = aisle_day_parse("2027-01-03");
    assert_null(aisle_leaders_at(&leaders, AISLE_ROLE_MAJORITY, later));
    assert_int_equal(aisle_leaders_want(ctx, AISLE_ROLE_MAJORITY, later), AISLE_INPUT);
    assert_true(support_says(ctx, "no majority leader on 2027-01-03", 0));
    aisle_leaders_clear(&leaders);
    aisle_ctx_free(ctx);
}

static void bad_leaders_are_all_named(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_leaders leaders = {0};
    static const char text[] = "role,bioguide,name,party,first,last\n"
                               "king,X1,A,D,2019-01-01,\n"
                               "majority,X1,A,Q,2019-01-01,\n"
                               "majority,X1,A,D,2019-02-30,soon\n";
    assert_int_equal(
        aisle_import_leaders_bytes(ctx, "l.csv", text, sizeof text - 1, &leaders),
        AISLE_INPUT);
    assert_true(support_says(ctx, "king", 2));
    assert_true(support_says(ctx, "'Q'", 3));
    assert_true(support_says(ctx, "2019-02-30", 4));
    assert_true(support_says(ctx, "soon", 4));
    assert_int_equal(leaders.count, 0);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leaders_are_read),
                                       cmocka_unit_test(bad_leaders_are_all_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
