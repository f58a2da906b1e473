/* Selections: every vote of a package follows the one before under the selection that
 * is asked about, so that it makes no difference which of two packages was written. */
#include "fixture.h"

#include "forecast/weights.h"
#include "particles/path.h"

enum { SELECTIONS = 16 };

static void say_of(struct fixture *f, const char *senator, int provision,
                   enum aisle_position position)
{
    fixture_say(f, senator, position)->provision = provision;
}

/* Three votes; senators who like a provision, want one in, or wait for company. */
static void make(struct fixture *f)
{
    fixture_make(f);
    f->package.vote_count = 3;
    strcpy(f->votes.members[53].state, f->votes.members[50].state); /* R00's mate */
    for (int r = 0; r < 12; r++) {
        char name[4] = {'R', (char)('0' + r / 10), (char)('0' + r % 10), '\0'};
        struct aisle_statement *s =
            fixture_say(f, strcpy(f->names[50 + r], name),
                        r % 3 ? AISLE_POSITION_YES : AISLE_POSITION_CONDITIONAL);
        s->provision = r % 4;
        if (r % 3)
            continue;
        s->provision = -1;
        s->condition = r % 2 ? AISLE_CONDITION_WITHOUT : AISLE_CONDITION_PROVISION;
        s->condition_provision = r % 4;
    }
    say_of(f, "D49", 1, AISLE_POSITION_NO);
    say_of(f, "D48", 2, AISLE_POSITION_NO);
    fixture_say(f, "D47", AISLE_POSITION_NO)->vote = 0;
    struct aisle_statement *fair = fixture_say(f, "R13", AISLE_POSITION_CONDITIONAL);
    fair->condition = AISLE_CONDITION_FAIR_EFFICIENT;
}

static void same_vote(const struct aisle_forecast_vote *a,
                      const struct aisle_forecast_vote *b, double tolerance)
{
    assert_near(a->p_pass, b->p_pass, tolerance);
    assert_near(a->p_pass_q05, b->p_pass_q05, tolerance);
    assert_near(a->p_pass_q95, b->p_pass_q95, tolerance);
    assert_near(a->yea_mean, b->yea_mean, 100 * tolerance);
    for (int i = 0; i < a->senator_count; i++)
        assert_near(a->senators[i].p_yea, b->senators[i].p_yea, tolerance);
}

/* Where provisions do nothing to the vote but through who likes them, the particles do
 * not depend on what is written: each selection asked of one package is what the package
 * that holds it says of itself. */
static void asked_is_as_written(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast asked;
    struct aisle_forecast written;
    struct aisle_forecaster_short quick[3];
    struct aisle_forecaster_short fresh[3];
    double lowest = 1, highest = 0;
    make(&f);
    fixture_set(&f, "forecast_content_weight", 0);
    fixture_set(&f, "forecast_bank_text_weight", 0); /* titles are part of the text */
    fixture_set(&f, "forecast_subject_likeness_min", 1);
    struct aisle_forecaster *one = fixture_new(&f);
    for (uint64_t s = 0; s < SELECTIONS; s++) {
        for (int p = 0; p < 4; p++)
            f.provisions[p].in_package = s >> p & 1;
        struct aisle_forecaster *other = fixture_new(&f);
        aisle_forecast_init(&asked);
        aisle_forecast_init(&written);
        assert_int_equal(aisle_forecaster_eval(f.ctx, one, s, 0.8, &asked), AISLE_OK);
        assert_int_equal(aisle_forecaster_eval(f.ctx, other, s, 0.8, &written),
                         AISLE_OK);
        double all = aisle_forecaster_quick_all(one, s, 0.8, quick);
        assert_near(all, aisle_forecaster_quick_all(other, s, 0.8, fresh), 1e-7);
        for (int g = 0; g < 3; g++) {
            same_vote(&asked.votes[g], &written.votes[g], 1e-7);
            assert_near(quick[g].p_pass, fresh[g].p_pass, 1e-7);
            assert_near(quick[g].p_pass, asked.votes[g].p_pass, 0.005);
        }
        lowest = fmin(lowest, asked.votes[2].p_pass);
        highest = fmax(highest, asked.votes[2].p_pass);
        aisle_forecast_clear(&asked);
        aisle_forecast_clear(&written);
        aisle_forecaster_free(other);
    }
    assert_true(highest - lowest > 0.01); /* it matters what is asked */
    aisle_forecaster_free(one);
    fixture_clear(&f);
}

