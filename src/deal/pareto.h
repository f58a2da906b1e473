/* Pareto: which of many points no other beats, when small differences are ties.
 *
 * Every objective is to be small. Its values are read on a grid of `step` (0: as
 * they are); a point is kept when no other's cells are all as good and one better,
 * and of points in the same cells only one is kept: the first in the order of the
 * objectives. Unlike "better by more than step", this order is transitive.
 * Source: Laumanns, Thiele, Deb, Zitzler, "Combining convergence and diversity in
 * evolutionary multiobjective optimization", Evolutionary Computation 10(3), 2002. */
#ifndef AISLE_DEAL_PARETO_H
#define AISLE_DEAL_PARETO_H

#include <stdbool.h>

/* Mark the points that are kept and return their number. `values` and `cells`
 * (scratch) are [count][objectives]. A kept point is never beaten in the plain
 * values by another. Cost: count^2 * objectives. */
int pareto_mark(int count, int objectives, const double *values, const double *step,
                double *cells, bool *on);

/* The point of `on` with the largest gain: each objective counts from 0 (worst of
 * `on`) to 1 (best), the first as much as all others together; -1 when none is on. */
int pareto_knee(int count, int objectives, const double *values, const bool *on);

#endif
