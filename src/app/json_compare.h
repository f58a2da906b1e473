/* Two results of the same verb, value by value. */
#ifndef AISLE_APP_JSON_COMPARE_H
#define AISLE_APP_JSON_COMPARE_H

#include "base/ctx.h"
#include <aisle/rerun.h>

/* Count the values of two JSON texts and those that differ in any byte; the first
 * differences go into `out` with their path. Not compared: "run", and how long things
 * took. The texts are this program's, but a store can be damaged: no bytes lead astray,
 * and equal bytes are equal. Errors: MEMORY. */
enum aisle_status app_json_compare(struct aisle_ctx *ctx, const char *was,
                                   const char *is, struct aisle_rerun *out);

/* Add a change; takes no ownership. Errors: MEMORY. */
enum aisle_status app_add_change(struct aisle_ctx *ctx, int *count,
                                 struct aisle_rerun_change **changes, const char *what,
                                 const char *was, const char *is);

#endif
