#include "base/mem.h"
#include "store/store.h"

/* A count of the same file for the same package is replaced. */
static enum aisle_status put_head(struct aisle_ctx *ctx, struct aisle_store *store,
                                  const char *package, const struct aisle_whip *whip,
                                  int64_t *id)
{
    enum aisle_status status;
    struct statement s;
    store_start(&s, ctx, store, "replace the whip count",
                "DELETE FROM whip WHERE package = ? AND source = ?");
    store_bind_text(&s, package);
    store_bind_text(&s, whip->path);
    store_run(&s);
    status = store_end(&s);
    if (status != AISLE_OK)
        return status;
    store_start(&s, ctx, store, "write the whip count",
                "INSERT INTO whip (package, source, sha256) VALUES (?, ?, ?)");
    store_bind_text(&s, package);
    store_bind_text(&s, whip->path);
    store_bind_text(&s, whip->hash);
    store_run(&s);
    *id = sqlite3_last_insert_rowid(store->db);
    return store_end(&s);
}

enum aisle_status aisle_store_put_whip(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const char *package,
                                       const struct aisle_whip *whip)
{
    CHECK(store->in_transaction);
    int64_t id = 0;
    enum aisle_status status = put_head(ctx, store, package, whip, &id);
    if (status != AISLE_OK)
        return status;
    struct statement s;
    store_start(&s, ctx, store, "write the whip count",
                "INSERT INTO whip_statement (whip_id, line, date, senator, state,"
                " bioguide, position, about, source, quote, note, place, second_hand)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < whip->statement_count; i++) {
        const struct aisle_statement *row = &whip->statements[i];
        store_bind_int(&s, id);
        store_bind_int(&s, row->line);
        store_bind_day(&s, row->date);
        store_bind_text(&s, row->senator);
        store_bind_text(&s, row->state);
        store_bind_text(&s, row->bioguide);
        store_bind_text(&s, aisle_position_text(row->position));
        store_bind_text(&s, row->about);
        store_bind_text(&s, row->source);
        store_bind_text(&s, row->quote);
        store_bind_text(&s, row->note);
        store_bind_int(&s, row->column);
        store_bind_int(&s, row->second_hand);
        store_run(&s);
    }
    return store_end(&s);
}

static void read_row(struct statement *s, struct aisle_statement *out)
{
    char position[16] = "";
    out->provision = out->vote = out->condition_provision = -1;
    out->line = (int)store_int(s, 0);
    out->date = store_day(s, 1);
    out->senator = store_text(s, 2);
    store_chars(s, 3, out->state, sizeof out->state);
    store_chars(s, 4, out->bioguide, sizeof out->bioguide);
    store_chars(s, 5, position, sizeof position);
    int code = aisle_position_parse(position);
    if (code < 0)
        store_broken(s);
    out->position = code < 0 ? AISLE_POSITION_UNDECIDED : (enum aisle_position)code;
    out->about = store_text(s, 6);
    out->source = store_text(s, 7);
    out->quote = store_text(s, 8);
    out->note = store_text(s, 9);
    out->column = (int)store_int(s, 10);
    out->path = store_text(s, 11);
    out->second_hand = store_int(s, 12) != 0;
}

enum aisle_status aisle_store_get_whip(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const char *package, aisle_day as_of,
                                       struct aisle_whip *out)
{
    struct statement s;
    struct aisle_whip made;
    size_t capacity = 0;
    aisle_whip_init(&made);
    store_start(&s, ctx, store, "read whip counts",
                "SELECT line, date, senator, state, bioguide, position, about,"
                " whip_statement.source, quote, note, place, whip.source, second_hand"
                " FROM whip_statement JOIN whip ON whip.id = whip_id"
                " WHERE package IN (?1, '') AND (?2 IS NULL OR date < ?2)"
                " ORDER BY whip.id, line");
    store_bind_text(&s, package);
    store_bind_day(&s, as_of);
    while (store_row(&s)) {
        void *items = made.statements;
        if (!mem_grow(&items, &capacity, (size_t)made.statement_count,
                      sizeof *made.statements)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        made.statements = items;
        struct aisle_statement *row = &made.statements[made.statement_count++];
        *row = (struct aisle_statement){0};
        read_row(&s, row);
    }
    enum aisle_status status = store_end(&s);
    made.path = status == AISLE_OK ? mem_copy_text(store->path) : NULL;
    if (status == AISLE_OK && !made.path)
        status = ctx_no_memory(ctx);
    if (status == AISLE_OK)
        *out = made;
    else
        aisle_whip_clear(&made);
    return status;
}
