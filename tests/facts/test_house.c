/* House votes: read, found strictly before a day, faults named where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/support.h"
#include <aisle/import.h>

#include <math.h>
#include <string.h>

#define HEAD "congress,number,date,bill,passed,yea_d,yea_r,nay_d,nay_r\n"

static enum aisle_status read_text(struct aisle_ctx *ctx, const char *text,
                                   struct aisle_house *house)
{
    aisle_house_init(house);
    return aisle_import_house_bytes(ctx, "house.csv", text, strlen(text), house);
}

static void only_earlier_votes_are_found(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_house house;
    aisle_day may = aisle_day_from_civil(2023, 5, 10);
    assert_int_equal(read_text(ctx,
                               HEAD "118,300,2023-06-01,hr2,0,0,200,210,20\n"
                                    "118,209,2023-05-10,hr2,1,0,219,211,2\n"
                                    "118,1,2023-01-09,hr23,1,0,221,210,0\n",
                               &house),
                     AISLE_OK);
    assert_int_equal(house.count, 3);
    assert_null(aisle_house_find(&house, 118, "hr2", may)); /* not of the day itself */
    const struct aisle_house_vote *v = aisle_house_find(&house, 118, "hr2", may + 1);
    assert_int_equal(v->number, 209);
    assert_true(aisle_house_share(v, 'D') == 0);
    assert_true(fabs(aisle_house_share(v, 'R') - 219.0 / 221) < 1e-12);
    assert_int_equal(aisle_house_find(&house, 118, "hr2", may + 100)->number, 300);
    assert_null(aisle_house_find(&house, 117, "hr2", may + 1));
    assert_null(aisle_house_find(&house, 118, "hr", may + 1));
    aisle_house_clear(&house);
    aisle_ctx_free(ctx);
}

static void faults_are_named(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_house house;
    assert_int_equal(read_text(ctx,
                               HEAD "118,1,2023-13-09,hr23,1,0,221,210,0\n"
                                    "118,1,2023-01-09,hr23,1,0,-1,210,0\n"
                                    "118,1,2023-01-09,,1,0,1,210,0\n",
                               &house),
                     AISLE_INPUT);
    assert_null(house.items);
    assert_true(support_says(ctx, "'2023-13-09' is not a date", 2));
    assert_true(support_says(ctx, "'-1'", 3));
    assert_true(support_says(ctx, "is not a bill", 4));
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_earlier_votes_are_found),
        cmocka_unit_test(faults_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
