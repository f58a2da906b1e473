/* The posterior mode and its normal approximation: recovery, a gradient of zero,
 * invariants, and what bad input gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "base/mem.h"
#include "ideal/ideal.h"
#include "ideal/made.h"

static struct aisle_ideal_options map_options(void)
{
    struct aisle_ideal_options o;
    aisle_ideal_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    o.threads = 1;
    o.draws_min = 400;
    o.votes_min = 5;
    return o;
}

static void fit_votes(const struct aisle_votes *votes,
                      const struct aisle_ideal_options *o, struct aisle_fit *fit)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_fit_init(fit);
    enum aisle_status status = aisle_ideal_fit(ctx, votes, o, fit);
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        print_message("%s\n", aisle_ctx_message(ctx, i)->text);
    assert_int_equal(status, AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, fit), AISLE_OK);
    aisle_ctx_free(ctx);
}

static double recovered(const struct aisle_fit *fit, const struct made_truth *t, int k)
{
    double a[200] = {0}, b[200] = {0};
    for (int i = 0; i < fit->member_count; i++) {
        a[i] = fit->members[i].x[k];
        b[i] = t->x[i * t->dims + k];
    }
    return made_correlation(a, b, fit->member_count);
}

static void test_recovers_one_dimension(void **state)
{
    (void)state;
    for (int link = 0; link < 2; link++) {
        struct aisle_votes votes;
        struct aisle_fit fit;
        struct aisle_ideal_options o = map_options();
        o.link = (enum aisle_link)link;
        o.heldout = true;
        struct made_truth t = made_parties(60, 300, 1, 1.5, 11);
        made_table(&votes, 60, 300);
        made_vote(&votes, o.link, &t, 0.1, 12);
        fit_votes(&votes, &o, &fit);
        assert_true(recovered(&fit, &t, 0) > 0.98);
        /* 90% intervals: truth on the fit's scale inside for most; 5 sd below 90% */
        double m = num_mean(t.x, 60), s = sqrt(num_variance(t.x, 60) * 59 / 60);
        int inside = 0;
        for (int i = 0; i < 60; i++) {
            double x = (t.x[i] - m) / s;
            inside += x > fit.members[i].q05[0] && x < fit.members[i].q95[0];
        }
        assert_true(inside >= 60 * 0.9 - 5 * sqrt(60 * 0.09));
        assert_true(fit.gmp > fit.gmp_heldout && fit.gmp_heldout > 0.5);
        assert_true(fit.classified > 0.7 && fit.apre > 0.2);
        aisle_fit_clear(&fit);
        aisle_votes_clear(&votes);
        made_truth_free(&t);
    }
}

