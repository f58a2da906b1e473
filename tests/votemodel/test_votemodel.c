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
#include <aisle/votemodel.h>

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
    assert_true(out->gmp_heldout > 0.5 && out->gmp_heldout < 1.0);
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
    double difference = out->gmp_heldout - base.gmp_heldout;
    assert_int_equal(out->heldout_count, base.heldout_count);
    aisle_votemodel_clear(&base);
    return difference;
}

/* Votes of members spread evenly from left to right, with roll calls 0, 4, 8, ... of both ends against the middle. */
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
            if (fold && r % 4 == 0)
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
    assert_true(isnan(m.gmp_heldout));
    double ours[MEMBERS], its[MEMBERS];
    for (int i = 0; i < MEMBERS; i++) {
        ours[i] = m.members[i].x[0];
        its[i] = static_fit.members[i].x[0];
    }
    assert_float_equal(m.gmp, static_fit.gmp, 3e-3);
    assert_true(made_correlation(ours, its, MEMBERS) > 0.999);
    aisle_votemodel_clear(&m);
    aisle_fit_clear(&static_fit);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

static void folded_roll_calls_are_found(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel m;
    struct aisle_votemodel_options o = plain();
    make(&votes, true, 0.0);
    o.unfold = true;
    o.unfold_sd = 2.0;
    o.form_prior = 0.3;
    assert_true(gain(&votes, &o, &m) > 0.01);
    double bent[2] = {0.0, 0.0};
    int count[2] = {0, 0};
    for (int j = 0; j < m.item_count; j++) {
        bool is = m.items[j].rollcall % 4 == 0;
        bent[is] += m.items[j].weight[2] * fabs(m.items[j].c[2]);
        count[is]++;
    }
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
        o.lapse = true;
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
    o.party = true;
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
    o.offsets = true;
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
    o.leader = true;
    o.leaders = leaders;
    assert_true(gain(&votes, &o, &m) > 0.0);
    assert_true(m.leader_nay > 0.9);
    aisle_votemodel_clear(&m);
    aisle_votes_clear(&votes);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_votemodel one, two;
    struct aisle_votemodel_options o = plain();
    make(&votes, true, 0.02);
    o.dims = 2;
    o.unfold = o.party = o.lapse = o.offsets = o.predict = true;
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
    struct aisle_votemodel_options o = plain();
    aisle_votemodel_init(&m);
    enum aisle_status status = aisle_votemodel_fit(ctx, user, &o, &m);
    aisle_votemodel_clear(&m);
    return status;
}

static void memory_runs_out(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct made_truth t = made_parties(20, 40, 1, 1.0, 3);
    made_table(&votes, 20, 40);
    made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.0, 4);
    assert_true(support_fail_allocations(fit_again, &votes) > 10);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_model_is_the_static_fit),
        cmocka_unit_test(folded_roll_calls_are_found),
        cmocka_unit_test(lapses_are_found),
        cmocka_unit_test(caucuses_are_found),
        cmocka_unit_test(offsets_are_found),
        cmocka_unit_test(a_leader_s_nay_is_procedure),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(bad_input_is_told),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
