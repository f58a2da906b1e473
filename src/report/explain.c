/* One assumption, or the list of them, as text or JSON. */
#include <aisle/report.h>

#include "base/ctx.h"
#include "base/json.h"

static enum aisle_status explain_take(struct aisle_ctx *ctx, struct text *text,
                                      char **out)
{
    text_add_char(text, '\n');
    char *bytes = text_take(text);
    if (!bytes)
        return ctx_no_memory(ctx);
    *out = bytes;
    return AISLE_OK;
}

static void explain_row(struct text *text, const char *label, const char *value)
{
    if (value[0])
        text_addf(text, "\n  %-11s %s", label, value);
}

static void explain_parameter_json(struct json *json, const struct aisle_parameter *p)
{
    json_open(json, '{');
    json_put_text(json, "name", p->name);
    json_put_number(json, "value", p->value);
    json_put_number(json, "low", p->low);
    json_put_number(json, "high", p->high);
    json_put_text(json, "unit", p->unit);
    json_put_text(json, "period", p->period);
    json_put_text(json, "source", p->source);
    json_put_text(json, "source_date", p->source_date);
    json_put_text(json, "confidence", p->confidence);
    json_put_text(json, "note", p->note);
    json_close(json);
}

static void explain_parameter_text(struct text *text, const struct aisle_parameter *p)
{
    text_addf(text, "%s = %.6g %s", p->name, p->value, p->unit);
    text_addf(text, "\n  %-11s %.6g to %.6g", "range", p->low, p->high);
    explain_row(text, "period", p->period);
    explain_row(text, "source", p->source);
    explain_row(text, "read on", p->source_date);
    explain_row(text, "confidence", p->confidence);
    explain_row(text, "note", p->note);
    text_addf(text, "\n  %-11s %s:%d", "file", p->path, p->line);
}

enum aisle_status aisle_report_parameter(struct aisle_ctx *ctx,
                                         const struct aisle_parameter *parameter,
                                         bool as_json, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    if (as_json)
        explain_parameter_json(&json, parameter);
    else
        explain_parameter_text(&text, parameter);
    return explain_take(ctx, &text, out);
}

static void explain_list(struct text *text, const struct aisle_parameters *parameters,
                         bool as_json)
{
    struct json json;
    json_init(&json, text);
    if (as_json)
        json_open(&json, '[');
    for (int i = 0; i < parameters->count; i++) {
        const struct aisle_parameter *p = &parameters->items[i];
        if (as_json)
            explain_parameter_json(&json, p);
        else
            text_addf(text, "%-44s %12.6g %-18s %s\n", p->name, p->value, p->unit,
                      p->confidence);
    }
    if (as_json)
        json_close(&json);
}

enum aisle_status aisle_report_parameters(struct aisle_ctx *ctx,
                                          const struct aisle_parameters *parameters,
                                          bool as_json, char **out)
{
    struct text text = {0};
    explain_list(&text, parameters, as_json);
    return explain_take(ctx, &text, out);
}

enum aisle_status aisle_report_explained(struct aisle_ctx *ctx,
                                         const struct aisle_parameters *parameters,
                                         bool as_json, char **out)
{
    struct text text = {0};
    explain_list(&text, parameters, as_json);
    for (int i = 0; i < AISLE_LEVER_COUNT && !as_json; i++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)i);
        text_addf(&text, "%-44s %12s %-18s %s\n", info->key, "lever", info->unit, "");
    }
    return explain_take(ctx, &text, out);
}

enum aisle_status aisle_report_lever(struct aisle_ctx *ctx, enum aisle_lever lever,
                                     bool as_json, char **out)
{
    const struct aisle_lever_info *info = aisle_lever_info(lever);
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    if (as_json) {
        json_open(&json, '{');
        json_put_text(&json, "name", info->key);
        json_put_text(&json, "unit", info->unit);
        json_put_number(&json, "value", info->neutral);
        json_put_number(&json, "low", info->low);
        json_put_number(&json, "high", info->high);
        json_put_text(&json, "note", info->text);
        json_close(&json);
    } else {
        text_addf(&text, "%s: a lever that a package may set", info->key);
        explain_row(&text, "what", info->text);
        explain_row(&text, "unit", info->unit);
        text_addf(&text, "\n  %-11s %.6g to %.6g", "allowed", info->low, info->high);
        text_addf(&text, "\n  %-11s %.6g (current law)", "default", info->neutral);
    }
    return explain_take(ctx, &text, out);
}
