/* Inside the ideal room: the prepared problem and the state that is fitted.
 *
 *   prepare.c    votes -> problem: contested roll calls, members, tiles
 *   block.c      the normal approximation of one unit, and a point's values
 *   start.c      starting values from the votes' principal axes
 *   map.c        problem -> point: the posterior mode
 *   laplace.c    spread around the mode
 *   draws.c      draws from it
 *   arrow.c      its second derivative there
 *   boot.c       spread by refitting
 *   lanes.c      sixteen units side by side, in single precision
 *   ascend.c     most of the way to the mode with them
 *   law.c        what warm-up learns of the items' conditional laws
 *   group.c      changes of scale that the likelihood does not feel
 *   align.c      draws turned to lie like middle places
 *   sampler.c    what chains share: where draws are turned to, where roll calls leap from
 *   chain.c      one Markov chain
 *   leap.c       its proposals for items that do not depend on where they stand
 *   mcmc.c       several chains until the targets are met
 *   judge.c      whether they are
 *   worth.c      what chains' draws come to, and whether they are worth it
 *   results.c    draws to estimates
 *   standard.c   the scale that users see: mean 0, sd 1, R to the right
 *   summary.c    ranks, pivots, quantiles, names
 *   score.c      how well the fit classifies, inside and held out
 *   fit.c        aisle_ideal_fit */
#ifndef AISLE_IDEAL_IDEAL_H
#define AISLE_IDEAL_IDEAL_H

#include "likelihood/kernel.h"
#include <aisle/ideal.h>

/* Addresses of random draws (num/rng.h). */
enum ideal_use {
    IDEAL_USE_START = 0x1d000001,
    IDEAL_USE_LAPLACE,
    IDEAL_USE_JITTER,
    IDEAL_USE_GROUP,
    IDEAL_USE_BOOTSTRAP,
    IDEAL_USE_HELDOUT,
    IDEAL_USE_ITEMS,
    IDEAL_USE_MEMBERS,
    IDEAL_USE_LEAPS = 0x1d000100 /* and one more for each try */
};

/* Units of one side in tiles of sixteen; `first[t]..first[t+1]` are tile t's rows. */
struct tiles {
    int unit_count;
    int tile_count;
    int *first;
    struct kernel_row *row;
};

/* Votes ready to be fitted. Members keep their index in the table; items are the
 * contested roll calls. A member with too few votes is thin: items are estimated
 * without it, and it gets its place from them. */
struct problem {
    const struct aisle_votes *votes;
    const struct aisle_ideal_options *options;
    int dims;
    int member_count;
    int item_count;
    int anchor[2];          /* left and right member, or -1 */
    int fitted_count;       /* members that are not thin */
    int64_t vote_count;     /* yeas and nays of fitted members */
    bool *thin;             /* [members] */
    int *votes_of;          /* [members] contested votes cast */
    int *rollcall;          /* [items] index into votes->rollcalls */
    double *weight;         /* [items], or NULL for 1 */
    int8_t *sign;           /* [items][members] 1 yea, -1 nay, 0 neither */
    struct tiles by_item;   /* units are items; thin members are left out */
    struct tiles by_member; /* units are members, thin ones too */
};

enum aisle_status problem_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                              const struct aisle_ideal_options *options,
                              struct problem *out);
/* Take about a fifth of the votes out of `problem`, the same ones whatever else is
 * in the table, and return them in `hidden` [items][members], allocated. */
enum aisle_status problem_hide_votes(struct aisle_ctx *ctx, struct problem *problem,
                                     int8_t **hidden);
/* Is a vote among those, when there is one? */
bool problem_hides(const struct aisle_votes *votes, int rollcall, int member);
void problem_clear(struct problem *problem);
/* Of the normal prior on an item's (a, b), [dims + 1]. */
void problem_item_precision(const struct problem *problem, double slope_sd,
                            double *out);

/* Where a fit stands. A member's row is (1, x), an item's (a, b), both dims + 1
 * long, so that eta is their dot product. */
struct point {
    double slope_sd; /* of the slopes' prior: given, or told by the votes */
    int stride;
    int member_count;
    int item_count;
    double *member;
    double *item;
};

enum aisle_status point_new(struct aisle_ctx *ctx, const struct problem *problem,
                            struct point *out);
void point_copy(const struct point *from, struct point *to);
void point_clear(struct point *point);

static inline double *point_member(const struct point *p, int i)
{
    return p->member + (size_t)i * (size_t)p->stride;
}
static inline double *point_item(const struct point *p, int j)
{
    return p->item + (size_t)j * (size_t)p->stride;
}

/* Threads to use: as asked, or as many as there are. */
int ideal_threads(const struct aisle_ideal_options *options);
/* The same for one pass over the votes: 1 where they are too few to share. */
int problem_threads(const struct problem *problem);

/* --- block.c ------------------------------------------------------------- */

