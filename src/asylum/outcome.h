/* From the results of all replications to an outcome. */
#ifndef AISLE_ASYLUM_OUTCOME_H
#define AISLE_ASYLUM_OUTCOME_H

#include "asylum/replicate.h"
#include "num/anova.h"

/* `study` has two scenarios, current law and the package, and series. Errors:
 * MEMORY; `out` is untouched then. */
enum aisle_status outcome_make(struct aisle_ctx *ctx, const struct study *study,
                               struct aisle_outcome *out);

/* Of `count` values, those that are numbers; `work` is overwritten. */
struct aisle_spread outcome_spread(double *work, int count);

/* Luck and parameters in the variance of the paired differences: replication r has
 * parameter set r modulo `sets`. `set` has a place a replication, `work` two a set. The
 * shares are NAN with fewer than eight sets run twice, or no variance. */
struct anova outcome_split(const double *differences, int replications, int sets,
                           int *set, double *work);

/* Shares of `replications` in which `package` is no less fair, more efficient, and
 * both, than `baseline`: see the notes of an outcome. */
struct outcome_chances {
    double fair;
    double efficient;
    double both;
};
struct outcome_chances outcome_chances(const struct study *study, int baseline,
                                       int package);

#endif