/* The package with the change worked into its items by hand. */
static void work_in(struct aisle_forecaster *f, uint64_t selection)
{
    for (int g = 0; g < f->gate_count; g++) {
        struct gate *gate = &f->gates[g];
        float *logit = gate->follows ? gate->logit_alone : gate->logit;
        for (int m = 0; m < f->particles; m++) {
            double by[2] = {0, 0};
            for (int p = 0; p < f->package->provision_count; p++)
                for (int k = 0; k < 2; k++)
                    if ((selection ^ f->written) >> p & 1)
                        by[k] += (selection >> p & 1 ? 1 : -1) *
                                 (double)f->contents[p].draws[k][m];
            gate->items[m].a += by[0];
            gate->items[m].b1 += by[1];
            for (int i = 0; i < f->roster.count; i++) {
                size_t at = block_index(f, m / LANES, i) + (size_t)(m % LANES);
                logit[at] += (float)((double)gate->slack[at] *
                                     (by[0] + by[1] * f->roster.seats[i].x[0]));
            }
        }
        if (gate->follows)
            kernel_follow(f, gate);
        weights_reach(f, g, f->written, NAN,
                      gate->after < 0 ? NULL : f->gates[gate->after].reach,
                      gate->reach);
        weights_reached(f->particles, gate->evidence, gate->reach, gate->weight);
    }
}

/* What a provision does to the curve is handed on from vote to vote too. */
static void content_is_handed_on(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast asked;
    struct aisle_forecast by_hand;
    fixture_make(&f);
    f.package.vote_count = 3;
    fixture_say(&f, "R05", AISLE_POSITION_NO);
    fixture_set(&f, "forecast_content_weight", 1);
    struct aisle_forecaster *made = fixture_new(&f);
    struct aisle_forecaster *worked = fixture_new(&f);
    uint64_t selection = made->written ^ 6;
    aisle_forecast_init(&asked);
    aisle_forecast_init(&by_hand);
    assert_int_equal(aisle_forecaster_eval(f.ctx, made, selection, NAN, &asked),
                     AISLE_OK);
    work_in(worked, selection);
    assert_int_equal(
        aisle_forecaster_eval(f.ctx, worked, worked->written, NAN, &by_hand), AISLE_OK);
    for (int g = 0; g < 3; g++)
        same_vote(&asked.votes[g], &by_hand.votes[g], 1e-5);
    aisle_forecast_clear(&by_hand);
    aisle_forecast_init(&by_hand);
    assert_int_equal(aisle_forecaster_eval(f.ctx, made, made->written, NAN, &by_hand),
                     AISLE_OK);
    assert_true(fabs(asked.votes[2].p_pass - by_hand.votes[2].p_pass) > 1e-3);
    aisle_forecast_clear(&asked);
    aisle_forecast_clear(&by_hand);
    aisle_forecaster_free(made);
    aisle_forecaster_free(worked);
    fixture_clear(&f);
}

/* One pass over all votes gives what each gives by itself; reasons add up. */
static void one_pass_is_all_votes(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecaster_short all[3];
    struct aisle_forecaster_short one;
    struct aisle_forecast whole;
    double chances[3];
    double product = 1;
    make(&f);
    f.package_votes[1].kind = AISLE_VOTE_CLOTURE;
    struct aisle_forecaster *made = fixture_new(&f);
    for (uint64_t s = 0; s < SELECTIONS; s += 5) {
        double p_all = aisle_forecaster_quick_all(made, s, NAN, all);
        product = 1;
        for (int g = 0; g < 3; g++) {
            aisle_forecaster_quick(made, g, s, NAN, &one, NULL, NULL);
            assert_true(one.p_pass == all[g].p_pass &&
                        one.p_pass_q05 == all[g].p_pass_q05 &&
                        one.yea_mean == all[g].yea_mean);
            product *= one.p_pass;
            aisle_forecaster_chances(made, g, s, NAN, chances);
            assert_memory_equal(&chances[g], &one.p_pass, sizeof one.p_pass);
            assert_true(chances[0] == all[0].p_pass);
        }
        assert_near(p_all, product, 1e-15);
    }
    aisle_forecast_init(&whole);
    assert_int_equal(aisle_forecaster_eval(f.ctx, made, made->written ^ 5, NAN, &whole),
                     AISLE_OK);
    for (int g = 0; g < 3; g++) {
        const struct aisle_forecast_vote *v = &whole.votes[g];
        double sum = v->base_rate;
        for (int k = 0; k < v->reason_count; k++)
            if (!isnan(v->reasons[k].effect) &&
                strncmp(v->reasons[k].text, "of which", 8) != 0)
                sum += v->reasons[k].effect;
        assert_near(sum, v->p_pass, 0.005);
    }
    aisle_forecast_clear(&whole);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_is_as_written),
        cmocka_unit_test(content_is_handed_on),
        cmocka_unit_test(one_pass_is_all_votes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
