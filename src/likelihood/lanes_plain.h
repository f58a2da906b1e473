/* The operations of quick_tile.h for any processor, four lanes by the compilers'
 * vector extension. */

enum { WIDTH = 4 };
typedef float vec __attribute__((vector_size(16)));
typedef int32_t mask __attribute__((vector_size(16)));

INLINE vec splat(float x)
{
    return (vec){x, x, x, x};
}
INLINE vec load(const float *p)
{
    return (vec){p[0], p[1], p[2], p[3]};
}
INLINE mask mask_of(uint16_t bits)
{
    const mask lane = {1, 2, 4, 8};
    int32_t b = bits;
    return ((mask){b, b, b, b} & lane) != 0;
}
INLINE vec keep(mask m, vec v)
{
    return (vec)(m & (mask)v);
}
INLINE vec pick(mask m, vec a, vec b)
{
    return (vec)((m & (mask)a) | (~m & (mask)b));
}
INLINE vec flip(mask m, vec v)
{
    return (vec)((mask)v ^ (m & INT32_MIN));
}
INLINE mask negative(vec v)
{
    return (mask)v >> 31;
}
INLINE vec minus_abs(vec v)
{
    return (vec)((mask)v | INT32_MIN);
}
INLINE vec larger(vec a, vec b)
{
    return pick(a > b, a, b);
}
INLINE vec smaller(vec a, vec b)
{
    return pick(a < b, a, b);
}
INLINE vec add_where(mask m, vec sum, vec v)
{
    return sum + keep(m, v);
}
INLINE vec times_where(mask m, vec product, vec v)
{
    return product * pick(m, v, splat(1.0f));
}
/* For |v| < 2^22: 1.5 * 2^23 leaves no place for a fraction. */
INLINE vec round_near(vec v)
{
    return (v + 12582912.0f) - 12582912.0f;
}
INLINE vec scale(vec v, vec n)
{
    mask power = (mask)(n + 12582912.0f) << 23;
    return (vec)((mask)v + power);
}
INLINE vec reciprocal(vec v)
{
    return 1.0f / v;
}
INLINE vec exponent_of(vec v)
{
    mask e = ((mask)v >> 23) - 127;
    return (vec){(float)e[0], (float)e[1], (float)e[2], (float)e[3]};
}
INLINE vec mantissa_of(vec v)
{
    return (vec)(((mask)v & 0x7fffff) | 0x3f800000);
}
INLINE void add_to(double *sum, double weight, vec v)
{
    for (int k = 0; k < WIDTH; k++)
        sum[k] += weight * (double)v[k];
}
