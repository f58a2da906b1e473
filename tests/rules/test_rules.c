/* Thresholds by hand, against a naive reference, and the routes of a small package. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "support/support.h"
#include <aisle/import.h>
#include <aisle/rules.h>
#include <math.h>
#include <string.h>

static struct aisle_ctx *ctx;
static struct aisle_rulebook book;

static int setup(void **state)
{
    (void)state;
    ctx = aisle_ctx_new();
    aisle_rulebook_init(&book);
    return aisle_import_rules(ctx, AISLE_SOURCE_DIR "/data/rules", &book) != AISLE_OK;
}

static int teardown(void **state)
{
    (void)state;
    aisle_rulebook_clear(&book);
    aisle_ctx_free(ctx);
    return 0;
}

static const struct aisle_rule *on(enum aisle_gate gate, const char *day)
{
    const struct aisle_rule *rule =
        aisle_rules_at(&book, gate, aisle_day_parse(day), 0, 0);
    assert_non_null(rule);
    return rule;
}

static int takes(enum aisle_gate gate, const char *day, int sworn, int voting)
{
    return aisle_rules_threshold(on(gate, day), sworn, voting);
}

/* CRS RL30360: sixty unless more than one seat is vacant. */
static void test_published_thresholds(void **state)
{
    (void)state;
    assert_int_equal(takes(AISLE_GATE_CLOTURE, "2024-02-07", 100, 99), 60);
    assert_int_equal(takes(AISLE_GATE_CLOTURE, "2024-02-07", 99, 99), 60);
    assert_int_equal(takes(AISLE_GATE_CLOTURE, "2024-02-07", 98, 98), 59);
    assert_int_equal(takes(AISLE_GATE_CLOTURE, "2024-02-07", 96, 96), 58);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_RULES, "2024-02-07", 100, 100), 67);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_RULES, "2024-02-07", 100, 96), 64);
    assert_int_equal(takes(AISLE_GATE_VETO_OVERRIDE, "2024-02-07", 100, 97), 65);
    assert_int_equal(takes(AISLE_GATE_PASSAGE, "2024-02-13", 100, 99), 50);
    assert_int_equal(takes(AISLE_GATE_PASSAGE, "2024-02-13", 100, 100), 51);
    assert_int_equal(takes(AISLE_GATE_AGREEMENT, "2024-02-13", 98, 90), 60);
    assert_int_equal(takes(AISLE_GATE_WAIVE_BUDGET, "2024-02-13", 98, 98), 59);
    assert_int_equal(takes(AISLE_GATE_HOUSE, "2024-02-13", 435, 435), 218);
    assert_int_equal(takes(AISLE_GATE_HOUSE_DISCHARGE, "2024-02-13", 435, 435), 218);
    assert_int_equal(takes(AISLE_GATE_EXECUTIVE, "2024-02-13", 100, 100), 0);
    assert_int_equal(takes(AISLE_GATE_APPEAL_BUDGET, "2024-02-13", 100, 100), 41);
    assert_int_equal(takes(AISLE_GATE_APPEAL, "2024-02-13", 100, 100), 50);
}

static void test_dated_switches(void **state)
{
    (void)state;
    assert_int_equal(takes(AISLE_GATE_CLOTURE_NOMINATION, "2013-11-20", 100, 100), 60);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_NOMINATION, "2013-11-21", 100, 100), 51);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_COURT, "2013-11-21", 100, 100), 60);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_COURT, "2017-04-05", 100, 100), 60);
    assert_int_equal(takes(AISLE_GATE_CLOTURE_COURT, "2017-04-06", 100, 100), 51);
    aisle_day day = aisle_day_parse("2013-11-21");
    assert_string_equal(
        aisle_rules_at(&book, AISLE_GATE_CLOTURE_NOMINATION, day, 113, 243)->id,
        "cloture-nomination-1975");
    assert_string_equal(
        aisle_rules_at(&book, AISLE_GATE_CLOTURE_NOMINATION, day, 113, 244)->id,
        "cloture-nomination-2013");
    assert_null(aisle_rules_at(&book, AISLE_GATE_DISAPPROVAL,
                               aisle_day_parse("1995-01-01"), 0, 0));
}

