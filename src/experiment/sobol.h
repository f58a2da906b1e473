/* Sobol indices: what part of an output's variance each parameter explains.
 *
 * Two Latin hypercubes A and B of `base` points; AB_i is A with column i from B.
 *
 *   first order  S_i = mean(y_B (y_AB_i - y_A)) / V      alone
 *   total       ST_i = mean((y_A - y_AB_i)^2) / (2 V)    with all it interacts with
 *
 * Source: Saltelli et al., Computer Physics Communications 181, 2010 (S_i); Jansen,
 * Computer Physics Communications 117, 1999 (ST_i). Intervals: bootstrap. */
#ifndef AISLE_EXPERIMENT_SOBOL_H
#define AISLE_EXPERIMENT_SOBOL_H

#include <stddef.h>
#include <stdint.h>

/* Points in [0,1]^dim, one in each of `count` strata of every coordinate. */
void latin_hypercube(uint64_t seed, uint32_t which, int count, int dim, double *points);

/* Points [base * (dim + 2)][dim]: all of A, all of B, then AB_0, AB_1, ... */
void sobol_design(uint64_t seed, int base, int dim, double *points);

struct sobol_index {
    double first, first_low, first_high; /* 90% by bootstrap */
    double total, total_low, total_high;
};

/* `y` has a value for each point; `work` has 2 * SOBOL_RESAMPLES doubles. All NAN when
 * the output never moves. */
enum { SOBOL_RESAMPLES = 400 };
void sobol_indices(uint64_t seed, int base, int dim, const double *y, double *work,
                   struct sobol_index *out);

#endif
