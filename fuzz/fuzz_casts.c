/* Casts: any bytes give casts of the codes that are known, or at least one error and
 * casts as they were. */
#include "base/ctx.h"
#include <aisle/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct aisle_member seated[] = {{.bioguide = "K000377",
                                        .last = (char *)"Kelly",
                                        .first = (char *)"Mark",
                                        .state = "AZ",
                                        .party = 'D',
                                        .caucus = 'D',
                                        .in_office = true},
                                       {.bioguide = "V000137",
                                        .last = (char *)"Vance",
                                        .first = (char *)"J. D.",
                                        .state = "OH",
                                        .party = 'R',
                                        .caucus = 'R',
                                        .in_office = true}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    const struct aisle_votes votes = {.member_count = 2, .members = seated};
    uint8_t casts[2] = {77, 77};
    if (ctx && aisle_import_casts_bytes(ctx, "no/casts.csv", (const char *)data, size,
                                        &votes, casts) == AISLE_OK)
        for (int m = 0; m < 2; m++)
            CHECK(casts[m] == AISLE_CAST_OUT || casts[m] == AISLE_CAST_YEA ||
                  casts[m] == AISLE_CAST_NAY || casts[m] == AISLE_CAST_PRESENT ||
                  casts[m] == AISLE_CAST_ABSENT);
    else
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && casts[0] == 77));
    aisle_ctx_free(ctx);
    return 0;
}
