/* The store's part for vote models: what they found. */
#ifndef AISLE_STORE_TRAITS_H
#define AISLE_STORE_TRAITS_H

#include <aisle/store.h>
#include <aisle/traits.h>

/* Of a `fit --model` that is recorded, within the same transaction: roll calls where the
 * model has the unfolding term, members where it has the term absence. `members` names
 * the model's, as the fit does. */
enum aisle_status aisle_store_put_traits(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         const struct aisle_votes *votes,
                                         const struct aisle_votemodel *model,
                                         const struct aisle_fit *members);

/* Of the latest such runs on exactly these votes: the same chamber and Congresses, the
 * same votes in the store and as-of day as `like` has, and the same engine. Empty when
 * there is none. */
enum aisle_status aisle_store_get_traits(struct aisle_ctx *ctx,
                                         struct aisle_store *store,
                                         const struct aisle_run *like,
                                         const struct aisle_votes *votes,
                                         struct aisle_traits *out);

#endif
