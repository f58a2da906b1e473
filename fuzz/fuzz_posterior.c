/* The posterior reader, and with it the reader of calibration tables: any bytes give a
 * whole posterior or at least one error. */
#include "base/ctx.h"
#include <aisle/posterior.h>
#include <math.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_posterior(const struct aisle_posterior *p)
{
    CHECK(p->draw_count >= 2 && p->parameter_count >= 1);
    for (int i = 0; i < p->parameter_count; i++)
        CHECK(p->names[i] != NULL);
    for (long i = 0; i < (long)p->draw_count * p->parameter_count; i++)
        CHECK(!isnan(p->values[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_posterior posterior;
    aisle_posterior_init(&posterior);
    if (ctx && aisle_import_posterior_bytes(ctx, "no/posterior.csv", (const char *)data,
                                            size, &posterior) == AISLE_OK)
        check_posterior(&posterior);
    else
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && !posterior.values));
    aisle_posterior_clear(&posterior);
    aisle_ctx_free(ctx);
    return 0;
}
