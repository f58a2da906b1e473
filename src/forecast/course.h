/* Course: how the particles stand at each vote of a package under a selection. */
#ifndef AISLE_FORECAST_COURSE_H
#define AISLE_FORECAST_COURSE_H

#include "particles/sums.h"

/* The evidence was given on the package as written; whether a vote is reached is a
 * matter of what is put to it. */
struct course {
    struct standing *standings; /* [gates] */
    double *weight;             /* behind them; NULL: the forecaster's own */
    float *reach;
};

/* Caller clears. Errors: MEMORY. */
enum aisle_status course_make(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                              uint64_t selection, double p_fair_efficient,
                              struct course *out);
void course_clear(struct course *course);

#endif
