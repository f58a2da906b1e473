/* What a run simulated: its size, and the levers that its package moves. */
#include "store/store.h"
#include <aisle/store_scenario.h>

static enum aisle_status put_lever(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int64_t run, const char *key, double value)
{
    struct statement s;
    store_start(&s, ctx, store, "record the levers",
                "INSERT INTO simulation_lever (run_id, lever, value) VALUES (?, ?, ?)");
    store_bind_int(&s, run);
    store_bind_text(&s, key);
    store_bind_real(&s, value);
    store_run(&s);
    return store_end(&s);
}

enum aisle_status aisle_store_put_simulation(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t run,
                                             const struct aisle_simulation *simulation)
{
    struct statement s;
    store_start(&s, ctx, store, "record the simulation",
                "INSERT INTO simulation (run_id, start, seed, years, replications,"
                " people_per_case) VALUES (?, ?, ?, ?, ?, ?)");
    store_bind_int(&s, run);
    store_bind_day(&s, simulation->start);
    store_bind_int(&s, (int64_t)simulation->seed);
    store_bind_int(&s, simulation->years);
    store_bind_int(&s, simulation->replications);
    store_bind_int(&s, simulation->people_per_case);
    store_run(&s);
    enum aisle_status status = store_end(&s);
    for (int i = 0; status == AISLE_OK && i < AISLE_LEVER_COUNT; i++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)i);
        double value = simulation->package.lever[i];
        if (value < info->neutral || value > info->neutral)
            status = put_lever(ctx, store, run, info->key, value);
    }
    return status;
}

static enum aisle_status get_levers(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t run, struct aisle_scenario *out)
{
    struct statement s;
    char key[64];
    aisle_scenario_init(out);
    store_start(&s, ctx, store, "read the levers",
                "SELECT lever, value FROM simulation_lever WHERE run_id = ?");
    store_bind_int(&s, run);
    while (store_row(&s)) {
        store_chars(&s, 0, key, sizeof key);
        int lever = aisle_lever_find(key);
        if (lever < 0)
            store_broken(&s);
        else
            out->lever[lever] = store_real(&s, 1);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_get_simulation(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t run,
                                             struct aisle_simulation *out)
{
    struct statement s;
    struct aisle_simulation read = {0};
    bool found = false;
    store_start(&s, ctx, store, "read the simulation",
                "SELECT start, seed, years, replications, people_per_case"
                " FROM simulation WHERE run_id = ?");
    store_bind_int(&s, run);
    if (store_row(&s)) {
        found = true;
        read.start = store_day(&s, 0);
        read.seed = (uint64_t)store_int(&s, 1);
        read.years = (int)store_int(&s, 2);
        read.replications = (int)store_int(&s, 3);
        read.people_per_case = (int)store_int(&s, 4);
    }
    enum aisle_status status = store_end(&s);
    if (status == AISLE_OK && !found) {
        status = ctx_fail(ctx, AISLE_NOT_FOUND, "run %lld simulated nothing",
                          (long long)run);
        ctx_hint(ctx, "'aisle runs' lists the runs; 'simulate' and 'run' simulate");
    }
    if (status == AISLE_OK)
        status = get_levers(ctx, store, run, &read.package);
    if (status == AISLE_OK)
        *out = read;
    return status;
}

enum aisle_status aisle_store_drop_kept(struct aisle_ctx *ctx,
                                        struct aisle_store *store, uint64_t key)
{
    struct statement s;
    store_start(&s, ctx, store, "forget what was kept",
                "DELETE FROM kept WHERE key = ?");
    store_bind_int(&s, (int64_t)key);
    store_run(&s);
    return store_end(&s);
}
