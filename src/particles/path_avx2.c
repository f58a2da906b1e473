/* The path for AVX2: eight particles at a time. */
#include "particles/path.h"

#include "num/target.h"
#include <math.h>
#include <string.h>

#if defined(__x86_64__)
#define INLINE static inline __attribute__((always_inline))

enum { WIDTH = 8 };
BEGIN_TARGET("avx2")
#include "particles/path_tile.h"
END_TARGET

const struct path path_avx2 = PATH;

#else
typedef int path_avx2_is_for_x86;
#endif
