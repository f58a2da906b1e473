/* Geweke's joint test ("Getting it right", 2004): members, roll calls and votes drawn
 * by turns, votes from the parameters and parameters by one sweep given the votes, must
 * have the prior as their law. And a fit does not depend on the members' order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "base/mem.h"
#include "ideal/chain.h"
#include "ideal/made.h"

enum { MEMBERS = 6, ITEMS = 5, STATISTICS = 4, BATCHES = 40, SWEEPS = 1500 };

static struct aisle_ideal_options joint_options(enum aisle_link link, int dims)
{
    struct aisle_ideal_options o;
    aisle_ideal_options_init(&o);
    o.link = link;
    o.dims = dims;
    o.threads = 1;
    o.votes_min = 1;
    o.minority_min = 0;
    o.slope_prior = AISLE_SLOPE_FIXED;
    o.prior_intercept_sd = 0.8;
    o.prior_slope_sd = 1.1;
    return o;
}

/* New votes from the chain's state, in the problem's tiles. */
static void draw_votes(const struct problem *p, const struct chain *c, struct rng *rng)
{
    static uint16_t nay[ITEMS][MEMBERS];
    for (int j = 0; j < ITEMS; j++)
        for (int i = 0; i < MEMBERS; i++) {
            double eta = 0.0;
            for (int k = 0; k <= p->dims; k++)
                eta += (double)chain_item(c, j)[k] * (double)chain_member(c, i)[k];
            double yea = p->options->link == AISLE_LINK_LOGIT ? num_logistic(eta)
                                                              : num_normal_cdf(eta);
            nay[j][i] = rng_unit(rng) >= yea;
        }
    for (int r = 0; r < p->by_item.first[p->by_item.tile_count]; r++) {
        struct kernel_row *row = &p->by_item.row[r];
        row->nay = 0;
        for (int j = 0; j < ITEMS; j++)
            row->nay |= (uint16_t)(nay[j][row->other] << j);
    }
    for (int r = 0; r < p->by_member.first[p->by_member.tile_count]; r++) {
        struct kernel_row *row = &p->by_member.row[r];
        row->nay = 0;
        for (int i = 0; i < MEMBERS; i++)
            row->nay |= (uint16_t)(nay[row->other][i] << i);
    }
}

/* x^2, a^2, b^2 and mean x times mean b, means over dimensions: moments that a mirror
 * image and a turn keep. */
static void state_moments(const struct chain *c, int dims, double *got)
{
    double a2 = 0, b2 = 0, x2 = 0, across = 0;
    for (int k = 0; k <= dims; k++) {
        double x = 0, slope = 0;
        for (int i = 0; i < MEMBERS; i++) {
            double v = (double)chain_member(c, i)[k];
            x2 += k > 0 ? v * v / MEMBERS / dims : 0;
            x += v / MEMBERS;
        }
        for (int j = 0; j < ITEMS; j++) {
            double v = (double)chain_item(c, j)[k];
            *(k > 0 ? &b2 : &a2) += v * v / ITEMS / (k > 0 ? dims : 1);
            slope += v / ITEMS;
        }
        across += k > 0 ? x * slope / dims : 0;
    }
    const double moments[STATISTICS] = {x2, a2, b2, across};
    memcpy(got, moments, sizeof moments);
}

