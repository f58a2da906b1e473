/* All that a path_*.c compiles for its processor, WIDTH particles at a time. */

#include "particles/vector.h"

#include "particles/pair_tile.h"

#include "particles/prepare_tile.h"

#include "particles/follow_tile.h"

#include "particles/chances_tile.h"

#include "particles/waiting_tile.h"

#include "particles/tails_tile.h"

#include "particles/tally_tile.h"

#include "particles/sums_tile.h"

/* Chances of one block, those who wait for others settled. */
static void chances(const struct aisle_forecaster *f, const struct plan *plan,
                    int block, struct change *change, struct block_chances *out)
{
    const struct gate *gate = &f->gates[plan->query.gate];
    if (change->any && gate->follows && plan->query.repeat)
        change_gate(f, gate, block, change);
    for (int i = 0; i < f->roster.count; i++)
        seat_chances(f, plan, change, block, i, plan->shift[i], out->yea[i]);
    hear_mates(f, plan, change, block, out);
    for (int i = 0; i < f->roster.count; i++)
        bind(plan, i, out->yea[i]);
    set_absences(f, plan, block, out);
    if (plan->waiting_count > 0)
        settle_waiting(f, plan, change, block, out);
    if (gate->rule.tie)
        set_vice(f, plan, change, block, out);
}

#define PATH                                                                           \
    {                                                                                  \
        .prepare = prepare, .follow = follow, .change = set_change,                    \
        .chances = chances, .tails = tails, .shares = shares, .heard = heard,          \
        .tally = tally, .add = add_sums, .exponentials = exponentials, .dot = dot      \
    }
