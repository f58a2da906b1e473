#include "report_asylum/outcome_parts.h"
#include "report_fit/fit_parts.h"
#include "report_forecast/forecast_parts.h"
#include "report_package/package_parts.h"
#include "words/json_parts.h"

/* `"key": {`, or `"key": null` when the part was not made. */
static bool open_part(struct json *json, const char *key, const void *part)
{
    json_key(json, key);
    if (part)
        json_open(json, '{');
    else
        json_none(json);
    return part != NULL;
}

static void put_results(struct json *json, const struct aisle_report *report)
{
    if (open_part(json, "fit", report->fit)) {
        json_put_run(json, report->run);
        json_fit_keys(json, report->fit);
        json_close(json);
    }
    if (open_part(json, "forecast", report->forecast)) {
        json_put_run(json, report->run);
        json_forecast_keys(json, report->forecast);
        json_close(json);
    }
    if (open_part(json, "what_if", report->whatif)) {
        json_whatif_keys(json, report->forecast, report->whatif);
        json_close(json);
    }
    if (open_part(json, "backtest", report->record)) {
        json_backtest_keys(json, report->record);
        json_close(json);
    }
    if (open_part(json, "concessions", report->frontier)) {
        json_put_run(json, report->run);
        json_concession_keys(json, report->frontier);
        json_close(json);
    }
    if (open_part(json, "simulate", report->outcome)) {
        json_put_run(json, report->run);
        json_outcome_keys(json, report->outcome);
        json_close(json);
    }
    if (open_part(json, "deal", report->frontier)) {
        json_put_run(json, report->run);
        json_deal_keys(json, report->package, report->frontier);
        json_close(json);
    }
}

enum aisle_status aisle_report_run_json(struct aisle_ctx *ctx,
                                        const struct aisle_report *report, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, report->run);
    json_put_string(&json, "command", report->command);
    if (open_part(&json, "package", report->package)) {
        json_package_keys(&json, report->package);
        json_close(&json);
    }
    put_results(&json, report);
    json_close(&json);
    return report_take(ctx, &text, out);
}
