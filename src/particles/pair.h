/* Pair: the casts of two senators of one state and caucus.
 *
 * They go together beyond what the particle says: in each particle the odds ratio of
 * their casts is `state_odds`, whatever the chance of each (Plackett 1965). What one of
 * them says leaves that ratio as it is. */
#ifndef AISLE_PARTICLES_PAIR_H
#define AISLE_PARTICLES_PAIR_H

#include <math.h>

/* Chance that both cast yea; p and q are each one's. Odds of 1: p q. */
static inline double pair_both(double p, double q, double odds)
{
    double s = 1 + (p + q) * (odds - 1);
    return 2 * odds * p * q / (s + sqrt(s * s - 4 * odds * (odds - 1) * p * q));
}

#endif
