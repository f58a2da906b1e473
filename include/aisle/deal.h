/* Deals: which changes buy which votes, and which packages pass and work. */
#ifndef AISLE_DEAL_H
#define AISLE_DEAL_H

#include <aisle/asylum.h>
#include <aisle/forecaster.h>
#include <aisle/frontier.h>

struct aisle_deal_options {
    int vote;          /* the gate that decides; -1: the hardest */
    double budget_usd; /* 0: none */
    int optional_max;  /* refuse to enumerate past 2^optional_max; default 12 */
    bool simulate;     /* false: votes only */
    struct aisle_asylum_options asylum; /* coarse settings for the screen */
};

void aisle_deal_options_init(struct aisle_deal_options *options);

/* Price each single change of the package as written.
 * `parameters` and `data` may be NULL, or empty: outcome conditions stay unknown. */
enum aisle_status aisle_deal_concessions(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_forecaster *forecaster,
                                         const struct aisle_parameters *parameters,
                                         const struct aisle_asylum_data *data,
                                         const struct aisle_deal_options *options,
                                         struct aisle_frontier *out);

/* Score all subsets of the optional provisions and mark the Pareto set; fills
 * the concessions too. */
enum aisle_status aisle_deal_search(struct aisle_ctx *ctx,
                                    const struct aisle_package *package,
                                    const struct aisle_forecaster *forecaster,
                                    const struct aisle_parameters *parameters,
                                    const struct aisle_asylum_data *data,
                                    const struct aisle_deal_options *options,
                                    struct aisle_frontier *out);

#endif
