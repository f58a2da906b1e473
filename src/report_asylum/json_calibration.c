/* Calibration and validation as JSON and CSV. */
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include <aisle/report_experiments.h>

#include <math.h>

static void put_parameter(struct json *json, const struct aisle_calibrated *p)
{
    json_open(json, '{');
    json_put_text(json, "name", p->name);
    json_put_text(json, "unit", p->unit);
    json_put_real(json, "low", p->low);
    json_put_real(json, "high", p->high);
    json_put_real(json, "prior_mean", p->prior_mean);
    json_put_real(json, "prior_sd", p->prior_sd);
    json_put_real(json, "mean", p->mean);
    json_put_real(json, "sd", p->sd);
    json_put_real(json, "q05", p->q05);
    json_put_real(json, "q50", p->q50);
    json_put_real(json, "q95", p->q95);
    json_put_real(json, "width_ratio", p->width_ratio);
    json_close(json);
}

static void put_target(struct json *json, const struct aisle_fitted *t)
{
    json_open(json, '{');
    json_put_text(json, "name", t->name);
    json_put_text(json, "label", t->label);
    json_put_text(json, "unit", t->unit);
    json_put_bool(json, "fit", t->fit);
    json_put_real(json, "observed", t->observed);
    json_put_real(json, "sd", t->sd);
    json_put_real(json, "prior_mean", t->prior_mean);
    json_put_real(json, "prior_q10", t->prior_low);
    json_put_real(json, "prior_q90", t->prior_high);
    json_put_real(json, "mean", t->mean);
    json_put_real(json, "q10", t->low);
    json_put_real(json, "q90", t->high);
    json_put_real(json, "z", t->z);
    json_put_real(json, "emulator_explained", t->explained);
    json_close(json);
}

static void put_waves(struct json *json, const struct aisle_calibration *c)
{
    json_key(json, "waves");
    json_open(json, '[');
    for (int i = 0; i < c->wave_count; i++) {
        json_open(json, '{');
        json_put_real(json, "plausible", c->waves[i].plausible);
        json_put_real(json, "best_miss", c->waves[i].best);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_calibration_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_calibration *c,
                                                char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "draws", c->posterior.draw_count);
    json_put_int(&json, "evaluations", c->evaluations);
    put_waves(&json, c);
    json_put_real(&json, "rhat", c->rhat);
    json_put_real(&json, "ess", c->ess);
    json_put_int(&json, "check", c->check_count);
    json_put_real(&json, "check_ess", c->check_ess);
    json_put_bool(&json, "weighted", c->weighted);
    json_put_real(&json, "cover_not_fitted", c->cover);
    json_key(&json, "parameters");
    json_open(&json, '[');
    for (int i = 0; i < c->parameter_count; i++)
        put_parameter(&json, &c->parameters[i]);
    json_close(&json);
    json_key(&json, "targets");
    json_open(&json, '[');
    for (int i = 0; i < c->target_count; i++)
        put_target(&json, &c->targets[i]);
    json_close(&json);
    json_close(&json);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_posterior_csv(struct aisle_ctx *ctx,
                                             const struct aisle_posterior *p,
                                             char **out)
{
    struct text text = {0};
    for (int i = 0; i < p->parameter_count; i++)
        csv_put_text(&text, p->names[i], i > 0);
    text_add(&text, "\n");
    for (int d = 0; d < p->draw_count; d++) {
        for (int i = 0; i < p->parameter_count; i++)
            text_addf(&text, i > 0 ? ",%.9g" : "%.9g",
                      p->values[d * p->parameter_count + i]);
        text_add(&text, "\n");
    }
    return report_take(ctx, &text, out);
}

/* --- validation ------------------------------------------------------------ */

static void put_point(struct json *json, const struct aisle_validation_point *p)
{
    json_open(json, '{');
    json_put_text(json, "label", p->label);
    json_put_day(json, "date", p->date);
    json_put_real(json, "observed", p->observed);
    json_put_real(json, "median", p->median);
    json_put_real(json, "q10", p->low);
    json_put_real(json, "q90", p->high);
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        json_put_real(json, aisle_naive_name((enum aisle_naive)k), p->naive[k]);
    json_close(json);
}

static void put_series(struct json *json, const struct aisle_validation_series *s)
{
    json_open(json, '{');
    json_put_text(json, "name", s->name);
    json_put_text(json, "label", s->label);
    json_put_text(json, "unit", s->unit);
    json_put_text(json, "given", s->how);
    json_put_bool(json, "in_sample", s->in_sample);
    json_put_bool(json, "aside", s->aside);
    json_put_real(json, "error", s->error);
    json_put_real(json, "worst", s->worst);
    json_put_int(json, "covered", s->covered);
    json_put_real(json, "limit", s->limit);
    json_key(json, "met");
    if (isnan(s->limit))
        json_none(json);
    else
        json_bool(json, s->worst <= s->limit);
    json_key(json, "naive_error");
    json_open(json, '{');
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        json_put_real(json, aisle_naive_name((enum aisle_naive)k), s->naive_error[k]);
    json_close(json);
    json_key(json, "points");
    json_open(json, '[');
    for (int i = 0; i < s->count; i++)
        put_point(json, &s->points[i]);
    json_close(json);
    json_close(json);
}

enum aisle_status aisle_report_validation_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_validation *v,
                                               char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "draws", v->draws);
    json_put_bool(&json, "with_posterior", v->with_posterior);
    json_put_int(&json, "points", v->points);
    json_put_int(&json, "covered", v->covered);
    json_put_int(&json, "warmup_months", v->warmup_months);
    json_put_int(&json, "warmup_of", v->warmup_of);
    json_put_real(&json, "warmup_shift", v->warmup_shift);
    json_key(&json, "series");
    json_open(&json, '[');
    for (int i = 0; i < v->series_count; i++)
        put_series(&json, &v->series[i]);
    json_close(&json);
    json_close(&json);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_validation_csv(struct aisle_ctx *ctx,
                                              const struct aisle_validation *v,
                                              char **out)
{
    struct text text = {0};
    text_add(&text, "series,unit,date,observed,median,q10,q90");
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        csv_put_text(&text, aisle_naive_name((enum aisle_naive)k), true);
    text_add(&text, ",label\n");
    for (int i = 0; i < v->series_count; i++) {
        const struct aisle_validation_series *s = &v->series[i];
        for (int k = 0; k < s->count; k++) {
            const struct aisle_validation_point *p = &s->points[k];
            char day[AISLE_DATE_TEXT];
            csv_put_text(&text, s->name, false);
            csv_put_text(&text, s->unit, true);
            csv_put_text(&text, aisle_day_format(p->date, day), true);
            csv_put_number(&text, p->observed);
            csv_put_number(&text, p->median);
            csv_put_number(&text, p->low);
            csv_put_number(&text, p->high);
            for (int n = 0; n < AISLE_NAIVE_COUNT; n++)
                csv_put_number(&text, p->naive[n]);
            csv_put_text(&text, p->label ? p->label : s->label, true);
            text_add(&text, "\n");
        }
    }
    return report_take(ctx, &text, out);
}
