/* The rulebook's reader: the shipped book, each kind of fault where it stands, and
 * every allocation failing in turn. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "support/support.h"
#include <aisle/import.h>
#include <stdio.h>
#include <string.h>

#define RULES AISLE_SOURCE_DIR "/data/rules"
#define HEAD                                                                           \
    "rule,gate,numerator,denominator,seats,base,compare,tie,from,to,first_rollcall,"   \
    "last_rollcall,support,title,text,source,source_date,confidence\n"
#define ROW "a,cloture,3,5,,sworn,at-least,,1975-03-07,,,,A,T,X,S,,seen\n"
#define BYRD_HEAD "class,test,strike,low,high,source,source_date,confidence,text\n"
#define MONEY "money,jurisdiction,0.1,0,0.3,S,,assumed,T\n"
#define POLICY "policy,no-budget-effect,0.8,0.5,1,S,,derived,T\n"
#define BOTH "policy-with-money,merely-incidental,0.8,0.5,1,S,,derived,T\n"
#define BYRD BYRD_HEAD MONEY POLICY BOTH

static enum aisle_status read_texts(struct aisle_ctx *ctx, const char *rules,
                                    const char *byrd, struct aisle_rulebook *book)
{
    return aisle_import_rules_bytes(ctx, "r.csv", rules, strlen(rules), "b.csv", byrd,
                                    strlen(byrd), book);
}

static void test_shipped(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_rulebook book;
    aisle_rulebook_init(&book);
    assert_int_equal(aisle_import_rules(ctx, RULES, &book), AISLE_OK);
    assert_int_equal(aisle_ctx_message_count(ctx), 0);
    bool gates[AISLE_GATE_COUNT] = {false};
    for (int i = 0; i < book.count; i++) {
        gates[book.rules[i].gate] = true;
        assert_true(book.rules[i].text[0] && book.rules[i].title[0]);
        assert_true(book.rules[i].source[0]);
    }
    for (int g = 0; g < AISLE_GATE_COUNT; g++)
        if (!gates[g])
            fail_msg("no rule for gate %s", aisle_gate_text((enum aisle_gate)g));
    /* three of three under a uniform prior: Beta(4, 1) */
    assert_true(book.byrd[AISLE_BYRD_BOTH].strike == 0.8);
    assert_true(book.byrd[AISLE_BYRD_BOTH].low == 0.47);
    assert_string_equal(book.byrd[AISLE_BYRD_MONEY].confidence, "assumed");
    aisle_rulebook_clear(&book);
    aisle_ctx_free(ctx);
}

struct fault {
    const char *rules;
    const char *byrd;
    const char *message;
    int line;
};

static void test_faults(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"", BYRD, "no header", 0},
        {HEAD, BYRD, "without rules", 0},
        {HEAD ROW ROW, BYRD, "rule 'a' stands in line 2 already", 3},
        {HEAD "a,clotur,3,5,,sworn,at-least,,1975-03-07,,,,A,T,X,S,,seen\n", BYRD,
         "gate 'clotur' is not known", 2},
        {HEAD "a,cloture,6,5,,sworn,at-least,,1975-03-07,,,,A,T,X,S,,seen\n", BYRD,
         "6/5 is no threshold", 2},
        {HEAD "a,cloture,3,5,many,sworn,at-least,,1975-03-07,,,,A,T,X,S,,seen\n", BYRD,
         "many", 2},
        {HEAD "a,cloture,60,2,,fixed,at-least,,1975-03-07,,,,A,T,X,S,,seen\n", BYRD,
         "60/2 is no threshold", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,,,,,A,T,X,S,,seen\n", BYRD,
         "needs its first day", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,1975-03-07,1974-01-01,,,A,T,X,S,,seen\n",
         BYRD, "the last day is before the first", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,1975-03-07,1975-03-07,94-9,94-8,A,T,X,S,,"
              "seen\n",
         BYRD, "the last roll call is before the first", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,1975-03-07,,113,,A,T,X,S,,seen\n", BYRD,
         "'113' is no roll call", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,1975-02-30,,,,A,T,X,S,,seen\n", BYRD,
         "is no date", 2},
        {HEAD "a,cloture,3,5,,sworn,at-least,,1975-03-07,,,,A,T,X,S,,sure\n", BYRD,
         "confidence 'sure' is not known", 2},
        {HEAD ROW "b,cloture,1,2,,voting,more-than,,2013-11-21,,,,A,T,X,S,,seen\n",
         BYRD, "two rules for 'cloture' at once: the other is in line 2", 3},
        {HEAD ROW, BYRD_HEAD MONEY POLICY, "no row for class 'policy-with-money'", 0},
        {HEAD ROW, BYRD MONEY, "class 'money' stands twice", 5},
        {HEAD ROW,
         BYRD_HEAD "money,jurisdiction,0.5,0.6,0.9,S,,assumed,T\n" POLICY BOTH,
         "chances must stand in order", 2},
        {HEAD ROW, "class,test\n", "strike", 1},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct aisle_rulebook book;
        aisle_rulebook_init(&book);
        enum aisle_status status =
            read_texts(ctx, faults[i].rules, faults[i].byrd, &book);
        if (status != AISLE_INPUT ||
            !support_says(ctx, faults[i].message, faults[i].line) || book.rules) {
            support_show(ctx);
            fail_msg("fault %zu: status %d, want: %s", i, (int)status,
                     faults[i].message);
        }
        aisle_ctx_free(ctx);
    }
}

/* A shared day is fine where roll calls tell before from after. */
static void test_shared_day(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_rulebook book;
    aisle_rulebook_init(&book);
    assert_int_equal(
        read_texts(ctx,
                   HEAD "a,cloture,3,5,,sworn,at-least,,1975-03-07,2013-11-21,,113-5,A,"
                        "T,X,S,,seen\n"
                        "b,cloture,1,2,,voting,more-than,,2013-11-21,,113-6,,A,T,X,S,,"
                        "seen\n",
                   BYRD, &book),
        AISLE_OK);
    assert_int_equal(book.count, 2);
    assert_int_equal(book.rules[0].last_number, 5);
    assert_int_equal(book.rules[1].first_congress, 113);
    aisle_rulebook_clear(&book);
    aisle_ctx_free(ctx);
}

static enum aisle_status read_shipped(struct aisle_ctx *ctx, void *user)
{
    struct aisle_rulebook book;
    (void)user;
    aisle_rulebook_init(&book);
    enum aisle_status status = aisle_import_rules(ctx, RULES, &book);
    if (status != AISLE_OK)
        assert_null(book.rules);
    aisle_rulebook_clear(&book);
    return status;
}

static void test_allocations(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(read_shipped, NULL) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_shared_day),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
