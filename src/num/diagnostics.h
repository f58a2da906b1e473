/* Has a set of chains converged, and how many independent draws is it worth?
 *
 * Source: Vehtari, Gelman, Simpson, Carpenter and Buerkner, "Rank-normalization,
 * folding, and localization: an improved R-hat", Bayesian Analysis 16(2), 2021. */
#ifndef AISLE_NUM_DIAGNOSTICS_H
#define AISLE_NUM_DIAGNOSTICS_H

#include <stddef.h>

struct diagnostics {
    double rhat;      /* worse of rank-normalised split R-hat, plain and folded */
    double ess_bulk;  /* of the rank-normalised split chains */
    double ess_tail;  /* smaller of the 5% and the 95% quantile's */
    double mcse_mean; /* standard deviation over the root of the mean's ESS */
};

/* Doubles of workspace that diagnostics_of needs. */
size_t diagnostics_work_size(size_t chains, size_t draws);

/* `draws` is [chains][draws_per_chain], at least 4 a chain; `work` has
 * diagnostics_work_size() doubles. Draws that never move give NAN everywhere.
 * Cost: sorts of all draws, and lags up to where the autocorrelation dies. */
void diagnostics_of(const double *draws, size_t chains, size_t draws_per_chain,
                    double *work, struct diagnostics *out);

/* R-hat and bulk ESS alone: half the work. */
void diagnostics_quick(const double *draws, size_t chains, size_t draws_per_chain,
                       double *work, struct diagnostics *out);

#endif
