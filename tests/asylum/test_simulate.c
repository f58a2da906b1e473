/* The room's two doors: a package against current law, and the screen. */
#include "shipped.h"
#include <math.h>
#include <string.h>

static struct aisle_asylum_options coarse(void)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = 2;
    options.replications = 12;
    options.people_per_case = 200;
    options.threads = 2;
    return options;
}

static void simulate(struct shipped *s, const struct aisle_scenario *package,
                     const struct aisle_asylum_options *options,
                     struct aisle_outcome *out)
{
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    aisle_outcome_init(out);
    enum aisle_status status = aisle_asylum_simulate(s->ctx, &s->parameters, &s->data,
                                                     &current, package, options, out);
    support_show(s->ctx);
    assert_int_equal(status, AISLE_OK);
}

static const struct aisle_metric *metric(const struct aisle_outcome *out,
                                         const char *name)
{
    const struct aisle_metric *m = aisle_outcome_metric(out, name);
    assert_non_null(m);
    return m;
}

static bool same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static bool same_spread(struct aisle_spread a, struct aisle_spread b)
{
    return same_number(a.mean, b.mean) && same_number(a.q05, b.q05) &&
           same_number(a.q50, b.q50) && same_number(a.q95, b.q95);
}

static void test_neutral_package_changes_nothing(void **state)
{
    struct aisle_scenario neutral;
    aisle_scenario_init(&neutral);
    struct aisle_asylum_options options = coarse();
    struct aisle_outcome out;
    simulate(*state, &neutral, &options, &out);
    assert_true(out.metric_count > 30);
    for (int i = 0; i < out.metric_count; i++) {
        const struct aisle_metric *m = &out.metrics[i];
        assert_true(same_spread(m->baseline, m->package));
        assert_true(m->difference.q05 == 0 && m->difference.q95 == 0);
        assert_true(isnan(m->noise_share));
    }
    assert_true(out.p_fair == 1 && out.p_efficient == 0 && out.p_both == 0);
    aisle_outcome_clear(&out);
}

/* Money that decides no case is never "more efficient", and no less fair. */
static void test_idle_money_is_not_efficient(void **state)
{
    struct aisle_asylum_options options = coarse();
    struct aisle_scenario money = shipped_lever(AISLE_LEVER_SHELTER_USD, 5e9);
    struct aisle_outcome out;
    simulate(*state, &money, &options, &out);
    assert_true(out.p_efficient == 0 && out.p_both == 0 && out.p_fair == 1);
    assert_true(metric(&out, "cost_shelter_local_usd")->difference.q95 < 0);
    aisle_outcome_clear(&out);
}

/* The index is the mean of its parts, and expulsion moves it through the third. */
static void test_fairness_is_its_parts(void **state)
{
    struct aisle_asylum_options options = coarse();
    struct aisle_scenario expel = shipped_lever(AISLE_LEVER_EXPULSION_MUST, 4000);
    struct aisle_outcome out;
    shipped_pin(*state, "fair_weight_spread", 1);
    shipped_pin(*state, "fair_weight_counsel", 1);
    shipped_pin(*state, "fair_weight_hearing", 1);
    simulate(*state, &expel, &options, &out);
    double spread = metric(&out, "grant_spread_within_court")->difference.mean;
    double gap = metric(&out, "representation_gap")->difference.mean;
    double barred = metric(&out, "no_hearing_chance")->difference.mean;
    double index = metric(&out, "fairness_gap")->difference.mean;
    assert_true(metric(&out, "representation_gap")->baseline.q05 > 0);
    assert_true(fabs(index - (2 * spread + gap + barred) / 3) < 1e-9);
    assert_true(barred > 0.05 && barred / 3 > 0.9 * index);
    assert_true(metric(&out, "no_hearing_share")->difference.mean > barred);
    assert_true(out.p_fair == 0);
    aisle_outcome_clear(&out);
}

static struct aisle_scenario rich_package(void)
{
    struct aisle_scenario p = shipped_lever(AISLE_LEVER_JUDGES, 375);
    p.lever[AISLE_LEVER_OFFICERS] = 1600;
    p.lever[AISLE_LEVER_BEDS] = 12500;
    p.lever[AISLE_LEVER_MEXICO] = 0.3;
    p.lever[AISLE_LEVER_EXPULSION_MUST] = 5000;
    p.lever[AISLE_LEVER_SHELTER_USD] = 1.4e9;
    return p;
}

