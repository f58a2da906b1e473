/* Rules: what carries a question in the Senate, evaluated exactly.
 *
 *   rule       carries when
 *   3/5 sworn  yea >= ceil(3 N / 5)    N senators duly chosen and sworn
 *   1/2 V      yea > nay, or a tie and the Vice President votes yea
 *   2/3 V      yea >= ceil(2 V / 3)    V = yea + nay
 *
 * The numbers, dates and words are rows of data/rules/, not of this code. Sources
 * stand in the rows. Checked: tests/rules, against all 12,025 roll calls of the
 * shipped record; docs/model/rules.md lists the exceptions. */
#ifndef AISLE_RULES_H
#define AISLE_RULES_H

#include <aisle/rulebook.h>
#include <aisle/votes.h>

/* The rule of a gate on a day; where a rule changed in mid-day, the one that the
 * roll call congress-number fell under (number 0: the later one). NULL when the
 * book has none. */
const struct aisle_rule *aisle_rules_at(const struct aisle_rulebook *book,
                                        enum aisle_gate gate, aisle_day day,
                                        int congress, int number);

/* Yeas that carry when `sworn` senators are in office and `voting` vote. For a rule
 * that carries "unless", the fewest yeas of `voting` that keep the nays under. */
int aisle_rules_threshold(const struct aisle_rule *rule, int sworn, int voting);

/* Does it carry? `vice_yea`: the Vice President votes yea, which matters at a tie
 * only. */
bool aisle_rules_carries(const struct aisle_rule *rule, int yea, int nay, int sworn,
                         bool vice_yea);

/* The fraction as the record writes it: 60 fixed is 3/5. */
enum aisle_requires aisle_rules_requires(const struct aisle_rule *rule);

/* Which kind of question a roll call put, by its category and its words. Where an
 * agreement set the threshold, and for changes of the Standing Rules, nothing but
 * the record's own `requires` tells. */
enum aisle_gate aisle_rules_gate_of(const struct aisle_rollcall *rollcall);

/* The gate of a vote of a package; `agreement`: 3/5 is asked of a majority vote. */
enum aisle_gate aisle_rules_gate_of_vote(const struct aisle_package_vote *vote);

/* What a gate takes on a day with `sworn` senators in office and everyone voting;
 * `rule` NULL when the book has none. */
struct aisle_step aisle_rules_step(const struct aisle_rulebook *book,
                                   enum aisle_gate gate, aisle_day day, int sworn);
/* Every gate that has a rule on the day. Errors: MEMORY. */
enum aisle_status aisle_rules_list(struct aisle_ctx *ctx,
                                   const struct aisle_rulebook *book, aisle_day day,
                                   int sworn, struct aisle_rule_list *out);

/* What a provision is to the Byrd rule. */
enum aisle_byrd_class aisle_rules_byrd_class(const struct aisle_provision *provision);

/* Apply the rulebook to a package on its as-of day, with `sworn` senators in office.
 * `book` and `package` are borrowed by the result. Errors: NOT_FOUND (the book has
 * no rule for that day), MEMORY. */
enum aisle_status aisle_rules_routes(struct aisle_ctx *ctx,
                                     const struct aisle_rulebook *book,
                                     const struct aisle_package *package, int sworn,
                                     struct aisle_routes *out);

#endif
