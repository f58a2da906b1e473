/* The mode and the spread around it against finite differences, dense algebra and
 * the static fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "dynamic/dynamic.h"
#include "dynamic/paths.h"
#include "num/linalg.h"

static struct aisle_dynamic_options map_options(void)
{
    struct aisle_dynamic_options o;
    aisle_dynamic_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    o.draws_min = 200;
    o.threads = 1;
    return o;
}

/* --- finite differences ------------------------------------------------------------ */

struct setting {
    struct aisle_votes votes;
    struct aisle_dynamic_options options;
    struct dyn_panel panel;
    struct dyn_state mode;
    struct dyn_schur schur;
    struct aisle_ctx *ctx;
};

static void climb_to(struct setting *s, int members, int blocks, int rollcalls)
{
    free(paths_made(&s->votes, members, blocks, rollcalls, 0.3, 1.0, 21));
    s->options = map_options();
    s->options.walk_sd = 0.35;
    s->options.votes_min = 1;
    s->ctx = aisle_ctx_new();
    assert_int_equal(dyn_panel_new(s->ctx, &s->votes, &s->options, &s->panel),
                     AISLE_OK);
    assert_int_equal(dyn_state_new(s->ctx, &s->panel, &s->mode), AISLE_OK);
    assert_int_equal(dyn_schur_new(s->ctx, &s->panel, &s->schur), AISLE_OK);
    assert_int_equal(dyn_start(s->ctx, &s->panel, &s->mode), AISLE_OK);
    assert_int_equal(dyn_climb(s->ctx, &s->panel, &s->mode), AISLE_OK);
    assert_int_equal(dyn_mode(s->ctx, &s->schur, &s->mode), AISLE_OK);
}

static void clear(struct setting *s)
{
    dyn_schur_clear(&s->schur);
    dyn_state_clear(&s->mode);
    dyn_panel_clear(&s->panel);
    aisle_votes_clear(&s->votes);
    aisle_ctx_free(s->ctx);
}

/* Coordinate k: positions first, then a and b of each item. */
static double *coordinate(struct setting *s, int k)
{
    int n = s->panel.period_count;
    return k < n ? &s->mode.x[2 * k + 1] : &s->mode.item[k - n];
}

static double at_shift(struct setting *s, int k, double h, int l, double g)
{
    double *p = coordinate(s, k);
    double *q = coordinate(s, l);
    *p += h;
    *q += g;
    double v = dyn_log_posterior(&s->panel, &s->mode);
    *p -= h;
    *q -= g;
    return v;
}

static void test_gradient_is_zero_and_value_agrees(void **state)
{
    (void)state;
    struct setting s = {0};
    climb_to(&s, 12, 3, 10);
    int count = s.panel.period_count + 2 * s.panel.item_count;
    double here = dyn_log_posterior(&s.panel, &s.mode);
    assert_true(fabs(here - s.schur.value) < 1e-8 * fabs(here));
    for (int k = 0; k < count; k++) {
        double slope =
            (at_shift(&s, k, 1e-4, 0, 0) - at_shift(&s, k, -1e-4, 0, 0)) / 2e-4;
        assert_true(fabs(slope) < 1e-4);
    }
    clear(&s);
}

/* The dense inverse of the whole precision, by second differences. */
static void test_covariance_is_the_dense_inverse(void **state)
{
    (void)state;
    struct setting s = {0};
    climb_to(&s, 9, 3, 6);
    size_t n = (size_t)s.panel.period_count + 2 * (size_t)s.panel.item_count;
    double *h = calloc(n * n, sizeof *h);
    double *inverse = calloc(n * n, sizeof *inverse);
    const double e = 1e-3;
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l <= k; l++) {
            int a = (int)k, b = (int)l;
            h[k * n + l] = h[l * n + k] =
                -(at_shift(&s, a, e, b, e) - at_shift(&s, a, e, b, -e) -
                  at_shift(&s, a, -e, b, e) + at_shift(&s, a, -e, b, -e)) /
                (4 * e * e);
        }
    assert_true(linalg_cholesky(h, n));
    double log_det = 0.0;
    for (size_t k = 0; k < n; k++)
        log_det += 2.0 * log(h[k * n + k]);
    assert_true(fabs(log_det - s.schur.log_det) < 1e-2);
    linalg_inverse(h, n, inverse);
    for (int i = 0; i < s.panel.period_count; i++) {
        int t = s.panel.period[i].block;
        size_t size = (size_t)dyn_schur_size(&s.schur, t);
        const double *c = s.schur.covariance + s.schur.square[t];
        size_t row = (size_t)(s.schur.at[i] - s.schur.row[t]);
        for (size_t l = 0; l < size; l++) {
            size_t other = (size_t)s.schur.period[(size_t)s.schur.row[t] + l];
            double want = inverse[(size_t)i * n + other];
            assert_true(fabs(c[row * size + l] - want) < 2e-3 * (0.1 + fabs(want)));
        }
        int next = s.panel.period[i].next;
        if (next < 0)
            continue;
        double want = inverse[(size_t)i * n + (size_t)next];
        assert_true(fabs(s.schur.with_next[s.schur.at[i]] - want) < 2e-3);
    }
    free(h);
    free(inverse);
    clear(&s);
}

