/* Lists of votes: any bytes give a list that hangs together, or at least one error. */
#include "base/ctx.h"
#include <aisle/votelist.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votelist list;
    struct aisle_import_report report;
    aisle_votelist_init(&list);
    aisle_import_report_init(&report);
    if (ctx && aisle_import_votelist_bytes(ctx, "no/list.csv", (const char *)data, size,
                                           &list, &report) == AISLE_OK) {
        CHECK(list.first[0] == 0 && list.first[list.rollcall_count] == report.votes);
        for (int j = 0; j < list.rollcall_count; j++)
            CHECK(list.first[j] < list.first[j + 1] && list.rollcalls[j][0]);
        for (int64_t k = 0; k < report.votes; k++)
            CHECK(list.cast[k] >> 1 < (uint32_t)list.member_count);
    } else {
        CHECK(!ctx || aisle_ctx_error_count(ctx) > 0);
    }
    aisle_import_report_clear(&report);
    aisle_votelist_clear(&list);
    aisle_ctx_free(ctx);
    return 0;
}
