/* Rules: what carries a question, as a score of the casts.
 *
 *   rule      carries when                 score a senator        reaches
 *   3/5 N     yea >= ceil(3 N / 5)         yea 1, absent 0, nay 0  ceil(3 N / 5)
 *   1/2 V     yea > nay, or a tie and the  yea 2, absent 1, nay 0  N + 1
 *             Vice President votes yea                             (tie: N)
 *   2/3 V     3 yea >= 2 (yea + nay)       yea 3, absent 2, nay 0  2 N
 *
 * N senators sworn, V present and voting. Writing all three as "the sum of scores
 * reaches a cut" lets one convolution serve them all. Senate Rule XXII; CRS
 * RL30360; U.S. Constitution I.3.4. */
#ifndef AISLE_PARTICLES_RULES_H
#define AISLE_PARTICLES_RULES_H

#include <aisle/package.h>

struct rule {
    int senators; /* sworn */
    enum aisle_requires requires;
    int yea_score;
    int absent_score;
    int cut;
    bool tie;      /* a score of cut - 1 is a tie, broken by the Vice President */
    int threshold; /* yeas needed when nobody is absent and no tie is broken */
};

struct rule rule_make(enum aisle_requires requires, int senators);

/* The rule in words; a static string. */
const char *rule_text(const struct rule *rule);

/* Whether counted casts carry. `vice_yea` matters at a tie only. */
bool rule_carries(const struct rule *rule, int yea, int nay, bool vice_yea);

#endif
