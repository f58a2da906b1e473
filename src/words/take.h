/* How every writer of this room ends: hand the text over, or say that memory ran
 * out, with `out` untouched. */
#ifndef AISLE_WORDS_TAKE_H
#define AISLE_WORDS_TAKE_H

#include "base/ctx.h"
#include "base/text.h"

static inline enum aisle_status report_take(struct aisle_ctx *ctx, struct text *text,
                                            char **out)
{
    char *bytes = text_take(text);
    if (!bytes)
        return ctx_no_memory(ctx);
    *out = bytes;
    return AISLE_OK;
}

#endif
