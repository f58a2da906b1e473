/* When to stop: replications until an interval is as narrow as was asked.
 *
 * Chow and Robbins' rule in steps: after n replications with sample standard
 * deviation s the interval of the mean has half-width t s / sqrt(n). When that is too
 * wide the next n is the one at which it would be narrow enough, with a margin, at
 * most doubled twice over so that a lucky s cannot be believed for long. Coverage
 * falls short of the nominal 95% by about a point (test_stopping), as it must when a
 * small s stops early.
 *
 * Source: Chow and Robbins, Annals of Mathematical Statistics 36, 1965; Law,
 * "Simulation Modeling and Analysis", 2015, section 9.4.1. */
#ifndef AISLE_EXPERIMENT_STOPPING_H
#define AISLE_EXPERIMENT_STOPPING_H

struct stopping {
    double half_width; /* wanted, absolute */
    double confidence; /* 0.95 */
    int most;          /* replications */
};

double stopping_half_width(double confidence, int n, double sd);
/* Replications to have in all: `n` itself when that is enough or the most. */
int stopping_next(const struct stopping *rule, int n, double sd);

#endif