static void test_threads_change_nothing(void **state)
{
    struct aisle_scenario package = rich_package();
    struct aisle_asylum_options options = coarse();
    struct aisle_outcome one, four;
    options.threads = 1;
    simulate(*state, &package, &options, &one);
    options.threads = 4;
    simulate(*state, &package, &options, &four);
    for (int i = 0; i < one.metric_count; i++) {
        assert_true(same_spread(one.metrics[i].baseline, four.metrics[i].baseline));
        assert_true(same_spread(one.metrics[i].difference, four.metrics[i].difference));
        assert_true(
            same_number(one.metrics[i].noise_share, four.metrics[i].noise_share));
    }
    assert_true(one.events == four.events && one.cases == four.cases);
    aisle_outcome_clear(&one);
    aisle_outcome_clear(&four);
}

static void test_seed_changes_something(void **state)
{
    struct aisle_scenario package = rich_package();
    struct aisle_asylum_options options = coarse();
    struct aisle_outcome one, two;
    simulate(*state, &package, &options, &one);
    options.seed = 2;
    simulate(*state, &package, &options, &two);
    assert_true(metric(&one, "court_backlog")->baseline.mean !=
                metric(&two, "court_backlog")->baseline.mean);
    aisle_outcome_clear(&one);
    aisle_outcome_clear(&two);
}

/* A record may stand for 20 people or for 200: means agree within noise. The sets
 * are the same, so what differs is luck alone. */
static void test_scale_is_unbiased(void **state)
{
    static const char *const names[] = {
        "court_backlog", "wait_mean_days", "decisions_per_month",
        "released",      "removals",       "shelter_new_york_end",
        "grants",        "detained_mean",  "cost_usd"};
    struct aisle_scenario package = rich_package();
    struct aisle_asylum_options options = coarse();
    options.replications = 4;
    options.years = 1;
    struct aisle_outcome fine, coarser;
    options.people_per_case = 20;
    simulate(*state, &package, &options, &fine);
    options.people_per_case = 200;
    simulate(*state, &package, &options, &coarser);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct aisle_metric *a = metric(&fine, names[i]);
        const struct aisle_metric *b = metric(&coarser, names[i]);
        /* 300 records in shelter, four times: luck alone is 3% */
        double within = strcmp(names[i], "shelter_new_york_end") == 0 ? 0.12 : 0.03;
        if (!(fabs(b->baseline.mean / a->baseline.mean - 1) < within) ||
            !(fabs(b->package.mean / a->package.mean - 1) < within))
            fail_msg("%s: %g and %g, by 200 people %g and %g", names[i],
                     a->baseline.mean, a->package.mean, b->baseline.mean,
                     b->package.mean);
    }
    aisle_outcome_clear(&fine);
    aisle_outcome_clear(&coarser);
}

/* X(lever, value, metric, sign of the difference): what each lever must do to the
 * number nearest to it. */
static const struct {
    enum aisle_lever lever;
    double value;
    const char *metric;
    int sign;
} effects[] = {
    {AISLE_LEVER_JUDGES, 400, "court_backlog", -1},
    {AISLE_LEVER_JUDGES, 400, "decisions_per_month", +1},
    {AISLE_LEVER_JUDGES, -300, "court_backlog", +1},
    {AISLE_LEVER_OFFICERS, 1600, "screening_backlog", -1},
    {AISLE_LEVER_AGENTS, -6000, "border_custody_days", +1},
    {AISLE_LEVER_BEDS, 30000, "detained_mean", +1},
    {AISLE_LEVER_STANDARD, 1, "screening_pass_share", -1},
    {AISLE_LEVER_OFFICER_DECIDES, 0.2, "wait_mean_days", -1},
    {AISLE_LEVER_MEXICO, 0.5, "waiting_in_mexico", +1},
    {AISLE_LEVER_MEXICO, 0.5, "released", -1},
    {AISLE_LEVER_EXPULSION_MUST, 4000, "expelled", +1},
    {AISLE_LEVER_EXPULSION_MAY, 3000, "expelled", +1},
    {AISLE_LEVER_EXPULSION_DAY, 4000, "expelled", +1},
    {AISLE_LEVER_DETERRENCE, -0.5, "encounters_per_day", -1},
    {AISLE_LEVER_DETERRENCE, -0.5, "shelter_new_york_end", -1},
};

