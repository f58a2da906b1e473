/* Evaluation: from sums over the particles to what is told of a vote. */
#ifndef AISLE_FORECAST_EVAL_H
#define AISLE_FORECAST_EVAL_H

#include "forecast/course.h"
#include <aisle/forecaster.h>

/* Cloture and passage: the chance `p` of the particles as log-odds moved by what leaders know who
 * call a vote. Past votes were called too, but the curve over their yeas is too smooth
 * to show how many carry by little. */
double eval_called(const struct gate *gate, double p);

/* The chance `p`, less sure of itself: they hold the kinds of vote
 * that have been taken, and a vote may be of another. A sure yea or nay keeps the
 * chance to be wrong that sure forecasts had out of time. */
double eval_doubt(const struct aisle_forecaster *f, double p);

/* Model error: the 5 % and 95 % points of the chance over the gate's replicates,
 * given the sums of replicate weight times chance and the particles' `p`; widened to
 * hold `p`, and to what sure forecasts may at most have been wrong. NAN where it is not
 * measured. */
void eval_model_error(const struct aisle_forecaster *f, const struct gate *gate,
                      double replicate[REPLICATES], double p, double *q05, double *q95);

/* Fill in a vote from its sums, with its reasons. Errors: MEMORY. */
enum aisle_status vote_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                            const struct query *query, const struct standing *standing,
                            const struct sums *total, const float *carries,
                            struct aisle_forecast_vote *out);

/* Give a vote its reasons. Errors: MEMORY. */
enum aisle_status reasons_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                               const struct query *query,
                               const struct standing *standing,
                               struct aisle_forecast_vote *vote);
#endif
