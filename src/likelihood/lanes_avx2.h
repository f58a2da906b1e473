/* The operations of quick_tile.h for AVX2 and FMA: eight lanes, masks as vectors. */

enum { WIDTH = 8 };
typedef __m256 vec;
typedef __m256 mask;

INLINE vec splat(float x)
{
    return _mm256_set1_ps(x);
}
INLINE vec load(const float *p)
{
    return _mm256_loadu_ps(p);
}
INLINE mask mask_of(uint16_t bits)
{
    const __m256i lane = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    __m256i all = _mm256_and_si256(_mm256_set1_epi32(bits), lane);
    return _mm256_castsi256_ps(_mm256_cmpeq_epi32(all, lane));
}
INLINE vec keep(mask m, vec v)
{
    return _mm256_and_ps(m, v);
}
INLINE vec pick(mask m, vec a, vec b)
{
    return _mm256_blendv_ps(b, a, m);
}
INLINE vec flip(mask m, vec v)
{
    return _mm256_xor_ps(v, _mm256_and_ps(m, splat(-0.0f)));
}
/* Only the sign bits count where this is picked by. */
INLINE mask negative(vec v)
{
    return _mm256_castsi256_ps(_mm256_srai_epi32(_mm256_castps_si256(v), 31));
}
INLINE vec minus_abs(vec v)
{
    return _mm256_or_ps(v, splat(-0.0f));
}
INLINE vec larger(vec a, vec b)
{
    return _mm256_max_ps(a, b);
}
INLINE vec smaller(vec a, vec b)
{
    return _mm256_min_ps(a, b);
}
INLINE vec add_where(mask m, vec sum, vec v)
{
    return sum + _mm256_and_ps(m, v);
}
INLINE vec times_where(mask m, vec product, vec v)
{
    return product * _mm256_blendv_ps(splat(1.0f), v, m);
}
INLINE vec round_near(vec v)
{
    return _mm256_round_ps(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
INLINE vec scale(vec v, vec n)
{
    __m256i power = _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23);
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(v), power));
}
INLINE vec reciprocal(vec v)
{
    return 1.0f / v;
}
INLINE vec exponent_of(vec v)
{
    __m256i e = _mm256_srli_epi32(_mm256_castps_si256(v), 23);
    return _mm256_cvtepi32_ps(_mm256_sub_epi32(e, _mm256_set1_epi32(127)));
}
INLINE vec mantissa_of(vec v)
{
    return _mm256_or_ps(
        _mm256_and_ps(v, _mm256_castsi256_ps(_mm256_set1_epi32(0x7fffff))),
        splat(1.0f));
}
INLINE void add_to(double *sum, double weight, vec v)
{
    __m256d low = _mm256_cvtps_pd(_mm256_castps256_ps128(v));
    __m256d high = _mm256_cvtps_pd(_mm256_extractf128_ps(v, 1));
    _mm256_storeu_pd(sum, _mm256_loadu_pd(sum) + weight * low);
    _mm256_storeu_pd(sum + 4, _mm256_loadu_pd(sum + 4) + weight * high);
}
