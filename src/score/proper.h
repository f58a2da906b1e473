/* Proper: scores that only an honest forecast makes best (Gneiting and Raftery
 * 2007). Lower is better, but for logarithms of a chance. */
#ifndef AISLE_SCORE_PROPER_H
#define AISLE_SCORE_PROPER_H

#include <stdbool.h>

/* Chances are kept this far from 0 and 1 before a logarithm is taken of them. */
#define PROPER_CLIP 0.002

double proper_clip(double p);
double proper_brier(double p, bool happened);
/* -log of the chance given to what happened, clipped. */
double proper_log_loss(double p, bool happened);
/* Continuous ranked probability score of a count: chance[0..count]. */
double proper_crps(int count, const double *chance, int observed);
/* Smallest count whose cumulative chance reaches q. */
int proper_quantile(int count, const double *chance, double q);
/* log of the sum of exp(x[k]), safe for any size. */
double proper_log_sum(int count, const double *x);

#endif
