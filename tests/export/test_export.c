/* What is written is read back: .ord and matrices, with their roll calls. */
#include "base/ctx.h"
#include "support/support.h"
#include "voteview/grid.h"
#include <aisle/export.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <string.h>

typedef enum aisle_status write_fn(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes, char **out);

/* Write `votes`, read them back, and compare what a grid can hold. */
static void round_trip(write_fn *write, grid_import_fn *read)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes, back;
    struct aisle_import_report report;
    char *text = NULL, *beside = NULL;
    aisle_votes_init(&votes);
    aisle_votes_init(&back);
    aisle_import_report_init(&report);
    support_make_votes(&votes, 117, 12, 40, 1, 3);
    for (int m = 0; m < votes.member_count; m++)
        votes.members[m].icpsr = 40000 + m;
    for (int r = 0; r < votes.rollcall_count;
         r++) /* drawn, so they correct majorities */
        votes.rollcalls[r].result[0] = '\0';
    struct aisle_import_known known = {.member_count = votes.member_count,
                                       .members = votes.members};
    struct aisle_import_scope scope = {117, "senate"};
    assert_int_equal(write(ctx, &votes, &text), AISLE_OK);
    assert_int_equal(aisle_export_rollcalls(ctx, &votes, &beside), AISLE_OK);
    struct record_file file = {"g", text, strlen(text)};
    struct record_file rolls = {"r", beside, strlen(beside)};
    enum aisle_status status = read(ctx, &file, &rolls, &scope, &known, &back, &report);
    if (status != AISLE_OK)
        support_show(ctx);
    assert_int_equal(status, AISLE_OK);
    assert_int_equal(back.member_count, votes.member_count);
    assert_int_equal(back.rollcall_count, votes.rollcall_count);
    assert_memory_equal(back.casts, votes.casts,
                        (size_t)votes.member_count * (size_t)votes.rollcall_count);
    for (int m = 0; m < votes.member_count; m++) {
        assert_string_equal(back.members[m].bioguide, votes.members[m].bioguide);
        assert_string_equal(back.members[m].last, votes.members[m].last);
        assert_int_equal(back.members[m].party, votes.members[m].party);
    }
    for (int r = 0; r < votes.rollcall_count; r++) {
        const struct aisle_rollcall *a = &votes.rollcalls[r], *b = &back.rollcalls[r];
        assert_int_equal(a->number, b->number);
        assert_int_equal(a->date, b->date);
        assert_int_equal(a->category, b->category);
        assert_int_equal(a->cloture, b->cloture);
        assert_int_equal(a->requires, b->requires);
        assert_int_equal(a->vp_tie, b->vp_tie);
        assert_string_equal(a->question, b->question);
        assert_string_equal(a->subject, b->subject);
        assert_string_equal(a->bill, b->bill);
    }
    free(text);
    free(beside);
    aisle_votes_clear(&votes);
    aisle_votes_clear(&back);
    aisle_import_report_clear(&report);
    aisle_ctx_free(ctx);
}

static void ord_comes_back(void **state)
{
    (void)state;
    round_trip(aisle_export_ord, ord_from_bytes);
}

static void matrix_comes_back(void **state)
{
    (void)state;
    round_trip(aisle_export_matrix, matrix_from_bytes);
}

/* The columns of .ord, a member without a number and a name beyond ASCII. */
static void columns_of_ord(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_member members[] = {{.bioguide = "L000570",
                                      .icpsr = 41303,
                                      .last = (char *)"Luj\xc3\xa1n",
                                      .first = (char *)"",
                                      .state = "NM",
                                      .party = 'D',
                                      .caucus = 'D'},
                                     {.bioguide = "X000001",
                                      .last = (char *)"Abcdefghijklm \xe2\x82\xac",
                                      .first = (char *)"",
                                      .state = "NC",
                                      .party = 'I',
                                      .caucus = 'D'}};
    struct aisle_rollcall rollcalls[] = {{.congress = 118, .number = 1},
                                         {.congress = 118, .number = 2}};
    uint8_t casts[] = {1, 6, 9, 7};
    struct aisle_votes votes = {.chamber = "senate",
                                .congress_first = 118,
                                .congress_last = 118,
                                .as_of = AISLE_DAY_NONE,
                                .member_count = 2,
                                .rollcall_count = 2,
                                .members = members,
                                .rollcalls = rollcalls,
                                .casts = casts};
    char *text = NULL;
    assert_int_equal(aisle_export_ord(ctx, &votes, &text), AISLE_OK);
    assert_string_equal(text, "1184130366 0NEW MEX 10000LUJAN      19\n"
                              "1188000147 0NORTH C 32800ABCDEFGHIJK67\n");
    assert_true(support_says(ctx, "1 member without an ICPSR number", 0));
    free(text);
    votes.congress_last = 119;
    assert_int_equal(aisle_export_ord(ctx, &votes, &text), AISLE_INPUT);
    votes.congress_last = 118;
    votes.rollcall_count = 0;
    assert_int_equal(aisle_export_matrix(ctx, &votes, &text), AISLE_INPUT);
    aisle_ctx_free(ctx);
}

static enum aisle_status write_again(struct aisle_ctx *ctx, void *user)
{
    const struct aisle_votes *votes = user;
    char *text[3] = {0};
    enum aisle_status status;
    TRY(aisle_export_ord(ctx, votes, &text[0]));
    TRY(aisle_export_matrix(ctx, votes, &text[1]));
    TRY(aisle_export_rollcalls(ctx, votes, &text[2]));
out:
    for (int i = 0; i < 3; i++)
        free(text[i]);
    return status;
}

static void memory_runs_out(void **state)
{
    (void)state;
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    support_make_votes(&votes, 117, 6, 9, 1, 3);
    assert_true(support_fail_allocations(write_again, &votes) > 3);
    aisle_votes_clear(&votes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ord_comes_back),
        cmocka_unit_test(matrix_comes_back),
        cmocka_unit_test(columns_of_ord),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
