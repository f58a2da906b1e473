/* The packages that ship: they read without a word, and keep the as-of rule. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <aisle/import.h>
#include <stdio.h>
#include <string.h>

static const char *const NAMES[] = {"border-2023", "aid-and-border-money-2023-12-06",
                                    "border-agreement-2024-02-07",
                                    "ukraine-aid-2024-02-08", "border-act-2024-05-23"};
#define NAME_COUNT 5

static struct aisle_rulebook book;

static int read_book(void **state)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    (void)state;
    aisle_rulebook_init(&book);
    enum aisle_status status =
        aisle_import_rules(ctx, AISLE_SOURCE_DIR "/data/rules", &book);
    aisle_ctx_free(ctx);
    return status != AISLE_OK;
}

static int clear_book(void **state)
{
    (void)state;
    aisle_rulebook_clear(&book);
    return 0;
}

static void read_shipped(const char *name, struct aisle_package *package)
{
    char path[512];
    snprintf(path, sizeof path, AISLE_SOURCE_DIR "/packages/%s.yaml", name);
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_non_null(ctx);
    aisle_package_init(package);
    enum aisle_status status = aisle_import_package_under(ctx, &book, path, package);
    if (aisle_ctx_message_count(ctx) > 0)
        fail_msg("%s:%d: %s", name, aisle_ctx_message(ctx, 0)->line,
                 aisle_ctx_message(ctx, 0)->text);
    assert_int_equal(status, AISLE_OK);
    aisle_ctx_free(ctx);
}

static void test_ids_are_file_names(void **state)
{
    (void)state;
    for (int i = 0; i < NAME_COUNT; i++) {
        struct aisle_package p;
        read_shipped(NAMES[i], &p);
        assert_string_equal(p.id, NAMES[i]);
        assert_int_equal(p.congress, 118);
        aisle_package_clear(&p);
    }
}

/* A statement of 2023-11-01 may stand in the package of that day; the packages
 * that were voted on hold only what was said on an earlier day. */
static void test_statements_are_not_late(void **state)
{
    (void)state;
    for (int i = 0; i < NAME_COUNT; i++) {
        struct aisle_package p;
        read_shipped(NAMES[i], &p);
        for (int s = 0; s < p.statement_count; s++) {
            assert_true(p.statements[s].date <= p.as_of - (i > 0));
            assert_true(p.statements[s].source[0] != '\0');
            assert_true(p.statements[s].state[0] != '\0');
        }
        for (int c = 0; c < p.cue_count; c++)
            assert_true(p.cues[c].date < p.as_of);
        aisle_package_clear(&p);
    }
}

static void test_provisions_have_sources(void **state)
{
    (void)state;
    for (int i = 0; i < NAME_COUNT; i++) {
        struct aisle_package p;
        read_shipped(NAMES[i], &p);
        int optional = 0;
        for (int q = 0; q < p.provision_count; q++) {
            optional += p.provisions[q].optional;
            assert_true(p.provisions[q].source[0] != '\0');
            assert_true(p.provisions[q].confidence[0] != '\0');
            assert_true(p.provisions[q].why[0] != '\0');
        }
        assert_true(optional <= 10); /* the deal search enumerates them */
        aisle_package_clear(&p);
    }
}

/* Totals that the sources give: about $106bn with about $14bn for the border
 * (request), 118.3 bn with 20.2 bn (text of 2024-02-04). */
static void test_money_adds_up(void **state)
{
    (void)state;
    struct aisle_package p;
    read_shipped("border-2023", &p);
    assert_in_range((long)(aisle_package_cost_usd(&p, ~0ULL) / 1e6), 105990, 106010);
    double border = 0;
    for (int q = 4; q < 9; q++)
        border += p.provisions[q].amount_usd;
    assert_in_range((long)(border / 1e6), 13999, 14001);
    aisle_package_clear(&p);
    read_shipped("border-agreement-2024-02-07", &p);
    assert_in_range((long)(aisle_package_cost_usd(&p, ~0ULL) / 1e6), 118250, 118350);
    aisle_package_clear(&p);
}

static void test_actual_roll_calls(void **state)
{
    (void)state;
    static const int first[] = {0, 332, 391, 393, 534};
    for (int i = 0; i < NAME_COUNT; i++) {
        struct aisle_package p;
        read_shipped(NAMES[i], &p);
        assert_int_equal(p.votes[0].actual_number, first[i]);
        assert_int_equal(p.votes[0].requires, AISLE_REQUIRES_3_5);
        if (i > 0)
            assert_int_equal(p.votes[0].date, p.as_of);
        aisle_package_clear(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_are_file_names),
        cmocka_unit_test(test_statements_are_not_late),
        cmocka_unit_test(test_provisions_have_sources),
        cmocka_unit_test(test_money_adds_up),
        cmocka_unit_test(test_actual_roll_calls),
    };
    return cmocka_run_group_tests(tests, read_book, clear_book);
}
