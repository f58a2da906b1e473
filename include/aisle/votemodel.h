/* Vote models: what besides an ideal point explains a vote, and how much it helps.
 *
 *   P(yea) = lapse / 2 + (1 - lapse) F(eta)
 *   eta    = a + b . x' + p z + c (x'_1^2 - 1),   x' = x + offset of the vote's type
 *
 * F is logistic, z the member's caucus (R 1, D -1). Which of p and c a roll call has
 * is not fixed: each of the two or four forms is fitted, and their predictions are
 * mixed by their evidence in the votes that are fitted. docs/model/votes.md says what
 * each part earns. */
#ifndef AISLE_VOTEMODEL_H
#define AISLE_VOTEMODEL_H

#include <aisle/votes.h>

#define AISLE_VOTEMODEL_DIMS_MAX 4
#define AISLE_VOTEMODEL_FORMS 4 /* bit 0: p, bit 1: c */

/* The kinds of vote that may have an offset of their own. */
enum aisle_vote_type {
    AISLE_VOTE_TYPE_CLOTURE,
    AISLE_VOTE_TYPE_NOMINATION, /* clotures on them too */
    AISLE_VOTE_TYPE_AMENDMENT,
    AISLE_VOTE_TYPE_OTHER,
    AISLE_VOTE_TYPES
};

struct aisle_votemodel_options {
    int dims;
    bool lapse;          /* votes that have nothing to do with position */
    bool leader;         /* a leader's procedural nay on a cloture that fails */
    bool party;          /* p: what the caucus adds to the position */
    bool unfold;         /* c: both ends against the middle */
    bool offsets;        /* by type of vote */
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
    int threads;
    /* [rollcalls] the member who leads the majority, -1 where not known; NULL when
     * `leader` is not asked for */
    const int *leaders;
};

/* `dims` 1 and all parts off: the plain model. */
void aisle_votemodel_options_init(struct aisle_votemodel_options *options);

struct aisle_votemodel_item {
    int rollcall; /* index into the votes */
    enum aisle_vote_type type;
    double weight[AISLE_VOTEMODEL_FORMS]; /* adds up to 1 */
    double a[AISLE_VOTEMODEL_FORMS];
    double b[AISLE_VOTEMODEL_FORMS][AISLE_VOTEMODEL_DIMS_MAX];
    double p[AISLE_VOTEMODEL_FORMS];
    double c[AISLE_VOTEMODEL_FORMS];
};

struct aisle_votemodel_member {
    double x[AISLE_VOTEMODEL_DIMS_MAX]; /* mean 0, sd 1, R to the right */
    double sd[AISLE_VOTEMODEL_DIMS_MAX];
    double offset[AISLE_VOTE_TYPES];
    bool thin; /* too few votes: no position */
};

struct aisle_votemodel {
    int dims;
    int member_count; /* as in the votes */
    int item_count;
    struct aisle_votemodel_member *members;
    struct aisle_votemodel_item *items;
    double lapse;
    double leader_nay; /* chance of a leader's procedural nay */
    int iterations;
    bool converged;
    int64_t vote_count; /* fitted */
    double gmp;
    double right;          /* share of them on the likelier side */
    int64_t heldout_count; /* scored, 0 when not asked for */
    double gmp_heldout;
    double right_heldout; /* share of them on the likelier side */
};

void aisle_votemodel_init(struct aisle_votemodel *model);
void aisle_votemodel_clear(struct aisle_votemodel *model);

/* Fit one table of votes. Equal inputs give equal bytes for any `threads`. Errors:
 * INPUT (as aisle_ideal_fit), MEMORY, CANCELLED. Cost: about 2 ms a sweep for a
 * Congress of the Senate and a form. */
enum aisle_status aisle_votemodel_fit(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_votemodel_options *options,
                                      struct aisle_votemodel *out);

#endif
