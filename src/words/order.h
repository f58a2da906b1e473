/* Orders in which rows are shown. Ties keep the order of the noun, so that equal
 * results print equally. Each returns indices the caller frees, or NULL when
 * memory is short. */
#ifndef AISLE_WORDS_ORDER_H
#define AISLE_WORDS_ORDER_H

#include <aisle/fit.h>
#include <aisle/forecast.h>
#include <aisle/frontier.h>

int *order_pivotal(const struct aisle_forecast_vote *vote); /* deciders first */
int *order_open(const struct aisle_forecast_vote *vote);    /* nearest to even first */
int *order_yea(const struct aisle_forecast_vote *vote);     /* likeliest yea first */
int *order_moved(const struct aisle_forecast_vote *vote);   /* by the largest effect */
int *order_left(const struct aisle_fit *fit);             /* by x[0]; in office first */
int *order_bought(const struct aisle_frontier *frontier); /* most yeas first */
/* Deals by chance to pass, largest first. */
int *order_deals(const struct aisle_frontier *frontier);

#endif
