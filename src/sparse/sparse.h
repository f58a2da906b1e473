/* Inside the sparse room.
 *
 *   row*.c     likelihood of one unit's row of votes, by kind of processor
 *   layout.c   votes -> compressed rows from both sides
 *   block.c    a unit's normal approximation, and Newton steps
 *   start.c    where a climb begins
 *   climb.c    up to the posterior mode
 *   spread.c   standard errors there; cross.h: the second derivative
 *   fields.c   where a chain hardly moves; drift.h: moves along it (answer.c, drift.c)
 *   chain.c    a Markov chain; leap.c: its second step of units far from normal
 *   sample.c   chains until their draws are worth enough; run.h
 *   draws.c    their draws, packed
 *   judge.c    what they say
 *   fit.c      aisle_sparse_ideal
 *   describe.c aisle_sparse_describe */
#ifndef AISLE_SPARSE_SPARSE_H
#define AISLE_SPARSE_SPARSE_H

#include "num/rng.h"
#include "sparse/row.h"
#include <aisle/sparse.h>

enum sparse_use {
    SPARSE_USE_START = 0x35000001,
    SPARSE_USE_STEP,
    SPARSE_USE_SCALE,
    SPARSE_USE_FIELDS,
    SPARSE_USE_DRIFT
};

enum {
    SPARSE_CHAINS_MAX = 64,
    SPARSE_UNITS_BITS = 26,
    SPARSE_VOTES_MIN = 20, /* a member with fewer votes is thin */
    SPARSE_WATCH = 50      /* last sweeps of warm-up, which say what is hard */
};

/* One side's rows. Votes of unit u with the other side's block k are
 * vote[first[u * blocks + k]] up to first[u * blocks + k + 1]. */
struct sparse_rows {
    int unit_count;
    int blocks;
    int64_t *first;
    uint16_t *vote;
};

struct sparse_problem {
    const struct aisle_sparse_options *options;
    const struct row_kernel *kernel;
    int threads;
    int member_count;
    int item_count;
    int fitted_count; /* members with votes */
    int64_t vote_count;
    struct sparse_rows by_item;
    struct sparse_rows by_member;
};

enum aisle_status sparse_problem_new(struct aisle_ctx *ctx,
                                     const struct aisle_votelist *votes,
                                     const struct aisle_sparse_options *options,
                                     struct sparse_problem *out);
void sparse_problem_clear(struct sparse_problem *p);
void sparse_rows_clear(struct sparse_rows *rows);

static inline int64_t sparse_row_count(const struct sparse_rows *rows, int unit)
{
    const int64_t *first = rows->first + (int64_t)unit * rows->blocks;
    return first[rows->blocks] - first[0];
}

struct sparse_state {
    double *x;    /* [members] */
    double *item; /* [items][2]: a, b */
    float *x32;   /* the tables that rows gather from */
    float *item32;
    double slope_sd; /* items' b ~ N(0, slope_sd^2) */
};
enum aisle_status sparse_state_new(struct aisle_ctx *ctx,
                                   const struct sparse_problem *p,
                                   struct sparse_state *out);
void sparse_state_clear(struct sparse_state *s);
void sparse_narrow(const struct sparse_problem *p, struct sparse_state *s);

/* Log posterior of one unit at these parameters, prior included. */
struct row_sums sparse_item_at(const struct sparse_problem *p,
                               const struct sparse_state *s, int item, double a,
                               double b);
struct row_sums sparse_member_at(const struct sparse_problem *p,
                                 const struct sparse_state *s, int member, double x);

/* Normal approximation of an item: root (l00 0; l10 l11) of the precision, step. */
struct sparse_pair {
    double l00, l10, l11;
    double step[2];
    double log_det_half;
};
struct sparse_pair sparse_pair_of(const struct row_sums *sums);

/* What the priors see: x + d with a - b d, c x with b / c leave every chance as it
 * is. */
struct sparse_scale {
    double members, items;
    double x1, x2, ab, bb;
};
struct sparse_scale sparse_scale_of(const struct sparse_problem *p,
                                    const struct sparse_state *s);
void sparse_shift(const struct sparse_problem *p, double d, struct sparse_state *s);
void sparse_stretch(const struct sparse_problem *p, double c, struct sparse_state *s);

/* Mean and sd of members with votes. */
struct sparse_standard {
    double mean;
    double sd;
};
struct sparse_standard sparse_standard_of(const struct sparse_problem *p,
                                          const double *x);

/* Members' positions; `seed` not 0 begins with another member. `parts` gets how many
 * groups of members no vote joins: which way each points is then free. */
enum aisle_status sparse_start(struct aisle_ctx *ctx, const struct sparse_problem *p,
                               uint64_t seed, struct sparse_state *s, int *parts);
enum aisle_status sparse_climb(struct aisle_ctx *ctx, const struct sparse_problem *p,
                               struct sparse_state *s, int *sweeps);
/* Standard errors at the mode, on the standard scale, into the fit. Errors: MEMORY. */
enum aisle_status sparse_spread(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit);
/* A chain's state, and its sweep: items, members, the scale. */
struct sparse_chain {
    const struct sparse_problem *p;
    const double *item_near; /* [items][2] where leaps look for a mode; NULL: 0 */
    struct sparse_state state;
    uint32_t index;
    uint32_t sweep;
    /* Of members and of items: while watching, how often each step was refused; then
     * whether it is hard. NULL: nothing is. */
    uint8_t *hard[2];
    bool watching;
    int watched; /* sweeps */
    int hard_count[2];
};
void sparse_sweep(struct sparse_chain *c);
/* Before a sweep of warm-up that `left` are left with, and once after the last. */
void sparse_warm_up(struct sparse_chain *c, int left);
/* Independence steps of a unit, from its place. */
void sparse_leap(const struct sparse_chain *c, bool item, int unit, struct rng *rng,
                 double *place);

/* The scale at which chains live, which is not the mode's: the prior of many items
 * weighs on all members at once. */
void sparse_settle(const struct sparse_problem *p, struct sparse_state *s);

/* `fit` has the mode's members and their spreads. Clears p's rows by item. */
enum aisle_status sparse_sample(struct aisle_ctx *ctx, struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit);

#endif
