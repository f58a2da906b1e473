/* The single-precision path for any processor: quick_tile.h on lanes_plain.h. */
#include "likelihood/quick.h"

#include "num/series.h"
#include "num/target.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Here a * b + c may be one rounding instead of two, as the house's flags forbid
 * elsewhere. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#else
#pragma GCC optimize("fp-contract=fast")
#endif

#define INLINE static inline __attribute__((always_inline))

#include "likelihood/lanes_plain.h"

#include "likelihood/quick_tile.h"

void quick_plain(enum aisle_link link, int fixed, int count, enum kernel_want want,
                 const struct kernel_rows32 *rows,
                 const float parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    eval(link, fixed, count, want, rows, parameter, out);
}
