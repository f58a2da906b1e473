/* Sparse rows against plain sums, the mode against its own gradient, chains against
 * made points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "num/rng.h"
#include "num/special.h"
#include "sparse/draws.h"
#include "sparse/table.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- rows --------------------------------------------------------------------------- */

enum { TABLE = 500 };

static struct row_sums reference(bool by_item, const uint16_t *vote, int count,
                                 const float *table, double p0, double p1)
{
    struct row_sums s = {0};
    for (int k = 0; k < count; k++) {
        int at = vote[k] >> 1;
        double sign = vote[k] & 1 ? -1 : 1;
        double f0 = (double)table[by_item ? at : 2 * at];
        double f1 = by_item ? 0 : (double)table[2 * at + 1];
        double u = sign * (by_item ? p0 + p1 * f0 : f0 + p0 * f1);
        double lambda = num_logistic(-u);
        double w = lambda * num_logistic(u);
        s.value -= num_log1pexp(-u);
        s.slope[0] += sign * lambda * (by_item ? 1 : f1);
        s.slope[1] += by_item ? sign * lambda * f0 : 0;
        s.curve[0] += w * (by_item ? 1 : f1 * f1);
        s.curve[1] += by_item ? w * f0 : 0;
        s.curve[2] += by_item ? w * f0 * f0 : 0;
    }
    return s;
}

static void assert_close(double got, double want, double size)
{
    if (fabs(got - want) > 1e-5 * (1 + size))
        fail_msg("%.9g is not %.9g", got, want);
}

static void check_rows(const struct row_kernel *kernel, bool by_item, int count)
{
    uint16_t vote[5000 + ROW_PADDING] = {0};
    float table[2 * TABLE];
    struct rng rng = rng_stream((uint64_t)count, 94, by_item, 0);
    for (int k = 0; k < 2 * TABLE; k++)
        table[k] = (float)(2 * rng_normal(&rng));
    for (int k = 0; k < count + ROW_PADDING; k++) /* what follows must not count */
        vote[k] = (uint16_t)(rng_u32(&rng) % (2 * TABLE));
    float p0 = (float)rng_normal(&rng);
    float p1 = (float)(3 * rng_normal(&rng));
    struct row_sums got = {0};
    (by_item ? kernel->item : kernel->member)(vote, count, table, p0, p1, &got);
    struct row_sums want =
        reference(by_item, vote, count, table, (double)p0, (double)p1);
    assert_close(got.value, want.value, count);
    for (int k = 0; k < 2; k++)
        assert_close(got.slope[k], want.slope[k], 2 * count);
    for (int k = 0; k < 3; k++)
        assert_close(got.curve[k], want.curve[k], 4 * count);
}

static void test_rows_are_the_sums_they_say(void **state)
{
    (void)state;
    static const int counts[] = {0, 1, 3, 15, 16, 17, 240, 1919, 1921, 5000};
    static const enum kernel_path paths[] = {KERNEL_PLAIN, KERNEL_AVX2, KERNEL_AVX512};
    int taken = 0;
    for (int q = 0; q < 3; q++) {
        const struct row_kernel *kernel = row_by(paths[q]);
        for (size_t k = 0; kernel && k < sizeof counts / sizeof *counts; k++) {
            check_rows(kernel, true, counts[k]);
            check_rows(kernel, false, counts[k]);
        }
        taken += kernel != NULL;
    }
    print_message("%d of 3 paths on this processor\n", taken);
    assert_true(taken >= 1);
}

/* --- layout --------------------------------------------------------------------------- */

