/* What a checkup found. */
#include "words/json_parts.h"
#include "words/text_parts.h"
#include <aisle/report_checkup.h>

enum { WORD_WIDTH = 7, WHAT_WIDTH = 16 };

enum aisle_status aisle_report_checkup_text(struct aisle_ctx *ctx,
                                            const struct aisle_checkup *checkup,
                                            struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    for (int i = 0; i < checkup->count; i++) {
        const struct aisle_check *c = &checkup->checks[i];
        lines_say(&lines, WORD_WIDTH + WHAT_WIDTH, 0, "%-*s%-*s%s", WORD_WIDTH,
                  aisle_check_word(c->state), WHAT_WIDTH, c->what, c->says);
        if (c->hint[0])
            lines_say(&lines, WORD_WIDTH + WHAT_WIDTH, 0, "%-*s%s",
                      WORD_WIDTH + WHAT_WIDTH, "", c->hint);
    }
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_checkup_json(struct aisle_ctx *ctx,
                                            const struct aisle_run *run,
                                            const struct aisle_checkup *checkup,
                                            char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_int(&json, "faults", checkup->faults);
    json_key(&json, "checks");
    json_open(&json, '[');
    for (int i = 0; i < checkup->count; i++) {
        const struct aisle_check *c = &checkup->checks[i];
        json_open(&json, '{');
        json_put_text(&json, "what", c->what);
        json_put_text(&json, "state", aisle_check_word(c->state));
        json_put_text(&json, "says", c->says);
        json_put_string(&json, "hint", c->hint);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
