/* The YAML tree, its refusals with their places, and the typed getters. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "base/mem.h"
#include "base/yaml.h"
#include <math.h>
#include <string.h>

static int setup(void **state)
{
    *state = aisle_ctx_new();
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    aisle_ctx_free(*state);
    return 0;
}

static enum aisle_status read_text(struct aisle_ctx *ctx, const char *text,
                                   struct yaml_doc *doc)
{
    return yaml_read(ctx, "t.yaml", text, strlen(text), doc);
}

static void test_tree_and_places(void **state)
{
    struct yaml_doc doc = {0};
    const char *text = "# note\na: one\nlist:\n  - x\n  - {k: \"v w\"}\n";
    assert_int_equal(read_text(*state, text, &doc), AISLE_OK);
    assert_int_equal(doc.root->kind, YAML_MAP);
    assert_int_equal(doc.root->count, 2);
    assert_string_equal(doc.root->keys[0]->text, "a");
    assert_int_equal(doc.root->keys[0]->line, 2);
    assert_int_equal(doc.root->keys[0]->column, 1);
    assert_int_equal(doc.root->items[0]->column, 4);
    const struct yaml_node *list = yaml_get(doc.root, "list");
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->items[1]->line, 5);
    assert_int_equal(list->items[1]->column, 5);
    const struct yaml_node *v = yaml_get(list->items[1], "k");
    assert_string_equal(v->text, "v w");
    assert_true(v->quoted && !list->items[0]->quoted);
    assert_null(yaml_get(list, "k"));
    yaml_clear(&doc);
    assert_null(doc.root);
}

/* A byte-order mark and letters past ASCII: columns count characters. */
static void test_columns_count_characters(void **state)
{
    struct yaml_doc doc = {0};
    assert_int_equal(read_text(*state, "\xEF\xBB\xBF{Luj\xC3\xA1n: yes}\n", &doc),
                     AISLE_OK);
    assert_string_equal(doc.root->keys[0]->text, "Luj\xC3\xA1n");
    assert_int_equal(doc.root->items[0]->column - doc.root->keys[0]->column, 7);
    yaml_clear(&doc);
}

struct refusal {
    const char *text;
    int line;
    int column;
    const char *message;
};

static void test_refusals(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {"", 1, 1, "the file is empty"},
        {"# only\n", 1, 1, "the file is empty"},
        {"a: 1\nb: 2\na: 3\n", 3, 1, "key 'a' stands twice, first in line 1"},
        {"a: &x 1\n", 1, 4, "are not used here"},
        {"a: 1\nb: *x\n", 2, 4, "are not used here"},
        {"a: !!int 3\n", 1, 4, "are not used here"},
        {"a: &x [1]\n", 1, 4, "are not used here"},
        {"a: 1\n---\nb: 2\n", 3, 1, "a second document"},
        {"a: 1\nb: caf\xE9 x\n", 2, 8, "not UTF-8 text"},
        {"a: \"b\nc: d\n", 3, 1, "quoted scalar"},
        {"a:\n\tb: 1\n", 2, 1, "cannot start any token"},
        {"? [a]\n: b\n", 1, 3, "a key must be plain text"},
        {"a: \"x\\0y\"\n", 1, 4, "a zero byte"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct yaml_doc doc = {0};
        assert_int_equal(read_text(ctx, cases[i].text, &doc), AISLE_INPUT);
        assert_null(doc.root);
        assert_int_equal(aisle_ctx_message_count(ctx), 1);
        const struct aisle_message *m = aisle_ctx_message(ctx, 0);
        if (m->line != cases[i].line || m->column != cases[i].column ||
            !strstr(m->text, cases[i].message))
            fail_msg("case %zu: %d:%d: %s", i, m->line, m->column, m->text);
        aisle_ctx_free(ctx);
    }
}

static void nested(char *out, int depth)
{
    memset(out, '[', (size_t)depth);
    memset(out + depth, ']', (size_t)depth);
    out[2 * depth] = '\0';
}

static void test_depth(void **state)
{
    char text[80];
    struct yaml_doc doc = {0};
    nested(text, YAML_DEPTH_MAX);
    assert_int_equal(read_text(*state, text, &doc), AISLE_OK);
    yaml_clear(&doc);
    nested(text, YAML_DEPTH_MAX + 1);
    assert_int_equal(read_text(*state, text, &doc), AISLE_INPUT);
    assert_int_equal(aisle_ctx_message(*state, 0)->column, YAML_DEPTH_MAX + 1);
}

/* Two duplicate keys are two messages: the reader goes on. */
static void test_all_duplicates_at_once(void **state)
{
    struct yaml_doc doc = {0};
    assert_int_equal(read_text(*state, "a: 1\na: 2\nb: {c: 1, c: 2}\n", &doc),
                     AISLE_INPUT);
    assert_int_equal(aisle_ctx_message_count(*state), 2);
}

