/* House votes: any bytes give rows in order, or at least one error and no row. */
#include "base/ctx.h"
#include <aisle/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_house(const struct aisle_house *house)
{
    for (int i = 0; i < house->count; i++) {
        const struct aisle_house_vote *v = &house->items[i];
        CHECK(v->bill[0] && v->date != AISLE_DAY_NONE && v->line > 1);
        CHECK(aisle_house_find(house, v->congress, v->bill, v->date + 1) != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_house house;
    aisle_house_init(&house);
    if (ctx && aisle_import_house_bytes(ctx, "no/house.csv", (const char *)data, size,
                                        &house) == AISLE_OK)
        check_house(&house);
    else
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && !house.items));
    aisle_house_clear(&house);
    aisle_ctx_free(ctx);
    return 0;
}
