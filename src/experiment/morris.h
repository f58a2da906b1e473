/* Morris screening: which of many parameters matter, for few runs.
 *
 * `trajectories` walks of d + 1 points through [0,1]^d change one coordinate at a
 * time by `step`; the change of the output over the step is an elementary effect.
 *
 * Source: Morris, Technometrics 33, 1991; mean of absolute values: Campolongo,
 * Cariboni and Saltelli, Environmental Modelling & Software 22, 2007. */
#ifndef AISLE_EXPERIMENT_MORRIS_H
#define AISLE_EXPERIMENT_MORRIS_H

#include <stdint.h>

/* Points [trajectories * (dim + 1)][dim] and, for each but the first of a walk, the
 * coordinate that moved to reach it (-1 for the first). Repeats: by seed. */
void morris_design(uint64_t seed, int trajectories, int dim, double *points,
                   int *moved);

struct morris_effect {
    double mu;      /* mean effect over the whole range, by sign */
    double mu_star; /* mean size */
    double sigma;   /* spread: curvature or interaction */
    double se;      /* standard error of mu_star */
};

/* `y` has a value for each point. `out` has dim entries. */
void morris_effects(int trajectories, int dim, const double *points, const int *moved,
                    const double *y, struct morris_effect *out);

#endif
