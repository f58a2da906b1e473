/* Questions in SQL: one statement that only reads. */
#include "base/mem.h"
#include "base/text.h"
#include "store/store.h"
#include <aisle/store_query.h>
#include <string.h>

static const char tables_and_columns[] =
    "SELECT t.name AS \"table\", group_concat(c.name, ', ') AS columns"
    " FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' GROUP BY t.name";

enum { STEPS_BETWEEN_POLLS = 100000 };

static int poll_cancel(void *ctx)
{
    return aisle_ctx_cancelled(ctx);
}

/* What is there to be asked of, for whoever named something else. */
static void hint_tables(struct aisle_ctx *ctx, struct aisle_store *store)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(store->db,
                                "SELECT group_concat(name, ', ') FROM sqlite_schema"
                                " WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
                                -1, &s, NULL);
    if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        ctx_hint(ctx, "the tables: %.400s", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
}

static enum aisle_status fail_sql(struct aisle_ctx *ctx, struct aisle_store *store)
{
    int at = sqlite3_error_offset(store->db);
    ctx_fail_at(ctx, AISLE_MISUSE, (struct place){"query", 1, at < 0 ? 0 : at + 1},
                NULL, "%s", sqlite3_errmsg(store->db));
    hint_tables(ctx, store);
    return AISLE_MISUSE;
}

static enum aisle_status prepare(struct aisle_ctx *ctx, struct aisle_store *store,
                                 const char *sql, sqlite3_stmt **out)
{
    const char *rest = NULL;
    int rc = sqlite3_prepare_v2(store->db, sql, -1, out, &rest);
    if (rc == SQLITE_NOMEM)
        return ctx_no_memory(ctx);
    if (rc != SQLITE_OK)
        return fail_sql(ctx, store);
    if (!*out)
        return ctx_fail(ctx, AISLE_MISUSE, "the query is empty");
    if (rest[strspn(rest, " \t\r\n;")] != '\0')
        return ctx_fail(ctx, AISLE_MISUSE, "ask one statement at a time");
    if (sqlite3_stmt_readonly(*out) && sqlite3_column_count(*out) > 0)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_MISUSE, "only questions are answered");
    ctx_hint(ctx,
             "a statement that changes the store is for sqlite3, at your own risk");
    return AISLE_MISUSE;
}

/* Keep the bytes under a column; false when memory is short. */
static bool take_bytes(const void *bytes, int size, struct aisle_value *out)
{
    out->size = (size_t)size;
    out->bytes = mem_copy_bytes(bytes ? bytes : "", out->size);
    return out->bytes != NULL;
}

static bool take_cell(sqlite3_stmt *s, int column, struct aisle_value *out)
{
    *out = (struct aisle_value){.kind = AISLE_VALUE_NULL};
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        out->kind = AISLE_VALUE_INT;
        out->integer = sqlite3_column_int64(s, column);
        return true;
    case SQLITE_FLOAT:
        out->kind = AISLE_VALUE_REAL;
        out->real = sqlite3_column_double(s, column);
        return true;
    case SQLITE_TEXT:
        out->kind = AISLE_VALUE_TEXT;
        return take_bytes(sqlite3_column_text(s, column),
                          sqlite3_column_bytes(s, column), out);
    case SQLITE_BLOB:
        out->kind = AISLE_VALUE_BLOB;
        return take_bytes(sqlite3_column_blob(s, column),
                          sqlite3_column_bytes(s, column), out);
    default:
        return true;
    }
}

static bool take_columns(sqlite3_stmt *s, struct aisle_table *out)
{
    int count = sqlite3_column_count(s);
    out->columns = mem_new((size_t)count, sizeof *out->columns);
    if (!out->columns)
        return false;
    out->column_count = count;
    for (int c = 0; c < count; c++) {
        out->columns[c] = mem_copy_text(sqlite3_column_name(s, c));
        if (!out->columns[c])
            return false;
    }
    return true;
}

/* A row, whole or with the rest of its cells empty. */
static bool take_row(sqlite3_stmt *s, size_t *capacity, struct aisle_table *out)
{
    void *items = out->cells;
    size_t row = (size_t)out->column_count * sizeof *out->cells;
    if (!mem_grow(&items, capacity, (size_t)out->row_count, row))
        return false;
    out->cells = items;
    struct aisle_value *cells =
        out->cells + (size_t)out->row_count * (size_t)out->column_count;
    memset(cells, 0, row);
    out->row_count++;
    for (int c = 0; c < out->column_count; c++)
        if (!take_cell(s, c, &cells[c]))
            return false;
    return true;
}

static enum aisle_status take_rows(struct aisle_ctx *ctx, struct aisle_store *store,
                                   sqlite3_stmt *s, struct aisle_table *out)
{
    size_t capacity = 0;
    int rc;
    if (!take_columns(s, out))
        return ctx_no_memory(ctx);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        if (!take_row(s, &capacity, out))
            return ctx_no_memory(ctx);
    if (rc == SQLITE_INTERRUPT)
        return ctx_poll(ctx);
    if (rc == SQLITE_ERROR)
        return fail_sql(ctx, store);
    return rc == SQLITE_DONE ? AISLE_OK
                             : store_fail(ctx, store, rc, "answer the query");
}

enum aisle_status aisle_store_query(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const char *sql, struct aisle_table *out)
{
    enum aisle_status status;
    sqlite3_stmt *s = NULL;
    struct aisle_table made;
    aisle_table_init(&made);
    sqlite3_progress_handler(store->db, STEPS_BETWEEN_POLLS, poll_cancel, ctx);
    TRY(prepare(ctx, store, sql ? sql : tables_and_columns, &s));
    TRY(take_rows(ctx, store, s, &made));
    *out = made;
    aisle_table_init(&made);
out:
    sqlite3_finalize(s);
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
    aisle_table_clear(&made);
    return status;
}
