/* Whose amendment it was, from the clerk's subject line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <aisle/votes.h>

static char sponsor_of(const char *subject)
{
    static struct aisle_member members[] = {
        {.last = (char *)"Cornyn", .state = "TX"},
        {.last = (char *)"Brown", .state = "OH"},
        {.last = (char *)"Brown", .state = "MA"},
        {.last = (char *)"Reid", .state = "NV"},
        {.last = (char *)"Van Hollen", .state = "MD"},
        {.last = (char *)"Kirk", .state = "IL"}, /* not in office */
        {.last = (char *)"D'Amato", .state = "NY"}};
    static struct aisle_service services[] = {
        {0, 118, 1, 9, 'R', 'R'}, {1, 118, 1, 9, 'D', 'D'}, {2, 118, 1, 9, 'R', 'R'},
        {3, 118, 1, 9, 'D', 'D'}, {4, 118, 1, 9, 'D', 'D'}, {6, 118, 1, 9, 'R', 'R'}};
    static uint8_t casts[] = {1, 6, 1, 9, 7, AISLE_CAST_OUT, 1};
    struct aisle_rollcall r = {
        .congress = 118, .number = 3, .subject = (char *)subject};
    const struct aisle_votes votes = {.member_count = 7,
                                      .members = members,
                                      .service_count = 6,
                                      .services = services,
                                      .rollcall_count = 1,
                                      .rollcalls = &r,
                                      .casts = casts};
    return aisle_votes_sponsor_caucus(&votes, 0);
}

static void the_line_names_one(void **state)
{
    (void)state;
    assert_int_equal(sponsor_of("Cornyn Amdt. No. 719"), 'R');
    assert_int_equal(sponsor_of("reid amdt"), 'D');
    assert_int_equal(sponsor_of("Reid Substitute Amendment No. 2"), 'D');
    assert_int_equal(sponsor_of("Van Hollen Amdt. No. 4"), 'D');
    assert_int_equal(sponsor_of("D'Amato Amdt. No. 4"), 'R');
    assert_int_equal(sponsor_of("Motion to Waive CBA Re: Cornyn Amdt. No. 5"), 'R');
    assert_int_equal(sponsor_of("Brown (OH) Amdt. No. 8"), 'D');
    assert_int_equal(sponsor_of("Brown (MA) Amdt. No. 8"), 'R');
}

static void or_nobody(void **state)
{
    (void)state;
    assert_int_equal(sponsor_of("Brown Amdt. No. 8"), '?');       /* two of the name */
    assert_int_equal(sponsor_of("Reid/Cornyn Amdt. No. 8"), '?'); /* of both sides */
    assert_int_equal(sponsor_of("Kirk Amdt. No. 8"), '?');        /* not in office */
    assert_int_equal(sponsor_of("Reidsville Amdt. No. 8"), '?');
    assert_int_equal(sponsor_of("H.R. 3072"), '?');
    assert_int_equal(sponsor_of("Amendment No. 12 of Cornyn"), '?');
    assert_int_equal(sponsor_of(""), '?');
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_line_names_one),
                                       cmocka_unit_test(or_nobody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
