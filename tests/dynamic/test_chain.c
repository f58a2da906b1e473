/* The chains against a plain random walk written here, against made paths, and their
 * promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "dynamic/chain.h"
#include "dynamic/paths.h"

/* --- four members, two Congresses, two roll calls each ------------------------------ */

enum { MEMBERS = 4, BLOCKS = 2, ITEMS = 4, PERIODS = 8, QUANTITIES = 6, BATCHES = 40 };

static const int yeas[ITEMS][MEMBERS] = {
    {1, 1, 0, 0}, {1, 0, 1, 0}, {1, 1, 0, 0}, {0, 1, 0, 1}};

static const double prior_a = 1.2;
static const double prior_b = 1.5;
static const double walk_scale = 0.5;

/* x[member][block], then a, b of items, then log walk sd. */
struct plain {
    double x[MEMBERS][BLOCKS];
    double item[ITEMS][2];
    double log_walk;
};

static double plain_density(const struct plain *p)
{
    double walk = exp(p->log_walk);
    double sum = p->log_walk - 0.5 * walk * walk / (walk_scale * walk_scale);
    for (int i = 0; i < MEMBERS; i++) {
        double by = (p->x[i][1] - p->x[i][0]) / walk;
        sum -= 0.5 * p->x[i][0] * p->x[i][0] + 0.5 * by * by + p->log_walk;
    }
    for (int j = 0; j < ITEMS; j++) {
        double a = p->item[j][0], b = p->item[j][1];
        sum -= 0.5 * (a * a / (prior_a * prior_a) + b * b / (prior_b * prior_b));
        for (int i = 0; i < MEMBERS; i++) {
            double eta = a + b * p->x[i][j / 2];
            sum -= num_log1pexp(yeas[j][i] ? -eta : eta);
        }
    }
    return sum;
}

/* What a mirror image leaves alone. */
static void plain_quantities(const struct plain *p, double *q)
{
    double square = 0.0;
    for (int i = 0; i < MEMBERS; i++)
        square += p->x[i][0] * p->x[i][0] + p->x[i][1] * p->x[i][1];
    q[0] = log(square);
    q[1] = p->x[0][1] * p->x[0][1];
    q[2] = (p->x[1][1] - p->x[1][0]) * (p->x[1][1] - p->x[1][0]);
    q[3] = p->item[1][1] * p->item[1][1];
    q[4] = p->item[3][0];
    q[5] = exp(p->log_walk);
}

static void plain_sweep(struct plain *p, double *density, struct rng *rng)
{
    double *coordinate = (double *)p;
    for (size_t k = 0; k < sizeof *p / sizeof(double); k++) {
        double before = coordinate[k];
        coordinate[k] += 1.2 * rng_normal(rng);
        double there = plain_density(p);
        if (log(rng_unit(rng)) < there - *density)
            *density = there;
        else
            coordinate[k] = before;
    }
}

static void plain_run(double batch[QUANTITIES][BATCHES], int sweeps)
{
    struct plain p = {.log_walk = -1.0};
    struct rng rng = rng_stream(3, 92, 0, 0);
    double density = plain_density(&p);
    for (int t = 0; t < 2000; t++)
        plain_sweep(&p, &density, &rng);
    for (int b = 0; b < BATCHES; b++)
        for (int t = 0; t < sweeps; t++) {
            double q[QUANTITIES];
            plain_sweep(&p, &density, &rng);
            plain_quantities(&p, q);
            for (int k = 0; k < QUANTITIES; k++)
                batch[k][b] += q[k] / sweeps;
        }
}

static struct plain plain_of(const struct dyn_chain *c)
{
    struct plain p = {.log_walk = log(c->state.walk_sd)};
    for (int i = 0; i < c->panel->period_count; i++) {
        const struct dyn_period *s = &c->panel->period[i];
        p.x[s->member][s->block] = c->state.x[2 * i + 1];
    }
    memcpy(p.item, c->state.item, sizeof p.item);
    return p;
}

/* The four members as the chain sees them. */
struct rig {
    struct aisle_ctx *ctx;
    struct aisle_votes votes;
    struct aisle_dynamic_options options;
    struct dyn_panel panel;
    struct dyn_state mode;
    struct dyn_schur schur;
    struct dyn_slow slow;
    struct dyn_chain chain;
};

