/* The store's inside.
 *
 *   store.c        open, begin, commit, close
 *   store_error.c  SQLite's result codes -> messages with a next step
 *   store_sql.c    prepare, bind, step: short names for the long ones
 *   store_schema.c layout and migrations
 *   store_put_votes.c, store_get_votes.c, store_trim_votes.c, store_congress.c,
 *   store_members.c
 *                  votes
 *   store_run.c    runs
 *   store_recipe.c what runs were made from
 *   store_check.c  is the file whole
 *   store_query.c  questions in SQL
 *   store_traits.c what vote models found
 *   store_whip.c   whip counts
 *   store_put_fit.c, store_get_fit.c, store_fit_draws.c
 *                  fits */
#ifndef AISLE_STORE_STORE_H
#define AISLE_STORE_STORE_H

#include "base/ctx.h"
#include <aisle/store.h>
#include <sqlite3.h>

#define STORE_APPLICATION_ID 0x4169736c /* "Aisl" */
#define STORE_BUSY_MS 5000

struct aisle_store {
    sqlite3 *db;
    char *path;
    bool in_transaction;
};

/* Add the message for a SQLite result code and return the status that it stands
 * for; `doing` names the work ("read votes"). */
enum aisle_status store_fail(struct aisle_ctx *ctx, struct aisle_store *store, int rc,
                             const char *doing);

/* A statement under way. Binding and reading never fail on their own: the first
 * trouble is kept in `rc` and every later call does nothing, so that one check,
 * store_end, is enough. */
struct statement {
    struct aisle_ctx *ctx;
    struct aisle_store *store;
    sqlite3_stmt *stmt;
    int rc;
    int bound;
    const char *doing;
};

void store_start(struct statement *s, struct aisle_ctx *ctx, struct aisle_store *store,
                 const char *doing, const char *sql);
/* Bind the next parameter. Texts and blobs are borrowed until the step. */
void store_bind_int(struct statement *s, int64_t value);
void store_bind_real(struct statement *s, double value); /* NAN becomes NULL */
void store_bind_text(struct statement *s, const char *text);
void store_bind_day(struct statement *s, aisle_day day); /* NONE becomes NULL */
void store_bind_blob(struct statement *s, const void *bytes, size_t size);
/* Step to the next row; false at the end or after trouble. */
bool store_row(struct statement *s);
/* Run a statement that gives no rows and make it ready for new parameters. */
void store_run(struct statement *s);
/* Finish; OK, or the message for what went wrong. */
enum aisle_status store_end(struct statement *s);

/* Columns of the row under the statement. */
int64_t store_int(struct statement *s, int column);
double store_real(struct statement *s, int column); /* NULL gives NAN */
aisle_day store_day(struct statement *s, int column);
/* Owned copy, never NULL unless s->rc says why. */
char *store_text(struct statement *s, int column);
/* Copy into a fixed field; text that does not fit is a broken store. */
void store_chars(struct statement *s, int column, char *out, size_t size);
const void *store_blob(struct statement *s, int column, size_t *size);
/* The row is not what this program writes. */
void store_broken(struct statement *s);

/* --- store_fit_draws.c ------------------------------------------------------- */

/* Draws of items and periods over this many bytes are not kept: they are read back
 * as not there, as from a fit that never had them (SQLite's own limit is 1e9). */
#define STORE_DRAWS_MAX ((size_t)768 << 20)

/* How many numbers a fit's draws have. */
size_t fit_x_count(const struct aisle_fit *fit);
size_t fit_item_draw_count(const struct aisle_fit *fit);
size_t fit_period_draw_count(const struct aisle_fit *fit);

/* Bytes of a blob; NULL when there are no draws. Caller frees. */
struct store_floats {
    unsigned char *bytes;
    size_t size;
};
enum aisle_status store_floats_pack(struct aisle_ctx *ctx, const float *values,
                                    size_t count, struct store_floats *out);
void store_bind_floats(struct statement *s, const struct store_floats *floats);
/* A column's draws, `count` of them or a broken store; caller frees. */
float *store_floats(struct statement *s, int column, size_t count);
/* The same, NULL where the column is. */
float *store_floats_or_null(struct statement *s, int column, size_t count);

/* Run SQL text with no parameters and no rows. */
enum aisle_status store_exec(struct aisle_ctx *ctx, struct aisle_store *store,
                             const char *doing, const char *sql);

/* Drop from a table that was read whole what its roll calls never saw, so that
 * nothing about who sat later gets out. */
enum aisle_status store_trim_votes(struct aisle_ctx *ctx, struct aisle_votes *votes);

/* Layout number of the open file, and the one this program writes. */
int store_schema_version(void);
/* Check the application id and bring the layout up to date. `writable` false:
 * only check. NOT_FOUND-like troubles come back as STORE. */
enum aisle_status store_schema_open(struct aisle_ctx *ctx, struct aisle_store *store,
                                    bool writable);

#endif
