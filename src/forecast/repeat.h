/* Repeat: what an earlier roll call on the measure says of this vote.
 *
 * Senators mostly vote on a measure as they did the last time, or the coalition is
 * another one altogether: the share of worlds in which it is the same one is a setting,
 * and in those each senator's own cast is added to what the item says. */
#ifndef AISLE_FORECAST_REPEAT_H
#define AISLE_FORECAST_REPEAT_H

#include "particles/room.h"

/* Find the gate's last roll call on its text, if any, and apply it to the prepared
 * log-odds, which are kept without it in gate->logit_alone. Errors: MEMORY. */
enum aisle_status repeat_apply(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                               int gate);

#endif
