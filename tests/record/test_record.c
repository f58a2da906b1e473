#include "import/world.h"

#define DATA "tests/record/data/"

static enum aisle_status import_folder(struct world *w, const char *folder)
{
    return aisle_import_record(w->ctx, support_path(folder, "votes.csv"),
                               support_path(folder, "rollcalls.csv"), &w->votes,
                               &w->report);
}

static void import_fixture(struct world *w)
{
    went_well(w, import_folder(w, support_source(DATA)));
}

static void rollcalls_come_in_order_of_number(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_rollcall *r = w->votes.rollcalls;
    assert_int_equal(w->votes.rollcall_count, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(r[i].number, i + 1);
    assert_int_equal(r[0].congress, 90);
    assert_int_equal(r[0].date, aisle_day_from_civil(1967, 2, 1));
    assert_string_equal(r[0].time, "17:26:00");
    assert_string_equal(r[0].question,
                        "On the Nomination PN1: A. Person, of \"Maine\"");
    assert_string_equal(r[1].time, "");
    assert_int_equal(r[1].category, AISLE_CATEGORY_CLOTURE);
    assert_int_equal(r[1].cloture, AISLE_CLOTURE_PROCEED);
    assert_int_equal(r[1].requires, AISLE_REQUIRES_3_5);
    assert_int_equal(r[4].category, AISLE_CATEGORY_OTHER); /* "unknown" */
    assert_int_equal(w->report.rollcalls, 5);
    assert_int_equal(w->report.members, 6);
    assert_int_equal(w->report.votes, 25);
}

static void what_is_left_out_is_filled_in(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_rollcall *r = w->votes.rollcalls;
    assert_string_equal(r[0].bill_title, ""); /* no bill */
    assert_string_equal(r[1].bill_title, "A bill of one title");
    assert_string_equal(r[2].bill_title, "A bill of one title");
    assert_string_equal(r[3].bill_title, "A bill of one title");
    assert_string_equal(r[4].bill_title, "Another title");
    assert_string_equal(r[2].vote_type, "On Passage of the Bill S. 1");
    assert_string_equal(r[1].vote_type, "On the Cloture Motion");
}

static void the_result_text_decides(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_rollcall *r = w->votes.rollcalls;
    assert_true(r[0].passed);
    assert_false(r[1].passed);
    assert_true(r[2].passed);
    assert_int_equal(r[2].vp_tie, AISLE_CAST_YEA);
    assert_false(r[3].passed); /* 3-1 would do: "Veto Sustained" */
    assert_false(r[4].passed); /* 3-2 would do: "Not Sustained" */
    assert_int_equal(w->report.skip_count, 1);
    assert_int_equal(w->report.skips[0].count, 2);
    assert_non_null(strstr(w->report.skips[0].example, "rollcalls.csv:5: "));
    assert_non_null(strstr(w->report.skips[0].example, "Veto Sustained"));
}

static void members_keep_ids_parties_and_services(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_votes *v = &w->votes;
    int e = aisle_votes_find_member(v, "E000005");
    int d = aisle_votes_find_member(v, "D000004");
    assert_true(e >= 0 && d >= 0);
    assert_string_equal(v->members[e].last, "\xC3\x89lan");
    assert_string_equal(v->members[e].lis, "S005");
    assert_int_equal(v->members[e].icpsr, 105); /* the number she began with */
    assert_int_equal(v->members[e].party, 'I');
    assert_int_equal(v->members[e].caucus, 'D');
    assert_true(v->members[e].in_office);
    assert_false(v->members[d].in_office);
    assert_int_equal(v->service_count, 7);
    assert_int_equal(aisle_votes_caucus_at(v, e, 0), 'D');
    assert_int_equal(aisle_votes_caucus_at(v, e, 4), 'D');
    assert_int_equal(aisle_votes_caucus_at(v, d, 4), '?');
    assert_int_equal(aisle_votes_cast(v, 1, e), AISLE_CAST_PRESENT);
    assert_int_equal(aisle_votes_cast(v, 2, e), AISLE_CAST_ABSENT);
    assert_int_equal(aisle_votes_cast(v, 4, d), AISLE_CAST_OUT);
}

static void caucus_comes_from_the_table_beside(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    int f = aisle_votes_find_member(&w->votes, "F000006");
    assert_int_equal(w->votes.members[f].caucus, 'R');
    assert_int_equal(aisle_ctx_message_count(w->ctx), 0);
}

/* Copy a file of the fixture with one text replaced by another. */
static void copy_with(struct world *w, const char *name, const char *from,
                      const char *to)
{
    char *text = support_read(support_path(support_source(DATA), name));
    char *at = from ? strstr(text, from) : NULL;
    if (from && !at)
        fail_msg("%s does not hold '%s'", name, from);
    char *changed =
        at ? mem_format("%.*s%s%s", (int)(at - text), text, to, at + strlen(from))
           : mem_copy_text(text);
    support_write(support_path(w->folder, name), changed);
    free(changed);
    free(text);
}

static void without_a_table_votes_tell_the_caucus(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", NULL, NULL);
    copy_with(w, "rollcalls.csv", NULL, NULL);
    assert_int_equal(import_folder(w, w->folder), AISLE_OK);
    int e = aisle_votes_find_member(&w->votes, "E000005");
    int f = aisle_votes_find_member(&w->votes, "F000006");
    /* Contested: 4 and 5 (D against R). Élan voted 1,1: with D, then with R. */
    assert_int_equal(w->votes.members[e].caucus, '?');
    assert_int_equal(w->votes.members[f].caucus, 'R');
    assert_true(support_says(w->ctx, "sat with neither party", 0));
    assert_true(
        support_says(w->ctx, "is placed with R in Congress 90 by 1 of 1 contested", 0));
    assert_int_equal(aisle_ctx_error_count(w->ctx), 0);
}

static void a_wrong_table_is_an_error(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", NULL, NULL);
    copy_with(w, "rollcalls.csv", NULL, NULL);
    copy_with(w, "caucus.csv", ",D,", ",X,");
    assert_int_equal(import_folder(w, w->folder), AISLE_INPUT);
    assert_true(support_says(w->ctx, "'X' is no caucus: D or R", 2));
}

static void counts_follow_the_casts(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", NULL, NULL);
    copy_with(w, "caucus.csv", NULL, NULL);
    copy_with(w, "rollcalls.csv", "Confirmation,,4,1,0,0", "Confirmation,,40,1,0,0");
    assert_int_equal(import_folder(w, w->folder), AISLE_OK);
    assert_int_equal(w->votes.rollcalls[0].yea, 4);
    assert_true(support_says(w->ctx, "roll call 1 is counted 40-1, its casts 4-1", 3));
    assert_int_equal(w->report.skip_count, 2);
}

struct fault {
    const char *file;
    const char *from;
    const char *to;
    const char *says;
    int line;
};

static const struct fault faults[] = {
    {"rollcalls.csv", "rollnumber", "rolnumber", "is 'rolnumber' meant", 1},
    {"rollcalls.csv", "18:00:00,passage", "18:00:00,pasage", "is 'passage' meant", 2},
    {"rollcalls.csv", "1,proceed", "1,procede", "is 'proceed' meant", 4},
    {"rollcalls.csv", "S. 1,1/2", "S. 1,1/3", "'1/3' is no requires", 2},
    {"rollcalls.csv", ",3,90,", ",1,90,", "roll call 1 stands on line 2 already", 3},
    {"rollcalls.csv", ",3,90,", ",x,90,", "rollnumber 'x' is not a whole number", 2},
    {"rollcalls.csv", ",1,90,", ",1,91,", "Congress 91 in a file that began with", 3},
    {"rollcalls.csv", "1967-02-03", "1967-02-30", "'1967-02-30' is no date", 2},
    {"rollcalls.csv", "18:00:00", "6 pm", "'6 pm' is no time", 2},
    {"rollcalls.csv", ",Yea,", ",Yes,", "'Yes' is no vp_tie", 2},
    {"rollcalls.csv", "4,1,0,0", "many,1,0,0", "yea 'many' is not a whole", 3},
    {"votes.csv", "A000001", "A00001", "'A00001' is no Bioguide id", 2},
    {"votes.csv", "B000002", "A000001", "A000001 stands on line 2 already", 3},
    {"votes.csv", "905|105", "9x5", "'9x5' is no ICPSR number", 6},
    {"votes.csv", ",Able,", ",,", "a member without a name", 2},
    {"votes.csv", "Ann,AA", "Ann,Aa", "'Aa' is no state", 2},
    {"votes.csv", "AA,D,D:1-5", "AA,Q,D:1-5", "'Q' is no party", 2},
    {"votes.csv", "D:1-2;I:3-5", "D:1-3;I:3-5", "no list of party spells", 6},
    {"votes.csv", "D:1-2;I:3-5", "D1-2", "no list of party spells", 6},
    {"votes.csv", "R:1-3", "R:1-2", "party spells end at roll calls 1 and 2", 5},
    {"votes.csv", "R:1-3,1,3", "R:1-3,1,4",
     "last roll call 4, but by the casts it is 3", 5},
    {"votes.csv", "66600", "6660", "4 casts for 5 roll calls", 5},
    {"votes.csv", "66600", "66650", "cast 4 has code '5'", 5},
    {"votes.csv", "66600", "00000", "never in office", 5},
    {"votes.csv", "90,C0", "91,C0", "Congress 91 where 90 is read", 4},
    {"votes.csv", "casts", "cast", "is 'cast' meant", 1},
};

static void each_fault_is_told_with_its_line(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct fault *f = &faults[i];
        bool votes = strcmp(f->file, "votes.csv") == 0;
        copy_with(w, "caucus.csv", NULL, NULL);
        copy_with(w, "votes.csv", votes ? f->from : NULL, f->to);
        copy_with(w, "rollcalls.csv", votes ? NULL : f->from, f->to);
        enum aisle_status status = import_folder(w, w->folder);
        if (status != AISLE_INPUT || !support_says(w->ctx, f->says, f->line)) {
            support_show(w->ctx);
            fail_msg("fault %zu: status %d does not say '%s' at line %d", i,
                     (int)status, f->says, f->line);
        }
        assert_int_equal(w->votes.rollcall_count, 0); /* untouched */
        assert_int_equal(w->report.skip_count, 0);
        aisle_ctx_clear(w->ctx);
    }
}

