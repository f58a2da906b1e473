/* Vote models: each part finds what was put in, leaves alone what was not, and
 * raises what is said of hidden votes when it is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "ideal/made.h"
#include "support/support.h"
#include <aisle/votemodel_fit.h>

enum { MEMBERS = 60, ROLLCALLS = 240 };

static struct aisle_votemodel_options plain(void)
{
    struct aisle_votemodel_options o;
    aisle_votemodel_options_init(&o);
    o.heldout = true;
    o.threads = 1;
    return o;
}

static void fit(const struct aisle_votes *votes,
                const struct aisle_votemodel_options *options,
                struct aisle_votemodel *out)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_votemodel_init(out);
    enum aisle_status status = aisle_votemodel_fit(ctx, votes, options, out);
    support_show(ctx);
    assert_int_equal(status, AISLE_OK);
    assert_true(out->heldout.gmp > 0.5 && out->heldout.gmp < 1.0);
    for (int j = 0; j < out->item_count; j++) {
        double sum = 0.0;
        for (int k = 0; k < AISLE_VOTEMODEL_FORMS; k++)
            sum += out->items[j].weight[k];
        assert_float_equal(sum, 1.0, 1e-9);
    }
    aisle_ctx_free(ctx);
}

static double gain(const struct aisle_votes *votes,
                   const struct aisle_votemodel_options *options,
                   struct aisle_votemodel *out)
{
    struct aisle_votemodel base;
    struct aisle_votemodel_options o = plain();
    fit(votes, &o, &base);
    fit(votes, options, out);
    double difference = out->heldout.gmp - base.heldout.gmp;
    assert_int_equal(out->heldout.votes, base.heldout.votes);
    aisle_votemodel_clear(&base);
    return difference;
}

/* Votes of members spread evenly from left to right, with roll calls 0, 8, 16, ... of both
 * ends against the middle. */
