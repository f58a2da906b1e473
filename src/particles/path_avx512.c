/* The path for AVX-512: sixteen particles at a time. */
#include "particles/path.h"

#include "num/target.h"
#include <math.h>
#include <string.h>

#if defined(__x86_64__)
#define INLINE static inline __attribute__((always_inline))

enum { WIDTH = 16 };
BEGIN_TARGET("avx512f,avx512dq")
#include "particles/path_tile.h"
END_TARGET

const struct path path_avx512 = PATH;

#else
typedef int path_avx512_is_for_x86;
#endif