static void faults_of_both_files_are_told_at_once(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", "A000001", "x");
    copy_with(w, "rollcalls.csv", "1967-02-03", "never");
    assert_int_equal(import_folder(w, w->folder), AISLE_INPUT);
    assert_true(support_says(w->ctx, "'never' is no date", 2));
    assert_true(support_says(w->ctx, "'x' is no Bioguide id", 2));
}

static void an_unknown_column_is_warned_of(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", ",lis,", ",liss,");
    copy_with(w, "rollcalls.csv", NULL, NULL);
    copy_with(w, "caucus.csv", NULL, NULL);
    assert_int_equal(import_folder(w, w->folder), AISLE_OK);
    assert_true(support_says(w->ctx, "column 'liss' is not known", 1));
    assert_true(support_says(w->ctx, "is 'lis' meant?", 1));
}

static void a_missing_file_is_io(void **state)
{
    struct world *w = *state;
    copy_with(w, "votes.csv", NULL, NULL);
    assert_int_equal(import_folder(w, w->folder), AISLE_IO);
    assert_true(aisle_ctx_error_count(w->ctx) > 0);
}

static void results_are_read_from_words(void **state)
{
    (void)state;
    static const char *const carried[] = {"Bill Passed",
                                          "Guilty",
                                          "Veto Overridden",
                                          "Decision of Chair Sustained",
                                          "Point of Order Well Taken",
                                          "Amendment Germane",
                                          "Nomination Confirmed",
                                          "Resolution of Ratification Agreed to",
                                          "Cloture Motion Agreed to"};
    static const char *const lost[] = {"Bill Defeated",
                                       "Not Guilty",
                                       "Veto Sustained",
                                       "Decision of Chair Not Sustained",
                                       "Point of Order Not Well Taken",
                                       "Amendment Not Germane",
                                       "Nomination Rejected",
                                       "Motion to Table Failed",
                                       "Cloture Motion Rejected"};
    for (size_t i = 0; i < sizeof carried / sizeof carried[0]; i++) {
        assert_int_equal(record_result(carried[i]), 1);
        assert_int_equal(record_result(lost[i]), 0);
    }
    assert_int_equal(record_result(""), -1);
    assert_int_equal(record_result("Held at Desk"), -1);
}

