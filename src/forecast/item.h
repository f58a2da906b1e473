/* Item: one past roll call on the scale of the ideal points. */
#ifndef AISLE_FORECAST_ITEM_H
#define AISLE_FORECAST_ITEM_H

/* A roll call's parameters: logit P(yea) = a + b1 x1 + b2 x2. */
struct item {
    double a;
    double b1;
    double b2;
};

/* The most probable item given `count` casts (`yea` 1 or 0) of voters at `x`
 * ([count][2]), each parameter with prior N(0, prior_sd^2). A unanimous roll call
 * gives a large intercept and no slope. Newton's method; the objective is concave,
 * so it ends at the one maximum. Cost: count x about 8 steps. */
struct item item_fit(int count, const double *x, const unsigned char *yea,
                     double prior_sd);

#endif
