/* Lists: what is many rows of the same kind, as CSV, text or JSON. */
#include "csv_parts.h"
#include "json_parts.h"
#include "words.h"

enum aisle_status aisle_report_fit_csv(struct aisle_ctx *ctx,
                                       const struct aisle_fit *fit, char **out)
{
    struct text text = {0};
    text_add(&text, "bioguide,name,state,party,caucus");
    for (int k = 1; k <= fit->dims; k++)
        text_addf(&text, ",x%d,sd%d,q05_%d,q95_%d", k, k, k, k);
    text_add(&text, ",rank,rank_q05,rank_q95,votes,thin\n");
    for (int m = 0; m < fit->member_count; m++) {
        const struct aisle_fit_member *member = &fit->members[m];
        text_addf(&text, "%s,", member->bioguide);
        csv_put_text(&text, member->name, false);
        text_addf(&text, ",%s,%c,%c", member->state, member->party, member->caucus);
        for (int k = 0; k < fit->dims; k++) {
            csv_put_number(&text, member->x[k]);
            csv_put_number(&text, member->sd[k]);
            csv_put_number(&text, member->q05[k]);
            csv_put_number(&text, member->q95[k]);
        }
        csv_put_number(&text, member->rank);
        csv_put_number(&text, member->rank_q05);
        csv_put_number(&text, member->rank_q95);
        text_addf(&text, ",%d,%d\n", member->vote_count, member->thin);
    }
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_package_line(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            char **out)
{
    struct text text = {0};
    int in = 0;
    for (int p = 0; p < package->provision_count; p++)
        in += package->provisions[p].in_package;
    text_addf(
        &text,
        "%s: no errors. %d provisions (%d in the package, %s), %d votes, "
        "%d statements, as of %s\n",
        package->path, package->provision_count, in,
        words_usd(aisle_package_cost_usd(package, aisle_package_selection(package))).s,
        package->vote_count, package->statement_count, words_day(package->as_of).s);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_package_json(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_routes *routes,
                                            char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_package_keys(&json, package);
    if (routes)
        json_routes_keys(&json, package, routes);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}

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
