/* Single roll calls: unitedstates/congress JSON and senate.gov XML. */
#include "ballots/ballots.h"
#include "import/world.h"

#define ABLE                                                                           \
    "{\"id\":\"S901\",\"last_name\":\"Able\",\"first_name\":\"Ann\",\"party\":\"D\","  \
    "\"state\":\"ME\"}"
#define BAKER                                                                          \
    "{\"id\":\"S902\",\"last_name\":\"Baker\",\"first_name\":\"Bob\","                 \
    "\"party\":\"R\",\"state\":\"TX\"}"
#define CASTLE                                                                         \
    "{\"id\":\"S903\",\"last_name\":\"Castle\",\"first_name\":\"Cal\","                \
    "\"party\":\"I\",\"state\":\"VT\"}"
#define DOVER                                                                          \
    "{\"id\":\"S904\",\"last_name\":\"Dover\",\"first_name\":\"Di\",\"party\":\"R\","  \
    "\"state\":\"UT\"}"

/* A roll call in JSON; `head` may give keys of its own. */
static char *json(const char *chamber, int session_year, int number, const char *head,
                  const char *votes)
{
    char *out = mem_format(
        "{\"chamber\":\"%s\",\"congress\":90,\"session\":\"%d\",\"number\":%d,\n"
        "\"date\":\"%d-03-0%dT05:14:00-05:00\",%s\n\"votes\":{%s}}\n",
        chamber, session_year, number, session_year, number % 9 + 1, head, votes);
    assert_non_null(out);
    return out;
}

#define PASSAGE                                                                        \
    "\"category\":\"passage\",\"requires\":\"1/2\",\"type\":\"On Passage of the "      \
    "Bill\",\n\"question\":\"On Passage of the Bill S. 1\",\"result\":\"Bill "         \
    "Passed\",\"result_text\":\"Bill Passed (2-1)\",\"subject\":\"S. 1\","             \
    "\n\"bill\":{\"type\":\"s\",\"number\":1,\"title\":\"A bill\nin two lines\"},"
#define CLOTURE                                                                        \
    "\"category\":\"cloture\",\"requires\":\"3/5\",\"type\":\"On the Cloture "         \
    "Motion\",\"question\":\"Motion to Invoke Cloture: Motion to Proceed to S. 2\","   \
    "\"result\":\"Cloture Motion Rejected\",\"result_text\":\"Cloture Motion "         \
    "Rejected (1-1)\",\"subject\":\"S. 2\","

static enum aisle_status import(struct world *w, ballots_read_fn *read, int count,
                                char *const *texts,
                                const struct aisle_import_known *known)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    struct record_file files[4] = {0};
    for (int i = 0; i < count; i++)
        files[i] = (struct record_file){names[i], texts[i], strlen(texts[i])};
    return ballots_import(w->ctx, read, count, files, known, &w->votes, &w->report);
}

static enum aisle_status import_json(struct world *w, int count, char **texts,
                                     const struct aisle_import_known *known)
{
    enum aisle_status status = import(w, unitedstates_read, count, texts, known);
    for (int i = 0; i < count; i++)
        free(texts[i]);
    return status;
}

static void json_is_read(void **state)
{
    struct world *w = *state;
    char *texts[] = {json("s", 1968, 1, CLOTURE,
                          "\"Yea\":[" ABLE ",\"VP\"],\"Nay\":[" BAKER
                          "],\"Not Voting\":[" DOVER "]"),
                     json("s", 1967, 1, PASSAGE,
                          "\"Yea\":[" ABLE "," CASTLE "],\"Nay\":[" BAKER
                          "],\"Present\":[" DOVER "]")};
    went_well(w, import_json(w, 2, texts, NULL));
    const struct aisle_votes *v = &w->votes;
    const struct aisle_rollcall *r = v->rollcalls;
    assert_string_equal(v->chamber, "senate");
    assert_int_equal(v->rollcall_count, 2);
    assert_int_equal(v->member_count, 4);
    /* the second session goes on from the first, in whichever order they come */
    assert_int_equal(r[0].number, 1);
    assert_int_equal(r[1].number, 2);
    assert_int_equal(r[0].date, aisle_day_from_civil(1967, 3, 2));
    assert_string_equal(r[0].time, "05:14:00");
    assert_int_equal(r[0].category, AISLE_CATEGORY_PASSAGE);
    assert_string_equal(r[0].bill, "s1");
    assert_string_equal(r[0].bill_title, "A bill in two lines");
    assert_true(r[0].passed);
    assert_int_equal(r[0].present, 1);
    assert_int_equal(r[1].cloture, AISLE_CLOTURE_PROCEED);
    assert_int_equal(r[1].requires, AISLE_REQUIRES_3_5);
    assert_int_equal(r[1].vp_tie, AISLE_CAST_YEA);
    assert_int_equal(r[1].yea, 1); /* without the Vice President */
    assert_int_equal(cast_of(v, 1, "S903"), AISLE_CAST_YEA);
    assert_int_equal(cast_of(v, 2, "S903"), AISLE_CAST_OUT);
    assert_int_equal(cast_of(v, 2, "S904"), AISLE_CAST_ABSENT);
    assert_int_equal(w->report.votes, 7);
    assert_int_equal(skipped(w, "Bioguide id that is not known; the file's id is kept"),
                     4);
}

