/* Factors and eigenvalues against the matrices they came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { N = 37 };

/* B B' + I of a random B. */
static void make_matrix(double *a, size_t n, uint32_t which)
{
    static double b[N * N];
    struct rng rng = rng_stream(9, which, 0, 0);
    for (size_t i = 0; i < n * n; i++)
        b[i] = rng_normal(&rng);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            a[i * n + j] = i == j;
            for (size_t k = 0; k < n; k++)
                a[i * n + j] += b[i * n + k] * b[j * n + k];
        }
}

static void test_known_factor(void **state)
{
    (void)state;
    double a[] = {4, 0, 0, 12, 37, 0, -16, -43, 98};
    const double l[] = {2, 6, 1, -8, 5, 3};
    assert_true(linalg_cholesky(a, 3));
    for (size_t i = 0, c = 0; i < 3; i++)
        for (size_t j = 0; j <= i; j++)
            assert_true(fabs(a[i * 3 + j] - l[c++]) < 1e-12);
}

static void test_solve_and_inverse(void **state)
{
    (void)state;
    for (size_t n = 1; n <= N; n += 6) {
        static double a[N * N], l[N * N], inverse[N * N];
        double x[N], b[N];
        make_matrix(a, n, (uint32_t)n);
        memcpy(l, a, n * n * sizeof *a);
        assert_true(linalg_cholesky(l, n));
        for (size_t i = 0; i < n; i++)
            x[i] = sin((double)i + 1);
        for (size_t i = 0; i < n; i++) {
            b[i] = 0;
            for (size_t j = 0; j < n; j++)
                b[i] += a[i * n + j] * x[j];
        }
        linalg_solve(l, n, b);
        linalg_inverse(l, n, inverse);
        for (size_t i = 0; i < n; i++) {
            assert_true(fabs(b[i] - x[i]) < 1e-9);
            for (size_t j = 0; j < n; j++) {
                double sum = 0;
                for (size_t k = 0; k < n; k++)
                    sum += a[i * n + k] * inverse[k * n + j];
                assert_true(fabs(sum - (i == j)) < 1e-9);
                assert_true(inverse[i * n + j] == inverse[j * n + i]);
            }
        }
    }
}

static void test_indefinite_is_refused(void **state)
{
    (void)state;
    double a[] = {1, 0, 2, 1};
    double singular[] = {1, 0, 1, 1};
    double nan[] = {NAN};
    assert_false(linalg_cholesky(a, 2));
    assert_false(linalg_cholesky(singular, 2));
    assert_false(linalg_cholesky(nan, 1));
}

static void test_eigen(void **state)
{
    (void)state;
    for (size_t n = 1; n <= 5; n++) {
        double a[25], spoilt[25], value[5], vector[25];
        make_matrix(a, n, 100 + (uint32_t)n);
        memcpy(spoilt, a, sizeof a);
        linalg_eigen(spoilt, n, value, vector);
        for (size_t e = 0; e < n; e++) {
            assert_true(e == 0 || value[e] <= value[e - 1]);
            for (size_t i = 0; i < n; i++) {
                double sum = 0, dot = 0;
                for (size_t j = 0; j < n; j++) {
                    sum += a[i * n + j] * vector[e * n + j];
                    dot += vector[e * n + j] * vector[i * n + j];
                }
                assert_true(fabs(sum - value[e] * vector[e * n + i]) < 1e-10);
                assert_true(fabs(dot - (i == e)) < 1e-12);
            }
        }
    }
}

/* Products of long rows against plain sums, by every path, to the byte. */
static void check_rows(const struct linalg_loops *loops, size_t n, size_t rows)
{
    static double y[150 * N], s[N * N], by[N * N], folded[N * 64], form[150];
    static double first[N * N], first_form[150];
    for (size_t i = 0; i < rows * n; i++)
        y[i] = sin(1.7 * (double)i);
    make_matrix(s, n, 7);
    memcpy(by, s, n * n * sizeof *s);
    linalg_fold(s, n, folded);
    loops->take_product(&(struct linalg_product){y, y, rows, n, n, true}, by);
    loops->forms(folded, n, y, rows, form);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double want = s[i * n + j];
            for (size_t k = 0; k < rows && j <= i; k++)
                want -= y[k * n + i] * y[k * n + j];
            assert_true(fabs(by[i * n + j] - want) < 1e-10);
        }
    for (size_t k = 0; k < rows; k++) {
        double want = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                want += y[k * n + i] * s[i * n + j] * y[k * n + j];
        assert_true(fabs(form[k] - want) < 1e-9 * (1 + fabs(want)));
    }
    if (loops == linalg_loops_by(0)) {
        memcpy(first, by, n * n * sizeof *by);
        memcpy(first_form, form, rows * sizeof *form);
    }
    assert_memory_equal(first, by, n * n * sizeof *by);
    assert_memory_equal(first_form, form, rows * sizeof *form);
}

