/* Room: one question about deals, from the choices to the scored cases.
 *
 * A choice is a provision that may be in or out: an optional one, or one that is
 * only on the table. A case is one selection to be scored. The cases are laid out
 *
 *   [0]               the package as written
 *   [1 .. choices]    each single change of it, in the order of the choices
 *   [1 + choices ..]  all combinations of the choices, for a search only
 */
#ifndef AISLE_DEAL_ROOM_H
#define AISLE_DEAL_ROOM_H

#include "deal/worlds.h"
#include <aisle/deal.h>

struct deal {
    const struct aisle_package *package;
    const struct aisle_forecaster *forecaster;
    const struct aisle_parameters *parameters;
    const struct aisle_asylum_data *data;
    const struct aisle_deal_options *options;
    uint64_t written;
    int choice_count;
    int choices[64]; /* provisions */
    int gate;        /* the vote that decides */
    int case_count;
    uint64_t *cases;
    struct worlds worlds;
};

/* The chance that case c is fair and more efficient; NAN when not simulated. */
static inline double deal_fair(const struct deal *deal, int c)
{
    return worlds_fair(&deal->worlds, c);
}

/* The first of the combinations' cases. */
static inline int deal_first(const struct deal *deal)
{
    return 1 + deal->choice_count;
}

/* Price the single changes (cases 1 .. choices) against the package as written. */
enum aisle_status deal_price(struct aisle_ctx *ctx, const struct deal *deal,
                             struct aisle_frontier *out);

/* Score the combinations and mark the Pareto set and the knee. */
enum aisle_status deal_score(struct aisle_ctx *ctx, const struct deal *deal,
                             struct aisle_frontier *out);

/* Add a note for the reader. */
enum aisle_status deal_note(struct aisle_ctx *ctx, struct aisle_frontier *out,
                            const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Threads that the options ask for, at least 1. */
int deal_threads(const struct aisle_deal_options *options);

#endif
