/* Fits through the store: an equal earlier fit answers. */
#ifndef AISLE_STUDY_FITS_H
#define AISLE_STUDY_FITS_H

#include "study/session.h"
#include <aisle/dynamic.h>

/* Options of the pooled fit that the forecaster stands on, as it was weighed with; votes
 * are weighed by age, by "forecast_fit_half_life_days". Draws, seed and threads are left
 * at their defaults. Errors: NOT_FOUND. */
enum aisle_status app_pooled_options(struct aisle_ctx *ctx,
                                     const struct aisle_parameters *parameters,
                                     struct aisle_ideal_options *out);

/* What was asked for besides the numbers (draws of items, held-out votes) is there,
 * whoever asked first. */
enum aisle_status app_cached_fit(struct aisle_ctx *ctx, struct app *app,
                                 const struct aisle_votes *votes,
                                 const struct aisle_ideal_options *options,
                                 struct aisle_fit *out);
enum aisle_status app_cached_paths(struct aisle_ctx *ctx, struct app *app,
                                   const struct aisle_votes *votes,
                                   const struct aisle_dynamic_options *options,
                                   struct aisle_fit *out);

#endif
