/* The store's part for questions in SQL. */
#ifndef AISLE_STORE_QUERY_H
#define AISLE_STORE_QUERY_H

#include <aisle/store.h>
#include <aisle/table.h>

/* Ask one statement that only reads; `sql` NULL: the tables and their columns. Errors:
 * MISUSE (no statement, more than one, one that would write, or what SQLite says of it,
 * with the column and the tables there are), CANCELLED, STORE, MEMORY. */
enum aisle_status aisle_store_query(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const char *sql, struct aisle_table *out);

#endif
