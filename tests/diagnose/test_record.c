#include "diagnose/made.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>

struct world {
    struct aisle_ctx *ctx;
    struct aisle_votes votes;
    struct made_truth truth;
    struct aisle_fit fit;
    struct aisle_diagnosis d;
};

static void diagnose(struct world *w)
{
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    aisle_diagnosis_init(&w->d);
    assert_int_equal(aisle_diagnose(w->ctx, &w->votes, &w->fit, &o, &w->d), AISLE_OK);
}

static void begin(struct world *w, int members, int rollcalls)
{
    *w = (struct world){.ctx = aisle_ctx_new()};
    made_table(&w->votes, members, rollcalls);
    made_services(&w->votes);
    w->truth = made_parties(members, rollcalls, 1, 2.0, 3);
}

static void end(struct world *w)
{
    aisle_diagnosis_clear(&w->d);
    aisle_fit_clear(&w->fit);
    made_truth_free(&w->truth);
    aisle_votes_clear(&w->votes);
    aisle_ctx_free(w->ctx);
}

/* Members 0-2 are D, 3-5 R.
 *
 *            D D D   R R R      majority  majority
 *   1        y y n   n n n      yea       nay        unity
 *   2        y y y   y y -      yea       yea
 *   3        n n -   y n y      nay       yea        unity
 *   4        y n .   n n n      even      nay
 *   5        y y p   n y -      yea       even */
static const char *const table[] = {"yynnnn", "yyyyy-", "nn-yny", "yn.nnn", "yypny-"};

static void a_small_table_counted_by_hand(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 6, 5);
    made_from_letters(&w.votes, table);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    assert_int_equal(w.d.unity_rollcalls, 2);
    static const struct {
        int called, cast, loyal, loyal_of, united, united_of;
    } want[] = {
        {5, 5, 4, 4, 2, 2}, /* 0: yea yea nay (even) yea */
        {5, 5, 4, 4, 2, 2}, /* 1 */
        {4, 3, 1, 2, 0, 1}, /* 2: against, with, away, out, present */
        {5, 5, 4, 4, 2, 2}, /* 3: roll call 5 has no majority */
        {5, 5, 3, 4, 1, 2}, /* 4: against on 3 */
        {5, 3, 3, 3, 2, 2}, /* 5 */
    };
    for (int i = 0; i < 6; i++) {
        const struct aisle_member_diagnosis *m = &w.d.members[i];
        assert_int_equal(m->called, want[i].called);
        assert_int_equal(m->cast, want[i].cast);
        assert_int_equal(m->loyal, want[i].loyal);
        assert_int_equal(m->loyal_of, want[i].loyal_of);
        assert_int_equal(m->united, want[i].united);
        assert_int_equal(m->united_of, want[i].united_of);
    }
    assert_near(w.d.loyalty_mean[0], (1 + 1 + 0.5) / 3, 1e-12);
    assert_near(w.d.unity_mean[1], (1 + 0.5 + 1) / 3, 1e-12);
    const struct aisle_rollcall_diagnosis *r = &w.d.rollcalls[2];
    assert_int_equal(r->yea_of[0] * 1000 + r->nay_of[0] * 100 + r->yea_of[1] * 10 +
                         r->nay_of[1],
                     221);
    end(&w);
}

/* A member who changes caucus is loyal to the one of the day. */
static void caucus_is_that_of_the_day(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 6, 4);
    static const char *const rows[] = {"yyynnn", "yyynnn", "nyynnn", "nyynnn"};
    made_from_letters(&w.votes, rows);
    w.votes.services = realloc(w.votes.services, 7 * sizeof *w.votes.services);
    w.votes.services[6] = w.votes.services[0];
    w.votes.services[0].last_number = 2;
    w.votes.services[6].first_number = 3;
    w.votes.services[6].caucus = 'R';
    w.votes.service_count = 7;
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    assert_int_equal(w.d.members[0].loyal, 4);
    assert_int_equal(w.d.members[0].loyal_of, 4);
    assert_int_equal(w.d.rollcalls[2].nay_of[1], 4);
    end(&w);
}

static int needed_of(enum aisle_requires requires, int vp_tie, const char *row)
{
    struct world w;
    begin(&w, 10, 1);
    made_from_letters(&w.votes, &row);
    w.votes.rollcalls[0].requires = requires;
    w.votes.rollcalls[0].vp_tie = vp_tie;
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    int needed = w.d.rollcalls[0].needed;
    assert_int_equal(w.d.rollcalls[0].margin, w.votes.rollcalls[0].yea - needed);
    end(&w);
    return needed;
}

static void what_carries_a_question(void **state)
{
    (void)state;
    assert_int_equal(needed_of(AISLE_REQUIRES_1_2, 0, "yyyyynnnnn"), 6);
    assert_int_equal(needed_of(AISLE_REQUIRES_1_2, AISLE_CAST_YEA, "yyyyynnnnn"), 5);
    assert_int_equal(needed_of(AISLE_REQUIRES_1_2, 0, "yyyy-nnnnp"), 5); /* 8 voted */
    assert_int_equal(needed_of(AISLE_REQUIRES_3_5, 0, "yyy----nnn"), 6); /* 10 sit */
    assert_int_equal(needed_of(AISLE_REQUIRES_3_5, 0, "yyy-...nnn"),
                     5); /* 7 sit: 4.2 */
    assert_int_equal(needed_of(AISLE_REQUIRES_2_3, 0, "yyyyyyynn-"), 6); /* of 9 */
    assert_int_equal(needed_of(AISLE_REQUIRES_2_3, 0, "yyyyyyynnn"), 7); /* of 10 */
}

/* Agreement by the definition, pair by pair. */
static void agreement_is_as_counted_pair_by_pair(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 23, 61);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.2, 11);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    for (int a = 0; a < 23; a++)
        for (int b = 0; b < 23; b++) {
            int both = 0, same = 0;
            for (int r = 0; r < 61; r++) {
                uint8_t ca = aisle_votes_cast(&w.votes, r, a);
                uint8_t cb = aisle_votes_cast(&w.votes, r, b);
                bool yn = (ca == AISLE_CAST_YEA || ca == AISLE_CAST_NAY) &&
                          (cb == AISLE_CAST_YEA || cb == AISLE_CAST_NAY);
                both += yn;
                same += yn && ca == cb;
            }
            assert_int_equal(w.d.both[a * 23 + b], both);
            assert_int_equal(w.d.same[a * 23 + b], same);
        }
    end(&w);
}

/* A fit of other votes is refused. */
static void a_fit_of_other_votes_is_refused(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 6, 5);
    made_from_letters(&w.votes, table);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    w.fit.items[2].number = 99;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_INPUT);
    w.fit.items[2].number = 3;
    strcpy(w.fit.members[1].bioguide, "X");
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_INPUT);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_table_counted_by_hand),
        cmocka_unit_test(caucus_is_that_of_the_day),
        cmocka_unit_test(what_carries_a_question),
        cmocka_unit_test(agreement_is_as_counted_pair_by_pair),
        cmocka_unit_test(a_fit_of_other_votes_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
