/* The likelihood of one unit with sparse votes: sums over its row.
 *
 * A vote is two bytes: the place of the other side's unit in its block of 32,768,
 * times 2, plus 1 for a nay. What the other side looks like is gathered from a table
 * of floats that stays in the cache: positions for a roll call, pairs (a, b) for a
 * member. */
#ifndef AISLE_SPARSE_ROW_H
#define AISLE_SPARSE_ROW_H

#include "likelihood/kernel.h"
#include <stdint.h>

enum { ROW_BLOCK_BITS = 15, ROW_PADDING = 16 /* readable votes past the end */ };

/* Log-likelihood, slope and minus the second derivative; an item's in (a, b), a
 * member's in x, in the first places. */
struct row_sums {
    double value;
    double slope[2];
    double curve[3]; /* aa, ab, bb */
};

/* Add the votes of one block to `sums`. `p0`, `p1`: a and b of an item; x of a member.
 * Single precision within 1,920 votes, double across. */
typedef void row_fn(const uint16_t *vote, int64_t count, const float *table, float p0,
                    float p1, struct row_sums *sums);

struct row_kernel {
    row_fn *item;
    row_fn *member;
};

/* Every path's sums are those of single votes in double, to 1e-5 of the number of
 * votes and of what a vote can add. */
extern const struct row_kernel row_plain;
extern const struct row_kernel row_avx2;
extern const struct row_kernel row_avx512;

/* NULL where the processor cannot take this path. */
const struct row_kernel *row_by(enum kernel_path path);
/* The best that the processor has. */
const struct row_kernel *row_best(void);

#endif
