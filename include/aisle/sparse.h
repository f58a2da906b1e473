/* Ideal points of very large, sparsely filled tables: all of a chamber's history, or
 * answers of many people to many questions.
 *
 * The model is aisle_ideal_fit's with one dimension and the logit link,
 * P(yea) = F(a + b x), x ~ N(0, 1), a and b normal. Votes lie in compressed rows,
 * two bytes a vote and side, and nothing of size members x items is ever made. */
#ifndef AISLE_SPARSE_H
#define AISLE_SPARSE_H

#include <aisle/fit.h>
#include <aisle/votelist.h>

struct aisle_sparse_options {
    enum aisle_method method;
    int chains;    /* default 2; threads inside */
    int warmup;    /* sweeps a chain before draws are kept */
    int draws;     /* at least, all chains together; so many are handed out; 1,000 */
    int draws_max; /* and the cap on what is drawn; 8,000 */
    int thin;      /* sweeps a draw; 1 */
    double ess_target;  /* stop when worst bulk ESS of members reaches it; 400 */
    double rhat_target; /* and R-hat is below; 1.01 */
    /* Slopes ~ N(0, sd^2): one sd that votes tell, log-normal about prior_slope_sd with a
     * spread of 1 (for a MAP: that at which members keep their prior's scale); else
     * prior_slope_sd itself. */
    bool slope_told;
    double prior_slope_sd;
    double prior_intercept_sd;
    uint64_t seed;
    int threads; /* 0: all */
};

void aisle_sparse_options_init(struct aisle_sparse_options *options);

/* Points on the standard scale: mean 0 and sd 1 over members with votes. The sign is
 * free: it is set so that the third moment is positive. */
struct aisle_sparse_fit {
    enum aisle_method method;
    int member_count;
    int item_count;
    int64_t vote_count;
    int chain_count; /* 0 for MAP */
    int draw_count;  /* in x_draws; 0 for MAP */
    int kept_count;  /* drawn, of which x_draws are some, evenly apart: what means, sds,
                        R-hat and ESS are of */
    int sweep_count; /* of the climb to the mode */
    double slope_sd; /* at the mode, or the draws' mean, on the prior's scale */
    int part_count;  /* groups of members that no vote joins; more than 1: their scales
                        and which way each points have nothing in common */
    double *x;       /* [members] */
    double *x_sd;    /* for MAP Laplace's, members and items moving together */
    double *a;       /* [items] */
    double *b;
    double *a_sd;
    double *b_sd;
    float *x_draws; /* [draws][members], chain by chain; NULL for MAP */
    float *x_rhat;  /* [members] NULL for MAP; NAN where a member has no votes */
    float *x_ess;   /* bulk */
    double
        rhat_max; /* this and the next over members with 20 votes; all, if none has */
    double rhat_median;
    double ess_bulk_min;
    double ess_bulk_median;
    double ess_tail_min;
    int hard_count[2];  /* members and items with a second kind of step, first chain */
    int slow_count;     /* fields along which a sweep hardly moves, drifted along */
    double drift_taken; /* share of drifts accepted; NAN without */
    double gmp;
    double classified;
};

void aisle_sparse_fit_init(struct aisle_sparse_fit *fit);
void aisle_sparse_fit_clear(struct aisle_sparse_fit *fit);

/* Repeats: equal votes, options and seed give equal bytes for any `threads` on
 * processors with the same kind of vectors.
 * Cost: a sweep of the climb is two passes over the votes, one of a chain four, and every
 * third sweep four more; see bench/sparse. Memory: 4 bytes a vote besides the input,
 * 2 a member and draw drawn, 4 handed out, 16 an item and slow field.
 * Errors: INPUT (no votes, a member out of range), MEMORY, CANCELLED. Not converged is an
 * outcome (rhat_max), not an error. */
enum aisle_status aisle_sparse_ideal(struct aisle_ctx *ctx,
                                     const struct aisle_votelist *votes,
                                     const struct aisle_sparse_options *options,
                                     struct aisle_sparse_fit *out);

/* The fit as one like any other, whose draws are taken over: names, quantiles, ranks
 * among members in office (among all, when nobody is), scores. `list` is what was fitted;
 * roll calls without votes are no items. `votes`: the table whose members and roll calls
 * are the list's; NULL: the list's own names, up to 11 bytes also as ids ("m17"
 * instead of a longer one). Ranks of a MAP have no quantiles. Errors: MEMORY. */
enum aisle_status aisle_sparse_describe(struct aisle_ctx *ctx,
                                        const struct aisle_votelist *list,
                                        const struct aisle_votes *votes, int threads,
                                        struct aisle_sparse_fit *from,
                                        struct aisle_fit *out);

#endif
