/* The posterior reader, and with it the reader of calibration tables: any bytes give a
 * whole posterior or at least one error. */
#include "base/ctx.h"
#include "base/file.h"
#include <aisle/posterior.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

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
    char path[] = "/tmp/fuzz_posterior_XXXXXX";
    struct aisle_posterior posterior;
    struct aisle_ctx *ctx = aisle_ctx_new();
    int file = mkstemp(path);
    if (!ctx || file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    close(file);
    aisle_posterior_init(&posterior);
    enum aisle_status status = aisle_import_posterior(ctx, path, &posterior);
    if (status == AISLE_OK)
        check_posterior(&posterior);
    else
        CHECK(aisle_ctx_error_count(ctx) > 0);
    aisle_posterior_clear(&posterior);
    aisle_ctx_free(ctx);
    unlink(path);
    return 0;
}