static void the_keys_of_votes_are_many(void **state)
{
    struct world *w = *state;
    char *texts[] = {
        json("s", 1967, 1,
             "\"category\":\"conviction\",\"requires\":\"2/3\",\"result\":\"Not "
             "Guilty\",",
             "\"Guilty\":[" ABLE "],\"Not Guilty\":[" BAKER "]"),
        json("s", 1967, 2, PASSAGE, "\"Aye\":[" ABLE "],\"No\":[" BAKER "]"),
        json("s", 1967, 3, "\"category\":\"leadership\",\"requires\":\"QUORUM\",",
             "\"Able\":[" ABLE "],\"Baker\":[" BAKER "]")};
    went_well(w, import_json(w, 3, texts, NULL));
    assert_int_equal(w->votes.rollcall_count, 2);
    assert_int_equal(cast_of(&w->votes, 1, "S901"), AISLE_CAST_YEA);
    assert_int_equal(cast_of(&w->votes, 1, "S902"), AISLE_CAST_NAY);
    assert_int_equal(cast_of(&w->votes, 2, "S902"), AISLE_CAST_NAY);
    assert_false(w->votes.rollcalls[0].passed);
    assert_int_equal(skipped(w, "roll call that puts no question"), 1);
}

static void a_new_category_is_read_off_the_question(void **state)
{
    struct world *w = *state;
    char *texts[] = {
        json("s", 1967, 1,
             "\"category\":\"en-bloc\",\"requires\":\"1/2\",\"type\":\"On the "
             "Nomination\",\"question\":\"On the Nominations En Bloc\",",
             "\"Yea\":[" ABLE "],\"Nay\":[" BAKER "]"),
        json("s", 1967, 2, PASSAGE, "\"Aye\":[" ABLE "],\"No\":[" BAKER "]")};
    went_well(w, import_json(w, 2, texts, NULL));
    assert_int_equal(w->votes.rollcalls[0].category, AISLE_CATEGORY_NOMINATION);
    assert_int_equal(skipped(w, "category not known: read off the question"), 1);
}

static void the_house_has_bioguides(void **state)
{
    struct world *w = *state;
    char *texts[] = {
        json("h", 1967, 1, PASSAGE,
             "\"Aye\":[{\"id\":\"A000370\",\"display_name\":\"Adams\",\"party\":\"D\","
             "\"state\":\"NC\"}],\"No\":[{\"id\":\"G000587\",\"display_name\":"
             "\"Garcia (TX)\",\"party\":\"R\",\"state\":\"TX\"}]")};
    went_well(w, import_json(w, 1, texts, NULL));
    assert_string_equal(w->votes.chamber, "house");
    int m = aisle_votes_find_member(&w->votes, "G000587");
    assert_true(m >= 0);
    assert_string_equal(w->votes.members[m].last, "Garcia");
    assert_int_equal(w->report.skip_count, 1); /* 1-1 is not the 2-1 of the text */
}

