/* Faults: a full disk, a failing disk and kill -9 at every write, and memory that
 * runs out at every allocation, SQLite's own included. Whatever happens, a reader
 * afterwards finds the old votes or the new ones, whole. */
#include "faults.h"
#include "support/support.h"
#include <aisle/store_views.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The case: a store with Congress 90, old; the work puts a new 90 and a 91. */
struct scene {
    char *folder;
    char path[256];
    struct aisle_votes old;
    struct aisle_votes fresh;
    struct aisle_votes more;
};

static enum aisle_status put_new(struct aisle_ctx *ctx, const struct scene *scene)
{
    struct aisle_store *store = NULL;
    enum aisle_status status;
    TRY(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store));
    TRY(aisle_store_begin(ctx, store));
    TRY(aisle_store_put_votes(ctx, store, &scene->fresh, "new", "2"));
    TRY(aisle_store_put_votes(ctx, store, &scene->more, "new", "3"));
    TRY(aisle_store_commit(ctx, store));
out:
    aisle_store_close(store);
    return status;
}

static void put_old(const struct scene *scene)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_store *store = NULL;
    remove_store(scene->path);
    assert_int_equal(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store),
                     AISLE_OK);
    assert_int_equal(aisle_store_begin(ctx, store), AISLE_OK);
    assert_int_equal(aisle_store_put_votes(ctx, store, &scene->old, "old", "1"),
                     AISLE_OK);
    assert_int_equal(aisle_store_commit(ctx, store), AISLE_OK);
    aisle_store_close(store);
    aisle_ctx_free(ctx);
}

/* Read the store afresh: old alone, or both new, whole. True when new. */
static bool is_new(const struct scene *scene)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_store *store = NULL;
    struct aisle_votes first, second;
    enum aisle_status status =
        aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store);
    if (status != AISLE_OK)
        support_show(ctx);
    assert_int_equal(status, AISLE_OK);
    check_integrity(store);
    assert_int_equal(
        aisle_store_get_votes(ctx, store, "senate", 90, 90, AISLE_DAY_NONE, &first),
        AISLE_OK);
    status =
        aisle_store_get_votes(ctx, store, "senate", 91, 91, AISLE_DAY_NONE, &second);
    bool both = status == AISLE_OK;
    if (both)
        assert_true(support_same_votes(&second, &scene->more));
    else
        assert_int_equal(status, AISLE_NOT_FOUND);
    assert_true(support_same_votes(&first, both ? &scene->fresh : &scene->old));
    aisle_votes_clear(&first);
    if (both)
        aisle_votes_clear(&second);
    aisle_store_close(store);
    aisle_ctx_free(ctx);
    return both;
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->folder = support_scratch();
    snprintf(scene->path, sizeof scene->path, "%s/t.db", scene->folder);
    support_make_votes(&scene->old, 90, 9, 12, 1, 1);
    support_make_votes(&scene->fresh, 90, 10, 14, 5, 2);
    support_make_votes(&scene->more, 91, 8, 10, 7, 3);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    set_fault(FAULT_NONE, 0);
    aisle_votes_clear(&scene->old);
    aisle_votes_clear(&scene->fresh);
    aisle_votes_clear(&scene->more);
    support_remove(scene->folder);
    free(scene);
    return 0;
}

/* Fail each write in turn until the work gets through without meeting one. */
static void walk_disk_faults(struct scene *scene, enum fault_kind kind,
                             enum aisle_status expected, const char *says)
{
    int failed = 0;
    for (long at = 1;; at++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        put_old(scene);
        set_fault(kind, at);
        enum aisle_status status = put_new(ctx, scene);
        bool met = fault.seen >= at;
        set_fault(FAULT_NONE, 0);
        if (status != AISLE_OK) {
            if (status != expected || !support_says(ctx, says, 0))
                support_show(ctx);
            assert_int_equal(status, expected);
            assert_true(support_says(ctx, says, 0));
            failed++;
        }
        /* A fault past the commit, in the tidying up, leaves the new votes. */
        assert_int_equal(is_new(scene), status == AISLE_OK);
        aisle_ctx_free(ctx);
        if (!met)
            break;
    }
    assert_true(failed > 10);
}

static void a_full_disk_leaves_the_old_votes(void **state)
{
    walk_disk_faults(*state, FAULT_FULL, AISLE_STORE, "the disk is full");
}

static void a_failing_disk_leaves_the_old_votes(void **state)
{
    walk_disk_faults(*state, FAULT_IO, AISLE_IO, "could not be read or written");
}

/* Run the work in a child that dies at its `at`-th write; true when it died. */
static bool die_at(const struct scene *scene, enum fault_kind kind, long at)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        set_fault(kind, at);
        _exit(put_new(ctx, scene) == AISLE_OK ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status))
        return true;
    assert_int_equal(WEXITSTATUS(status), 0);
    return false;
}

static void walk_kills(const struct scene *scene, enum fault_kind kind, long stride)
{
    int old = 0, fresh = 0;
    for (long at = 1;; at += stride) {
        put_old(scene);
        bool died = die_at(scene, kind, at);
        bool now_new = is_new(scene);
        old += !now_new;
        fresh += now_new;
        if (!died) {
            assert_true(now_new);
            break;
        }
    }
    assert_true(old > 5 && fresh > 0);
}

