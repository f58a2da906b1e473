/* What a long piece of work keeps while it goes on, and the posteriors that
 * calibrations left. */
#include "base/mem.h"
#include "store/store.h"
#include <aisle/store_kept.h>
#include <string.h>

enum aisle_status aisle_store_put_kept(struct aisle_ctx *ctx, struct aisle_store *store,
                                       uint64_t key, size_t size, const void *bytes)
{
    struct statement s;
    store_start(&s, ctx, store, "keep what is done",
                "INSERT OR REPLACE INTO kept (key, bytes) VALUES (?, ?)");
    store_bind_int(&s, (int64_t)key); /* the same 64 bits */
    store_bind_blob(&s, bytes, size);
    store_run(&s);
    return store_end(&s);
}

enum aisle_status aisle_store_get_kept(struct aisle_ctx *ctx, struct aisle_store *store,
                                       uint64_t key, size_t size, void *out,
                                       bool *found)
{
    struct statement s;
    bool have = false;
    store_start(&s, ctx, store, "find what was done",
                "SELECT bytes FROM kept WHERE key = ?");
    store_bind_int(&s, (int64_t)key);
    if (store_row(&s)) {
        size_t there = 0;
        const void *bytes = store_blob(&s, 0, &there);
        have = bytes && there == size; /* another size: of other work, run it again */
        if (have)
            memcpy(out, bytes, size);
    }
    enum aisle_status status = store_end(&s);
    if (status == AISLE_OK)
        *found = have;
    return status;
}

enum aisle_status aisle_store_put_posterior(struct aisle_ctx *ctx,
                                            struct aisle_store *store, int64_t run,
                                            const struct aisle_posterior *p)
{
    enum aisle_status status = AISLE_OK;
    for (int d = 0; status == AISLE_OK && d < p->draw_count; d++) {
        for (int i = 0; status == AISLE_OK && i < p->parameter_count; i++) {
            struct statement s;
            store_start(&s, ctx, store, "keep the posterior",
                        "INSERT INTO posterior (run_id, draw, position, parameter,"
                        " value) VALUES (?, ?, ?, ?, ?)");
            store_bind_int(&s, run);
            store_bind_int(&s, d);
            store_bind_int(&s, i);
            store_bind_text(&s, p->names[i]);
            store_bind_real(&s, p->values[d * p->parameter_count + i]);
            store_run(&s);
            status = store_end(&s);
        }
    }
    return status;
}

/* The shape of the latest posterior: names in order, draws. */
static enum aisle_status read_shape(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t *run, struct aisle_posterior *out)
{
    struct statement s;
    store_start(&s, ctx, store, "find a posterior",
                "SELECT run_id, max(draw) + 1, max(position) + 1 FROM posterior"
                " WHERE run_id = (SELECT max(run_id) FROM posterior) GROUP BY run_id");
    *run = 0;
    if (store_row(&s)) {
        *run = store_int(&s, 0);
        out->draw_count = (int)store_int(&s, 1);
        out->parameter_count = (int)store_int(&s, 2);
    }
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK || *run == 0)
        return status;
    size_t draws = (size_t)out->draw_count, width = (size_t)out->parameter_count;
    out->names = mem_new(width, sizeof *out->names);
    out->values = mem_new(draws * width, sizeof *out->values);
    return out->names && out->values ? AISLE_OK : ctx_no_memory(ctx);
}

static enum aisle_status read_values(struct aisle_ctx *ctx, struct aisle_store *store,
                                     int64_t run, struct aisle_posterior *out)
{
    struct statement s;
    int64_t read = 0;
    store_start(&s, ctx, store, "read a posterior",
                "SELECT draw, position, parameter, value FROM posterior"
                " WHERE run_id = ? ORDER BY draw, position");
    store_bind_int(&s, run);
    while (store_row(&s)) {
        int64_t d = store_int(&s, 0), i = store_int(&s, 1);
        if (d < 0 || d >= out->draw_count || i < 0 || i >= out->parameter_count) {
            store_broken(&s);
            break;
        }
        if (!out->names[i])
            out->names[i] = store_text(&s, 2);
        out->values[d * out->parameter_count + i] = store_real(&s, 3);
        read++;
    }
    if (read != (int64_t)out->draw_count * out->parameter_count)
        store_broken(&s);
    return store_end(&s);
}

enum aisle_status aisle_store_get_posterior(struct aisle_ctx *ctx,
                                            struct aisle_store *store, int64_t *run,
                                            struct aisle_posterior *out)
{
    enum aisle_status status;
    struct aisle_posterior read;
    aisle_posterior_init(&read);
    TRY(read_shape(ctx, store, run, &read));
    if (*run == 0)
        TRY(ctx_fail(ctx, AISLE_NOT_FOUND, "the store holds no posterior"));
    TRY(read_values(ctx, store, *run, &read));
    aisle_posterior_clear(out);
    *out = read;
    aisle_posterior_init(&read);
out:
    aisle_posterior_clear(&read);
    return status;
}
