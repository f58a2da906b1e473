/* An outcome as CSV: one number a row, so that any program can pivot it. */
#include "words/csv_parts.h"
#include "words/take.h"
#include <aisle/report_asylum.h>

/* Where a number stands; NULL: blank. */
struct csv_place {
    const char *table;
    const char *name;
    const char *court;
    const char *nation;
    const char *class_;
    const char *when;
    const char *unit;
};

static void put(struct text *out, const struct csv_place *p, const char *scenario,
                const char *measure, double value)
{
    csv_put_text(out, p->table, false);
    csv_put_text(out, p->name ? p->name : "", true);
    csv_put_text(out, p->court ? p->court : "", true);
    csv_put_text(out, p->nation ? p->nation : "", true);
    csv_put_text(out, p->class_ ? p->class_ : "", true);
    csv_put_text(out, p->when ? p->when : "", true);
    csv_put_text(out, scenario, true);
    csv_put_text(out, measure, true);
    csv_put_number(out, value);
    csv_put_text(out, p->unit ? p->unit : "", true);
    text_add(out, "\n");
}

static void put_spread(struct text *out, const struct csv_place *p,
                       const char *scenario, const struct aisle_spread *s)
{
    put(out, p, scenario, "mean", s->mean);
    put(out, p, scenario, "q05", s->q05);
    put(out, p, scenario, "q50", s->q50);
    put(out, p, scenario, "q95", s->q95);
}

static void put_metrics(struct text *out, const struct aisle_outcome *o)
{
    for (int i = 0; i < o->metric_count; i++) {
        const struct aisle_metric *m = &o->metrics[i];
        struct csv_place p = {.table = "metric", .name = m->name, .unit = m->unit};
        put_spread(out, &p, "baseline", &m->baseline);
        put_spread(out, &p, "package", &m->package);
        put_spread(out, &p, "difference", &m->difference);
    }
}

static void put_fan(struct text *out, const struct csv_place *p, const char *scenario,
                    const struct aisle_fan *fan, int i)
{
    put(out, p, scenario, "mean", fan->mean[i]);
    put(out, p, scenario, "q05", fan->q05[i]);
    put(out, p, scenario, "q10", fan->q10[i]);
    put(out, p, scenario, "q50", fan->q50[i]);
    put(out, p, scenario, "q90", fan->q90[i]);
    put(out, p, scenario, "q95", fan->q95[i]);
}

static void put_series(struct text *out, const struct aisle_series *s)
{
    for (int i = 0; i < s->count; i++) {
        char date[AISLE_DATE_TEXT];
        struct csv_place p = {.table = "series",
                              .name = s->name,
                              .when = aisle_day_format(s->dates[i], date),
                              .unit = s->unit};
        put_fan(out, &p, "baseline", &s->baseline, i);
        put_fan(out, &p, "package", &s->package, i);
    }
}

static void put_side(struct text *out, const struct csv_place *p, const char *scenario,
                     const struct aisle_cell_side *side)
{
    put(out, p, scenario, "decided", side->decided);
    put(out, p, scenario, "granted", side->granted);
    put(out, p, scenario, "ordered", side->ordered);
    put(out, p, scenario, "absent", side->absent);
    put(out, p, scenario, "wait_days", side->wait_days);
}

static void put_cells(struct text *out, const struct aisle_outcome *o)
{
    for (int i = 0; i < o->cell_count; i++) {
        const struct aisle_cell *c = &o->cells[i];
        struct csv_place p = {.table = "cell",
                              .court = o->courts[c->court],
                              .nation = o->nations[c->nation],
                              .class_ = o->classes[c->class_]};
        put_side(out, &p, "baseline", &c->baseline);
        put_side(out, &p, "package", &c->package);
    }
}

static void put_waits(struct text *out, const struct aisle_waits *w)
{
    for (int b = 0; b < w->count; b++) {
        char days[32];
        snprintf(days, sizeof days, "%.0f", w->edges[b]);
        struct csv_place p = {
            .table = "wait", .name = "from_days", .class_ = w->name, .when = days};
        put(out, &p, "baseline", "share", w->baseline[b]);
        put(out, &p, "package", "share", w->package[b]);
    }
}

static void put_money(struct text *out, const struct aisle_outcome *o)
{
    for (int i = 0; i < o->money_count; i++) {
        const struct aisle_agency_year *y = &o->money[i];
        char year[16];
        snprintf(year, sizeof year, "%d", y->fiscal_year);
        struct csv_place p = {
            .table = "money", .name = y->agency, .when = year, .unit = "USD"};
        put_spread(out, &p, "baseline", &y->baseline);
        put_spread(out, &p, "package", &y->package);
        put_spread(out, &p, "difference", &y->difference);
    }
}

enum aisle_status aisle_report_outcome_csv(struct aisle_ctx *ctx,
                                           const struct aisle_outcome *o, char **out)
{
    struct text text = {0};
    text_add(&text, "table,name,court,nationality,class,when,scenario,measure,value,"
                    "unit\n");
    put_metrics(&text, o);
    for (int i = 0; i < o->series_count; i++)
        put_series(&text, &o->series[i]);
    put_cells(&text, o);
    for (int i = 0; i < o->waits_count; i++)
        put_waits(&text, &o->waits[i]);
    put_money(&text, o);
    return report_take(ctx, &text, out);
}