/* The clerk's ids lead to persons by a table, then by what is known, then by name. */
static void persons_are_known(void **state)
{
    struct world *w = *state;
    struct aisle_member known[] = {{.bioguide = "B000902",
                                    .lis = "S902",
                                    .icpsr = 902,
                                    .last = (char *)"Baker",
                                    .first = (char *)"Robert",
                                    .state = "TX"},
                                   {.bioguide = "C000903",
                                    .icpsr = 903,
                                    .last = (char *)"castle",
                                    .first = (char *)"Cal",
                                    .state = "VT"}};
    struct aisle_import_known k = {.member_count = 2, .members = known};
    char *vote = json("s", 1967, 1, PASSAGE,
                      "\"Yea\":[" ABLE "," CASTLE "],\"Nay\":[" BAKER "]");
    struct record_file files[] = {
        {"legislators.csv",
         (char *)"bioguide_id,lis_id,icpsr_id,last_name,first_name,state\n"
                 "A000901,S901,901,Able,Ann,ME\n",
         0},
        {"a.json", vote, strlen(vote)}};
    files[0].size = strlen(files[0].bytes);
    went_well(w, ballots_import(w->ctx, unitedstates_read, 2, files, &k, &w->votes,
                                &w->report));
    free(vote);
    assert_int_equal(cast_of(&w->votes, 1, "A000901"), AISLE_CAST_YEA);
    assert_int_equal(cast_of(&w->votes, 1, "B000902"), AISLE_CAST_NAY);
    assert_int_equal(cast_of(&w->votes, 1, "C000903"), AISLE_CAST_YEA);
    assert_int_equal(w->votes.members[0].icpsr, 901);
    assert_string_equal(w->votes.members[0].lis, "S901");
    assert_int_equal(w->report.skip_count, 0);
}

/* What is held of the Congress stays, in place. */
static enum aisle_status give_held(struct aisle_ctx *ctx, void *user,
                                   const char *chamber, int congress,
                                   struct aisle_votes *out)
{
    (void)ctx, (void)user;
    assert_string_equal(chamber, "senate");
    assert_int_equal(congress, 90);
    support_make_votes(out, 90, 6, 5, 1, 7);
    return AISLE_OK;
}

static void what_is_held_stays(void **state)
{
    struct world *w = *state;
    struct aisle_votes held;
    aisle_votes_init(&held);
    assert_int_equal(give_held(w->ctx, NULL, "senate", 90, &held), AISLE_OK);
    int year = 0, month = 0, day = 0;
    aisle_day_to_civil(held.rollcalls[4].date, &year, &month, &day);
    int session = year == 1967 ? 1967 : 1968;
    int replaced = held.rollcalls[2].number, last = held.rollcalls[4].number;
    struct aisle_import_known k = {.held = give_held};
    char *texts[] = {
        json("s", session, replaced, PASSAGE, "\"Yea\":[" ABLE "],\"Nay\":[" BAKER "]"),
        json("s", session, last + 1, PASSAGE,
             "\"Yea\":[" ABLE "],\"Nay\":[" BAKER "]")};
    went_well(w, import_json(w, 2, texts, &k));
    const struct aisle_votes *v = &w->votes;
    assert_int_equal(v->rollcall_count, 6);
    assert_int_equal(v->member_count, held.member_count + 2);
    for (int r = 0; r < 5; r++) {
        assert_int_equal(v->rollcalls[r].number, held.rollcalls[r].number);
        for (int m = 0; m < held.member_count; m++)
            assert_int_equal(aisle_votes_cast(v, r, m),
                             r == 2 ? AISLE_CAST_OUT : aisle_votes_cast(&held, r, m));
    }
    for (int m = 0; m < held.member_count; m++)
        if (aisle_votes_cast(&held, 4, m) != AISLE_CAST_OUT)
            assert_int_equal(aisle_votes_caucus_at(v, m, 4),
                             aisle_votes_caucus_at(&held, m, 4));
    assert_string_equal(v->rollcalls[2].bill, "s1");
    assert_int_equal(cast_of(v, replaced, "S901"), AISLE_CAST_YEA);
    assert_int_equal(cast_of(v, last + 1, "S902"), AISLE_CAST_NAY);
    assert_int_equal(w->report.rollcalls, 2); /* what the files brought */
    assert_int_equal(w->report.votes, 4);
    aisle_votes_clear(&held);
}