static void make(struct aisle_votes *votes, bool fold, double lapse)
{
    struct made_truth t = made_parties(MEMBERS, ROLLCALLS, 1, 2.0, 21);
    struct rng rng = rng_stream(5, 79, 0, 0);
    for (int i = 0; i < MEMBERS; i++)
        t.x[i] = 3.6 * i / (MEMBERS - 1) - 1.8;
    made_table(votes, MEMBERS, ROLLCALLS);
    made_vote(votes, AISLE_LINK_LOGIT, &t, 0.05, 22);
    for (int r = 0; r < ROLLCALLS; r++)
        for (int i = 0; i < MEMBERS; i++) {
            double x = t.x[i], u = rng_unit(&rng), lapsed = rng_unit(&rng);
            if (fold && r % 8 == 0)
                made_cast(votes, r, i,
                          u < num_logistic(4.0 * (x * x - 1.0)) ? AISLE_CAST_YEA
                                                                : AISLE_CAST_NAY);
            if (lapsed < lapse)
                made_cast(votes, r, i, u < 0.5 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
        }
    made_truth_free(&t);
}

static void the_plain_model_is_the_static_fit(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_fit static_fit;
    struct aisle_ideal_options o;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votemodel_options options = plain();
    make(&votes, false, 0.0);
    aisle_ideal_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    o.prior_slope_sd = options.slope_sd;
    o.prior_intercept_sd = options.intercept_sd;
    aisle_fit_init(&static_fit);
    assert_int_equal(aisle_ideal_fit(ctx, &votes, &o, &static_fit), AISLE_OK);
    options.heldout = false;
    aisle_votemodel_init(&m);
    assert_int_equal(aisle_votemodel_fit(ctx, &votes, &options, &m), AISLE_OK);
    assert_true(isnan(m.heldout.gmp));
    double ours[MEMBERS], its[MEMBERS];
    for (int i = 0; i < MEMBERS; i++) {
        ours[i] = m.members[i].x[0];
        its[i] = static_fit.members[i].x[0];
    }
    assert_float_equal(m.fitted.gmp, static_fit.gmp, 3e-3);
    assert_true(made_correlation(ours, its, MEMBERS) > 0.999);
    aisle_votemodel_clear(&m);
    aisle_fit_clear(&static_fit);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

/* Points of the plain model have the static fit's places, spreads, ranks and pivots. */
static void points_are_spread_as_the_static_fit_s(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_fit points, static_fit;
    struct aisle_ideal_options o;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votemodel_options options = plain();
    make(&votes, false, 0.0);
    aisle_ideal_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    o.slope_prior = AISLE_SLOPE_FIXED;
    o.prior_slope_sd = options.slope_sd;
    o.prior_intercept_sd = options.intercept_sd;
    aisle_fit_init(&static_fit);
    aisle_fit_init(&points);
    aisle_votemodel_init(&m);
    assert_int_equal(aisle_ideal_fit(ctx, &votes, &o, &static_fit), AISLE_OK);
    assert_int_equal(aisle_votemodel_weigh(ctx, &votes, &options, &m, &points),
                     AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, &points), AISLE_OK);
    double ratio = 0.0, apart = 0.0;
    for (int i = 0; i < MEMBERS; i++) {
        const struct aisle_fit_member *a = &points.members[i];
        const struct aisle_fit_member *b = &static_fit.members[i];
        ratio += a->sd[0] / b->sd[0] / MEMBERS;
        apart = fmax(apart, fabs(a->rank - b->rank));
        assert_string_equal(a->name, b->name);
        assert_float_equal(m.members[i].sd[0], a->sd[0], 0.0);
    }
    print_message("spreads %.3f of the static fit's, ranks up to %.2f apart\n", ratio,
                  apart);
    assert_float_equal(ratio, 1.0, 0.03);
    assert_true(apart < 1.0);
    assert_float_equal(points.apre, static_fit.apre, 0.01);
    assert_int_equal(points.pivot_count, static_fit.pivot_count);
    assert_memory_equal(&m.heldout, &m.plain, sizeof m.plain);
    assert_float_equal(points.gmp_heldout, m.heldout.gmp, 0.0);
    aisle_fit_clear(&points);
    aisle_fit_clear(&static_fit);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

/* Errors are neither too small nor too large: truths stand within 90% intervals. */
static void intervals_hold_the_truth(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_fit points;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votemodel_options o = plain();
    struct made_truth t = made_parties(MEMBERS, ROLLCALLS, 1, 1.0, 41);
    double mean = 0.0, square = 0.0;
    int within = 0;
    made_table(&votes, MEMBERS, ROLLCALLS);
    made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.05, 42);
    for (int r = 0; r < ROLLCALLS; r++)
        votes.rollcalls[r].category =
            r % 2 ? AISLE_CATEGORY_AMENDMENT : AISLE_CATEGORY_NOMINATION;
    o.terms = AISLE_TERM_OFFSETS;
    aisle_fit_init(&points);
    aisle_votemodel_init(&m);
    assert_int_equal(aisle_votemodel_weigh(ctx, &votes, &o, &m, &points), AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, &points), AISLE_OK);
    for (int i = 0; i < MEMBERS; i++)
        mean += t.x[i] / MEMBERS;
    for (int i = 0; i < MEMBERS; i++)
        square += (t.x[i] - mean) * (t.x[i] - mean) / MEMBERS;
    for (int i = 0; i < MEMBERS; i++) {
        double x = (t.x[i] - mean) / sqrt(square);
        within += x >= points.members[i].q05[0] && x <= points.members[i].q95[0];
    }
    print_message("%d of %d within\n", within, MEMBERS);
    assert_in_range(within, MEMBERS * 7 / 10, MEMBERS);
    assert_true(m.offset_rms[AISLE_VOTE_TYPE_AMENDMENT] > 0.0);
    assert_float_equal(m.offset_rms[AISLE_VOTE_TYPE_CLOTURE], 0.0, 1e-12);
    aisle_fit_clear(&points);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
    aisle_ctx_free(ctx);
}

static void folded_roll_calls_are_found(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_votemodel_options o = plain();
    make(&votes, true, 0.0);
    o.terms = AISLE_TERM_UNFOLDING;
    o.unfold_sd = 2.0;
    o.form_prior = 0.3;
    assert_true(gain(&votes, &o, &m) > 0.01);
    double bent[2] = {0.0, 0.0};
    int count[2] = {0, 0}, said[2] = {0, 0};
    for (int j = 0; j < m.item_count; j++) {
        bool is = m.items[j].rollcall % 8 == 0;
        bent[is] += m.items[j].weight[2] * fabs(m.items[j].c[2]);
        count[is]++;
        said[is] += m.items[j].kind == AISLE_ITEM_UNFOLDING;
        assert_true((m.items[j].kind == AISLE_ITEM_UNFOLDING) ==
                    !isnan(m.items[j].turn));
    }
    print_message("unfolding: %d of %d folded, %d of %d others\n", said[1], count[1],
                  said[0], count[0]);
    assert_true(said[1] * 10 > count[1] * 9 && said[0] * 5 < count[0]);
    assert_int_equal(m.unfolding_count, said[0] + said[1]);
    print_message("bent %.2f where folded, %.2f elsewhere\n", bent[1] / count[1],
                  bent[0] / count[0]);
    assert_true(bent[1] / count[1] > 1.5 * bent[0] / count[0]);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
}

