/* Grids of votes: .ord and matrices. */
#include "import/world.h"
#include "voteview/grid.h"

static const char ord[] = "118  90161 0MAINE   10000ABLE       11690\n"
                          "118  90249 0TEXAS   20000BAKER      64170\r\n"
                          "\n"
                          "118  903 6 0VERMONT 32800CASTLE     02348\n";

static const char rollcalls[] =
    "congress,rollnumber,date,category,question,requires,result,yea,nay\n"
    "118,11,2023-02-01,passage,Q1,1/2,Passed,1,1\n"
    "118,12,2023-02-02,passage,Q2,1/2,Passed,2,1\n"
    "118,13,2023-02-03,passage,Q3,1/2,Passed,2,1\n"
    "118,14,2023-02-04,passage,Q4,1/2,Rejected,0,1\n"
    "118,15,2023-02-05,cloture,Q5,3/5,Rejected,0,0\n";

static enum aisle_status import(struct world *w, grid_import_fn *read, const char *text,
                                const char *beside, struct aisle_import_scope scope,
                                const struct aisle_import_known *known)
{
    struct record_file file = {"g", (char *)(uintptr_t)text, strlen(text)};
    struct record_file more = {"r.csv", (char *)(uintptr_t)beside,
                               beside ? strlen(beside) : 0};
    return read(w->ctx, &file, beside ? &more : NULL, &scope, known, &w->votes,
                &w->report);
}

static const struct aisle_import_scope nothing;
static const struct aisle_import_scope senate = {118, "senate"};

static void ord_is_read(void **state)
{
    struct world *w = *state;
    went_well(w, import(w, ord_from_bytes, ord, NULL, nothing, NULL));
    const struct aisle_votes *v = &w->votes;
    assert_string_equal(v->chamber, "senate");
    assert_int_equal(v->congress_first, 118);
    assert_int_equal(v->member_count, 3);
    assert_int_equal(v->rollcall_count, 5);
    assert_string_equal(v->members[0].bioguide, "901");
    assert_string_equal(v->members[0].last, "Able");
    assert_string_equal(v->members[1].state, "TX");
    assert_int_equal(v->members[1].party, 'R');
    assert_int_equal(v->members[2].party, 'I');
    assert_int_equal(cast_of(v, 2, "902"), AISLE_CAST_NAY);     /* 4 */
    assert_int_equal(cast_of(v, 2, "903"), AISLE_CAST_YEA);     /* 2 */
    assert_int_equal(cast_of(v, 4, "902"), AISLE_CAST_PRESENT); /* 7 */
    assert_int_equal(cast_of(v, 5, "903"), AISLE_CAST_PRESENT); /* 8 */
    assert_int_equal(cast_of(v, 4, "901"), AISLE_CAST_ABSENT);  /* 9 */
    assert_int_equal(cast_of(v, 1, "903"), AISLE_CAST_OUT);
    assert_false(v->members[0].in_office);
    assert_int_equal(v->services[2].first_number, 2);
    /* without a table no forecast may see them before the Congress is over */
    assert_int_equal(v->rollcalls[0].date, aisle_day_from_civil(2025, 1, 3));
    assert_int_equal(skipped(w, "date that the file does not give"), 5);
}

static void ord_with_roll_calls(void **state)
{
    struct world *w = *state;
    struct aisle_member known[] = {{.bioguide = "B000902",
                                    .lis = "S902",
                                    .icpsr = 902,
                                    .last = (char *)"Baker",
                                    .first = (char *)"Bob",
                                    .state = "TX"}};
    struct aisle_import_known k = {.member_count = 1, .members = known};
    went_well(w, import(w, ord_from_bytes, ord, rollcalls, nothing, &k));
    assert_int_equal(cast_of(&w->votes, 12, "B000902"), AISLE_CAST_NAY);
    assert_string_equal(w->votes.members[1].first, "Bob");
    assert_int_equal(w->votes.rollcalls[4].requires, AISLE_REQUIRES_3_5);
    assert_int_equal(w->report.skip_count, 0);
}

