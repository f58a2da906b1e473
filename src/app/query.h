/* A question in SQL, put to the store. */
#ifndef AISLE_APP_QUERY_H
#define AISLE_APP_QUERY_H

#include "app/app.h"
#include <aisle/table.h>

/* Ask the store, opened to be read only; where there is none yet, it is made with the
 * shipped record first. `sql` NULL: which tables there are. Nothing is recorded; `run`
 * gets the head of a result. Errors: those of aisle_store_query and of opening. */
enum aisle_status app_query(struct aisle_ctx *ctx, const struct app_options *options,
                            const char *sql, struct aisle_run *run,
                            struct aisle_table *out);

#endif
