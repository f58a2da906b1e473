/* The nouns: selections and scenarios of a package, names of senators, votes. */
#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/outcome.h>
#include <aisle/package.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct aisle_votes roster(void)
{
    static const struct {
        const char *bioguide, *last, *first, *state;
        bool in_office;
    } rows[] = {
        {"S001184", "Scott", "Tim", "SC", true},
        {"S001217", "Scott", "Rick", "FL", true},
        {"L000570", "Luj\xC3\xA1n", "Ben Ray", "NM", true},
        {"K000377", "Kelly", "Mark", "AZ", true},
        {"M000303", "McCain", "John", "AZ", false},
    };
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    votes.member_count = 5;
    votes.members = mem_new(5, sizeof *votes.members);
    for (int i = 0; i < 5; i++) {
        struct aisle_member *m = &votes.members[i];
        strcpy(m->bioguide, rows[i].bioguide);
        strcpy(m->state, rows[i].state);
        m->last = mem_copy_text(rows[i].last);
        m->first = mem_copy_text(rows[i].first);
        m->in_office = rows[i].in_office;
    }
    return votes;
}

static enum aisle_status find(struct aisle_ctx *ctx, const char *name,
                              const char *state, int *member)
{
    struct aisle_votes votes = roster();
    enum aisle_status status =
        aisle_votes_find_senator(ctx, &votes, "p.yaml", 7, name, state, member);
    aisle_votes_clear(&votes);
    return status;
}

static void test_senators_by_name(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    int member = -1;
    static const struct {
        const char *name, *state;
        int member;
    } found[] = {{"Kelly", "", 3},   {"kelly", "AZ", 3},      {"Scott (FL)", "", 1},
                 {"Scott", "SC", 0}, {"Tim Scott", "", 0},    {"Lujan", "", 2},
                 {"S001217", "", 1}, {"LUJ\xC3\x81N", "", 2}, {"Scott(fl)", "", 1}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        assert_int_equal(find(ctx, found[i].name, found[i].state, &member), AISLE_OK);
        assert_int_equal(member, found[i].member);
    }
    assert_int_equal(find(ctx, "Scott", "", &member), AISLE_INPUT);
    assert_non_null(strstr(aisle_ctx_message(ctx, 0)->hint, "'Scott (SC)'"));
    assert_int_equal(aisle_ctx_message(ctx, 0)->line, 7);
    assert_int_equal(find(ctx, "Kely", "", &member), AISLE_NOT_FOUND);
    assert_string_equal(aisle_ctx_message(ctx, 1)->hint, "did you mean 'Kelly'?");
    assert_int_equal(find(ctx, "McCain", "", &member), AISLE_NOT_FOUND);
    assert_int_equal(find(ctx, "Kelly", "TX", &member), AISLE_NOT_FOUND);
    aisle_ctx_free(ctx);
}

static void test_selection_and_scenario(void **state)
{
    (void)state;
    struct aisle_setting settings[] = {{AISLE_LEVER_JUDGES, 375, 1},
                                       {AISLE_LEVER_MEXICO, 0.2, 1},
                                       {AISLE_LEVER_JUDGES, 100, 1},
                                       {AISLE_LEVER_MEXICO, 0.6, 1}};
    struct aisle_provision provisions[] = {
        {.amount_usd = 2e9,
         .in_package = true,
         .settings = settings,
         .setting_count = 2},
        {.amount_usd = 1e9, .settings = settings + 2, .setting_count = 2}};
    struct aisle_package package = {.provision_count = 2, .provisions = provisions};
    struct aisle_scenario scenario;
    assert_int_equal(aisle_package_selection(&package), 1);
    aisle_package_scenario(&package, 1, &scenario);
    assert_true(scenario.lever[AISLE_LEVER_JUDGES] == 375);
    assert_true(aisle_package_cost_usd(&package, 1) == 2e9);
    aisle_package_scenario(&package, 3, &scenario);
    assert_true(scenario.lever[AISLE_LEVER_JUDGES] == 475); /* posts add up */
    assert_true(scenario.lever[AISLE_LEVER_MEXICO] == 0.6); /* a rule replaces */
    assert_true(aisle_package_cost_usd(&package, 3) == 3e9);
    aisle_package_scenario(&package, 0, &scenario);
    assert_true(aisle_scenario_is_neutral(&scenario));
}

