/* What senators said, are supposed to do, or make their vote hang on. */
#include "fixture.h"

static void a_yes_never_lowers(void **state)
{
    (void)state;
    static const char *const who[] = {"D00", "D25", "D49", "R00", "R25", "R47"};
    for (size_t k = 0; k < sizeof who / sizeof *who; k++) {
        struct fixture f;
        struct aisle_forecast without;
        struct aisle_forecast with;
        struct aisle_forecast against;
        fixture_make(&f);
        fixture_forecast(&f, &without);
        struct aisle_statement *s = fixture_say(&f, who[k], AISLE_POSITION_LEAN_YES);
        fixture_forecast(&f, &with);
        s->position = AISLE_POSITION_NO;
        fixture_forecast(&f, &against);
        for (int g = 0; g < 2; g++) {
            int i = fixture_senator(&without.votes[g], who[k]);
            assert_true(with.votes[g].senators[i].p_yea >=
                        without.votes[g].senators[i].p_yea - 1e-9);
            assert_true(against.votes[g].senators[i].p_yea <=
                        without.votes[g].senators[i].p_yea + 1e-9);
            assert_int_equal(with.votes[g].senators[i].statement_count, 1);
        }
        aisle_forecast_clear(&without);
        aisle_forecast_clear(&with);
        aisle_forecast_clear(&against);
        fixture_clear(&f);
    }
}

/* A moderate of the minority who comes along brings others; one statement about a
 * provision is the senator's own affair. */
static void statements_speak_for_others(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast plain;
    struct aisle_forecast vote;
    struct aisle_forecast provision;
    fixture_make(&f);
    fixture_forecast(&f, &plain);
    struct aisle_statement *s = fixture_say(&f, "R20", AISLE_POSITION_YES);
    fixture_forecast(&f, &vote);
    s->provision = 0;
    s->about = (char *)"p";
    fixture_forecast(&f, &provision);
    int other = fixture_senator(&plain.votes[0], "R10");
    assert_true(vote.votes[0].senators[other].p_yea >
                plain.votes[0].senators[other].p_yea + 0.1);
    assert_near(provision.votes[0].senators[other].p_yea,
                plain.votes[0].senators[other].p_yea, 1e-12);
    int own = fixture_senator(&plain.votes[0], "R20");
    assert_true(provision.votes[0].senators[own].p_yea >
                plain.votes[0].senators[own].p_yea);
    aisle_forecast_clear(&plain);
    aisle_forecast_clear(&vote);
    aisle_forecast_clear(&provision);
    fixture_clear(&f);
}

static void a_cue_moves_its_caucus(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast plain;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &plain);
    f.package.cue_count = 1;
    f.cues[0] = (struct aisle_cue){.date = f.package.as_of,
                                   .caucus = 'R',
                                   .direction = -1,
                                   .who = (char *)"the leader",
                                   .source = (char *)"a newspaper",
                                   .vote = -1};
    fixture_forecast(&f, &out);
    double yeas = 0;
    for (int i = 50; i < SEATS; i++)
        yeas += out.votes[0].senators[i].p_yea / 50;
    double share = 0;
    for (int k = 0; k < f.parameters.count; k++)
        if (strcmp(f.parameters.items[k].name, "forecast_cue_oppose_yea_share") == 0)
            share = f.parameters.items[k].value;
    assert_near(yeas, share, 0.02);
    assert_true(out.votes[0].p_pass < plain.votes[0].p_pass - 0.2);
    aisle_forecast_clear(&out);
    /* a call after the as-of date is not heard */
    f.cues[0].date++;
    fixture_forecast(&f, &out);
    assert_near(out.votes[0].p_pass, plain.votes[0].p_pass, 0);
    aisle_forecast_clear(&plain);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void later_statements_change_nothing(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast without;
    struct aisle_forecast with;
    fixture_make(&f);
    fixture_say(&f, "D10", AISLE_POSITION_YES);
    fixture_forecast(&f, &without);
    fixture_say(&f, "R10", AISLE_POSITION_NO)->date++;
    fixture_say(&f, "Nobody", AISLE_POSITION_NO)->date += 90;
    fixture_forecast(&f, &with);
    assert_true(fixture_same(&without, &with));
    assert_int_equal(with.note_count, without.note_count + 1); /* it says so */
    aisle_forecast_clear(&without);
    aisle_forecast_clear(&with);
    fixture_clear(&f);
}

