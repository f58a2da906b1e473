/* What words come to at a vote, against the sums written out. */
#include "fixture.h"

#include "particles/pair.h"
#include "particles/room.h"

enum { D40 = 40, R20 = 70, R21 = 71 };

static double free_chance(const struct aisle_forecaster *f, int seat, int particle)
{
    const struct gate *gate = &f->gates[0];
    size_t at = block_index(f, particle / LANES, seat) + (size_t)(particle % LANES);
    return num_logistic((double)gate->logit[at]);
}

/* Chance of what a seat says: true but for `error`. */
static double chance_said(double p, bool yes, double error)
{
    return yes ? p * (1 - error) + (1 - p) * error : p * error + (1 - p) * (1 - error);
}

/* Support of a seat at the first vote, absence aside. */
static double support_of(const struct aisle_forecaster *f, int seat)
{
    double p_yea[SEATS];
    struct aisle_forecaster_short out;
    double here = 0;
    aisle_forecaster_quick(f, 0, f->written, NAN, &out, p_yea, NULL);
    for (int m = 0; m < f->particles; m++)
        here += f->gates[0].weight[m] *
                (1 - fmin(0.9, f->roster.seats[seat].absent * (double)f->shock[m]));
    return p_yea[seat] / here;
}

/* One vote, at which nearly nobody is absent. */
static void make_full_house(struct fixture *f)
{
    fixture_make(f);
    f->package.vote_count = 1;
    fixture_set(f, "forecast_attendance_prior_rate", 1);
    fixture_set(f, "forecast_attendance_prior_votes", 1000);
}

/* R20 says no, D40 yes: particles weigh by the chance of what was said, and each of the
 * two keeps his word or votes as the particle has it. */
