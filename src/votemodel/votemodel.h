/* Inside the votemodel room.
 *
 *   data.c    votes -> what is fitted: signs, types, caucuses, leaders' votes
 *   state.c   where a fit stands, and where it begins
 *   item.c    one roll call: each form's mode and evidence
 *   member.c  one member: position, then offsets
 *   axes.c    where the axes lie: what the votes do not feel, or hardly
 *   climb.c   in turns, until nothing moves; the lapse
 *   score.c   how well votes are accounted for, fitted and hidden ones
 *   result.c  state -> what users see: the standard scale, kinds, the terms' sizes
 *   spread.c  how far positions may be off, and points like those of ideal points
 *   absence.c who is absent
 *   fit.c     aisle_votemodel_fit, aisle_votemodel_weigh */
#ifndef AISLE_VOTEMODEL_VOTEMODEL_H
#define AISLE_VOTEMODEL_VOTEMODEL_H

#include "ideal/ideal.h"
#include <aisle/votemodel_fit.h>

/* Features of a vote: 1, x (dims), z, x_1^2 - 1. */
enum { FEATURES_MAX = 1 + AISLE_VOTEMODEL_DIMS_MAX + 2 };

enum { FORM_PARTY = 1, FORM_UNFOLD = 2 };

struct data {
    const struct aisle_votemodel_options *options;
    struct aisle_ideal_options ideal;
    struct problem problem; /* signs of what is fitted, thin members, items */
    int8_t *hidden;         /* [items][members], NULL when nothing is hidden */
    double *z;              /* [members] 1 R, -1 D, 0 */
    int *type;              /* [items] */
    int *leader;            /* [items] whose vote is procedure here, or -1 */
    int forms;              /* how many forms there are: 1, 2 or 4 */
    int form[AISLE_VOTEMODEL_FORMS];
};

enum aisle_status data_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                           const struct aisle_votemodel_options *options,
                           struct data *out);
void data_clear(struct data *data);

enum aisle_vote_type data_type(const struct aisle_rollcall *r);

static inline bool data_asks(const struct data *d, enum aisle_term term)
{
    return d->options->terms & term;
}

/* Sign of a vote that says something of its member: 0 for a leader's procedural one. */
static inline int data_sign(const struct data *d, int item, int member)
{
    if (d->leader[item] == member)
        return 0;
    return d->problem
        .sign[(size_t)item * (size_t)d->problem.member_count + (size_t)member];
}

/* And of its roll call: thin members' say nothing. */
static inline int data_item_sign(const struct data *d, int item, int member)
{
    return d->problem.thin[member] ? 0 : data_sign(d, item, member);
}

/* One form of one roll call. */
struct form {
    double beta[FEATURES_MAX];
    double root[FEATURES_MAX * FEATURES_MAX]; /* L of the curvature, L L' */
    double weight;
};

struct state {
    int dims;
    int features;
    struct form *forms; /* [items][AISLE_VOTEMODEL_FORMS] */
    double *x;          /* [members][dims] */
    double *x_before;   /* [members][dims] of the sweep before */
    double *offset;     /* [members][types] */
    double *variance;   /* [members][dims] of x, by curvature */
    double lapse;
    double leader_nay;
};

enum aisle_status state_new(struct aisle_ctx *ctx, const struct data *data,
                            struct state *out);
void state_clear(struct state *state);
/* Every form begins at the static fit's mode. */
enum aisle_status state_begin(struct aisle_ctx *ctx, const struct data *data,
                              struct state *state);

static inline struct form *state_form(const struct state *s, int item, int k)
{
    return s->forms + (size_t)item * AISLE_VOTEMODEL_FORMS + (size_t)k;
}

/* Fill the features of a member at a type of vote. */
void features_of(const struct state *s, const struct data *d, int member, int type,
                 double *out);
/* What of them a form has. */
static inline bool form_has(int form, int dims, int feature)
{
    if (feature == 1 + dims)
        return form & FORM_PARTY;
    if (feature == 2 + dims)
        return form & FORM_UNFOLD;
    return true;
}

/* Log chance of a vote, slope in eta, and a curvature that bounds it from below. */
struct pull {
    double value;
    double slope;
    double curve;
};
struct pull vote_pull(int sign, double eta, double lapse);

/* Climb all forms of an item and weigh them. */
void item_climb(const struct data *d, struct state *s, int item, int steps);
/* Climb a member's position and offsets. */
void member_climb(const struct data *d, struct state *s, int member, int steps);
/* Shift, stretch and turn the axes to where they belong. */
void axes_settle(const struct data *d, struct state *s);
/* Everything in turns. */
enum aisle_status climb(struct aisle_ctx *ctx, const struct data *d, struct state *s,
                        int *iterations, bool *converged);

/* Chance of a yea of any member on an item. */
double yea_chance(const struct data *d, const struct state *s, int item, int member);

/* Over the hidden votes, or the fitted ones. */
struct aisle_votemodel_score score_votes(const struct data *d, const struct state *s,
                                         bool hidden);

/* Mean and sd of the positions: the scale that users see has 0 and 1. */
struct scale {
    double mean[AISLE_VOTEMODEL_DIMS_MAX];
    double sd[AISLE_VOTEMODEL_DIMS_MAX];
};
struct scale scale_of(const struct data *d, const double *x);
enum aisle_status result_fill(struct aisle_ctx *ctx, const struct data *d,
                              const struct state *s, struct aisle_votemodel *out);
/* Who is absent: the scores where votes are hidden, else what the parts come to. */
enum aisle_status absence_weigh(struct aisle_ctx *ctx, const struct data *d,
                                const struct state *s, struct aisle_absence *out);
enum aisle_status absence_size_up(struct aisle_ctx *ctx, const struct data *d,
                                  const struct state *s, struct aisle_votemodel *out);
/* Points with draws, ranks and pivots, and the spread of `model`'s members. */
enum aisle_status spread_points(struct aisle_ctx *ctx, const struct data *d,
                                const struct state *s, struct aisle_votemodel *model,
                                struct aisle_fit *points);

#endif