static void gaps_are_told(void **state)
{
    struct world *w = *state;
    char *texts[] = {
        json("s", 1968, 4, PASSAGE, "\"Yea\":[" ABLE "],\"Nay\":[" BAKER "]"),
        json("s", 1967, 3, PASSAGE, "\"Yea\":[" ABLE "],\"Nay\":[" BAKER "]")};
    went_well(w, import_json(w, 2, texts, NULL));
    assert_int_equal(w->votes.rollcalls[1].number, 7);
    assert_true(support_says(w->ctx, "there are 1 of at least 3 roll calls", 0));
}

/* Every mistake is told in one go, with its place. */
static void mistakes_in_json(void **state)
{
    struct world *w = *state;
    char *texts[] = {
        json("x", 1967, 1,
             "\"category\":\"passage\",\"requires\":\"most\",\"result\":\"\",",
             "\"Yea\":[" ABLE "," ABLE ",\"Able\",{\"id\":\"Q\",\"party\":\"D\"}],"
             "\"Nay\":{}"),
        json("s", 1980, 0, PASSAGE, ""), mem_format("{\"chamber\":\"s\",\"votes\":"),
        mem_format("[]")};
    assert_int_equal(import_json(w, 4, texts, NULL), AISLE_INPUT);
    assert_true(support_says(w->ctx, "'most'", 2));
    assert_true(support_says(w->ctx, "a second vote of Able (S901)", 3));
    assert_true(support_says(w->ctx, "'Able' is no member", 3));
    assert_true(support_says(w->ctx, "'Q' is no member's id", 3));
    assert_true(support_says(w->ctx, "the votes of 'Nay' are no list", 3));
    assert_true(support_says(w->ctx, "'1980' is no session of Congress 90", 1));
    assert_true(support_says(w->ctx, "'number' must be a whole number", 1));
    assert_true(support_says(w->ctx, "no JSON object", 1));
    assert_null(w->votes.rollcalls);
}

static void files_must_fit_together(void **state)
{
    struct world *w = *state;
    char *texts[] = {json("s", 1967, 1, PASSAGE, "\"Yea\":[" ABLE "]"),
                     json("h", 1967, 2, PASSAGE, "\"Yea\":[" ABLE "]")};
    assert_int_equal(import_json(w, 2, texts, NULL), AISLE_INPUT);
    assert_true(
        support_says(w->ctx, "a roll call of the house after those of the senate", 1));
    char *twice[] = {json("s", 1967, 1, PASSAGE, "\"Yea\":[" ABLE "]"),
                     json("s", 1967, 1, PASSAGE, "\"Yea\":[" ABLE "]")};
    assert_int_equal(import_json(w, 2, twice, NULL), AISLE_INPUT);
    assert_true(
        support_says(w->ctx, "roll call 1 of session 1 stands in a already", 1));
}

#define MEMBER(lis, last, party, state, cast)                                          \
    "<member><last_name>" last "</last_name><first_name>F</first_name><party>" party   \
    "</party><state>" state "</state><vote_cast>" cast                                 \
    "</vote_cast><lis_member_id>" lis "</lis_member_id></member>\n"

