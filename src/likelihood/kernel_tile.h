/* The tile of kernel.c, for one kind of processor: VARIANT(name) names its functions.
 * Included once for each kind, so it has no guard. */

/* All ones in the lanes whose bit is set. */
INLINE void VARIANT(spread_bits)(uint8_t bits, ivec *out)
{
    const ivec lane = {1, 2, 4, 8, 16, 32, 64, 128};
    int64_t b = bits;
    ivec all = {b, b, b, b, b, b, b, b};
    *out = (all & lane) != 0;
}

/* a where the mask is all ones, else b. */
INLINE void VARIANT(choose)(const ivec *mask, const vec *a, const vec *b, vec *out)
{
    *out = (vec)((*mask & (ivec)*a) | (~*mask & (ivec)*b));
}

INLINE void VARIANT(minimum)(const vec *a, const vec *b, vec *out)
{
    ivec less = *a < *b;
    VARIANT(choose)(&less, a, b, out);
}

/* exp(x) for x <= 0, relative error below 1e-14; 0 below -700 comes out as e^-700,
 * which no sum here can tell from 0. x = n log 2 + f with |f| <= log(2) / 2, and
 * the Taylor series of exp f to the 11th power. Adding 1.5 * 2^52 rounds to the
 * nearest integer and leaves it in the low bits. */
INLINE void VARIANT(exp_of)(const vec *x, vec *out)
{
    const vec floor_at = SPLAT(-700.0);
    const vec shift = SPLAT(6755399441055744.0);
    ivec low = *x < floor_at;
    vec t;
    VARIANT(choose)(&low, &floor_at, x, &t);
    vec n = t * 1.4426950408889634074 + shift;
    ivec power = (ivec)n;
    n = n - shift;
    vec f = t - n * 0.69314718036912381649;
    f = f - n * 1.9082149292705877000e-10;
    vec p = SPLAT(1.0 / 39916800.0);
    p = p * f + 1.0 / 3628800.0;
    p = p * f + 1.0 / 362880.0;
    p = p * f + 1.0 / 40320.0;
    p = p * f + 1.0 / 5040.0;
    p = p * f + 1.0 / 720.0;
    p = p * f + 1.0 / 120.0;
    p = p * f + 1.0 / 24.0;
    p = p * f + 1.0 / 6.0;
    p = p * f + 0.5;
    p = p * f + 1.0;
    p = p * f + 1.0;
    *out = (vec)((ivec)p + (power << 52));
}

/* `u` is 0 and `one` is 0, instead of 1, in the lanes without a vote. */
INLINE void VARIANT(logit_row)(const vec *u, const vec *one, struct row_terms *out)
{
    const vec zero = SPLAT(0.0);
    ivec negative = *u < zero;
    vec minus = -*u;
    vec t;
    VARIANT(choose)(&negative, u, &minus, &t);
    vec e;
    VARIANT(exp_of)(&t, &e);
    vec r = 1.0 / (1.0 + e);
    vec er = e * r;
    VARIANT(choose)(&negative, &r, &er, &out->lambda);
    out->curve = er * r * *one;
    out->factor = 1.0 + e * *one;
    VARIANT(minimum)(u, &zero, &out->linear);
}

/* The Mills ratio. Below 7 a rational form of Phi due to Hart (1968, no. 5666),
 * above it the continued fraction 1/(t + 1/(t + 2/(t + 3/(t + ...)))) to its
 * tenth step; both to about 1e-15. */
INLINE void VARIANT(mills)(const vec *t, vec *out)
{
    vec x = *t;
    vec p = SPLAT(0.0352624965998911);
    p = p * x + 0.700383064443688;
    p = p * x + 6.37396220353165;
    p = p * x + 33.912866078383;
    p = p * x + 112.079291497871;
    p = p * x + 221.213596169931;
    p = p * x + 220.206867912376;
    vec q = SPLAT(0.0883883476483184);
    q = q * x + 1.75566716318264;
    q = q * x + 16.064177579207;
    q = q * x + 86.7807322029461;
    q = q * x + 296.564248779674;
    q = q * x + 637.333633378831;
    q = q * x + 793.826512519948;
    q = q * x + 440.413735824752;
    vec near_zero = p * 2.5066282746310005024 / q;
    /* The fraction as one quotient of two polynomials, by its recurrence. */
    vec num0 = SPLAT(0.0);
    vec den0 = SPLAT(1.0);
    vec num1 = SPLAT(1.0);
    vec den1 = x;
    for (int k = 1; k <= 10; k++) {
        vec num2 = x * num1 + (double)k * num0;
        vec den2 = x * den1 + (double)k * den0;
        num0 = num1;
        den0 = den1;
        num1 = num2;
        den1 = den2;
    }
    vec tail = num1 / den1;
    ivec small = x < SPLAT(7.0);
    VARIANT(choose)(&small, &near_zero, &tail, out);
}

