/* Faults while a run is recorded with its recipe and with what its vote model found:
 * a full disk, a failing disk, kill -9 at every write, no memory. A reader finds the run
 * with all of it, or neither. Questions in SQL meet the same lack of memory. */
#include "faults.h"
#include "made_model.h"
#include "support/support.h"
#include <aisle/store_query.h>
#include <aisle/store_recipe.h>
#include <aisle/store_traits.h>
#include <stdlib.h>
#include <sys/wait.h>

enum { WORDS = 3, INPUTS = 8, INPUT_SIZE = 5000 };

struct scene {
    char *folder;
    char path[256];
    struct aisle_votes votes;
    struct made_model made;
    struct aisle_run run;
    char *words[WORDS];
    struct aisle_input inputs[INPUTS];
    struct aisle_recipe recipe;
};

static void make_recipe(struct scene *scene)
{
    static char fit[] = "fit", model[] = "--model", full[] = "full";
    scene->words[0] = fit;
    scene->words[1] = model;
    scene->words[2] = full;
    for (int i = 0; i < INPUTS; i++) {
        struct aisle_input *input = &scene->inputs[i];
        *input = (struct aisle_input){.kind = AISLE_INPUT_FILE, .size = INPUT_SIZE};
        input->name = malloc(16);
        input->bytes = malloc(INPUT_SIZE);
        assert_true(input->name && input->bytes);
        snprintf(input->name, 16, "file%d.csv", i);
        memset(input->bytes, 'a' + i % 26, INPUT_SIZE);
        memset(input->sha256, '0' + i % 10, 64);
        input->sha256[0] = (char)('a' + i / 10);
    }
    scene->recipe = (struct aisle_recipe){
        .word_count = WORDS, .words = scene->words, .input_count = INPUTS};
    scene->recipe.inputs = scene->inputs;
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->folder = support_scratch();
    snprintf(scene->path, sizeof scene->path, "%s/t.db", scene->folder);
    support_make_votes(&scene->votes, 90, 8, 10, 1, 5);
    made_model(&scene->made);
    make_recipe(scene);
    scene->run = (struct aisle_run){.as_of = AISLE_DAY_NONE};
    strcpy(scene->run.verb, "fit");
    strcpy(scene->run.engine, "0123");
    strcpy(scene->run.data_hash, "d");
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    set_fault(FAULT_NONE, 0);
    for (int i = 0; i < INPUTS; i++) {
        free(scene->inputs[i].name);
        free(scene->inputs[i].bytes);
    }
    aisle_votes_clear(&scene->votes);
    support_remove(scene->folder);
    free(scene);
    return 0;
}

/* A store with nothing in it. */
static void put_empty(const struct scene *scene)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_store *store = NULL;
    remove_store(scene->path);
    assert_int_equal(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store),
                     AISLE_OK);
    aisle_store_close(store);
    aisle_ctx_free(ctx);
}

/* The work: one run with all that belongs to it. */
static enum aisle_status put_run(struct aisle_ctx *ctx, const struct scene *scene)
{
    struct aisle_store *store = NULL;
    struct aisle_run run = scene->run;
    enum aisle_status status;
    TRY(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store));
    TRY(aisle_store_begin(ctx, store));
    TRY(aisle_store_put_run(ctx, store, &run, "fit", "{}"));
    TRY(aisle_store_put_recipe(ctx, store, run.id, &scene->recipe));
    TRY(aisle_store_put_traits(ctx, store, run.id, &scene->votes, &scene->made.model,
                               &scene->made.fit));
    TRY(aisle_store_commit(ctx, store));
out:
    aisle_store_close(store);
    return status;
}

static void check_recipe(const struct aisle_recipe *got,
                         const struct aisle_recipe *want)
{
    assert_int_equal(got->word_count, want->word_count);
    for (int i = 0; i < want->word_count; i++)
        assert_string_equal(got->words[i], want->words[i]);
    assert_int_equal(got->input_count, want->input_count);
    for (int i = 0; i < want->input_count; i++) {
        assert_string_equal(got->inputs[i].name, want->inputs[i].name);
        assert_int_equal(got->inputs[i].size, want->inputs[i].size);
        assert_memory_equal(got->inputs[i].bytes, want->inputs[i].bytes, INPUT_SIZE);
    }
}

