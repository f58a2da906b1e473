/* Content: what a provision does to a vote, learnt from its anchors. */
#ifndef AISLE_FORECAST_CONTENT_H
#define AISLE_FORECAST_CONTENT_H

#include "particles/room.h"

/* Fill f->contents from the provisions' anchors. Anchors before the history's
 * first Congress are left out with a note. Errors: NOT_FOUND (no such roll call),
 * INPUT (an anchor on or after the as-of date), MEMORY. */
enum aisle_status content_build(struct aisle_ctx *ctx, struct aisle_forecaster *f);
void content_clear(struct aisle_forecaster *f);

/* Posterior of the content effect beta in  y_j = side_j B + sign_j beta + e_j,
 * B ~ N(b_mean, b_sd^2), beta ~ N(0, prior_sd^2), e_j ~ N(0, noise_j^2). */
struct content_effect {
    double mean;
    double sd;
};
struct content_effect content_regress(int count, const double *y, const double *side,
                                      const double *sign, const double *noise_sd,
                                      double b_mean, double b_sd, double prior_sd);

#endif