static void test_long_rows(void **state)
{
    (void)state;
    const size_t sizes[] = {1, 3, 8, 16, 29, 33, 37};
    const size_t rows[] = {1, 2, 5, 64, 131};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
            for (int path = 0; path < 3; path++)
                if (linalg_loops_by(path))
                    check_rows(linalg_loops_by(path), sizes[k], rows[r]);
}

/* A product of two, wide or narrow, by every path, to the byte. */
static void test_product(void **state)
{
    (void)state;
    enum { ROWS = 67 };
    static double y[ROWS * N], z[ROWS * 70], first[N * 70], by[N * 70];
    for (size_t ny = 1; ny <= N; ny += 7)
        for (size_t nz = 1; nz <= 70; nz += 11)
            for (int path = 0; path < 3; path++) {
                if (!linalg_loops_by(path))
                    continue;
                for (size_t i = 0; i < ROWS * ny; i++)
                    y[i] = sin(0.7 * (double)i);
                for (size_t i = 0; i < ROWS * nz; i++)
                    z[i] = cos(1.1 * (double)i);
                memset(by, 0, sizeof by);
                linalg_loops_by(path)->take_product(
                    &(struct linalg_product){y, z, ROWS, ny, nz, false}, by);
                for (size_t i = 0; i < ny; i++)
                    for (size_t j = 0; j < nz; j++) {
                        double want = 0;
                        for (size_t k = 0; k < ROWS; k++)
                            want -= y[k * ny + i] * z[k * nz + j];
                        assert_true(fabs(by[i * nz + j] - want) < 1e-11);
                    }
                if (path == 0)
                    memcpy(first, by, sizeof by);
                assert_memory_equal(first, by, sizeof by);
            }
}

/* Triangular solves of many right sides against one at a time; L L^-1 = I. */
static void test_many_right_sides(void **state)
{
    (void)state;
    enum { COLUMNS = 11 };
    for (size_t n = 1; n <= N; n += 4)
        for (int path = 0; path < 3; path++) {
            static double l[N * N], w[N * N], forth[N * COLUMNS], back[N * COLUMNS];
            const struct linalg_loops *loops = linalg_loops_by(path);
            if (!loops)
                continue;
            make_matrix(l, n, 3);
            assert_true(linalg_cholesky(l, n));
            for (size_t i = 0; i < n * COLUMNS; i++)
                forth[i] = back[i] = cos(0.3 * (double)i);
            loops->forward_many(l, n, COLUMNS, forth);
            loops->backward_many(l, n, COLUMNS, back);
            for (size_t c = 0; c < COLUMNS; c++) {
                double a[N], b[N];
                for (size_t i = 0; i < n; i++)
                    a[i] = b[i] = cos(0.3 * (double)(i * COLUMNS + c));
                linalg_forward(l, n, a);
                linalg_backward(l, n, b);
                for (size_t i = 0; i < n; i++) {
                    assert_true(fabs(forth[i * COLUMNS + c] - a[i]) < 1e-11);
                    assert_true(fabs(back[i * COLUMNS + c] - b[i]) < 1e-11);
                }
            }
            loops->invert_lower(l, n, w);
            for (size_t i = 0; i < n; i++)
                for (size_t j = 0; j < n; j++) {
                    double sum = 0;
                    for (size_t k = 0; k <= i; k++)
                        sum += l[i * n + k] * w[k * n + j];
                    assert_true(fabs(sum - (i == j)) < 1e-11);
                }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_factor),
        cmocka_unit_test(test_solve_and_inverse),
        cmocka_unit_test(test_indefinite_is_refused),
        cmocka_unit_test(test_eigen),
        cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_product),
        cmocka_unit_test(test_many_right_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