static void counts_are_held_to_the_majority(void **state)
{
    (void)state;
    struct aisle_rollcall r = {.yea = 59, .nay = 40, .absent = 1};
    r.requires = AISLE_REQUIRES_3_5;
    assert_false(record_counts_carry(&r)); /* of senators sworn, not of voters */
    r.yea = 60;
    r.nay = 39;
    assert_true(record_counts_carry(&r));
    r.requires = AISLE_REQUIRES_2_3;
    assert_false(record_counts_carry(&r));
    r.nay = 30;
    assert_true(record_counts_carry(&r)); /* of those voting */
    r = (struct aisle_rollcall){.yea = 50, .nay = 50};
    assert_false(record_counts_carry(&r));
    r.vp_tie = AISLE_CAST_YEA;
    assert_true(record_counts_carry(&r));
}

/* A roll call of eleven casts, tallied. */
static void tally_one(struct world *w, struct aisle_rollcall *r, int yeas)
{
    enum { MEMBERS = 11 };
    struct aisle_member members[MEMBERS] = {{.bioguide = ""}};
    uint8_t casts[MEMBERS];
    struct record_rollcall row = {.line = 2};
    struct record_rollcalls rows = {.count = 1, .items = &row};
    struct aisle_votes votes = {.member_count = MEMBERS,
                                .rollcall_count = 1,
                                .members = members,
                                .rollcalls = r,
                                .casts = casts};
    for (int m = 0; m < MEMBERS; m++)
        casts[m] = m < yeas ? AISLE_CAST_YEA : AISLE_CAST_NAY;
    assert_int_equal(record_tally(w->ctx, "r.csv", &rows, &votes, &w->report),
                     AISLE_OK);
}

