/* Random numbers for sixteen neighbours at once, each at its own address.
 *
 * Lane k has the counter words (use, a, b, 2 c) and (use, a, b, 2 c + 1) with
 * c = first + k, whoever asks and in whatever order. Single precision: a normal is
 * right to about 1e-6 of itself and never beyond 6.7 in size, a unit has 31 bits. */
#ifndef AISLE_NUM_RNG_LANES_H
#define AISLE_NUM_RNG_LANES_H

#include <stdint.h>

enum { RNG_LANES = 16, RNG_LANES_NORMALS_MAX = 6 };

struct rng_lanes {
    float normal[RNG_LANES_NORMALS_MAX][RNG_LANES];
    float log_unit[RNG_LANES]; /* log of a uniform in (0, 1] */
    float log_unit2[RNG_LANES];
};

/* Fills the log_units and the first `normals` rows of normal, rounded up to even. Which
 * numbers a lane gets depends on whether `normals` is above 2. */
void rng_lanes_at(uint64_t seed, uint32_t use, uint32_t a, uint32_t b, uint32_t first,
                  int normals, struct rng_lanes *out);

/* log of positive normal floats, to 2e-7 of 1 + its size. */
void num_log_lanes(const float *v, float *out);
/* exp of floats up to 80, to 3e-7 of itself and 1.3e-7 more for each unit of |v|; e^-80 from there down. */
void num_exp_lanes(const float *v, float *out);

#endif
