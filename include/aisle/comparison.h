/* A comparison: several packages on the same luck and the same parameters. */
#ifndef AISLE_COMPARISON_H
#define AISLE_COMPARISON_H

#include <aisle/outcome.h>

struct aisle_comparison {
    int count;
    char **titles; /* [count] of the packages */
    char **paths;
    /* [count] each package against current law */
    struct aisle_outcome *outcomes;
    /* [count] each package against the first; the entry of the first is empty */
    struct aisle_outcome *against_first;
};

void aisle_comparison_init(struct aisle_comparison *comparison);
void aisle_comparison_clear(struct aisle_comparison *comparison);

#endif
