/* The store's part for long work: what is done so far, and posteriors. */
#ifndef AISLE_STORE_KEPT_H
#define AISLE_STORE_KEPT_H

#include <aisle/posterior.h>
#include <aisle/store.h>
#include <stdint.h>

/* Bytes under a key, a hash of all they depend on; one of the same key is replaced. */
enum aisle_status aisle_store_put_kept(struct aisle_ctx *ctx, struct aisle_store *store,
                                       uint64_t key, size_t size, const void *bytes);
/* `found` false, with `out` as it was, when there is none of that size. */
enum aisle_status aisle_store_get_kept(struct aisle_ctx *ctx, struct aisle_store *store,
                                       uint64_t key, size_t size, void *out,
                                       bool *found);

/* The posterior of a run that is recorded; and the latest one, with its run. Errors:
 * NOT_FOUND when there is none, STORE, MEMORY. */
enum aisle_status aisle_store_put_posterior(struct aisle_ctx *ctx,
                                            struct aisle_store *store, int64_t run,
                                            const struct aisle_posterior *posterior);
enum aisle_status aisle_store_get_posterior(struct aisle_ctx *ctx,
                                            struct aisle_store *store, int64_t *run,
                                            struct aisle_posterior *out);

#endif
