/* What an import took in, and the runs of a store: text or JSON. */
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include "words/words.h"

enum aisle_status aisle_report_import(struct aisle_ctx *ctx,
                                      const struct aisle_run *run,
                                      const struct aisle_import_report *report,
                                      bool as_json, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    if (!as_json) {
        text_addf(&text, "%s roll calls, %s members, %s votes\n",
                  words_count(report->rollcalls).s, words_count(report->members).s,
                  words_count(report->votes).s);
        for (int i = 0; i < report->skip_count; i++)
            text_addf(&text, "skipped %s: %s (%s)\n",
                      words_count(report->skips[i].count).s, report->skips[i].reason,
                      report->skips[i].example);
        return report_take(ctx, &text, out);
    }
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "rollcalls", report->rollcalls);
    json_put_int(&json, "members", report->members);
    json_put_int(&json, "votes", report->votes);
    json_key(&json, "skipped");
    json_open(&json, '[');
    for (int i = 0; i < report->skip_count; i++) {
        json_open(&json, '{');
        json_put_text(&json, "reason", report->skips[i].reason);
        json_put_int(&json, "count", report->skips[i].count);
        json_put_text(&json, "example", report->skips[i].example);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_runs(struct aisle_ctx *ctx, int count,
                                    const struct aisle_run *runs, bool as_json,
                                    char **out)
{
    struct text text = {0};
    struct json json;
    char date[AISLE_DATE_TEXT];
    json_init(&json, &text);
    if (as_json)
        json_open(&json, '[');
    else
        text_addf(&text, "%6s  %-12s %-20s  %-10s %6s %9s  %s\n", "id", "verb",
                  "started", "as of", "seed", "seconds", "inputs");
    for (int i = 0; i < count; i++) {
        const struct aisle_run *r = &runs[i];
        if (as_json) {
            json_open(&json, '{');
            json_put_run(&json, r);
            json_put_text(&json, "started", r->started);
            json_close(&json);
        } else {
            text_addf(&text, "%6lld  %-12s %-20s  %-10s %6llu %9.1f  %.12s\n",
                      (long long)r->id, r->verb, r->started,
                      aisle_day_format(r->as_of, date), (unsigned long long)r->seed,
                      r->seconds, r->input_hash);
        }
    }
    if (as_json)
        json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