/* Days and years are rules: two provisions that each set a limit do not lengthen it. */
static void test_days_and_years_are_set(void **state)
{
    (void)state;
    static const enum aisle_lever rules[] = {
        AISLE_LEVER_STAY_LIMIT,       AISLE_LEVER_PERMIT_DAYS,
        AISLE_LEVER_EXPULSION_DAYS_1, AISLE_LEVER_EXPULSION_YEARS,
        AISLE_LEVER_EXPULSION_MUST,   AISLE_LEVER_STANDARD};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct aisle_setting settings[] = {{rules[i], 0.75, 1}, {rules[i], 0.5, 1}};
        struct aisle_provision provisions[] = {
            {.settings = settings, .setting_count = 1},
            {.settings = settings + 1, .setting_count = 1}};
        struct aisle_package package = {.provision_count = 2, .provisions = provisions};
        struct aisle_scenario scenario;
        assert_false(aisle_lever_adds(rules[i]));
        aisle_package_scenario(&package, 1, &scenario);
        assert_true(scenario.lever[rules[i]] == 0.75);
        aisle_package_scenario(&package, 3, &scenario);
        assert_true(scenario.lever[rules[i]] == 0.5);
    }
    assert_true(aisle_lever_adds(AISLE_LEVER_BEDS));
    assert_true(aisle_lever_adds(AISLE_LEVER_SHELTER_USD));
    assert_true(aisle_lever_adds(AISLE_LEVER_CLOSURE));
}

static void test_lever_names(void **state)
{
    (void)state;
    for (int i = 0; i < AISLE_LEVER_COUNT; i++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)i);
        assert_int_equal(aisle_lever_find(info->key), i);
        assert_true(info->low <= info->neutral && info->neutral <= info->high);
    }
    assert_int_equal(aisle_lever_find("judge"), -1);
}

static void test_votes_validate_finds_faults(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes = roster();
    struct aisle_rollcall rollcalls[2] = {{.congress = 118, .number = 2, .yea = 1},
                                          {.congress = 118, .number = 2, .nay = 1}};
    uint8_t casts[10] = {1, 0, 9, 7, 0, 6, 3, 0, 0, 0};
    votes.rollcalls = mem_new(2, sizeof *rollcalls);
    votes.casts = mem_new(10, 1);
    memcpy(votes.rollcalls, rollcalls, sizeof rollcalls);
    memcpy(votes.casts, casts, sizeof casts);
    votes.rollcall_count = 2;
    strcpy(votes.members[1].bioguide, "S001184");
    assert_int_equal(aisle_votes_validate(ctx, &votes), AISLE_INPUT);
    assert_int_equal(aisle_ctx_error_count(ctx), 3); /* id twice, order, code 3 */
    assert_int_equal(aisle_votes_find_rollcall(&votes, 118, 2), 0);
    assert_int_equal(aisle_votes_find_rollcall(&votes, 118, 3), -1);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
}

/* Even within a bin; the last has no end; nobody has no wait. */
static void test_waits_have_quantiles(void **state)
{
    (void)state;
    double edges[] = {0, 100, 300, (double)INFINITY};
    double shares[] = {0.25, 0.5, 0.25}, nobody[] = {0, 0, 0};
    struct aisle_waits w = {.count = 3, .edges = edges};
    assert_true(fabs(aisle_waits_quantile(&w, shares, 0.125) - 50) < 1e-9);
    assert_true(fabs(aisle_waits_quantile(&w, shares, 0.5) - 200) < 1e-9);
    assert_true(fabs(aisle_waits_quantile(&w, shares, 0.75) - 300) < 1e-9);
    assert_true(isinf(aisle_waits_quantile(&w, shares, 0.9)));
    assert_true(isnan(aisle_waits_quantile(&w, nobody, 0.5)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_senators_by_name),
        cmocka_unit_test(test_selection_and_scenario),
        cmocka_unit_test(test_days_and_years_are_set),
        cmocka_unit_test(test_lever_names),
        cmocka_unit_test(test_waits_have_quantiles),
        cmocka_unit_test(test_votes_validate_finds_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
