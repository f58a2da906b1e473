/* Notes: what a reader should know of a forecast, in plain words. */
#ifndef AISLE_FORECAST_NOTES_H
#define AISLE_FORECAST_NOTES_H

#include "particles/room.h"

/* Add a note for the reader. */
enum aisle_status notes_add(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                            const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Give a forecast its notes. Errors: MEMORY. */
enum aisle_status notes_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                             double p_fair_efficient, struct aisle_forecast *forecast);

#endif