static void test_recovers_two_dimensions(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_ideal_options o = map_options();
    o.dims = 2;
    struct made_truth t = made_parties(80, 500, 2, 1.5, 21);
    made_table(&votes, 80, 500);
    made_vote(&votes, o.link, &t, 0.1, 22);
    fit_votes(&votes, &o, &fit);
    assert_true(recovered(&fit, &t, 0) > 0.95);
    assert_true(fabs(recovered(&fit, &t, 1)) > 0.90);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

static void test_standardised_and_oriented(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_ideal_options o = map_options();
    struct made_truth t = made_parties(40, 120, 1, 1.5, 31);
    made_table(&votes, 40, 120);
    made_vote(&votes, o.link, &t, 0, 32);
    fit_votes(&votes, &o, &fit);
    for (int draw = -1; draw < fit.draw_count; draw += 50) {
        double x[40], right = 0;
        for (int i = 0; i < 40; i++) {
            x[i] = draw < 0 ? fit.members[i].x[0] : (double)fit.x_draws[draw * 40 + i];
            right += i < 20 ? -x[i] : x[i];
        }
        assert_true(fabs(num_mean(x, 40)) < 1e-6);
        assert_true(fabs(num_variance(x, 40) * 39 / 40 - 1) < 1e-5);
        assert_true(right > 0);
    }
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* At the mode every unit's gradient vanishes, in every dimension and link, with
 * and without weights, and no nearby point is better. */
static void test_gradient_is_zero(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct made_truth t = made_parties(40, 150, 1, 1.5, 41);
    made_table(&votes, 40, 150);
    made_vote(&votes, AISLE_LINK_LOGIT, &t, 0.2, 42);
    struct aisle_ctx *ctx = aisle_ctx_new();
    for (int link = 0; link < 2; link++)
        for (int dims = 1; dims <= 4; dims++) {
            struct aisle_ideal_options o = map_options();
            struct problem p;
            struct point point;
            struct aisle_fit fit;
            aisle_fit_init(&fit);
            o.link = (enum aisle_link)link;
            o.dims = dims;
            o.half_life_days = dims % 2 ? 60 : 0;
            assert_int_equal(problem_new(ctx, &votes, &o, &p), AISLE_OK);
            assert_int_equal(point_new(ctx, &p, &point), AISLE_OK);
            assert_int_equal(start_at(ctx, &p, &point), AISLE_OK);
            assert_int_equal(map_fit(ctx, &p, &point), AISLE_OK);
            assert_true(map_gradient(&p, &point) < 1e-3);
            assert_int_equal(summary_begin(ctx, &p, &fit), AISLE_OK);
            assert_int_equal(laplace_fit(ctx, &p, &point, &fit), AISLE_OK);
            assert_true(map_gradient(&p, &point) < 1e-6);
            double best = map_objective(&p, &point);
            for (int i = 0; i < 40; i += 7) {
                double *x = &point_member(&point, i)[dims];
                *x += 1e-2;
                assert_true(map_objective(&p, &point) < best);
                *x -= 1e-2;
            }
            aisle_fit_clear(&fit);
            point_clear(&point);
            problem_clear(&p);
        }
    aisle_ctx_free(ctx);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* Calling every yea a nay changes the items' signs and nothing about members. */
static void test_flipped_votes(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit, flipped;
    struct aisle_ideal_options o = map_options();
    struct made_truth t = made_parties(30, 80, 1, 1.5, 51);
    made_table(&votes, 30, 80);
    made_vote(&votes, o.link, &t, 0.1, 52);
    fit_votes(&votes, &o, &fit);
    for (int r = 0; r < 80; r += 2)
        for (int i = 0; i < 30; i++) {
            uint8_t c = aisle_votes_cast(&votes, r, i);
            if (c != AISLE_CAST_ABSENT)
                made_cast(&votes, r, i, c == 1 ? 6 : 1);
        }
    fit_votes(&votes, &o, &flipped);
    for (int i = 0; i < 30; i++) {
        assert_true(fabs(fit.members[i].x[0] - flipped.members[i].x[0]) < 1e-6);
        assert_true(fabs(fit.members[i].sd[0] - flipped.members[i].sd[0]) < 1e-6);
    }
    for (int j = 0; j < fit.item_count; j++) {
        double sign = fit.items[j].rollcall % 2 ? 1 : -1;
        assert_true(fabs(fit.items[j].b[0] - sign * flipped.items[j].b[0]) < 1e-5);
        assert_true(fabs(fit.items[j].a_sd - flipped.items[j].a_sd) < 1e-5);
    }
    aisle_fit_clear(&fit);
    aisle_fit_clear(&flipped);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* Laplace draws have the standard errors that were reported. */
static void test_draws_match_errors(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_ideal_options o = map_options();
    o.draws_min = 4000;
    struct made_truth t = made_parties(30, 200, 1, 1.5, 61);
    made_table(&votes, 30, 200);
    made_vote(&votes, o.link, &t, 0.1, 62);
    fit_votes(&votes, &o, &fit);
    for (int i = 0; i < 30; i++) {
        static double x[4000];
        for (int d = 0; d < 4000; d++)
            x[d] = (double)fit.x_draws[d * 30 + i];
        double sd = sqrt(num_variance(x, 4000));
        assert_true(fabs(sd / fit.members[i].sd[0] - 1) < 0.15);
    }
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

static void test_threads_give_equal_bytes(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit one, two;
    struct aisle_ideal_options o = map_options();
    o.dims = 2;
    struct made_truth t = made_parties(50, 200, 2, 1.5, 71);
    made_table(&votes, 50, 200);
    made_vote(&votes, o.link, &t, 0.1, 72);
    fit_votes(&votes, &o, &one);
    o.threads = 2;
    fit_votes(&votes, &o, &two);
    size_t draws = (size_t)one.draw_count * 50 * 2;
    assert_memory_equal(one.x_draws, two.x_draws, draws * sizeof *one.x_draws);
    assert_memory_equal(one.items, two.items,
                        (size_t)one.item_count * sizeof *one.items);
    aisle_fit_clear(&one);
    aisle_fit_clear(&two);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* A member without votes and one with few are listed, flagged, and finite; the
 * others are fitted as if they were not there. */
static void test_thin_members(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_ideal_options o = map_options();
    struct made_truth t = made_parties(32, 100, 1, 1.5, 81);
    made_table(&votes, 32, 100);
    made_vote(&votes, o.link, &t, 0, 82);
    for (int r = 0; r < 100; r++) {
        made_cast(&votes, r, 3, AISLE_CAST_OUT);
        if (r >= 4)
            made_cast(&votes, r, 20, AISLE_CAST_ABSENT);
    }
    fit_votes(&votes, &o, &fit);
    assert_int_equal(fit.member_count, 32);
    assert_true(fit.members[3].thin && fit.members[3].vote_count == 0);
    assert_true(fit.members[20].thin && fit.members[20].vote_count <= 4);
    assert_false(fit.members[0].thin);
    assert_true(fit.members[3].sd[0] > fit.members[20].sd[0]);
    assert_true(fit.members[20].sd[0] > fit.members[0].sd[0]);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* Party-line votes alone: separated perfectly, bounded by the prior. */
static void test_separated_votes_stay_finite(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_ideal_options o = map_options();
    made_table(&votes, 20, 30);
    for (int r = 0; r < 30; r++)
        for (int i = 0; i < 20; i++)
            made_cast(&votes, r, i, (i < 10) == (r % 2 == 0) ? 1 : 6);
    fit_votes(&votes, &o, &fit);
    assert_true(fit.classified == 1);
    for (int i = 0; i < 20; i++)
        assert_true((fit.members[i].x[0] > 0) == (i >= 10));
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
}

static void refused(const struct aisle_votes *votes,
                    const struct aisle_ideal_options *o)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_fit fit;
    aisle_fit_init(&fit);
    assert_int_equal(aisle_ideal_fit(ctx, votes, o, &fit), AISLE_INPUT);
    assert_true(aisle_ctx_error_count(ctx) > 0);
    assert_null(fit.members);
    aisle_ctx_free(ctx);
}

static void test_bad_input_is_refused(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_ideal_options o = map_options();
    aisle_votes_init(&votes);
    refused(&votes, &o); /* nothing at all */
    made_table(&votes, 12, 30);
    refused(&votes, &o); /* nobody voted */
    for (int r = 0; r < 30; r++)
        for (int i = 0; i < 12; i++)
            made_cast(&votes, r, i, AISLE_CAST_YEA);
    refused(&votes, &o); /* unanimous */
    for (int r = 0; r < 30; r++)
        for (int i = 0; i < 6; i++)
            made_cast(&votes, r, i, AISLE_CAST_NAY);
    o.votes_min = 31;
    refused(&votes, &o); /* everybody is thin */
    o.votes_min = 5;
    o.dims = 5;
    refused(&votes, &o); /* more than the library knows */
    o.dims = 1;
    o.minority_min = 0.7;
    refused(&votes, &o);
    o = map_options();
    strcpy(votes.members[4].bioguide, votes.members[2].bioguide);
    refused(&votes, &o); /* the same person twice */
    aisle_votes_clear(&votes);
    made_table(&votes, 12, 1);
    for (int i = 0; i < 12; i++)
        made_cast(&votes, 0, i, i < 6 ? 1 : 6);
    o.votes_min = 1;
    o.dims = 2;
    refused(&votes, &o); /* one roll call, two dimensions */
    aisle_votes_clear(&votes);
}

/* Every allocation that fails comes back as MEMORY. */
static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_ideal_options o = map_options();
    o.heldout = true;
    o.draws_min = 5;
    struct made_truth t = made_parties(12, 20, 1, 1.5, 91);
    made_table(&votes, 12, 20);
    made_vote(&votes, o.link, &t, 0, 92);
    for (long k = 1; k < 1000; k++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct aisle_fit fit;
        aisle_fit_init(&fit);
        mem_fail_at(k);
        enum aisle_status status = aisle_ideal_fit(ctx, &votes, &o, &fit);
        mem_fail_at(0);
        aisle_ctx_free(ctx);
        aisle_fit_clear(&fit);
        if (status == AISLE_OK)
            break;
        assert_int_equal(status, AISLE_MEMORY);
    }
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recovers_one_dimension),
        cmocka_unit_test(test_recovers_two_dimensions),
        cmocka_unit_test(test_standardised_and_oriented),
        cmocka_unit_test(test_gradient_is_zero),
        cmocka_unit_test(test_flipped_votes),
        cmocka_unit_test(test_draws_match_errors),
        cmocka_unit_test(test_threads_give_equal_bytes),
        cmocka_unit_test(test_thin_members),
        cmocka_unit_test(test_separated_votes_stay_finite),
        cmocka_unit_test(test_bad_input_is_refused),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
