/* Loops over long rows, in the widest vectors that the processor has. Every entry is
 * added up by itself in one order and no product is fused into a sum: the same bytes on
 * every processor. */
#include "num/linalg.h"

#include "num/target.h"
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* Rows of y that are added up before their sum is taken off s; partial sums of a form. */
enum { DEPTH = 64, FORM_PARTS = 8 };

size_t linalg_fold_stride(size_t n)
{
    return (n + 31) / 32 * 32;
}

void linalg_fold(const double *s, size_t n, double *out)
{
    size_t stride = linalg_fold_stride(n);
    memset(out, 0, n * stride * sizeof *out);
    for (size_t i = 0; i < n; i++) {
        out[i * stride + i] = s[i * n + i];
        for (size_t j = 0; j < i; j++)
            out[j * stride + i] = 2.0 * s[i * n + j];
    }
}

#define VARIANT(name) name##_plain
#define WIDTH 2
#define VECTORS 2
#include "num/linalg_rows.h"
#undef VARIANT
#undef WIDTH
#undef VECTORS

#if defined(__x86_64__)
BEGIN_TARGET("avx2")
#define VARIANT(name) name##_avx2
#define WIDTH 4
#define VECTORS 2
#include "num/linalg_rows.h"
#undef VARIANT
#undef WIDTH
#undef VECTORS
END_TARGET

BEGIN_TARGET("avx512f,avx512vl,avx512dq")
#define VARIANT(name) name##_avx512
#define WIDTH 8
#define VECTORS 4
#include "num/linalg_rows.h"
#undef VARIANT
#undef WIDTH
#undef VECTORS
END_TARGET
#endif

#define LOOPS(variant)                                                                 \
    {                                                                                  \
        forward_many_##variant, backward_many_##variant, invert_lower_##variant,       \
            take_product_##variant, forms_##variant                                    \
    }

static const struct linalg_loops loops[] = {
    LOOPS(plain),
#if defined(__x86_64__)
    LOOPS(avx2),
    LOOPS(avx512),
#endif
};

const struct linalg_loops *linalg_loops_by(int path)
{
#if defined(__x86_64__)
    if (path == 2)
        return __builtin_cpu_supports("avx512f") &&
                       __builtin_cpu_supports("avx512vl") &&
                       __builtin_cpu_supports("avx512dq")
                   ? &loops[2]
                   : NULL;
    if (path == 1)
        return __builtin_cpu_supports("avx2") ? &loops[1] : NULL;
#endif
    return path == 0 ? &loops[0] : NULL;
}

static const struct linalg_loops *best(void)
{
    const struct linalg_loops *found = NULL;
    for (int path = 2; !found; path--)
        found = linalg_loops_by(path);
    return found;
}

void linalg_forward_many(const double *l, size_t n, size_t columns, double *b)
{
    best()->forward_many(l, n, columns, b);
}

void linalg_backward_many(const double *l, size_t n, size_t columns, double *b)
{
    best()->backward_many(l, n, columns, b);
}

void linalg_invert_lower(const double *l, size_t n, double *w)
{
    best()->invert_lower(l, n, w);
}

void linalg_take_squares(const double *y, size_t rows, size_t n, double *s)
{
    best()->take_product(&(struct linalg_product){y, y, rows, n, n, true}, s);
}

void linalg_take_products(const double *y, const double *z, size_t rows, size_t ny,
                          size_t nz, double *s)
{
    best()->take_product(&(struct linalg_product){y, z, rows, ny, nz, false}, s);
}

void linalg_forms(const double *folded, size_t n, const double *y, size_t rows,
                  double *out)
{
    best()->forms(folded, n, y, rows, out);
}
