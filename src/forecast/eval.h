/* Evaluation: one pass over the particles, exact or short. */
#ifndef AISLE_FORECAST_EVAL_H
#define AISLE_FORECAST_EVAL_H

#include "forecast/kernel.h"

/* Chance that the gate's question carries under `query` and these weights, by the
 * refined normal tail; no allocation. */
double eval_p_pass(const struct aisle_forecaster *f, const struct query *query,
                   const double *weight);

/* Model error: the 5 % and 95 % points of the chance over the gate's replicates,
 * given the sums of replicate weight times chance; widened to hold `p`. */
void eval_model_error(double replicate[REPLICATES], double p, double *q05, double *q95);

/* Give a vote its reasons. Errors: MEMORY. */
enum aisle_status reasons_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                               const struct query *query,
                               struct aisle_forecast_vote *vote);
/* Give a forecast its notes. Errors: MEMORY. */
enum aisle_status notes_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                             double p_fair_efficient, struct aisle_forecast *forecast);

#endif
