/* Item: one past roll call on the scale of the ideal points. */
#ifndef AISLE_PRIOR_ITEM_H
#define AISLE_PRIOR_ITEM_H

#include <stdbool.h>

/* A roll call's parameters: logit P(yea) = a + b1 x1 + b2 x2 + c party, with party
 * +1 for a Republican caucus, -1 for a Democratic one: how far the caucuses part
 * beyond what ideal points say. */
struct item {
    double a;
    double b1;
    double b2;
    double c;
};

enum { ITEM_COLUMNS = 3, ITEM_LANES = 8 };

/* Eight voters and their casts: x1, x2 and party; whether yea (1 or 0); 1 for a voter
 * and 0 for an empty place. */
struct item_block {
    double x[ITEM_COLUMNS][ITEM_LANES];
    double yea[ITEM_LANES];
    double present[ITEM_LANES];
};

static inline int item_blocks(int voters)
{
    return (voters + ITEM_LANES - 1) / ITEM_LANES;
}

/* Put a voter in his place; voters come in order, counted from 0. */
static inline void item_put(struct item_block *casts, int voter, double x1, double x2,
                            double party, bool yea)
{
    struct item_block *b = &casts[voter / ITEM_LANES];
    int lane = voter % ITEM_LANES;
    if (lane == 0)
        *b = (struct item_block){.yea = {0}};
    b->x[0][lane] = x1;
    b->x[1][lane] = x2;
    b->x[2][lane] = party;
    b->yea[lane] = yea;
    b->present[lane] = 1;
}

/* The most probable item given the casts of `count` voters (item_put); a, b1 and b2 have prior N(0, prior_sd^2), c
 * N(0, party_sd^2). A unanimous roll call gives a large intercept and no slope.
 * Newton's method; the objective is concave, so it ends at the one maximum. Cost:
 * count x about 8 steps. */
struct item item_fit(int count, const struct item_block *casts, double prior_sd,
                     double party_sd);

/* The same by the loops for one kind of processor, 0 to ITEM_PATHS - 1 (where it has
 * them, else the next below): all give the same bytes. */
enum { ITEM_PATHS = 3 };
struct item item_fit_on(int path, int count, const struct item_block *casts,
                        double prior_sd, double party_sd);

#endif
