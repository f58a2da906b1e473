/* Stations of the day clock against closed forms. */
#include "asylum/replicate.h"
#include "num/rng.h"
#include "shipped.h"
#include <math.h>
#include <stdlib.h>

enum { USE_TEST = 98 };

static int poisson(double mean, uint32_t day)
{
    double left = exp(-mean), product = 1;
    int count = -1;
    for (uint32_t i = 0; product > left; i++, count++)
        product *= rng_unit_at(3, USE_TEST, day, i, 0);
    return count;
}

static void make_study(struct shipped *s, const struct aisle_scenario *scenario,
                       struct study *study, struct aisle_asylum_options *options)
{
    aisle_asylum_options_init(options);
    options->replications = 1;
    options->people_per_case = 1;
    assert_int_equal(study_make(s->ctx, &s->parameters, &s->data, options, 1, scenario,
                                false, study),
                     AISLE_OK);
}

/* A line that takes one a day, Poisson arrivals: the line at the end of a day is
 * Lindley's W = max(0, W + A - 1), whose mean is r^2 / (2 (1 - r)). Through the
 * border's port line. */
static void test_port_line_is_lindleys(void **state)
{
    struct shipped *s = *state;
    shipped_pin(s, "court_pending_start", 0);
    shipped_pin(s, "screening_backlog_start", 0);
    shipped_pin(s, "border_ports_capacity", 1);
    shipped_pin(s, "route_port_released", 0);
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_asylum_options options;
    struct study study;
    make_study(s, &current, &study, &options);
    const double rates[] = {0.5, 0.8, 0.9};
    for (int k = 0; k < 3; k++) {
        struct pool pool = {0};
        struct world *w = calloc(1, sizeof *w);
        assert_int_equal(study_world(&study, 0, 0, &pool, NULL, w), AISLE_OK);
        enum { DAYS = 300000 };
        for (uint32_t day = 0; day < DAYS; day++) {
            int arrivals = poisson(rates[k], day);
            for (int i = 0; i < arrivals; i++)
                queue_push(w->pool, &w->ports, (struct person){.flags = PERSON_PORT});
            border_day(w);
        }
        double mean = w->tally.port_day_sum / DAYS;
        double theory = rates[k] * rates[k] / (2 * (1 - rates[k]));
        assert_true(fabs(mean / theory - 1) < 0.05);
        world_clear(w);
        pool_clear(&pool);
        free(w);
    }
    study_clear(&study);
}

/* City shelter has no limit: M/G/infinity. With Poisson arrivals the census is Poisson
 * whose mean is arrivals a day times the mean stay, whatever the stays look like. */
static void test_shelter_is_poisson(void **state)
{
    struct shipped *s = *state;
    shipped_pin(s, "shelter_new_york_census_start", 0);
    shipped_pin(s, "shelter_new_york_early_share", 0.3);
    shipped_pin(s, "shelter_new_york_early_days", 20);
    shipped_pin(s, "shelter_new_york_stay_days", 100);
    shipped_pin(s, "shelter_limit_used", 0);
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_asylum_options options;
    struct study study;
    make_study(s, &current, &study, &options);
    struct pool pool = {0};
    struct world *w = calloc(1, sizeof *w);
    assert_int_equal(study_world(&study, 0, 0, &pool, NULL, w), AISLE_OK);
    uint32_t asked = 0;
    double sum = 0, square = 0;
    enum { WARM = 1000, DAYS = 60000 };
    for (int day = 0; day < DAYS; day++, w->day++) {
        shelter_day(w);
        int arrivals = poisson(2, (uint32_t)day + 1000000);
        for (int i = 0; i < arrivals; i++) {
            struct person person = {.id = asked++};
            shelter_arrive(w, &person, 0, 0);
        }
        double census = (double)w->shelter[CITY_NEW_YORK].census;
        sum += day < WARM ? 0 : census;
        square += day < WARM ? 0 : census * census;
    }
    double mean = sum / (DAYS - WARM);
    double variance = square / (DAYS - WARM) - mean * mean;
    /* counted at the end of a day: whole days there, of a stay rounded down */
    double early = 1 / (1 - exp(-1.0 / 20)), longer = 99.5;
    assert_true(fabs(mean / (2 * (0.3 * early + 0.7 * longer)) - 1) < 0.02);
    assert_true(fabs(variance / mean - 1) < 0.15);
    world_clear(w);
    pool_clear(&pool);
    free(w);
    study_clear(&study);
}

/* Little's law for the courts: cases pending = cases decided a day x days from the
 * notice to the decision, when nothing grows. Arrivals are cut and judges added
 * until the courts keep up. */
static void test_courts_obey_littles_law(void **state)
{
    struct shipped *s = *state;
    shipped_pin(s, "court_pending_start", 20000);
    shipped_pin(s, "route_notice_lag_days", 0); /* pending counts from the notice */
    shipped_pin(s, "arrivals_level", 0.2);
    shipped_pin(s, "appeal_remand_share", 0); /* no case counts twice */
    shipped_pin(s, "closure_recalendared", 0);
    shipped_pin(s, "arrivals_first_change", 0);
    shipped_pin(s, "arrivals_year_sd", 0);
    shipped_pin(s, "arrivals_long_run", 0);
    shipped_pin(s, "court_pace_year_sd", 0);
    shipped_pin(s, "office_filings_year_sd", 0);
    shipped_pin(s, "court_judges_growth", 0);
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = 12;
    options.replications = 1;
    options.people_per_case = 20;
    struct study study;
    assert_int_equal(study_make(s->ctx, &s->parameters, &s->data, &options, 1, &current,
                                false, &study),
                     AISLE_OK);
    struct pool pool = {0};
    struct world *w = calloc(1, sizeof *w);
    assert_int_equal(study_world(&study, 0, 0, &pool, NULL, w), AISLE_OK);
    while (w->day < 2 * 365)
        world_day(w);
    struct tally before = w->tally;
    double pending = 0;
    while (w->day < 12 * 365) {
        world_day(w);
        pending += (double)w->pending;
    }
    double days = 10 * 365;
    double decided = (double)(w->tally.court_decided - before.court_decided);
    double wait = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        wait += (double)(w->tally.wait[c].sum - before.wait[c].sum) / decided;
    double line = pending / days;
    assert_true(fabs(line / (decided / days * wait) - 1) < 0.02);
    world_clear(w);
    pool_clear(&pool);
    free(w);
    study_clear(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_port_line_is_lindleys, shipped_open,
                                        shipped_close),
        cmocka_unit_test_setup_teardown(test_shelter_is_poisson, shipped_open,
                                        shipped_close),
        cmocka_unit_test_setup_teardown(test_courts_obey_littles_law, shipped_open,
                                        shipped_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
