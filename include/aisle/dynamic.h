/* Ideal points that move: one path a career, from Congress to Congress.
 *
 * The vote model is fit.h's, P(yea) = F(a + b x), with a position x for each
 * member in each Congress. Inside a Congress a member stands still; from one to the
 * next the position takes a normal step,
 *
 *     x[i,t+1] = x[i,t] + N(0, walk_sd^2),      x[i,first] ~ N(0, 1),
 *
 * so that those who serve on tie the Congresses' scales together. A Congress that a
 * member missed is stepped over, and its steps still count.
 * Source: Martin and Quinn, "Dynamic ideal point estimation via Markov chain Monte
 * Carlo for the U.S. Supreme Court", Political Analysis 10(2), 2002. */
#ifndef AISLE_DYNAMIC_H
#define AISLE_DYNAMIC_H

#include <aisle/fit.h>

struct aisle_dynamic_options {
    enum aisle_link link;
    enum aisle_method method;
    int chains;            /* default 4 */
    int warmup;            /* sweeps a chain before draws are kept */
    int draws_max;         /* cap on kept draws, all chains together */
    int draws_min;         /* for MAP: Laplace draws to make */
    double ess_target;     /* stop when worst bulk ESS of periods reaches it; 400 */
    double rhat_target;    /* and R-hat is below; 1.01 */
    double minority_min;   /* drop roll calls with a smaller minority; 0.025 */
    int votes_min;         /* drop careers with fewer contested votes; 20 */
    double prior_slope_sd; /* items ~ N(0, sd^2); 5 as pscl */
    double prior_intercept_sd;
    double walk_sd;       /* of a step; 0: estimate it */
    double walk_sd_scale; /* when estimated: half-normal prior's scale; 0.5 */
    bool split_switchers; /* a member who changes caucus begins a new career */
    bool drop_nominations;
    bool heldout; /* also fit on 80% of the votes and score the rest */
    uint64_t seed;
    int threads; /* 0: all */
};

void aisle_dynamic_options_init(struct aisle_dynamic_options *options);

/* What the fit says beyond struct aisle_fit: the walk's standard deviation, on the
 * scale of the fit's points. For MAP `sd` and the quantiles are NAN. */
struct aisle_dynamic_walk {
    double sd_mean;
    double sd_sd;
    double sd_q05;
    double sd_q95;
    double rhat;
    double ess_bulk;
};

/* Fit paths to votes of several Congresses; K = 1. `out` gets `periods` and
 * `period_draws`; a member's x, its spread, rank and draws are those of the last
 * Congress in which the member voted. Every draw is standardised over all
 * member-Congresses with votes (mean 0, sd 1). `walk` may be NULL.
 * With one Congress the model is aisle_ideal_fit's; as walk_sd goes to 0 it is
 * aisle_ideal_fit's on the pooled votes.
 * MAP: the walk's sd maximises its marginal posterior under the Laplace
 * approximation; points are the mode given it, and their sds do not count its own
 * uncertainty. MCMC: everything is sampled.
 * Repeats: equal votes, options and seed give equal bytes for any `threads`.
 * Cost: for 18 Congresses, a million votes, about a second for MAP and under a minute
 * on two cores for a posterior with R-hat 1.01 (bench/dynamic).
 * Errors: INPUT, MEMORY, CANCELLED. Not converged is an outcome (rhat_max). */
enum aisle_status aisle_dynamic_fit(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    const struct aisle_dynamic_options *options,
                                    struct aisle_fit *out,
                                    struct aisle_dynamic_walk *walk);

#endif
