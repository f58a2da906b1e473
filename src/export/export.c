#include "export/export.h"

void export_field(struct text *out, const char *field)
{
    if (!strpbrk(field, ",\"\r\n")) {
        text_add(out, field);
        return;
    }
    text_add_char(out, '"');
    for (; *field; field++) {
        if (*field == '"')
            text_add_char(out, '"');
        text_add_char(out, *field);
    }
    text_add_char(out, '"');
}

enum aisle_status export_check(struct aisle_ctx *ctx, const struct aisle_votes *votes)
{
    if (votes->congress_first != votes->congress_last)
        return ctx_fail(ctx, AISLE_INPUT, "one Congress a file, not %d to %d",
                        votes->congress_first, votes->congress_last);
    if (votes->rollcall_count == 0 || votes->member_count == 0)
        return ctx_fail(ctx, AISLE_INPUT, "no votes to write");
    return AISLE_OK;
}

enum aisle_status export_take(struct aisle_ctx *ctx, struct text *text, char **out)
{
    char *bytes = text_take(text);
    if (!bytes)
        return ctx_no_memory(ctx);
    *out = bytes;
    return AISLE_OK;
}
