/* Draws on the scale that users see: each draw's fitted members get mean 0 and unit
 * covariance, and are then turned (or mirrored) to lie as near as they can to the
 * members' middle places (sampler.c), by Procrustes' rotation. */
#ifndef AISLE_IDEAL_ALIGN_H
#define AISLE_IDEAL_ALIGN_H

#include "ideal/ideal.h"

struct align_target {
    const struct problem *problem;
    double *x; /* [members][dims] at first the mode's, standardised */
};

enum aisle_status align_target_new(struct aisle_ctx *ctx, const struct problem *problem,
                                   const struct point *mode, struct align_target *out);
void align_target_clear(struct align_target *target);

/* x -> forth (x - mean), and (a, b) -> (a + b . mean, forth'^-1 b). */
struct alignment {
    int dims;
    double mean[AISLE_DIMS_MAX];
    double forth[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    double back[AISLE_DIMS_MAX * AISLE_DIMS_MAX]; /* forth'^-1 */
};

/* From rows (1, x) of all members, `stride` apart. */
void align_to(const struct align_target *target, const float *member, int stride,
              struct alignment *out);
void align_member(const struct alignment *a, const float *row, double *x);
/* The rotation (or mirroring) in `forth`, [dims][dims]: turned by it, members need but a
 * symmetric stretch to lie like the mode's. */
void align_turn(const struct alignment *a, double *turn);
/* Row and out: a, then b. */
void align_item(const struct alignment *a, const float *row, double *out);
/* The other way: from the aligned scale to the members'. */
void align_item_back(const struct alignment *a, const double *aligned, float *row);

#endif
