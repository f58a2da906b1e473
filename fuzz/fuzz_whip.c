/* Whip counts: any bytes give statements that are whole, or at least one error and no
 * statement. */
#include "base/ctx.h"
#include <aisle/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_whip(const struct aisle_whip *whip)
{
    CHECK(whip->statement_count > 0 && whip->path && whip->hash[0]);
    for (int i = 0; i < whip->statement_count; i++) {
        const struct aisle_statement *s = &whip->statements[i];
        CHECK(s->senator && s->senator[0] && s->about && s->about[0] && s->source);
        CHECK(s->source[0] && s->quote && s->note && s->date != AISLE_DAY_NONE);
        CHECK(s->position >= 0 && s->position < AISLE_POSITION_COUNT);
        CHECK(s->position != AISLE_POSITION_CONDITIONAL);
        CHECK(s->provision == -1 && s->vote == -1 && s->line > 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_whip whip;
    aisle_whip_init(&whip);
    if (ctx && aisle_import_whip_bytes(ctx, "no/whip.csv", (const char *)data, size,
                                       &whip) == AISLE_OK)
        check_whip(&whip);
    else
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && !whip.statements));
    aisle_whip_clear(&whip);
    aisle_ctx_free(ctx);
    return 0;
}