/* One side's view: which tiles, which parameters are free, their prior. */
struct side {
    enum aisle_link link;
    const struct tiles *tiles;
    int fixed;   /* 1: the first parameter is the constant 1 */
    int count;   /* free parameters a unit */
    double *own; /* the units' rows, stride long */
    const double *other;
    int stride;
    const double *row_weight;            /* weight of each row of a tile, or NULL */
    const double *unit_weight;           /* weight of each unit, or NULL */
    double precision[KERNEL_PARAMS_MAX]; /* of the normal prior, mean 0 */
};

struct side side_items(const struct problem *problem, const struct point *point);
struct side side_members(const struct problem *problem, const struct point *point);

/* The free parameters of the units of a tile, one column a unit; columns past the
 * last unit are 0. */
void side_gather(const struct side *side, int tile, double (*at)[KERNEL_LANES]);
/* Log posterior, slope and curvature of each unit at `at`, prior included. */
void side_eval(const struct side *side, int tile, const double (*at)[KERNEL_LANES],
               struct kernel_sums *out);
/* One unit's normal approximation: L with L L' = curvature, and the Newton step. */
struct block {
    int count;
    double root[KERNEL_PARAMS_MAX * KERNEL_PARAMS_MAX];
    double step[KERNEL_PARAMS_MAX];
    double log_det_half; /* sum of log of L's diagonal */
};
void block_of(const struct kernel_sums *sums, int count, int lane, struct block *out);

/* --- start.c, map.c ------------------------------------------------------ */

enum aisle_status start_at(struct aisle_ctx *ctx, const struct problem *problem,
                           struct point *point);
/* Climb from `point` to the posterior mode, to 1e-5 of each unit's own sd, and orient
 * it. */
enum aisle_status map_fit(struct aisle_ctx *ctx, const struct problem *problem,
                          struct point *point);
/* Below the first squared Newton decrement a step may be lengthened, by the second:
 * 2 / (1 + sqrt(r)) with r the share of its information that the slowest direction
 * keeps, 0.2 in the Senate. */
static const double map_relaxed_decrement = 0.01;
static const double map_relax = 1.35;
/* The way there in single precision (ascend.c), as near as that goes; `told`: with the
 * slopes' sd that they ask for at the mode with it. And the change of scale that the
 * likelihood does not feel but the priors do (map.c). */
enum aisle_status map_ascend(struct aisle_ctx *ctx, const struct problem *problem,
                             int threads, bool told, struct point *point);
void map_rescale(const struct problem *problem, struct point *point);
/* Log posterior over fitted members and all items. */
double map_objective(const struct problem *problem, const struct point *point);
/* The largest absolute entry of its gradient. */
double map_gradient(const struct problem *problem, const struct point *point);

/* --- standard.c ----------------------------------------------------------- */

/* Mean and standard deviation (over n) of the fitted members, in each dimension:
 * the scale users see is x -> (x - mean) / sd. */
struct standard {
    double mean[AISLE_DIMS_MAX];
    double sd[AISLE_DIMS_MAX];
};
struct standard standard_of(const struct problem *problem, const struct point *point);
/* One member's and one item's parameters on that scale; eta stays as it is. */
void standard_member(const struct standard *s, int dims, const double *row, double *x);
void standard_item(const struct standard *s, int dims, const double *row, double *a,
                   double *b);
/* Error when the data leave a dimension without spread. */
enum aisle_status standard_check(struct aisle_ctx *ctx, const struct standard *s,
                                 int dims);

/* --- laplace.c, mcmc.c ------------------------------------------------------ */

/* Take `point`, which is next to the mode, there by a Newton step on all of it, and fill
 * members' x, sd, q05, q95, items' a, b and their sds, and `draw_count` draws of x, from
 * the normal approximation. */
enum aisle_status laplace_fit(struct aisle_ctx *ctx, const struct problem *problem,
                              struct point *point, struct aisle_fit *fit);
/* Instead of their spreads, those of refits to votes drawn from the mode (boot.c). */
enum aisle_status bootstrap_fit(struct aisle_ctx *ctx, const struct problem *problem,
                                const struct point *point, struct aisle_fit *fit);
/* The same by Markov chains started around the mode. */
enum aisle_status mcmc_fit(struct aisle_ctx *ctx, const struct problem *problem,
                           const struct point *point, struct aisle_fit *fit);

/* --- summary.c, score.c ------------------------------------------------------ */

/* Members and items of the problem with names and counts; no estimates yet. */
enum aisle_status summary_begin(struct aisle_ctx *ctx, const struct problem *problem,
                                struct aisle_fit *fit);
/* Ranks and pivots from the draws. */
enum aisle_status summary_finish(struct aisle_ctx *ctx, struct aisle_fit *fit);
/* Classified, APRE and GMP of the fit's own votes; gmp_heldout when asked for. */
enum aisle_status score_fit(struct aisle_ctx *ctx, const struct problem *problem,
                            struct aisle_fit *fit);

#endif
