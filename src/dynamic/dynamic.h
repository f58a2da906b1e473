/* Inside the dynamic room: careers across Congresses, and the state that is fitted.
 *
 *   panel.c    votes -> panel: contested roll calls, careers, periods, tiles
 *   layout.c   a panel's tiles and a state's rows in memory; votes held out
 *   tile.c     likelihood of items and of periods, tile by tile
 *   career.c   the normal approximation of one career: a tridiagonal precision
 *   gauge.c    shifts and stretches of whole Congresses, which no vote feels
 *   climb.c    start, and the posterior mode by alternating Newton steps
 *   schur.c    the curvature of all of it, items eliminated
 *   factor.c   that factored, solved with and inverted
 *   mode.c     full Newton steps to the mode, the walk's sd on the way
 *   laplace.c  what users get, from the spread around it
 *   warp.c     smooth changes of the scale, as moves of a chain
 *   given.c    roll calls given positions: modes and precisions
 *   slow.c     the directions in which a chain would creep
 *   drift.c    a chain's start, and its moves along them
 *   item.c     a chain's moves of roll calls
 *   chain.c    one Markov chain
 *   mcmc.c     several chains until the targets are met
 *   summary.c  names, ranks, scores: what users get
 *   fit.c      aisle_dynamic_fit
 *
 *                 block 0 (111th)    block 1 (112th)
 *   career 0   [  period 0  ------->   period 3   ]
 *   career 1   [  period 1             -          ]
 *   career 2   [  period 2  ------->   period 4   ]
 */
#ifndef AISLE_DYNAMIC_DYNAMIC_H
#define AISLE_DYNAMIC_DYNAMIC_H

#include "likelihood/kernel.h"
#include <aisle/dynamic.h>

enum { DYN_BLOCKS_MAX = 256 }; /* Congresses; there have been 118 */

/* Addresses of random draws (num/rng.h); a is the unit and the chain, b the sweep. */
enum dyn_use {
    DYN_USE_ITEM = 0x2d000001,
    DYN_USE_CAREER,
    DYN_USE_ACCEPT,
    DYN_USE_GAUGE,
    DYN_USE_WALK,
    DYN_USE_SHAKE,
    DYN_USE_LAPLACE,
    DYN_USE_SLOW,
    DYN_USE_HELDOUT = 0x1d000005 /* the ideal room's: equal votes are hidden */
};

/* Sixteen units of one Congress, or fewer, and their rows. */
struct dyn_tile {
    int first; /* unit */
    int count;
    int row;
    int rows;
};

struct dyn_tiles {
    int tile_count;
    int row_count;
    struct dyn_tile *tile;
    struct kernel_row *row;
};

/* One Congress: its items and periods stand together. */
struct dyn_block {
    int congress;
    int item;
    int item_count;
    int period;
    int period_count;
    double step_weight; /* 1 / Congresses to the next block; 0 for the last */
    size_t sign;        /* its [items][periods] in panel.sign */
};

/* A member in a Congress. A period without votes only carries a career over a
 * Congress that the member missed. */
struct dyn_period {
    int block;
    int career;
    int member;
    int previous; /* period of the same career one block before; -1: none */
    int next;
    int first_number; /* roll calls that count, both included */
    int last_number;
    int vote_count;
    char party;
    char caucus;
};

/* A thin career has too few votes: items are estimated without it, and it gets its
 * place from them. */
struct dyn_career {
    int member;
    int first; /* period */
    int length;
    int vote_count;
    bool thin;
};

struct dyn_panel {
    const struct aisle_votes *votes;
    const struct aisle_dynamic_options *options;
    int block_count;
    int item_count;
    int period_count;
    int career_count;
    int step_count;     /* steps of careers that are not thin */
    int fitted_count;   /* periods with votes of careers that are not thin */
    int64_t vote_count; /* yeas and nays of careers that are not thin */
    struct dyn_block *block;
    struct dyn_period *period;
    struct dyn_career *career;
    int *rollcall; /* [items] index into votes->rollcalls */
    int8_t *sign;  /* block by block, 1 yea, -1 nay, 0 neither */
    struct dyn_tiles by_item;
    struct dyn_tiles by_period;
};

enum aisle_status dyn_panel_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                const struct aisle_dynamic_options *options,
                                struct dyn_panel *out);
/* Take a fifth of the votes out, the same ones that aisle_ideal_fit hides, and
 * return them in `hidden`, shaped like panel.sign. */
enum aisle_status dyn_panel_hide(struct aisle_ctx *ctx, struct dyn_panel *panel,
                                 int8_t **hidden);
void dyn_panel_clear(struct dyn_panel *panel);
/* Tiles from the signs as they are. */
enum aisle_status dyn_lay_tiles(struct aisle_ctx *ctx, struct dyn_panel *panel);
void dyn_tiles_clear(struct dyn_tiles *tiles);

static inline bool dyn_is_fitted(const struct dyn_panel *p, int period)
{
    return p->period[period].vote_count > 0 &&
           !p->career[p->period[period].career].thin;
}

