#include "report_asylum/outcome_parts.h"
#include "words/json_parts.h"

#include <math.h>

static void put_spread(struct json *json, const char *key,
                       const struct aisle_spread *spread)
{
    json_key(json, key);
    json_open(json, '{');
    json_put_real(json, "mean", spread->mean);
    json_put_real(json, "q05", spread->q05);
    json_put_real(json, "q50", spread->q50);
    json_put_real(json, "median", spread->q50);
    json_put_real(json, "q95", spread->q95);
    json_close(json);
}

static void put_metric(struct json *json, const struct aisle_metric *metric)
{
    json_open(json, '{');
    json_put_text(json, "name", metric->name);
    json_put_text(json, "label", metric->label);
    json_put_text(json, "unit", metric->unit);
    json_put_text(json, "family", aisle_family_text(metric->family));
    put_spread(json, "baseline", &metric->baseline);
    put_spread(json, "package", &metric->package);
    put_spread(json, "difference", &metric->difference);
    json_put_real(json, "noise_share", metric->noise_share);
    json_put_real(json, "noise_share_q05", metric->noise_low);
    json_put_real(json, "noise_share_q95", metric->noise_high);
    json_put_real(json, "difference_sd", metric->difference_sd);
    json_close(json);
}

static void put_values(struct json *json, const char *key, const double *values,
                       int count)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < count; i++)
        json_real(json, values[i]);
    json_close(json);
}

static void put_fan(struct json *json, const char *key, const struct aisle_fan *fan,
                    int count)
{
    json_key(json, key);
    json_open(json, '{');
    put_values(json, "mean", fan->mean, count);
    put_values(json, "median", fan->q50, count);
    put_values(json, "q05", fan->q05, count);
    put_values(json, "q10", fan->q10, count);
    put_values(json, "q90", fan->q90, count);
    put_values(json, "q95", fan->q95, count);
    json_close(json);
}

static void put_series(struct json *json, const struct aisle_series *series)
{
    int n = series->count;
    json_open(json, '{');
    json_put_text(json, "name", series->name);
    json_put_text(json, "label", series->label);
    json_put_text(json, "unit", series->unit);
    json_key(json, "dates");
    json_open(json, '[');
    for (int i = 0; i < n; i++)
        json_day(json, series->dates[i]);
    json_close(json);
    put_fan(json, "baseline", &series->baseline, n);
    put_fan(json, "package", &series->package, n);
    put_values(json, "observed", series->observed, n);
    json_close(json);
}

static void put_names(struct json *json, const char *key, int count, char *const *names)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < count; i++)
        json_text(json, names[i]);
    json_close(json);
}

static void put_side(struct json *json, const char *key,
                     const struct aisle_cell_side *side)
{
    json_key(json, key);
    json_open(json, '{');
    json_put_real(json, "decided", side->decided);
    json_put_real(json, "granted", side->granted);
    json_put_real(json, "ordered", side->ordered);
    json_put_real(json, "absent", side->absent);
    json_put_real(json, "wait_days", side->wait_days);
    json_close(json);
}

/* "table": court decisions by court x nationality x class, indices into its names. */
static void put_table(struct json *json, const struct aisle_outcome *o)
{
    json_key(json, "table");
    json_open(json, '{');
    put_names(json, "courts", o->court_count, o->courts);
    put_names(json, "nationalities", o->nation_count, o->nations);
    put_names(json, "classes", o->class_count, o->classes);
    json_key(json, "cells");
    json_open(json, '[');
    for (int i = 0; i < o->cell_count; i++) {
        json_open(json, '{');
        json_put_int(json, "court", o->cells[i].court);
        json_put_int(json, "nationality", o->cells[i].nation);
        json_put_int(json, "class", o->cells[i].class_);
        put_side(json, "baseline", &o->cells[i].baseline);
        put_side(json, "package", &o->cells[i].package);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

/* The last edge is null: no upper end. */
static void put_waits(struct json *json, const struct aisle_waits *waits)
{
    json_open(json, '{');
    json_put_text(json, "class", waits->name);
    put_values(json, "edges_days", waits->edges, waits->count + 1);
    put_values(json, "baseline", waits->baseline, waits->count);
    put_values(json, "package", waits->package, waits->count);
    json_put_real(json, "baseline_q50",
                  aisle_waits_quantile(waits, waits->baseline, 0.5));
    json_put_real(json, "baseline_q90",
                  aisle_waits_quantile(waits, waits->baseline, 0.9));
    json_put_real(json, "package_q50",
                  aisle_waits_quantile(waits, waits->package, 0.5));
    json_put_real(json, "package_q90",
                  aisle_waits_quantile(waits, waits->package, 0.9));
    json_close(json);
}

static void put_year(struct json *json, const struct aisle_agency_year *year)
{
    json_open(json, '{');
    json_put_text(json, "agency", year->agency);
    json_put_int(json, "fiscal_year", year->fiscal_year);
    json_put_int(json, "months", year->months);
    put_spread(json, "baseline", &year->baseline);
    put_spread(json, "package", &year->package);
    put_spread(json, "difference", &year->difference);
    json_close(json);
}

static void put_tables(struct json *json, const struct aisle_outcome *o)
{
    put_table(json, o);
    json_key(json, "waits");
    json_open(json, '[');
    for (int i = 0; i < o->waits_count; i++)
        put_waits(json, &o->waits[i]);
    json_close(json);
    json_key(json, "money");
    json_open(json, '[');
    for (int i = 0; i < o->money_count; i++)
        put_year(json, &o->money[i]);
    json_close(json);
}

/* Per second of simulation; null when no time was measured. */
static double event_rate(const struct aisle_outcome *outcome)
{
    if (!(outcome->seconds > 0))
        return (double)NAN;
    return (double)outcome->events / outcome->seconds;
}

void json_outcome_keys(struct json *json, const struct aisle_outcome *outcome)
{
    json_put_int(json, "cases", outcome->cases);
    json_put_int(json, "events", outcome->events);
    json_put_int(json, "replications", outcome->replications);
    json_put_real(json, "events_per_second", event_rate(outcome));
    json_put_int(json, "people_per_case", outcome->people_per_case);
    json_put_day(json, "from", outcome->start);
    json_put_int(json, "years", outcome->years);
    json_put_real(json, "p_fair", outcome->p_fair);
    json_put_real(json, "p_efficient", outcome->p_efficient);
    json_put_real(json, "p_both", outcome->p_both);
    json_key(json, "metrics");
    json_open(json, '[');
    for (int i = 0; i < outcome->metric_count; i++)
        put_metric(json, &outcome->metrics[i]);
    json_close(json);
    json_key(json, "series");
    json_open(json, '[');
    for (int i = 0; i < outcome->series_count; i++)
        put_series(json, &outcome->series[i]);
    json_close(json);
    put_tables(json, outcome);
    json_put_notes(json, outcome->note_count, outcome->notes);
}

enum aisle_status aisle_report_outcome_json(struct aisle_ctx *ctx,
                                            const struct aisle_run *run,
                                            const struct aisle_outcome *outcome,
                                            char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_outcome_keys(&json, outcome);
    json_close(&json);
    return report_take(ctx, &text, out);
}
