/* Vectors of WIDTH floats by the compilers' vector extension, and the functions that
 * the tiles need on them. Included once for each kind of processor (path_*.c), so it
 * has no guard. Nothing here is fused or reordered: every kind gives the same bytes. */

typedef float vec __attribute__((vector_size(4 * WIDTH)));
typedef int32_t ivec __attribute__((vector_size(4 * WIDTH)));
typedef float loose __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

INLINE vec load(const float *p)
{
    return *(const loose *)p;
}

INLINE void store(float *p, vec v)
{
    *(loose *)p = v;
}

INLINE void add_to(float *p, vec v)
{
    store(p, load(p) + v);
}

INLINE vec splat(float x)
{
    return x - (vec){0};
}

/* a where the mask is all ones, else b. */
INLINE vec pick(ivec mask, vec a, vec b)
{
    return (vec)((mask & (ivec)a) | (~mask & (ivec)b));
}

INLINE vec smaller(vec a, vec b)
{
    return pick(a < b, a, b);
}

INLINE vec larger(vec a, vec b)
{
    return pick(a > b, a, b);
}

/* e^x for |x| <= 87, to 2e-7 of its size: 2^n times Cephes' polynomial. Adding
 * 1.5 x 2^23 rounds to a whole number. */
INLINE vec exp_of(vec x)
{
    vec n = x * 1.44269504F + 12582912.0F - 12582912.0F;
    vec r = x - n * 0.693359375F + n * 2.12194440e-4F;
    vec p = splat(1.9875691500e-4F);
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    ivec power = (__builtin_convertvector(n, ivec) + 127) << 23;
    return p * (vec)power;
}

/* log v for normal v > 0, to 1e-7: the exponent, and a series in what is left. */
INLINE vec log_of(vec v)
{
    ivec bits = (ivec)v;
    vec n = __builtin_convertvector((bits >> 23) - 127, vec);
    vec m = (vec)((bits & 0x7fffff) | 0x3f800000);
    ivec high = m > 1.41421356F;
    n = n + pick(high, splat(1.0F), splat(0.0F));
    vec x = pick(high, m * 0.5F, m) - 1.0F;
    vec p = splat(8.53331308e-2F);
    p = p * x - 1.42692582e-1F;
    p = p * x + 1.49774013e-1F;
    p = p * x - 1.65779929e-1F;
    p = p * x + 1.99559334e-1F;
    p = p * x - 2.50013522e-1F;
    p = p * x + 3.33341933e-1F;
    p = p * x - 4.99999964e-1F;
    p = p * x + 9.99999974e-1F;
    return n * 0.693147181F + p * x;
}

/* 1 / (1 + e^-x); past 30 it is that of 30. */
INLINE vec logistic(vec x)
{
    x = larger(smaller(x, splat(30.0F)), splat(-30.0F));
    return 1.0F / (1.0F + exp_of(-x));
}

/* 1 / sqrt(v), three steps of Newton's method from Lomont's start: to 2e-7. */
INLINE vec one_over_sqrt(vec v)
{
    vec r = (vec)(0x5f375a86 - ((ivec)v >> 1));
    for (int step = 0; step < 3; step++)
        r = r * (1.5F - 0.5F * v * r * r);
    return r;
}