/* Where a fit stands: rows as the kernel reads them. */
struct dyn_state {
    double *x;    /* [periods][2]: 1, x */
    double *item; /* [items][2]: a, b */
    float *x32;   /* the same in single precision, as of dyn_state_narrow */
    float *item32;
    double walk_sd;
};

enum aisle_status dyn_state_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_state *out);
void dyn_state_copy(const struct dyn_panel *panel, const struct dyn_state *from,
                    struct dyn_state *to);
void dyn_state_clear(struct dyn_state *state);
void dyn_state_narrow(const struct dyn_panel *panel, struct dyn_state *state);

/* --- tile.c ---------------------------------------------------------------- */

/* Log-likelihood of every period and its first two derivatives; no prior. */
struct dyn_sums {
    double *value; /* [periods] */
    double *slope;
    double *curve; /* minus the second derivative */
};
enum aisle_status dyn_sums_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                               struct dyn_sums *out);
void dyn_sums_clear(struct dyn_sums *sums);

/* At the positions `x` [periods][2], by the roll calls' item32. */
void dyn_periods_eval(const struct dyn_panel *panel, const struct dyn_state *state,
                      const double *x, int threads, struct dyn_sums *out);
/* Sixteen roll calls at `at`, by the positions' x32, prior included. */
void dyn_items_eval(const struct dyn_panel *panel, const struct dyn_state *state,
                    int tile, enum kernel_want want, const double (*at)[KERNEL_LANES],
                    struct kernel_sums *out);
/* A roll call's normal approximation: precision (l00 0; l10 l11) squared, step. */
struct dyn_pair {
    double l00, l10, l11;
    double step[2];
    double log_det_half;
};
struct dyn_pair dyn_pair_of(const struct kernel_sums *sums, int lane);

/* --- career.c ------------------------------------------------------------- */

/* The normal approximation of a career's path: mean x + step, precision L L' with
 * L lower bidiagonal. */
struct dyn_path {
    int length;
    int period[DYN_BLOCKS_MAX];
    double diagonal[DYN_BLOCKS_MAX]; /* of L */
    double below[DYN_BLOCKS_MAX];    /* L[k+1][k] */
    double step[DYN_BLOCKS_MAX];
    double log_det_half;
};
/* At the positions `x`, where the likelihood's derivatives are `sums`. */
void dyn_path_of(const struct dyn_panel *panel, int career, double walk_sd,
                 const double *x, const struct dyn_sums *sums, struct dyn_path *out);
/* z <- L'^-1 z */
void dyn_path_spread(const struct dyn_path *path, double *z);
/* |L' r|^2 */
double dyn_path_square(const struct dyn_path *path, const double *r);
/* Diagonal and first off-diagonal of (L L')^-1. */
void dyn_path_covariance(const struct dyn_path *path, double *variance,
                         double *covariance);
/* Log prior of a career's path, without the walk's constant. */
double dyn_path_prior(const struct dyn_panel *panel, int career, double walk_sd,
                      const double *x);
/* Sum over the steps of careers that are not thin of step^2 / Congresses. */
double dyn_steps_square(const struct dyn_panel *panel, const double *x);

/* --- gauge.c --------------------------------------------------------------- */

struct rng;
/* x + d and a - b d for each Congress: the shifts the priors like best (`rng` NULL),
 * or a draw of them given all else. */
void dyn_gauge_shift(const struct dyn_panel *panel, struct dyn_state *state,
                     struct rng *rng);
/* c x and b / c: the same for stretches; a draw takes Metropolis-Hastings steps. */
void dyn_gauge_stretch(const struct dyn_panel *panel, struct dyn_state *state,
                       struct rng *rng);

/* The stretches and the walk's sd that suit positions alone, roll calls integrated
 * out: where chains live, far inside the joint mode. */
void dyn_gauge_settle(const struct dyn_panel *panel, struct dyn_state *state);

/* --- climb.c ---------------------------------------------------------------- */

/* Where the walk's sd starts when it is to be estimated. */
#define DYN_WALK_SD_START 0.1
int dyn_threads(const struct aisle_dynamic_options *options);
enum aisle_status dyn_start(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            struct dyn_state *state);
/* Alternate until nothing moves much; estimates the walk's sd on the way when the
 * options leave it open. */
enum aisle_status dyn_climb(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            struct dyn_state *state);
/* The walk's sd that the posterior likes best when its steps' squares sum to this. */
double dyn_walk_best(const struct dyn_panel *panel, double square);
/* Log posterior given the walk's sd, thin careers left out. */
double dyn_log_posterior(const struct dyn_panel *panel, const struct dyn_state *state);
/* Republicans to the right. */
void dyn_orient(const struct dyn_panel *panel, struct dyn_state *state);

/* --- schur.c ---------------------------------------------------------------- */

/* The precision of everything but thin careers, roll calls eliminated and factored.
 * Rows are periods, Congress by Congress; the Schur complement is
 *
 *     | D0  E0'     |           E[t] is -1 / step variance where a career goes on;
 *     | E0  D1  E1' |  = L L'   L has L[t] on its diagonal and M[t] = E[t] L[t]'^-1
 *     |     E1  D2  |           below it. */