static void test_levers_have_their_effect(void **state)
{
    struct aisle_asylum_options options = coarse();
    options.replications = 8;
    options.people_per_case = 400;
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++) {
        struct aisle_scenario package =
            shipped_lever(effects[i].lever, effects[i].value);
        struct aisle_outcome out;
        simulate(*state, &package, &options, &out);
        double change = metric(&out, effects[i].metric)->difference.mean;
        if (!(change * effects[i].sign > 0))
            fail_msg("%s %g: %s moves by %g", aisle_lever_info(effects[i].lever)->key,
                     effects[i].value, effects[i].metric, change);
        aisle_outcome_clear(&out);
    }
}

/* Coordinators matter where agents are short, federal money where cities are full,
 * the floor at ports where expulsion is in force. */
static void test_levers_that_need_a_reason(void **state)
{
    struct aisle_asylum_options options = coarse();
    options.replications = 8;
    struct aisle_scenario current = shipped_lever(AISLE_LEVER_DETERRENCE, 0.8);
    struct aisle_scenario package = current;
    package.lever[AISLE_LEVER_COORDINATORS] = 5000;
    package.lever[AISLE_LEVER_SHELTER_USD] = 5e9;
    struct shipped *s = *state;
    struct aisle_outcome out;
    aisle_outcome_init(&out);
    assert_int_equal(aisle_asylum_simulate(s->ctx, &s->parameters, &s->data, &current,
                                           &package, &options, &out),
                     AISLE_OK);
    assert_true(metric(&out, "border_custody_days")->difference.mean < 0);
    assert_true(metric(&out, "cost_shelter_local_usd")->difference.mean < 0);
    aisle_outcome_clear(&out);

    current = shipped_lever(AISLE_LEVER_EXPULSION_MUST, 3000);
    package = current;
    package.lever[AISLE_LEVER_PORT_FLOOR] = 1400;
    assert_int_equal(aisle_asylum_simulate(s->ctx, &s->parameters, &s->data, &current,
                                           &package, &options, &out),
                     AISLE_OK);
    assert_true(metric(&out, "released")->difference.mean > 0);
    aisle_outcome_clear(&out);
}

/* More judges, all else and all luck equal: fewer pending and more decided, so the
 * wait of a case filed at the end and the median that counts who still waits fall in
 * every replication. The median wait of the decided need not: it moves with the mix of
 * dockets. */
static void test_more_judges_never_hurt(void **state)
{
    struct aisle_asylum_options options = coarse();
    options.replications = 8;
    options.years = 4;
    options.people_per_case = 400;
    double backlog = INFINITY, mean_wait = INFINITY, expected = INFINITY;
    double typical = INFINITY;
    for (int judges = 0; judges <= 1200; judges += 400) {
        struct aisle_scenario package = shipped_lever(AISLE_LEVER_JUDGES, judges);
        struct aisle_outcome out;
        simulate(*state, &package, &options, &out);
        assert_true(metric(&out, "court_backlog")->difference.q95 <= 0);
        assert_true(metric(&out, "court_backlog")->package.mean < backlog);
        assert_true(metric(&out, "wait_pending_mean_days")->package.mean < mean_wait);
        const struct aisle_metric *wait = metric(&out, "wait_expected_days");
        assert_true(judges == 0 ? wait->difference.q95 == 0 : wait->difference.q95 < 0);
        assert_true(wait->package.q05 > 0 && wait->package.mean < expected);
        expected = wait->package.mean;
        wait = metric(&out, "wait_typical_days");
        assert_true(judges == 0 ? wait->difference.q95 == 0 : wait->difference.q95 < 0);
        assert_true(wait->package.q05 > 0 && wait->package.mean < typical);
        typical = wait->package.mean;
        backlog = metric(&out, "court_backlog")->package.mean;
        mean_wait = metric(&out, "wait_pending_mean_days")->package.mean;
        aisle_outcome_clear(&out);
    }
}

/* Quantiles in their order; flows have none at the start. */
static void check_order(const struct aisle_fan *fan, int i)
{
    assert_true(fan->q05[i] <= fan->q10[i] && fan->q10[i] <= fan->q50[i]);
    assert_true(fan->q50[i] <= fan->q90[i] && fan->q90[i] <= fan->q95[i]);
}

