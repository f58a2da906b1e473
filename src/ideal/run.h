/* Several chains of one fit, what is made of their draws, and when they are enough. */
#ifndef AISLE_IDEAL_RUN_H
#define AISLE_IDEAL_RUN_H

#include "ideal/chain.h"
#include "ideal/worth.h"

struct run {
    struct aisle_ctx *ctx;
    const struct problem *problem;
    struct sampler sampler;
    int chain_count;
    struct chain *chains;
    int planned; /* draws a chain that the run is expected to need */
    struct diagnostics *diagnostics; /* [members][dims] */
    struct diagnostics *of_items;    /* [items][dims + 1], when items' draws are kept */
    bool *told;                      /* [items] whether votes set its slope */
    int items_at; /* draws a chain at which the items were last judged */
};

/* --- judge.c ---------------------------------------------------------------- */

/* Columns of x: members times dimensions. */
static inline int run_columns(const struct run *run)
{
    return run->problem->member_count * run->problem->dims;
}

/* Columns of members, those that are not thin counting; of items, where their draws are
 * kept, those counting whose slope the votes set. */
struct columns run_of_members(const struct run *run);
struct columns run_of_items(const struct run *run);

bool run_enough(const struct run *run, const struct worst *worst);
/* Over fitted members; once they are good enough, over the items too whose slope the
 * votes set, where items' draws are kept. */
enum aisle_status run_judge(struct run *run, struct worst *worst);
/* Every member votes as the mode has it, so that nothing but the prior keeps the slope
 * from growing. */
bool run_separated(const struct problem *problem, const struct point *mode, int item);

/* --- results.c -------------------------------------------------------------- */

enum aisle_status run_put_results(const struct run *run, struct aisle_fit *fit);
/* R-hat and ESS of the items that the votes identify. */
enum aisle_status run_put_item_diagnostics(struct run *run, struct aisle_fit *fit);
enum aisle_status run_put_item_draws(const struct run *run, struct aisle_fit *fit);

#endif