/* 40,000 members: two blocks for an item's row. */
static void test_rows_cross_blocks(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_options o;
    struct sparse_problem p = {.threads = 1};
    struct sparse_state s;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_sparse_options_init(&o);
    free(table_make(&votes, 40000, 3, 0.5, 0, 2));
    assert_int_equal(sparse_problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(p.by_item.blocks, 2);
    assert_int_equal(p.by_member.blocks, 1);
    assert_int_equal(sparse_state_new(ctx, &p, &s), AISLE_OK);
    for (int i = 0; i < 40000; i++)
        s.x[i] = sin(i);
    sparse_narrow(&p, &s);
    struct row_sums got = sparse_item_at(&p, &s, 1, 0.3, -0.7);
    double want = -0.5 * (0.3 * 0.3 + 0.7 * 0.7) / 25;
    for (int64_t k = votes.first[1]; k < votes.first[2]; k++) {
        double eta = 0.3 - 0.7 * s.x[votes.cast[k] >> 1];
        want -= num_log1pexp(votes.cast[k] & 1 ? -eta : eta);
    }
    assert_close(got.value, want, fabs(want));
    sparse_state_clear(&s);
    sparse_problem_clear(&p);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
}

/* --- the mode --------------------------------------------------------------------------- */

/* Newton decrements of every unit in plain double precision, at the fitted mode. */
static void test_mode_stands_still(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_options o;
    struct sparse_problem p = {.threads = 2};
    struct sparse_state s;
    int sweeps, parts;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_sparse_options_init(&o);
    o.slope_told = false;
    free(table_make(&votes, 120, 300, 0.3, 0, 3));
    assert_int_equal(sparse_problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(sparse_state_new(ctx, &p, &s), AISLE_OK);
    assert_int_equal(sparse_start(ctx, &p, 0, &s, &parts), AISLE_OK);
    assert_int_equal(sparse_climb(ctx, &p, &s, &sweeps), AISLE_OK);
    double *slope = calloc(120, sizeof *slope), *curve = calloc(120, sizeof *curve);
    for (int i = 0; i < 120; i++) {
        slope[i] = -s.x[i];
        curve[i] = 1;
    }
    double tau = 1 / (s.slope_sd * s.slope_sd);
    for (int j = 0; j < 300; j++) {
        double a = s.item[2 * j], b = s.item[2 * j + 1], ga = -a / 25, gb = -b * tau;
        double ha = 1.0 / 25, hb = tau;
        for (int64_t k = votes.first[j]; k < votes.first[j + 1]; k++) {
            uint32_t i = votes.cast[k] >> 1;
            double sign = votes.cast[k] & 1 ? 1 : -1;
            double eta = a + b * s.x[i];
            double g = sign * num_logistic(-sign * eta);
            double w = num_logistic(eta) * num_logistic(-eta);
            ga += g;
            gb += g * s.x[i];
            ha += w;
            hb += w * s.x[i] * s.x[i];
            slope[i] += g * b;
            curve[i] += w * b * b;
        }
        assert_true(ga * ga / ha < 1e-5 && gb * gb / hb < 1e-5);
    }
    for (int i = 0; i < 120; i++)
        assert_true(slope[i] * slope[i] / curve[i] < 1e-5);
    free(slope);
    free(curve);
    sparse_state_clear(&s);
    sparse_problem_clear(&p);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
}

/* Where votes tell the slopes' sd, both sides keep their prior's scale: the stretch's
 * Jacobian weighs against the prior of the more numerous. */
static void test_both_sides_keep_their_scale(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_options o;
    struct sparse_problem p = {.threads = 2};
    struct sparse_state s;
    int sweeps, parts;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_sparse_options_init(&o);
    free(table_make(&votes, 120, 600, 0.4, 0, 3));
    assert_int_equal(sparse_problem_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(sparse_state_new(ctx, &p, &s), AISLE_OK);
    assert_int_equal(sparse_start(ctx, &p, 0, &s, &parts), AISLE_OK);
    assert_int_equal(sparse_climb(ctx, &p, &s, &sweeps), AISLE_OK);
    assert_true(sweeps < 300);
    struct sparse_scale g = sparse_scale_of(&p, &s);
    assert_true(fabs(g.x2 / g.members - 1) < 1e-3);
    assert_true(fabs(g.bb / g.items / (s.slope_sd * s.slope_sd) - 1) < 1e-3);
    /* slopes were drawn with an sd of 1.5 about members of sd 1 */
    assert_true(s.slope_sd > 1.2 && s.slope_sd < 1.8);
    sparse_state_clear(&s);
    sparse_problem_clear(&p);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
}

/* --- chains --------------------------------------------------------------------------------- */

static void fit(struct aisle_votelist *votes, int threads, int draws,
                struct aisle_sparse_fit *out)
{
    struct aisle_sparse_options o;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_sparse_options_init(&o);
    o.method = AISLE_METHOD_MCMC;
    o.warmup = 50;
    o.threads = threads;
    o.draws = o.draws_max = draws;
    aisle_sparse_fit_init(out);
    assert_int_equal(aisle_sparse_ideal(ctx, votes, &o, out), AISLE_OK);
    aisle_ctx_free(ctx);
}

static void test_chains_are_the_same_whatever_the_threads(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_fit one, two;
    free(table_make(&votes, 150, 200, 0.3, 40, 4));
    fit(&votes, 1, 60, &one);
    fit(&votes, 2, 60, &two);
    assert_memory_equal(one.x_draws, two.x_draws, 60 * 150 * sizeof *one.x_draws);
    assert_memory_equal(one.a, two.a, 200 * sizeof *one.a);
    assert_true(one.slow_count > 0 && one.drift_taken > 0.3);
    aisle_sparse_fit_clear(&one);
    aisle_sparse_fit_clear(&two);
    aisle_votelist_clear(&votes);
}

/* Members of eight generations; which way round is free. */
static void test_intervals_cover_the_truth(void **state)
{
    (void)state;
    enum { MEMBERS = 300, ITEMS = 900 };
    struct aisle_votelist votes;
    struct aisle_sparse_fit f;
    double *x = table_make(&votes, MEMBERS, ITEMS, 0.6, 75, 6);
    fit(&votes, 2, 400, &f);
    double mean = num_mean(x, MEMBERS);
    double sd = sqrt(num_variance(x, MEMBERS) * (MEMBERS - 1) / MEMBERS);
    double square[2] = {0, 0};
    int inside[2] = {0, 0};
    for (int i = 0; i < MEMBERS; i++)
        for (int k = 0; k < 2; k++) {
            double z = ((x[i] - mean) / sd * (k ? -1 : 1) - f.x[i]) / f.x_sd[i];
            square[k] += z * z / MEMBERS;
            inside[k] += fabs(z) < 1.2816;
        }
    int k = square[1] < square[0];
    print_message("squares %.3f, %d of %d in 80%% intervals, R-hat %.3f, ESS %.0f\n",
                  square[k], inside[k], MEMBERS, f.rhat_max, f.ess_bulk_min);
    assert_true(square[k] > 0.7 && square[k] < 1.35); /* chi-square over 300 */
    assert_true(inside[k] > 0.7 * MEMBERS && inside[k] < 0.9 * MEMBERS);
    assert_true(f.rhat_max < 1.15 && f.rhat_median < 1.03 && f.part_count == 1);
    aisle_sparse_fit_clear(&f);
    aisle_votelist_clear(&votes);
    free(x);
}

/* Stops at its targets, or at the cap; hands out as many draws as asked. */
static void test_chains_stop_when_draws_are_worth_enough(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_options o;
    struct aisle_ctx *ctx = aisle_ctx_new();
    free(table_make(&votes, 60, 120, 0.5, 0, 8));
    aisle_sparse_options_init(&o);
    o.method = AISLE_METHOD_MCMC;
    o.draws = 100;
    o.ess_target = 200;
    o.rhat_target = 1.05;
    for (int k = 0; k < 2; k++) {
        struct aisle_sparse_fit f;
        o.draws_max = k ? 130 : 8000;
        aisle_sparse_fit_init(&f);
        assert_int_equal(aisle_sparse_ideal(ctx, &votes, &o, &f), AISLE_OK);
        print_message("%d draws, R-hat %.3f, ESS %.0f\n", f.kept_count, f.rhat_max,
                      f.ess_bulk_min);
        assert_int_equal(f.draw_count, 100);
        if (k)
            assert_int_equal(f.kept_count, 130);
        else
            assert_true(f.kept_count > 130 && f.kept_count < 8000 &&
                        f.ess_bulk_min >= 200 && f.rhat_max <= 1.05);
        aisle_sparse_fit_clear(&f);
    }
    o.rhat_target = 1;
    struct aisle_sparse_fit none;
    assert_int_equal(aisle_sparse_ideal(ctx, &votes, &o, &none), AISLE_INPUT);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
}

static void test_draws_are_packed(void **state)
{
    (void)state;
    enum { MEMBERS = 3, DRAWS = 150 };
    static const double centre[] = {-1.5, 0, 1e3}, spread[] = {0.01, 1, 2};
    struct sparse_draws d;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(sparse_draws_new(ctx, MEMBERS, 2, centre, spread, &d), AISLE_OK);
    assert_int_equal(sparse_draws_reserve(ctx, &d, 10), AISLE_OK);
    assert_int_equal(sparse_draws_reserve(ctx, &d, DRAWS), AISLE_OK);
    for (size_t k = 0; k < 2; k++)
        for (size_t t = 0; t < DRAWS; t++) {
            double x[MEMBERS];
            for (int i = 0; i < MEMBERS; i++)
                x[i] = centre[i] + spread[i] * sin((double)(t + 200 * k + (size_t)i));
            sparse_draws_put(&d, k, t, x);
        }
    d.kept = DRAWS;
    double all[2 * DRAWS];
    for (size_t i = 0; i < MEMBERS; i++) {
        sparse_draws_gather(&d, i, all);
        for (size_t k = 0; k < 2; k++)
            for (size_t t = 0; t < DRAWS; t++) {
                double want = centre[i] + spread[i] * sin((double)(t + 200 * k + i));
                assert_true(fabs(all[k * DRAWS + t] - want) < spread[i] / 500);
            }
    }
    double far[] = {-1.5 + 5, -1e9, 1e3};
    sparse_draws_put(&d, 0, 0, far); /* to the end of what there is room for */
    assert_true(fabs(sparse_draws_get(&d, 0, 0, 0) - (-1.5 + 1.28)) < 1e-3);
    assert_true(fabs(sparse_draws_get(&d, 0, 0, 1) + 128) < 1e-3);
    sparse_draws_clear(&d);
    aisle_ctx_free(ctx);
}

static void test_bad_votes_are_an_error(void **state)
{
    (void)state;
    struct aisle_votelist votes;
    struct aisle_sparse_options o;
    struct aisle_sparse_fit out;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_sparse_options_init(&o);
    aisle_sparse_fit_init(&out);
    free(table_make(&votes, 20, 20, 0.5, 0, 5));
    votes.cast[3] = 2 * 20;
    assert_int_equal(aisle_sparse_ideal(ctx, &votes, &o, &out), AISLE_INPUT);
    memset(votes.first, 0, 21 * sizeof *votes.first);
    assert_int_equal(aisle_sparse_ideal(ctx, &votes, &o, &out), AISLE_INPUT);
    assert_null(out.x);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_the_sums_they_say),
        cmocka_unit_test(test_rows_cross_blocks),
        cmocka_unit_test(test_mode_stands_still),
        cmocka_unit_test(test_both_sides_keep_their_scale),
        cmocka_unit_test(test_chains_are_the_same_whatever_the_threads),
        cmocka_unit_test(test_intervals_cover_the_truth),
        cmocka_unit_test(test_chains_stop_when_draws_are_worth_enough),
        cmocka_unit_test(test_draws_are_packed),
        cmocka_unit_test(test_bad_votes_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
