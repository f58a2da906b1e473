/* Sparse rows for any processor, four votes at once. */
#include "sparse/row.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline, unused))

#include "likelihood/lanes_plain.h"

typedef mask ivec;

INLINE mask first_lanes(int left)
{
    const mask lane = {0, 1, 2, 3};
    return lane < left;
}
INLINE ivec load_votes(const uint16_t *vote, int left)
{
    ivec v = {0, 0, 0, 0};
    for (int k = 0; k < left; k++)
        v[k] = vote[k];
    return v;
}
INLINE mask odd_lanes(ivec votes)
{
    return (votes & 1) != 0;
}
INLINE vec gather(mask m, const float *table, ivec votes)
{
    (void)m; /* a lane without a vote reads the table's first place */
    return (vec){table[votes[0] >> 1], table[votes[1] >> 1], table[votes[2] >> 1],
                 table[votes[3] >> 1]};
}
INLINE void gather_pairs(mask m, const float *table, ivec votes, vec *f0, vec *f1)
{
    (void)m;
    for (int k = 0; k < WIDTH; k++) {
        (*f0)[k] = table[2 * (votes[k] >> 1)];
        (*f1)[k] = table[2 * (votes[k] >> 1) + 1];
    }
}
INLINE double sum_of(vec v)
{
    return ((double)v[0] + (double)v[1]) + ((double)v[2] + (double)v[3]);
}
INLINE double log_product_of(vec v)
{
    return log((double)v[0] * (double)v[1]) + log((double)v[2] * (double)v[3]);
}

#include "sparse/row_tile.h"

const struct row_kernel row_plain = {item_row, member_row};
