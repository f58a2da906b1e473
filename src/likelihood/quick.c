/* The logit likelihood in single precision, sixteen units in one vector.
 *
 * What is added up stays in single precision for 64 rows and then joins a double;
 * products of 1 + e are at most 2^64 by then, and their exponents are set aside as
 * integers, so that a unit costs one log however many rows it has. */
#include "likelihood/kernel.h"
#include "likelihood/target.h"

#include <math.h>
#include <string.h>

/* As in kernel.c: one rounding for a * b + c, here alone. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#else
#pragma GCC optimize("fp-contract=fast")
#endif

#define INLINE static inline __attribute__((always_inline))

typedef float vec __attribute__((vector_size(64)));
typedef int32_t ivec __attribute__((vector_size(64)));

#define SPLAT(x)                                                                       \
    ((vec){(x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x),  \
           (x)})

enum { ROWS_A_BLOCK = 64, MANTISSA_BITS = 23, BIAS = 127 };

typedef void eval_fn(int fixed, const struct kernel_rows *rows,
                     const double parameter[][KERNEL_LANES], struct kernel_sums *out);

/* Sums over all rows so far. */
struct totals {
    double value[KERNEL_LANES];
    double slope[2][KERNEL_LANES];
    double curve[3][KERNEL_LANES];
    int32_t exponent[KERNEL_LANES]; /* of the product of all (1 + e) */
};

/* The code once for each kind of processor. The processor is named before the
 * helpers, not only where they end up: gcc splits vectors that a function's own target
 * does not have before it inlines that function. */
#define VARIANT(name) name##_plain
#include "likelihood/quick_tile.h"
#undef VARIANT

#if defined(__x86_64__)
#define VARIANT(name) name##_avx2
BEGIN_TARGET("avx2,fma")
#include "likelihood/quick_tile.h"
END_TARGET
#undef VARIANT

#define VARIANT(name) name##_avx512
BEGIN_TARGET("avx512f,avx512dq,avx512vl,fma")
#include "likelihood/quick_tile.h"
END_TARGET
#undef VARIANT
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

void kernel_eval_quick(enum aisle_link link, int fixed, int count,
                       const struct kernel_rows *rows,
                       const double parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    if (link == AISLE_LINK_LOGIT && !rows->weight && count + fixed == 2)
        best_eval()(fixed, rows, parameter, out);
    else
        kernel_eval(link, fixed, count, rows, parameter, out);
}
