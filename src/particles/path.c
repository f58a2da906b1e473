#include "particles/path.h"

#include <stddef.h>

const struct path *path_of(enum path_kind kind)
{
#if defined(__x86_64__)
    if (kind == PATH_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                   ? &path_avx512
                   : NULL;
    if (kind == PATH_AVX2)
        return __builtin_cpu_supports("avx2") ? &path_avx2 : NULL;
#endif
    return kind == PATH_PLAIN ? &path_plain : NULL;
}

const struct path *path_best(void)
{
    for (int kind = PATH_KINDS - 1; kind > PATH_PLAIN; kind--) {
        const struct path *path = path_of((enum path_kind)kind);
        if (path)
            return path;
    }
    return &path_plain;
}