static void ord_names_its_chamber(void **state)
{
    struct world *w = *state;
    went_well(w, import(w, ord_from_bytes,
                        "118  90161 2MAINE   10000ABLE       16\n"
                        "1189990199 0USA     20000SOMEONE    11\n"
                        "118  90249 1TEXAS   20000BAKER      61\n",
                        NULL, nothing, NULL));
    assert_string_equal(w->votes.chamber, "house");
    assert_int_equal(w->votes.member_count, 2);
    assert_int_equal(skipped(w, "position of a President"), 1);
}

static void mistakes_in_ord(void **state)
{
    struct world *w = *state;
    assert_int_equal(import(w, ord_from_bytes,
                            "118  90161 0MAINE   10000ABLE       11690\n"
                            "118  90149 0TEXAS   20000BAKER      6417x\n"
                            "117  90349 0TEXAS   20000BAKER      64170\n"
                            "118   xx49 0TEXAS   2x000BAKER      64170\n"
                            "118  90449 0TEXAS   20000BAKER      6417\n"
                            "short\n",
                            NULL, nothing, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "member 901 stands on line 1 already", 2));
    assert_true(support_says(w->ctx, "'x' is no cast", 2));
    assert_true(support_says(w->ctx, "Congress 117 in a file of Congress 118", 3));
    assert_true(support_says(w->ctx, "'xx' is no ICPSR number", 4));
    assert_true(support_says(w->ctx, "'2x0' is no party code", 4));
    assert_true(support_says(w->ctx, "4 casts where the lines before have 5", 5));
    assert_true(support_says(w->ctx, "a line of 5 characters", 6));
    assert_null(w->votes.members);
    assert_int_equal(import(w, ord_from_bytes, "", NULL, nothing, NULL), AISLE_INPUT);
    assert_true(support_says(w->ctx, "no member in the file", 0));
    assert_int_equal(
        import(w, ord_from_bytes, "118  901\n61\xc3\xa9", NULL, nothing, NULL),
        AISLE_INPUT);
    assert_true(support_says(w->ctx, "byte 0xC3 is no ASCII", 2));
    struct aisle_import_scope other = {117, NULL};
    assert_int_equal(import(w, ord_from_bytes, ord, NULL, other, NULL), AISLE_INPUT);
    assert_true(support_says(w->ctx, "a file of Congress 118, not 117", 0));
}

static void roll_calls_must_fit(void **state)
{
    struct world *w = *state;
    char *fewer =
        mem_copy_bytes(rollcalls, (size_t)(strstr(rollcalls, "118,15") - rollcalls));
    assert_int_equal(import(w, ord_from_bytes, ord, fewer, nothing, NULL), AISLE_INPUT);
    assert_true(support_says(w->ctx, "4 roll calls for 5 columns", 0));
    free(fewer);
    assert_int_equal(import(w, matrix_from_bytes, "id,11,12,13,14,16\na,1,1,1,1,1\n",
                            rollcalls, senate, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "roll call 15 where the votes have 16", 0));
    struct aisle_import_scope other = {117, "senate"};
    assert_int_equal(import(w, matrix_from_bytes, "id,11,12,13,14,15\na,1,1,1,1,1\n",
                            rollcalls, other, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "Congress 118 for votes of Congress 117", 0));
}

static void matrix_is_read(void **state)
{
    struct world *w = *state;
    went_well(w, import(w, matrix_from_bytes,
                        "bioguide,name,first,state,party,caucus,icpsr,V3,V7,V9\n"
                        "A000001,Able,Ann,ME,D,,901,1,0,\n"
                        "B000002,Baker,,TX,R,,,0,1,P\n"
                        "C000003,Castle,,VT,Green,D,,1,NA,1\n",
                        NULL, senate, NULL));
    const struct aisle_votes *v = &w->votes;
    assert_int_equal(v->rollcall_count, 3);
    assert_int_equal(v->rollcalls[1].number, 7);
    assert_string_equal(v->rollcalls[1].question, "V7");
    assert_int_equal(cast_of(v, 3, "A000001"), AISLE_CAST_YEA);
    assert_int_equal(cast_of(v, 7, "A000001"), AISLE_CAST_NAY);
    assert_int_equal(cast_of(v, 9, "A000001"), AISLE_CAST_ABSENT);
    assert_int_equal(cast_of(v, 9, "B000002"), AISLE_CAST_PRESENT);
    assert_int_equal(cast_of(v, 7, "C000003"), AISLE_CAST_OUT);
    assert_int_equal(v->members[2].party, 'I');
    assert_int_equal(v->members[2].caucus, 'D');
    assert_int_equal(v->members[0].icpsr, 901);
}

