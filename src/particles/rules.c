#include "particles/rules.h"

struct rule rule_make(enum aisle_requires requires, int senators)
{
    struct rule rule = {.senators = senators, .requires = requires};
    switch (requires) {
    case AISLE_REQUIRES_3_5:
        rule.yea_score = 1;
        rule.cut = (3 * senators + 4) / 5;
        rule.threshold = rule.cut;
        break;
    case AISLE_REQUIRES_2_3:
        rule.yea_score = 3;
        rule.absent_score = 2;
        rule.cut = 2 * senators;
        rule.threshold = (2 * senators + 2) / 3;
        break;
    case AISLE_REQUIRES_1_2:
    default:
        rule.yea_score = 2;
        rule.absent_score = 1;
        rule.cut = senators + 1;
        rule.tie = true;
        rule.threshold = senators / 2 + 1;
        break;
    }
    return rule;
}

const char *rule_text(const struct rule *rule)
{
    switch (rule->requires) {
    case AISLE_REQUIRES_3_5:
        return "three-fifths of the senators sworn (Rule XXII)";
    case AISLE_REQUIRES_2_3:
        return "two-thirds of the senators voting";
    case AISLE_REQUIRES_1_2:
    default:
        return "a majority of the senators voting; the Vice President breaks a tie";
    }
}

bool rule_carries(const struct rule *rule, int yea, int nay, bool vice_yea)
{
    int absent = rule->senators - yea - nay;
    int score = yea * rule->yea_score + absent * rule->absent_score;
    if (rule->tie && score == rule->cut - 1)
        return vice_yea;
    return score >= rule->cut;
}
