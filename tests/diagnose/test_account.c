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

static void begin(struct world *w, int members, int rollcalls, int dims)
{
    *w = (struct world){.ctx = aisle_ctx_new()};
    made_table(&w->votes, members, rollcalls);
    made_services(&w->votes);
    w->truth = made_parties(members, rollcalls, dims, 2.0, 3);
}

static void diagnose(struct world *w)
{
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    aisle_diagnosis_init(&w->d);
    assert_int_equal(aisle_diagnose(w->ctx, &w->votes, &w->fit, &o, &w->d), AISLE_OK);
}

static void end(struct world *w)
{
    aisle_diagnosis_clear(&w->d);
    aisle_fit_clear(&w->fit);
    made_truth_free(&w->truth);
    aisle_votes_clear(&w->votes);
    aisle_ctx_free(w->ctx);
}

/* Places -2 -1 0 1 2; both roll calls have a = 0, b = 2: yea on the right.
 *
 *   1   n y n y y     the model errs on the second; guessing yea errs twice
 *   2   n n - y y     a tie: guessing errs on half of each vote; the middle is away
 *
 * Middle, eta 0, counts as an error on either side (nay on roll call 1). */
static void classification_by_hand(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 5, 2, 1);
    static const char *const rows[] = {"nynyy", "nn-yy"};
    made_from_letters(&w.votes, rows);
    for (int i = 0; i < 5; i++)
        w.truth.x[i] = i - 2.0;
    for (int j = 0; j < 2; j++) {
        w.truth.item[2 * j] = 0.0;
        w.truth.item[2 * j + 1] = 2.0;
    }
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    const struct aisle_account *one = &w.d.rollcalls[0].account;
    const struct aisle_account *two = &w.d.rollcalls[1].account;
    assert_int_equal(one->votes, 5);
    assert_int_equal(one->errors, 2);
    assert_near(one->guess_errors, 2.0, 0);
    assert_near(aisle_account_pre(one), 0.0, 1e-12);
    assert_int_equal(two->errors, 0);
    assert_near(two->guess_errors, 2.0, 0);
    assert_near(aisle_account_pre(two), 1.0, 1e-12);
    /* log P: F(4) at -2, 1 - F(2) at -1, 1/2, F(2), F(4), with F logistic */
    double f2 = 1 / (1 + exp(-2.0)), f4 = 1 / (1 + exp(-4.0));
    double want = log(f4) + log(1 - f2) + log(0.5) + log(f2) + log(f4);
    assert_near(one->log_chance, want, 1e-12);
    assert_near(aisle_account_gmp(one), exp(want / 5), 1e-12);
    /* all: 2 errors of 9 votes, 4 by guessing */
    assert_near(aisle_account_classified(&w.d.account), 7.0 / 9, 1e-12);
    assert_near(aisle_account_pre(&w.d.account), 0.5, 1e-12);
    /* member 1 cast one vote against the model, none with the smaller side but half */
    assert_int_equal(w.d.members[1].account.errors, 1);
    assert_near(w.d.members[1].account.guess_errors, 0.5, 0);
    /* best cut of the first: below member 1 or above the middle, one error each */
    assert_int_equal(w.d.rollcalls[0].best_errors, 1);
    assert_int_equal(w.d.rollcalls[1].separation, AISLE_SEPARATION_FULL);
    assert_int_equal(w.d.rollcalls[0].separation, AISLE_SEPARATION_NONE);
    end(&w);
}

/* Thin members are shown but count for nothing. */
static void thin_members_do_not_count(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 30, 20, 1);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 2);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    w.fit.members[4].thin = true;
    diagnose(&w);
    int64_t votes = 0;
    for (int i = 0; i < 30; i++)
        votes += i == 4 ? 0 : w.fit.members[i].vote_count;
    assert_int_equal(w.d.account.votes, votes);
    assert_int_equal(w.d.members[4].account.votes, 0);
    assert_true(w.d.members[4].care & 1U << AISLE_CARE_PLACE_FEW);
    end(&w);
}

/* Sums over members and over roll calls are the whole. */
static void sums_agree(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 40, 70, 2);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 8);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    struct aisle_account members = {0}, rollcalls = {0};
    for (int i = 0; i < 40; i++)
        aisle_account_add(&members, &w.d.members[i].account);
    for (int r = 0; r < 70; r++)
        aisle_account_add(&rollcalls, &w.d.rollcalls[r].account);
    assert_int_equal(members.errors, w.d.account.errors);
    assert_int_equal(rollcalls.errors, w.d.account.errors);
    assert_near(members.guess_errors, rollcalls.guess_errors, 1e-9);
    assert_near(members.log_chance, rollcalls.log_chance, 1e-9);
    int minority = 0;
    for (int r = 0; r < 70; r++)
        minority += w.votes.rollcalls[r].yea < w.votes.rollcalls[r].nay
                        ? w.votes.rollcalls[r].yea
                        : w.votes.rollcalls[r].nay;
    assert_near(rollcalls.guess_errors, minority, 1e-9);
    end(&w);
}

