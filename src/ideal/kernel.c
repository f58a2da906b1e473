/* Vector code by the compilers' vector extension, which gcc and clang share.
 *
 * Logit:  with u = sign * eta and e = exp(-|u|)
 *         log P = min(u, 0) - log(1 + e)
 *         slope = sign * (e or 1) / (1 + e),  curve = e / (1 + e)^2
 * Probit: with the Mills ratio R(t) = Phi(-t) / phi(t), t = |u|
 *         log P = log R - t^2/2 - log sqrt(2 pi)   for u < 0, else log(1 - phi R)
 *         slope = sign * lambda,  curve = lambda (lambda + u),  lambda = phi/Phi
 *
 * One log is taken for many votes: factors are multiplied, and the product's log
 * is added before it could leave the range of a double, or when the weight of the
 * rows changes. */
#include "ideal/kernel.h"

#include "num/special.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Here alone a * b + c may be one rounding instead of two, as the house's flags
 * forbid elsewhere: it makes the kernel 1.6 times as fast. Any processor with AVX2
 * and FMA then gives the same bytes; one without gives its own. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#else
#pragma GCC optimize("fp-contract=fast")
#endif

#define INLINE static inline __attribute__((always_inline))

typedef double vec __attribute__((vector_size(64)));
typedef int64_t ivec __attribute__((vector_size(64)));

#define SPLAT(x) ((vec){(x), (x), (x), (x), (x), (x), (x), (x)})

/* All ones in the lanes whose bit is set. */
INLINE void spread_bits(uint8_t bits, ivec *out)
{
    const ivec lane = {1, 2, 4, 8, 16, 32, 64, 128};
    int64_t b = bits;
    ivec all = {b, b, b, b, b, b, b, b};
    *out = (all & lane) != 0;
}

/* a where the mask is all ones, else b. */
INLINE void choose(const ivec *mask, const vec *a, const vec *b, vec *out)
{
    *out = (vec)((*mask & (ivec)*a) | (~*mask & (ivec)*b));
}

INLINE void minimum(const vec *a, const vec *b, vec *out)
{
    ivec less = *a < *b;
    choose(&less, a, b, out);
}

/* exp(x) for x <= 0, relative error below 1e-14; 0 below -700 comes out as e^-700,
 * which no sum here can tell from 0. x = n log 2 + f with |f| <= log(2) / 2, and
 * the Taylor series of exp f to the 11th power. Adding 1.5 * 2^52 rounds to the
 * nearest integer and leaves it in the low bits. */
INLINE void exp_of(const vec *x, vec *out)
{
    const vec floor_at = SPLAT(-700.0);
    const vec shift = SPLAT(6755399441055744.0);
    ivec low = *x < floor_at;
    vec t;
    choose(&low, &floor_at, x, &t);
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

/* What one row adds, before its weight: factor multiplies the product. */
struct row_terms {
    vec factor;
    vec linear;
    vec lambda; /* slope in u */
    vec curve;
};

/* `u` is 0 and `one` is 0, instead of 1, in the lanes without a vote. */
INLINE void logit_row(const vec *u, const vec *one, struct row_terms *out)
{
    const vec zero = SPLAT(0.0);
    ivec negative = *u < zero;
    vec minus = -*u;
    vec t;
    choose(&negative, u, &minus, &t);
    vec e;
    exp_of(&t, &e);
    vec r = 1.0 / (1.0 + e);
    vec er = e * r;
    choose(&negative, &r, &er, &out->lambda);
    out->curve = er * r * *one;
    out->factor = 1.0 + e * *one;
    minimum(u, &zero, &out->linear);
}

/* The Mills ratio. Below 7 a rational form of Phi due to Hart (1968, no. 5666),
 * above it the continued fraction 1/(t + 1/(t + 2/(t + 3/(t + ...)))) to its
 * tenth step; both to about 1e-15. */
INLINE void mills(const vec *t, vec *out)
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
    choose(&small, &near_zero, &tail, out);
}

INLINE void probit_row(const vec *u, const vec *cast, struct row_terms *out)
{
    const vec zero = SPLAT(0.0);
    const vec one = SPLAT(1.0);
    const vec far = SPLAT(1e4);
    ivec negative = *u < zero;
    vec minus = -*u;
    vec t;
    choose(&negative, &minus, u, &t);
    minimum(&t, &far, &t);
    vec ratio;
    mills(&t, &ratio);
    vec half = t * t * -0.5;
    vec density;
    exp_of(&half, &density);
    density = density * 0.39894228040143267794;
    vec upper = 1.0 - density * ratio;
    vec falling = 1.0 / ratio;
    vec rising = density / upper;
    choose(&negative, &falling, &rising, &out->lambda);
    vec signed_t = -t;
    choose(&negative, &signed_t, &t, &signed_t);
    out->curve = out->lambda * (out->lambda + signed_t) * *cast;
    choose(&negative, &ratio, &upper, &out->factor);
    ivec out_of_play = *cast == zero;
    choose(&out_of_play, &one, &out->factor, &out->factor);
    vec tail = half - 0.91893853320467274178;
    choose(&negative, &tail, &zero, &out->linear);
}

/* Adds weight * (linear +- log product) and starts both afresh. */
INLINE void flush(enum aisle_link link, double weight, vec *product, vec *linear,
                  double *value)
{
    double side = link == AISLE_LINK_LOGIT ? -1.0 : 1.0;
    for (int k = 0; k < KERNEL_LANES; k++)
        value[k] += weight * ((*linear)[k] + side * log((*product)[k]));
    *product = SPLAT(1.0);
    *linear = SPLAT(0.0);
}

