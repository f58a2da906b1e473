/* The second derivative of a fit's log posterior, which is an arrow: blocks H_jj of the
 * items, a diagonal of members' blocks, and the cross blocks X_j. Items are independent
 * given members, so the members' marginal precision is the Schur complement
 *
 *     S = H_xx - sum over items j of  X_j H_jj^-1 X_j'
 *
 * X_j is 0 for a member who was not there. Items stand in groups, and a group keeps
 * columns for its seats only: the fitted members who voted on one of its items. */
#ifndef AISLE_IDEAL_ARROW_H
#define AISLE_IDEAL_ARROW_H

#include "ideal/ideal.h"

enum { ARROW_GROUP = 128 }; /* items, a multiple of KERNEL_LANES */

struct arrow {
    const struct problem *problem;
    const struct point *point;
    size_t size;   /* fitted members x dims */
    size_t params; /* dims + 1, of an item */
    bool expected; /* expected information stands in for what is not peaked */
    int *place;    /* [members] first row of a fitted member, -1 when thin */
    int group_count;
    int *seat_first;     /* [groups + 1] */
    int *seat;           /* members, in order */
    size_t *cross_first; /* [groups] */
    double *root;        /* [items][params][params] L_j with H_jj = L_j L_j' */
    double *cross; /* a group's items: [params][seats x dims + 1], L_j^-1 X_j' with
                            dimension k of seat i in column k seats + i; the last column
                            is L_j^-1 times the item's slope */
    double *own;   /* [members][dims][dims] each member's curvature given items, lower
                            triangle; a thin member's factor */
    double *slope; /* [size] of the members' profile posterior */
    double *s;     /* [size][size] L with S = L L' */
};

/* At `point`, near a mode. When S is not positive definite there the expected
 * information stands in for it, with a warning. Errors: INPUT when that is not either,
 * MEMORY. Cost: items x seats^2, and size^3 / 3. */
enum aisle_status arrow_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *point, struct arrow *out);
void arrow_clear(struct arrow *arrow);
/* `count` draws of standardised x about it, [count][members][dims] (draws.c). Errors: MEMORY. */
enum aisle_status arrow_draws(struct aisle_ctx *ctx, const struct arrow *arrow,
                              int count, float *out);

static inline int arrow_seats(const struct arrow *a, int group)
{
    return a->seat_first[group + 1] - a->seat_first[group];
}
/* Columns of a group's cross blocks, without the last. */
static inline size_t arrow_width(const struct arrow *a, int group)
{
    return (size_t)arrow_seats(a, group) * (a->params - 1);
}
/* Row of S that a column of a group stands for. */
static inline size_t arrow_row(const struct arrow *a, int group, size_t column)
{
    size_t seats = (size_t)arrow_seats(a, group);
    int member = a->seat[(size_t)a->seat_first[group] + column % seats];
    return (size_t)a->place[member] + column / seats;
}
static inline double *arrow_cross(const struct arrow *a, int item)
{
    int group = item / ARROW_GROUP;
    return a->cross + a->cross_first[group] +
           (size_t)(item % ARROW_GROUP) * a->params * (arrow_width(a, group) + 1);
}
static inline double *arrow_root(const struct arrow *a, int item)
{
    return a->root + (size_t)item * a->params * a->params;
}
static inline double *arrow_own(const struct arrow *a, int member)
{
    return a->own + (size_t)member * (a->params - 1) * (a->params - 1);
}
/* One past the last item of a group. */
static inline int arrow_group_end(const struct arrow *a, int group)
{
    int end = (group + 1) * ARROW_GROUP;
    return end < a->problem->item_count ? end : a->problem->item_count;
}

#endif