static void rig_new(struct rig *r)
{
    static const int order[PERIODS] = {0, 1, 2, 3, 4, 5, 6, 7};
    r->ctx = aisle_ctx_new();
    aisle_dynamic_options_init(&r->options);
    r->options.votes_min = 1;
    r->options.prior_intercept_sd = prior_a;
    r->options.prior_slope_sd = prior_b;
    r->options.walk_sd_scale = walk_scale;
    r->options.threads = 1;
    paths_table(&r->votes, MEMBERS, BLOCKS, 2);
    for (int j = 0; j < ITEMS; j++)
        for (int i = 0; i < MEMBERS; i++)
            made_cast(&r->votes, j, i, yeas[j][i] ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    assert_int_equal(dyn_panel_new(r->ctx, &r->votes, &r->options, &r->panel),
                     AISLE_OK);
    assert_int_equal(dyn_state_new(r->ctx, &r->panel, &r->mode), AISLE_OK);
    assert_int_equal(dyn_start(r->ctx, &r->panel, &r->mode), AISLE_OK);
    assert_int_equal(dyn_climb(r->ctx, &r->panel, &r->mode), AISLE_OK);
    r->mode.walk_sd = 0.5;
    dyn_gauge_settle(&r->panel, &r->mode);
    assert_int_equal(dyn_schur_new(r->ctx, &r->panel, &r->schur), AISLE_OK);
    assert_int_equal(dyn_slow_new(r->ctx, &r->schur, &r->mode, &r->slow), AISLE_OK);
    assert_int_equal(dyn_slow_find(r->ctx, &r->slow), AISLE_OK);
    assert_int_equal(
        dyn_chain_new(r->ctx, &r->slow, order, PERIODS, 0, 10, 1, &r->chain), AISLE_OK);
}

static void rig_clear(struct rig *r)
{
    dyn_chain_clear(&r->chain);
    dyn_slow_clear(&r->slow);
    dyn_schur_clear(&r->schur);
    dyn_state_clear(&r->mode);
    dyn_panel_clear(&r->panel);
    aisle_votes_clear(&r->votes);
    aisle_ctx_free(r->ctx);
}

static void chain_run(double batch[QUANTITIES][BATCHES], int sweeps)
{
    struct rig r;
    rig_new(&r);
    r.chain.drift.settled = true;
    for (int t = 0; t < 500; t++)
        dyn_chain_sweep(&r.chain);
    for (int b = 0; b < BATCHES; b++)
        for (int t = 0; t < sweeps; t++) {
            double q[QUANTITIES];
            dyn_chain_sweep(&r.chain);
            struct plain p = plain_of(&r.chain);
            plain_quantities(&p, q);
            for (int k = 0; k < QUANTITIES; k++)
                batch[k][b] += q[k] / sweeps;
        }
    rig_clear(&r);
}

/* Two independent programs, one posterior: every move of the chain is in it. */
static void test_chain_agrees_with_a_plain_walk(void **state)
{
    (void)state;
    static double plain[QUANTITIES][BATCHES], chain[QUANTITIES][BATCHES];
    plain_run(plain, 1000);
    chain_run(chain, 800);
    for (int k = 0; k < QUANTITIES; k++) {
        double error =
            sqrt((num_variance(plain[k], BATCHES) + num_variance(chain[k], BATCHES)) /
                 BATCHES);
        double a = num_mean(plain[k], BATCHES), b = num_mean(chain[k], BATCHES);
        assert_true(error < 0.06 * (1 + fabs(a)));
        if (fabs(a - b) > 5.5 * error)
            fail_msg("quantity %d: plain %.4f, chain %.4f (%.4f)", k, a, b, error);
    }
}

static void plain_put(const struct plain *p, struct dyn_chain *c)
{
    for (int i = 0; i < c->panel->period_count; i++) {
        const struct dyn_period *s = &c->panel->period[i];
        c->state.x[2 * i + 1] = p->x[s->member][s->block];
    }
    memcpy(c->state.item, p->item, sizeof p->item);
    c->state.walk_sd = exp(p->log_walk);
}

/* From states of the plain walk, drifts alone must lead nowhere on average. */
static void drift_from_plain(struct rig *r, bool settled)
{
    enum { STATES = 300, SWEEPS = 6, DRIFTS = 12 };
    static double change[QUANTITIES][BATCHES];
    struct plain p = {.log_walk = -1.0};
    struct rng rng = rng_stream(5, 93, settled, 0);
    double log_density = plain_density(&p);
    memset(change, 0, sizeof change);
    r->chain.drift.settled = settled;
    r->chain.drift.tries = r->chain.drift.moves = 0.0;
    for (int t = 0; t < BATCHES * STATES; t++) {
        double before[QUANTITIES], after[QUANTITIES];
        for (int s = 0; s < SWEEPS; s++)
            plain_sweep(&p, &log_density, &rng);
        plain_put(&p, &r->chain);
        for (int s = 0; s < DRIFTS; s++)
            dyn_drift_step(&r->chain.drift, &rng, &r->chain.state);
        struct plain there = plain_of(&r->chain);
        plain_quantities(&p, before);
        plain_quantities(&there, after);
        for (int k = 0; k < QUANTITIES; k++)
            change[k][t / STATES] += (after[k] - before[k]) / STATES;
    }
    assert_true(r->chain.drift.moves > 0.01 * r->chain.drift.tries);
    for (int k = 0; k < QUANTITIES; k++) {
        double mean = num_mean(change[k], BATCHES);
        double error = sqrt(num_variance(change[k], BATCHES) / BATCHES);
        if (fabs(mean) > 5.5 * error)
            fail_msg("settled %d, quantity %d: %.4f (%.4f)", settled, k, mean, error);
    }
}

static void test_drifts_leave_the_posterior_alone(void **state)
{
    (void)state;
    struct rig r;
    rig_new(&r);
    drift_from_plain(&r, false);
    drift_from_plain(&r, true);
    rig_clear(&r);
}

/* --- made paths --------------------------------------------------------------------------- */

static enum aisle_status fit_made(struct aisle_ctx *ctx, int threads, int draws,
                                  double **x, struct aisle_fit *fit)
{
    struct aisle_votes votes;
    struct aisle_dynamic_options o;
    aisle_dynamic_options_init(&o);
    o.threads = threads;
    o.warmup = draws / 10;
    o.draws_max = draws;
    o.ess_target = 200;
    o.rhat_target = 1.05;
    *x = paths_made(&votes, 32, 4, 50, 0.3, 1.5, 31);
    aisle_fit_init(fit);
    enum aisle_status status = aisle_dynamic_fit(ctx, &votes, &o, fit, NULL);
    aisle_votes_clear(&votes);
    return status;
}

/* The truth on the fit's scale: standardised over its periods. */
static void standardise(const struct aisle_fit *fit, const double *x, double *out)
{
    size_t n = (size_t)fit->period_count;
    for (size_t k = 0; k < n; k++)
        out[k] = x[fit->periods[k].member * 4 + fit->periods[k].congress - 111];
    double mean = num_mean(out, n);
    double sd = sqrt(num_variance(out, n) * (double)(n - 1) / (double)n);
    for (size_t k = 0; k < n; k++)
        out[k] = (out[k] - mean) / sd;
}

static void test_paths_are_recovered(void **state)
{
    (void)state;
    struct aisle_fit fit;
    double *x;
    double truth[128];
    double fitted[128];
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(fit_made(ctx, 2, 1600, &x, &fit), AISLE_OK);
    assert_int_equal(aisle_fit_validate(ctx, &fit), AISLE_OK);
    assert_int_equal(fit.period_count, 32 * 4 - 4);
    standardise(&fit, x, truth);
    int inside = 0;
    for (int k = 0; k < fit.period_count; k++) {
        const struct aisle_fit_period *p = &fit.periods[k];
        fitted[k] = p->x[0];
        inside += p->q05[0] <= truth[k] && truth[k] <= p->q95[0];
        assert_true(p->rhat < 1.1);
    }
    assert_true(made_correlation(fitted, truth, fit.period_count) > 0.95);
    /* 90% intervals; neighbours depend on each other, hence the margin */
    assert_in_range(inside, (int)(0.78 * fit.period_count),
                    (int)(0.99 * fit.period_count));
    /* made with 0.3 on a scale whose sd is about 1.2 */
    assert_true(fit.walk_sd_q05 < 0.30 && fit.walk_sd_q95 > 0.18);
    aisle_fit_clear(&fit);
    free(x);
    aisle_ctx_free(ctx);
}

static void test_threads_give_equal_bytes(void **state)
{
    (void)state;
    static const int threads[] = {1, 2, 5}; /* over chains, and inside a sweep */
    struct aisle_fit first;
    double *x;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(fit_made(ctx, threads[0], 80, &x, &first), AISLE_OK);
    free(x);
    for (int k = 1; k < 3; k++) {
        struct aisle_fit fit;
        assert_int_equal(fit_made(ctx, threads[k], 80, &x, &fit), AISLE_OK);
        free(x);
        assert_int_equal(fit.draw_count, first.draw_count);
        assert_memory_equal(fit.period_draws, first.period_draws,
                            (size_t)fit.draw_count * (size_t)fit.period_count *
                                sizeof *fit.period_draws);
        assert_memory_equal(fit.items, first.items,
                            (size_t)fit.item_count * sizeof *fit.items);
        aisle_fit_clear(&fit);
    }
    aisle_fit_clear(&first);
    aisle_ctx_free(ctx);
}

static void test_cancel_stops(void **state)
{
    (void)state;
    struct aisle_fit fit;
    double *x;
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_ctx_cancel(ctx);
    assert_int_equal(fit_made(ctx, 2, 1600, &x, &fit), AISLE_CANCELLED);
    assert_null(fit.members);
    free(x);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain_agrees_with_a_plain_walk),
        cmocka_unit_test(test_drifts_leave_the_posterior_alone),
        cmocka_unit_test(test_paths_are_recovered),
        cmocka_unit_test(test_threads_give_equal_bytes),
        cmocka_unit_test(test_cancel_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
