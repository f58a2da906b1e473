/* The chains against closed numerical integration, against themselves on made
 * data (simulation-based calibration), and their promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "ideal/chain.h"
#include "ideal/made.h"

static struct aisle_ideal_options small_options(void)
{
    struct aisle_ideal_options o;
    aisle_ideal_options_init(&o);
    o.threads = 1;
    o.votes_min = 1;
    o.minority_min = 0;
    o.slope_prior = AISLE_SLOPE_FIXED;
    o.prior_intercept_sd = 1.2;
    o.prior_slope_sd = 1.5;
    return o;
}

/* --- three members, two roll calls, by quadrature ---------------------------- */

enum { XS = 23, ABS = 25, QUANTITIES = 5 };

/* The trapezoid rule on a fine even grid is exact to many digits for what falls
 * like a normal density. */
static double grid(int i, int n, double reach)
{
    return -reach + 2 * reach * i / (n - 1);
}

/* Item's marginal likelihood given three positions, and its mean of b^2. */
static void integrate_item(double (*chance)[ABS * ABS], const double *prior,
                           const double *b2, const int *at, const int *yea,
                           double *mass, double *square)
{
    *mass = *square = 0;
    for (int k = 0; k < ABS * ABS; k++) {
        double v = prior[k];
        for (int i = 0; i < 3; i++)
            v *= yea[i] ? chance[at[i]][k] : 1 - chance[at[i]][k];
        *mass += v;
        *square += v * b2[k];
    }
}

static void quadrature(const struct aisle_ideal_options *o, int yea[2][3], double *out)
{
    static double chance[XS][ABS * ABS], prior[ABS * ABS], b2[ABS * ABS];
    for (int k = 0; k < ABS * ABS; k++) {
        double za = grid(k % ABS, ABS, 5.5), zb = grid(k / ABS, ABS, 5.5);
        prior[k] = num_normal_pdf(za) * num_normal_pdf(zb);
        b2[k] = o->prior_slope_sd * zb * o->prior_slope_sd * zb;
        for (int i = 0; i < XS; i++) {
            double eta =
                o->prior_intercept_sd * za + o->prior_slope_sd * zb * grid(i, XS, 4.5);
            chance[i][k] =
                o->link == AISLE_LINK_LOGIT ? num_logistic(eta) : num_normal_cdf(eta);
        }
    }
    double sum[QUANTITIES] = {0}, total = 0;
    for (int c = 0; c < XS * XS * XS; c++) {
        int at[3] = {c % XS, c / XS % XS, c / XS / XS};
        double x[3], mass = 1, m[2], square[2];
        for (int i = 0; i < 3; i++) {
            x[i] = grid(at[i], XS, 4.5);
            mass *= num_normal_pdf(x[i]);
        }
        for (int j = 0; j < 2; j++)
            integrate_item(chance, prior, b2, at, yea[j], &m[j], &square[j]);
        mass *= m[0] * m[1];
        const double q[QUANTITIES] = {x[0] * x[1], x[0] * x[2], x[0] * x[0],
                                      x[2] * x[2], square[0] / m[0]};
        for (int k = 0; k < QUANTITIES; k++)
            sum[k] += mass * q[k];
        total += mass;
    }
    for (int k = 0; k < QUANTITIES; k++)
        out[k] = sum[k] / total;
}

