/* What past votes tell: of the subject, of the measure, of each side. */
#include "fixture.h"

/* One who votes yea on all that is like the package, and on nothing else more than his
 * ideal point says, is likelier to than that says. */
static void subjects_part_senators(void **state)
{
    (void)state;
    enum { WHO = 90 }; /* R40 */
    struct fixture f;
    struct aisle_forecast with;
    struct aisle_forecast without;
    fixture_make(&f);
    for (int k = 0; k < ROLLCALLS; k++)
        if (strcmp(f.votes.rollcalls[k].question, "border security money") == 0 &&
            k % 4 == 0)
            f.votes.casts[k * SEATS + WHO] = AISLE_CAST_YEA;
    fixture_forecast(&f, &with);
    fixture_set(&f, "forecast_subject_sd", 0.001);
    fixture_forecast(&f, &without);
    assert_true(with.votes[0].senators[WHO].p_yea >
                without.votes[0].senators[WHO].p_yea + 0.01);
    assert_near(with.votes[0].senators[WHO - 1].p_yea,
                without.votes[0].senators[WHO - 1].p_yea, 0.05);
    aisle_forecast_clear(&with);
    aisle_forecast_clear(&without);
    fixture_clear(&f);
}

static bool is_noted(const struct aisle_forecast *forecast, const char *words)
{
    for (int k = 0; k < forecast->note_count; k++)
        if (strstr(forecast->notes[k], words))
            return true;
    return false;
}

