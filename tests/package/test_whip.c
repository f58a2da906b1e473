/* Whip counts: what is read, and what is said of what is wrong. */
#include "support/support.h"
#include <aisle/import.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct aisle_ctx *ctx;
    struct aisle_whip whip;
};

static int open_fixture(void **state)
{
    static struct fixture f;
    f.ctx = aisle_ctx_new();
    aisle_whip_init(&f.whip);
    *state = &f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    aisle_whip_clear(&f->whip);
    aisle_ctx_free(f->ctx);
    return 0;
}

static enum aisle_status read(struct fixture *f, const char *text)
{
    return aisle_import_whip_bytes(f->ctx, "w.csv", text, strlen(text), &f->whip);
}

static const char good[] = "name,state,bioguide,position,date,source,quote,about\n"
                           ",,S001191,undecided,2023-11-02,Politico,\"No, not yet\",\n"
                           "Scott,FL,,no,2023-11-03,Fox,,vote-1\n"
                           "Scott,SC,,lean-yes,2023-11-03,Fox,,vote-1\n";

static void test_rows(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, good), AISLE_OK);
    assert_int_equal(aisle_ctx_message_count(f->ctx), 0);
    assert_int_equal(f->whip.statement_count, 3);
    const struct aisle_statement *s = f->whip.statements;
    assert_string_equal(s[0].bioguide, "S001191");
    assert_string_equal(s[0].senator, "S001191");
    assert_string_equal(s[0].about, "package");
    assert_string_equal(s[0].quote, "No, not yet");
    assert_int_equal(s[0].position, AISLE_POSITION_UNDECIDED);
    assert_int_equal(s[0].line, 2);
    assert_int_equal(s[1].date, aisle_day_parse("2023-11-03"));
    assert_string_equal(s[1].senator, "Scott");
    assert_string_equal(s[1].state, "FL");
    assert_string_equal(s[1].bioguide, "");
    assert_string_equal(s[1].about, "vote-1");
    assert_int_equal(s[1].vote, -1);
    assert_int_equal(s[2].position, AISLE_POSITION_LEAN_YES);
    assert_string_equal(f->whip.path, "w.csv");
    assert_int_equal(strlen(f->whip.hash), 64);
}

static void test_second_hand(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, "bioguide,position,date,source,second_hand\n"
                             "S001191,yes,2023-11-02,A,yes\n"
                             "S001191,no,2023-11-03,B,no\n"
                             "S001191,no,2023-11-04,C,\n"),
                     AISLE_OK);
    assert_true(f->whip.statements[0].second_hand);
    assert_false(f->whip.statements[1].second_hand);
    assert_false(f->whip.statements[2].second_hand);
    assert_int_equal(read(f, "bioguide,position,date,source,second_hand\n"
                             "S001191,yes,2023-11-02,A,maybe\n"),
                     AISLE_INPUT);
    assert_true(support_says(f->ctx, "'maybe' is no second_hand", 2));
}

static void test_sources_may_disagree(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, "bioguide,position,date,source\n"
                             "S001191,yes,2023-11-02,A\nS001191,no,2023-11-02,B\n"
                             "S001191,no,2023-11-03,A\n"),
                     AISLE_OK);
    assert_int_equal(f->whip.statement_count, 3);
}

/* All that is wrong is told at once, each with its line and column. */
static void test_errors(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, "bioguide,name,state,position,date,source\n"
                             "S001191,,,leanyes,2023-11-02,A\n"
                             "s001191,,,yes,2023-13-02,A\n"
                             ",,,yes,2023-11-02,A\n"
                             ",Kelly,Az,conditional,2023-11-02,\n"
                             ",Kelly,AZ,yes,2023-11-02,A\n"
                             ",kelly,AZ,no,2023-11-02,A\n"),
                     AISLE_INPUT);
    assert_true(support_says(f->ctx, "'leanyes' is no position", 2));
    assert_true(support_says(f->ctx, "is 'lean-yes' meant?", 2));
    assert_true(support_says(f->ctx, "'s001191' is no Bioguide id", 3));
    assert_true(support_says(f->ctx, "'2023-13-02' is no date", 3));
    assert_true(support_says(f->ctx, "a row without a senator", 4));
    assert_true(support_says(f->ctx, "'Az' is no state", 5));
    assert_true(support_says(f->ctx, "conditional position", 5));
    assert_true(support_says(f->ctx, "without a source", 5));
    assert_true(support_says(f->ctx, "stands on line 6 already, as yes", 7));
    assert_null(f->whip.statements);
}

static void test_columns(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, "bioguid,positon,date,source\nS001191,yes,2023-11-02,A\n"),
                     AISLE_INPUT);
    assert_true(support_says(f->ctx, "is 'positon' meant to be it?", 1));
    assert_true(support_says(f->ctx, "column 'bioguid' is not known", 1));
    assert_int_equal(
        read(f, "bioguid,position,date,source\nS001191,yes,2023-11-02,A\n"),
        AISLE_INPUT);
    assert_true(support_says(f->ctx, "no column 'bioguide'", 1));
}

static void test_empty(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f, ""), AISLE_INPUT);
    assert_int_equal(read(f, "bioguide,position,date,source\n"), AISLE_INPUT);
    assert_true(support_says(f->ctx, "no statement in the file", 0));
    assert_int_equal(
        read(f, "bioguide,position,date,source\nS001191,yes,2023-11\xff\n"),
        AISLE_INPUT);
    assert_true(support_says(f->ctx, "not UTF-8", 2));
    assert_int_equal(aisle_import_whip(f->ctx, "/no/such.csv", &f->whip), AISLE_IO);
}

static enum aisle_status read_good(struct aisle_ctx *ctx, void *user)
{
    (void)user;
    struct aisle_whip whip;
    aisle_whip_init(&whip);
    enum aisle_status status =
        aisle_import_whip_bytes(ctx, "w.csv", good, sizeof good - 1, &whip);
    aisle_whip_clear(&whip);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(read_good, NULL) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_second_hand, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_sources_may_disagree, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(test_errors, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_columns, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_empty, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_memory, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
