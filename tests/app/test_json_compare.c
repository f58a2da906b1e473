/* Two results, value by value: what counts, what does not, and where they part. */
#include "app/json_compare.h"
#include "base/ctx.h"
#include "support/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define LLVMFuzzerTestOneInput fuzz_json_compare_one
#include "../../fuzz/fuzz_json_compare.c"
#undef LLVMFuzzerTestOneInput

struct row {
    const char *was;
    const char *is;
    int values;
    int differing;
    const char *path; /* of the first difference */
    const char *then;
    const char *now;
};

static const struct row rows[] = {
    {"{}", "{}\n", 0, 0, NULL, NULL, NULL},
    {"{\"a\":1,\"b\":[1,2,{\"c\":\"x\"}]}", "{\"a\":1,\"b\":[1,2,{\"c\":\"x\"}]}", 4, 0,
     NULL, NULL, NULL},
    /* a run's own head and its times are of the occasion, at any depth */
    {"{\"run\":{\"id\":1},\"a\":2}", "{\"run\":{\"id\":22,\"x\":[]},\"a\":2}", 1, 0,
     NULL, NULL, NULL},
    {"{\"s\":{\"events_per_second\":1e6,\"seconds\":2}}",
     "{\"s\":{\"events_per_second\":2e6,\"seconds\":1}}", 0, 0, NULL, NULL, NULL},
    /* byte for byte: the same number written otherwise differs */
    {"{\"a\":{\"p\":[0.5,0.25]}}", "{\"a\":{\"p\":[0.5,0.250]}}", 2, 1, "a.p.1", "0.25",
     "0.250"},
    {"[true,null]", "[true,\"null\"]", 2, 1, "1", "null", "\"null\""},
    /* brackets, commas and quotes in a text are text */
    {"[\"},]\\\"{\",1]", "[\"},]\\\"{\",2]", 2, 1, "1", "1", "2"},
    /* one goes on, or has another key: one difference, and the rest goes on behind */
    {"{\"a\":[1,2],\"b\":1}", "{\"a\":[1,2,3],\"b\":2}", 3, 2, "a", "]", ",3]"},
    {"{\"a\":[],\"b\":1}", "{\"a\":[1],\"b\":1}", 1, 1, "a", "]", "1]"},
    {"{\"a\":{\"x\":1},\"b\":1}", "{\"a\":{\"y\":1},\"b\":1}", 1, 1, "a", "\"x\":1}",
     "\"y\":1}"},
    {"{\"a\":1}", "{\"a\":{}}", 1, 1, "a", "1", "{}"},
    /* a damaged store's text: the end is the end, and what is the same is the same */
    {"{\"a", "{\"a", 0, 0, NULL, NULL, NULL},
    {"{\"a\"", "{\"a\":1}", 0, 1, "", "\"a\"", "\"a\":1}"},
};

static void each_pair_is_told_apart(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *r = &rows[i];
        struct aisle_rerun out;
        aisle_rerun_init(&out);
        assert_int_equal(app_json_compare(ctx, r->was, r->is, &out), AISLE_OK);
        assert_int_equal(out.value_count, r->values);
        assert_int_equal(out.difference_count, r->differing);
        if (r->path) {
            assert_string_equal(out.shown[0].what, r->path);
            assert_string_equal(out.shown[0].was, r->then);
            assert_string_equal(out.shown[0].is, r->now);
        }
        aisle_rerun_clear(&out);
    }
    aisle_ctx_free(ctx);
}

/* All differences are counted, the first are shown. */
static void many_differences_are_counted(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_rerun out;
    char was[256] = "[0", is[256] = "[1";
    aisle_rerun_init(&out);
    for (int i = 1; i < 100; i++) {
        strcat(was, ",0");
        strcat(is, ",1");
    }
    strcat(was, "]");
    strcat(is, "]");
    assert_int_equal(app_json_compare(ctx, was, is, &out), AISLE_OK);
    assert_int_equal(out.difference_count, 100);
    assert_int_equal(out.shown_count, AISLE_RERUN_SHOWN);
    assert_string_equal(out.shown[AISLE_RERUN_SHOWN - 1].what, "39");
    aisle_rerun_clear(&out);
    aisle_ctx_free(ctx);
}

static void corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/json_compare", fuzz_json_compare_one,
                   3);
}

/* Deeper than any result: told apart without a frame a level. */
static void depth_is_bounded(void **state)
{
    (void)state;
    enum { DEEP = 200000 };
    char *deep = malloc(DEEP + 1);
    assert_non_null(deep);
    memset(deep, '[', DEEP);
    deep[DEEP] = '\0';
    fuzz_json_compare_one((const uint8_t *)deep, DEEP);
    free(deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corpus),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(each_pair_is_told_apart),
        cmocka_unit_test(many_differences_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
