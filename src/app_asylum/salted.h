/* What a verb of many trials keeps while it runs, under keys that are of its data and
 * version, too: a store outlives both. */
#ifndef AISLE_APP_ASYLUM_SALTED_H
#define AISLE_APP_ASYLUM_SALTED_H

#include "study/keep.h"
#include "study/study.h"

struct salted {
    struct aisle_asylum_keep keep; /* for options */
    struct app_keep inner;
    uint64_t salt;
};

/* NULL when memory is short: nothing is kept then. */
const struct aisle_asylum_keep *salted_start(struct salted *salted, struct app *app,
                                             const struct app_study *study);
/* `complete`: what was kept is not needed any more. */
void salted_end(struct salted *salted, bool complete);

#endif
