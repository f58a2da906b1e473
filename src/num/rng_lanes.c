/* Philox a lane at a time, then Box and Muller's formulas in loops that compilers
 * turn into vector code. */
#include "num/rng_lanes.h"

#include "num/rng.h"
#include "num/series.h"
#include <math.h>
#include <string.h>

enum { WORDS = 2 * 4 }; /* two calls a lane */

void num_log_lanes(const float *v, float *out)
{
    int32_t bits[RNG_LANES];
    float m[RNG_LANES];
    float n[RNG_LANES];
    memcpy(bits, v, sizeof bits);
    /* v = 2^n m with m in [sqrt(1/2), sqrt(2)) */
    for (int k = 0; k < RNG_LANES; k++) {
        int32_t above = bits[k] - 0x3f3504f3;
        n[k] = (float)(above >> 23);
        bits[k] -= above & (int32_t)0xff800000;
    }
    memcpy(m, bits, sizeof m);
    for (int k = 0; k < RNG_LANES; k++) {
        float x = m[k] - 1.0f;
        out[k] = n[k] * 0.693147181f + NUM_LOG_SERIES(x) * x;
    }
}

/* 2^t = 2^n 2^f with |f| <= 1/2; adding 1.5 * 2^23 rounds to the nearest integer and
 * leaves it in the low bits. */
void num_exp_lanes(const float *v, float *out)
{
    float t[RNG_LANES];
    int32_t n[RNG_LANES];
    int32_t bits[RNG_LANES];
    for (int k = 0; k < RNG_LANES; k++) {
        t[k] = (v[k] > -80.0f ? v[k] : -80.0f) * 1.44269504f;
        float near = t[k] + 12582912.0f;
        memcpy(&n[k], &near, sizeof near);
        t[k] -= near - 12582912.0f;
    }
    for (int k = 0; k < RNG_LANES; k++)
        out[k] = NUM_EXP2_SERIES(t[k]);
    memcpy(bits, out, sizeof bits);
    for (int k = 0; k < RNG_LANES; k++)
        bits[k] += (int32_t)((uint32_t)n[k] << 23);
    memcpy(out, bits, sizeof bits);
}

/* Uniform in (0, 1]: the words' upper 31 bits. */
static void log_units(const uint32_t *words, float *out)
{
    float u[RNG_LANES];
    for (int k = 0; k < RNG_LANES; k++)
        u[k] = ((float)(int32_t)(words[k] >> 1) + 0.5f) * 0x1p-31f;
    num_log_lanes(u, out);
}

/* Two normals a lane. The angle's upper two bits name its quarter; the rest is the
 * angle from the quarter's middle, in [-pi/4, pi/4), and its sine and cosine are
 * series. Turning by whole quarters swaps and changes signs, which leaves the pair
 * as normal as it was. */
static void box_muller(const uint32_t *words, const uint32_t *angles, float *cosines,
                       float *sines)
{
    float radius[RNG_LANES];
    log_units(words, radius);
    for (int k = 0; k < RNG_LANES; k++)
        radius[k] = sqrtf(-2.0f * radius[k]);
    for (int k = 0; k < RNG_LANES; k++) {
        int32_t rest = (int32_t)(angles[k] << 2);
        float t = (float)rest * (0.785398163f * 0x1p-31f);
        float q = t * t;
        float s =
            t *
            (1.0f + q * (-1.66666667e-1f + q * (8.33333333e-3f + q * -1.98412698e-4f)));
        float c = 1.0f + q * (-0.5f + q * (4.16666667e-2f +
                                           q * (-1.38888889e-3f + q * 2.48015873e-5f)));
        float side = 1.0f - (float)(int32_t)(angles[k] >> 31) * 2.0f;
        float swap = (float)(int32_t)(angles[k] >> 30 & 1);
        float r = radius[k] * side;
        cosines[k] = r * (c + swap * (s - c));
        sines[k] = r * (s - swap * (s + c));
    }
}

void rng_lanes_at(uint64_t seed, uint32_t use, uint32_t a, uint32_t b, uint32_t first,
                  int normals, struct rng_lanes *out)
{
    uint32_t words[WORDS][RNG_LANES];
    int calls = normals > 2 ? 2 : 1;
    for (uint32_t k = 0; k < RNG_LANES; k++)
        for (uint32_t call = 0; call < (uint32_t)calls; call++) {
            struct rng_words w = rng_words_at(seed, use, a, b, 2 * (first + k) + call);
            for (uint32_t i = 0; i < 4; i++)
                words[4 * call + i][k] = w.w[i];
        }
    log_units(words[2], out->log_unit);
    log_units(words[3], out->log_unit2);
    box_muller(words[0], words[1], out->normal[0], out->normal[1]);
    if (normals > 2)
        box_muller(words[4], words[5], out->normal[2], out->normal[3]);
    if (normals > 4)
        box_muller(words[6], words[7], out->normal[4], out->normal[5]);
}
