/* What it does to the asylum system. */
#ifndef TESTS_REPORT_MADE_OUTCOME_H
#define TESTS_REPORT_MADE_OUTCOME_H

#include "report/made_senate.h"
#include <aisle/outcome.h>
#include <math.h>

static inline struct aisle_spread fixture_spread(double mean, double half)
{
    return (struct aisle_spread){mean, mean - half, mean - half / 50, mean + half};
}

static inline void fixture_metric(struct aisle_metric *m, const char *name,
                                  const char *label, const char *unit,
                                  enum aisle_family family, double base, double change)
{
    double half = 0.06 * fabs(base), wide = 0.45 * fabs(change) + 0.004 * fabs(base);
    *m = (struct aisle_metric){.name = TEXT(name),
                               .label = TEXT(label),
                               .unit = TEXT(unit),
                               .family = family,
                               .baseline = fixture_spread(base, half),
                               .package = fixture_spread(base + change, half),
                               .difference = fixture_spread(change, wide),
                               .noise_share = 0.07};
}

static inline void fixture_fan(struct aisle_fan *fan, int i, double middle, double half)
{
    fan->mean[i] = fan->q50[i] = middle;
    fan->q05[i] = middle - half;
    fan->q10[i] = middle - 0.8 * half;
    fan->q90[i] = middle + 0.8 * half;
    fan->q95[i] = middle + half;
}

static inline void fixture_series(struct aisle_series *s, const char *name,
                                  const char *label, const char *unit, double start,
                                  double slope, double change)
{
    int n = 61;
    *s = (struct aisle_series){
        .name = TEXT(name), .label = TEXT(label), .unit = TEXT(unit), .count = n};
    s->dates = mem_new((size_t)n, sizeof *s->dates);
    double **columns[] = {&s->baseline.mean, &s->baseline.q05, &s->baseline.q10,
                          &s->baseline.q50,  &s->baseline.q90, &s->baseline.q95,
                          &s->package.mean,  &s->package.q05,  &s->package.q10,
                          &s->package.q50,   &s->package.q90,  &s->package.q95,
                          &s->observed};
    for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++)
        *columns[c] = mem_new((size_t)n, sizeof(double));
    for (int i = 0; i < n; i++) {
        double t = i / 12.0, base = start + slope * t, pack = base + change * t * t;
        double half = 0.015 * start * (1 + 3 * t);
        s->dates[i] = aisle_day_from_civil(2023 + (9 + i) / 12, 1 + (9 + i) % 12, 1);
        fixture_fan(&s->baseline, i, base, half);
        fixture_fan(&s->package, i, pack, half);
        s->observed[i] = i == 0 ? start : (double)NAN;
    }
}

static inline void fixture_outcome(struct aisle_outcome *o)
{
    aisle_outcome_init(o);
    o->start = aisle_day_from_civil(2023, 10, 31);
    o->years = 5;
    o->replications = 40;
    o->people_per_case = 10;
    o->cases = 9123456;
    o->events = 81234567;
    o->seconds = 19.2;
    o->cpu_seconds = 36.1;
    o->p_fair = 0.71;
    o->p_efficient = 0.93;
    o->p_both = 0.66;
    o->metric_count = 10;
    o->metrics = mem_new(10, sizeof *o->metrics);
    struct aisle_metric *m = o->metrics;
    fixture_metric(m++, "court_backlog", "Cases pending in immigration court", "cases",
                   AISLE_FAMILY_BACKLOG, 3.42e6, -0.41e6);
    fixture_metric(m++, "asylum_backlog", "Cases pending at the asylum office", "cases",
                   AISLE_FAMILY_BACKLOG, 1.21e6, -0.06e6);
    fixture_metric(m++, "wait_median_days", "Median wait for a decision", "days",
                   AISLE_FAMILY_WAIT, 1490, -322);
    fixture_metric(m++, "fairness_gap", "Spread of grant rates between judges", "share",
                   AISLE_FAMILY_FAIRNESS, 0.214, 0.0004);
    fixture_metric(m++, "in_absentia", "Decided in absentia", "share",
                   AISLE_FAMILY_FAIRNESS, 0.142, 0.031);
    fixture_metric(m++, "decisions_judge", "Decisions a judge-year", "decisions",
                   AISLE_FAMILY_EFFICIENCY, 612, 44);
    fixture_metric(m++, "cost_usd", "Running cost", "USD", AISLE_FAMILY_COST, 31.4e9,
                   5.2e9);
    fixture_metric(m++, "cost_decision", "Cost of a decision", "USD per decision",
                   AISLE_FAMILY_COST, 5120, -310);
    fixture_metric(m++, "shelter_nyc", "People in New York shelters", "people",
                   AISLE_FAMILY_SHELTER, 71200, -5400);
    fixture_metric(m++, "waiting_mexico", "Waiting in Mexico", "people",
                   AISLE_FAMILY_FLOW, 0, 0);
    o->series_count = 4;
    o->series = mem_new(4, sizeof *o->series);
    fixture_series(&o->series[0], "court_backlog", "Cases pending in immigration court",
                   "cases", 2.48e6, 0.19e6, -16.4e3);
    fixture_series(&o->series[1], "asylum_backlog",
                   "Cases pending at the asylum office", "cases", 1.02e6, 0.05e6, -2e3);
    fixture_series(&o->series[2], "shelter_nyc", "People in New York shelters",
                   "people", 64200, 1400, -216);
    fixture_series(&o->series[3], "cost", "Running cost a month", "USD", 5.1e8, 1.1e7,
                   3e6);
    o->note_count = 2;
    o->notes = mem_new(2, sizeof *o->notes);
    o->notes[0] = TEXT("Arrivals are last year's, repeated; no deterrence is assumed.");
    o->notes[1] = TEXT("The effect of counsel is not modelled.");
}

#endif