/* The definition, in fractions, for every count of every chamber up to 100. */
static bool by_definition(const struct aisle_rule *rule, int yea, int nay, int sworn,
                          bool vice)
{
    int n = rule->base == AISLE_BASE_SWORN ? sworn : yea + nay;
    bool nays = rule->compare >= AISLE_COMPARE_UNLESS_AT_LEAST;
    bool strict = rule->compare == AISLE_COMPARE_MORE_THAN ||
                  rule->compare == AISLE_COMPARE_UNLESS_MORE_THAN;
    int side = (nays ? nay : yea) * rule->denominator;
    bool reached = strict ? side > rule->numerator * n : side >= rule->numerator * n;
    if (nays)
        return !reached;
    if (rule->vice_president && yea == nay)
        return vice;
    return reached && yea > 0;
}

static void test_against_definition(void **state)
{
    (void)state;
    for (int i = 0; i < book.count; i++) {
        const struct aisle_rule *rule = &book.rules[i];
        if (rule->base == AISLE_BASE_FIXED)
            continue;
        for (int yea = 0; yea <= 100; yea++)
            for (int nay = 0; yea + nay <= 100; nay++)
                for (int sworn = 98; sworn <= 100; sworn++)
                    for (int vice = 0; vice < 2; vice++)
                        if (aisle_rules_carries(rule, yea, nay, sworn, vice) !=
                            by_definition(rule, yea, nay, sworn, vice))
                            fail_msg("%s: %d-%d of %d, vice %d", rule->id, yea, nay,
                                     sworn, vice);
    }
}

/* With everyone voting the threshold is the line between failing and carrying. */
static void test_threshold_is_the_line(void **state)
{
    (void)state;
    for (int i = 0; i < book.count; i++) {
        const struct aisle_rule *rule = &book.rules[i];
        if (rule->gate == AISLE_GATE_HOUSE_DISCHARGE)
            continue; /* signatures, not a chamber of 100 */
        for (int sworn = 96; sworn <= 100; sworn++)
            for (int yea = 1; yea <= sworn; yea++)
                assert_int_equal(
                    aisle_rules_carries(rule, yea, sworn - yea, sworn, false),
                    yea >= aisle_rules_threshold(rule, sworn, sworn));
    }
}

/* ---- routes ---- */

static struct aisle_provision provisions[3];
static struct aisle_package_vote votes[1];

/* Money, a change of law, and a change of law with money and a chance of its own. */
static struct aisle_package small_package(void)
{
    provisions[0] = (struct aisle_provision){.id = (char *)"money",
                                             .kind = AISLE_PROVISION_MONEY,
                                             .amount_usd = 1e9,
                                             .in_package = true,
                                             .emergency = true};
    provisions[1] = (struct aisle_provision){.id = (char *)"law",
                                             .kind = AISLE_PROVISION_POLICY,
                                             .in_package = true,
                                             .authority = (char *)"a statute"};
    provisions[2] = (struct aisle_provision){.id = (char *)"own",
                                             .kind = AISLE_PROVISION_POLICY,
                                             .amount_usd = 1e9,
                                             .byrd = {.given = true,
                                                      .test = AISLE_BYRD_TEST_WINDOW,
                                                      .strike = 1,
                                                      .low = 1,
                                                      .high = 1,
                                                      .source = (char *)"a ruling",
                                                      .confidence = (char *)"seen"}};
    votes[0] = (struct aisle_package_vote){.id = (char *)"v",
                                           .kind = AISLE_VOTE_PASSAGE,
                                           .requires = AISLE_REQUIRES_1_2,
                                           .date = AISLE_DAY_NONE};
    return (struct aisle_package){.as_of = aisle_day_parse("2023-11-01"),
                                  .provision_count = 3,
                                  .provisions = provisions,
                                  .vote_count = 1,
                                  .votes = votes};
}

