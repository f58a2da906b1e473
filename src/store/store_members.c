#include "base/mem.h"
#include "store/store.h"

void aisle_store_members_free(int count, struct aisle_member *members)
{
    for (int i = 0; members && i < count; i++) {
        free(members[i].last);
        free(members[i].first);
    }
    free(members);
}

static void read_member(struct statement *s, struct aisle_member *out)
{
    *out = (struct aisle_member){0};
    store_chars(s, 0, out->bioguide, sizeof out->bioguide);
    store_chars(s, 1, out->lis, sizeof out->lis);
    out->icpsr = (int)store_int(s, 2);
    out->last = store_text(s, 3);
    out->first = store_text(s, 4);
    store_chars(s, 5, out->state, sizeof out->state);
}

enum aisle_status aisle_store_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                      int *count, struct aisle_member **out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    int n = 0;
    /* beside max(), SQLite takes the other columns from the row that has it */
    store_start(&s, ctx, store, "list the members",
                "SELECT bioguide, lis, icpsr, last, first, state, max(congress)"
                " FROM member JOIN congress ON congress.id = congress_id"
                " GROUP BY bioguide ORDER BY bioguide");
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)n, sizeof(struct aisle_member))) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        read_member(&s, (struct aisle_member *)items + n++);
    }
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK) {
        aisle_store_members_free(n, items);
        return status;
    }
    *count = n;
    *out = items;
    return AISLE_OK;
}
