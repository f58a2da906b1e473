/* The store's part for running a run again: its recipe. */
#ifndef AISLE_STORE_RECIPE_H
#define AISLE_STORE_RECIPE_H

#include <aisle/recipe.h>
#include <aisle/store.h>

/* Of a run that is recorded, within the same transaction. Equal bytes are kept once,
 * however many runs read them. */
enum aisle_status aisle_store_put_recipe(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         const struct aisle_recipe *recipe);
/* Empty for a run that was recorded without one. Errors: STORE, MEMORY. */
enum aisle_status aisle_store_get_recipe(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         struct aisle_recipe *out);

#endif
