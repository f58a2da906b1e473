/* Blocks of a forecast that other reports have, too; `most` rows, 0 for all; and keys
 * into an open object. */
#ifndef AISLE_REPORT_FORECAST_FORECAST_PARTS_H
#define AISLE_REPORT_FORECAST_FORECAST_PARTS_H

#include "words/json_parts.h"
#include "words/text_parts.h"

void lines_votes(struct lines *lines, const struct aisle_forecast *forecast, int most);
void lines_concessions(struct lines *lines, const struct aisle_package *package,
                       const struct aisle_frontier *frontier, int most);
void lines_deals(struct lines *lines, const struct aisle_package *package,
                 const struct aisle_frontier *frontier, int most);
/* "Tester (D-MT) 8%, ..." of the vote, largest first. */
void lines_deciders(struct text *out, const struct aisle_forecast_vote *vote, int most);

void json_forecast_keys(struct json *json, const struct aisle_forecast *forecast);
void json_concession_keys(struct json *json, const struct aisle_frontier *frontier);
void json_deal_keys(struct json *json, const struct aisle_package *package,
                    const struct aisle_frontier *frontier);
void json_backtest_keys(struct json *json, const struct aisle_backtest *backtest);
/* A row a senator, in the forecast's order: "what_if" in run.json. */
void json_whatif_keys(struct json *json, const struct aisle_forecast *forecast,
                      const struct aisle_whatif *whatif);
void json_put_reasons(struct json *json, int count,
                      const struct aisle_reason *reasons); /* "reasons" */

#endif
