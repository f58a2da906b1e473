/* Restate: what is heard of a vote, apart from the ground it stands on.
 *
 * The ground is what the record, the fit and the package's text and provisions give:
 * seats, banks, items, log-odds, contents. Statements, leaders' calls and suppositions
 * weigh its particles and may be exchanged (aisle_forecaster_restate). */
#ifndef AISLE_FORECAST_RESTATE_H
#define AISLE_FORECAST_RESTATE_H

#include "particles/room.h"
#include <aisle/forecaster.h>

/* Read what is said of f->package and weigh the gates. Errors: as statements_build. */
enum aisle_status restate_hear(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                               int suppose_count, const struct aisle_suppose *suppose);

/* Free what a gate holds of what was heard. */
void restate_clear_gate(struct gate *gate);

#endif
