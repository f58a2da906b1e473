/* Moves of all members and items at once along slow fields.
 *
 * A way is a field f(i) that members are shifted by, dx/dt = f, or stretched by,
 * dx/dt = f x. Items follow by the shift p and stretch q that undo it best for their
 * voters: da/dt = -p b, db/dt = -q b. All of it is linear, so that going t along a
 * combination of ways and then -t leads back exactly, and the Jacobian is
 * exp(sum of members' stretches - sum of items'). */
#ifndef AISLE_SPARSE_DRIFT_H
#define AISLE_SPARSE_DRIFT_H

#include "num/rng.h"
#include "sparse/sparse.h"
#include <stddef.h>

enum { SPARSE_FIELDS_MAX = 16, SPARSE_WAYS_MAX = 2 * SPARSE_FIELDS_MAX };

/* `field` [members][SPARSE_FIELDS_MAX], slowest first; the first `count` are slow. */
enum aisle_status sparse_fields(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode, float *field,
                                int *count);

struct sparse_drift {
    const struct sparse_problem *p;
    bool twin;       /* fields and answers are another's */
    int field_count; /* 0: nothing is slow */
    int way_count;   /* shifts by each field, then stretches */
    float *field;    /* [members][SPARSE_FIELDS_MAX] */
    float *answer;   /* [items][ways][2]: p, q */
    /* Root of the posterior's precision along the ways, lower triangle. */
    double root[SPARSE_WAYS_MAX * SPARSE_WAYS_MAX];
    /* While moving: */
    struct sparse_state there;
    double *item;   /* [items][3]: log posterior, slopes in a and b */
    double *member; /* [members]: slope in x */
};

/* `mode`: about where chains live. */
enum aisle_status sparse_drift_new(struct aisle_ctx *ctx,
                                   const struct sparse_problem *p,
                                   const struct sparse_state *mode,
                                   struct sparse_drift *out);
/* The same with room of its own to move in, while `from` lives. Errors: MEMORY. */
enum aisle_status sparse_drift_twin(struct aisle_ctx *ctx,
                                    const struct sparse_drift *from,
                                    struct sparse_drift *out);
void sparse_drift_clear(struct sparse_drift *d);

/* `to` is `from` moved by t [ways]; returns the log Jacobian. */
double sparse_drift_along(const struct sparse_drift *d, const double *t,
                          const struct sparse_state *from, struct sparse_state *to);

/* A Metropolis-Hastings step: a Newton step along all ways and a draw of their spread,
 * `reach` times as wide; true when taken. Leaves the state's tables up to date. */
bool sparse_drift_step(struct sparse_drift *d, struct rng *rng, struct sparse_state *s);
/* From the mode: a draw of the ways' spread, times `by`. */
void sparse_drift_throw(struct sparse_drift *d, struct rng *rng, double by,
                        struct sparse_state *s);

#endif
