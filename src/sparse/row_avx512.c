/* Sparse rows by AVX-512: sixteen votes at once, gathered. */
#include "sparse/row.h"

#include "num/target.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

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
/* Sixteen pairs as two gathers of eight. */
INLINE void gather_pairs(mask m, const float *table, ivec votes, vec *f0, vec *f1)
{
    const ivec even =
        _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    const ivec odd =
        _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    ivec at = _mm512_srli_epi32(votes, 1);
    __m512d none = _mm512_setzero_pd();
    __m512d low = _mm512_mask_i32gather_pd(none, (__mmask8)m,
                                           _mm512_castsi512_si256(at), table, 8);
    __m512d high = _mm512_mask_i32gather_pd(none, (__mmask8)(m >> 8),
                                            _mm512_extracti32x8_epi32(at, 1), table, 8);
    vec a = _mm512_castpd_ps(low);
    vec b = _mm512_castpd_ps(high);
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
