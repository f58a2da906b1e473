/* Small dense linear algebra: what normal approximations need.
 *
 * Written out rather than called from a BLAS: sizes are tens to a few hundreds,
 * and a fixed order of operations gives the same bytes on every machine and for
 * every thread count. Matrices are row by row; a factor L is the lower triangle
 * of its array, the upper triangle is left as it was.
 *
 *   A = L L'    linalg_cholesky      solve A x = b    linalg_solve
 *   L y = b     linalg_forward       L' x = y         linalg_backward
 */
#ifndef AISLE_NUM_LINALG_H
#define AISLE_NUM_LINALG_H

#include <stdbool.h>
#include <stddef.h>

/* The sum of products, in four parts and a fixed order. */
double linalg_dot(const double *a, const double *b, size_t n);

/* Factor the lower triangle of `a` in place. False when `a` is not positive
 * definite to working precision; `a` is then spoilt. Cost: n^3 / 3. */
bool linalg_cholesky(double *a, size_t n);

/* In place on `b`; cost n^2 / 2 each. */
void linalg_forward(const double *l, size_t n, double *b);
void linalg_backward(const double *l, size_t n, double *b);
/* linalg_forward for `columns` right sides at once, b [n][columns]. */
void linalg_forward_many(const double *l, size_t n, size_t columns, double *b);
/* linalg_backward for `columns` right sides at once. */
void linalg_backward_many(const double *l, size_t n, size_t columns, double *b);
void linalg_solve(const double *l, size_t n, double *b);

/* w = L^-1, zeros above its diagonal. Cost: n^3 / 6. */
void linalg_invert_lower(const double *l, size_t n, double *w);
/* The full symmetric inverse of L L' into `inverse`. Cost: n^3. */
void linalg_inverse(const double *l, size_t n, double *inverse);

/* s -= y' y over the lower triangle of s [n][n], for y [rows][n]. Cost: rows n^2 / 2. */
void linalg_take_squares(const double *y, size_t rows, size_t n, double *s);

/* s -= y' z, for y [rows][ny], z [rows][nz] and s [ny][nz]. Cost: rows ny nz. */
void linalg_take_products(const double *y, const double *z, size_t rows, size_t ny,
                          size_t nz, double *s);

/* Quadratic forms out[r] = y_r' S y_r of the rows of y [rows][n]. `folded` is
 * linalg_fold's of S, whose lower triangle it reads: [n][linalg_fold_stride(n)].
 * Cost: rows n^2 / 2. */
size_t linalg_fold_stride(size_t n);
void linalg_fold(const double *s, size_t n, double *out);
void linalg_forms(const double *folded, size_t n, const double *y, size_t rows,
                  double *out);

/* Eigenvalues (largest first) and orthonormal eigenvectors (in the rows of
 * `vectors`) of a small symmetric matrix, by Jacobi rotations; `a` is spoilt. */
void linalg_eigen(double *a, size_t n, double *values, double *vectors);

/* The loops over long rows for one kind of processor: plain 0, AVX2 1, AVX-512 2; NULL
 * where the processor lacks it. For those who compare them: bytes are equal. */
struct linalg_product {
    const double *y, *z; /* [rows][ny], [rows][nz] */
    size_t rows, ny, nz;
    bool lower; /* of s, the triangle alone */
};
struct linalg_loops {
    void (*forward_many)(const double *l, size_t n, size_t columns, double *b);
    void (*backward_many)(const double *l, size_t n, size_t columns, double *b);
    void (*invert_lower)(const double *l, size_t n, double *w);
    void (*take_product)(const struct linalg_product *p, double *s);
    void (*forms)(const double *folded, size_t n, const double *y, size_t rows,
                  double *out);
};
const struct linalg_loops *linalg_loops_by(int path);

#endif