struct dyn_schur {
    const struct dyn_panel *panel;
    int threads;
    int row_count;
    int *row;       /* [blocks + 1] where a block's rows start */
    int *at;        /* [periods] row; -1 for thin careers */
    int *period;    /* [rows] */
    size_t *square; /* [blocks + 1] where a block's matrix starts */
    size_t *below;  /* [blocks] where M[t], [size t+1][size t], starts */
    size_t *wide;   /* [blocks + 1] where a block's cross rows start */
    double *l;      /* lower triangles */
    double *m;
    double *covariance; /* diagonal blocks of the inverse, laid out as `l` */
    double *with_next;  /* [rows] covariance with the career's next period */
    double *gradient;   /* [rows] of the profile posterior */
    double *cross;      /* [items][2][size]: root^-1 times the cross derivatives */
    double *root;       /* [items][3] Cholesky of an item's own precision */
    double *pull;       /* [items][2] root^-1 times its gradient */
    double *part;       /* [blocks][2] value and log det of a block's items */
    size_t largest;     /* block's size */
    double *work;       /* [2][largest][largest] */
    double *room;       /* [threads][...][largest] (schur.c) */
    int8_t *sign;       /* [threads][largest] */
    double walk_sd;     /* of the state that was factored */
    double value;       /* log posterior given the walk's sd, its constant included */
    double log_det;     /* of the whole precision, items included */
};
enum aisle_status dyn_schur_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_schur *out);
void dyn_schur_clear(struct dyn_schur *s);
/* Fill l with the blocks D, and all that is a roll call's; `observed` curvature or the
 * expected one. */
void dyn_schur_build(struct dyn_schur *s, const struct dyn_state *state, bool observed);
/* Build and factor at a state: double precision, observed curvature; where that is
 * not positive definite, the expected one. */
void dyn_schur_factor(struct dyn_schur *s, const struct dyn_state *state);
/* Fill covariance and with_next. */
void dyn_schur_invert(struct dyn_schur *s);
/* L v = v and L' v = v in place; `count` vectors side by side, [rows][count]. */
void dyn_schur_forward(const struct dyn_schur *s, double *v, int count);
void dyn_schur_backward(const struct dyn_schur *s, double *v, int count);
/* out = L v */
void dyn_schur_times(const struct dyn_schur *s, const double *v, int count,
                     double *out);
static inline int dyn_schur_size(const struct dyn_schur *s, int block)
{
    return s->row[block + 1] - s->row[block];
}
static inline const double *dyn_schur_cross(const struct dyn_schur *s, int block,
                                            int item)
{
    return s->cross + s->wide[block] +
           2 * (size_t)(item - s->panel->block[block].item) *
               (size_t)dyn_schur_size(s, block);
}

/* --- mode.c, laplace.c, mcmc.c -------------------------------------------------------- */

/* Full Newton steps to the mode, the walk's sd on the way; `schur` ends factored and
 * inverted there. */
enum aisle_status dyn_mode(struct aisle_ctx *ctx, struct dyn_schur *schur,
                           struct dyn_state *state);
/* The sum of steps' expected squares there, each over its Congresses. */
double dyn_expected_square(const struct dyn_schur *s, const struct dyn_state *state);
/* Fill periods, items, draws and the walk from the normal approximation there. */
enum aisle_status dyn_laplace_fit(struct aisle_ctx *ctx, const struct dyn_schur *schur,
                                  struct dyn_state *state, const int *order,
                                  struct aisle_fit *fit,
                                  struct aisle_dynamic_walk *walk);
/* The same by Markov chains, which spoil mode and schur: both end at the middle of the
 * chains. */
enum aisle_status dyn_mcmc_fit(struct aisle_ctx *ctx, struct dyn_schur *schur,
                               struct dyn_state *mode, const int *order,
                               struct aisle_fit *fit, struct aisle_dynamic_walk *walk);

/* --- summary.c ---------------------------------------------------------------- */

/* Mean and sd (over n) of fitted periods: users see (x - mean) / sd. */
struct dyn_standard {
    double mean;
    double sd;
};
struct dyn_standard dyn_standard_of(const struct dyn_panel *panel, const double *x);
enum aisle_status dyn_standard_check(struct aisle_ctx *ctx,
                                     const struct dyn_standard *s);

/* Members, periods and items with names and counts; no estimates yet. The fit's
 * periods are the panel's with votes, by member; `order` [fit periods] says which. */
enum aisle_status dyn_summary_begin(struct aisle_ctx *ctx,
                                    const struct dyn_panel *panel,
                                    struct aisle_fit *fit, int **order);
/* Members from their last periods, draws too; ranks, pivots. */
enum aisle_status dyn_summary_finish(struct aisle_ctx *ctx, struct aisle_fit *fit);
enum aisle_status dyn_score(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            const int *order, struct aisle_fit *fit);

#endif
