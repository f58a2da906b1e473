/* The table of legislators: any bytes give persons with whole ids and names, or at least
 * one error. */
#include "ballots/ballots.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct legislators legislators = {0};
    if (ctx && legislators_read(ctx, "no/legislators.csv", (const char *)data, size,
                                &legislators) == AISLE_OK)
        for (size_t i = 0; i < legislators.count; i++) {
            const struct aisle_member *m = &legislators.items[i];
            CHECK(ballots_is_bioguide(m->bioguide) && m->last && m->first);
            CHECK(!*m->lis || ballots_is_lis(m->lis));
            CHECK(m->icpsr >= 0);
        }
    else
        CHECK(!ctx || aisle_ctx_error_count(ctx) > 0);
    legislators_clear(&legislators);
    aisle_ctx_free(ctx);
    return 0;
}
