/* What a run said in each form. */
#include "store/store.h"
#include <aisle/store_views.h>

enum aisle_status aisle_store_put_view(struct aisle_ctx *ctx, struct aisle_store *store,
                                       int64_t run, const char *form, const char *text)
{
    struct statement s;
    store_start(&s, ctx, store, "keep what was shown",
                "INSERT INTO run_view (run_id, form, text) VALUES (?, ?, ?)");
    store_bind_int(&s, run);
    store_bind_text(&s, form);
    store_bind_text(&s, text);
    store_run(&s);
    return store_end(&s);
}

enum aisle_status aisle_store_get_view(struct aisle_ctx *ctx, struct aisle_store *store,
                                       int64_t run, const char *form, char **text)
{
    struct statement s;
    char *found = NULL;
    store_start(&s, ctx, store, "read what was shown",
                "SELECT text FROM run_view WHERE run_id = ? AND form = ?");
    store_bind_int(&s, run);
    store_bind_text(&s, form);
    if (store_row(&s))
        found = store_text(&s, 0);
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK)
        free(found);
    else
        *text = found;
    return status;
}