/* Nothing but votes, as R writes them: rows get ids, columns their places. */
static void a_bare_matrix(void **state)
{
    struct world *w = *state;
    struct aisle_import_scope scope = {1, "club"};
    went_well(w, import(w, matrix_from_bytes,
                        "\"\",\"dues\",\"picnic\"\n\"1\",1,0\n\"2\",,1\n", NULL, scope,
                        NULL));
    const struct aisle_votes *v = &w->votes;
    assert_string_equal(v->chamber, "club");
    assert_string_equal(v->members[1].bioguide, "r2");
    assert_string_equal(v->members[1].last, "r2");
    assert_int_equal(v->members[1].caucus, '?');
    assert_int_equal(v->rollcalls[1].number, 2);
    assert_string_equal(v->rollcalls[1].question, "picnic");
    assert_int_equal(aisle_ctx_message_count(w->ctx), 0);
}

static void mistakes_in_a_matrix(void **state)
{
    struct world *w = *state;
    assert_int_equal(import(w, matrix_from_bytes,
                            "id,prty,caucus,state,v1\n"
                            "a,D,X,Maine,1\n"
                            "a,1,,ME,yes\n"
                            ",1,,ME,2\n"
                            "much-too-long-an-id,1,,ME,1\n"
                            "b,1\n",
                            NULL, nothing, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "does not say whose votes", 0));
    assert_true(support_says(w->ctx, "is the column 'prty' meant to be 'party'?", 2));
    assert_true(support_says(w->ctx, "'X' is no caucus", 2));
    assert_true(support_says(w->ctx, "'Maine' is no state", 2));
    assert_true(support_says(w->ctx, "member 'a' stands on line 2 already", 3));
    assert_true(support_says(w->ctx, "'yes' is no vote", 3));
    assert_true(support_says(w->ctx, "'' is no member's id", 4));
    assert_true(support_says(w->ctx, "is no member's id", 5));
    assert_true(support_says(w->ctx, "2 fields where the header names 5 columns", 6));
    assert_null(w->votes.members);
    assert_int_equal(import(w, matrix_from_bytes, "id,name\na,b\n", NULL, senate, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "no column of votes", 1));
    assert_int_equal(import(w, matrix_from_bytes, "id,1\n", NULL, senate, NULL),
                     AISLE_INPUT);
    assert_true(support_says(w->ctx, "no member in the file", 0));
    assert_int_equal(
        import(w, matrix_from_bytes, "id,1,2\na,NA,NA\n", NULL, senate, NULL),
        AISLE_INPUT);
    assert_true(support_says(w->ctx, "in office at no roll call", 2));
}

static enum aisle_status read_again(struct aisle_ctx *ctx, void *user)
{
    struct world w = {.ctx = ctx};
    aisle_votes_init(&w.votes);
    aisle_import_report_init(&w.report);
    enum aisle_status status =
        user ? import(&w, ord_from_bytes, ord, rollcalls, nothing, NULL)
             : import(&w, matrix_from_bytes, "id,name,v1,v2\na,Able,1,0\nb,,0,1\n",
                      NULL, senate, NULL);
    aisle_votes_clear(&w.votes);
    aisle_import_report_clear(&w.report);
    return status;
}

static void memory_runs_out(void **state)
{
    assert_true(support_fail_allocations(read_again, *state) > 40);
    assert_true(support_fail_allocations(read_again, NULL) > 30);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ord_is_read),     TEST(ord_with_roll_calls),  TEST(ord_names_its_chamber),
        TEST(mistakes_in_ord), TEST(roll_calls_must_fit),  TEST(matrix_is_read),
        TEST(a_bare_matrix),   TEST(mistakes_in_a_matrix), TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