INLINE void VARIANT(probit_row)(const vec *u, const vec *cast, struct row_terms *out)
{
    const vec zero = SPLAT(0.0);
    const vec one = SPLAT(1.0);
    const vec far = SPLAT(1e4);
    ivec negative = *u < zero;
    vec minus = -*u;
    vec t;
    VARIANT(choose)(&negative, &minus, u, &t);
    VARIANT(minimum)(&t, &far, &t);
    vec ratio;
    VARIANT(mills)(&t, &ratio);
    vec half = t * t * -0.5;
    vec density;
    VARIANT(exp_of)(&half, &density);
    density = density * 0.39894228040143267794;
    vec upper = 1.0 - density * ratio;
    vec falling = 1.0 / ratio;
    vec rising = density / upper;
    VARIANT(choose)(&negative, &falling, &rising, &out->lambda);
    vec signed_t = -t;
    VARIANT(choose)(&negative, &signed_t, &t, &signed_t);
    out->curve = out->lambda * (out->lambda + signed_t) * *cast;
    VARIANT(choose)(&negative, &ratio, &upper, &out->factor);
    ivec out_of_play = *cast == zero;
    VARIANT(choose)(&out_of_play, &one, &out->factor, &out->factor);
    vec tail = half - 0.91893853320467274178;
    VARIANT(choose)(&negative, &tail, &zero, &out->linear);
}

/* Adds weight * (linear +- log product) and starts both afresh. */
INLINE void VARIANT(flush)(enum aisle_link link, double weight, vec *product,
                           vec *linear, double *value)
{
    double side = link == AISLE_LINK_LOGIT ? -1.0 : 1.0;
    for (int k = 0; k < HALF; k++)
        value[k] += weight * ((*linear)[k] + side * log((*product)[k]));
    *product = SPLAT(1.0);
    *linear = SPLAT(0.0);
}

/* Eight units of the tile, from lane `first`; `link`, `fixed`, `count` are constants
 * where it is inlined. */
INLINE void VARIANT(eval_half)(enum aisle_link link, int fixed, int count, int first,
                               const struct kernel_rows *rows,
                               const double parameter[][KERNEL_LANES],
                               struct kernel_sums *out)
{
    /* Factors lie in [1, 2] for logit and [1e-4, 1] for probit. */
    const int rows_a_product = link == AISLE_LINK_LOGIT ? 512 : 64;
    vec at[KERNEL_PARAMS_MAX];
    vec slope[KERNEL_PARAMS_MAX];
    vec curve[KERNEL_CURVES_MAX];
    vec product = SPLAT(1.0);
    vec linear = SPLAT(0.0);
    for (int k = 0; k < count; k++) {
        memcpy(&at[k], parameter[k] + first, sizeof at[k]);
        slope[k] = SPLAT(0.0);
    }
    for (int k = 0; k < count * (count + 1) / 2; k++)
        curve[k] = SPLAT(0.0);
    double value[HALF] = {0};
    double weight = 1.0;
    int in_product = 0;
    for (int i = 0; i < rows->count; i++) {
        int32_t other = rows->row[i].other;
        const double *f = rows->feature + (size_t)other * (size_t)rows->stride;
        double w = rows->weight ? rows->weight[other] : 1.0;
        if (in_product == rows_a_product || w != weight) {
            VARIANT(flush)(link, weight, &product, &linear, value);
            weight = w;
            in_product = 0;
        }
        in_product++;
        ivec is_cast;
        ivec is_nay;
        VARIANT(spread_bits)((uint8_t)(rows->row[i].cast >> first), &is_cast);
        VARIANT(spread_bits)((uint8_t)(rows->row[i].nay >> first), &is_nay);
        ivec flip = is_nay & INT64_MIN;
        vec cast = (vec)(is_cast & (ivec)SPLAT(1.0));
        vec eta = fixed ? SPLAT(f[0]) : at[0] * f[0];
        for (int k = fixed ? 0 : 1; k < count; k++)
            eta = eta + at[k] * f[k + fixed];
        vec u = (vec)(((ivec)eta ^ flip) & is_cast);
        struct row_terms terms;
        if (link == AISLE_LINK_LOGIT)
            VARIANT(logit_row)(&u, &cast, &terms);
        else
            VARIANT(probit_row)(&u, &cast, &terms);
        product = product * terms.factor;
        linear = linear + terms.linear;
        vec pull = (vec)(((ivec)terms.lambda ^ flip) & is_cast) * w;
        vec bend = terms.curve * w;
        int c = 0;
        for (int k = 0; k < count; k++) {
            slope[k] = slope[k] + pull * f[k + fixed];
            vec bend_k = bend * f[k + fixed];
            for (int l = 0; l <= k; l++, c++)
                curve[c] = curve[c] + bend_k * f[l + fixed];
        }
    }
    VARIANT(flush)(link, weight, &product, &linear, value);
    memcpy(out->value + first, value, sizeof value);
    for (int k = 0; k < count; k++)
        memcpy(out->slope[k] + first, &slope[k], sizeof slope[k]);
    for (int k = 0; k < count * (count + 1) / 2; k++)
        memcpy(out->curve[k] + first, &curve[k], sizeof curve[k]);
}

