/* Is the file whole, and what does it hold? */
#include "store/store.h"
#include <aisle/store_check.h>
#include <string.h>

static enum aisle_status number(struct aisle_ctx *ctx, struct aisle_store *store,
                                const char *sql, int64_t *out)
{
    struct statement s;
    store_start(&s, ctx, store, "check the store", sql);
    if (store_row(&s))
        *out = store_int(&s, 0);
    return store_end(&s);
}

static enum aisle_status count_others(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *engine, int64_t *out)
{
    struct statement s;
    store_start(&s, ctx, store, "check the store",
                "SELECT count(*) FROM run WHERE engine <> ?");
    store_bind_text(&s, engine);
    if (store_row(&s))
        *out = store_int(&s, 0);
    return store_end(&s);
}

/* SQLite's own look at pages, indices and the types of STRICT tables. */
static enum aisle_status check_pages(struct aisle_ctx *ctx, struct aisle_store *store,
                                     struct aisle_store_health *out)
{
    struct statement s;
    store_start(&s, ctx, store, "check the store", "PRAGMA integrity_check(1)");
    if (store_row(&s)) {
        char *says = store_text(&s, 0);
        out->whole = says && strcmp(says, "ok") == 0;
        if (says && !out->whole)
            snprintf(out->trouble, sizeof out->trouble, "%s", says);
        free(says);
    }
    return store_end(&s);
}

/* Rows that lean on rows that are not there. */
static enum aisle_status check_references(struct aisle_ctx *ctx,
                                          struct aisle_store *store,
                                          struct aisle_store_health *out)
{
    struct statement s;
    store_start(&s, ctx, store, "check the store",
                "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1");
    if (store_row(&s)) {
        char *child = store_text(&s, 0), *parent = store_text(&s, 1);
        out->whole = false;
        if (child && parent)
            snprintf(out->trouble, sizeof out->trouble,
                     "a row of %s belongs to none of %s", child, parent);
        free(child);
        free(parent);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_check(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const char *engine, struct aisle_store_health *out)
{
    enum aisle_status status;
    struct aisle_store_health made = {.layout = store_schema_version()};
    TRY(check_pages(ctx, store, &made));
    if (made.whole)
        TRY(check_references(ctx, store, &made));
    TRY(number(ctx, store,
               "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
               &made.bytes));
    TRY(number(ctx, store, "SELECT count(*) FROM run", &made.runs));
    TRY(count_others(ctx, store, engine, &made.other_runs));
    TRY(number(ctx, store, "SELECT count(*) FROM fit", &made.fits));
    TRY(number(ctx, store, "SELECT count(*) FROM kept", &made.kept));
    *out = made;
out:
    return status;
}