/* --- against the static fit --------------------------------------------------------- */

static void fit_static(const struct aisle_votes *votes, struct aisle_fit *fit)
{
    struct aisle_ideal_options o;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_ideal_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    o.slope_prior = AISLE_SLOPE_FIXED;
    o.prior_slope_sd = o.prior_intercept_sd = 5;
    o.threads = 1;
    aisle_fit_init(fit);
    assert_int_equal(aisle_ideal_fit(ctx, votes, &o, fit), AISLE_OK);
    aisle_ctx_free(ctx);
}

static void fit_paths(const struct aisle_votes *votes,
                      const struct aisle_dynamic_options *o, struct aisle_fit *fit)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_fit_init(fit);
    assert_int_equal(aisle_dynamic_fit(ctx, votes, o, fit, NULL), AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, fit), AISLE_OK);
    aisle_ctx_free(ctx);
}

static void test_one_congress_is_the_static_fit(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit still, paths;
    struct aisle_dynamic_options o = map_options();
    free(paths_made(&votes, 24, 1, 60, 0.1, 1.2, 5));
    for (int r = 0; r < 60; r++) /* nobody thin: each eighth votes as neighbours do */
        for (int i = 7; i < 24; i += 8)
            made_cast(&votes, r, i, aisle_votes_cast(&votes, r, i - 1 - r % 2));
    fit_static(&votes, &still);
    fit_paths(&votes, &o, &paths);
    for (int i = 0; i < 24; i++) {
        assert_true(fabs(paths.members[i].x[0] - still.members[i].x[0]) < 1e-3);
        assert_true(fabs(paths.members[i].sd[0] / still.members[i].sd[0] - 1) < 0.05);
    }
    assert_true(fabs(paths.gmp - still.gmp) < 1e-4);
    assert_true(isnan(paths.walk_sd));
    aisle_fit_clear(&still);
    aisle_fit_clear(&paths);
    aisle_votes_clear(&votes);
}

static void test_no_walk_is_the_pooled_fit(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit still, paths;
    struct aisle_dynamic_options o = map_options();
    o.walk_sd = 1e-3;
    free(paths_made(&votes, 20, 3, 30, 0.0, 1.2, 6));
    fit_static(&votes, &still);
    fit_paths(&votes, &o, &paths);
    double x[20], y[20];
    for (int i = 0; i < 20; i++) {
        x[i] = paths.members[i].x[0];
        y[i] = still.members[i].x[0];
    }
    assert_true(made_correlation(x, y, 20) > 0.99999);
    assert_true(fabs(paths.gmp - still.gmp) < 1e-4);
    aisle_fit_clear(&still);
    aisle_fit_clear(&paths);
    aisle_votes_clear(&votes);
}

/* --- who is who ------------------------------------------------------------------------ */

static void test_order_of_members_does_not_matter(void **state)
{
    (void)state;
    struct aisle_votes votes, turned;
    struct aisle_fit one, two;
    struct aisle_dynamic_options o = map_options();
    free(paths_made(&votes, 20, 3, 40, 0.3, 1.0, 7));
    paths_table(&turned, 20, 3, 40);
    for (int i = 0; i < 20; i++) {
        struct aisle_member *m = &turned.members[19 - i];
        memcpy(m->bioguide, votes.members[i].bioguide, sizeof m->bioguide);
        m->party = votes.members[i].party;
        m->caucus = votes.members[i].caucus;
        for (int r = 0; r < votes.rollcall_count; r++)
            made_cast(&turned, r, 19 - i, aisle_votes_cast(&votes, r, i));
    }
    fit_paths(&votes, &o, &one);
    fit_paths(&turned, &o, &two);
    for (int i = 0; i < 20; i++)
        assert_true(fabs(one.members[i].x[0] - two.members[19 - i].x[0]) < 2e-3);
    assert_true(fabs(one.walk_sd / two.walk_sd - 1) < 5e-3);
    aisle_fit_clear(&one);
    aisle_fit_clear(&two);
    aisle_votes_clear(&votes);
    aisle_votes_clear(&turned);
}

/* Member 2 sits with D up to roll call 10 of the 112th, then with R. */
static void add_services(struct aisle_votes *votes)
{
    votes->services = calloc(3, sizeof *votes->services);
    votes->service_count = 3;
    votes->services[0] = (struct aisle_service){2, 111, 1, 40, 'D', 'D'};
    votes->services[1] = (struct aisle_service){2, 112, 1, 10, 'D', 'D'};
    votes->services[2] = (struct aisle_service){2, 112, 11, 40, 'R', 'R'};
}

