/* A run made again: reproduced exactly, or what differs; and what has changed since. */
#include "words/json_parts.h"
#include "words/words.h"
#include <aisle/report_rerun.h>

/* A value, cut short where it is long; "-" where there is none. */
static void add_value(struct text *text, const char *value, int width)
{
    size_t n = strlen(value);
    if (n == 0)
        text_addf(text, "  %-*s", width, "-");
    else if (n > (size_t)width)
        text_addf(text, "  %.*s...", width - 3, value);
    else
        text_addf(text, "  %-*s", width, value);
}

enum { WHERE_WIDTH = 40, VALUE_WIDTH = 24, HASH_DIGITS = 12 };

static void add_differences(struct text *text, const struct aisle_rerun *r)
{
    text_addf(text, "\n%-*s  %-*s  %s\n", WHERE_WIDTH, "where", VALUE_WIDTH, "then",
              "now");
    for (int i = 0; i < r->shown_count; i++) {
        text_addf(text, "%-*s", WHERE_WIDTH, r->shown[i].what);
        add_value(text, r->shown[i].was, VALUE_WIDTH);
        add_value(text, r->shown[i].is, VALUE_WIDTH);
        text_add_char(text, '\n');
    }
    if (r->shown_count < r->difference_count)
        text_addf(text, "... and %s more\n",
                  words_count(r->difference_count - r->shown_count).s);
}

static void add_causes(struct text *text, const struct aisle_rerun *r)
{
    text_add(text, "\nchanged since\n");
    for (int i = 0; i < r->cause_count; i++) {
        const struct aisle_rerun_change *c = &r->causes[i];
        text_addf(text, "  %s: ", c->what);
        if (c->replaced)
            text_addf(text, "%s; the text of then was used\n",
                      c->is[0] ? "says something else" : "is not there");
        else if (!c->was[0] && c->is[0])
            text_add(text, "was not recorded\n");
        else if (!c->is[0])
            text_add(text, "is not read any more\n");
        else
            text_addf(text, "%.*s, was %.*s\n", HASH_DIGITS, c->is, HASH_DIGITS,
                      c->was);
    }
}

enum aisle_status aisle_report_rerun_text(struct aisle_ctx *ctx,
                                          const struct aisle_rerun *r, char **out)
{
    struct text text = {0};
    text_addf(&text, "run %lld, %s of %s: ", (long long)r->old.id, r->old.verb,
              r->old.started);
    if (r->difference_count == 0)
        text_addf(&text, "reproduced exactly, %s values\n",
                  words_count(r->value_count).s);
    else
        text_addf(&text, "not reproduced, %s of %s values differ\n",
                  words_count(r->difference_count).s, words_count(r->value_count).s);
    if (r->difference_count > 0)
        add_differences(&text, r);
    if (r->cause_count > 0)
        add_causes(&text, r);
    else if (r->difference_count > 0)
        text_add(&text, "\nNeither the program nor anything that it read has changed: "
                        "perhaps another processor, or the results were edited.\n");
    return report_take(ctx, &text, out);
}

static void put_changes(struct json *json, const char *key, const char *what, int count,
                        const struct aisle_rerun_change *changes, bool causes)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < count; i++) {
        json_open(json, '{');
        json_put_text(json, what, changes[i].what);
        json_put_string(json, "then", changes[i].was);
        json_put_string(json, "now", changes[i].is);
        if (causes)
            json_put_bool(json, "replaced", changes[i].replaced);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_rerun_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_rerun *r, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "of", r->old.id);
    json_put_text(&json, "verb", r->old.verb);
    json_put_text(&json, "started", r->old.started);
    json_put_bool(&json, "reproduced", r->difference_count == 0);
    json_put_int(&json, "values", r->value_count);
    json_put_int(&json, "differing", r->difference_count);
    put_changes(&json, "differences", "path", r->shown_count, r->shown, false);
    put_changes(&json, "changed", "what", r->cause_count, r->causes, true);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