static void test_series_begin_with_the_record(void **state)
{
    struct shipped *s = *state;
    struct aisle_scenario package = rich_package();
    struct aisle_asylum_options options = coarse();
    struct aisle_outcome out;
    simulate(s, &package, &options, &out);
    const struct aisle_series *new_york = NULL;
    for (int i = 0; i < out.series_count; i++) {
        assert_int_equal(out.series[i].count, 25);
        assert_int_equal(out.series[i].dates[0], options.start);
        if (strcmp(out.series[i].name, "shelter_new_york") == 0)
            new_york = &out.series[i];
        check_order(&out.series[i].baseline, 24);
        check_order(&out.series[i].package, 24);
    }
    assert_non_null(new_york);
    assert_true(new_york->observed[0] == 65429);
    assert_true(isnan(new_york->observed[1]));
    assert_true(fabs(new_york->baseline.mean[0] - 65429) < 200);
    assert_true(new_york->dates[1] == aisle_day_from_civil(2023, 11, 30));
    aisle_outcome_clear(&out);
}

/* The screen says what a simulation of the same size says. */
static void test_screen_agrees_with_simulate(void **state)
{
    struct shipped *s = *state;
    struct aisle_asylum_options options = coarse();
    options.replications = 4;
    struct aisle_scenario current, scenarios[2];
    aisle_scenario_init(&current);
    aisle_scenario_init(&scenarios[0]);
    scenarios[1] = rich_package();
    double difference[2 * AISLE_DEAL_OUTCOMES], both[2];
    assert_int_equal(aisle_asylum_screen(s->ctx, &s->parameters, &s->data, &current, 2,
                                         scenarios, &options, difference, both),
                     AISLE_OK);
    struct aisle_outcome out;
    simulate(s, &scenarios[1], &options, &out);
    for (int k = 0; k < AISLE_DEAL_OUTCOMES; k++) {
        assert_true(difference[k] == 0);
        double wanted = metric(&out, aisle_deal_outcome_names[k])->difference.mean;
        assert_true(fabs(difference[AISLE_DEAL_OUTCOMES + k] - wanted) <=
                    1e-9 * fabs(wanted));
    }
    assert_true(both[0] == 0 && same_number(both[1], out.p_both));
    aisle_outcome_clear(&out);
}

static void expect_refused(struct shipped *s, const struct aisle_scenario *package,
                           const struct aisle_asylum_options *options,
                           enum aisle_status wanted, const char *says)
{
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_outcome out;
    aisle_outcome_init(&out);
    aisle_ctx_clear(s->ctx);
    assert_int_equal(aisle_asylum_simulate(s->ctx, &s->parameters, &s->data, &current,
                                           package, options, &out),
                     wanted);
    assert_true(support_says(s->ctx, says, 0));
    assert_int_equal(out.metric_count, 0);
    aisle_ctx_clear(s->ctx);
}

static void test_bad_input_is_refused(void **state)
{
    struct shipped *s = *state;
    struct aisle_asylum_options options = coarse();
    struct aisle_scenario package = shipped_lever(AISLE_LEVER_MEXICO, 1.5);
    expect_refused(s, &package, &options, AISLE_INPUT, "mexico_share is 1.5");
    package = shipped_lever(AISLE_LEVER_JUDGES, NAN);
    expect_refused(s, &package, &options, AISLE_INPUT, "judges");
    aisle_scenario_init(&package);
    options.people_per_case = 0;
    expect_refused(s, &package, &options, AISLE_INPUT, "people_per_case is 0");
    options = coarse();
    options.start = aisle_day_from_civil(2010, 1, 1);
    expect_refused(s, &package, &options, AISLE_INPUT, "lacks encounters");
    options = coarse();
    struct aisle_parameter *p =
        (struct aisle_parameter *)aisle_parameters_find(&s->parameters, "court_judges");
    p->name[strlen(p->name) - 1] = 'z';
    expect_refused(s, &package, &options, AISLE_INPUT, "court_judges");
    p->name[strlen(p->name) - 1] = 's';
}

static void cancel_soon(void *user, const char *task, double done, double total)
{
    (void)task;
    (void)total;
    if (done >= 1)
        aisle_ctx_cancel(user);
}

