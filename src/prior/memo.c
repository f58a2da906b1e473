#include "prior/memo.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>

/* The text a roll call is held against. */
static char *package_text(const struct aisle_package *package)
{
    struct text text = {0};
    text_add(&text, package->title);
    text_add_char(&text, ' ');
    text_add(&text, package->summary);
    for (int p = 0; p < package->provision_count; p++) {
        if (!package->provisions[p].in_package)
            continue;
        text_add_char(&text, ' ');
        text_add(&text, package->provisions[p].title);
        text_add_char(&text, ' ');
        text_add(&text, package->provisions[p].topic);
    }
    text_add_char(&text, ' ');
    return text_take(&text);
}

enum aisle_status memo_init(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                            const struct aisle_package *package, struct memo *out)
{
    size_t blocks = (size_t)item_blocks(votes->member_count);
    size_t rollcalls = (size_t)votes->rollcall_count;
    char *words = package_text(package);
    *out = (struct memo){.similarity = words ? similarity_new(votes, words) : NULL,
                         .casts = mem_new(blocks, sizeof *out->casts),
                         .items = mem_new(rollcalls, sizeof *out->items),
                         .fitted = mem_new(rollcalls, sizeof *out->fitted)};
    free(words);
    if (!out->similarity || !out->casts || !out->items || !out->fitted)
        return ctx_no_memory(ctx);
    return AISLE_OK;
}

void memo_clear(struct memo *memo)
{
    similarity_free(memo->similarity);
    free(memo->casts);
    free(memo->items);
    free(memo->fitted);
    *memo = (struct memo){0};
}
