/* Statements: dated public positions to claims, likings and provisos. */
#ifndef AISLE_FORECAST_STATEMENTS_H
#define AISLE_FORECAST_STATEMENTS_H

#include "particles/room.h"
#include <aisle/forecaster.h>

/* Resolve the senators, drop what is later than the as-of date or superseded by
 * the same senator on the same object, and fill f->likings, f->provisos and each
 * gate's claims. Gates must know their earlier roll call. Errors: NOT_FOUND,
 * INPUT (a senator who contradicts himself in one source on one day), MEMORY. */
enum aisle_status statements_build(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                   int suppose_count,
                                   const struct aisle_suppose *suppose);
void statements_clear(struct aisle_forecaster *f);

#endif
