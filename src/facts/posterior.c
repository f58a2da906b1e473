/* posterior.csv: a header of parameter names, a row a draw. */
#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include <aisle/posterior.h>
#include <stdlib.h>

enum { DRAWS_MOST = 1000000 };

static enum aisle_status read_names(struct csv *csv, struct aisle_posterior *out)
{
    out->names = mem_new((size_t)csv->column_count, sizeof *out->names);
    if (!out->names)
        return ctx_no_memory(csv->ctx);
    out->parameter_count = csv->column_count;
    for (int i = 0; i < csv->column_count; i++) {
        out->names[i] = mem_copy_text(csv->names[i]);
        if (!out->names[i])
            return ctx_no_memory(csv->ctx);
    }
    return AISLE_OK;
}

static enum aisle_status read_draws(struct csv *csv, struct aisle_posterior *out)
{
    size_t capacity = 0, width = (size_t)out->parameter_count;
    while (csv_next(csv)) {
        if (out->draw_count >= DRAWS_MOST)
            return ctx_fail(csv->ctx, AISLE_INPUT, "%s: more than %d draws", csv->path,
                            DRAWS_MOST);
        if (!mem_grow((void **)&out->values, &capacity, (size_t)out->draw_count,
                      width * sizeof *out->values))
            return ctx_no_memory(csv->ctx);
        double *row = out->values + (size_t)out->draw_count * width;
        bool ok = true;
        for (int i = 0; i < out->parameter_count; i++)
            ok = csv_double(csv, i, &row[i]) && ok;
        out->draw_count += ok;
    }
    return AISLE_OK;
}

enum aisle_status aisle_import_posterior_bytes(struct aisle_ctx *ctx, const char *path,
                                               const char *bytes, size_t size,
                                               struct aisle_posterior *out)
{
    enum aisle_status status;
    struct csv csv = {0};
    struct aisle_posterior read;
    aisle_posterior_init(&read);
    TRY(csv_open(&csv, ctx, path, bytes, size));
    status = read_names(&csv, &read);
    if (status == AISLE_OK)
        status = read_draws(&csv, &read);
    enum aisle_status closed = csv_close(&csv);
    TRY(status == AISLE_OK ? closed : status);
    if (read.draw_count < 2)
        TRY(ctx_fail_at(ctx, AISLE_INPUT, (struct place){path, 0, 0}, NULL,
                        "a posterior needs two draws at least"));
    aisle_posterior_clear(out);
    *out = read;
    aisle_posterior_init(&read);
out:
    aisle_posterior_clear(&read);
    return status;
}

enum aisle_status aisle_import_posterior(struct aisle_ctx *ctx, const char *path,
                                         struct aisle_posterior *out)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_posterior_bytes(ctx, path, bytes, size, out);
    free(bytes);
    return status;
}