/* The whole tile; `link`, `fixed`, `count` are constants where it is inlined. */
INLINE void eval_tile(enum aisle_link link, int fixed, int count,
                      const struct kernel_rows *rows,
                      const double parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    /* Factors lie in [1, 2] for logit and [1e-4, 1] for probit. */
    const int rows_a_product = link == AISLE_LINK_LOGIT ? 512 : 64;
    vec at[KERNEL_PARAMS_MAX];
    vec slope[KERNEL_PARAMS_MAX];
    vec curve[KERNEL_CURVES_MAX];
    vec product = SPLAT(1.0);
    vec linear = SPLAT(0.0);
    for (int k = 0; k < count; k++) {
        memcpy(&at[k], parameter[k], sizeof at[k]);
        slope[k] = SPLAT(0.0);
    }
    for (int k = 0; k < count * (count + 1) / 2; k++)
        curve[k] = SPLAT(0.0);
    memset(out->value, 0, sizeof out->value);
    double weight = 1.0;
    int in_product = 0;
    for (int i = 0; i < rows->count; i++) {
        int32_t other = rows->row[i].other;
        const double *f = rows->feature + (size_t)other * (size_t)rows->stride;
        double w = rows->weight ? rows->weight[other] : 1.0;
        if (in_product == rows_a_product || w != weight) {
            flush(link, weight, &product, &linear, out->value);
            weight = w;
            in_product = 0;
        }
        in_product++;
        ivec is_cast;
        ivec is_nay;
        spread_bits(rows->row[i].cast, &is_cast);
        spread_bits(rows->row[i].nay, &is_nay);
        ivec flip = is_nay & INT64_MIN;
        vec cast = (vec)(is_cast & (ivec)SPLAT(1.0));
        vec eta = fixed ? SPLAT(f[0]) : at[0] * f[0];
        for (int k = fixed ? 0 : 1; k < count; k++)
            eta = eta + at[k] * f[k + fixed];
        vec u = (vec)(((ivec)eta ^ flip) & is_cast);
        struct row_terms terms;
        if (link == AISLE_LINK_LOGIT)
            logit_row(&u, &cast, &terms);
        else
            probit_row(&u, &cast, &terms);
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
    flush(link, weight, &product, &linear, out->value);
    for (int k = 0; k < count; k++)
        memcpy(out->slope[k], &slope[k], sizeof slope[k]);
    for (int k = 0; k < count * (count + 1) / 2; k++)
        memcpy(out->curve[k], &curve[k], sizeof curve[k]);
}

typedef void eval_fn(enum aisle_link link, int fixed, int count,
                     const struct kernel_rows *rows,
                     const double parameter[][KERNEL_LANES], struct kernel_sums *out);

/* Name the constants, so that each case is compiled for itself. */
#define CASE(link_name, fixed_at, n)                                                   \
    if (link == AISLE_LINK_##link_name && fixed == (fixed_at) && count == (n)) {       \
        eval_tile(AISLE_LINK_##link_name, fixed_at, n, rows, parameter, out);          \
        return;                                                                        \
    }

#define EVAL_FUNCTION(name, attributes)                                                \
    attributes static void name(                                                       \
        enum aisle_link link, int fixed, int count, const struct kernel_rows *rows,    \
        const double parameter[][KERNEL_LANES], struct kernel_sums *out)               \
    {                                                                                  \
        CASE(LOGIT, 0, 2)                                                              \
        CASE(LOGIT, 1, 1)                                                              \
        CASE(PROBIT, 0, 2)                                                             \
        CASE(PROBIT, 1, 1)                                                             \
        CASE(LOGIT, 0, 3)                                                              \
        CASE(LOGIT, 1, 2)                                                              \
        if (link == AISLE_LINK_LOGIT)                                                  \
            eval_tile(AISLE_LINK_LOGIT, fixed, count, rows, parameter, out);           \
        else                                                                           \
            eval_tile(AISLE_LINK_PROBIT, fixed, count, rows, parameter, out);          \
    }

EVAL_FUNCTION(eval_plain, )
#if defined(__x86_64__)
EVAL_FUNCTION(eval_avx2, __attribute__((target("avx2,fma"))))
EVAL_FUNCTION(eval_avx512, __attribute__((target("avx512f,avx512dq,avx512vl,fma"))))
#endif

static eval_fn *best_eval(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return eval_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return eval_avx2;
#endif
    return eval_plain;
}

void kernel_eval(enum aisle_link link, int fixed, int count,
                 const struct kernel_rows *rows, const double parameter[][KERNEL_LANES],
                 struct kernel_sums *out)
{
    best_eval()(link, fixed, count, rows, parameter, out);
}

struct kernel_vote kernel_vote_at(enum aisle_link link, int sign, double eta)
{
    double u = sign * eta;
    struct kernel_vote v;
    if (link == AISLE_LINK_LOGIT) {
        double lambda = num_logistic(-u);
        v.value = -num_log1pexp(-u);
        v.slope = sign * lambda;
        v.curve = lambda * num_logistic(u);
        return v;
    }
    v.value = num_normal_log_cdf(u);
    double lambda = exp(-0.5 * u * u - 0.91893853320467274178 - v.value);
    v.slope = sign * lambda;
    v.curve = lambda * (lambda + u);
    return v;
}
