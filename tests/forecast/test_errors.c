/* What a package can get wrong, and memory that runs out. */
#include "fixture.h"

static enum aisle_status try_new(struct fixture *f)
{
    struct aisle_forecaster *made = NULL;
    enum aisle_status status = aisle_forecaster_new(f->ctx, &f->votes, &f->fit,
                                                    &f->package, &f->options, &made);
    if (status != AISLE_OK)
        assert_null(made);
    aisle_forecaster_free(made);
    return status;
}

static void unknown_senators_are_named(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    fixture_say(&f, "R100", AISLE_POSITION_YES);
    fixture_say(&f, "Quincy", AISLE_POSITION_YES);
    assert_int_equal(try_new(&f), AISLE_NOT_FOUND);
    assert_true(support_says(f.ctx, "R100", 11)); /* both, each with its line */
    assert_true(support_says(f.ctx, "Quincy", 12));
    fixture_clear(&f);
}

static void a_shared_surname_needs_a_state(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    struct aisle_statement *s = fixture_say(&f, "Scott", AISLE_POSITION_YES);
    assert_int_not_equal(try_new(&f), AISLE_OK);
    assert_true(support_says(f.ctx, "Scott", 11));
    memcpy(s->state, f.votes.members[99].state, sizeof s->state);
    assert_int_equal(try_new(&f), AISLE_OK);
    fixture_clear(&f);
}

/* A kind of vote that the record lacks is not forecast from votes of another. */
static void a_kind_without_a_record(void **state)
{
    (void)state;
    static const enum aisle_vote_kind kinds[] = {
        AISLE_VOTE_AMENDMENT,     AISLE_VOTE_RECONSIDER,  AISLE_VOTE_WAIVE_BUDGET,
        AISLE_VOTE_CLOTURE_RULES, AISLE_VOTE_DISAPPROVAL, AISLE_VOTE_RECONCILIATION,
        AISLE_VOTE_VETO_OVERRIDE};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct fixture f;
        fixture_make(&f);
        f.package_votes[1].kind = kinds[k];
        assert_int_equal(try_new(&f), AISLE_INPUT);
        assert_true(support_says(f.ctx, aisle_vote_kind_text(kinds[k]), 0));
        fixture_clear(&f);
    }
}

static void contradictions(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    struct aisle_statement *s = fixture_say(&f, "R10", AISLE_POSITION_NO);
    assert_int_equal(try_new(&f), AISLE_INPUT); /* one source, one day */
    assert_true(support_says(f.ctx, "R10", 12));
    s->source = (char *)"another newspaper"; /* two sources: kept and flagged */
    fixture_forecast(&f, &out);
    bool flagged = false;
    for (int k = 0; k < out.note_count; k++)
        flagged |= strstr(out.notes[k], "contradict") != NULL;
    assert_true(flagged);
    assert_int_equal(out.votes[0].senators[60].statement_count, 2);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void anchors_must_exist_and_be_past(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    f.anchors[0][0] = (struct aisle_anchor){.congress = 118,
                                            .number = ROLLCALLS + 5,
                                            .sign = 1,
                                            .side = AISLE_SIDE_R,
                                            .line = 31};
    f.provisions[0].anchor_count = 1;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    assert_true(support_says(f.ctx, "before the as-of date", 31));
    aisle_ctx_clear(f.ctx);
    f.votes.rollcalls[ROLLCALLS - 1].number = 500; /* a gap: 200 was never taken */
    f.anchors[0][0].number = 200;
    assert_int_equal(try_new(&f), AISLE_NOT_FOUND);
    assert_true(support_says(f.ctx, "no roll call 200", 31));
    f.anchors[0][0].congress = 109;
    f.anchors[0][0].number = 5;
    assert_int_equal(try_new(&f), AISLE_OK); /* before the history: a note */
    fixture_clear(&f);
}

static void nothing_later_than_the_date(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    f.options.as_of = f.votes.rollcalls[ROLLCALLS - 1].date;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    assert_true(support_says(f.ctx, "not before the as-of date", 0));
    fixture_clear(&f);
}

static void missing_inputs(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_suppose nobody = {"X999999", AISLE_CAST_YEA};
    fixture_make(&f);
    f.options.leaders = NULL;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    f.options.leaders = &f.leaders;
    f.options.parameters = NULL;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    f.options.parameters = &f.parameters;
    f.options.particles = 5;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    f.options.particles = 256;
    f.options.suppose = &nobody;
    f.options.suppose_count = 1;
    assert_int_equal(try_new(&f), AISLE_NOT_FOUND);
    f.options.suppose_count = 0;
    f.votes.rollcall_count = 8; /* too few like votes */
    assert_int_equal(try_new(&f), AISLE_INPUT);
    f.votes.rollcall_count = ROLLCALLS;
    f.package.vote_count = 0;
    assert_int_equal(try_new(&f), AISLE_INPUT);
    f.package.vote_count = 2;
    fixture_set(&f, "forecast_said_yes", 7);
    fixture_set(&f, "forecast_content_weight", -1);
    aisle_ctx_clear(f.ctx);
    assert_int_equal(try_new(&f), AISLE_INPUT);
    assert_int_equal(aisle_ctx_error_count(f.ctx), 2);
    fixture_clear(&f);
}

static enum aisle_status build_and_eval(struct aisle_ctx *ctx, void *user)
{
    struct fixture *f = user;
    struct aisle_forecaster *made = NULL;
    struct aisle_forecast out;
    aisle_forecast_init(&out);
    enum aisle_status status =
        aisle_forecaster_new(ctx, &f->votes, &f->fit, &f->package, &f->options, &made);
    if (status == AISLE_OK)
        status = aisle_forecaster_eval(ctx, made, 5, NAN, &out);
    aisle_forecast_clear(&out);
    aisle_forecaster_free(made);
    return status;
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    f.options.particles = 128;
    f.votes.rollcall_count = 40;
    f.package.as_of = fixture_day(40);
    f.package.vote_count = 1;
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_say(&f, "R10", AISLE_POSITION_NO)->source = (char *)"another";
    fixture_say(&f, "D10", AISLE_POSITION_YES)->provision = 0;
    f.package.cue_count = 1;
    f.cues[0] = (struct aisle_cue){.date = f.package.as_of,
                                   .caucus = 'R',
                                   .direction = 1,
                                   .who = (char *)"the leader",
                                   .vote = -1};
    assert_true(support_fail_allocations(build_and_eval, &f) > 100);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_senators_are_named),
        cmocka_unit_test(a_shared_surname_needs_a_state),
        cmocka_unit_test(a_kind_without_a_record),
        cmocka_unit_test(contradictions),
        cmocka_unit_test(anchors_must_exist_and_be_past),
        cmocka_unit_test(nothing_later_than_the_date),
        cmocka_unit_test(missing_inputs),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
