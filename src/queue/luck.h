/* Luck: 64 random bits by address, cheap enough for one at every visit.
 *
 *   key  = luck_key(seed, use, replication)     Philox, once a run and use
 *   bits = luck_at(key, id, visit)              one multiply chain
 *
 * luck_at runs the address through Maiga's xmxmx mixer (two multiplications, "The
 * construct of a bit mixer", 2020): a counter with odd steps, mixed, is how
 * SplitMix64 (Steele, Lea, Flood 2014) makes a generator. Distinct ids and visits
 * below 2^32 give distinct addresses, keys of different uses are unrelated, and the
 * 128-bit product of the address space is never walked twice by one use.
 * tests/queue/test_luck.c holds it to uniform, to independent parts, neighbours and
 * uses, and to flipping half the bits when one bit of an address flips.
 *
 * A draw is four parts of 16 bits; a decision takes a part, so that one draw serves a
 * visit. A chance is a threshold of 0..65536 (odds_of): off by 1/131072 at most.
 *
 * luck_even decides by the same draw, and keeps the number of those chosen near the
 * sum of their chances: the threshold leans against what is owed so far, as rounding
 * by error diffusion does. Of n decisions at chance p the number chosen then has a
 * variance near 128 p (1 - p) instead of n p (1 - p), and about one in fifty falls
 * otherwise than by its draw alone. It is for decisions whose draw is uniform among
 * those who share `owed`; where they were picked by the same draw before, it would
 * undo the picking. */
#ifndef AISLE_QUEUE_LUCK_H
#define AISLE_QUEUE_LUCK_H

#include "num/rng.h"
#include <stdbool.h>

static inline uint64_t luck_mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xE9846AF9B1A615DULL;
    x ^= x >> 32;
    x *= 0xE9846AF9B1A615DULL;
    x ^= x >> 28;
    return x;
}

static inline uint64_t luck_key(uint64_t seed, uint32_t use, uint32_t replication)
{
    struct rng_words r = rng_words_at(seed, use, replication, 0, 0);
    return (uint64_t)r.w[0] << 32 | r.w[1];
}

static inline uint64_t luck_at(uint64_t key, uint32_t id, uint32_t visit)
{
    return luck_mix(key + id * 0x9E3779B97F4A7C15ULL + visit * 0xD1342543DE82EF95ULL);
}

/* The k-th part, 0..3. */
static inline uint32_t luck_part(uint64_t bits, int k)
{
    return (uint32_t)(bits >> (16 * k)) & 0xFFFF;
}

/* A chance as a threshold on a part. */
static inline uint32_t odds_of(double p)
{
    return p <= 0 ? 0 : p >= 1 ? 65536 : (uint32_t)(p * 65536 + 0.5);
}

/* Decide with chance `odds`; `owed` is the sum of chances less those chosen, times
 * 65536. */
static inline bool luck_even(int32_t *owed, uint32_t part, uint32_t odds)
{
    if (odds == 0)
        return false;
    bool chosen = (int32_t)part < (int32_t)odds + (*owed >> 8);
    *owed += (int32_t)odds - (chosen ? 65536 : 0);
    return chosen;
}

/* The k-th part as a number in (0, 1). */
static inline double luck_unit(uint64_t bits, int k)
{
    return (luck_part(bits, k) + 0.5) / 65536;
}

#endif