static void check_joint(enum aisle_link link, int dims)
{
    struct aisle_ideal_options o = joint_options(link, dims);
    struct aisle_votes votes;
    struct problem p;
    struct point mode;
    struct sampler sampler;
    struct chain chain;
    double batch[STATISTICS][BATCHES] = {{0}};
    const double want[STATISTICS] = {1, 0.8 * 0.8, 1.1 * 1.1, 0};
    made_table(&votes, MEMBERS, ITEMS);
    for (int j = 0; j < ITEMS; j++)
        for (int i = 0; i < MEMBERS; i++)
            made_cast(&votes, j, i,
                      (i + j) % MEMBERS < 3 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(point_new(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(start_at(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(map_fit(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(sampler_new(ctx, &p, &mode, &sampler), AISLE_OK);
    assert_int_equal(chain_new(ctx, &sampler, 0, 1, &chain), AISLE_OK);
    struct rng rng = rng_stream(3, 80, (uint32_t)link, (uint32_t)(dims - 1));
    for (int b = -2; b < BATCHES; b++)
        for (int t = 0; t < SWEEPS; t++) {
            draw_votes(&p, &chain, &rng);
            chain_sweep(&chain);
            double got[STATISTICS];
            state_moments(&chain, dims, got);
            for (int k = 0; k < STATISTICS && b >= 0; k++)
                batch[k][b] += got[k] / SWEEPS;
        }
    for (int k = 0; k < STATISTICS; k++) {
        double error = sqrt(num_variance(batch[k], BATCHES) / BATCHES);
        double got = num_mean(batch[k], BATCHES);
        assert_true(error < 0.05);
        /* t with 39 degrees of freedom passes 5.8 once in a million */
        if (fabs(got - want[k]) > 5.8 * error)
            fail_msg("statistic %d: %.4f (%.4f), the prior has %.4f", k, got, error,
                     want[k]);
    }
    chain_clear(&chain);
    sampler_clear(&sampler);
    point_clear(&mode);
    problem_clear(&p);
    aisle_ctx_free(ctx);
    aisle_votes_clear(&votes);
}

static void test_joint_logit(void **state)
{
    (void)state;
    check_joint(AISLE_LINK_LOGIT, 1);
}

/* The second dimension's turns: what leaps are proposed from must not depend on
 * the items that leap. */
static void test_joint_logit_in_two_dimensions(void **state)
{
    (void)state;
    check_joint(AISLE_LINK_LOGIT, 2);
}

static void test_joint_logit_in_three_dimensions(void **state)
{
    (void)state;
    check_joint(AISLE_LINK_LOGIT, 3);
}

static void test_joint_probit(void **state)
{
    (void)state;
    check_joint(AISLE_LINK_PROBIT, 1);
}

static struct aisle_ideal_options some_options(enum aisle_method method, int dims)
{
    struct aisle_ideal_options o;
    aisle_ideal_options_init(&o);
    o.method = method;
    o.dims = dims;
    o.threads = 2;
    o.votes_min = 5;
    o.draws_min = 50;
    o.draws_max = 800;
    o.warmup = 100;
    o.keep_item_draws = method == AISLE_METHOD_MCMC;
    return o;
}

static enum aisle_status fit_votes(struct aisle_ctx *ctx,
                                   const struct aisle_ideal_options *o, bool turned,
                                   struct aisle_fit *fit)
{
    enum { N = 24, M = 60 };
    struct aisle_votes votes;
    struct made_truth t = made_parties(N, M, o->dims, 1.5, 13);
    made_table(&votes, N, M);
    made_vote(&votes, o->link, &t, 0.1, 14);
    for (int i = 0; turned && i < N / 2; i++) {
        struct aisle_member m = votes.members[i];
        votes.members[i] = votes.members[N - 1 - i];
        votes.members[N - 1 - i] = m;
        for (int r = 0; r < M; r++) {
            uint8_t c = aisle_votes_cast(&votes, r, i);
            made_cast(&votes, r, i, aisle_votes_cast(&votes, r, N - 1 - i));
            made_cast(&votes, r, N - 1 - i, c);
        }
    }
    aisle_fit_init(fit);
    enum aisle_status status = aisle_ideal_fit(ctx, &votes, o, fit);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
    return status;
}

static void fit_some(struct aisle_ctx *ctx, enum aisle_method method, int dims,
                     int bootstrap, bool turned, struct aisle_fit *fit)
{
    struct aisle_ideal_options o = some_options(method, dims);
    o.bootstrap_count = bootstrap;
    assert_int_equal(fit_votes(ctx, &o, turned, fit), AISLE_OK);
}

/* The mode to rounding, the posterior to its Monte Carlo error. */
static void test_members_in_another_order(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    for (int method = 0; method < 2; method++) {
        struct aisle_fit fit, turned;
        enum aisle_method m = method ? AISLE_METHOD_MCMC : AISLE_METHOD_MAP;
        fit_some(ctx, m, 1, 0, false, &fit);
        fit_some(ctx, m, 1, 0, true, &turned);
        for (int i = 0; i < fit.member_count; i++) {
            const struct aisle_fit_member *a = &fit.members[i];
            const struct aisle_fit_member *b =
                &turned.members[aisle_fit_find_member(&turned, a->bioguide)];
            double error = method ? 6 * sqrt(2 / fmin(a->ess_bulk, b->ess_bulk)) : 1e-4;
            assert_true(fabs(a->x[0] - b->x[0]) < error * a->sd[0]);
        }
        aisle_fit_clear(&fit);
        aisle_fit_clear(&turned);
    }
    aisle_ctx_free(ctx);
}

/* Two dimensions by chains: unit covariance in every draw, the mode's orientation, and
 * items' draws that give the same etas' means as were reported. */
static void test_two_dimensions(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_fit fit, mode;
    fit_some(ctx, AISLE_METHOD_MCMC, 2, 0, false, &fit);
    fit_some(ctx, AISLE_METHOD_MAP, 2, 0, false, &mode);
    int n = fit.member_count;
    for (int t = 0; t < fit.draw_count; t += 37) {
        const float *x = fit.x_draws + t * n * 2;
        double s[5] = {0};
        for (int i = 0; i < n; i++) {
            double u = (double)x[2 * i], v = (double)x[2 * i + 1];
            s[0] += u / n, s[1] += v / n;
            s[2] += u * u / n, s[3] += v * v / n, s[4] += u * v / n;
        }
        const double want[5] = {0, 0, 1, 1, 0};
        for (int k = 0; k < 5; k++)
            assert_true(fabs(s[k] - want[k]) < 1e-5);
    }
    for (int k = 0; k < 2; k++) {
        double a[24], b[24];
        for (int i = 0; i < n; i++) {
            a[i] = fit.members[i].x[k];
            b[i] = mode.members[i].x[k];
        }
        assert_true(made_correlation(a, b, n) > 0.8);
    }
    for (int j = 0; j < fit.item_count; j += 7) {
        double sum = 0;
        for (int t = 0; t < fit.draw_count; t++)
            sum += (double)fit.item_draws[(t * fit.item_count + j) * 3 + 1];
        assert_true(fabs(sum / fit.draw_count - fit.items[j].b[0]) < 1e-4);
    }
    aisle_fit_clear(&fit);
    aisle_fit_clear(&mode);
    aisle_ctx_free(ctx);
}

/* Bootstrap errors are of Laplace's size, and the same for any number of threads. */
static void test_bootstrap(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_fit fit, plain;
    double ratio = 0;
    fit_some(ctx, AISLE_METHOD_MAP, 1, 200, false, &fit);
    fit_some(ctx, AISLE_METHOD_MAP, 1, 0, false, &plain);
    assert_int_equal(fit.draw_count, 200);
    assert_int_equal(aisle_fit_validate(ctx, &fit), AISLE_OK);
    for (int i = 0; i < fit.member_count; i++) {
        assert_true(fit.members[i].x[0] == plain.members[i].x[0]);
        ratio += fit.members[i].sd[0] / plain.members[i].sd[0] / fit.member_count;
    }
    assert_true(ratio > 0.6 && ratio < 1.6);
    aisle_fit_clear(&fit);
    aisle_fit_clear(&plain);
    aisle_ctx_free(ctx);
}

/* Every allocation on the way of the chains and of the bootstrap may fail; the chains
 * are as short as may be, since all of them are run again for each. */
static void fail_each(struct aisle_ideal_options o)
{
    enum aisle_status status = AISLE_MEMORY;
    long k = 0;
    o.threads = 1;
    o.warmup = 12;
    o.draws_max = 80;
    while (status != AISLE_OK && ++k < 2000) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct aisle_fit fit;
        mem_fail_at(k);
        status = fit_votes(ctx, &o, false, &fit);
        mem_fail_at(0);
        aisle_ctx_free(ctx);
        aisle_fit_clear(&fit);
        assert_true(status == AISLE_OK || status == AISLE_MEMORY);
    }
    print_message("%ld allocations\n", k);
    assert_true(k > 20 && k < 2000);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    struct aisle_ideal_options map = some_options(AISLE_METHOD_MAP, 1);
    map.bootstrap_count = 10;
    fail_each(map);
    fail_each(some_options(AISLE_METHOD_MCMC, 1));
    fail_each(some_options(AISLE_METHOD_MCMC, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_joint_logit),
        cmocka_unit_test(test_joint_logit_in_two_dimensions),
        cmocka_unit_test(test_joint_logit_in_three_dimensions),
        cmocka_unit_test(test_joint_probit),
        cmocka_unit_test(test_members_in_another_order),
        cmocka_unit_test(test_two_dimensions),
        cmocka_unit_test(test_bootstrap),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
