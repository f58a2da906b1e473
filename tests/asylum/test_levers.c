/* What the levers of the later stations do, and judges alone against arithmetic. */
#include "asylum/replicate.h"
#include "shipped.h"
#include <math.h>

static void simulate(struct shipped *s, const struct aisle_scenario *current,
                     const struct aisle_scenario *package, int years,
                     struct aisle_outcome *out)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = years;
    options.replications = 4;
    options.people_per_case = 200;
    options.threads = 2;
    aisle_outcome_init(out);
    enum aisle_status status = aisle_asylum_simulate(s->ctx, &s->parameters, &s->data,
                                                     current, package, &options, out);
    support_show(s->ctx);
    assert_int_equal(status, AISLE_OK);
}

static double change(const struct aisle_outcome *out, const char *name)
{
    const struct aisle_metric *m = aisle_outcome_metric(out, name);
    assert_non_null(m);
    return m->difference.mean;
}

static const struct {
    enum aisle_lever lever;
    double value;
    const char *metric;
    int sign;
} effects[] = {
    {AISLE_LEVER_PERMIT_DAYS, 30, "without_permit", -1},
    {AISLE_LEVER_PERMIT_DAYS, 30, "wait_permit_days", -1},
    {AISLE_LEVER_COUNSEL, 0.5, "represented_share", +1},
    {AISLE_LEVER_COUNSEL, 0.5, "in_absentia_share", -1},
    {AISLE_LEVER_COUNSEL, 0.5, "cost_eoir_usd", +1},
    {AISLE_LEVER_CLOSURE, 200000, "inactive_cases", +1},
    {AISLE_LEVER_CLOSURE, 200000, "court_backlog", -1},
    {AISLE_LEVER_OLDEST_FIRST, 1, "wait_affirmative_days", +1},
    {AISLE_LEVER_STAY_LIMIT, 30, "shelter_new_york_end", -1},
    {AISLE_LEVER_STAY_LIMIT, 30, "shelter_limited", +1},
    {AISLE_LEVER_ALTERNATIVES, 200000, "supervised_mean", +1},
    {AISLE_LEVER_ALTERNATIVES, 200000, "in_absentia_share", -1},
    {AISLE_LEVER_ALTERNATIVES, 200000, "cost_ice_usd", +1},
    {AISLE_LEVER_APPOINTMENTS, -1400, "port_wait_days", +1},
    {AISLE_LEVER_OFFICERS, 1600, "affirmative_backlog", -1},
};

static void test_levers_have_their_effect(void **state)
{
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++) {
        struct aisle_scenario package =
            shipped_lever(effects[i].lever, effects[i].value);
        struct aisle_outcome out;
        simulate(*state, &current, &package, 3, &out);
        double moved = change(&out, effects[i].metric);
        if (!(moved * effects[i].sign > 0))
            fail_msg("%s %g: %s moves by %g", aisle_lever_info(effects[i].lever)->key,
                     effects[i].value, effects[i].metric, moved);
        aisle_outcome_clear(&out);
    }
}

/* The authority is in force on no more days than its years allow, and not at all after
 * its end. */
static void test_expulsion_keeps_its_days(void **state)
{
    struct aisle_scenario current, package;
    aisle_scenario_init(&current);
    package = shipped_lever(AISLE_LEVER_EXPULSION_MUST, 500);
    package.lever[AISLE_LEVER_EXPULSION_DAYS_1] = 270;
    package.lever[AISLE_LEVER_EXPULSION_DAYS_2] = 225;
    package.lever[AISLE_LEVER_EXPULSION_DAYS_3] = 180;
    package.lever[AISLE_LEVER_EXPULSION_YEARS] = 3;
    struct aisle_outcome out;
    simulate(*state, &current, &package, 4, &out);
    const struct aisle_metric *days = aisle_outcome_metric(&out, "expulsion_days");
    assert_true(fabs(days->package.mean - (270 + 225 + 180)) < 1e-9);
    aisle_outcome_clear(&out);
    package.lever[AISLE_LEVER_EXPULSION_YEARS] = 0;
    simulate(*state, &current, &package, 4, &out);
    days = aisle_outcome_metric(&out, "expulsion_days");
    /* a leap day begins a fifth year */
    assert_true(fabs(days->package.mean - (270 + 225 + 2 * 180 + 1)) < 1e-9);
    aisle_outcome_clear(&out);
}

