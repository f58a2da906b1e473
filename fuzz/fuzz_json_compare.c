/* Two results compared, the input cut at its first line that says "====": any bytes are
 * counted and told within bounds, and a text does not differ from itself. */
#include "app/json_compare.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_comparison(const char *was, const char *is, bool same)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_rerun out;
    aisle_rerun_init(&out);
    CHECK(ctx && app_json_compare(ctx, was, is, &out) == AISLE_OK);
    CHECK(out.difference_count >= out.shown_count);
    CHECK(out.shown_count <= AISLE_RERUN_SHOWN);
    for (int i = 0; i < out.shown_count; i++)
        CHECK(out.shown[i].what && out.shown[i].was && out.shown[i].is);
    CHECK(!same || out.difference_count == 0);
    aisle_rerun_clear(&out);
    aisle_ctx_free(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "\n====\n";
    char *was = malloc(size + 1);
    if (!was)
        return 0;
    memcpy(was, data, size);
    was[size] = '\0';
    char *cut = strstr(was, mark);
    const char *is = cut ? cut + sizeof mark - 1 : was;
    if (cut)
        *cut = '\0';
    check_comparison(was, is, !cut);
    free(was);
    return 0;
}
