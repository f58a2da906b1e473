/* Sparse rows by AVX-512: sixteen votes at once, gathered. */
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

BEGIN_TARGET("avx512f,avx512dq,fma")
#include "likelihood/lanes_avx512.h"

typedef __m512i ivec;

INLINE mask first_lanes(int left)
{
    return (mask)((1u << left) - 1u);
}
INLINE ivec load_votes(const uint16_t *vote, int left)
{
    (void)left; /* rows are padded */
    return _mm512_cvtepu16_epi32(
        _mm256_loadu_si256((const __m256i *)(const void *)vote));
}
INLINE mask odd_lanes(ivec votes)
{
    return _mm512_test_epi32_mask(votes, _mm512_set1_epi32(1));
}
INLINE vec gather(mask m, const float *table, ivec votes)
{
    return _mm512_mask_i32gather_ps(splat(0.0f), m, _mm512_srli_epi32(votes, 1), table,
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
INLINE __m256 four_pairs(const float *table, const uint32_t *at)
{
    return _mm256_insertf128_ps(
        _mm256_castps128_ps256(two_pairs(table + at[0], table + at[1])),
        two_pairs(table + at[2], table + at[3]), 1);
}
INLINE vec eight_pairs(const float *table, const uint32_t *at)
{
    return _mm512_insertf32x8(_mm512_castps256_ps512(four_pairs(table, at)),
                              four_pairs(table, at + 4), 1);
}
/* Sixteen pairs, loaded one by one: twice as fast as gathers of doubles. A lane without
 * a vote reads the table's first place. */
INLINE void gather_pairs(mask m, const float *table, ivec votes, vec *f0, vec *f1)
{
    const ivec even =
        _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    const ivec odd =
        _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    uint32_t at[WIDTH];
    _mm512_storeu_si512(at, _mm512_maskz_and_epi32(m, votes, _mm512_set1_epi32(~1)));
    vec a = eight_pairs(table, at);
    vec b = eight_pairs(table, at + 8);
    *f0 = _mm512_permutex2var_ps(a, even, b);
    *f1 = _mm512_permutex2var_ps(a, odd, b);
}
INLINE double sum_of(vec v)
{
    return (double)_mm512_reduce_add_ps(v);
}
INLINE double log_product_of(vec v)
{
    return (double)_mm512_reduce_add_ps(exponent_of(v)) * 0.69314718055994530942 +
           log((double)_mm512_reduce_mul_ps(mantissa_of(v)));
}

#include "sparse/row_tile.h"
END_TARGET

const struct row_kernel row_avx512 = {item_row, member_row};
#else
const struct row_kernel row_avx512 = {NULL, NULL};
#endif
