#include "base/mem.h"
#include "store/store.h"
#include <string.h>

enum aisle_status aisle_store_put_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                      struct aisle_run *run, const char *arguments,
                                      const char *result_json)
{
    struct statement s;
    store_start(
        &s, ctx, store, "record the run",
        "INSERT INTO run (verb, version, engine, data_hash, input_hash, seed, as_of,"
        " started, seconds, cpu_seconds, threads, ranks, arguments, result)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_bind_text(&s, run->verb);
    store_bind_text(&s, run->version);
    store_bind_text(&s, run->engine);
    store_bind_text(&s, run->data_hash);
    store_bind_text(&s, run->input_hash);
    store_bind_int(&s, (int64_t)run->seed); /* the same 64 bits */
    store_bind_day(&s, run->as_of);
    store_bind_text(&s, run->started);
    store_bind_real(&s, run->seconds);
    store_bind_real(&s, run->cpu_seconds);
    store_bind_int(&s, run->threads);
    store_bind_int(&s, run->ranks);
    store_bind_text(&s, arguments);
    store_bind_text(&s, result_json);
    store_run(&s);
    int64_t id = sqlite3_last_insert_rowid(store->db);
    enum aisle_status status = store_end(&s);
    if (status == AISLE_OK)
        run->id = id;
    return status;
}

enum aisle_status aisle_store_set_run_result(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t id,
                                             const char *result_json)
{
    struct statement s;
    store_start(&s, ctx, store, "keep the result",
                "UPDATE run SET result = ? WHERE id = ?");
    store_bind_text(&s, result_json);
    store_bind_int(&s, id);
    store_run(&s);
    return store_end(&s);
}

enum aisle_status aisle_store_find_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const struct aisle_run *like, const char *form,
                                       int64_t *id, char **result_json)
{
    struct statement s;
    int64_t found = 0;
    char *result = NULL;
    store_start(&s, ctx, store, "look for an equal run",
                "SELECT id, result FROM run WHERE input_hash = ? AND verb = ?"
                " AND version = ? AND engine = ? AND data_hash = ? AND seed = ?"
                " AND (?7 = '' OR EXISTS (SELECT 1 FROM run_view"
                " WHERE run_id = run.id AND form = ?7))"
                " ORDER BY id DESC LIMIT 1");
    store_bind_text(&s, like->input_hash);
    store_bind_text(&s, like->verb);
    store_bind_text(&s, like->version);
    store_bind_text(&s, like->engine);
    store_bind_text(&s, like->data_hash);
    store_bind_int(&s, (int64_t)like->seed);
    store_bind_text(&s, form);
    if (store_row(&s)) {
        found = store_int(&s, 0);
        result = store_text(&s, 1);
    }
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK) {
        free(result);
        return status;
    }
    *id = found;
    *result_json = result;
    return AISLE_OK;
}

static void read_run(struct statement *s, struct aisle_store_run *out)
{
    struct aisle_run *run = &out->run;
    *out = (struct aisle_store_run){0};
    run->id = store_int(s, 0);
    store_chars(s, 1, run->verb, sizeof run->verb);
    store_chars(s, 2, run->version, sizeof run->version);
    store_chars(s, 3, run->data_hash, sizeof run->data_hash);
    store_chars(s, 4, run->input_hash, sizeof run->input_hash);
    run->seed = (uint64_t)store_int(s, 5);
    run->as_of = store_day(s, 6);
    store_chars(s, 7, run->started, sizeof run->started);
    run->seconds = store_real(s, 8);
    run->cpu_seconds = store_real(s, 9);
    run->threads = (int)store_int(s, 10);
    run->ranks = (int)store_int(s, 11);
    out->arguments = store_text(s, 12);
    store_chars(s, 13, run->engine, sizeof run->engine);
}

#define RUN_COLUMNS                                                                    \
    "id, verb, version, data_hash, input_hash, seed, as_of, started, seconds,"         \
    " cpu_seconds, threads, ranks, arguments, engine"

static enum aisle_status fail_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                  int64_t id)
{
    struct statement s;
    int64_t last = 0;
    store_start(&s, ctx, store, "look for the latest run", "SELECT max(id) FROM run");
    if (store_row(&s))
        last = store_int(&s, 0);
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK)
        return status;
    ctx_fail(ctx, AISLE_NOT_FOUND, "the store has no run %lld", (long long)id);
    if (last > 0)
        ctx_hint(ctx, "its latest is %lld; 'aisle runs' lists them", (long long)last);
    return AISLE_NOT_FOUND;
}

enum aisle_status aisle_store_get_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                      int64_t id, struct aisle_run *run,
                                      char **arguments, char **result_json)
{
    struct statement s;
    struct aisle_store_run row = {0};
    char *result = NULL;
    store_start(&s, ctx, store, "get a run",
                "SELECT " RUN_COLUMNS ", result FROM run WHERE id = ?1 OR ?1 = 0"
                " ORDER BY id DESC LIMIT 1");
    store_bind_int(&s, id);
    bool found = store_row(&s);
    if (found) {
        read_run(&s, &row);
        result = store_text(&s, 14);
    }
    enum aisle_status status = store_end(&s);
    if (status == AISLE_OK && !found)
        status = fail_run(ctx, store, id);
    if (status != AISLE_OK) {
        free(row.arguments);
        free(result);
        return status;
    }
    *run = row.run;
    *arguments = row.arguments;
    *result_json = result;
    return AISLE_OK;
}

void aisle_store_runs_free(int count, struct aisle_store_run *runs)
{
    for (int i = 0; runs && i < count; i++)
        free(runs[i].arguments);
    free(runs);
}

enum aisle_status aisle_store_runs(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int limit, int *count, struct aisle_store_run **out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    int n = 0;
    store_start(&s, ctx, store, "list the runs",
                "SELECT " RUN_COLUMNS " FROM run ORDER BY id DESC LIMIT ?");
    store_bind_int(&s, limit);
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)n, sizeof(struct aisle_store_run))) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        read_run(&s, (struct aisle_store_run *)items + n++);
    }
    enum aisle_status status = store_end(&s);
    if (status != AISLE_OK) {
        aisle_store_runs_free(n, items);
        return status;
    }
    *count = n;
    *out = items;
    return AISLE_OK;
}