/* 375 judges alone: the decisions they add are judge-years at work times what a judge
 * decides, and the backlog is smaller by them, as far as remands and recalendared cases
 * do not grow with decisions. */
static void test_judges_alone(void **state)
{
    struct shipped *s = *state;
    for (int i = 0; i < s->parameters.count; i++) {
        struct aisle_parameter *p = &s->parameters.items[i];
        p->low = p->high = p->value;
    }
    shipped_pin(s, "appeal_remand_share", 0);
    shipped_pin(s, "closure_recalendared", 0);
    shipped_pin(s, "arrivals_year_sd", 0);
    shipped_pin(s, "arrivals_long_run", 0);
    shipped_pin(s, "court_pace_year_sd", 0);
    struct aisle_scenario current, package = shipped_lever(AISLE_LEVER_JUDGES, 375);
    aisle_scenario_init(&current);
    double years = 0;
    for (int day = 0; day < 5 * 365; day++)
        years += staff_added(375, 742, 0.07, day) / 365;
    struct aisle_outcome out;
    simulate(s, &current, &package, 5, &out);
    double decided = change(&out, "decisions_per_month") * 60;
    double expected =
        years *
        aisle_parameters_find(&s->parameters, "court_completions_per_judge")->value;
    double backlog = -change(&out, "court_backlog");
    if (!(fabs(decided / expected - 1) < 0.1))
        fail_msg("%.0f decisions added, arithmetic says %.0f", decided, expected);
    if (!(fabs(backlog / decided - 1) < 0.1))
        fail_msg("backlog smaller by %.0f, decisions by %.0f", backlog, decided);
    /* which cases there is time for moves the share of decisions, no case's chance */
    double chance = change(&out, "no_hearing_chance");
    if (!(fabs(chance) < fabs(change(&out, "no_hearing_share")) / 3))
        fail_msg("judges alone move the chance to be heard by %g", chance);
    aisle_outcome_clear(&out);
}

/* Officers are paid from the first day and decide after their training; of cuts both
 * take effect at once. */
static void test_training_comes_before_decisions(void **state)
{
    struct shipped *s = *state;
    struct asylum_ranges ranges;
    assert_int_equal(asylum_ranges_read(s->ctx, &s->parameters, &ranges), AISLE_OK);
    const struct asylum_settings *settings = &ranges.value;
    struct aisle_scenario more = shipped_lever(AISLE_LEVER_OFFICERS, 1600);
    struct aisle_scenario fewer = shipped_lever(AISLE_LEVER_OFFICERS, -200);
    int day = (int)settings->screening_hire_lag_days;
    double training = settings->screening_training_days;
    struct staff now, later;
    staff_on(settings, &more, day, &now);
    staff_on(settings, &more, day + (int)training, &later);
    assert_true(now.officers_added > now.officers_trained);
    /* but for who leaves in training */
    assert_true(later.officers_trained <= now.officers_added);
    assert_true(later.officers_trained > 0.95 * now.officers_added);
    staff_on(settings, &fewer, 0, &now);
    assert_true(now.officers_trained == -200 && now.officers_added == -200);
}

/* However many come, nobody is held at the border for weeks: the longer held, the less
 * time an agent gives. Nor do they stand in line at ports, which meet whom they let
 * in. */
static void test_a_crowd_is_let_go(void **state)
{
    struct shipped *s = *state;
    shipped_pin(s, "arrivals_level", 4);
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_outcome out;
    simulate(s, &current, &current, 1, &out);
    const struct aisle_metric *days = aisle_outcome_metric(&out, "border_custody_days");
    assert_true(days->baseline.mean > 3 && days->baseline.q95 < 12);
    assert_true(aisle_outcome_metric(&out, "port_wait_days")->baseline.q95 < 1);
    aisle_outcome_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levers_have_their_effect),
        cmocka_unit_test(test_expulsion_keeps_its_days),
        cmocka_unit_test(test_judges_alone),
        cmocka_unit_test(test_training_comes_before_decisions),
        cmocka_unit_test(test_a_crowd_is_let_go),
    };
    return cmocka_run_group_tests(tests, shipped_open, shipped_close);
}
