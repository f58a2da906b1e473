/* The second derivative at the mode between members and items, sixteen columns at once.
 *
 * With D the members' own precision, H_j an item's and c_ij what a vote joins them by, the
 * members' marginal precision is D - sum over items of c_j' H_j^-1 c_j, or
 * D^1/2 (1 - M) D^1/2: the eigenvalues of M are in [0, 1), near 1 where votes hardly tell
 * a move of members from one of items. */
#ifndef AISLE_SPARSE_CROSS_H
#define AISLE_SPARSE_CROSS_H

#include "sparse/sparse.h"

enum { CROSS_COLUMNS = 16 };

struct cross {
    const struct sparse_problem *p;
    const struct sparse_state *mode;
    double *root;   /* [members] D^-1/2 */
    float *inverse; /* [items][3] H_j^-1: aa, ab, bb */
    float *table;   /* [members][CROSS_COLUMNS] */
    float *answer;  /* [items][2][CROSS_COLUMNS] */
};

/* Errors: MEMORY. */
enum aisle_status cross_new(struct aisle_ctx *ctx, const struct sparse_problem *p,
                            const struct sparse_state *mode, struct cross *out);
void cross_clear(struct cross *c);

/* How items follow `table`: answer = H_j^-1 sum of c_ij times the table's rows. */
void cross_answer(struct cross *c);
/* out = M y, both [members][CROSS_COLUMNS]; spoils table and answer. */
void cross_times(struct cross *c, const double *y, double *out);
/* M's diagonal, [members]. */
void cross_diagonal(const struct cross *c, double *out);
/* An item's sum over its voters of variance[i] H_j^-1 c_ij c_ij' H_j^-1: aa, ab, bb. */
void cross_noise(const struct cross *c, const double *variance, int item,
                 double out[3]);

#endif
