/* Calibration and validation on the shipped record, small: whole results, the same for
 * any number of threads, going on where a stopped one ended, and clear errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/support.h"
#include <aisle/calibrate.h>
#include <aisle/import.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
    struct aisle_targets targets;
};

static int open_world(void **state)
{
    static struct world w;
    w.ctx = aisle_ctx_new();
    aisle_parameters_init(&w.parameters);
    aisle_asylum_data_init(&w.data);
    aisle_targets_init(&w.targets);
    enum aisle_status p = aisle_import_parameters(
        w.ctx, support_source("data/parameters"), &w.parameters);
    enum aisle_status d =
        aisle_import_asylum_data(w.ctx, support_source("data/asylum"), &w.data);
    enum aisle_status t =
        aisle_import_targets(w.ctx, support_source("data/calibration"), &w.targets);
    support_show(w.ctx);
    *state = &w;
    return p == AISLE_OK && d == AISLE_OK && t == AISLE_OK ? 0 : -1;
}

static int close_world(void **state)
{
    struct world *w = *state;
    aisle_parameters_clear(&w->parameters);
    aisle_asylum_data_clear(&w->data);
    aisle_targets_clear(&w->targets);
    aisle_ctx_free(w->ctx);
    return 0;
}

/* --- the shipped targets --------------------------------------------------- */

/* Nothing that was published after the cut-off may be fitted, and every fitted
 * parameter is one of the simulation's with a range. */
static void test_shipped(void **state)
{
    struct world *w = *state;
    int fit = 0;
    for (int i = 0; i < w->targets.target_count; i++) {
        const struct aisle_target *t = &w->targets.targets[i];
        fit += t->fit;
        assert_true(t->to <= aisle_day_from_civil(2023, 10, 31));
        assert_true(!t->fit || !strstr(t->note, "for scoring only"));
    }
    assert_true(fit >= 8);
    for (int i = 0; i < w->targets.prior_count; i++)
        assert_non_null(
            aisle_parameters_find(&w->parameters, w->targets.priors[i].parameter));
    assert_int_equal(w->targets.years[0].fiscal_year, 2008);
    assert_int_equal(w->targets.years[w->targets.year_count - 1].fiscal_year, 2023);
}

/* The shipped posterior is of the shipped priors: their parameters, all draws within. */
static void test_shipped_posterior(void **state)
{
    struct world *w = *state;
    struct aisle_posterior p;
    aisle_posterior_init(&p);
    assert_int_equal(aisle_import_posterior(
                         w->ctx, support_source("data/calibration/posterior.csv"), &p),
                     AISLE_OK);
    assert_int_equal(p.draw_count, 200);
    assert_int_equal(p.parameter_count, w->targets.prior_count);
    for (int i = 0; i < p.parameter_count; i++) {
        const struct aisle_prior *prior = &w->targets.priors[i];
        const struct aisle_parameter *range =
            aisle_parameters_find(&w->parameters, prior->parameter);
        double low = isnan(prior->low) ? range->low : prior->low,
               high = isnan(prior->high) ? range->high : prior->high, first = 0;
        bool moves = false;
        assert_string_equal(p.names[i], prior->parameter);
        for (int d = 0; d < p.draw_count; d++) {
            double value = p.values[d * p.parameter_count + i];
            first = d == 0 ? value : first;
            moves = moves || value != first;
            assert_true(low <= value && value <= high);
        }
        assert_true(moves);
    }
    aisle_posterior_clear(&p);
}

/* --- calibrate ------------------------------------------------------------- */

/* A keeper of measures in memory. */
struct keeper {
    int count, found, puts;
    uint64_t key[4096];
    double value[4096][64];
    int stop_after; /* puts, then cancel; 0: never */
    struct aisle_ctx *ctx;
};

static bool keeper_find(void *user, uint64_t key, size_t size, void *result)
{
    struct keeper *k = user;
    for (int i = 0; i < k->count; i++) {
        if (k->key[i] != key)
            continue;
        memcpy(result, k->value[i], size);
        k->found++;
        return true;
    }
    return false;
}

static void keeper_put(void *user, uint64_t key, size_t size, const void *result)
{
    struct keeper *k = user;
    if (k->count < 4096 && size <= sizeof k->value[0]) {
        k->key[k->count] = key;
        memcpy(k->value[k->count++], result, size);
    }
    if (++k->puts == k->stop_after)
        aisle_ctx_cancel(k->ctx);
}

