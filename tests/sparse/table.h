/* Made tables of votes. */
#ifndef TESTS_SPARSE_TABLE_H
#define TESTS_SPARSE_TABLE_H

#include "num/rng.h"
#include "num/special.h"
#include "sparse/sparse.h"
#include <stdlib.h>

/* Item j is put to members first .. first + reach - 1, `first` at random (reach 0: to
 * all), each of whom votes with chance `density`. x ~ N(0, 1), a ~ N(0, 1),
 * b ~ N(0, 1.5^2). Returns x; the caller frees both. */
static inline double *table_make(struct aisle_votelist *v, int members, int items,
                                 double density, int reach, uint64_t seed)
{
    struct rng rng = rng_stream(seed, 93, 0, 0);
    double *x = calloc((size_t)members, sizeof *x);
    aisle_votelist_init(v);
    v->member_count = members;
    v->rollcall_count = items;
    v->first = calloc((size_t)items + 1, sizeof *v->first);
    v->cast = calloc((size_t)members * (size_t)items + 1, sizeof *v->cast);
    for (int i = 0; i < members; i++)
        x[i] = rng_normal(&rng);
    int64_t at = 0;
    for (int j = 0; j < items; j++) {
        double a = rng_normal(&rng);
        double b = 1.5 * rng_normal(&rng);
        int first = reach ? (int)(rng_unit(&rng) * (members - reach + 1)) : 0;
        for (int i = first; i < (reach ? first + reach : members); i++) {
            bool there = rng_unit(&rng) < density;
            bool yea = rng_unit(&rng) < num_logistic(a + b * x[i]);
            if (there)
                v->cast[at++] = 2 * (uint32_t)i + yea;
        }
        v->first[j + 1] = at;
    }
    return x;
}

#endif
