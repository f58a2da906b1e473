/* Ideal points from votes. */
#ifndef AISLE_IDEAL_H
#define AISLE_IDEAL_H

#include <aisle/fit.h>

/* Of the roll calls' slopes: normal with the sd prior_slope_sd, as pscl's; or normal with
 * one sd for all of them that the votes tell, log-normal about prior_slope_sd with a
 * spread of 1. Its estimate is the sd that the slopes and their errors agree with (EM
 * at the mode); chains hold it there. */
enum aisle_slope_prior { AISLE_SLOPE_FIXED, AISLE_SLOPE_HIERARCHICAL };

struct aisle_ideal_options {
    enum aisle_link link;
    enum aisle_method method;
    int dims;            /* 1..AISLE_DIMS_MAX */
    int chains;          /* default 4 */
    int warmup;          /* sweeps a chain before draws are kept; times
                            dims! (1, 2, 6, 24) */
    int draws_max;       /* cap on kept draws, all chains together, one for every
                            2 dims! sweeps */
    int draws_min;       /* for MAP: Laplace draws to make */
    double ess_target;   /* stop when worst bulk ESS of members reaches it; 400 */
    double rhat_target;  /* and R-hat is below; 1.01 */
    double minority_min; /* drop roll calls with a smaller minority; 0.025 */
    int votes_min;       /* drop members with fewer contested votes; 20 */
    enum aisle_slope_prior slope_prior;
    double prior_slope_sd; /* items ~ N(0, sd^2); 5 as pscl */
    double prior_intercept_sd;
    double half_life_days; /* weight votes by 2^(-age/half life); 0: no weights */
    bool quiet_dims; /* no warning of a dimension the votes hardly bear: for one who
                              reckons with the points' errors */
    bool heldout;    /* also fit on 80% of the votes and score the rest */
    bool drop_nominations; /* leave nomination votes and their clotures out */
    bool keep_item_draws;  /* fill fit->item_draws (mcmc) */
    int bootstrap_count;   /* MAP: refits to votes drawn from the mode, whose spread
                              stands in for Laplace's (Lewis and Poole 2004); 0: none */
    /* Bioguide ids of two members who tell left from right on the first axis; "" to
     * let the caucuses tell. */
    char anchor_left[12];
    char anchor_right[12];
    uint64_t seed;
    int threads; /* 0: all */
};

void aisle_ideal_options_init(struct aisle_ideal_options *options);

/* Fit ideal points to one table of votes (one Congress or several; static).
 * Repeats: equal votes, options and seed give equal bytes for any `threads`.
 * Errors: INPUT (no contested votes, too few members, dims too large), MEMORY,
 * CANCELLED. Not converged is an outcome (rhat_max), not an error; so is a dimension past
 * the first with a reliability (aisle_fit_reliability) below 0.7, with a
 * warning unless quiet_dims. */
enum aisle_status aisle_ideal_fit(struct aisle_ctx *ctx,
                                  const struct aisle_votes *votes,
                                  const struct aisle_ideal_options *options,
                                  struct aisle_fit *out);

#endif
