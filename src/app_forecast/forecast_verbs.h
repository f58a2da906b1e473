/* The verbs on a package's votes. */
#ifndef AISLE_APP_FORECAST_FORECAST_VERBS_H
#define AISLE_APP_FORECAST_FORECAST_VERBS_H

#include "study/session.h"

enum aisle_status app_forecast(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study);
enum aisle_status app_concessions(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study);
enum aisle_status app_deal(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, struct app_study *study);
/* Past votes forecast out of time. */
enum aisle_status app_backtest(struct aisle_ctx *ctx, struct app *app,
                               const struct aisle_backtest_options *options,
                               struct app_study *study);
/* What such forecasts were worth before the package's day: like votes of its Congress
 * and the two before it, out of time, nothing known but the title; into
 * study->backtest. Nothing is made where the record does not reach so far back, or the
 * vote is of a kind that no backtest knows. */
enum aisle_status app_track(struct aisle_ctx *ctx, struct app *app,
                            const struct aisle_forecast_vote *like,
                            struct app_study *study);

#endif