static void lapses_are_found(void **state)
{
    (void)state;
    double lapse[2];
    for (int k = 0; k < 2; k++) {
        struct aisle_votes votes;
        struct aisle_votemodel m;
        struct aisle_votemodel_options o = plain();
        make(&votes, false, k ? 0.1 : 0.0);
        o.terms = AISLE_TERM_LAPSE;
        assert_true(gain(&votes, &o, &m) > -0.002);
        lapse[k] = m.lapse;
        aisle_votemodel_clear(&m);
        aisle_votes_clear(&votes);
    }
    print_message("lapse %.4f without, %.4f with one in ten\n", lapse[0], lapse[1]);
    assert_true(lapse[0] < 0.005 && lapse[1] > 2.0 * lapse[0]);
}

/* A caucus that is no stretch of the line votes as one on a third of the roll calls. */
static void caucuses_are_found(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_votemodel_options o = plain();
    struct rng rng = rng_stream(5, 80, 0, 0);
    make(&votes, false, 0.0);
    for (int i = 0; i < MEMBERS; i++)
        votes.members[i].caucus = i % 3 == 0 ? 'D' : 'R';
    for (int r = 0; r < ROLLCALLS; r += 3)
        for (int i = 0; i < MEMBERS; i++)
            made_cast(&votes, r, i,
                      (rng_unit(&rng) < 0.93) == (i % 3 == 0) ? AISLE_CAST_YEA
                                                              : AISLE_CAST_NAY);
    o.terms = AISLE_TERM_LOYALTY;
    o.party_sd = 2.0;
    o.form_prior = 0.3;
    assert_true(gain(&votes, &o, &m) > 0.0);
    int said = 0;
    for (int j = 0; j < m.item_count; j++)
        said += m.items[j].rollcall % 3 == 0 && m.items[j].weight[1] > 0.5;
    print_message("%d of %d said\n", said, ROLLCALLS / 3);
    assert_true(said > ROLLCALLS / 3 * 6 / 10);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
}

/* Everyone moves to the right on nominations, by a step of her own. */
static void offsets_are_found(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_votemodel_options o = plain();
    struct made_truth t = made_parties(MEMBERS, ROLLCALLS, 1, 1.5, 31);
    double step[MEMBERS];
    struct rng rng = rng_stream(6, 81, 0, 0);
    made_table(&votes, MEMBERS, ROLLCALLS);
    made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.0, 32);
    for (int i = 0; i < MEMBERS; i++)
        step[i] = 0.8 * rng_normal(&rng);
    for (int r = 0; r < ROLLCALLS; r += 2) {
        votes.rollcalls[r].category = AISLE_CATEGORY_NOMINATION;
        for (int i = 0; i < MEMBERS; i++) {
            double eta = t.item[2 * r] + t.item[2 * r + 1] * (t.x[i] + step[i]);
            made_cast(&votes, r, i,
                      rng_unit(&rng) < num_logistic(eta) ? AISLE_CAST_YEA
                                                         : AISLE_CAST_NAY);
        }
    }
    o.terms = AISLE_TERM_OFFSETS;
    o.offset_sd = 0.5;
    assert_true(gain(&votes, &o, &m) > 0.005);
    double got[MEMBERS];
    for (int i = 0; i < MEMBERS; i++)
        got[i] = m.members[i].offset[AISLE_VOTE_TYPE_NOMINATION] -
                 m.members[i].offset[AISLE_VOTE_TYPE_AMENDMENT];
    assert_true(made_correlation(got, step, MEMBERS) > 0.7);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* The leader votes nay on clotures that fail, and is no moderate for it. */
static void a_leader_s_nay_is_procedure(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_votemodel_options o = plain();
    int leaders[ROLLCALLS] = {0}; /* member 0, a D */
    make(&votes, false, 0.0);
    for (int r = 0; r < ROLLCALLS; r++) {
        int net = 0;
        for (int i = 1; i < MEMBERS / 2; i++) {
            uint8_t cast = aisle_votes_cast(&votes, r, i);
            net += (cast == AISLE_CAST_YEA) - (cast == AISLE_CAST_NAY);
        }
        if (net > 10) {
            votes.rollcalls[r].category = AISLE_CATEGORY_CLOTURE;
            made_cast(&votes, r, 0, AISLE_CAST_NAY);
        }
    }
    o.terms = AISLE_TERM_LEADER;
    o.leaders = leaders;
    assert_true(gain(&votes, &o, &m) > 0.0);
    assert_true(m.leader_nay > 0.9);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
}

