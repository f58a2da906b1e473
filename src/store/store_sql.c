#include "base/mem.h"
#include "base/text.h"
#include "store/store.h"
#include <math.h>
#include <string.h>

void store_start(struct statement *s, struct aisle_ctx *ctx, struct aisle_store *store,
                 const char *doing, const char *sql)
{
    *s = (struct statement){.ctx = ctx, .store = store, .doing = doing};
    s->rc = sqlite3_prepare_v2(store->db, sql, -1, &s->stmt, NULL);
}

void store_bind_int(struct statement *s, int64_t value)
{
    if (s->rc == SQLITE_OK)
        s->rc = sqlite3_bind_int64(s->stmt, ++s->bound, value);
}

void store_bind_real(struct statement *s, double value)
{
    if (s->rc != SQLITE_OK)
        return;
    s->rc = isnan(value) ? sqlite3_bind_null(s->stmt, ++s->bound)
                         : sqlite3_bind_double(s->stmt, ++s->bound, value);
}

void store_bind_text(struct statement *s, const char *text)
{
    if (s->rc == SQLITE_OK)
        s->rc =
            sqlite3_bind_text(s->stmt, ++s->bound, text ? text : "", -1, SQLITE_STATIC);
}

void store_bind_day(struct statement *s, aisle_day day)
{
    char text[AISLE_DATE_TEXT];
    if (s->rc != SQLITE_OK)
        return;
    s->rc = day == AISLE_DAY_NONE
                ? sqlite3_bind_null(s->stmt, ++s->bound)
                : sqlite3_bind_text(s->stmt, ++s->bound, aisle_day_format(day, text),
                                    -1, SQLITE_TRANSIENT);
}

void store_bind_blob(struct statement *s, const void *bytes, size_t size)
{
    if (s->rc != SQLITE_OK)
        return;
    s->rc = size == 0
                ? sqlite3_bind_zeroblob(s->stmt, ++s->bound, 0)
                : sqlite3_bind_blob64(s->stmt, ++s->bound, bytes, size, SQLITE_STATIC);
}

bool store_row(struct statement *s)
{
    if (s->rc != SQLITE_OK)
        return false;
    int rc = sqlite3_step(s->stmt);
    if (rc == SQLITE_ROW)
        return true;
    s->rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    return false;
}

void store_run(struct statement *s)
{
    while (store_row(s))
        ;
    if (s->rc == SQLITE_OK)
        s->rc = sqlite3_reset(s->stmt);
    s->bound = 0;
}

enum aisle_status store_end(struct statement *s)
{
    enum aisle_status status = AISLE_OK;
    if (s->rc != SQLITE_OK)
        status = store_fail(s->ctx, s->store, s->rc, s->doing);
    sqlite3_finalize(s->stmt);
    s->stmt = NULL;
    return status;
}

int64_t store_int(struct statement *s, int column)
{
    return s->rc == SQLITE_OK ? sqlite3_column_int64(s->stmt, column) : 0;
}

double store_real(struct statement *s, int column)
{
    if (s->rc != SQLITE_OK || sqlite3_column_type(s->stmt, column) == SQLITE_NULL)
        return NAN;
    return sqlite3_column_double(s->stmt, column);
}

/* The text under a column, "" for NULL; NULL only after trouble. */
static const char *borrow_text(struct statement *s, int column)
{
    if (s->rc != SQLITE_OK)
        return NULL;
    if (sqlite3_column_type(s->stmt, column) == SQLITE_NULL)
        return "";
    const char *text = (const char *)sqlite3_column_text(s->stmt, column);
    if (!text)
        s->rc = SQLITE_NOMEM;
    return text;
}

aisle_day store_day(struct statement *s, int column)
{
    const char *text = borrow_text(s, column);
    if (!text || !*text)
        return AISLE_DAY_NONE;
    aisle_day day = aisle_day_parse(text);
    if (day == AISLE_DAY_NONE)
        store_broken(s);
    return day;
}

char *store_text(struct statement *s, int column)
{
    const char *text = borrow_text(s, column);
    char *copy = text ? mem_copy_text(text) : NULL;
    if (text && !copy)
        s->rc = SQLITE_NOMEM;
    return copy;
}

void store_chars(struct statement *s, int column, char *out, size_t size)
{
    const char *text = borrow_text(s, column);
    if (!text)
        return;
    if (!text_fit(out, size, text))
        store_broken(s);
}

const void *store_blob(struct statement *s, int column, size_t *size)
{
    *size = 0;
    if (s->rc != SQLITE_OK)
        return NULL;
    const void *bytes = sqlite3_column_blob(s->stmt, column);
    *size = (size_t)sqlite3_column_bytes(s->stmt, column);
    if (!bytes && *size > 0)
        s->rc = SQLITE_NOMEM;
    return bytes;
}

void store_broken(struct statement *s)
{
    if (s->rc == SQLITE_OK)
        s->rc = SQLITE_CORRUPT;
}

enum aisle_status store_exec(struct aisle_ctx *ctx, struct aisle_store *store,
                             const char *doing, const char *sql)
{
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? AISLE_OK : store_fail(ctx, store, rc, doing);
}
