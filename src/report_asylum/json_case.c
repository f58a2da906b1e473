#include "words/json_parts.h"

#include <aisle/report_asylum.h>

static void put_path(struct json *json, const char *key,
                     const struct aisle_case_path *path)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < path->count; i++) {
        const struct aisle_case_step *step = &path->steps[i];
        json_open(json, '{');
        json_put_day(json, "date", step->date);
        json_put_int(json, "waited_days", step->waited_days);
        json_put_text(json, "what", step->what);
        json_put_string(json, "rule", step->rule);
        json_put_string(json, "queue", step->queue);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_case_json(struct aisle_ctx *ctx,
                                         const struct aisle_run *run,
                                         const struct aisle_case *story, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "id", story->id);
    json_put_int(&json, "replication", story->replication);
    json_put_int(&json, "people_per_case", story->people);
    json_put_text(&json, "who", story->who);
    put_path(&json, "baseline", &story->baseline);
    put_path(&json, "package", &story->package);
    json_close(&json);
    return report_take(ctx, &text, out);
}
