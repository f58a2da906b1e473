/* Habit: what a senator does on votes of a kind beyond what the item says of him.
 *
 * A loyal senator goes with his caucus more than his ideal point tells, a maverick
 * less; some vote yea on such questions whatever they are about. Both are counted
 * on the bank's votes and added to the senator's log-odds:
 *
 *   level + party x where his caucus stands + other x where the other one does
 *
 * with "where" 2 x yea share - 1. And some part from it on a subject: to the level is
 * added what the senator's casts on past votes of like words show beyond all that, the
 * votes weighed by their likeness squared. */
#ifndef AISLE_PRIOR_HABIT_H
#define AISLE_PRIOR_HABIT_H

#include "prior/bank.h"

struct habit {
    double party;
    double level;
    double other;
};

/* One habit a seat; caller frees. Seats without votes get zeros. Errors: MEMORY. */
enum aisle_status habit_build(struct aisle_ctx *ctx, const struct bank_question *q,
                              const struct bank *bank, struct habit **out);

#endif
