#include "support/support.h"
#include <aisle/store.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_store *store;
};

static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    w->folder = support_scratch();
    assert_int_equal(aisle_store_open(w->ctx, support_path(w->folder, "t.db"),
                                      AISLE_STORE_WRITE, &w->store),
                     AISLE_OK);
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_store_close(w->store);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

static struct aisle_run make_run(const char *verb, uint64_t seed)
{
    struct aisle_run run = {.seed = seed,
                            .as_of = aisle_day_from_civil(2023, 11, 1),
                            .seconds = 1.25,
                            .cpu_seconds = 2.5,
                            .threads = 2,
                            .ranks = 1};
    snprintf(run.verb, sizeof run.verb, "%s", verb);
    strcpy(run.version, "0.1.0");
    strcpy(run.engine, "0123456789abcdef");
    memset(run.data_hash, 'd', 64);
    memset(run.input_hash, 'i', 64);
    strcpy(run.started, "2026-11-24T04:00:00Z");
    return run;
}

static void put(struct world *w, struct aisle_run *run, const char *result)
{
    assert_int_equal(aisle_store_put_run(w->ctx, w->store, run, "--seed 1", result),
                     AISLE_OK);
}

static void runs_come_back_latest_first(void **state)
{
    struct world *w = *state;
    struct aisle_run first = make_run("fit", UINT64_MAX), second = make_run("deal", 3);
    second.as_of = AISLE_DAY_NONE;
    second.seconds = NAN;
    put(w, &first, "{\"a\":1}");
    put(w, &second, "{}");
    assert_true(first.id > 0 && second.id > first.id);
    int count = 0;
    struct aisle_store_run *runs = NULL;
    assert_int_equal(aisle_store_runs(w->ctx, w->store, 10, &count, &runs), AISLE_OK);
    assert_int_equal(count, 2);
    assert_string_equal(runs[0].run.verb, "deal");
    assert_int_equal(runs[0].run.as_of, AISLE_DAY_NONE);
    assert_true(isnan(runs[0].run.seconds));
    assert_memory_equal(&runs[1].run, &first, sizeof first);
    assert_string_equal(runs[1].arguments, "--seed 1");
    aisle_store_runs_free(count, runs);
    assert_int_equal(aisle_store_runs(w->ctx, w->store, 1, &count, &runs), AISLE_OK);
    assert_int_equal(count, 1);
    aisle_store_runs_free(count, runs);
}

static void find(struct world *w, const struct aisle_run *like, const char *expected)
{
    int64_t id = -1;
    char *result = NULL;
    assert_int_equal(aisle_store_find_run(w->ctx, w->store, like, &id, &result),
                     AISLE_OK);
    if (expected) {
        assert_non_null(result);
        assert_string_equal(result, expected);
    } else {
        assert_null(result);
    }
    free(result);
}

/* Each of verb, version, engine, data, input and seed sets runs apart; the rest, how long
 * it took and on how many threads, does not. */
static void only_an_equal_run_is_found(void **state)
{
    struct world *w = *state;
    struct aisle_run run = make_run("fit", 7), like = run;
    find(w, &run, NULL);
    put(w, &run, "first");
    find(w, &run, "first");
    put(w, &run, "second");
    find(w, &run, "second"); /* the latest */
    like.threads = 64;
    like.seconds = 9;
    find(w, &like, "second");
    strcpy(like.verb, "deal");
    find(w, &like, NULL);
    like = run;
    strcpy(like.version, "0.2.0");
    find(w, &like, NULL);
    like = run;
    strcpy(like.engine, "fedcba9876543210"); /* other sources of the same version */
    find(w, &like, NULL);
    like = run;
    like.data_hash[0] = 'x';
    find(w, &like, NULL);
    like = run;
    like.input_hash[63] = 'x';
    find(w, &like, NULL);
    like = run;
    like.seed++;
    find(w, &like, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(runs_come_back_latest_first, begin, end),
        cmocka_unit_test_setup_teardown(only_an_equal_run_is_found, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
