#include "study/keep.h"

#include "study/engine.h"
#include "study/study.h"
#include <aisle/store_kept.h>
#include <aisle/store_scenario.h>

/* A program of other sources may simulate otherwise. */
static uint64_t versioned(uint64_t key)
{
    for (const char *v = app_engine(); *v; v++)
        key = (key ^ (unsigned char)*v) * 0x100000001B3ULL;
    return key;
}

static void note_key(struct app_keep *k, uint64_t key)
{
    if (mem_grow((void **)&k->keys, &k->capacity, k->count, sizeof *k->keys))
        k->keys[k->count++] = key;
}

static bool find(void *user, uint64_t key, size_t size, void *result)
{
    struct app_keep *k = user;
    bool found = false;
    key = versioned(key);
    if (aisle_store_get_kept(k->ctx, k->store, key, size, result, &found) != AISLE_OK)
        return false;
    if (found)
        note_key(k, key);
    return found;
}

static void flush(struct app_keep *k)
{
    if (k->open && aisle_store_commit(k->ctx, k->store) != AISLE_OK)
        aisle_store_rollback(k->store);
    k->open = false;
}

static void put(void *user, uint64_t key, size_t size, const void *result)
{
    struct app_keep *k = user;
    key = versioned(key);
    if (!k->open) {
        if (aisle_store_begin(k->ctx, k->store) != AISLE_OK)
            return;
        k->open = true;
        k->since = app_wall_seconds();
    }
    if (aisle_store_put_kept(k->ctx, k->store, key, size, result) == AISLE_OK)
        note_key(k, key);
    if (app_wall_seconds() - k->since > 1)
        flush(k);
}

void app_keep_start(struct app_keep *k, struct aisle_store *store)
{
    *k = (struct app_keep){.store = store};
    k->ctx = aisle_ctx_new();
    if (k->ctx)
        k->keep = (struct aisle_asylum_keep){.user = k, .find = find, .put = put};
}

static void drop(struct app_keep *k)
{
    if (k->count == 0 || aisle_store_begin(k->ctx, k->store) != AISLE_OK)
        return;
    for (size_t i = 0; i < k->count; i++)
        aisle_store_drop_kept(k->ctx, k->store, k->keys[i]);
    if (aisle_store_commit(k->ctx, k->store) != AISLE_OK)
        aisle_store_rollback(k->store);
}

void app_keep_end(struct app_keep *k, bool complete)
{
    flush(k);
    if (complete)
        drop(k);
    free(k->keys);
    aisle_ctx_free(k->ctx);
    *k = (struct app_keep){0};
}
