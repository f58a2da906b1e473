/* The store's part for a checkup: is the file whole, and what does it hold? */
#ifndef AISLE_STORE_CHECK_H
#define AISLE_STORE_CHECK_H

#include <aisle/store.h>

struct aisle_store_health {
    int layout;
    int64_t bytes;
    int64_t runs;
    int64_t other_runs; /* made by a program of other sources than `engine` */
    int64_t fits;
    int64_t kept;      /* replications of work that was cut off */
    bool whole;        /* pages, rows and references agree */
    char trouble[200]; /* the first that do not */
};

/* Reads the whole file. `engine`: of the program that asks (struct aisle_run). Errors:
 * STORE, MEMORY. */
enum aisle_status aisle_store_check(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const char *engine, struct aisle_store_health *out);

#endif
