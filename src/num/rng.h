/* Randomness by address: every draw is a pure function of where it stands.
 *
 * Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011; Random123) maps a key and a counter to 128 random bits. The key is the
 * seed; the counter is the address (use, a, b, c). Nothing is shared, so results
 * cannot depend on threads, and two scenarios that ask the same question at the
 * same address get the same luck. */
#ifndef AISLE_NUM_RNG_H
#define AISLE_NUM_RNG_H

#include <Random123/philox.h>
#include <stdint.h>

/* Four 32-bit words for an address. */
struct rng_words {
    uint32_t w[4];
};

static inline struct rng_words rng_words_at(uint64_t seed, uint32_t use, uint32_t a,
                                            uint32_t b, uint32_t c)
{
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    philox4x32_ctr_t counter = {{use, a, b, c}};
    philox4x32_ctr_t r = philox4x32(counter, key);
    struct rng_words out = {{r.v[0], r.v[1], r.v[2], r.v[3]}};
    return out;
}

/* Uniform in (0, 1), never 0 or 1: 32 bits. */
static inline double rng_unit32(uint32_t w)
{
    return ((double)w + 0.5) * (1.0 / 4294967296.0);
}

/* Uniform in (0, 1): 52 bits from two words. */
static inline double rng_unit64(uint32_t high, uint32_t low)
{
    uint64_t bits = ((uint64_t)high << 20) ^ ((uint64_t)low >> 12);
    return ((double)bits + 0.5) * (1.0 / 4503599627370496.0);
}

static inline double rng_unit_at(uint64_t seed, uint32_t use, uint32_t a, uint32_t b,
                                 uint32_t c)
{
    struct rng_words r = rng_words_at(seed, use, a, b, c);
    return rng_unit64(r.w[0], r.w[1]);
}

/* A stream with its own address space, for samplers that need many draws in a
 * row: (use, a, b) name the stream, c counts. */
struct rng {
    uint64_t seed;
    uint32_t use, a, b, c;
    struct rng_words words;
    int left;
    double spare_normal;
    int has_spare;
};

struct rng rng_stream(uint64_t seed, uint32_t use, uint32_t a, uint32_t b);
uint32_t rng_u32(struct rng *rng);
double rng_unit(struct rng *rng);
double rng_normal(struct rng *rng);
double rng_exponential(struct rng *rng);         /* mean 1 */
double rng_gamma(struct rng *rng, double shape); /* scale 1; shape > 0 */
double rng_beta(struct rng *rng, double a, double b);

#endif
