/* The few vector operations that quick_tile.h is written in, for AVX-512: sixteen
 * lanes, masks in mask registers. Included inside BEGIN_TARGET. */

enum { WIDTH = 16 };
typedef __m512 vec;
typedef __mmask16 mask;

INLINE vec splat(float x)
{
    return _mm512_set1_ps(x);
}
INLINE vec load(const float *p)
{
    return _mm512_loadu_ps(p);
}
INLINE mask mask_of(uint16_t bits)
{
    return bits;
}
INLINE vec keep(mask m, vec v)
{
    return _mm512_maskz_mov_ps(m, v);
}
INLINE vec pick(mask m, vec a, vec b)
{
    return _mm512_mask_mov_ps(b, m, a);
}
INLINE vec flip(mask m, vec v)
{
    return _mm512_mask_xor_ps(v, m, v, splat(-0.0f));
}
INLINE mask negative(vec v)
{
    return _mm512_movepi32_mask(_mm512_castps_si512(v));
}
INLINE vec minus_abs(vec v)
{
    return _mm512_or_ps(v, splat(-0.0f));
}
INLINE vec larger(vec a, vec b)
{
    return _mm512_max_ps(a, b);
}
INLINE vec smaller(vec a, vec b)
{
    return _mm512_min_ps(a, b);
}
INLINE vec add_where(mask m, vec sum, vec v)
{
    return _mm512_mask_add_ps(sum, m, sum, v);
}
INLINE vec times_where(mask m, vec product, vec v)
{
    return _mm512_mask_mul_ps(product, m, product, v);
}
INLINE vec round_near(vec v)
{
    return _mm512_roundscale_ps(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
/* v 2^n for whole n. */
INLINE vec scale(vec v, vec n)
{
    return _mm512_scalef_ps(v, n);
}
INLINE vec reciprocal(vec v)
{
    vec r = _mm512_rcp14_ps(v);
    return r * (2.0f - v * r);
}
/* v = 2^exponent m with m in [1, 2). */
INLINE vec exponent_of(vec v)
{
    return _mm512_getexp_ps(v);
}
INLINE vec mantissa_of(vec v)
{
    return _mm512_getmant_ps(v, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero);
}
/* sum[] += weight v, in double. */
INLINE void add_to(double *sum, double weight, vec v)
{
    __m512d low = _mm512_cvtps_pd(_mm512_castps512_ps256(v));
    __m512d high = _mm512_cvtps_pd(_mm512_extractf32x8_ps(v, 1));
    _mm512_storeu_pd(sum, _mm512_loadu_pd(sum) + weight * low);
    _mm512_storeu_pd(sum + 8, _mm512_loadu_pd(sum + 8) + weight * high);
}