/* Read what is there of the run: recipe, traits, its row by SQL. */
static enum aisle_status read_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                  const struct scene *scene, bool *there)
{
    struct aisle_recipe recipe;
    struct aisle_traits traits;
    struct aisle_table table;
    enum aisle_status status;
    aisle_recipe_init(&recipe);
    aisle_traits_init(&traits);
    aisle_table_init(&table);
    TRY(aisle_store_query(ctx, store, "SELECT id, verb FROM run", &table));
    TRY(aisle_store_get_recipe(ctx, store, 1, &recipe));
    TRY(aisle_store_get_traits(ctx, store, &scene->run, &scene->votes, &traits));
    assert_int_equal(table.column_count, 2);
    *there = table.row_count == 1;
    if (*there)
        check_recipe(&recipe, &scene->recipe);
    assert_int_equal(recipe.word_count, *there ? WORDS : 0);
    assert_int_equal(traits.rollcall_count, *there ? MADE_ITEMS : 0);
    assert_int_equal(traits.member_count, *there ? MADE_MEMBERS : 0);
out:
    aisle_recipe_clear(&recipe);
    aisle_traits_clear(&traits);
    aisle_table_clear(&table);
    return status;
}

/* Read the store afresh: true when the run is there, whole; false when nothing is. */
static bool is_there(const struct scene *scene)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_store *store = NULL;
    bool there = false;
    assert_int_equal(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store),
                     AISLE_OK);
    check_integrity(store);
    assert_int_equal(read_run(ctx, store, scene, &there), AISLE_OK);
    aisle_store_close(store);
    aisle_ctx_free(ctx);
    return there;
}

static void walk_disk_faults(struct scene *scene, enum fault_kind kind,
                             enum aisle_status expected)
{
    int failed = 0;
    for (long at = 1;; at++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        put_empty(scene);
        set_fault(kind, at);
        enum aisle_status status = put_run(ctx, scene);
        bool met = fault.seen >= at;
        set_fault(FAULT_NONE, 0);
        assert_true(status == AISLE_OK || status == expected);
        failed += status != AISLE_OK;
        assert_int_equal(is_there(scene), status == AISLE_OK);
        aisle_ctx_free(ctx);
        if (!met)
            break;
    }
    assert_true(failed > 10);
}

static void a_full_disk_leaves_no_half_run(void **state)
{
    walk_disk_faults(*state, FAULT_FULL, AISLE_STORE);
}

static void a_failing_disk_leaves_no_half_run(void **state)
{
    walk_disk_faults(*state, FAULT_IO, AISLE_IO);
}

static void a_kill_at_any_write_leaves_no_half_run(void **state)
{
    const struct scene *scene = *state;
    int without = 0;
    bool died = true;
    for (long at = 1; died; at++) {
        put_empty(scene);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct aisle_ctx *ctx = aisle_ctx_new();
            set_fault(FAULT_KILL, at);
            _exit(put_run(ctx, scene) == AISLE_OK ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        died = WIFSIGNALED(status);
        bool there = is_there(scene);
        without += !there;
        assert_true(died || there);
    }
    assert_true(without > 5);
}

static enum aisle_status put_and_read(struct aisle_ctx *ctx, void *user)
{
    const struct scene *scene = user;
    struct aisle_store *store = NULL;
    enum aisle_status status;
    bool there = false;
    remove_store(scene->path);
    TRY(put_run(ctx, scene));
    TRY(aisle_store_open(ctx, scene->path, AISLE_STORE_WRITE, &store));
    TRY(read_run(ctx, store, scene, &there));
    assert_true(there);
out:
    aisle_store_close(store);
    return status;
}

static void every_allocation_of_ours_may_fail(void **state)
{
    assert_true(support_fail_allocations(put_and_read, *state) > INPUTS);
}

static void sqlite_may_run_out_of_memory(void **state)
{
    struct scene *scene = *state;
    int failed = 0;
    bool met = true;
    for (long k = 1; met; k += 1 + k / 20) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        put_empty(scene);
        memory_seen = 0;
        memory_fail_at = k;
        enum aisle_status status = put_and_read(ctx, scene);
        met = memory_seen >= k;
        memory_fail_at = 0;
        assert_true(status == AISLE_OK || status == AISLE_MEMORY);
        failed += status == AISLE_MEMORY;
        aisle_ctx_free(ctx);
    }
    assert_true(failed > 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    install_memory();
    install_shim();
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_leaves_no_half_run),
        TEST(a_failing_disk_leaves_no_half_run),
        TEST(a_kill_at_any_write_leaves_no_half_run),
        TEST(every_allocation_of_ours_may_fail),
        TEST(sqlite_may_run_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
