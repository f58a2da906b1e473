#include "import/world.h"
#include "voteview/voteview.h"

#define DATA "tests/voteview/data/"

static enum aisle_status import_folder(struct world *w, const char *folder)
{
    return aisle_import_voteview(
        w->ctx, support_path(folder, "members.csv"), support_path(folder, "votes.csv"),
        support_path(folder, "rollcalls.csv"), &w->votes, &w->report);
}

static void import_fixture(struct world *w)
{
    went_well(w, import_folder(w, support_source(DATA)));
}

static void presidents_and_others_are_left_out_and_counted(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    assert_int_equal(skipped(w, "row of a President"), 1);
    assert_int_equal(skipped(w, "position of a President"), 1);
    assert_int_equal(skipped(w, "row of another chamber"), 1);
    assert_int_equal(skipped(w, "member without a vote"), 1);
    assert_int_equal(w->votes.member_count, 4);
    assert_int_equal(w->report.votes, 12);
}

static void a_switch_of_party_is_one_person(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_votes *v = &w->votes;
    int e = aisle_votes_find_member(v, "E000005");
    assert_true(e >= 0);
    assert_int_equal(v->members[e].icpsr, 105);
    assert_int_equal(v->members[e].party, 'I');
    int services = 0;
    for (int i = 0; i < v->service_count; i++)
        services += v->services[i].member == e;
    assert_int_equal(services, 2);
    assert_int_equal(aisle_votes_caucus_at(v, e, 1), 'D');
    /* Roll call 3, contested 1-1 against 1: she voted with the first D's side. */
    assert_int_equal(aisle_votes_cast(v, 2, e), AISLE_CAST_NAY);
}

static void casts_come_in_the_five_codes(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_votes *v = &w->votes;
    int a = aisle_votes_find_member(v, "A000001");
    int b = aisle_votes_find_member(v, "B000002");
    int c = aisle_votes_find_member(v, "C000003");
    int e = aisle_votes_find_member(v, "E000005");
    assert_int_equal(aisle_votes_cast(v, 0, b), AISLE_CAST_YEA);     /* 2.0 */
    assert_int_equal(aisle_votes_cast(v, 0, e), AISLE_CAST_YEA);     /* 3.0 */
    assert_int_equal(aisle_votes_cast(v, 1, c), AISLE_CAST_NAY);     /* 4 */
    assert_int_equal(aisle_votes_cast(v, 1, e), AISLE_CAST_NAY);     /* 5 */
    assert_int_equal(aisle_votes_cast(v, 2, a), AISLE_CAST_PRESENT); /* 8 */
    assert_int_equal(v->rollcalls[2].yea, 1);
    assert_int_equal(v->rollcalls[2].nay, 2);
    assert_int_equal(v->rollcalls[2].present, 1);
}

static void kind_and_result_come_from_the_words(void **state)
{
    struct world *w = *state;
    import_fixture(w);
    const struct aisle_rollcall *r = w->votes.rollcalls;
    assert_int_equal(r[0].number, 1);
    assert_int_equal(r[0].category, AISLE_CATEGORY_CLOTURE);
    assert_int_equal(r[0].cloture, AISLE_CLOTURE_NOMINATION);
    assert_int_equal(r[0].requires, AISLE_REQUIRES_3_5);
    assert_false(r[0].passed);
    assert_int_equal(r[1].category, AISLE_CATEGORY_PASSAGE);
    assert_string_equal(r[0].nomination, "1"); /* PN1 */
    assert_string_equal(r[0].bill, "");
    assert_string_equal(r[1].bill, "s1"); /* S1, as the record writes it */
    assert_string_equal(r[1].bill_title, "A bill, \"so called\"");
    assert_string_equal(r[1].subject, "");
    assert_int_equal(skipped(w, "amendment or passage without its majority: 1/2, or "
                                "3/5 where it lost with more yeas"),
                     1);
    assert_true(r[1].passed); /* 2-2 and passed: the Vice President broke the tie */
    assert_int_equal(r[1].vp_tie, AISLE_CAST_YEA);
    assert_int_equal(r[2].category, AISLE_CATEGORY_RECOMMIT);
    assert_false(r[2].passed); /* no result text: 1-2 */
}

