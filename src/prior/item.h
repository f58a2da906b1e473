/* Item: one past roll call on the scale of the ideal points. */
#ifndef AISLE_PRIOR_ITEM_H
#define AISLE_PRIOR_ITEM_H

/* A roll call's parameters: logit P(yea) = a + b1 x1 + b2 x2 + c party, with party
 * +1 for a Republican caucus, -1 for a Democratic one: how far the caucuses part
 * beyond what ideal points say. */
struct item {
    double a;
    double b1;
    double b2;
    double c;
};

enum { ITEM_COLUMNS = 3 }; /* of a voter: x1, x2, party */

/* The most probable item given `count` casts (`yea` 1 or 0) of voters at `x`
 * ([count][ITEM_COLUMNS]); a, b1 and b2 have prior N(0, prior_sd^2), c
 * N(0, party_sd^2). A unanimous roll call gives a large intercept and no slope.
 * Newton's method; the objective is concave, so it ends at the one maximum. Cost:
 * count x about 8 steps. */
struct item item_fit(int count, const double *x, const unsigned char *yea,
                     double prior_sd, double party_sd);

#endif