static void a_later_word_replaces_an_earlier(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast one;
    struct aisle_forecast two;
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_forecast(&f, &one);
    f.package.statement_count = 0;
    fixture_say(&f, "R10", AISLE_POSITION_NO)->date -= 5;
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_forecast(&f, &two);
    assert_near(one.votes[0].p_pass, two.votes[0].p_pass, 0);
    aisle_forecast_clear(&one);
    aisle_forecast_clear(&two);
    fixture_clear(&f);
}

static void suppositions_hold(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    struct aisle_suppose supposes[3] = {{"B000060", AISLE_CAST_YEA},
                                        {"B000020", AISLE_CAST_NAY},
                                        {"B000030", AISLE_CAST_ABSENT}};
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_NO); /* B000060: replaced */
    f.options.suppose = supposes;
    f.options.suppose_count = 3;
    fixture_forecast(&f, &out);
    for (int g = 0; g < 2; g++) {
        const struct aisle_forecast_senator *s = out.votes[g].senators;
        assert_near(s[60].p_yea, 1, 1e-12);
        assert_near(s[20].p_yea, 0, 1e-12);
        assert_near(s[20].p_absent, 0, 1e-12);
        assert_near(s[30].p_absent, 1, 1e-12);
        assert_near(s[30].p_yea, 0, 1e-12);
    }
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static double chance_of(const struct aisle_forecaster *made, int seat,
                        uint64_t selection, double fair)
{
    double p_yea[SEATS];
    struct aisle_forecaster_short out;
    aisle_forecaster_quick(made, 0, selection, fair, &out, p_yea, NULL);
    return p_yea[seat];
}

static void conditions_bind(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    fixture_set(&f, "forecast_content_weight", 0); /* the condition alone */
    struct aisle_statement *s = fixture_say(&f, "R05", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_PROVISION;
    s->condition_provision = 2;
    s = fixture_say(&f, "R06", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_WITHOUT;
    s->condition_provision = 2;
    s = fixture_say(&f, "D30", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_FAIR_EFFICIENT;
    s = fixture_say(&f, "R03", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_CAUCUS_COUNT;
    s->condition_caucus = 'R';
    s->condition_count = 25;
    struct aisle_forecaster *made = fixture_new(&f);
    assert_true(chance_of(made, 55, 7, NAN) > chance_of(made, 55, 3, NAN) + 0.05);
    assert_true(chance_of(made, 56, 7, NAN) < chance_of(made, 56, 3, NAN) - 0.05);
    assert_true(chance_of(made, 30, 3, 1) > chance_of(made, 30, 3, 0));
    assert_near(chance_of(made, 30, 3, NAN),
                (chance_of(made, 30, 3, 0) + chance_of(made, 30, 3, 1)) / 2, 1e-5);
    double waits = chance_of(made, 53, 3, NAN);
    aisle_forecaster_free(made);
    s->condition_count = 0; /* met by nobody's leave */
    made = fixture_new(&f);
    assert_true(chance_of(made, 53, 3, NAN) > waits + 0.02);
    aisle_forecaster_free(made);
    s->condition_count = 51; /* cannot be met */
    made = fixture_new(&f);
    assert_true(chance_of(made, 53, 3, NAN) < waits + 1e-9);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yes_never_lowers),
        cmocka_unit_test(statements_speak_for_others),
        cmocka_unit_test(a_cue_moves_its_caucus),
        cmocka_unit_test(later_statements_change_nothing),
        cmocka_unit_test(a_later_word_replaces_an_earlier),
        cmocka_unit_test(suppositions_hold),
        cmocka_unit_test(conditions_bind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
