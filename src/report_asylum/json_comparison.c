/* Comparison and sensitivity as JSON and CSV. */
#include "report_asylum/outcome_parts.h"
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include <aisle/report_experiments.h>

/* --- comparison ------------------------------------------------------------ */

enum aisle_status aisle_report_comparison_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_comparison *c,
                                               char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_key(&json, "packages");
    json_open(&json, '[');
    for (int i = 0; i < c->count; i++) {
        json_open(&json, '{');
        json_put_text(&json, "path", c->paths[i]);
        json_put_text(&json, "title", c->titles[i]);
        json_outcome_keys(&json, &c->outcomes[i]);
        json_key(&json, "against_first");
        if (i == 0) {
            json_none(&json);
        } else {
            json_open(&json, '{');
            json_outcome_keys(&json, &c->against_first[i]);
            json_close(&json);
        }
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    return report_take(ctx, &text, out);
}

static void put_spread(struct text *out, const struct aisle_spread *s)
{
    csv_put_number(out, s->mean);
    csv_put_number(out, s->q05);
    csv_put_number(out, s->q95);
}

static void put_rows(struct text *out, const struct aisle_comparison *c, int i,
                     const char *against, const struct aisle_outcome *o)
{
    for (int m = 0; m < o->metric_count; m++) {
        const struct aisle_metric *metric = &o->metrics[m];
        csv_put_text(out, c->titles[i], false);
        csv_put_text(out, against, true);
        csv_put_text(out, metric->name, true);
        csv_put_text(out, metric->unit, true);
        csv_put_text(out, aisle_family_text(metric->family), true);
        put_spread(out, &metric->baseline);
        put_spread(out, &metric->package);
        put_spread(out, &metric->difference);
        csv_put_number(out, metric->noise_share);
        csv_put_number(out, metric->baseline.q50);
        csv_put_number(out, metric->package.q50);
        csv_put_number(out, metric->difference.q50);
        text_add(out, "\n");
    }
}

enum aisle_status aisle_report_comparison_csv(struct aisle_ctx *ctx,
                                              const struct aisle_comparison *c,
                                              char **out)
{
    struct text text = {0};
    text_add(&text, "package,against,metric,unit,family,baseline_mean,baseline_q05,"
                    "baseline_q95,package_mean,package_q05,package_q95,difference_mean,"
                    "difference_q05,difference_q95,noise_share,baseline_q50,"
                    "package_q50,difference_q50\n");
    for (int i = 0; i < c->count; i++) {
        put_rows(&text, c, i, "current law", &c->outcomes[i]);
        if (i > 0)
            put_rows(&text, c, i, c->titles[0], &c->against_first[i]);
    }
    return report_take(ctx, &text, out);
}

/* --- sensitivity ----------------------------------------------------------- */

static const char *method_of(const struct aisle_sensitivity *s)
{
    return s->method == AISLE_SENSITIVITY_SOBOL ? "sobol" : "morris";
}

static void put_cell(struct json *json, const struct aisle_sensitivity *s, int p, int m)
{
    const struct aisle_sensitivity_cell *c = &s->cells[p * s->metric_count + m];
    json_open(json, '{');
    json_put_text(json, "metric", s->metrics[m].name);
    if (s->method == AISLE_SENSITIVITY_SOBOL) {
        json_put_real(json, "first", c->first);
        json_put_real(json, "first_q05", c->first_low);
        json_put_real(json, "first_q95", c->first_high);
        json_put_real(json, "total", c->total);
        json_put_real(json, "total_q05", c->total_low);
        json_put_real(json, "total_q95", c->total_high);
    } else {
        json_put_real(json, "effect", c->effect);
        json_put_real(json, "effect_se", c->effect_se);
        json_put_real(json, "direction", c->direction);
        json_put_real(json, "spread", c->spread);
    }
    json_close(json);
}

static void put_metrics(struct json *json, const struct aisle_sensitivity *s)
{
    json_key(json, "metrics");
    json_open(json, '[');
    for (int m = 0; m < s->metric_count; m++) {
        json_open(json, '{');
        json_put_text(json, "name", s->metrics[m].name);
        json_put_text(json, "label", s->metrics[m].label);
        json_put_text(json, "unit", s->metrics[m].unit);
        json_put_real(json, "mean", s->metrics[m].mean);
        json_put_real(json, "sd", s->metrics[m].sd);
        json_put_real(json, "luck_sd", s->metrics[m].luck_sd);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_sensitivity_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_sensitivity *s,
                                                char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_text(&json, "method", method_of(s));
    json_put_text(&json, "of", s->of_difference ? "difference" : "level");
    json_put_int(&json, "trials", s->trials);
    json_put_int(&json, "base", s->base);
    json_put_int(&json, "years", s->years);
    json_put_int(&json, "people_per_case", s->people_per_case);
    put_metrics(&json, s);
    json_key(&json, "parameters");
    json_open(&json, '[');
    for (int p = 0; p < s->parameter_count; p++) {
        json_open(&json, '{');
        json_put_text(&json, "name", s->parameters[p]);
        json_put_real(&json, "importance", s->importance[p]);
        json_key(&json, "cells");
        json_open(&json, '[');
        for (int m = 0; m < s->metric_count; m++)
            put_cell(&json, s, p, m);
        json_close(&json);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_sensitivity_csv(struct aisle_ctx *ctx,
                                               const struct aisle_sensitivity *s,
                                               char **out)
{
    struct text text = {0};
    text_add(&text,
             "parameter,importance,metric,unit,effect,effect_se,direction,spread,"
             "first,first_q05,first_q95,total,total_q05,total_q95\n");
    for (int p = 0; p < s->parameter_count; p++) {
        for (int m = 0; m < s->metric_count; m++) {
            const struct aisle_sensitivity_cell *c = &s->cells[p * s->metric_count + m];
            const double values[] = {
                c->effect,    c->effect_se,  c->direction, c->spread,    c->first,
                c->first_low, c->first_high, c->total,     c->total_low, c->total_high};
            csv_put_text(&text, s->parameters[p], false);
            csv_put_number(&text, s->importance[p]);
            csv_put_text(&text, s->metrics[m].name, true);
            csv_put_text(&text, s->metrics[m].unit, true);
            for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
                csv_put_number(&text, values[k]);
            text_add(&text, "\n");
        }
    }
    return report_take(ctx, &text, out);
}
