#include "world.h"
#include <aisle/store_recipe.h>
#include <aisle/store_views.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

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
    assert_int_equal(aisle_store_find_run(w->ctx, w->store, like, NULL, &id, &result),
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

static void view(struct world *w, int64_t run, const char *form, const char *expected)
{
    char *text = NULL;
    assert_int_equal(aisle_store_get_view(w->ctx, w->store, run, form, &text),
                     AISLE_OK);
    if (expected)
        assert_string_equal(text, expected);
    else
        assert_null(text);
    free(text);
}

/* A form is of its run; asked for a form, the store finds the latest run that has it. */
static void forms_are_kept_beside_runs(void **state)
{
    struct world *w = *state;
    struct aisle_run old = make_run("fit", 7), bare = old;
    char *result = NULL;
    int64_t id;
    put(w, &old, "{}");
    assert_int_equal(
        aisle_store_put_view(w->ctx, w->store, old.id, "table 80", "a\tb\n"), AISLE_OK);
    assert_int_equal(aisle_store_put_view(w->ctx, w->store, old.id, "csv", ""),
                     AISLE_OK);
    put(w, &bare, "{\"later\":1}");
    view(w, old.id, "table 80", "a\tb\n");
    view(w, old.id, "csv", "");
    view(w, old.id, "table 81", NULL);
    view(w, bare.id, "csv", NULL);
    assert_int_equal(aisle_store_find_run(w->ctx, w->store, &old, "csv", &id, &result),
                     AISLE_OK);
    assert_int_equal(id, old.id);
    assert_string_equal(result, "{}");
    free(result);
    assert_int_equal(
        aisle_store_find_run(w->ctx, w->store, &old, "chart", &id, &result), AISLE_OK);
    assert_null(result);
}

/* A recipe comes back as it was; equal bytes stand in the store once; a run without one
 * has an empty one. */
static void recipes_come_back(void **state)
{
    struct world *w = *state;
    struct aisle_run run = make_run("forecast", 1), plain = make_run("fit", 1);
    char *words[] = {"forecast", "a b.yaml", "--suppose", "O'Brien=nay\n"};
    struct aisle_input inputs[] = {{AISLE_INPUT_FILE, "a b.yaml", "11", 3, "x\0y"},
                                   {AISLE_INPUT_FILE, "empty", "22", 0, ""},
                                   {AISLE_INPUT_FILE, "large.csv", "33", 1 << 21, NULL},
                                   {AISLE_INPUT_DATA, "rules/rules.csv", "44", 9, NULL},
                                   {AISLE_INPUT_STORE, "whip counts", "55", 0, NULL}};
    struct aisle_recipe recipe = {4, words, 5, inputs}, back;
    put(w, &plain, "{}");
    for (int i = 0; i < 2; i++) {
        put(w, &run, "{}");
        assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
        assert_int_equal(aisle_store_put_recipe(w->ctx, w->store, run.id, &recipe),
                         AISLE_OK);
        assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
    }
    assert_int_equal(aisle_store_get_recipe(w->ctx, w->store, run.id, &back), AISLE_OK);
    assert_int_equal(back.word_count, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(back.words[i], words[i]);
    assert_int_equal(back.input_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(back.inputs[i].kind, inputs[i].kind);
        assert_string_equal(back.inputs[i].name, inputs[i].name);
        assert_string_equal(back.inputs[i].sha256, inputs[i].sha256);
        assert_int_equal(!back.inputs[i].bytes, !inputs[i].bytes);
    }
    assert_int_equal(back.inputs[0].size, 3);
    assert_memory_equal(back.inputs[0].bytes, "x\0y", 3);
    assert_non_null(aisle_recipe_find(&back, AISLE_INPUT_STORE, "whip counts"));
    assert_null(aisle_recipe_find(&back, AISLE_INPUT_DATA, "whip counts"));
    aisle_recipe_clear(&back);
    assert_int_equal(aisle_store_get_recipe(w->ctx, w->store, plain.id, &back),
                     AISLE_OK);
    assert_int_equal(back.word_count + back.input_count, 0);
    aisle_recipe_clear(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(runs_come_back_latest_first, begin, end),
        cmocka_unit_test_setup_teardown(only_an_equal_run_is_found, begin, end),
        cmocka_unit_test_setup_teardown(forms_are_kept_beside_runs, begin, end),
        cmocka_unit_test_setup_teardown(recipes_come_back, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