static int count_periods(const struct aisle_fit *fit, int member)
{
    int count = 0;
    for (int k = 0; k < fit->period_count; k++)
        count += fit->periods[k].member == member;
    return count;
}

static void test_switchers_are_one_person_unless_split(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit one, two;
    struct aisle_dynamic_options o = map_options();
    free(paths_made(&votes, 20, 2, 40, 0.3, 1.0, 8));
    add_services(&votes);
    fit_paths(&votes, &o, &one);
    o.split_switchers = true;
    fit_paths(&votes, &o, &two);
    assert_int_equal(count_periods(&one, 2), 2);
    assert_int_equal(count_periods(&two, 2), 3);
    assert_int_equal(one.period_count + 1, two.period_count);
    assert_true(one.vote_count == two.vote_count);
    aisle_fit_clear(&one);
    aisle_fit_clear(&two);
    aisle_votes_clear(&votes);
}

/* Member 3 is away in the second of three Congresses: two periods, one path. */
static void test_a_missed_congress_is_stepped_over(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_dynamic_options o = map_options();
    free(paths_made(&votes, 20, 3, 40, 0.2, 1.0, 9));
    for (int r = 40; r < 80; r++)
        made_cast(&votes, r, 3, AISLE_CAST_OUT);
    fit_paths(&votes, &o, &fit);
    assert_int_equal(count_periods(&fit, 3), 2);
    struct dyn_panel p;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(dyn_panel_new(ctx, &votes, &o, &p), AISLE_OK);
    assert_int_equal(p.career_count, 20);
    assert_int_equal(p.period_count, fit.period_count + 1);
    dyn_panel_clear(&p);
    aisle_ctx_free(ctx);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
}

/* --- what cannot be fitted --------------------------------------------------------------- */

static enum aisle_status try_fit(const struct aisle_votes *votes)
{
    struct aisle_dynamic_options o = map_options();
    struct aisle_fit fit;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_fit_init(&fit);
    enum aisle_status status = aisle_dynamic_fit(ctx, votes, &o, &fit, NULL);
    assert_true(status == AISLE_OK || aisle_ctx_error_count(ctx) > 0);
    assert_true(status == AISLE_OK || fit.members == NULL);
    aisle_fit_clear(&fit);
    aisle_ctx_free(ctx);
    return status;
}

static void test_bad_input_is_an_error(void **state)
{
    (void)state;
    struct aisle_votes votes;
    paths_table(&votes, 10, 2, 30);
    assert_int_equal(try_fit(&votes), AISLE_INPUT); /* nobody voted */
    for (int r = 0; r < 60; r++)
        for (int i = 0; i < 10; i++)
            made_cast(&votes, r, i, AISLE_CAST_YEA);
    assert_int_equal(try_fit(&votes), AISLE_INPUT); /* all agree */
    for (int r = 0; r < 60; r++)
        for (int i = 0; i < 10; i++)
            made_cast(&votes, r, i, i < 5 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    assert_int_equal(try_fit(&votes), AISLE_OK); /* perfectly separated */
    memcpy(votes.members[1].bioguide, votes.members[0].bioguide, 12);
    assert_int_equal(try_fit(&votes), AISLE_INPUT); /* twice the same */
    aisle_votes_clear(&votes);
}

/* Members 0 to 4 in the first Congress, 5 to 9 in the second: two scales, no bridge. */
static void test_congresses_without_a_bridge_are_an_error(void **state)
{
    (void)state;
    struct aisle_votes votes;
    struct aisle_dynamic_options o;
    struct aisle_fit fit;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_dynamic_options_init(&o);
    o.method = AISLE_METHOD_MAP;
    paths_table(&votes, 10, 2, 60);
    for (int r = 0; r < 120; r++)
        for (int i = 0; i < 5; i++)
            made_cast(&votes, r, i + 5 * (r / 60),
                      i % 2 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    assert_int_equal(aisle_dynamic_fit(ctx, &votes, &o, &fit, NULL), AISLE_INPUT);
    const char *text = aisle_ctx_message(ctx, 0)->text;
    assert_non_null(strstr(text, "111 and 112"));
    made_cast(&votes, 0, 5, AISLE_CAST_YEA); /* one vote is a bridge */
    assert_int_equal(aisle_dynamic_fit(ctx, &votes, &o, &fit, NULL), AISLE_OK);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gradient_is_zero_and_value_agrees),
        cmocka_unit_test(test_covariance_is_the_dense_inverse),
        cmocka_unit_test(test_one_congress_is_the_static_fit),
        cmocka_unit_test(test_no_walk_is_the_pooled_fit),
        cmocka_unit_test(test_order_of_members_does_not_matter),
        cmocka_unit_test(test_switchers_are_one_person_unless_split),
        cmocka_unit_test(test_a_missed_congress_is_stepped_over),
        cmocka_unit_test(test_bad_input_is_an_error),
        cmocka_unit_test(test_congresses_without_a_bridge_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
