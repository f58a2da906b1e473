/* Restating: other words on the ground of a forecaster that is there. */
#include "fixture.h"

#include <stdio.h>

static void eval(struct fixture *f, const struct aisle_forecaster *made,
                 struct aisle_forecast *out)
{
    aisle_forecast_init(out);
    assert_int_equal(aisle_forecaster_eval(
                         f->ctx, made, aisle_package_selection(&f->package), NAN, out),
                     AISLE_OK);
}

static bool same_notes(const struct aisle_forecast *a, const struct aisle_forecast *b)
{
    bool same = a->note_count == b->note_count;
    for (int k = 0; same && k < a->note_count; k++)
        same = strcmp(a->notes[k], b->notes[k]) == 0;
    return same;
}

static struct aisle_forecaster *restate(struct fixture *f,
                                        const struct aisle_forecaster *base,
                                        const struct aisle_package *package, bool heed)
{
    struct aisle_forecaster *out = NULL;
    assert_int_equal(aisle_forecaster_restate(f->ctx, base, package, heed,
                                              f->options.suppose_count,
                                              f->options.suppose, true, &out),
                     AISLE_OK);
    return out;
}

/* Statements, calls and suppositions come and go: each time the bytes are those of a
 * forecaster made anew, also of one that was restated itself. */
static void restated_is_made_anew(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast anew;
    struct aisle_forecast again;
    struct aisle_suppose suppose = {.bioguide = "B000060", .cast = AISLE_CAST_YEA};
    fixture_make(&f);
    f.package.vote_count = 3;
    f.anchors[0][0] = (struct aisle_anchor){.congress = 118, .number = 7, .sign = 1};
    f.provisions[0].anchor_count = 1;
    fixture_say(&f, "R03", AISLE_POSITION_YES);
    struct aisle_forecaster *base = fixture_new(&f);
    for (int step = 0; step < 4; step++) {
        struct aisle_package other = f.package;
        struct aisle_forecaster *first = restate(&f, base, &other, step != 2);
        f.options.use_statements = step != 2;
        struct aisle_forecaster *made = fixture_new(&f);
        struct aisle_forecaster *second = restate(&f, first, &f.package, step != 2);
        eval(&f, made, &anew);
        eval(&f, first, &again);
        assert_true(fixture_same(&anew, &again) && same_notes(&anew, &again));
        aisle_forecast_clear(&again);
        aisle_forecaster_free(first);
        eval(&f, second, &again);
        assert_true(fixture_same(&anew, &again) && same_notes(&anew, &again));
        aisle_forecast_clear(&anew);
        aisle_forecast_clear(&again);
        aisle_forecaster_free(second);
        aisle_forecaster_free(made);
        fixture_say(&f, step ? "D30" : "R20", AISLE_POSITION_LEAN_NO)->provision =
            step ? 1 : -1;
        f.cues[0] = (struct aisle_cue){.date = f.package.as_of,
                                       .caucus = 'R',
                                       .direction = -1,
                                       .who = (char *)"R40",
                                       .source = (char *)"a newspaper",
                                       .vote = -1};
        f.package.cue_count = step > 0;
        f.options.suppose = &suppose;
        f.options.suppose_count = step > 1;
    }
    aisle_forecaster_free(base);
    fixture_clear(&f);
}

/* Without its model error a forecast is the same in all else. */
static void model_error_may_be_left_out(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast with;
    struct aisle_forecast without;
    struct aisle_forecaster *spare = NULL;
    struct aisle_forecaster_short quick;
    fixture_make(&f);
    f.package.vote_count = 3;
    fixture_say(&f, "R03", AISLE_POSITION_YES);
    struct aisle_forecaster *base = fixture_new(&f);
    assert_int_equal(
        aisle_forecaster_restate(f.ctx, base, &f.package, true, 0, NULL, false, &spare),
        AISLE_OK);
    eval(&f, base, &with);
    eval(&f, spare, &without);
    for (int v = 0; v < 3; v++) {
        struct aisle_forecast_vote *vote = &without.votes[v];
        assert_true(isfinite(with.votes[v].p_pass_q05));
        assert_true(isnan(vote->p_pass_q05) && isnan(vote->p_pass_q95));
        aisle_forecaster_quick(spare, v, aisle_package_selection(&f.package), NAN,
                               &quick, NULL, NULL);
        assert_true(isnan(quick.p_pass_q05) && isnan(quick.p_pass_q95));
        assert_near(quick.p_pass, vote->p_pass, 0.002);
        vote->p_pass_q05 = with.votes[v].p_pass_q05;
        vote->p_pass_q95 = with.votes[v].p_pass_q95;
    }
    assert_true(fixture_same(&with, &without) && same_notes(&with, &without));
    aisle_forecast_clear(&with);
    aisle_forecast_clear(&without);
    aisle_forecaster_free(spare);
    aisle_forecaster_free(base);
    fixture_clear(&f);
}

static void refuse(struct fixture *f, const struct aisle_forecaster *base,
                   const struct aisle_package *package)
{
    struct aisle_forecaster *out = NULL;
    assert_int_equal(
        aisle_forecaster_restate(f->ctx, base, package, true, 0, NULL, true, &out),
        AISLE_INPUT);
    assert_null(out);
}

/* What differs in more than words is another package. */
static void another_package_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    struct aisle_forecaster *base = fixture_new(&f);
    struct aisle_provision provisions[4];
    struct aisle_package other = f.package;
    other.vote_count = 1;
    refuse(&f, base, &other);
    other = f.package;
    other.title = (char *)"something else";
    refuse(&f, base, &other);
    other = f.package;
    memcpy(provisions, f.provisions, sizeof provisions);
    other.provisions = provisions;
    aisle_forecaster_free(restate(&f, base, &other, true)); /* equal, elsewhere */
    provisions[2].in_package = true;
    refuse(&f, base, &other);
    aisle_forecaster_free(base);
    fixture_clear(&f);
}

/* A senator nobody knows leaves nothing behind. */
static void bad_words_are_reported(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecaster *out = NULL;
    fixture_make(&f);
    struct aisle_forecaster *base = fixture_new(&f);
    fixture_say(&f, "Nobody", AISLE_POSITION_YES);
    assert_int_equal(
        aisle_forecaster_restate(f.ctx, base, &f.package, true, 0, NULL, true, &out),
        AISLE_NOT_FOUND);
    assert_null(out);
    for (int k = 1; k < 40; k++) { /* every allocation may fail */
        f.package.statement_count = 0;
        mem_fail_at(k);
        enum aisle_status status = aisle_forecaster_restate(f.ctx, base, &f.package,
                                                            true, 0, NULL, true, &out);
        mem_fail_at(0);
        assert_true(status == AISLE_MEMORY || status == AISLE_OK);
        if (status == AISLE_OK)
            aisle_forecaster_free(out);
    }
    aisle_forecaster_free(base);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restated_is_made_anew),
        cmocka_unit_test(model_error_may_be_left_out),
        cmocka_unit_test(another_package_is_refused),
        cmocka_unit_test(bad_words_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
