/* Sparse rows by AVX2: eight votes at once, gathered. */
#include "sparse/row.h"

#include "num/target.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

/* Here a * b + c may be one rounding instead of two, as the house's flags forbid
 * elsewhere. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#else
#pragma GCC optimize("fp-contract=fast")
#endif

#define INLINE static inline __attribute__((always_inline))

BEGIN_TARGET("avx2,fma")
#include "likelihood/lanes_avx2.h"

typedef __m256i ivec;

INLINE mask first_lanes(int left)
{
    const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_castsi256_ps(_mm256_cmpgt_epi32(_mm256_set1_epi32(left), lane));
}
INLINE ivec load_votes(const uint16_t *vote, int left)
{
    (void)left; /* rows are padded */
    return _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)vote));
}
INLINE mask odd_lanes(ivec votes)
{
    return _mm256_castsi256_ps(_mm256_srai_epi32(_mm256_slli_epi32(votes, 31), 31));
}
INLINE vec gather(mask m, const float *table, ivec votes)
{
    return _mm256_mask_i32gather_ps(splat(0.0f), table, _mm256_srli_epi32(votes, 1), m,
                                    4);
}
INLINE __m128 two_pairs(const float *first, const float *second)
{
    double low;
    double high;
    memcpy(&low, first, sizeof low);
    memcpy(&high, second, sizeof high);
    return _mm_castpd_ps(_mm_set_pd(high, low));
}
/* Eight pairs, loaded one by one: faster than gathers of doubles. Shuffles stay within
 * halves, so that the pairs stand in the order 0 1 4 5, 2 3 6 7. A lane without a vote
 * reads the table's first place. */
INLINE void gather_pairs(mask m, const float *table, ivec votes, vec *f0, vec *f1)
{
    uint32_t at[WIDTH];
    ivec index = _mm256_and_si256(votes, _mm256_set1_epi32(~1));
    _mm256_storeu_si256((__m256i *)(void *)at,
                        _mm256_and_si256(index, _mm256_castps_si256(m)));
    vec a = _mm256_insertf128_ps(
        _mm256_castps128_ps256(two_pairs(table + at[0], table + at[1])),
        two_pairs(table + at[4], table + at[5]), 1);
    vec b = _mm256_insertf128_ps(
        _mm256_castps128_ps256(two_pairs(table + at[2], table + at[3])),
        two_pairs(table + at[6], table + at[7]), 1);
    *f0 = _mm256_shuffle_ps(a, b, 0x88);
    *f1 = _mm256_shuffle_ps(a, b, 0xdd);
}
INLINE double sum_of(vec v)
{
    __m256d pairs = _mm256_add_pd(_mm256_cvtps_pd(_mm256_castps256_ps128(v)),
                                  _mm256_cvtps_pd(_mm256_extractf128_ps(v, 1)));
    __m128d two =
        _mm_add_pd(_mm256_castpd256_pd128(pairs), _mm256_extractf128_pd(pairs, 1));
    return _mm_cvtsd_f64(two) + _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
}
INLINE double log_product_of(vec v)
{
    __m256d m =
        _mm256_mul_pd(_mm256_cvtps_pd(_mm256_castps256_ps128(mantissa_of(v))),
                      _mm256_cvtps_pd(_mm256_extractf128_ps(mantissa_of(v), 1)));
    __m128d two = _mm_mul_pd(_mm256_castpd256_pd128(m), _mm256_extractf128_pd(m, 1));
    double product = _mm_cvtsd_f64(two) * _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
    return sum_of(exponent_of(v)) * 0.69314718055994530942 + log(product);
}

#include "sparse/row_tile.h"
END_TARGET

const struct row_kernel row_avx2 = {item_row, member_row};
#else
const struct row_kernel row_avx2 = {NULL, NULL};
#endif
