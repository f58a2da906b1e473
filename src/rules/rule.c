/* One rule: when it holds, what it takes, whether it is met. */
#include <aisle/rules.h>

#include "base/ctx.h"
#include "base/mem.h"

static bool starts_after(const struct aisle_rule *rule, aisle_day day, int congress,
                         int number)
{
    if (day != rule->from)
        return day < rule->from;
    return number > 0 && rule->first_congress == congress &&
           number < rule->first_number;
}

static bool ends_before(const struct aisle_rule *rule, aisle_day day, int congress,
                        int number)
{
    if (rule->to == AISLE_DAY_NONE || day != rule->to)
        return rule->to != AISLE_DAY_NONE && day > rule->to;
    return number > 0 && rule->last_congress == congress && number > rule->last_number;
}

const struct aisle_rule *aisle_rules_at(const struct aisle_rulebook *book,
                                        enum aisle_gate gate, aisle_day day,
                                        int congress, int number)
{
    const struct aisle_rule *found = NULL;
    for (int i = 0; i < book->count; i++) {
        const struct aisle_rule *rule = &book->rules[i];
        if (rule->gate == gate && !starts_after(rule, day, congress, number) &&
            !ends_before(rule, day, congress, number))
            found = rule;
    }
    return found;
}

static int base_of(const struct aisle_rule *rule, int sworn, int voting)
{
    switch (rule->base) {
    case AISLE_BASE_SWORN:
        return sworn;
    case AISLE_BASE_VOTING:
        return voting;
    case AISLE_BASE_FIXED:
    default:
        return 1;
    }
}

/* Fewest votes that are at least, or more than, the rule's fraction of n. */
static int reach(const struct aisle_rule *rule, int n, bool more_than)
{
    int whole = rule->numerator * n;
    return more_than ? whole / rule->denominator + 1
                     : (whole + rule->denominator - 1) / rule->denominator;
}

static bool more_than(const struct aisle_rule *rule)
{
    return rule->compare == AISLE_COMPARE_MORE_THAN ||
           rule->compare == AISLE_COMPARE_UNLESS_MORE_THAN;
}

static bool unless(const struct aisle_rule *rule)
{
    return rule->compare == AISLE_COMPARE_UNLESS_AT_LEAST ||
           rule->compare == AISLE_COMPARE_UNLESS_MORE_THAN;
}

int aisle_rules_threshold(const struct aisle_rule *rule, int sworn, int voting)
{
    int needed = reach(rule, base_of(rule, sworn, voting), more_than(rule));
    if (!unless(rule))
        return needed;
    int fewest = voting - needed + 1;
    return fewest > 0 ? fewest : 0;
}

bool aisle_rules_carries(const struct aisle_rule *rule, int yea, int nay, int sworn,
                         bool vice_yea)
{
    int needed = reach(rule, base_of(rule, sworn, yea + nay), more_than(rule));
    if (unless(rule))
        return nay < needed;
    if (yea == nay && rule->vice_president)
        return vice_yea;
    return yea >= needed && (yea > 0 || rule->numerator == 0);
}

enum aisle_requires aisle_rules_requires(const struct aisle_rule *rule)
{
    if (rule->base == AISLE_BASE_FIXED ||
        (rule->numerator == 3 && rule->denominator == 5))
        return AISLE_REQUIRES_3_5;
    return rule->numerator == 2 && rule->denominator == 3 ? AISLE_REQUIRES_2_3
                                                          : AISLE_REQUIRES_1_2;
}

struct aisle_step aisle_rules_step(const struct aisle_rulebook *book,
                                   enum aisle_gate gate, aisle_day day, int sworn)
{
    const struct aisle_rule *rule = aisle_rules_at(book, gate, day, 0, 0);
    int members = rule && rule->seats ? rule->seats : sworn;
    return (struct aisle_step){
        gate, rule, rule ? aisle_rules_threshold(rule, members, members) : 0};
}

enum aisle_status aisle_rules_list(struct aisle_ctx *ctx,
                                   const struct aisle_rulebook *book, aisle_day day,
                                   int sworn, struct aisle_rule_list *out)
{
    struct aisle_rule_list list = {.day = day, .sworn = sworn};
    list.steps = mem_new(AISLE_GATE_COUNT, sizeof *list.steps);
    if (!list.steps)
        return ctx_no_memory(ctx);
    for (int g = 0; g < AISLE_GATE_COUNT; g++) {
        struct aisle_step step = aisle_rules_step(book, (enum aisle_gate)g, day, sworn);
        if (step.rule)
            list.steps[list.count++] = step;
    }
    *out = list;
    return AISLE_OK;
}