/* The best cut against trying every cut, both where it can and cannot pass. */
static void best_cuts_by_trying_all(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 40, 60, 1);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 9);
    made_tally(&w.votes);
    w.truth.x[7] = w.truth.x[8]; /* two in one place */
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    for (int r = 0; r < 60; r++) {
        double turn = w.truth.item[2 * r + 1] < 0 ? -1 : 1;
        int best = 1000;
        for (int c = -1; c < 40; c++) {
            double cut = c < 0 ? -INFINITY : turn * w.truth.x[c];
            int errors = 0;
            for (int i = 0; i < 40; i++) {
                uint8_t cast = aisle_votes_cast(&w.votes, r, i);
                bool above = turn * w.truth.x[i] > cut;
                errors += (cast == AISLE_CAST_YEA && !above) ||
                          (cast == AISLE_CAST_NAY && above);
            }
            best = errors < best ? errors : best;
        }
        assert_int_equal(w.d.rollcalls[r].best_errors, best);
        assert_true(w.d.rollcalls[r].best_errors <= w.d.rollcalls[r].account.errors);
    }
    end(&w);
}

/* The one whose vote decides: of 5 voters with 3 needed, the third from the yeas. */
static void the_decider_is_the_neededth_yea(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 6, 2, 1);
    static const char *const rows[] = {"n-nyyy", "yy-nnn"};
    made_from_letters(&w.votes, rows);
    for (int i = 0; i < 6; i++)
        w.truth.x[i] = i;
    w.truth.item[0] = -3.5, w.truth.item[1] = 1; /* yeas right */
    w.truth.item[2] = 1.5, w.truth.item[3] = -1; /* yeas left */
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    diagnose(&w);
    assert_int_equal(w.d.rollcalls[0].decider, 3); /* 5 4 3 | 2 0 */
    assert_int_equal(w.d.rollcalls[1].decider, 3); /* 0 1 3 | 4 5 */
    end(&w);
}

static void cut_points_and_their_spread(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 3, 1);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 9);
    made_tally(&w.votes);
    double items[] = {1.0, 2.0, 1.0, -2.0, -3.0, 4.0};
    memcpy(w.truth.item, items, sizeof items);
    made_fit(&w.votes, &w.truth, 4000, 0, 0.1, &w.fit);
    diagnose(&w);
    const double cut[] = {-0.5, 0.5, 0.75}, right[] = {1, 0, 1};
    for (int r = 0; r < 3; r++) {
        const struct aisle_rollcall_diagnosis *d = &w.d.rollcalls[r];
        assert_near(d->cut, cut[r], 0.01);
        assert_near(d->p_right, right[r], 0);
        /* delta method: sd(a/b) = 0.1 sqrt(1 + c^2) / |b| */
        double sd = 0.1 * sqrt(1 + cut[r] * cut[r]) / fabs(items[2 * r + 1]);
        assert_near(d->cut_q05, cut[r] - 1.645 * sd, 0.15 * sd);
        assert_near(d->cut_q95, cut[r] + 1.645 * sd, 0.15 * sd);
        assert_true(isnan(d->angle));
    }
    end(&w);
}

/* b = (1, 0) is cut by an upright line, b = (0, 1) by a level one, (1, 1) and its
 * reverse by one that falls from left to right. */
static void cutting_lines(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 4, 2);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 9);
    made_tally(&w.votes);
    double items[] = {-1, 1, 0, 0.5, 0, 1, -2, 1, 1, 2, -1, -1};
    memcpy(w.truth.item, items, sizeof items);
    made_fit(&w.votes, &w.truth, 4000, 0, 0.01, &w.fit);
    diagnose(&w);
    const double angle[] = {90, 0, 135, 135}, cut[] = {1, NAN, sqrt(2), sqrt(2)};
    for (int r = 0; r < 4; r++) {
        const struct aisle_rollcall_diagnosis *d = &w.d.rollcalls[r];
        double off = fmod(d->angle - angle[r] + 270.0, 180.0) - 90.0;
        assert_near(off, 0.0, 0.2);
        assert_true(d->angle_q05 < d->angle && d->angle < d->angle_q95);
        assert_true(d->angle_q95 - d->angle_q05 < 6);
        if (!isnan(cut[r]))
            assert_near(d->cut, cut[r], 0.01);
    }
    end(&w);
}

/* Without draws of the items the cut is the estimates' and nothing else is claimed. */
static void no_draws_no_intervals(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 3, 1);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 9);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 40, 0, 0.1, &w.fit);
    free(w.fit.item_draws);
    w.fit.item_draws = NULL;
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.chances = o.replicate = o.judge = true;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_near(w.d.rollcalls[1].cut, -w.truth.item[2] / w.truth.item[3], 1e-12);
    assert_true(isnan(w.d.rollcalls[1].cut_q05) && isnan(w.d.rollcalls[1].p_right));
    assert_false(w.d.left_out);
    assert_false(w.d.loo.done);
    assert_int_equal(w.d.replica_count, 0);
    double p = 1 / (1 + exp(-w.truth.item[0] - w.truth.item[1] * w.truth.x[4]));
    assert_near((double)w.d.p_yea[4], p, 1e-6);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classification_by_hand),
        cmocka_unit_test(thin_members_do_not_count),
        cmocka_unit_test(sums_agree),
        cmocka_unit_test(best_cuts_by_trying_all),
        cmocka_unit_test(the_decider_is_the_neededth_yea),
        cmocka_unit_test(cut_points_and_their_spread),
        cmocka_unit_test(cutting_lines),
        cmocka_unit_test(no_draws_no_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
