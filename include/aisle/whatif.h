/* What if one senator votes otherwise: each vote of a package forecast anew, with one
 * senator at a time supposed to vote yea, then nay, on all of them. */
#ifndef AISLE_WHATIF_H
#define AISLE_WHATIF_H

/* Tables are [votes][senators], in the order of the forecast's votes and senators, and
 * hold the chance that the vote carries, once those before it have: within 0.002 of the
 * p_pass of 'forecast --suppose NAME=yea' (aisle_canvass_whatif). A senator of whom
 * something is supposed already has NAN. */
struct aisle_whatif {
    int vote_count;
    int senator_count;
    double *if_yea;
    double *if_nay;
};

void aisle_whatif_init(struct aisle_whatif *whatif);
void aisle_whatif_clear(struct aisle_whatif *whatif);

#endif
