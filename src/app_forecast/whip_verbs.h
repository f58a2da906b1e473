/* The whip board as a verb: a package, perhaps a whip count, one vote. */
#ifndef AISLE_APP_FORECAST_WHIP_VERBS_H
#define AISLE_APP_FORECAST_WHIP_VERBS_H

#include "study/session.h"

/* Forecast the package with the count's rows among its statements, and make the board
 * of a vote: the request's, or the one least likely to carry. The study holds the
 * forecast, the merged package and the board, which indexes them. Errors: NOT_FOUND
 * (vote, nearest id), and those of the forecast and the count. */
enum aisle_status app_whip(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, struct app_study *study);

#endif