static void test_getters(void **state)
{
    struct yaml_doc doc = {0};
    const char *text =
        "t: some text\nb: Yes\nd: 2023-11-01\ni: 118\nc: oppose\nempty:\n";
    assert_int_equal(read_text(*state, text, &doc), AISLE_OK);
    struct yaml_reader in = yaml_reader(*state, &doc);
    static const char *const words[] = {"support", "oppose"};
    assert_string_equal(yaml_text(&in, doc.root, "t", YAML_REQUIRED), "some text");
    assert_string_equal(yaml_text(&in, doc.root, "none", YAML_OPTIONAL), "");
    assert_string_equal(yaml_text(&in, doc.root, "empty", YAML_OPTIONAL), "");
    assert_true(yaml_bool(&in, doc.root, "b", false));
    assert_true(yaml_bool(&in, doc.root, "none", true));
    assert_int_equal(yaml_day(&in, doc.root, "d", YAML_REQUIRED),
                     aisle_day_from_civil(2023, 11, 1));
    assert_int_equal(yaml_int(&in, doc.root, "i", YAML_REQUIRED, 1, 999, 0), 118);
    assert_int_equal(yaml_choice(&in, doc.root, "c", YAML_REQUIRED, 2, words, 0), 1);
    assert_int_equal(in.status, AISLE_OK);
    assert_int_equal(aisle_ctx_message_count(*state), 0);
    yaml_clear(&doc);
}

static void test_getters_report_all(void **state)
{
    struct yaml_doc doc = {0};
    const char *text = "t: [1]\nb: maybe\nd: 2023-02-30\ni: 1.5\nc: opose\nempty:\n"
                       "judge: 3\n";
    static const char *const keys[] = {"t", "b", "d", "i", "c", "empty", "judges"};
    static const char *const words[] = {"support", "oppose"};
    static const char *const want[] = {
        "unknown key 'judge'; did you mean 'judges'?",
        "'t' must be a single value, not a list",
        "'b' must be yes or no, not 'maybe'",
        "'d' is no date: '2023-02-30'",
        "'i' must be a whole number from 1 to 999, not '1.5'",
        "unknown c 'opose'; did you mean 'oppose'?",
        "'empty' has no value",
        "'none' is missing",
    };
    assert_int_equal(read_text(*state, text, &doc), AISLE_OK);
    struct yaml_reader in = yaml_reader(*state, &doc);
    yaml_keys(&in, doc.root, 7, keys);
    assert_string_equal(yaml_text(&in, doc.root, "t", YAML_REQUIRED), "");
    assert_false(yaml_bool(&in, doc.root, "b", false));
    assert_int_equal(yaml_day(&in, doc.root, "d", YAML_OPTIONAL), AISLE_DAY_NONE);
    assert_int_equal(yaml_int(&in, doc.root, "i", YAML_OPTIONAL, 1, 999, 7), 7);
    assert_int_equal(yaml_choice(&in, doc.root, "c", YAML_OPTIONAL, 2, words, 0), 0);
    yaml_text(&in, doc.root, "empty", YAML_REQUIRED);
    yaml_text(&in, doc.root, "none", YAML_REQUIRED);
    assert_int_equal(in.status, AISLE_INPUT);
    assert_int_equal(aisle_ctx_message_count(*state), 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(aisle_ctx_message(*state, i)->text, want[i]);
    assert_string_equal(aisle_ctx_message(*state, 0)->path, "t.yaml");
    yaml_clear(&doc);
}

struct amount {
    const char *text;
    double value;
    const char *unit;
};

static void test_quantities(void **state)
{
    (void)state;
    static const struct amount good[] = {
        {"14.3 bn", 14.3e9, ""},
        {"650 million", 650e6, ""},
        {"$1.4bn", 1.4e9, "USD"},
        {"USD 440 million", 440e6, "USD"},
        {"1.4 bn USD", 1.4e9, "USD"},
        {"2 billion dollars", 2e9, "USD"},
        {"+375 judges", 375, "judges"},
        {"40%", 0.4, "%"},
        {"40 %", 0.4, "%"},
        {"4,000 per day", 4000, "per day"},
        {"-0.5", -0.5, ""},
        {"1,234,567.5", 1234567.5, ""},
        {"-3 bn", -3e9, ""},
        {"500 k", 5e5, ""},
        {"+ 1300 agents ", 1300, "agents"},
    };
    static const char *const bad[] = {"",      "bn",      "1,30",   "1,3000", ",300",
                                      "1.2.3", "%",       "40% of", "$ x",    "1,,000",
                                      "$3 %",  "$4 cats", "- -3",   "1,234,5"};
    struct yaml_quantity q;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!yaml_quantity_parse(good[i].text, &q))
            fail_msg("'%s' was refused", good[i].text);
        assert_true(fabs(q.value - good[i].value) <= 1e-9 * fabs(good[i].value));
        assert_string_equal(q.unit, good[i].unit);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (yaml_quantity_parse(bad[i], &q))
            fail_msg("'%s' was taken for %g '%s'", bad[i], q.value, q.unit);
}

static void test_alloc_failures(void **state)
{
    (void)state;
    const char *text = "a: [1, 2, {b: c}]\nd: e\nf: [g, h]\n";
    for (long k = 1; k < 1000; k++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct yaml_doc doc = {0};
        mem_fail_at(k);
        enum aisle_status status = read_text(ctx, text, &doc);
        bool reached = mem_count() >= k;
        mem_fail_at(0);
        assert_int_equal(status, reached ? AISLE_MEMORY : AISLE_OK);
        yaml_clear(&doc);
        aisle_ctx_free(ctx);
        if (!reached)
            return;
    }
    fail_msg("the loop never ended");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_tree_and_places),
        T(test_columns_count_characters),
        T(test_refusals),
        T(test_depth),
        T(test_all_duplicates_at_once),
        T(test_getters),
        T(test_getters_report_all),
        T(test_quantities),
        T(test_alloc_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
