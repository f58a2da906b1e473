/* Draws of members' positions, packed into two bytes each: a fixed point about a centre,
 * in steps of a 256th of a spread, so that rounding adds a millionth to a variance. What
 * is further out than 128 spreads is put there. Room is made 64 draws at a time. */
#ifndef AISLE_SPARSE_DRAWS_H
#define AISLE_SPARSE_DRAWS_H

#include "base/ctx.h"
#include <stddef.h>
#include <stdint.h>

enum { SPARSE_DRAWS_CHUNK = 64 };

struct sparse_draws {
    size_t members;
    size_t chains;
    size_t kept; /* a chain */
    size_t chunk_count;
    float *centre; /* [members] */
    float *step;
    int16_t **chunk; /* [chains][SPARSE_DRAWS_CHUNK][members] each */
};

/* Nothing kept yet, about `centre` with `spread` [members]. Errors: MEMORY. */
enum aisle_status sparse_draws_new(struct aisle_ctx *ctx, size_t members, size_t chains,
                                   const double *centre, const double *spread,
                                   struct sparse_draws *out);
/* Room for `more` draws a chain after those kept. Errors: MEMORY. */
enum aisle_status sparse_draws_reserve(struct aisle_ctx *ctx, struct sparse_draws *d,
                                       size_t more);
/* The draw `at` of a chain, [members]. */
void sparse_draws_put(struct sparse_draws *d, size_t chain, size_t at, const double *x);
double sparse_draws_get(const struct sparse_draws *d, size_t chain, size_t at,
                        size_t member);
/* All of a member's kept ones, chain by chain. */
void sparse_draws_gather(const struct sparse_draws *d, size_t member, double *out);
void sparse_draws_clear(struct sparse_draws *d);

#endif
