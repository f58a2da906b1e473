/* The shipped record in a store that a bench may keep between its runs. */
#ifndef AISLE_BENCH_SCRATCH_H
#define AISLE_BENCH_SCRATCH_H

#include <aisle/import.h>
#include <aisle/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Print what went wrong, and end. */
static inline void scratch_stop(const struct aisle_ctx *ctx)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
    exit(1);
}

static inline enum aisle_status scratch_import(struct aisle_ctx *ctx,
                                               struct aisle_store *store, int congress)
{
    char votes_path[512], rollcalls_path[512];
    struct aisle_votes votes;
    struct aisle_import_report report;
    const char *dir = AISLE_SOURCE_DIR "/data/senate";
    snprintf(votes_path, sizeof votes_path, "%s/s%d_votes.csv", dir, congress);
    snprintf(rollcalls_path, sizeof rollcalls_path, "%s/s%d_rollcalls.csv", dir,
             congress);
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    enum aisle_status status =
        aisle_import_record(ctx, votes_path, rollcalls_path, &votes, &report);
    if (status == AISLE_OK)
        status = aisle_store_put_votes(ctx, store, &votes, "record", "");
    aisle_import_report_clear(&report);
    aisle_votes_clear(&votes);
    return status;
}

/* Open the store at `path`, made and filled from data/senate when it is not there;
 * ":memory:" is anew each time. Ends the program when that fails. */
static inline struct aisle_store *scratch_store(struct aisle_ctx *ctx, const char *path)
{
    bool there = access(path, F_OK) == 0;
    struct aisle_store *store = NULL;
    enum aisle_status status = aisle_store_open(ctx, path, AISLE_STORE_WRITE, &store);
    if (status == AISLE_OK && !there)
        status = aisle_store_begin(ctx, store);
    for (int congress = 101; congress <= 118 && status == AISLE_OK && !there;
         congress++)
        status = scratch_import(ctx, store, congress);
    if (status == AISLE_OK && !there)
        status = aisle_store_commit(ctx, store);
    if (status != AISLE_OK)
        scratch_stop(ctx);
    return store;
}

#endif