static void check_quadrature(enum aisle_link link)
{
    enum { BATCHES = 50, SWEEPS = 800 };
    int yea[2][3] = {{1, 0, 0}, {1, 1, 0}};
    struct aisle_ideal_options o = small_options();
    struct aisle_votes votes;
    struct problem p;
    struct point mode;
    struct sampler sampler;
    struct chain chain;
    double want[QUANTITIES], batch[QUANTITIES][BATCHES] = {{0}};
    o.link = link;
    made_table(&votes, 3, 2);
    for (int j = 0; j < 2; j++)
        for (int i = 0; i < 3; i++)
            made_cast(&votes, j, i, yea[j][i] ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(point_new(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(start_at(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(map_fit(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(sampler_new(ctx, &p, &mode, &sampler), AISLE_OK);
    assert_int_equal(chain_new(ctx, &sampler, 0, 10, &chain), AISLE_OK);
    for (int t = 0; t < 500; t++)
        chain_sweep(&chain);
    for (int b = 0; b < BATCHES; b++)
        for (int t = 0; t < SWEEPS; t++) {
            chain_sweep(&chain);
            double x[3];
            for (int i = 0; i < 3; i++)
                x[i] = (double)chain_member(&chain, i)[1];
            double slope = (double)chain_item(&chain, 0)[1];
            const double q[QUANTITIES] = {x[0] * x[1], x[0] * x[2], x[0] * x[0],
                                          x[2] * x[2], slope * slope};
            for (int k = 0; k < QUANTITIES; k++)
                batch[k][b] += q[k] / SWEEPS;
        }
    quadrature(&o, yea, want);
    for (int k = 0; k < QUANTITIES; k++) {
        double error = sqrt(num_variance(batch[k], BATCHES) / BATCHES);
        double got = num_mean(batch[k], BATCHES);
        assert_true(error < 0.1);
        if (fabs(got - want[k]) > 5.5 * error)
            fail_msg("quantity %d: chain %.4f (%.4f), quadrature %.4f", k, got, error,
                     want[k]);
    }
    chain_clear(&chain);
    sampler_clear(&sampler);
    point_clear(&mode);
    problem_clear(&p);
    aisle_ctx_free(ctx);
    aisle_votes_clear(&votes);
}

static void test_quadrature_logit(void **state)
{
    (void)state;
    check_quadrature(AISLE_LINK_LOGIT);
}

static void test_quadrature_probit(void **state)
{
    (void)state;
    check_quadrature(AISLE_LINK_PROBIT);
}

/* --- simulation-based calibration (Talts et al. 2018) -------------------------- */

enum { MEMBERS = 10, ROLLCALLS = 9, KEPT = 31, BINS = 8, RUNS = 160, STATISTICS = 3 };

/* Of two members [2][dims] and an item: what a mirror image and a turn leave alone. */
static void statistics(int dims, const double *x, const double *item, double *out)
{
    out[0] = out[1] = 0;
    for (int k = 0; k < dims; k++) {
        out[0] += x[k] * x[dims + k];
        out[1] += item[k + 1] * item[k + 1];
    }
    out[2] = item[0];
}

static bool all_contested(const struct aisle_votes *votes)
{
    for (int r = 0; r < votes->rollcall_count; r++) {
        int yea = 0, nay = 0;
        for (int i = 0; i < votes->member_count; i++) {
            yea += aisle_votes_cast(votes, r, i) == AISLE_CAST_YEA;
            nay += aisle_votes_cast(votes, r, i) == AISLE_CAST_NAY;
        }
        if (!yea || !nay)
            return false;
    }
    return true;
}

/* Truth from the prior and votes from the truth, until every roll call is
 * contested: a condition on the votes alone, which calibration survives. */
static struct made_truth make_contested(struct aisle_votes *votes,
                                        const struct aisle_ideal_options *o,
                                        uint32_t run)
{
    int xs = MEMBERS * o->dims, stride = o->dims + 1;
    struct made_truth t = {o->dims, calloc((size_t)xs, sizeof(double)),
                           calloc((size_t)ROLLCALLS * (size_t)stride, sizeof(double))};
    for (uint32_t attempt = 0;; attempt++) {
        struct rng rng = rng_stream(5, 79, run, attempt);
        for (int i = 0; i < xs; i++)
            t.x[i] = rng_normal(&rng);
        for (int j = 0; j < ROLLCALLS * stride; j++)
            t.item[j] = rng_normal(&rng);
        made_vote(votes, o->link, &t, 0, 1000 * (uint64_t)run + attempt);
        if (all_contested(votes))
            return t;
    }
}

static void calibrate_run(int dims, uint32_t run, int (*bins)[BINS])
{
    struct aisle_ideal_options o = small_options();
    struct aisle_votes votes;
    struct problem p;
    struct point mode;
    struct sampler sampler;
    struct chain chain;
    double truth[STATISTICS], draw[STATISTICS];
    int below[STATISTICS] = {0};
    o.prior_intercept_sd = o.prior_slope_sd = 1;
    o.dims = dims;
    o.link = run % 2 ? AISLE_LINK_PROBIT : AISLE_LINK_LOGIT;
    o.seed = run;
    made_table(&votes, MEMBERS, ROLLCALLS);
    struct made_truth t = make_contested(&votes, &o, run);
    statistics(dims, t.x, t.item, truth);
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(point_new(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(start_at(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(map_fit(ctx, &p, &mode), AISLE_OK);
    assert_int_equal(sampler_new(ctx, &p, &mode, &sampler), AISLE_OK);
    assert_int_equal(chain_new(ctx, &sampler, 0, 1, &chain), AISLE_OK);
    for (int k = -3; k < KEPT; k++) {
        for (int s = 0; s < 20; s++)
            chain_sweep(&chain);
        double x[2 * AISLE_DIMS_MAX], item[AISLE_DIMS_MAX + 1];
        for (int d = 0; d < 2 * dims; d++)
            x[d] = (double)chain_member(&chain, d / dims)[d % dims + 1];
        for (int d = 0; d <= dims; d++)
            item[d] = (double)chain_item(&chain, 0)[d];
        statistics(dims, x, item, draw);
        for (int q = 0; q < STATISTICS && k >= 0; q++)
            below[q] += draw[q] < truth[q];
    }
    for (int q = 0; q < STATISTICS; q++)
        bins[q][below[q] * BINS / (KEPT + 1)]++;
    chain_clear(&chain);
    sampler_clear(&sampler);
    point_clear(&mode);
    problem_clear(&p);
    aisle_ctx_free(ctx);
    aisle_votes_clear(&votes);
    made_truth_free(&t);
}

/* Ranks are uniform: chi-square with 7 degrees of freedom passes 40.5 once in a
 * million. */
static void check_calibration(int dims)
{
    int runs = dims == 1 ? RUNS : RUNS / 2;
    int bins[STATISTICS][BINS] = {{0}};
    for (uint32_t run = 0; run < (uint32_t)runs; run++)
        calibrate_run(dims, run, bins);
    for (int q = 0; q < STATISTICS; q++) {
        double chi2 = 0, want = (double)runs / BINS;
        for (int b = 0; b < BINS; b++)
            chi2 += (bins[q][b] - want) * (bins[q][b] - want) / want;
        if (chi2 > 40.5)
            fail_msg("statistic %d: chi-square %.1f", q, chi2);
    }
}

static void test_calibration(void **state)
{
    (void)state;
    check_calibration(1);
}

static void test_calibration_in_two_dimensions(void **state)
{
    (void)state;
    check_calibration(2);
}

static void test_calibration_in_three_dimensions(void **state)
{
    (void)state;
    check_calibration(3);
}

/* --- the whole fit ---------------------------------------------------------------- */

static enum aisle_status fit_made(struct aisle_ctx *ctx, int threads,
                                  enum aisle_method method, struct made_truth *t,
                                  struct aisle_fit *fit)
{
    struct aisle_votes votes;
    struct aisle_ideal_options o;
    aisle_ideal_options_init(&o);
    o.threads = threads;
    o.method = method;
    o.warmup = 100;
    o.draws_max = 1600;
    o.ess_target = 300;
    *t = made_parties(30, 60, 1, 1.5, 3);
    made_table(&votes, 30, 60);
    made_vote(&votes, o.link, t, 0.1, 4);
    aisle_fit_init(fit);
    enum aisle_status status = aisle_ideal_fit(ctx, &votes, &o, fit);
    aisle_votes_clear(&votes);
    return status;
}

static void test_threads_give_equal_bytes(void **state)
{
    (void)state;
    struct aisle_fit one, two;
    struct made_truth t;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(fit_made(ctx, 1, AISLE_METHOD_MCMC, &t, &one), AISLE_OK);
    made_truth_free(&t);
    assert_int_equal(fit_made(ctx, 2, AISLE_METHOD_MCMC, &t, &two), AISLE_OK);
    made_truth_free(&t);
    assert_int_equal(one.draw_count, two.draw_count);
    assert_memory_equal(one.x_draws, two.x_draws,
                        (size_t)one.draw_count * 30 * sizeof *one.x_draws);
    assert_memory_equal(one.items, two.items,
                        (size_t)one.item_count * sizeof *one.items);
    for (int i = 0; i < 30; i++)
        assert_true(one.members[i].ess_bulk == two.members[i].ess_bulk);
    aisle_fit_clear(&one);
    aisle_fit_clear(&two);
    aisle_ctx_free(ctx);
}

static void test_fit_keeps_its_promises(void **state)
{
    (void)state;
    struct aisle_fit fit, map;
    struct made_truth t;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(fit_made(ctx, 2, AISLE_METHOD_MAP, &t, &map), AISLE_OK);
    made_truth_free(&t);
    assert_int_equal(fit_made(ctx, 2, AISLE_METHOD_MCMC, &t, &fit), AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, &fit), AISLE_OK);
    double x[30], mode[30];
    for (int i = 0; i < 30; i++) {
        x[i] = fit.members[i].x[0];
        mode[i] = map.members[i].x[0];
        assert_true(fit.members[i].q05[0] < x[i] && x[i] < fit.members[i].q95[0]);
        assert_true(fit.members[i].rank_q05 <= fit.members[i].rank_q95);
    }
    assert_true(made_correlation(x, t.x, 30) > 0.9);
    assert_true(made_correlation(x, mode, 30) > 0.98);
    assert_int_equal(fit.chain_count, 4);
    assert_true(fit.draw_count % 4 == 0 && fit.draw_count <= 1600);
    assert_true(fit.rhat_max < 1.05 && fit.ess_bulk_min > 100);
    assert_true(fit.ess_bulk_median >= fit.ess_bulk_min);
    aisle_fit_clear(&fit);
    aisle_fit_clear(&map);
    aisle_ctx_free(ctx);
    made_truth_free(&t);
}

static void test_cancel_stops(void **state)
{
    (void)state;
    struct aisle_fit fit;
    struct made_truth t;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_ctx_cancel(ctx);
    assert_int_equal(fit_made(ctx, 2, AISLE_METHOD_MCMC, &t, &fit), AISLE_CANCELLED);
    assert_null(fit.members);
    made_truth_free(&t);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quadrature_logit),
        cmocka_unit_test(test_quadrature_probit),
        cmocka_unit_test(test_calibration),
        cmocka_unit_test(test_calibration_in_two_dimensions),
        cmocka_unit_test(test_calibration_in_three_dimensions),
        cmocka_unit_test(test_threads_give_equal_bytes),
        cmocka_unit_test(test_fit_keeps_its_promises),
        cmocka_unit_test(test_cancel_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
