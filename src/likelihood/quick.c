/* Single precision: the best path that the processor has. */
#include "likelihood/quick.h"

#include <stddef.h>

kernel_eval32_fn *kernel_eval32_by(enum kernel_path path)
{
#if defined(__x86_64__)
    if (path == KERNEL_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                   ? quick_avx512
                   : NULL;
    if (path == KERNEL_AVX2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                   ? quick_avx2
                   : NULL;
#endif
    return path == KERNEL_PLAIN ? quick_plain : NULL;
}

void kernel_eval32(enum aisle_link link, int fixed, int count, enum kernel_want want,
                   const struct kernel_rows32 *rows,
                   const float parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    kernel_eval32_fn *eval = kernel_eval32_by(KERNEL_AVX512);
    if (!eval)
        eval = kernel_eval32_by(KERNEL_AVX2);
    if (!eval)
        eval = kernel_eval32_by(KERNEL_PLAIN);
    eval(link, fixed, count, want, rows, parameter, out);
}
