/* Votes of several Congresses made from known paths. */
#ifndef AISLE_TESTS_DYNAMIC_PATHS_H
#define AISLE_TESTS_DYNAMIC_PATHS_H

#include "ideal/made.h"
#include <aisle/dynamic.h>

/* `blocks` Congresses from the 111th with `rollcalls` each; nobody has voted. */
static inline void paths_table(struct aisle_votes *votes, int members, int blocks,
                               int rollcalls)
{
    made_table(votes, members, blocks * rollcalls);
    votes->congress_first = 111;
    votes->congress_last = 110 + blocks;
    for (int r = 0; r < votes->rollcall_count; r++) {
        votes->rollcalls[r].congress = 111 + r / rollcalls;
        votes->rollcalls[r].number = 1 + r % rollcalls;
    }
}

/* Parties around -1 and 1 that walk with sd `walk`; x is [members][blocks]. A member
 * of every eighth serves from the second Congress on only. */
static inline double *paths_made(struct aisle_votes *votes, int members, int blocks,
                                 int rollcalls, double walk, double spread,
                                 uint64_t seed)
{
    double *x = calloc((size_t)(members * blocks), sizeof *x);
    struct rng rng = rng_stream(seed, 91, 0, 0);
    paths_table(votes, members, blocks, rollcalls);
    for (int i = 0; i < members; i++)
        for (int t = 0; t < blocks; t++)
            x[i * blocks + t] =
                t ? x[i * blocks + t - 1] + walk * rng_normal(&rng)
                  : (i < members / 2 ? -1.0 : 1.0) + 0.4 * rng_normal(&rng);
    for (int r = 0; r < votes->rollcall_count; r++) {
        double a = spread * rng_normal(&rng);
        double b = spread * rng_normal(&rng);
        int t = r / rollcalls;
        for (int i = 0; i < members; i++) {
            bool yea = rng_unit(&rng) < num_logistic(a + b * x[i * blocks + t]);
            bool there = rng_unit(&rng) < 0.95 && (i % 8 != 7 || t > 0);
            made_cast(votes, r, i,
                      !there ? AISLE_CAST_OUT
                             : (yea ? AISLE_CAST_YEA : AISLE_CAST_NAY));
        }
    }
    return x;
}

#endif
