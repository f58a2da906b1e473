/* House: what the House's vote on a measure tells of the Senate's. */
#ifndef AISLE_FORECAST_HOUSE_H
#define AISLE_FORECAST_HOUSE_H

#include "particles/room.h"

/* Fill the gate's house, and log_house where the House has voted on the measure:
 * the log density of its parties' yea shares given how a particle divides the
 * Senate's, learnt from the bank's votes that the House had voted on before.
 * Errors: MEMORY. */
enum aisle_status house_weigh(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                              int gate);

#endif