static void a_kill_at_any_write_leaves_old_or_new(void **state)
{
    walk_kills(*state, FAULT_KILL, 1);
}

static void a_torn_write_leaves_old_or_new(void **state)
{
    walk_kills(*state, FAULT_TEAR, 2);
}

/* Kills by the clock: the moments between the writes too. */
static void a_kill_at_any_time_leaves_old_or_new(void **state)
{
    const struct scene *scene = *state;
    unsigned seed = 20231101;
    for (int round = 0; round < 25; round++) {
        put_old(scene);
        seed = seed * 1664525u + 1013904223u;
        long microseconds = (long)(seed >> 8) % 8000;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct aisle_ctx *ctx = aisle_ctx_new();
            _exit(put_new(ctx, scene) == AISLE_OK ? 0 : 1);
        }
        struct timespec wait = {0, microseconds * 1000};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        is_new(scene);
    }
}

/* A store killed in the making is made by the next start. */
static void a_kill_while_the_store_is_made_is_repaired(void **state)
{
    const struct scene *scene = *state;
    for (long at = 1;; at += 3) {
        remove_store(scene->path);
        bool died = die_at(scene, FAULT_KILL, at);
        struct aisle_ctx *ctx = aisle_ctx_new();
        enum aisle_status status = put_new(ctx, scene);
        if (status != AISLE_OK)
            support_show(ctx);
        assert_int_equal(status, AISLE_OK);
        assert_true(is_new(scene));
        aisle_ctx_free(ctx);
        if (!died)
            break;
    }
}

static enum aisle_status put_and_read(struct aisle_ctx *ctx, void *user)
{
    const struct scene *scene = user;
    struct aisle_store *store = NULL;
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    int count = 0, run_count = 0;
    struct aisle_store_congress *congresses = NULL;
    struct aisle_store_run *runs = NULL;
    struct aisle_run run = {.as_of = AISLE_DAY_NONE};
    char *result = NULL, *view = NULL, hash[65];
    int64_t id = 0;
    enum aisle_status status;
    TRY(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store));
    TRY(aisle_store_begin(ctx, store));
    TRY(aisle_store_put_votes(ctx, store, &scene->fresh, "new", "2"));
    TRY(aisle_store_put_run(ctx, store, &run, "arguments", "{}"));
    TRY(aisle_store_put_view(ctx, store, run.id, "csv", "a,b"));
    TRY(aisle_store_commit(ctx, store));
    TRY(aisle_store_get_votes(ctx, store, "senate", 90, 90, AISLE_DAY_NONE, &votes));
    assert_true(support_same_votes(&votes, &scene->fresh));
    TRY(aisle_store_congresses(ctx, store, &count, &congresses));
    TRY(aisle_store_data_hash(ctx, store, hash));
    TRY(aisle_store_find_run(ctx, store, &run, "csv", &id, &result));
    TRY(aisle_store_get_view(ctx, store, id, "csv", &view));
    assert_string_equal(view, "a,b");
    TRY(aisle_store_runs(ctx, store, 3, &run_count, &runs));
    assert_int_equal(id, run.id);
out:
    aisle_store_runs_free(run_count, runs);
    aisle_store_congresses_free(count, congresses);
    free(result);
    free(view);
    aisle_votes_clear(&votes);
    aisle_store_close(store);
    return status;
}

static void every_allocation_of_ours_may_fail(void **state)
{
    put_old(*state);
    assert_true(support_fail_allocations(put_and_read, *state) > 50);
    struct scene *scene = *state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_int_equal(put_and_read(ctx, scene), AISLE_OK);
    aisle_ctx_free(ctx);
}

/* From the k-th on, all of SQLite's allocations fail. It does without some; then
 * the work is done or MEMORY, never anything else. */
static void every_allocation_of_sqlite_may_fail(void **state)
{
    struct scene *scene = *state;
    int failed = 0;
    for (long k = 1;; k += 1 + k / 25) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        put_old(scene);
        memory_seen = 0;
        memory_fail_at = k;
        enum aisle_status status = put_and_read(ctx, scene);
        bool met = memory_seen >= k;
        memory_fail_at = 0;
        if (status != AISLE_OK && status != AISLE_MEMORY)
            support_show(ctx);
        assert_true(status == AISLE_OK || status == AISLE_MEMORY);
        failed += status == AISLE_MEMORY;
        aisle_ctx_free(ctx);
        if (!met)
            break;
    }
    assert_true(failed > 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    install_memory();
    install_shim();
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_leaves_the_old_votes),
        TEST(a_failing_disk_leaves_the_old_votes),
        TEST(a_kill_at_any_write_leaves_old_or_new),
        TEST(a_torn_write_leaves_old_or_new),
        TEST(a_kill_at_any_time_leaves_old_or_new),
        TEST(a_kill_while_the_store_is_made_is_repaired),
        TEST(every_allocation_of_ours_may_fail),
        TEST(every_allocation_of_sqlite_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
