/* Leaders: any bytes give rows that are whole, or at least one error and no row. */
#include "base/ctx.h"
#include <aisle/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_leaders leaders;
    aisle_leaders_init(&leaders);
    if (ctx && aisle_import_leaders_bytes(ctx, "no/leaders.csv", (const char *)data,
                                          size, &leaders) == AISLE_OK)
        for (int i = 0; i < leaders.count; i++) {
            const struct aisle_leader *l = &leaders.items[i];
            CHECK(l->name && (l->party == 'D' || l->party == 'R') && l->line > 1);
            CHECK(l->first != AISLE_DAY_NONE && l->role <= AISLE_ROLE_VICE_PRESIDENT);
        }
    else
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && !leaders.items));
    aisle_leaders_clear(&leaders);
    aisle_ctx_free(ctx);
    return 0;
}
