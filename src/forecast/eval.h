/* Evaluation: one pass over the particles, exact or short. */
#ifndef AISLE_FORECAST_EVAL_H
#define AISLE_FORECAST_EVAL_H

#include "forecast/kernel.h"

/* Chance that the gate's question carries under `query` in every particle, by the
 * refined normal tail, into `carries` [particles]; no allocation. */
void eval_carries(const struct aisle_forecaster *f, const struct query *query,
                  float *carries);
/* The replicates' chances, given the particles'. */
void eval_replicates(const struct aisle_forecaster *f, const struct gate *gate,
                     const float *carries, double replicate[REPLICATES]);

/* Cloture: the chance `p` of the particles as log-odds moved by what leaders know who
 * call a vote. Past votes were called too, but the curve over their yeas is too smooth
 * to show how many carry by little. */
double eval_called(const struct aisle_forecaster *f, const struct gate *gate, double p);

/* The chance `p`, less sure of itself: they hold the kinds of vote
 * that have been taken, and a vote may be of another. A sure yea or nay keeps the
 * chance to be wrong that sure forecasts had out of time. */
double eval_doubt(const struct aisle_forecaster *f, double p);

/* Model error: the 5 % and 95 % points of the chance over the gate's replicates,
 * given the sums of replicate weight times chance and the particles' `p`; widened to
 * hold `p`, and to what sure forecasts may at most have been wrong. */
void eval_model_error(const struct aisle_forecaster *f, const struct gate *gate,
                      double replicate[REPLICATES], double p, double *q05, double *q95);

/* Weighted sums over all particles at one vote. */
struct sums {
    double yea[AISLE_SEATS_MAX]; /* as recorded */
    double absent[AISLE_SEATS_MAX];
    double turns[AISLE_SEATS_MAX];
    double support[AISLE_SEATS_MAX]; /* chance of yea, procedure left aside */
    double both[AISLE_SEATS_MAX];    /* that, and the question carries */
    double yeas[AISLE_SEATS_MAX + 1];
    double replicate[REPLICATES];
};

/* Exact tallies in every particle; `carries` [particles] gets the chance that the
 * question carries in each. Errors: MEMORY. */
enum aisle_status sums_run(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                           const struct query *query, float *carries, struct sums *out);
/* Fill in a vote from its sums, with its reasons. Errors: MEMORY. */
enum aisle_status vote_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                            const struct query *query, const struct sums *total,
                            const float *carries, struct aisle_forecast_vote *out);

/* Give a vote its reasons. Errors: MEMORY. */
enum aisle_status reasons_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                               const struct query *query,
                               struct aisle_forecast_vote *vote);
/* Give a forecast its notes. Errors: MEMORY. */
enum aisle_status notes_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                             double p_fair_efficient, struct aisle_forecast *forecast);

#endif
