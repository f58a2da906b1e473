/* Vote models from votes. */
#ifndef AISLE_VOTEMODEL_FIT_H
#define AISLE_VOTEMODEL_FIT_H

#include <aisle/fit.h>
#include <aisle/votemodel.h>

struct aisle_votemodel_options {
    int dims;
    unsigned terms;      /* enum aisle_term; 0: the plain model */
    bool predict;        /* average over what is not known of a roll call and a member,
                       instead of taking the mode for the truth */
    bool heldout;        /* fit 80% of the votes and score the rest */
    double intercept_sd; /* of the normal priors */
    double slope_sd;
    double party_sd;
    double unfold_sd;
    double offset_sd;
    double form_prior;   /* chance of a form that has p, and of one that has c */
    double minority_min; /* as aisle_ideal_options */
    int votes_min;
    int draws; /* of the positions, where points are asked for */
    uint64_t seed;
    int threads;
    /* [rollcalls] the member who leads the majority, -1 where not known; NULL when
     * `leader` is not asked for */
    const int *leaders;
};

/* One dimension and no terms: the plain model. */
void aisle_votemodel_options_init(struct aisle_votemodel_options *options);

/* Fit one table of votes. Equal inputs give equal bytes for any `threads`. Errors:
 * INPUT (as aisle_ideal_fit), MEMORY, CANCELLED. Cost: about 2 ms a sweep for a
 * Congress of the Senate and a form. */
enum aisle_status aisle_votemodel_fit(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_votemodel_options *options,
                                      struct aisle_votemodel *out);

/* The same of all votes, with `points` as a fit of ideal points has them, spread by
 * the normal approximation at the mode; then this model and the plain one on four
 * fifths of the votes, scored on the same hidden fifth. Points have no draws of items.
 * Cost: three fits. */
enum aisle_status aisle_votemodel_weigh(struct aisle_ctx *ctx,
                                        const struct aisle_votes *votes,
                                        const struct aisle_votemodel_options *options,
                                        struct aisle_votemodel *out,
                                        struct aisle_fit *points);

#endif
