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
#include "likelihood/kernel.h"

#include "num/special.h"
#include "num/target.h"
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
typedef int8_t signs __attribute__((vector_size(8)));

enum { HALF = KERNEL_LANES / 2 }; /* units in a vector of doubles */

#define SPLAT(x) ((vec){(x), (x), (x), (x), (x), (x), (x), (x)})

/* Name the constants, so that each case is compiled for itself. */
#define CASE(link_name, fixed_at, n)                                                   \
    if (link == AISLE_LINK_##link_name && fixed == (fixed_at) && count == (n)) {       \
        VARIANT(eval_tile)(AISLE_LINK_##link_name, fixed_at, n, rows, parameter, out); \
        return;                                                                        \
    }

typedef void eval_fn(enum aisle_link link, int fixed, int count,
                     const struct kernel_rows *rows,
                     const double parameter[][KERNEL_LANES], struct kernel_sums *out);

typedef double votes_fn(enum aisle_link link, int count, const int8_t *sign,
                        const double *eta, double *slope, double *curve);

/* What one row adds, before its weight: factor multiplies the product. */
struct row_terms {
    vec factor;
    vec linear;
    vec lambda; /* slope in u */
    vec curve;
};

/* The code once for each kind of processor. The processor is named before the
 * helpers, not only where they end up: gcc splits vectors that a function's own target
 * does not have before it inlines that function. */
#define VARIANT(name) name##_plain
#include "likelihood/kernel_tile.h"
#undef VARIANT

#if defined(__x86_64__)
#define VARIANT(name) name##_avx2
BEGIN_TARGET("avx2,fma")
#include "likelihood/kernel_tile.h"
END_TARGET
#undef VARIANT

#define VARIANT(name) name##_avx512
BEGIN_TARGET("avx512f,avx512dq,avx512vl,fma")
#include "likelihood/kernel_tile.h"
END_TARGET
#undef VARIANT
#endif

struct path {
    eval_fn *eval;
    votes_fn *votes;
};

static struct path best(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return (struct path){eval_avx512, votes_avx512};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return (struct path){eval_avx2, votes_avx2};
#endif
    return (struct path){eval_plain, votes_plain};
}

void kernel_eval(enum aisle_link link, int fixed, int count,
                 const struct kernel_rows *rows, const double parameter[][KERNEL_LANES],
                 struct kernel_sums *out)
{
    best().eval(link, fixed, count, rows, parameter, out);
}

double kernel_votes(enum aisle_link link, int count, const int8_t *sign,
                    const double *eta, double *slope, double *curve)
{
    return best().votes(link, count, sign, eta, slope, curve);
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
