/* Loops over long rows, in the widest vectors that the processor has. Entries do not meet
 * within a row and no product is fused into a sum: the same bytes on every one. */
#include "num/linalg.h"

#include "num/target.h"

#define VARIANT(name) name##_plain
#include "num/linalg_rows.h"
#undef VARIANT

#if defined(__x86_64__)
BEGIN_TARGET("avx2")
#define VARIANT(name) name##_avx2
#include "num/linalg_rows.h"
#undef VARIANT
END_TARGET

static bool wide(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define forward_many_avx2 forward_many_plain
#define take_squares_avx2 take_squares_plain

static bool wide(void)
{
    return false;
}
#endif

void linalg_forward_many(const double *l, size_t n, size_t columns, double *b)
{
    (wide() ? forward_many_avx2 : forward_many_plain)(l, n, columns, b);
}

void linalg_take_squares(const double *y, size_t rows, size_t n, double *s)
{
    (wide() ? take_squares_avx2 : take_squares_plain)(y, rows, n, s);
}
