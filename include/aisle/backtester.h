/* The backtester: every past vote of a kind forecast as if it were still to come. */
#ifndef AISLE_BACKTESTER_H
#define AISLE_BACKTESTER_H

#include <aisle/backtest.h>
#include <aisle/forecaster.h>

/* Give a fit of `votes`, all of which are before `as_of`: 2 dimensions, as
 * <aisle/forecaster.h> asks. The caller may keep fits between runs. */
typedef enum aisle_status aisle_backtest_fit_fn(struct aisle_ctx *ctx, void *user,
                                                const struct aisle_votes *votes,
                                                struct aisle_fit *out);

void aisle_backtest_options_init(struct aisle_backtest_options *options);

/* Forecast every vote asked for and score it. `votes` is the whole record, six
 * years before the first Congress asked for included where there are; `parameters`,
 * `leaders` and `house` as for a forecaster. Progress is "votes scored".
 * Errors: INPUT (no such votes), CANCELLED, MEMORY, and what `fit` gives. */
enum aisle_status
aisle_backtest_run(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                   const struct aisle_parameters *parameters,
                   const struct aisle_leaders *leaders, const struct aisle_house *house,
                   const struct aisle_backtest_options *options,
                   aisle_backtest_fit_fn *fit, void *user, struct aisle_backtest *out);

#endif
