/* What changed between two packages, as text or JSON. */
#include "words/json_parts.h"
#include "words/text_parts.h"

static void add_change(struct lines *lines, const struct aisle_change *c)
{
    static const char mark[] = {'+', '-', '~'};
    struct text line = {0};
    text_addf(&line, "  %c %s%s%s", mark[c->kind], c->id, c->field[0] ? " " : "",
              c->field);
    if (c->kind == AISLE_CHANGE_FIELD)
        text_addf(&line, ": %s → %s", c->before[0] ? c->before : "none",
                  c->after[0] ? c->after : "none");
    else
        text_addf(&line, ": %s", c->before[0] ? c->before : c->after);
    lines_take(lines, &line, 6, 0);
}

static const char *part_title(enum aisle_part part)
{
    static const char *const titles[] = {"Head", "Provisions", "Votes", "Statements",
                                         "Cues"};
    return titles[part];
}

enum aisle_status aisle_report_diff_text(struct aisle_ctx *ctx,
                                         const struct aisle_package_diff *diff,
                                         struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_say(&lines, 2, 0, "%s → %s: %s", diff->before, diff->after,
              diff->change_count == 0
                  ? "no difference"
                  : words_format("%d differences", diff->change_count).s);
    if (diff->cost_before != diff->cost_after) {
        struct word from = words_usd(diff->cost_before);
        lines_say(&lines, 2, 0, "money: %s → %s", from.s,
                  words_usd(diff->cost_after).s);
    }
    int part = -1;
    for (int i = 0; i < diff->change_count; i++) {
        if ((int)diff->changes[i].part != part) {
            part = (int)diff->changes[i].part;
            lines_end(&lines);
            lines_heading(&lines, part_title(diff->changes[i].part));
        }
        add_change(&lines, &diff->changes[i]);
    }
    return report_take(ctx, &text, out);
}

static void put_change(struct json *json, const struct aisle_change *c)
{
    static const char *const kinds[] = {"added", "removed", "changed"};
    json_open(json, '{');
    json_put_text(json, "part", aisle_part_text(c->part));
    json_put_text(json, "kind", kinds[c->kind]);
    json_put_string(json, "id", c->id);
    json_put_string(json, "field", c->field);
    json_put_string(json, "before", c->before);
    json_put_string(json, "after", c->after);
    json_close(json);
}

enum aisle_status aisle_report_diff_json(struct aisle_ctx *ctx,
                                         const struct aisle_package_diff *diff,
                                         char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_text(&json, "before", diff->before);
    json_put_text(&json, "after", diff->after);
    json_put_real(&json, "cost_before_usd", diff->cost_before);
    json_put_real(&json, "cost_after_usd", diff->cost_after);
    json_key(&json, "changes");
    json_open(&json, '[');
    for (int i = 0; i < diff->change_count; i++)
        put_change(&json, &diff->changes[i]);
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
