/* Names to numbers, as they first come. */
#ifndef AISLE_VOTEVIEW_NAMES_H
#define AISLE_VOTEVIEW_NAMES_H

#include <stddef.h>

struct names {
    int count;
    char **text; /* [count], owned */
    size_t capacity;
    int *slot; /* of a table of `slots`, a power of two; 0: free, else number + 1 */
    size_t slots;
    int last; /* found last: lists tend to repeat a name */
};

/* The number of a name, new ones added; -1 when memory is short. */
int names_add(struct names *names, const char *text);
void names_clear(struct names *names);

#endif