static void thin_history_is_noted(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &out);
    assert_false(is_noted(&out, "past votes are of its kind"));
    aisle_forecast_clear(&out);
    f.votes.rollcall_count = 30; /* every second one a cloture */
    fixture_forecast(&f, &out);
    assert_int_equal(out.votes[0].base_count, 15);
    assert_true(is_noted(&out, "proceed: only 15 past votes are of its kind"));
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* A Congress that no roll call is known of yet: the seats are the last one's. */
static void seats_of_the_congress_before_are_noted(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &out);
    assert_false(is_noted(&out, "No roll call of Congress"));
    assert_true(is_noted(&out, "the last of 2023-"));
    aisle_forecast_clear(&out);
    f.package.congress = 119;
    fixture_forecast(&f, &out);
    assert_true(is_noted(&out, "No roll call of Congress 119 is in the history"));
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* Anchors of one side leave content and proposer tangled; of both, they do not. */
static void anchors_of_both_sides_identify(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    for (int k = 0; k < 2; k++) {
        f.anchors[0][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = 1,
                                                .side = AISLE_SIDE_R,
                                                .line = 1};
        f.anchors[1][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = 1,
                                                .side = k ? AISLE_SIDE_D : AISLE_SIDE_R,
                                                .line = 1};
        f.anchors[2][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = k ? -1 : 1,
                                                .side = AISLE_SIDE_R,
                                                .line = 1};
    }
    f.provisions[0].anchor_count = 2;
    f.provisions[1].anchor_count = 2;
    f.provisions[2].anchor_count = 2;
    struct aisle_forecaster *made = fixture_new(&f);
    assert_false(aisle_forecaster_identified(made, 0));
    assert_true(aisle_forecaster_identified(made, 1));
    assert_true(aisle_forecaster_identified(made, 2));
    assert_false(aisle_forecaster_identified(made, 3));
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* An earlier roll call on the measure tells something, and its own votes leave the
 * bank. */
static void the_measure_remembers(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast cold;
    struct aisle_forecast warm;
    fixture_make(&f);
    fixture_forecast(&f, &cold);
    f.package.measure = (char *)"H.R. 815";
    fixture_forecast(&f, &warm);
    assert_true(warm.votes[0].base_count < cold.votes[0].base_count);
    assert_true(warm.votes[0].repeats && !cold.votes[0].repeats);
    assert_true(fixture_has_reason(&warm.votes[0], "last roll call"));
    aisle_forecast_clear(&cold);
    aisle_forecast_clear(&warm);
    fixture_clear(&f);
}

/* The chance of the fixture's first vote with the House's on its measure known, which
 * `republicans` of 200 there voted for, `age` days before; `word` is told of it. */
static double with_house(struct fixture *f, int republicans, int age, const char *word)
{
    struct aisle_forecast out;
    struct aisle_house_vote vote = {.congress = 118,
                                    .date = f->package.as_of - age,
                                    .bill = "hr9",
                                    .passed = true,
                                    .yea = {190, republicans},
                                    .nay = {10, 200 - republicans}};
    struct aisle_house house = {1, &vote};
    f->package.measure = (char *)"H.R. 9";
    f->options.house = &house;
    fixture_forecast(f, &out);
    double chance = out.votes[0].p_pass;
    if (word)
        assert_true(fixture_has_reason(&out.votes[0], word));
    else
        assert_false(fixture_has_reason(&out.votes[0], "House"));
    aisle_forecast_clear(&out);
    return chance;
}

/* What the other party did there moves the chance, less the longer ago; a vote of the
 * as-of day or later is not known. */
static void the_house_is_heard(void **state)
{
    (void)state;
    const char *told = "The House's vote on the measure";
    struct fixture f;
    fixture_make(&f);
    double unknown = with_house(&f, 180, 0, NULL);
    double both = with_house(&f, 180, 1, told);
    double one = with_house(&f, 4, 1, told);
    double long_ago = with_house(&f, 4, 700, told);
    assert_true(both > unknown + 0.05);
    assert_true(one < unknown - 0.05);
    assert_true(one < long_ago && long_ago < unknown);
    fixture_clear(&f);
}

/* Nor does it say anything of a later text, or of a Senate amendment; it does of the
 * House's. */
static void another_text_is_not_the_houses(void **state)
{
    (void)state;
    const char *left_out = "Not counted: the House's";
    struct fixture f;
    fixture_make(&f);
    double unknown = with_house(&f, 4, 0, NULL);
    f.package.text_since = f.package.as_of - 10;
    assert_near(with_house(&f, 4, 11, left_out), unknown, 1e-12);
    assert_true(with_house(&f, 4, 10, "The House's") < unknown - 0.05);
    f.package.text_since = AISLE_DAY_NONE;
    f.package_votes[0].kind = AISLE_VOTE_CLOTURE;
    f.package_votes[0].question = (char *)"On the Cloture Motion S.Amdt. 6";
    unknown = with_house(&f, 4, 0, NULL);
    assert_near(with_house(&f, 4, 1, NULL), unknown, 1e-12);
    f.package_votes[0].question = (char *)"Motion to Concur in the House Amdt.";
    assert_true(with_house(&f, 4, 1, "The House's") < unknown - 0.05);
    fixture_clear(&f);
}

/* Where all worlds repeat and nothing else counts, senators do what they did but for
 * the error. */
static void a_repeat_is_a_repeat(void **state)
{
    (void)state;
    enum { LAST = 155 }; /* roll call on the measure, a passage */
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    f.package.measure = (char *)"H.R. 815";
    fixture_set(&f, "forecast_repeat_share_passage", 1);
    fixture_set(&f, "forecast_repeat_error", 0.05);
    fixture_set(&f, "forecast_repeat_history", 0);
    fixture_set(&f, "forecast_repeat_caucus_sd", 0);
    fixture_forecast(&f, &out);
    const struct aisle_forecast_vote *v = &out.votes[1];
    for (int i = 0; i < v->senator_count; i++) {
        uint8_t cast = f.votes.casts[LAST * SEATS + i];
        double p = v->senators[i].p_yea / (1 - v->senators[i].p_absent);
        if (cast != AISLE_CAST_ABSENT)
            assert_near(p, cast == AISLE_CAST_YEA ? 0.95 : 0.05, 1e-5);
    }
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* Roll calls on an earlier text of the measure are like votes and no more, and an
 * earlier word counts for less. */
static void another_text_is_left_out(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast cold;
    struct aisle_forecast out;
    fixture_make(&f);
    struct aisle_statement *s = fixture_say(&f, "R20", AISLE_POSITION_YES);
    fixture_forecast(&f, &cold);
    f.package.measure = (char *)"H.R. 815";
    f.package.text_since = fixture_day(ROLLCALLS - 1);
    fixture_forecast(&f, &out);
    assert_int_equal(out.votes[0].base_count, cold.votes[0].base_count);
    assert_near(out.votes[0].p_pass, cold.votes[0].p_pass, 0);
    assert_true(fixture_has_reason(&out.votes[0], "another text"));
    assert_false(fixture_has_reason(&out.votes[0], "last roll call"));
    aisle_forecast_clear(&out);
    s->date = f.package.text_since - 1;
    fixture_forecast(&f, &out);
    int own = fixture_senator(&out.votes[0], "R20");
    assert_true(out.votes[0].senators[own].p_yea <
                cold.votes[0].senators[own].p_yea - 0.02);
    aisle_forecast_clear(&out);
    /* a text older than the votes is theirs */
    f.package.text_since = fixture_day(0);
    fixture_forecast(&f, &out);
    assert_true(fixture_has_reason(&out.votes[0], "last roll call"));
    assert_false(fixture_has_reason(&out.votes[0], "another text"));
    aisle_forecast_clear(&out);
    aisle_forecast_clear(&cold);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_part_senators),
        cmocka_unit_test(thin_history_is_noted),
        cmocka_unit_test(seats_of_the_congress_before_are_noted),
        cmocka_unit_test(anchors_of_both_sides_identify),
        cmocka_unit_test(the_measure_remembers),
        cmocka_unit_test(a_repeat_is_a_repeat),
        cmocka_unit_test(the_house_is_heard),
        cmocka_unit_test(another_text_is_not_the_houses),
        cmocka_unit_test(another_text_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