INLINE void VARIANT(eval_tile)(enum aisle_link link, int fixed, int count,
                               const struct kernel_rows *rows,
                               const double parameter[][KERNEL_LANES],
                               struct kernel_sums *out)
{
    VARIANT(eval_half)(link, fixed, count, 0, rows, parameter, out);
    VARIANT(eval_half)(link, fixed, count, HALF, rows, parameter, out);
}

static void VARIANT(eval)(enum aisle_link link, int fixed, int count,
                          const struct kernel_rows *rows,
                          const double parameter[][KERNEL_LANES],
                          struct kernel_sums *out)
{
    CASE(LOGIT, 0, 2)
    CASE(LOGIT, 1, 1)
    CASE(PROBIT, 0, 2)
    CASE(PROBIT, 1, 1)
    CASE(LOGIT, 0, 3)
    CASE(LOGIT, 1, 2)
    if (link == AISLE_LINK_LOGIT)
        VARIANT(eval_tile)(AISLE_LINK_LOGIT, fixed, count, rows, parameter, out);
    else
        VARIANT(eval_tile)(AISLE_LINK_PROBIT, fixed, count, rows, parameter, out);
}

/* Eight votes, or fewer: past `there` they are none. */
INLINE void VARIANT(votes_8)(enum aisle_link link, int there, const int8_t *sign,
                             const double *eta, vec *product, vec *linear,
                             double *slope, double *curve)
{
    const ivec zero = {0};
    signs own = {0};
    vec at = SPLAT(0.0);
    if (there == HALF) { /* a constant length is a load */
        memcpy(&own, sign, HALF);
        memcpy(&at, eta, sizeof at);
    } else {
        memcpy(&own, sign, (size_t)there);
        memcpy(&at, eta, (size_t)there * sizeof *eta);
    }
    ivec side = __builtin_convertvector(own, ivec);
    ivec is_cast = side != zero;
    ivec flip = side & INT64_MIN;
    vec cast = (vec)(is_cast & (ivec)SPLAT(1.0));
    vec u = (vec)(((ivec)at ^ flip) & is_cast);
    struct row_terms terms;
    if (link == AISLE_LINK_LOGIT)
        VARIANT(logit_row)(&u, &cast, &terms);
    else
        VARIANT(probit_row)(&u, &cast, &terms);
    *product = *product * terms.factor;
    *linear = *linear + terms.linear;
    vec pull = (vec)(((ivec)terms.lambda ^ flip) & is_cast);
    size_t bytes = there == HALF ? sizeof at : (size_t)there * sizeof *eta;
    if (slope)
        memcpy(slope, &pull, bytes);
    if (curve)
        memcpy(curve, &terms.curve, bytes);
}

/* All lanes' linear +- log product, in a fixed order; starts both afresh. */
INLINE double VARIANT(join)(enum aisle_link link, vec *product, vec *linear)
{
    double side = link == AISLE_LINK_LOGIT ? -1.0 : 1.0;
    double factor = 1.0;
    double sum = 0.0;
    for (int k = 0; k < HALF; k++) {
        factor *= (*product)[k];
        sum += (*linear)[k];
    }
    *product = SPLAT(1.0);
    *linear = SPLAT(0.0);
    return sum + side * log(factor);
}

/* Factors lie in [1, 2] for logit and [1e-4, 1] for probit, and eight lanes share one
 * log. */
INLINE double VARIANT(votes_of)(enum aisle_link link, int count, const int8_t *sign,
                                const double *eta, double *slope, double *curve)
{
    const int most = HALF * (link == AISLE_LINK_LOGIT ? 100 : 8);
    vec product = SPLAT(1.0);
    vec linear = SPLAT(0.0);
    double sum = 0.0;
    for (int i = 0; i < count; i += HALF) {
        int there = count - i < HALF ? count - i : HALF;
        VARIANT(votes_8)
        (link, there, sign + i, eta + i, &product, &linear, slope ? slope + i : NULL,
         curve ? curve + i : NULL);
        if ((i + HALF) % most == 0)
            sum += VARIANT(join)(link, &product, &linear);
    }
    return sum + VARIANT(join)(link, &product, &linear);
}

static double VARIANT(votes)(enum aisle_link link, int count, const int8_t *sign,
                             const double *eta, double *slope, double *curve)
{
    if (link == AISLE_LINK_LOGIT)
        return VARIANT(votes_of)(AISLE_LINK_LOGIT, count, sign, eta, slope, curve);
    return VARIANT(votes_of)(AISLE_LINK_PROBIT, count, sign, eta, slope, curve);
}
