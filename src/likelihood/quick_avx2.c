/* The single-precision path for AVX2 and FMA: quick_tile.h on lanes_avx2.h. */
#include "likelihood/quick.h"

#include "num/series.h"
#include "num/target.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

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

BEGIN_TARGET("avx2,fma")
#include "likelihood/lanes_avx2.h"

#include "likelihood/quick_tile.h"

void quick_avx2(enum aisle_link link, int fixed, int count, enum kernel_want want,
                const struct kernel_rows32 *rows, const float parameter[][KERNEL_LANES],
                struct kernel_sums *out)
{
    eval(link, fixed, count, want, rows, parameter, out);
}
END_TARGET

#else
typedef int quick_avx2_is_for_x86;
#endif
