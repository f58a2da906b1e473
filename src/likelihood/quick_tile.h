/* The tile of quick.c, for one kind of processor: VARIANT(name) names its functions.
 * Included once for each kind, so it has no guard. */

INLINE void VARIANT(spread_bits)(uint16_t bits, ivec *out)
{
    const ivec lane = {1,   2,   4,    8,    16,   32,   64,    128,
                       256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    int32_t b = bits;
    ivec all = {b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b};
    *out = (all & lane) != 0;
}

INLINE void VARIANT(choose)(const ivec *mask, const vec *a, const vec *b, vec *out)
{
    *out = (vec)((*mask & (ivec)*a) | (~*mask & (ivec)*b));
}

/* exp(x) for x <= 0 to 2e-7 of its size; e^-80 below -80. As in kernel.c, with the
 * series to the 6th power and 1.5 * 2^23 for the rounding. */
INLINE void VARIANT(exp_of)(const vec *x, vec *out)
{
    const vec floor_at = SPLAT(-80.0f);
    const vec shift = SPLAT(12582912.0f);
    ivec low = *x < floor_at;
    vec t;
    VARIANT(choose)(&low, &floor_at, x, &t);
    vec n = t * 1.44269504f + shift;
    ivec power = (ivec)n;
    n = n - shift;
    vec f = t - n * 0.693145751953125f;
    f = f - n * 1.42860677e-6f;
    vec p = SPLAT(1.0f / 720.0f);
    p = p * f + 1.0f / 120.0f;
    p = p * f + 1.0f / 24.0f;
    p = p * f + 1.0f / 6.0f;
    p = p * f + 0.5f;
    p = p * f + 1.0f;
    p = p * f + 1.0f;
    *out = (vec)((ivec)p + (power << MANTISSA_BITS));
}

/* 1 / d for 1 <= d <= 2 without a division. The parabola r with the smallest
 * largest |1 - d r|, which is T3(3 - 2d) / T3(3), T3 being Chebyshev's polynomial,
 * is 1/99 off; two Newton steps square that twice. */
INLINE void VARIANT(reciprocal)(const vec *d, vec *out)
{
    vec r = (*d * (32.0f / 99.0f) - 144.0f / 99.0f) * *d + 210.0f / 99.0f;
    r = r * (2.0f - *d * r);
    *out = r * (2.0f - *d * r);
}

INLINE void VARIANT(add_to)(double *sum, const vec *part)
{
    for (int k = 0; k < KERNEL_LANES; k++)
        sum[k] += (double)(*part)[k];
}

/* Rows first..end-1; `product` keeps its mantissa from block to block. */
INLINE void VARIANT(add_block)(int fixed, int count, const struct kernel_rows *rows,
                               int first, int end, const vec *at, vec *product,
                               struct totals *sums)
{
    const vec zero = SPLAT(0.0f);
    vec linear = zero;
    vec slope[2] = {zero, zero};
    vec curve[3] = {zero, zero, zero};
    for (int i = first; i < end; i++) {
        const double *wide =
            rows->feature + (size_t)rows->row[i].other * (size_t)rows->stride;
        const float f[2] = {(float)wide[0], (float)wide[1]};
        ivec cast;
        ivec nay;
        VARIANT(spread_bits)(rows->row[i].cast, &cast);
        VARIANT(spread_bits)(rows->row[i].nay, &nay);
        ivec flip = nay & INT32_MIN;
        vec eta = fixed ? at[0] * f[1] + f[0] : at[1] * f[1] + at[0] * f[0];
        vec u = (vec)((ivec)eta ^ flip);
        vec t = (vec)((ivec)u | INT32_MIN); /* -|u| */
        vec e;
        vec r;
        VARIANT(exp_of)(&t, &e);
        e = (vec)((ivec)e & cast);
        vec d = 1.0f + e;
        VARIANT(reciprocal)(&d, &r);
        vec er = e * r;
        ivec negative = u < zero;
        vec lambda;
        VARIANT(choose)(&negative, &r, &er, &lambda);
        *product = *product * d;
        linear = linear + (vec)((ivec)u & negative & cast);
        vec pull = (vec)(((ivec)lambda ^ flip) & cast);
        vec bend = er * r;
        if (fixed) {
            slope[0] = slope[0] + pull * f[1];
            curve[0] = curve[0] + bend * (f[1] * f[1]);
            continue;
        }
        vec bend_x = bend * f[1];
        slope[0] = slope[0] + pull * f[0];
        slope[1] = slope[1] + pull * f[1];
        curve[0] = curve[0] + bend * f[0] * f[0];
        curve[1] = curve[1] + bend_x * f[0];
        curve[2] = curve[2] + bend_x * f[1];
    }
    ivec bits = (ivec)*product;
    ivec exponent = (bits >> MANTISSA_BITS) - BIAS;
    *product = (vec)(bits - (exponent << MANTISSA_BITS));
    for (int k = 0; k < KERNEL_LANES; k++)
        sums->exponent[k] += exponent[k];
    VARIANT(add_to)(sums->value, &linear);
    for (int k = 0; k < count; k++)
        VARIANT(add_to)(sums->slope[k], &slope[k]);
    for (int k = 0; k < count * (count + 1) / 2; k++)
        VARIANT(add_to)(sums->curve[k], &curve[k]);
}

INLINE void VARIANT(eval_tile)(int fixed, int count, const struct kernel_rows *rows,
                               const double parameter[][KERNEL_LANES],
                               struct kernel_sums *out)
{
    struct totals sums;
    vec at[2];
    vec product = SPLAT(1.0f);
    memset(&sums, 0, sizeof sums);
    for (int k = 0; k < count; k++)
        for (int lane = 0; lane < KERNEL_LANES; lane++)
            at[k][lane] = (float)parameter[k][lane];
    for (int i = 0; i < rows->count; i += ROWS_A_BLOCK) {
        int left = rows->count - i;
        VARIANT(add_block)
        (fixed, count, rows, i, i + (left < ROWS_A_BLOCK ? left : ROWS_A_BLOCK), at,
         &product, &sums);
    }
    for (int lane = 0; lane < KERNEL_LANES; lane++)
        out->value[lane] = sums.value[lane] - log((double)product[lane]) -
                           0.69314718055994530942 * sums.exponent[lane];
    for (int k = 0; k < count; k++)
        memcpy(out->slope[k], sums.slope[k], sizeof out->slope[k]);
    for (int k = 0; k < count * (count + 1) / 2; k++)
        memcpy(out->curve[k], sums.curve[k], sizeof out->curve[k]);
}

static void VARIANT(eval)(int fixed, const struct kernel_rows *rows,
                          const double parameter[][KERNEL_LANES],
                          struct kernel_sums *out)
{
    if (fixed)
        VARIANT(eval_tile)(1, 1, rows, parameter, out);
    else
        VARIANT(eval_tile)(0, 2, rows, parameter, out);
}
