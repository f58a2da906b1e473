/* House: what the House's vote on a measure tells of the Senate's. */
#ifndef AISLE_FORECAST_HOUSE_H
#define AISLE_FORECAST_HOUSE_H

#include "particles/room.h"

/* Fill the gate's house, and log_house where the House has voted on the measure and
 * not on an earlier text of it: of a share of the worlds, smaller the longer ago it
 * voted, those weigh more in which the caucus that does not put the measure has a yea
 * share near its party's in the House. Errors: MEMORY. */
enum aisle_status house_weigh(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                              int gate);

#endif
