/* Traits: what a vote model found of roll calls and of members, as the store keeps it
 * for whoever looks at them later. */
#ifndef AISLE_TRAITS_H
#define AISLE_TRAITS_H

#include <aisle/votemodel.h>

struct aisle_rollcall_trait {
    int congress;
    int number;
    enum aisle_item_kind kind;
    double p_unfolding; /* chance that it bends */
    double turn;        /* where it turns, on the model's axis; NAN: monotone */
    bool yea_ends;      /* both ends yea against a middle of nays, or the other way */
};

struct aisle_member_trait {
    char bioguide[16];
    double p_absent[AISLE_VOTE_TYPES]; /* from a usual roll call */
};

struct aisle_traits {
    int64_t rollcall_run; /* the fit --model that they are of; 0: none */
    int rollcall_count;
    struct aisle_rollcall_trait *rollcalls; /* by Congress and number */
    int64_t member_run;
    int member_count;
    struct aisle_member_trait *members; /* by bioguide */
};

void aisle_traits_init(struct aisle_traits *traits);
/* Release what it owns and leave it as after init; NULL is fine. */
void aisle_traits_clear(struct aisle_traits *traits);
/* NULL when there is none. */
const struct aisle_rollcall_trait *
aisle_traits_rollcall(const struct aisle_traits *traits, int congress, int number);
const struct aisle_member_trait *aisle_traits_member(const struct aisle_traits *traits,
                                                     const char *bioguide);

#endif
