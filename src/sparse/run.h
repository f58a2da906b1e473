/* Chains and their draws (sample.c), and what draws say (judge.c). */
#ifndef AISLE_SPARSE_RUN_H
#define AISLE_SPARSE_RUN_H

#include "num/diagnostics.h"
#include "sparse/draws.h"
#include "sparse/drift.h"

/* A chain, and what it counts and keeps of its own. */
struct sparse_line {
    struct sparse_chain chain;
    struct sparse_drift drift;
    double *x;        /* [members] room for a draw */
    double *item_sum; /* [items][4] of a - mode's, its square, b's; standard scale */
    double slope_sd;  /* sum over draws */
    int drifts;
    int taken;
};

struct sparse_run {
    const struct sparse_problem *p;
    const struct sparse_state *mode;
    struct sparse_standard standard; /* the mode's */
    struct sparse_drift drift;
    struct sparse_line *lines; /* [chains] */
    struct sparse_draws draws;
    struct diagnostics *diagnostics; /* [members] */
};

/* Over members who are not thin; over those with votes, if all are. */
struct sparse_worst {
    double rhat;
    double ess;
};
/* R-hat and bulk ESS of all members. Errors: MEMORY. */
enum aisle_status sparse_judge(struct aisle_ctx *ctx, struct sparse_run *r,
                               struct sparse_worst *worst);
/* What the fit says of members, and some of their draws. Errors: MEMORY. */
enum aisle_status sparse_put_members(struct aisle_ctx *ctx, struct sparse_run *r,
                                     struct aisle_sparse_fit *fit);

#endif
