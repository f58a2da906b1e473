/* What runs said in other forms than JSON: tables, CSV, pages; and their warnings. */
#ifndef AISLE_STORE_VIEWS_H
#define AISLE_STORE_VIEWS_H

#include <aisle/store.h>

/* Keep a text beside a run, under the name of its form, such as "csv" or "table 80".
 * Call between begin and commit. */
enum aisle_status aisle_store_put_view(struct aisle_ctx *ctx, struct aisle_store *store,
                                       int64_t run, const char *form, const char *text);
/* The text of a run in a form, NULL when it has none. Caller frees with free(). */
enum aisle_status aisle_store_get_view(struct aisle_ctx *ctx, struct aisle_store *store,
                                       int64_t run, const char *form, char **text);

#endif
