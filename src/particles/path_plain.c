/* The path for any processor: four particles at a time. */
#include "particles/path.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { WIDTH = 4 };
#include "particles/path_tile.h"

const struct path path_plain = PATH;
