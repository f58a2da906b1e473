/* Moves along the directions in which alternating is slow, roll calls carried along.
 *
 *   given.c   roll calls given positions: modes and precisions
 *   slow.c    the slow directions
 *   drift.c   a chain's start, and its moves along them */
#ifndef AISLE_DYNAMIC_DRIFT_H
#define AISLE_DYNAMIC_DRIFT_H

#include "dynamic/dynamic.h"

enum { DYN_WAYS_MAX = 64 };

/* --- given.c ----------------------------------------------------------------- */

/* The normal approximation of every roll call given positions. */
struct dyn_given {
    double *mode; /* [items][2] */
    double *root; /* [items][3] precision (l00 0; l10 l11) squared: l00, l10, l11 */
};
enum aisle_status dyn_given_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                struct dyn_given *out);
void dyn_given_clear(struct dyn_given *given);
/* At the positions of `state`, x and x32, which lie about those of `near` but for
 * shifts and stretches; `near` has the roll calls to start from. */
void dyn_given_find(const struct dyn_panel *panel, const struct dyn_state *near,
                    const struct dyn_state *state, int threads, struct dyn_given *out);
/* item = mode + root'^-1 residual, and back. */
void dyn_given_place(const struct dyn_given *given, int item, const double *residual,
                     double *out);
void dyn_given_residual(const struct dyn_given *given, int item, const double *at,
                        double *out);

/* --- slow.c -------------------------------------------------------------------- */

/* What all chains drift by. */
struct dyn_slow {
    const struct dyn_panel *panel;
    struct dyn_schur *schur; /* borrowed; factored at the centre by dyn_slow_find */
    struct dyn_state centre;
    int count;
    double *way;  /* [count][rows] directions z, z'S z = 1, S-orthogonal */
    double *look; /* [count][rows] S z: how far along z a state lies */
};
/* The centre's positions and walk are copied; roll calls to start from, too. */
enum aisle_status dyn_slow_new(struct aisle_ctx *ctx, struct dyn_schur *schur,
                               const struct dyn_state *centre, struct dyn_slow *out);
/* At the centre as it is now: its roll calls go to their modes first. */
enum aisle_status dyn_slow_find(struct aisle_ctx *ctx, struct dyn_slow *slow);
void dyn_slow_clear(struct dyn_slow *slow);

/* --- drift.c ------------------------------------------------------------------- */

struct rng;

/* A chain's work. */
struct dyn_drift {
    const struct dyn_slow *slow;
    int threads;
    bool settled;           /* the centre is trusted: steps turn about it */
    struct dyn_state to;    /* proposed */
    struct dyn_given given; /* positions of the latest dyn_given_find */
    double *residual;       /* [items][2] held while positions drift */
    double *part;           /* [item tiles] */
    double tries, moves;
};
enum aisle_status dyn_drift_new(struct aisle_ctx *ctx, const struct dyn_slow *slow,
                                int threads, struct dyn_drift *out);
void dyn_drift_clear(struct dyn_drift *drift);
/* A draw from the normal approximation at the centre. */
enum aisle_status dyn_drift_begin(struct aisle_ctx *ctx, struct dyn_drift *drift,
                                  struct rng *rng, struct dyn_state *state);
void dyn_drift_step(struct dyn_drift *drift, struct rng *rng, struct dyn_state *state);

#endif