/* Members miss whole stretches, or are absent where they are torn; each is found where
 * it is and only there. */
static void absences_are_told_apart(void **state)
{
    (void)state;
    for (int torn = 0; torn < 2; torn++) {
        struct aisle_votes votes;
        struct aisle_votemodel m;
        struct aisle_votemodel_options o = plain();
        struct made_truth t = made_parties(MEMBERS, ROLLCALLS, 1, 1.0, 51);
        struct rng rng = rng_stream(7, 82, 0, 0);
        bool away[MEMBERS] = {false};
        made_table(&votes, MEMBERS, ROLLCALLS);
        made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.0, 52);
        for (int r = 0; r < ROLLCALLS; r++)
            for (int i = 0; i < MEMBERS; i++) {
                double p = num_logistic(t.item[2 * r] + t.item[2 * r + 1] * t.x[i]);
                double u = rng_unit(&rng);
                away[i] = u < (away[i] ? 0.8 : 0.02);
                if (torn ? u < 0.4 * 4.0 * p * (1.0 - p) : away[i])
                    made_cast(&votes, r, i, AISLE_CAST_ABSENT);
            }
        o.terms = AISLE_TERM_ABSENCE;
        fit(&votes, &o, &m);
        print_message("%s: spell %+.4f, torn %+.4f over %.4f\n", torn ? "torn" : "away",
                      m.absence.gain[AISLE_ABSENCE_SPELL],
                      m.absence.gain[AISLE_ABSENCE_TORN], m.absence.gmp_plain);
        assert_int_equal(m.absence.gain[AISLE_ABSENCE_TORN] > 0.003, torn);
        assert_int_equal(m.absence.gain[AISLE_ABSENCE_SPELL] > 0.003, !torn);
        aisle_votemodel_clear(&m);
        aisle_votes_clear(&votes);
        made_truth_free(&t);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel one, two;
    struct aisle_votemodel_options o = plain();
    make(&votes, true, 0.02);
    o.dims = 2;
    o.terms = AISLE_TERMS_FULL | AISLE_TERM_LAPSE;
    o.predict = true;
    fit(&votes, &o, &one);
    o.threads = 2;
    fit(&votes, &o, &two);
    assert_memory_equal(one.members, two.members, MEMBERS * sizeof *one.members);
    assert_memory_equal(one.items, two.items,
                        (size_t)one.item_count * sizeof *one.items);
    aisle_votemodel_clear(&one);
    aisle_votemodel_clear(&two);
    aisle_votes_clear(&votes);
}

static void bad_input_is_told(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votemodel_options o = plain();
    made_table(&votes, MEMBERS, 3); /* nobody has voted */
    aisle_votemodel_init(&m);
    assert_int_equal(aisle_votemodel_fit(ctx, &votes, &o, &m), AISLE_INPUT);
    assert_true(aisle_ctx_error_count(ctx) > 0);
    assert_null(m.items);
    o.dims = 9;
    assert_int_equal(aisle_votemodel_fit(ctx, &votes, &o, &m), AISLE_INPUT);
    assert_true(support_says(ctx, "dimensions", 0));
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

static enum aisle_status fit_again(struct aisle_ctx *ctx, void *user)
{
    struct aisle_votemodel m;
    struct aisle_fit points;
    struct aisle_votemodel_options o = plain();
    o.terms = AISLE_TERM_OFFSETS | AISLE_TERM_ABSENCE;
    o.draws = 10;
    o.votes_min = 5;
    aisle_votemodel_init(&m);
    aisle_fit_init(&points);
    enum aisle_status status = aisle_votemodel_weigh(ctx, user, &o, &m, &points);
    aisle_votemodel_clear(&m);
    aisle_fit_clear(&points);
    return status;
}

static void memory_runs_out(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct made_truth t = made_parties(12, 24, 1, 1.0, 3);
    made_table(&votes, 12, 24);
    made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.0, 4);
    assert_true(support_fail_allocations(fit_again, &votes) > 10);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_model_is_the_static_fit),
        cmocka_unit_test(points_are_spread_as_the_static_fit_s),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(folded_roll_calls_are_found),
        cmocka_unit_test(lapses_are_found),
        cmocka_unit_test(caucuses_are_found),
        cmocka_unit_test(offsets_are_found),
        cmocka_unit_test(a_leader_s_nay_is_procedure),
        cmocka_unit_test(absences_are_told_apart),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(bad_input_is_told),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