static void what_cloture_is_on_comes_from_the_words(void **state)
{
    (void)state;
    static const struct {
        const char *type, *about, *detail, *bill;
        enum aisle_cloture on;
    } cases[] = {
        {"On Cloture on the Motion to Proceed", "", "", "s316", AISLE_CLOTURE_PROCEED},
        {"On the Cloture Motion", "To change the denomination of coins", "", "s316",
         AISLE_CLOTURE_MEASURE},
        {"On the Cloture Motion", "In the nature of a substitute.", "", "hr4366",
         AISLE_CLOTURE_AMENDMENT},
        {"On the Cloture Motion", "", "Motion to Concur in the House Amdt", "hr1",
         AISLE_CLOTURE_HOUSE_MESSAGE},
        {"On the Cloture Motion", "Nomination of A. Person", "", "",
         AISLE_CLOTURE_NOMINATION},
        {"On the Cloture Motion", "", "", "", AISLE_CLOTURE_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct aisle_rollcall r = {.vote_type = (char *)cases[i].type,
                                   .subject = (char *)cases[i].about,
                                   .bill = (char *)cases[i].bill,
                                   .nomination = (char *)"",
                                   .result = (char *)""};
        voteview_kind(&r, cases[i].detail);
        assert_int_equal(r.cloture, cases[i].on);
    }
}

static void to_concur_is_to_pass(void **state)
{
    (void)state;
    struct aisle_rollcall r = {.vote_type = (char *)"On the Motion",
                               .subject = (char *)"",
                               .bill = (char *)"hr815",
                               .nomination = (char *)"",
                               .result = (char *)""};
    voteview_kind(&r, "On the Motion (Motion to Concur in the House Amendment)");
    assert_int_equal(r.category, AISLE_CATEGORY_PASSAGE);
    voteview_kind(&r, "On the Motion (Motion to Waive: Motion to Concur)");
    assert_int_equal(r.category, AISLE_CATEGORY_PROCEDURAL);
}

static void cloture_on_nominations_changed_its_majority(void **state)
{
    (void)state;
    char cloture[] = "On the Cloture Motion", judge[] = "A. Person to be a judge";
    char justice[] = "A. Person to be an Associate Justice of the Supreme Court";
    char nomination[] = "7", empty[] = "";
    struct aisle_rollcall r = {.vote_type = cloture,
                               .result = empty,
                               .bill = empty,
                               .nomination = nomination,
                               .subject = judge};
    r.date = aisle_day_from_civil(2013, 11, 20);
    voteview_kind(&r, "");
    assert_int_equal(r.requires, AISLE_REQUIRES_3_5);
    r.date = aisle_day_from_civil(2013, 11, 21);
    voteview_kind(&r, "");
    assert_int_equal(r.requires, AISLE_REQUIRES_1_2);
    r.subject = justice;
    voteview_kind(&r, "");
    assert_int_equal(r.requires, AISLE_REQUIRES_3_5);
    r.date = aisle_day_from_civil(2017, 4, 6);
    voteview_kind(&r, "");
    assert_int_equal(r.requires, AISLE_REQUIRES_1_2);
}

static void surnames_lose_their_capitals(void **state)
{
    (void)state;
    static const char *const names[][3] = {
        {"LUJ\xC3\x81N, Ben Ray", "Luj\xC3\xA1n", "Ben Ray"},
        {"McCONNELL, Addison Mitchell (Mitch)", "McConnell",
         "Addison Mitchell (Mitch)"},
        {"VAN HOLLEN, Christopher", "Van Hollen", "Christopher"},
        {"MANCHIN, Joe, III", "Manchin", "Joe"},
        {"HYDE-SMITH, Cindy", "Hyde-Smith", "Cindy"},
        {"O'DANIEL, Wilbert", "O'Daniel", "Wilbert"},
        {"\xC3\x89LAN, Eve", "\xC3\x89lan", "Eve"},
        {"ALONE", "Alone", ""},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *last = NULL, *first = NULL;
        assert_true(voteview_name(names[i][0], &last, &first));
        assert_string_equal(last, names[i][1]);
        assert_string_equal(first, names[i][2]);
        free(last);
        free(first);
    }
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

struct fault {
    const char *file;
    const char *from;
    const char *to;
    const char *says;
    int line;
};

static const struct fault faults[] = {
    {"members.csv", "bioguide_id", "bioguide", "is 'bioguide' meant", 1},
    {"members.csv", "101.0", "101.5", "icpsr '101.5' is no id", 3},
    {"members.csv", "102.0", "101.0", "icpsr 101 stands on line 3 already", 4},
    {"members.csv", "A000001", "", "'' is no Bioguide id", 3},
    {"members.csv", ",AA,", ",A1,", "'A1' is no state", 3},
    {"members.csv", "100,\"ABLE", "D,\"ABLE", "party_code 'D' is no id", 3},
    {"members.csv", "Senate,90,101", "Senate,91,101", "Congress 91 in a file", 3},
    {"members.csv", "Senate,90,101", "Sonate,90,101", "'Sonate' is no chamber", 3},
    {"rollcalls.csv", "1967-02-02", "2/2/1967", "'2/2/1967' is no date", 2},
    {"rollcalls.csv", ",2,2,2,0.0", ",2,two,2,0.0", "yea_count 'two' is no count", 2},
    {"rollcalls.csv", "90,Senate,3", "90,Senate,1", "roll call 1 stands on line 3", 4},
    {"rollcalls.csv", "rollnumber", "rollnum", "is 'rollnum' meant", 1},
    {"votes.csv", "101.0,1.0", "101.0,10", "cast code '10' is not 0-9", 2},
    {"votes.csv", "101.0,1.0", "101.0,1.5", "cast code '1.5' is not 0-9", 2},
    {"votes.csv", "97.5", "NaN%", "prob 'NaN%' is no probability", 2},
    {"votes.csv", "101.0", "777", "icpsr 777 is not in the members file", 2},
    {"votes.csv", "Senate,1,101.0", "Senate,9,101.0", "roll call 9 is not in the", 2},
    {"votes.csv", "1,102.0", "1,101.0", "a second vote of A000001", 3},
    {"votes.csv", "2,105,5", "3,105,5", "a second vote of E000005", 14},
};

static void each_fault_is_told_with_its_line(void **state)
{
    struct world *w = *state;
    static const char *const files[] = {"members.csv", "rollcalls.csv", "votes.csv"};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct fault *f = &faults[i];
        for (int k = 0; k < 3; k++) {
            bool this_one = strcmp(f->file, files[k]) == 0;
            copy_with(w, files[k], this_one ? f->from : NULL, f->to);
        }
        enum aisle_status status = import_folder(w, w->folder);
        if (status != AISLE_INPUT || !support_says(w->ctx, f->says, f->line)) {
            support_show(w->ctx);
            fail_msg("fault %zu: status %d does not say '%s' at line %d", i,
                     (int)status, f->says, f->line);
        }
        assert_int_equal(w->votes.rollcall_count, 0);
        assert_int_equal(w->report.skip_count, 0);
        aisle_ctx_clear(w->ctx);
    }
}

static void overlapping_labels_are_refused(void **state)
{
    struct world *w = *state;
    copy_with(w, "members.csv", NULL, NULL);
    copy_with(w, "rollcalls.csv", NULL, NULL);
    copy_with(w, "votes.csv", "1,105.0,3.0", "1,905.0,3.0");
    assert_int_equal(import_folder(w, w->folder), AISLE_INPUT);
    assert_true(support_says(w->ctx, "E000005 votes under two party labels", 0));
}

static enum aisle_status import_once(struct aisle_ctx *ctx, void *user)
{
    (void)user;
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    enum aisle_status status = aisle_import_voteview(
        ctx, support_source(DATA "members.csv"), support_source(DATA "votes.csv"),
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
        cmocka_unit_test_setup_teardown(presidents_and_others_are_left_out_and_counted,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_switch_of_party_is_one_person, begin, end),
        cmocka_unit_test_setup_teardown(casts_come_in_the_five_codes, begin, end),
        cmocka_unit_test_setup_teardown(kind_and_result_come_from_the_words, begin,
                                        end),
        cmocka_unit_test(cloture_on_nominations_changed_its_majority),
        cmocka_unit_test(what_cloture_is_on_comes_from_the_words),
        cmocka_unit_test(to_concur_is_to_pass),
        cmocka_unit_test(surnames_lose_their_capitals),
        cmocka_unit_test_setup_teardown(each_fault_is_told_with_its_line, begin, end),
        cmocka_unit_test_setup_teardown(overlapping_labels_are_refused, begin, end),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
