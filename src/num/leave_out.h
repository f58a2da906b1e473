/* The chance of an observation from all others: importance sampling over the draws of
 * a fit that has seen it.
 *
 * Each draw is weighted by the inverse of the chance it gives to the observation,
 *
 *     p_out = sum w P / sum w,      w = 1 / P, the largest of them smoothed (psis.h)
 *
 * so that the body adds one a draw above and its ratios below. */
#ifndef AISLE_NUM_LEAVE_OUT_H
#define AISLE_NUM_LEAVE_OUT_H

#include <stddef.h>

struct left_out {
    double mean;     /* of P over the draws */
    double left_out; /* P from the other observations */
    double k;        /* Pareto k; -INFINITY where no smoothing was needed */
};

/* Ratios 1 / P stay within a float: chances under e^-80 count as that. */
#define LEAVE_OUT_LOG_MAX 80.0

/* Room past the last draw that eta and ratio have. */
#define LEAVE_OUT_PAD 4

/* 1 / P = 1 + e^-u with u = sign * eta, over the draws, to 3e-7. Both arrays have
 * LEAVE_OUT_PAD more. */
void leave_out_logit(const float *eta, int sign, size_t draws, float *ratio);

/* The answer from the ratios, which are put in another order. `tail` of them are
 * smoothed (psis_tail), none when under 5; `work` has 3 x tail. Ratios whose largest is
 * within 1.2 times their mean are left as they are: no smoothing could move the log of
 * the answer by a thousandth. */
struct left_out leave_out(float *ratio, size_t draws, size_t tail, double *work);

#endif