static enum aisle_status calibrate(struct aisle_ctx *ctx, const struct world *w,
                                   int threads, struct keeper *keeper,
                                   struct aisle_calibration *out)
{
    struct aisle_asylum_keep keep = {keeper, keeper_find, keeper_put};
    struct aisle_calibrate_options options;
    aisle_calibrate_options_init(&options);
    options.waves = 3;
    options.runs = 20;
    options.check = 20;
    options.draws = 20;
    options.people_per_case = 2000;
    options.threads = threads;
    options.keep = keeper ? &keep : NULL;
    return aisle_calibrate(ctx, &w->parameters, &w->data, &w->targets, &options, out);
}

static void test_goes_on(void **state)
{
    struct world *w = *state;
    static struct keeper keeper;
    struct aisle_calibration whole, again;
    aisle_calibration_init(&whole);
    aisle_calibration_init(&again);
    assert_int_equal(calibrate(w->ctx, w, 2, NULL, &whole), AISLE_OK);
    assert_int_equal(whole.parameter_count, w->targets.prior_count);
    assert_int_equal(whole.target_count, w->targets.target_count);
    assert_int_equal(whole.posterior.draw_count, 20);
    for (int i = 0; i < whole.parameter_count; i++) {
        const struct aisle_calibrated *p = &whole.parameters[i];
        assert_true(p->low <= p->q05 && p->q05 <= p->q50 && p->q50 <= p->q95 &&
                    p->q95 <= p->high && p->width_ratio >= 0);
    }
    struct aisle_ctx *stopped = aisle_ctx_new();
    keeper.ctx = stopped;
    keeper.stop_after = 60;
    assert_int_equal(calibrate(stopped, w, 1, &keeper, &again), AISLE_CANCELLED);
    assert_null(again.parameters);
    aisle_ctx_free(stopped);
    keeper.stop_after = 0;
    assert_int_equal(calibrate(w->ctx, w, 1, &keeper, &again), AISLE_OK);
    assert_true(keeper.found >= 60);
    assert_memory_equal(whole.posterior.values, again.posterior.values,
                        20 * (size_t)whole.parameter_count * sizeof(double));
    for (int i = 0; i < whole.target_count; i++)
        assert_true(whole.targets[i].mean == again.targets[i].mean);
    aisle_calibration_clear(&whole);
    aisle_calibration_clear(&again);
}

/* --- validate -------------------------------------------------------------- */

static const struct aisle_validation_series *series(const struct aisle_validation *v,
                                                    const char *name)
{
    for (int i = 0; i < v->series_count; i++)
        if (strcmp(v->series[i].name, name) == 0)
            return &v->series[i];
    fail_msg("no series %s", name);
    return NULL;
}

static void test_validate(void **state)
{
    struct world *w = *state;
    struct aisle_validate_options options;
    struct aisle_validation v;
    aisle_validate_options_init(&options);
    aisle_validation_init(&v);
    options.draws = 10;
    options.people_per_case = 2000;
    assert_int_equal(
        aisle_validate(w->ctx, &w->parameters, &w->data, &w->targets, &options, &v),
        AISLE_OK);
    assert_true(v.series_count >= 9 && v.points >= 30 && v.covered <= v.points);
    for (int i = 0; i < v.series_count; i++) {
        const struct aisle_validation_series *s = &v.series[i];
        assert_true(s->count > 0 && s->error <= s->worst);
        for (int k = 0; k < s->count; k++)
            assert_true(s->points[k].low <= s->points[k].high);
    }
    /* rows look at the same paths */
    const struct aisle_validation_series *step = series(&v, "court_backlog_year_ahead"),
                                         *far = series(&v, "court_backlog_from_fy2013");
    assert_true(step->points[0].median == far->points[0].median);
    assert_true(step->points[1].median != far->points[1].median);
    aisle_validation_clear(&v);
}

static void test_bad(void **state)
{
    struct world *w = *state;
    struct aisle_validate_options options;
    struct aisle_validation v;
    char *names[] = {(char *)"court_judgez"};
    double values[] = {1, 2};
    struct aisle_posterior posterior = {1, names, 2, values};
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_validate_options_init(&options);
    aisle_validation_init(&v);
    options.posterior = &posterior;
    assert_int_equal(
        aisle_validate(ctx, &w->parameters, &w->data, &w->targets, &options, &v),
        AISLE_NOT_FOUND);
    assert_true(support_says(ctx, "court_judgez", 0));
    options.draws = 3;
    assert_int_equal(
        aisle_validate(ctx, &w->parameters, &w->data, &w->targets, &options, &v),
        AISLE_INPUT);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped), cmocka_unit_test(test_shipped_posterior),
        cmocka_unit_test(test_goes_on), cmocka_unit_test(test_validate),
        cmocka_unit_test(test_bad),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
