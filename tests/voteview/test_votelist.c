/* Votes as a list: both forms, what is left out, what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "support/support.h"
#include <aisle/votelist.h>
#include <string.h>

struct read {
    struct aisle_ctx *ctx;
    struct aisle_votelist list;
    struct aisle_import_report report;
    enum aisle_status status;
};

static void read_text(struct read *r, const char *text)
{
    r->ctx = aisle_ctx_new();
    aisle_votelist_init(&r->list);
    aisle_import_report_init(&r->report);
    r->status = aisle_import_votelist_bytes(r->ctx, "v.csv", text, strlen(text),
                                            &r->list, &r->report);
}

static void done(struct read *r)
{
    aisle_import_report_clear(&r->report);
    aisle_votelist_clear(&r->list);
    aisle_ctx_free(r->ctx);
}

/* Roll calls and members are numbered as they come, votes stand by roll call. */
static void test_a_list_is_read(void **state)
{
    (void)state;
    struct read r;
    read_text(&r, "vote,rollcall,member,note\n"
                  "1,b,ann,x\n"
                  "nay,a,bob,\n"
                  "Yea,b,bob,\n"
                  ",a,ann,\n"
                  "0,a,\"cy, jr\",\n"
                  "NA,c,ann,\n");
    assert_int_equal(r.status, AISLE_OK);
    assert_int_equal(r.list.member_count, 3);
    assert_int_equal(r.list.rollcall_count, 2);
    assert_string_equal(r.list.members[2], "cy, jr");
    assert_string_equal(r.list.rollcalls[0], "b");
    static const int64_t first[] = {0, 2, 4};
    static const uint32_t cast[] = {1, 3, 2, 4};
    assert_memory_equal(r.list.first, first, sizeof first);
    assert_memory_equal(r.list.cast, cast, sizeof cast);
    assert_int_equal(r.report.votes, 4);
    assert_int_equal(r.report.skip_count, 1);
    assert_int_equal(r.report.skips[0].count, 2);
    done(&r);
}

static void test_voteviews_form_is_read(void **state)
{
    (void)state;
    struct read r;
    read_text(&r, "congress,chamber,rollnumber,icpsr,cast_code,prob\n"
                  "117,Senate,5,14009,1,99.1\n"
                  "117,Senate,5,14010,6,\n"
                  "118,Senate,5,14009,4,\n"
                  "118,Senate,5,99911,1,\n"
                  "118,Senate,5,14010,9,\n"
                  "118,Senate,5,14011,3,\n");
    assert_int_equal(r.status, AISLE_OK);
    assert_int_equal(r.list.member_count, 3);
    assert_int_equal(r.list.rollcall_count, 2);
    assert_string_equal(r.list.rollcalls[1], "118-Senate-5");
    assert_int_equal(r.list.cast[0], 1);
    assert_int_equal(r.list.cast[1], 2);
    assert_int_equal(r.list.cast[2], 0);
    assert_int_equal(r.report.votes, 4);
    assert_int_equal(r.report.skip_count, 2);
    done(&r);
}

static void check_wrong(const char *text, const char *part, int line)
{
    struct read r;
    read_text(&r, text);
    assert_int_equal(r.status, AISLE_INPUT);
    assert_null(r.list.cast);
    if (!support_says(r.ctx, part, line)) {
        support_show(r.ctx);
        fail_msg("nothing says '%s' of line %d", part, line);
    }
    done(&r);
}

static void test_what_is_wrong_is_said_where(void **state)
{
    (void)state;
    check_wrong("member,rollcall,vote\na,1,1\nb,1,maybe\n", "'maybe' is no vote", 3);
    check_wrong("member,rollcall,vote\n,1,1\n", "a vote of nobody", 2);
    check_wrong("member,rollcall,vote\na,,1\n", "names no roll call", 2);
    check_wrong("member,roll,vote\na,1,1\n", "rollcall", 1);
    check_wrong("member,rollcall,vote\na,1,1\nb,1,0\na,2,0\n\na,1,0\n",
                "'a' votes a second time on '1'", 6);
    check_wrong("member,rollcall,vote\na,1,\n", "no yea and no nay", 0);
    check_wrong("icpsr,congress,chamber,rollnumber,cast_code\n1,1,House,1,x\n",
                "'x' is no vote", 2);
    check_wrong("", "", 0);
}

/* More names than the table of them begins with. */
static void test_many_names(void **state)
{
    (void)state;
    enum { MEMBERS = 3000, ROLLCALLS = 3 };
    char *text = malloc((size_t)MEMBERS * ROLLCALLS * 24 + 100), *at = text;
    at += sprintf(at, "member,rollcall,vote\n");
    for (int i = 0; i < MEMBERS; i++)
        for (int j = 0; j < ROLLCALLS; j++)
            at += sprintf(at, "m%d,r%d,%d\n", i, j, (i + j) % 2);
    struct read r;
    read_text(&r, text);
    assert_int_equal(r.status, AISLE_OK);
    assert_int_equal(r.list.member_count, MEMBERS);
    for (int j = 0; j < ROLLCALLS; j++)
        for (int i = 0; i < MEMBERS; i++)
            assert_int_equal(r.list.cast[r.list.first[j] + i], 2 * i + (i + j) % 2);
    assert_string_equal(r.list.members[2999], "m2999");
    done(&r);
    free(text);
}

static enum aisle_status work(struct aisle_ctx *ctx, void *user)
{
    const char *text = user;
    struct aisle_votelist list;
    struct aisle_import_report report;
    aisle_votelist_init(&list);
    aisle_import_report_init(&report);
    enum aisle_status status =
        aisle_import_votelist_bytes(ctx, "v.csv", text, strlen(text), &list, &report);
    aisle_import_report_clear(&report);
    aisle_votelist_clear(&list);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    static char good[] = "member,rollcall,vote\na,1,1\nb,1,0\nb,2,\n";
    assert_true(support_fail_allocations(work, good) > 10);
}

/* Sides that are empty or small go, the others close up. */
static void test_contested_roll_calls(void **state)
{
    (void)state;
    int64_t first[] = {0, 3, 3, 7, 9};
    uint32_t cast[] = {1, 3, 5, 0, 3, 5, 7, 1, 2};
    struct aisle_votelist list = {
        .member_count = 4, .rollcall_count = 4, .first = first, .cast = cast};
    assert_int_equal(aisle_votelist_contested(&list, 0.3), 1);
    static const int64_t left[] = {0, 0, 0, 0, 2};
    assert_memory_equal(first, left, sizeof left);
    assert_int_equal(cast[0], 1);
    assert_int_equal(cast[1], 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_is_read),
        cmocka_unit_test(test_voteviews_form_is_read),
        cmocka_unit_test(test_what_is_wrong_is_said_where),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_contested_roll_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
