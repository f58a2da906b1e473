/* Senators of one state and caucus: what one does tells of the other. */
#include "fixture.h"

#include "particles/pair.h"

static void seat_together(struct fixture *f, int a, int b)
{
    memcpy(f->votes.members[b].state, f->votes.members[a].state,
           sizeof f->votes.members[b].state);
}

static void pairs_keep_their_odds(void **state)
{
    (void)state;
    for (int i = 1; i < 10; i++)
        for (int j = 1; j < 10; j++) {
            double p = i / 10.0;
            double q = j / 10.0;
            double both = pair_both(p, q, 8);
            assert_near(both * (1 - p - q + both) / ((p - both) * (q - both)), 8, 1e-9);
            assert_near(pair_both(p, q, 1), p * q, 1e-15);
        }
    assert_near(pair_both(0, 0.5, 8), 0, 0);
    assert_near(pair_both(1, 0.5, 8), 0.5, 1e-12);
}

static double chance_of(struct fixture *f, const char *name)
{
    struct aisle_forecast out;
    fixture_forecast(f, &out);
    double p = out.votes[0].senators[fixture_senator(&out.votes[0], name)].p_yea;
    aisle_forecast_clear(&out);
    return p;
}

/* R20 speaks: R21 is his mate, or is not. */
static double after_word(enum aisle_position position, double odds, int mate)
{
    struct fixture f;
    fixture_make(&f);
    fixture_set(&f, "forecast_state_odds", odds);
    seat_together(&f, 70, mate);
    fixture_say(&f, "R20", position);
    double p = chance_of(&f, "R21");
    fixture_clear(&f);
    return p;
}

static void mates_are_heard(void **state)
{
    (void)state;
    double apart = after_word(AISLE_POSITION_YES, 8, 75);
    assert_near(after_word(AISLE_POSITION_YES, 1, 71), apart, 1e-6);
    assert_true(after_word(AISLE_POSITION_YES, 8, 71) > apart + 0.02);
    apart = after_word(AISLE_POSITION_NO, 8, 75);
    assert_true(after_word(AISLE_POSITION_NO, 8, 71) < apart - 0.02);
    /* other caucus, no mate */
    assert_near(after_word(AISLE_POSITION_NO, 8, 20), apart, 1e-6);
}

/* "Concern" speaks for the senator alone, not for his mate either. */
static void soft_words_stay_with_the_speaker(void **state)
{
    (void)state;
    assert_near(after_word(AISLE_POSITION_CONCERN, 8, 71),
                after_word(AISLE_POSITION_CONCERN, 8, 75), 1e-6);
}

/* Joint log score of `count` seats' casts alone. */
static double log_joint(const struct aisle_forecaster *made, int count,
                        const int *seats, const uint8_t *said)
{
    uint8_t casts[SEATS];
    bool left_out[SEATS];
    memset(casts, AISLE_CAST_YEA, sizeof casts);
    memset(left_out, true, sizeof left_out);
    for (int k = 0; k < count; k++) {
        casts[seats[k]] = said[k];
        left_out[seats[k]] = false;
    }
    return count * aisle_forecaster_joint(made, 0, casts, left_out, 99);
}

static void joint_chances_are_chances(void **state)
{
    (void)state;
    struct fixture f;
    const int seats[] = {70, 71};
    double sum = 0;
    double yes = 0;
    double both = 0;
    fixture_make(&f);
    seat_together(&f, 70, 71);
    struct aisle_forecaster *made = fixture_new(&f);
    for (int k = 0; k < 4; k++) {
        uint8_t said[] = {k & 1 ? AISLE_CAST_YEA : AISLE_CAST_NAY,
                          k & 2 ? AISLE_CAST_YEA : AISLE_CAST_NAY};
        double p = exp(log_joint(made, 2, seats, said));
        sum += p;
        yes += k & 1 ? p : 0;
        both += k == 3 ? p : 0;
    }
    assert_near(sum, 1, 1e-6);
    const uint8_t yea = AISLE_CAST_YEA;
    assert_near(exp(log_joint(made, 1, seats, &yea)), yes, 1e-6);
    aisle_forecaster_free(made);
    /* and what a supposition tells is what the joint chances say; nobody is taken
     * to be surer than said_yes */
    struct aisle_suppose suppose = {.cast = AISLE_CAST_YEA};
    strcpy(suppose.bioguide, f.votes.members[70].bioguide);
    fixture_set(&f, "forecast_said_yes", 0.999);
    f.options.suppose = &suppose;
    f.options.suppose_count = 1;
    struct aisle_forecast out;
    fixture_forecast(&f, &out);
    const struct aisle_forecast_senator *s = &out.votes[0].senators[71];
    assert_near(s->p_yea / (1 - s->p_absent), both / yes, 0.002);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* Whoever speaks first, the same is known in the end. */
static void order_does_not_matter(void **state)
{
    (void)state;
    static const char *const who[2][3] = {{"R20", "R21", "D40"}, {"D40", "R21", "R20"}};
    double p[2];
    for (int k = 0; k < 2; k++) {
        struct fixture f;
        struct aisle_forecast out;
        fixture_make(&f);
        seat_together(&f, 70, 71);
        for (int s = 0; s < 3; s++)
            fixture_say(&f, who[k][s],
                        who[k][s][2] == '1' ? AISLE_POSITION_LEAN_NO
                                            : AISLE_POSITION_YES);
        fixture_forecast(&f, &out);
        p[k] = out.votes[0].p_pass;
        aisle_forecast_clear(&out);
        fixture_clear(&f);
    }
    assert_near(p[0], p[1], 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_keep_their_odds),
        cmocka_unit_test(mates_are_heard),
        cmocka_unit_test(soft_words_stay_with_the_speaker),
        cmocka_unit_test(joint_chances_are_chances),
        cmocka_unit_test(order_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
