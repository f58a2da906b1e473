/* Sparse rows: the best path that the processor has. */
#include "sparse/row.h"

#include <stddef.h>

const struct row_kernel *row_by(enum kernel_path path)
{
#if defined(__x86_64__)
    if (path == KERNEL_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                   ? &row_avx512
                   : NULL;
    if (path == KERNEL_AVX2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                   ? &row_avx2
                   : NULL;
#endif
    return path == KERNEL_PLAIN ? &row_plain : NULL;
}

const struct row_kernel *row_best(void)
{
    const struct row_kernel *kernel = row_by(KERNEL_AVX512);
    if (!kernel)
        kernel = row_by(KERNEL_AVX2);
    return kernel ? kernel : row_by(KERNEL_PLAIN);
}