static void own_words_are_kept(void **state)
{
    (void)state;
    struct fixture f;
    make_full_house(&f);
    fixture_say(&f, "R20", AISLE_POSITION_NO);
    fixture_say(&f, "D40", AISLE_POSITION_LEAN_YES)->source = (char *)"another";
    struct aisle_forecaster *made = fixture_new(&f);
    double no = made->settings.said_no;
    double yes = made->settings.said_lean_yes;
    double sum = 0;
    double nay = 0;
    double yea = 0;
    double other = 0;
    for (int m = 0; m < made->particles; m++) {
        double p = free_chance(made, R20, m);
        double q = free_chance(made, D40, m);
        double w = chance_said(p, false, no) * chance_said(q, true, 1 - yes);
        sum += w;
        nay += w * 2 * no * p;
        yea += w * (2 * yes - 1 + (2 - 2 * yes) * q);
        other += w * free_chance(made, R21, m);
    }
    assert_near(support_of(made, R20), nay / sum, 2e-4);
    assert_near(support_of(made, D40), yea / sum, 2e-4);
    assert_near(support_of(made, R21), other / sum, 2e-4);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* What others say of him is evidence like any other. */
static void hearsay_is_evidence(void **state)
{
    (void)state;
    struct fixture f;
    make_full_house(&f);
    fixture_say(&f, "D40", AISLE_POSITION_NO)->second_hand = true;
    struct aisle_forecaster *made = fixture_new(&f);
    double keep = made->settings.statement_second_hand;
    double error = 0.5 - (0.5 - made->settings.said_no) * keep;
    double sum = 0;
    double yea = 0;
    for (int m = 0; m < made->particles; m++) {
        double p = free_chance(made, D40, m);
        sum += chance_said(p, false, error);
        yea += p * error;
    }
    assert_near(support_of(made, D40), yea / sum, 2e-4);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* Two of one state speak: what each would do hangs on what the other says. */
static void mates_speak(void **state)
{
    (void)state;
    struct fixture f;
    make_full_house(&f);
    memcpy(f.votes.members[R21].state, f.votes.members[R20].state, 3);
    fixture_say(&f, "R20", AISLE_POSITION_YES);
    fixture_say(&f, "R21", AISLE_POSITION_LEAN_NO)->source = (char *)"another";
    struct aisle_forecaster *made = fixture_new(&f);
    double e = 1 - made->settings.said_yes;
    double d = made->settings.said_lean_no;
    double sum = 0;
    double yea = 0;
    for (int m = 0; m < made->particles; m++) {
        double p = free_chance(made, R20, m);
        double q = free_chance(made, R21, m);
        double both = pair_both(p, q, made->settings.state_odds);
        double yn = p - both;
        double ny = q - both;
        double nn = 1 - p - q + both;
        double w =
            both * (1 - e) * d + yn * (1 - e) * (1 - d) + ny * e * d + nn * e * (1 - d);
        double free = (both * d + yn * (1 - d)) / (q * d + (1 - q) * (1 - d));
        sum += w;
        yea += w * (1 - 2 * e + 2 * e * free);
    }
    assert_near(support_of(made, R20), yea / sum, 2e-4);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* ---- age, disputes, and what a word is on ---- */

static void words_fade(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    struct aisle_statement *s = fixture_say(&f, "D40", AISLE_POSITION_NO);
    struct aisle_forecaster *made = fixture_new(&f);
    double fresh = (double)made->gates[0].words[D40].nay;
    assert_near(fresh, 1 - 2 * made->settings.said_no, 1e-6);
    s->date -= (aisle_day)made->settings.statement_half_life_days;
    aisle_forecaster_free(made);
    made = fixture_new(&f);
    assert_near(made->gates[0].words[D40].nay, fresh / 2, 1e-6);
    /* a text of today: the word was on another */
    aisle_forecaster_free(made);
    f.package.text_since = f.package.as_of;
    made = fixture_new(&f);
    assert_near(made->gates[0].words[D40].nay,
                fresh / 2 * made->settings.statement_earlier_version, 1e-6);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* Two sources of one day count half each: when they agree, as one. */
static void disputes_are_halved(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    fixture_say(&f, "D40", AISLE_POSITION_NO);
    struct aisle_statement *s = fixture_say(&f, "D40", AISLE_POSITION_YES);
    s->source = (char *)"another";
    struct aisle_forecaster *made = fixture_new(&f);
    struct word word = made->gates[0].words[D40];
    assert_near(word.nay, 0.5 - made->settings.said_no, 1e-6);
    assert_near(word.yea, made->settings.said_yes - 0.5, 1e-6);
    assert_near(word.told, 0, 1e-6); /* and of others they tell nothing */
    aisle_forecaster_free(made);
    s->position = AISLE_POSITION_NO;
    made = fixture_new(&f);
    word = made->gates[0].words[D40];
    f.package.statement_count = 1;
    struct aisle_forecaster *one = fixture_new(&f);
    assert_near(word.nay, one->gates[0].words[D40].nay, 1e-6);
    assert_near(word.told, one->gates[0].words[D40].told, 1e-6);
    assert_near(word.exponent, one->gates[0].words[D40].exponent, 0);
    aisle_forecaster_free(one);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* At a vote the latest word holds; of one day's, that on the vote itself. */
static void the_closest_word_holds(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    fixture_say(&f, "D40", AISLE_POSITION_NO);
    struct aisle_statement *s = fixture_say(&f, "D40", AISLE_POSITION_YES);
    s->vote = 0;
    struct aisle_forecaster *made = fixture_new(&f);
    assert_true(made->gates[0].words[D40].nay == 0 &&
                made->gates[0].words[D40].yea > 0);
    assert_true(made->gates[1].words[D40].nay > 0 &&
                made->gates[1].words[D40].yea == 0);
    assert_int_equal(made->gates[0].claim_count, 1);
    aisle_forecaster_free(made);
    s->date--; /* the package's is later */
    made = fixture_new(&f);
    assert_true(made->gates[0].words[D40].nay > 0 &&
                made->gates[0].words[D40].yea == 0);
    aisle_forecaster_free(made);
    s->vote = -1;
    s->second_hand = true;
    s->date += 2;
    f.package.as_of++;
    made = fixture_new(&f); /* later hearsay does not take his word back */
    assert_true(made->gates[0].words[D40].nay > 0.9F);
    assert_true(made->gates[0].words[D40].heard > 0);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* Whatever the order in which statements are listed, of mates and in a batch. */
static void order_does_not_matter(void **state)
{
    (void)state;
    enum { SAY = 6 };
    static const char *const who[SAY] = {"R20", "R21", "D40", "R05", "R06", "D41"};
    double p[SAY];
    double first[SAY];
    for (int turn = 0; turn < SAY; turn++) {
        struct fixture f;
        fixture_make(&f);
        fixture_set(&f, "forecast_statement_batch_worth", 2);
        memcpy(f.votes.members[R21].state, f.votes.members[R20].state, 3);
        for (int k = 0; k < SAY; k++) {
            int w = (k * 5 + turn) % SAY;
            struct aisle_statement *s = fixture_say(
                &f, who[w], w % 3 ? AISLE_POSITION_NO : AISLE_POSITION_LEAN_YES);
            if (w == 0) /* his mate's word is one of a batch */
                s->source = (char *)"another";
        }
        struct aisle_forecaster *made = fixture_new(&f);
        struct aisle_forecaster_short out;
        double p_yea[SEATS];
        aisle_forecaster_quick(made, 0, made->written, NAN, &out, p_yea, NULL);
        p[turn] = out.p_pass;
        first[turn] = p_yea[R20];
        aisle_forecaster_free(made);
        fixture_clear(&f);
        assert_near(p[turn], p[0], 1e-6);
        assert_near(first[turn], first[0], 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_words_are_kept),
        cmocka_unit_test(hearsay_is_evidence),
        cmocka_unit_test(mates_speak),
        cmocka_unit_test(words_fade),
        cmocka_unit_test(disputes_are_halved),
        cmocka_unit_test(the_closest_word_holds),
        cmocka_unit_test(order_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
