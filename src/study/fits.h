/* Fits through the store: an equal earlier fit answers. */
#ifndef AISLE_STUDY_FITS_H
#define AISLE_STUDY_FITS_H

#include "study/session.h"
#include <aisle/dynamic.h>

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
