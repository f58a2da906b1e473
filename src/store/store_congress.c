#include "base/hash.h"
#include "base/mem.h"
#include "store/store.h"

void aisle_store_congresses_free(int count, struct aisle_store_congress *congresses)
{
    for (int i = 0; congresses && i < count; i++)
        free(congresses[i].source);
    free(congresses);
}

static void read_congress(struct statement *s, struct aisle_store_congress *out)
{
    *out = (struct aisle_store_congress){0};
    out->congress = (int)store_int(s, 0);
    store_chars(s, 1, out->chamber, sizeof out->chamber);
    out->rollcalls = (int)store_int(s, 2);
    out->members = (int)store_int(s, 3);
    out->first_date = store_day(s, 4);
    out->last_date = store_day(s, 5);
    out->source = store_text(s, 6);
    store_chars(s, 7, out->sha256, sizeof out->sha256);
}

enum aisle_status aisle_store_congresses(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int *count,
                                         struct aisle_store_congress **out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    int n = 0;
    store_start(&s, ctx, store, "list the Congresses",
                "SELECT congress, chamber, rollcalls, members, first_date, last_date,"
                " source, sha256 FROM congress ORDER BY chamber, congress");
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)n,
                      sizeof(struct aisle_store_congress))) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        read_congress(&s, (struct aisle_store_congress *)items + n++);
    }
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK) {
        aisle_store_congresses_free(n, items);
        return status;
    }
    *count = n;
    *out = items;
    return AISLE_OK;
}

enum aisle_status aisle_store_data_hash(struct aisle_ctx *ctx,
                                        struct aisle_store *store, char out[65])
{
    struct statement s;
    struct hash hash;
    hash_init(&hash);
    store_start(&s, ctx, store, "hash the votes",
                "SELECT chamber, congress, sha256 FROM congress"
                " ORDER BY chamber, congress");
    while (store_row(&s)) {
        char chamber[16] = "", congress[24], sha256[65] = "";
        store_chars(&s, 0, chamber, sizeof chamber);
        snprintf(congress, sizeof congress, "%d", (int)store_int(&s, 1));
        store_chars(&s, 2, sha256, sizeof sha256);
        hash_add_text(&hash, chamber);
        hash_add_text(&hash, congress);
        hash_add_text(&hash, sha256);
    }
    enum aisle_status status = store_end(&s);
    if (status == AISLE_OK)
        hash_hex(&hash, out);
    return status;
}
