/* The store's part for simulations: what a run simulated, to look into it later. */
#ifndef AISLE_STORE_SCENARIO_H
#define AISLE_STORE_SCENARIO_H

#include <aisle/levers.h>
#include <aisle/store.h>

/* A package's levers and the size of the run; the rest is the program's defaults. */
struct aisle_simulation {
    struct aisle_scenario package;
    aisle_day start;
    uint64_t seed;
    int years;
    int replications;
    int people_per_case;
};

/* Of a run that is recorded. Errors: NOT_FOUND when the run simulated nothing or is not
 * there, STORE, MEMORY. */
enum aisle_status aisle_store_put_simulation(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t run,
                                             const struct aisle_simulation *simulation);
enum aisle_status aisle_store_get_simulation(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t run,
                                             struct aisle_simulation *out);

/* Take back what was kept under a key. */
enum aisle_status aisle_store_drop_kept(struct aisle_ctx *ctx,
                                        struct aisle_store *store, uint64_t key);

#endif
