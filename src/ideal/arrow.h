/* The second derivative of a fit's log posterior, which is an arrow: blocks H_jj of the
 * items, a diagonal of members' blocks, and the cross blocks X_j. Items are independent
 * given members, so the members' marginal precision is the Schur complement
 *
 *     S = H_xx - sum over items j of  X_j H_jj^-1 X_j' */
#ifndef AISLE_IDEAL_ARROW_H
#define AISLE_IDEAL_ARROW_H

#include "ideal/ideal.h"

struct arrow {
    const struct problem *problem;
    const struct point *point;
    struct standard standard;
    size_t size;   /* fitted members x dims */
    size_t params; /* dims + 1, of an item */
    int *place;    /* [members] first row of a fitted member, -1 when thin */
    double *root;  /* [items][params][params] L_j with H_jj = L_j L_j' */
    double *cross; /* [items][params][size] L_j^-1 X_j', 0 where nobody voted */
    double *own;   /* [members][dims][dims] each member's curvature given items, lower
                      triangle; a thin member's factor */
    double *s;     /* [size][size] L with S = L L' */
};

/* At `point`, a mode. When S is not positive definite there the expected information
 * stands in for it, with a warning. Errors: INPUT when that is not either, MEMORY.
 * Cost: items x size^2, and size^3 / 3. */
enum aisle_status arrow_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *point, struct arrow *out);
void arrow_clear(struct arrow *arrow);
/* `count` draws of standardised x, [count][members][dims] (draws.c). Errors: MEMORY. */
enum aisle_status arrow_draws(struct aisle_ctx *ctx, const struct arrow *arrow,
                              int count, float *out);

static inline const double *arrow_cross(const struct arrow *a, int item)
{
    return a->cross + (size_t)item * a->params * a->size;
}
static inline const double *arrow_root(const struct arrow *a, int item)
{
    return a->root + (size_t)item * a->params * a->params;
}
static inline double *arrow_own(const struct arrow *a, int member)
{
    return a->own + (size_t)member * (a->params - 1) * (a->params - 1);
}

#endif