static void test_routes(void **state)
{
    (void)state;
    struct aisle_package package = small_package();
    struct aisle_routes routes;
    aisle_routes_init(&routes);
    assert_int_equal(aisle_rules_routes(ctx, &book, &package, 100, &routes), AISLE_OK);
    const struct aisle_way_row *money = routes.provisions[0].ways;
    assert_true(money[AISLE_WAY_BILL].open && money[AISLE_WAY_BILL].taken);
    assert_int_equal(money[AISLE_WAY_BILL].threshold, 60);
    assert_int_equal(money[AISLE_WAY_BILL].step_count, 5); /* with the waiver */
    assert_true(isnan(money[AISLE_WAY_BILL].strike));
    assert_false(money[AISLE_WAY_RECONCILIATION].open); /* nobody instructs */
    assert_int_equal(money[AISLE_WAY_RECONCILIATION].threshold, 51);
    assert_true(money[AISLE_WAY_RECONCILIATION].strike == 0.1);
    assert_false(money[AISLE_WAY_EXECUTIVE].open);
    assert_non_null(strstr(money[AISLE_WAY_EXECUTIVE].why, "appropriation"));
    const struct aisle_way_row *law = routes.provisions[1].ways;
    assert_true(law[AISLE_WAY_EXECUTIVE].open);
    assert_int_equal(law[AISLE_WAY_EXECUTIVE].threshold, 0);
    assert_true(law[AISLE_WAY_RECONCILIATION].strike == 0.8);
    assert_int_equal(law[AISLE_WAY_RECONCILIATION].keep_threshold, 60);
    assert_false(law[AISLE_WAY_DISAPPROVAL].open);
    assert_int_equal(routes.gates[0].step.gate, AISLE_GATE_PASSAGE);
    assert_int_equal(routes.gates[0].step.threshold, 51);
    assert_int_equal(routes.note_count, 4); /* cloture twice, the waiver, the House */
    aisle_routes_clear(&routes);
}

static void test_routes_with_instructions(void **state)
{
    (void)state;
    struct aisle_package package = small_package();
    struct aisle_routes routes;
    aisle_routes_init(&routes);
    package.instructions = (char *)"S.Con.Res. 14 of 2021";
    provisions[1].undoes_rule = (char *)"a rule";
    assert_int_equal(aisle_rules_routes(ctx, &book, &package, 98, &routes), AISLE_OK);
    assert_true(routes.provisions[0].ways[AISLE_WAY_RECONCILIATION].open);
    assert_int_equal(routes.provisions[0].ways[AISLE_WAY_BILL].threshold, 59);
    assert_true(routes.provisions[1].ways[AISLE_WAY_DISAPPROVAL].open);
    const struct aisle_way_row *own =
        &routes.provisions[2].ways[AISLE_WAY_RECONCILIATION];
    assert_false(own->open); /* certain to be struck */
    assert_int_equal(own->test, AISLE_BYRD_TEST_WINDOW);
    assert_string_equal(own->strike_source, "a ruling");
    aisle_routes_clear(&routes);
}

/* Before the Budget Act there was no reconciliation: said, not guessed. */
static void test_no_rule_that_day(void **state)
{
    (void)state;
    struct aisle_package package = small_package();
    struct aisle_routes routes;
    aisle_routes_init(&routes);
    package.as_of = aisle_day_parse("1960-01-01");
    struct aisle_ctx *own = aisle_ctx_new();
    assert_int_equal(aisle_rules_routes(own, &book, &package, 100, &routes),
                     AISLE_NOT_FOUND);
    assert_true(support_says(own, "no rule", 0));
    assert_null(routes.provisions);
    aisle_ctx_free(own);
}

static enum aisle_status route(struct aisle_ctx *other, void *user)
{
    struct aisle_package package = small_package();
    struct aisle_routes routes;
    (void)user;
    aisle_routes_init(&routes);
    enum aisle_status status = aisle_rules_routes(other, &book, &package, 100, &routes);
    aisle_routes_clear(&routes);
    return status;
}

static void test_allocations(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(route, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_thresholds),
        cmocka_unit_test(test_dated_switches),
        cmocka_unit_test(test_against_definition),
        cmocka_unit_test(test_threshold_is_the_line),
        cmocka_unit_test(test_routes),
        cmocka_unit_test(test_routes_with_instructions),
        cmocka_unit_test(test_no_rule_that_day),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
