/* Weights: what evidence does to the particles of a gate. */
#ifndef AISLE_FORECAST_WEIGHTS_H
#define AISLE_FORECAST_WEIGHTS_H

#include "particles/room.h"

/* Fill the gate's log weights, weights, ess, and replicates where the model error is
 * measured. Errors: MEMORY. */
enum aisle_status weights_build(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                int gate);

/* The chance, in each particle, that a gate's vote is reached under a selection, given
 * that of the gate before it (`before`; not read where there is none). A vote is taken
 * where those before it carry. `out` has `particles` entries. */
void weights_reach(const struct aisle_forecaster *f, int gate, uint64_t selection,
                   double p_fair_efficient, const float *before, float *out);

/* Evidence times reach, normalised to sum 1. */
void weights_reached(int count, const double *evidence, const float *reach,
                     double *weight);

/* How many equally weighed particles are worth as much: 1 / sum of squares. */
double weights_ess(int count, const double *weight);

/* Which evidence counts. */
struct weights_parts {
    bool anchor; /* keep the extra weight of listed anchors */
    bool reach;  /* the votes before it carry */
    bool house;
    bool cue;
    bool claims;
    bool supposed;
};
/* Normalised weights from part of the evidence into `out` [particles]; `reach` has the
 * chances that the votes before it carry. */
void weights_partial(const struct aisle_forecaster *f, int gate,
                     const struct weights_parts *parts, const float *reach,
                     double *out);

/* The chance that the question carries, given the particles' own in `carries`, when
 * what a seat's words tell is taken out of `weight`; `work` has `particles` entries. */
double weights_without(const struct aisle_forecaster *f, const struct gate *gate,
                       int seat, const double *weight, const float *carries,
                       float *work);

/* exp(log_weight - max) times `reach` (NULL: 1), normalised to sum 1. */
void weights_normalise(int count, const double *log_weight, const float *reach,
                       double *weight);

/* The smallest tilt exp(lambda share) of `weight` that brings the weighted mean of
 * `share` to `target`, 0 when it is already past it in the direction `way` (-1
 * down, +1 up). Relative entropy to `weight` is least among all reweightings with
 * that mean (Csiszar 1975). */
double weights_tilt(int count, const double *weight, const double *share, double target,
                    int way);

#endif