/* 2025 roll call 334: a waiver marked 3/5 that carried 51-48; 2003 roll call 451:
 * cloture marked 1/2 that failed 53-43. */
static void a_wrong_majority_is_corrected_by_the_result(void **state)
{
    struct world *w = *state;
    struct aisle_rollcall r = {.category = AISLE_CATEGORY_PROCEDURAL,
                               .requires = AISLE_REQUIRES_3_5,
                               .question = (char *)"On the Motion (to Waive 425(a)(2))",
                               .result = (char *)"Motion Agreed to"};
    tally_one(w, &r, 6);
    assert_int_equal(r.requires, AISLE_REQUIRES_1_2);
    assert_true(r.passed);
    r.category = AISLE_CATEGORY_CLOTURE;
    r.result = (char *)"Cloture Motion Rejected";
    tally_one(w, &r, 6);
    assert_int_equal(r.requires, AISLE_REQUIRES_3_5);
    assert_false(r.passed);
    assert_int_equal(skipped(w, "majority corrected by the result"), 2);
    /* no majority explains these: they stand as they are named */
    r = (struct aisle_rollcall){.category = AISLE_CATEGORY_AMENDMENT,
                                .question = (char *)"On the Amendment",
                                .result = (char *)"Amendment Rejected"};
    tally_one(w, &r, 6);
    assert_int_equal(r.requires, AISLE_REQUIRES_1_2);
    r.requires = AISLE_REQUIRES_3_5;
    r.result = (char *)"Amendment Agreed to";
    tally_one(w, &r, 5);
    assert_int_equal(r.requires, AISLE_REQUIRES_3_5);
    assert_int_equal(skipped(w, "majority that the result does not bear out"), 2);
}

static enum aisle_status import_once(struct aisle_ctx *ctx, void *user)
{
    (void)user;
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    enum aisle_status status =
        aisle_import_record(ctx, support_source(DATA "votes.csv"),
                            support_source(DATA "rollcalls.csv"), &votes, &report);
    assert_true(status == AISLE_OK || votes.rollcall_count == 0);
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(import_once, NULL) > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rollcalls_come_in_order_of_number, begin, end),
        cmocka_unit_test_setup_teardown(what_is_left_out_is_filled_in, begin, end),
        cmocka_unit_test_setup_teardown(the_result_text_decides, begin, end),
        cmocka_unit_test_setup_teardown(members_keep_ids_parties_and_services, begin,
                                        end),
        cmocka_unit_test_setup_teardown(caucus_comes_from_the_table_beside, begin, end),
        cmocka_unit_test_setup_teardown(without_a_table_votes_tell_the_caucus, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_wrong_table_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(counts_follow_the_casts, begin, end),
        cmocka_unit_test_setup_teardown(each_fault_is_told_with_its_line, begin, end),
        cmocka_unit_test_setup_teardown(faults_of_both_files_are_told_at_once, begin,
                                        end),
        cmocka_unit_test_setup_teardown(an_unknown_column_is_warned_of, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_file_is_io, begin, end),
        cmocka_unit_test(results_are_read_from_words),
        cmocka_unit_test(counts_are_held_to_the_majority),
        cmocka_unit_test_setup_teardown(a_wrong_majority_is_corrected_by_the_result,
                                        begin, end),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
