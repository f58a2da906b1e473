/* Memo: what the votes of one package ask of past roll calls more than once.
 *
 * Each roll call's item is fitted when it is first asked for, and its likeness to the
 * package's text worked out; banks, kin and anchors then share them. One writer. */
#ifndef AISLE_PRIOR_MEMO_H
#define AISLE_PRIOR_MEMO_H

#include "prior/item.h"
#include "prior/similarity.h"
#include <aisle/package.h>

struct memo {
    struct similarity *similarity; /* of the package's text */
    struct item_block *casts;      /* work space for all members */
    struct item *items;            /* [rollcalls] */
    bool *fitted;                  /* [rollcalls] */
};

/* Caller clears, on failure too. Errors: MEMORY. */
enum aisle_status memo_init(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                            const struct aisle_package *package, struct memo *out);
void memo_clear(struct memo *memo);

#endif