static void test_cancel_stops(void **state)
{
    struct shipped *s = *state;
    struct aisle_asylum_options options = coarse();
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_outcome out;
    aisle_outcome_init(&out);
    options.threads = 1;
    aisle_ctx_set_progress(ctx, cancel_soon, ctx);
    assert_int_equal(aisle_asylum_simulate(ctx, &s->parameters, &s->data, &current,
                                           &current, &options, &out),
                     AISLE_CANCELLED);
    assert_int_equal(out.metric_count, 0);
    aisle_ctx_free(ctx);
}

static enum aisle_status small_run(struct aisle_ctx *ctx, void *user)
{
    struct shipped *s = user;
    struct aisle_asylum_options options = coarse();
    options.replications = 1;
    options.years = 1;
    options.people_per_case = 10000;
    options.threads = 1;
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_outcome out;
    aisle_outcome_init(&out);
    enum aisle_status status = aisle_asylum_simulate(
        ctx, &s->parameters, &s->data, &current, &current, &options, &out);
    aisle_outcome_clear(&out);
    return status;
}

static void test_memory_running_out(void **state)
{
    assert_true(support_fail_allocations(small_run, *state) > 100);
}

/* From a year before on the arrivals of the record, New York's census follows the
 * record: the parameters were fitted to it, so this holds the code to the fit. */
static void test_new_york_follows_the_record(void **state)
{
    struct shipped *s = *state;
    static const struct {
        const char *name;
        double value;
    } fitted[] = {{"shelter_new_york_share", 0},
                  {"shelter_new_york_early_share", 0},
                  {"shelter_new_york_early_days", 0},
                  {"shelter_new_york_stay_days", 0},
                  {"arrivals_level", 1},
                  {"arrivals_first_change", 0},
                  {"arrivals_year_sd", 0},
                  {"arrivals_long_run", 0},
                  {"shelter_new_york_census_start", 12200}};
    enum { COUNT = sizeof fitted / sizeof fitted[0] };
    struct aisle_parameter saved[COUNT];
    for (int i = 0; i < COUNT; i++) {
        const struct aisle_parameter *p =
            aisle_parameters_find(&s->parameters, fitted[i].name);
        saved[i] = *p;
        shipped_pin(s, fitted[i].name,
                    fitted[i].value > 0 || i >= 5 ? fitted[i].value : p->value);
    }
    struct aisle_asylum_options options = coarse();
    options.start = aisle_day_from_civil(2022, 9, 30);
    options.recorded_arrivals = true;
    options.replications = 16;
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_outcome out;
    simulate(s, &current, &options, &out);
    int met = 0;
    for (int i = 0; i < out.series_count; i++) {
        const struct aisle_series *series = &out.series[i];
        for (int k = 2;
             k < series->count && strcmp(series->name, "shelter_new_york") == 0; k++) {
            if (isnan(series->observed[k]))
                continue;
            double ratio = series->baseline.mean[k] / series->observed[k];
            if (fabs(ratio - 1) > 0.1)
                fail_msg("census %d months on is %g of the record", k, ratio);
            met++;
        }
    }
    assert_int_equal(met, 5); /* May, July, August, September, October 2023 */
    aisle_outcome_clear(&out);
    for (int i = 0; i < COUNT; i++)
        *(struct aisle_parameter *)aisle_parameters_find(&s->parameters,
                                                         fitted[i].name) = saved[i];
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neutral_package_changes_nothing),
        cmocka_unit_test(test_idle_money_is_not_efficient),
        cmocka_unit_test(test_fairness_is_its_parts),
        cmocka_unit_test(test_threads_change_nothing),
        cmocka_unit_test(test_seed_changes_something),
        cmocka_unit_test(test_scale_is_unbiased),
        cmocka_unit_test(test_levers_have_their_effect),
        cmocka_unit_test(test_levers_that_need_a_reason),
        cmocka_unit_test(test_more_judges_never_hurt),
        cmocka_unit_test(test_series_begin_with_the_record),
        cmocka_unit_test(test_new_york_follows_the_record),
        cmocka_unit_test(test_screen_agrees_with_simulate),
        cmocka_unit_test(test_bad_input_is_refused),
        cmocka_unit_test(test_cancel_stops),
        cmocka_unit_test(test_memory_running_out),
    };
    return cmocka_run_group_tests(tests, shipped_open, shipped_close);
}
