/* Standard errors at the mode against the whole second derivative, turned over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "num/linalg.h"
#include "num/special.h"
#include "sparse/table.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Members first, then (a, b) of each item. */
static double *precision(const struct aisle_votelist *v, const struct sparse_state *s,
                         double prior_a)
{
    size_t n = (size_t)v->member_count, m = (size_t)v->rollcall_count, all = n + 2 * m;
    double *h = calloc(all * all, sizeof *h);
    for (size_t i = 0; i < n; i++)
        h[i * all + i] = 1;
    for (size_t j = 0; j < m; j++) {
        size_t a = n + 2 * j, b = a + 1;
        h[a * all + a] = 1 / (prior_a * prior_a);
        h[b * all + b] = 1 / (s->slope_sd * s->slope_sd);
        for (int64_t k = v->first[j]; k < v->first[j + 1]; k++) {
            size_t i = v->cast[k] >> 1;
            double sign = v->cast[k] & 1 ? 1 : -1, x = s->x[i],
                   slope = s->item[2 * j + 1];
            double eta = s->item[2 * j] + slope * x;
            double w = num_logistic(eta) * num_logistic(-eta);
            double r = sign * num_logistic(-sign * eta);
            h[a * all + a] += w;
            h[b * all + a] += w * x;
            h[b * all + b] += w * x * x;
            h[i * all + i] += w * slope * slope;
            h[a * all + i] += w * slope;
            h[b * all + i] += w * slope * x - r;
        }
    }
    return h;
}

/* sd of a linear form of all parameters. */
static double sd_of(const double *root, size_t all, double *form)
{
    double square = 0;
    linalg_forward(root, all, form);
    for (size_t k = 0; k < all; k++)
        square += form[k] * form[k];
    return sqrt(square);
}

/* `reach` as in table_make; errors may be off by a share of `tolerance`. */
static void check(int members, int items, double density, int reach, double tolerance)
{
    struct aisle_votelist v;
    struct aisle_sparse_options o;
    struct sparse_problem p = {.threads = 2};
    struct sparse_state s;
    struct aisle_sparse_fit fit;
    int sweeps, parts;
    struct aisle_ctx *ctx = aisle_ctx_new();
    size_t n = (size_t)members, m = (size_t)items, all = n + 2 * m;
    aisle_sparse_options_init(&o);
    aisle_sparse_fit_init(&fit);
    o.slope_told = false;
    o.prior_slope_sd = 2;
    free(table_make(&v, members, items, density, reach, 17));
    assert_int_equal(sparse_problem_new(ctx, &v, &o, &p), AISLE_OK);
    assert_int_equal(sparse_state_new(ctx, &p, &s), AISLE_OK);
    assert_int_equal(sparse_start(ctx, &p, 0, &s, &parts), AISLE_OK);
    assert_int_equal(sparse_climb(ctx, &p, &s, &sweeps), AISLE_OK);
    fit.x_sd = calloc(n, sizeof *fit.x_sd);
    fit.a_sd = calloc(m, sizeof *fit.a_sd);
    fit.b_sd = calloc(m, sizeof *fit.b_sd);
    assert_int_equal(sparse_spread(ctx, &p, &s, &fit), AISLE_OK);
    struct sparse_standard q = sparse_standard_of(&p, s.x);
    double *h = precision(&v, &s, o.prior_intercept_sd);
    double *form = calloc(all, sizeof *form), worst[3] = {0, 0, 0};
    assert_true(linalg_cholesky(h, all));
    for (size_t i = 0; i < n; i++) {
        double z = (s.x[i] - q.mean) / q.sd;
        memset(form, 0, all * sizeof *form);
        for (size_t k = 0; k < n; k++)
            form[k] = ((k == i) - (1 + z * (s.x[k] - q.mean) / q.sd) / members) / q.sd;
        worst[0] = fmax(worst[0], fabs(fit.x_sd[i] / sd_of(h, all, form) - 1));
    }
    for (size_t j = 0; j < m; j++)
        for (int b = 0; b < 2; b++) {
            double slope = s.item[2 * j + 1];
            memset(form, 0, all * sizeof *form);
            for (size_t k = 0; k < n; k++)
                form[k] = slope * (b ? (s.x[k] - q.mean) / q.sd : 1) / members;
            form[n + 2 * j] = !b;
            form[n + 2 * j + 1] = b ? q.sd : q.mean;
            double sd = sd_of(h, all, form), got = b ? fit.b_sd[j] : fit.a_sd[j];
            worst[1 + b] = fmax(worst[1 + b], fabs(got / sd - 1));
        }
    print_message("%d x %d: off by %.4f, %.4f, %.4f\n", members, items, worst[0],
                  worst[1], worst[2]);
    for (int k = 0; k < 3; k++)
        assert_true(worst[k] < tolerance);
    free(h);
    free(form);
    aisle_sparse_fit_clear(&fit);
    sparse_state_clear(&s);
    sparse_problem_clear(&p);
    aisle_votelist_clear(&v);
    aisle_ctx_free(ctx);
}

/* Where members are fewer than the space's columns nothing is left out. */
static void test_errors_of_a_chamber(void **state)
{
    (void)state;
    check(60, 150, 0.9, 0, 0.015);
}

/* Six generations: the space holds what matters. */
static void test_errors_of_generations(void **state)
{
    (void)state;
    check(240, 300, 0.6, 60, 0.045);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors_of_a_chamber),
        cmocka_unit_test(test_errors_of_generations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
