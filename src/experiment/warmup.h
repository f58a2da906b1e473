/* Warm-up: how much of the beginning of a series is not yet like the rest.
 *
 * MSER-5 (White, Simulation 69, 1997; White, Cobb and Spratt, WSC 2000): of the means
 * of five, drop as many as make the standard error of the mean of the rest least, at
 * most half. For series in a steady state; the asylum system has none (its backlog
 * grows), so it is asked of flows under constant arrivals. */
#ifndef AISLE_EXPERIMENT_WARMUP_H
#define AISLE_EXPERIMENT_WARMUP_H

/* Values to drop from the front of `count`, a multiple of 5 (0: none); -1 when there
 * are fewer than 20. */
int warmup_mser5(const double *values, int count);

#endif
