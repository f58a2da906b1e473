/* Replications of a simulation, kept in the store as they end, so that a run that is
 * killed or cancelled goes on where it stopped.
 *
 * Written in batches, a transaction a second; what is lost is the last second. When
 * the run is complete, its result is recorded and the replications are dropped. */
#ifndef AISLE_STUDY_KEEP_H
#define AISLE_STUDY_KEEP_H

#include <aisle/asylum.h>
#include <aisle/store.h>

struct app_keep {
    struct aisle_asylum_keep keep; /* for aisle_asylum_options */
    struct aisle_ctx *ctx;         /* of its own: threads call, failures are silent */
    struct aisle_store *store;
    bool open; /* a transaction is */
    double since;
    uint64_t *keys; /* used by this run */
    size_t count;
    size_t capacity;
};

/* Nothing is kept when memory is short: keep.find is NULL then. */
void app_keep_start(struct app_keep *keep, struct aisle_store *store);
/* `complete`: what was kept is not needed any more. */
void app_keep_end(struct app_keep *keep, bool complete);

#endif
