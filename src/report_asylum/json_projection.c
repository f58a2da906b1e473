/* A projection as JSON and CSV. */
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include "words/take.h"
#include <aisle/report_experiments.h>

enum { QUANTILES = 7 };
static const char *const names[QUANTILES] = {"q05", "q10", "q25", "median",
                                             "q75", "q90", "q95"};

static void quantiles_of(const struct aisle_projection_row *row, double out[QUANTILES])
{
    const double values[QUANTILES] = {row->q05, row->q10, row->q25, row->median,
                                      row->q75, row->q90, row->q95};
    for (int i = 0; i < QUANTILES; i++)
        out[i] = values[i];
}

static void put_row(struct json *json, const struct aisle_projection_row *row)
{
    double values[QUANTILES];
    quantiles_of(row, values);
    json_open(json, '{');
    json_put_text(json, "name", row->name);
    json_put_text(json, "label", row->label);
    json_put_text(json, "unit", row->unit);
    json_put_text(json, "kind", row->flow ? "flow" : "stock");
    json_key(json, "from"); /* the first day of a flow */
    if (row->flow)
        json_day(json, row->from + 1);
    else
        json_none(json);
    json_put_day(json, "date", row->date);
    json_put_real(json, "mean", row->mean);
    for (int i = 0; i < QUANTILES; i++)
        json_put_real(json, names[i], values[i]);
    json_put_text(json, "note", row->how);
    json_close(json);
}

enum aisle_status aisle_report_projection_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_projection *p,
                                               char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_day(&json, "from", p->start);
    json_put_int(&json, "draws", p->draws);
    json_put_bool(&json, "with_posterior", p->with_posterior);
    json_key(&json, "rows");
    json_open(&json, '[');
    for (int i = 0; i < p->row_count; i++)
        put_row(&json, &p->rows[i]);
    json_close(&json);
    json_close(&json);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_projection_csv(struct aisle_ctx *ctx,
                                              const struct aisle_projection *p,
                                              char **out)
{
    struct text text = {0};
    text_add(&text, "series,unit,kind,from,date,mean");
    for (int i = 0; i < QUANTILES; i++)
        csv_put_text(&text, names[i], true);
    text_add(&text, "\n");
    for (int i = 0; i < p->row_count; i++) {
        const struct aisle_projection_row *row = &p->rows[i];
        char day[AISLE_DATE_TEXT];
        double values[QUANTILES];
        quantiles_of(row, values);
        csv_put_text(&text, row->name, false);
        csv_put_text(&text, row->unit, true);
        csv_put_text(&text, row->flow ? "flow" : "stock", true);
        csv_put_text(&text, row->flow ? aisle_day_format(row->from + 1, day) : "",
                     true);
        csv_put_text(&text, aisle_day_format(row->date, day), true);
        csv_put_number(&text, row->mean);
        for (int k = 0; k < QUANTILES; k++)
            csv_put_number(&text, values[k]);
        text_add(&text, "\n");
    }
    return report_take(ctx, &text, out);
}