static const char xml_vote[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<roll_call_vote><congress>90</congress><session>1</session>\n"
    "<vote_number>1</vote_number><vote_date>March 2, 1967,  12:34 AM</vote_date>\n"
    "<question>On the Cloture Motion</question><vote_question_text>On the Cloture "
    "Motion PN7</vote_question_text><vote_title>Someone &amp; other</vote_title>\n"
    "<majority_requirement>1/2</majority_requirement>\n"
    "<vote_result>Cloture Motion Agreed to</vote_result>\n"
    "<document><document_type>PN</document_type><document_number>7</document_number>"
    "<document_title>Someone</document_title></document>\n"
    "<amendment><amendment_number>S.Amdt. 651</amendment_number></amendment>\n"
    "<count><yeas>1</yeas><nays>1</nays><present>1</present><absent/></count>\n"
    "<tie_breaker><by_whom>Vice President</by_whom><tie_breaker_vote>Yea"
    "</tie_breaker_vote></tie_breaker>\n<members>\n" MEMBER("S901", "Able", "D", "ME",
                                                            "Yea")
        MEMBER("S902", "Bak\xc3\xa9r", "R", "TX", "Nay")
            MEMBER("S903", "Castle", "ID", "VT",
                   "Present, Giving Live Pair") "</members></roll_call_vote>\n";

static enum aisle_status import_xml(struct world *w, const char *text)
{
    char *copy = mem_copy_text(text);
    enum aisle_status status = import(w, senate_xml_read, 1, &copy, NULL);
    free(copy);
    return status;
}

static void xml_is_read(void **state)
{
    struct world *w = *state;
    went_well(w, import_xml(w, xml_vote));
    const struct aisle_votes *v = &w->votes;
    const struct aisle_rollcall *r = v->rollcalls;
    assert_int_equal(v->member_count, 3);
    assert_int_equal(r->date, aisle_day_from_civil(1967, 3, 2));
    assert_string_equal(r->time, "00:34:00");
    assert_int_equal(r->category, AISLE_CATEGORY_CLOTURE);
    assert_int_equal(r->cloture, AISLE_CLOTURE_NOMINATION);
    assert_int_equal(r->requires, AISLE_REQUIRES_1_2);
    assert_string_equal(r->nomination, "7");
    assert_string_equal(r->bill, "");
    assert_string_equal(r->amendment, "s651");
    assert_string_equal(r->subject, "Someone & other");
    assert_int_equal(r->vp_tie, AISLE_CAST_YEA);
    assert_true(r->passed);
    assert_int_equal(cast_of(v, 1, "S903"), AISLE_CAST_PRESENT);
    assert_string_equal(v->members[1].last, "Bak\xc3\xa9r");
    assert_int_equal(v->members[2].party, 'I');
}

static void mistakes_in_xml(void **state)
{
    struct world *w = *state;
    assert_int_equal(import_xml(w, ""), AISLE_INPUT);
    assert_int_equal(import_xml(w, "<votes/>"), AISLE_INPUT);
    assert_true(support_says(w->ctx, "<votes> is no roll call", 1));
    char cut[600] = "";
    memcpy(cut, xml_vote, sizeof cut - 1);
    assert_int_equal(import_xml(w, cut), AISLE_INPUT);
    assert_true(support_says(w->ctx, "no XML: ", 0));
    assert_int_equal(
        import_xml(w, "<roll_call_vote><congress>x</congress>\n<session>9</session>"
                      "<vote_date>someday</vote_date><members>\n"
                      "<member><state>X</state></member></members></roll_call_vote>"),
        AISLE_INPUT);
    assert_true(support_says(w->ctx, "<congress> 'x' is no number", 1));
    assert_true(support_says(w->ctx, "<session> '9' is no number", 2));
    assert_true(support_says(w->ctx, "no <vote_number>", 1));
    assert_true(support_says(w->ctx, "<vote_date> 'someday' is no date", 2));
    assert_true(support_says(w->ctx, "<vote_cast> '' is no vote", 3));
    assert_true(support_says(w->ctx, "<lis_member_id> '' is no clerk's id", 3));
    assert_true(support_says(w->ctx, "<state> 'X' is no state", 3));
    assert_null(w->votes.rollcalls);
    assert_int_equal(aisle_import_senate_xml(w->ctx, 1, (const char *[]){"/no/such"},
                                             NULL, &w->votes, &w->report),
                     AISLE_IO);
}

static enum aisle_status read_again(struct aisle_ctx *ctx, void *user)
{
    const char *const *texts = user;
    struct aisle_import_known known = {.held = NULL};
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    struct record_file file = {"a", (char *)(uintptr_t)texts[0], strlen(texts[0])};
    bool xml = texts[0][0] == '<';
    enum aisle_status status =
        ballots_import(ctx, xml ? senate_xml_read : unitedstates_read, 1, &file, &known,
                       &votes, &report);
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    return status;
}

static void memory_runs_out(void **state)
{
    (void)state;
    const char *xml[] = {xml_vote};
    assert_true(support_fail_allocations(read_again, xml) > 40);
    char *text = json("s", 1967, 1, PASSAGE,
                      "\"Yea\":[" ABLE "," CASTLE "],\"Nay\":[" BAKER "]");
    const char *json_text[] = {text};
    assert_true(support_fail_allocations(read_again, json_text) > 40);
    free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(json_is_read),
        TEST(the_keys_of_votes_are_many),
        TEST(a_new_category_is_read_off_the_question),
        TEST(the_house_has_bioguides),
        TEST(persons_are_known),
        TEST(what_is_held_stays),
        TEST(gaps_are_told),
        TEST(mistakes_in_json),
        TEST(files_must_fit_together),
        TEST(xml_is_read),
        TEST(mistakes_in_xml),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
