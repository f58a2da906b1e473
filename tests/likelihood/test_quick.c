/* Every single-precision path against the double kernel, and the paths against each
 * other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "likelihood/kernel.h"
#include <math.h>
#include <string.h>

enum { ROWS = 700, STRIDE = AISLE_DIMS_MAX + 1 };

static struct kernel_row rows[ROWS];
static double feature[ROWS][STRIDE], weight[ROWS], size[ROWS][STRIDE];
static float feature32[ROWS][STRIDE], weight32[ROWS];
static double parameter[KERNEL_PARAMS_MAX][KERNEL_LANES];
static float parameter32[KERNEL_PARAMS_MAX][KERNEL_LANES];

/* Both precisions see the same numbers; weights change every hundred rows, and
 * within them at odd places. */
static void fill(double reach)
{
    for (int i = 0; i < ROWS; i++) {
        rows[i] = (struct kernel_row){i, 0, 0};
        weight32[i] = 1.0f / (float)(1 + i / 100 + (i % 37 == 0));
        weight[i] = (double)weight32[i];
        for (int k = 0; k < STRIDE; k++) {
            feature32[i][k] = k == 0 ? 1.0f : (float)(reach * sin(1.3 * i + k));
            feature[i][k] = (double)feature32[i][k];
            size[i][k] = fabs(feature[i][k]);
        }
        for (int lane = 0; lane < KERNEL_LANES; lane++) {
            bool cast = (i * 7 + lane * 3) % 10 != 0;
            bool nay = (i * 31 + lane * 17) % 13 < 6;
            rows[i].cast |= (uint16_t)(cast << lane);
            rows[i].nay |= (uint16_t)((cast && nay) << lane);
        }
    }
    for (int k = 0; k < KERNEL_PARAMS_MAX; k++)
        for (int lane = 0; lane < KERNEL_LANES; lane++) {
            parameter32[k][lane] = (float)cos(3.0 * k + lane);
            parameter[k][lane] = (double)parameter32[k][lane];
        }
}

/* Sums of the sizes of what `lane` adds up to its slopes and curves. */
static void add_sizes(enum aisle_link link, int fixed, int count, int lane,
                      const double *w, double *slope, double *curve)
{
    memset(slope, 0, KERNEL_PARAMS_MAX * sizeof *slope);
    memset(curve, 0, KERNEL_CURVES_MAX * sizeof *curve);
    for (int i = 0; i < ROWS; i++) {
        double eta = fixed ? feature[i][0] : 0;
        for (int k = 0; k < count; k++)
            eta += parameter[k][lane] * feature[i][k + fixed];
        struct kernel_vote v =
            kernel_vote_at(link, rows[i].nay >> lane & 1 ? -1 : 1, eta);
        for (int k = 0, c = 0; k < count; k++) {
            slope[k] += w[i] * fabs(v.slope) * size[i][k + fixed];
            for (int l = 0; l <= k; l++, c++)
                curve[c] += w[i] * v.curve * size[i][k + fixed] * size[i][l + fixed];
        }
    }
}

static void near(const char *what, double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance))
        fail_msg("%s: got %.10g, want %.10g within %.3g", what, got, want, tolerance);
}

static void check(kernel_eval32_fn *eval, enum aisle_link link, int fixed, int count,
                  bool weighted)
{
    struct kernel_sums got, values, want;
    struct kernel_rows exact = {ROWS, rows, feature[0], STRIDE,
                                weighted ? weight : NULL};
    struct kernel_rows32 r = {ROWS, rows, feature32[0], STRIDE,
                              weighted ? weight32 : NULL};
    double w[ROWS], slope[KERNEL_PARAMS_MAX], curve[KERNEL_CURVES_MAX];
    for (int i = 0; i < ROWS; i++)
        w[i] = weighted ? weight[i] : 1;
    kernel_eval(link, fixed, count, &exact, (const double(*)[KERNEL_LANES])parameter,
                &want);
    memset(&values, 0x55, sizeof values);
    struct kernel_sums before = values;
    eval(link, fixed, count, KERNEL_ALL, &r, (const float(*)[KERNEL_LANES])parameter32,
         &got);
    eval(link, fixed, count, KERNEL_VALUES, &r,
         (const float(*)[KERNEL_LANES])parameter32, &values);
    assert_memory_equal(values.slope, before.slope, sizeof values.slope);
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        double v = want.value[lane];
        near("value", got.value[lane], v, 2e-6 * (1 + fabs(v)));
        near("value alone", values.value[lane], v, 2e-6 * (1 + fabs(v)));
        add_sizes(link, fixed, count, lane, w, slope, curve);
        for (int k = 0; k < count; k++)
            near("slope", got.slope[k][lane], want.slope[k][lane], 5e-5 * slope[k]);
        for (int c = 0; c < count * (count + 1) / 2; c++)
            near("curve", got.curve[c][lane], want.curve[c][lane], 5e-5 * curve[c]);
    }
}

static void check_path(enum kernel_path path)
{
    kernel_eval32_fn *eval = kernel_eval32_by(path);
    if (!eval)
        skip();
    for (int reach = 1; reach <= 15; reach += 14)
        for (int link = 0; link < 2; link++)
            for (int fixed = 0; fixed <= 1; fixed++)
                for (int count = 1; count <= KERNEL_PARAMS_MAX - fixed; count++) {
                    fill(reach);
                    check(eval, (enum aisle_link)link, fixed, count, false);
                    check(eval, (enum aisle_link)link, fixed, count, true);
                }
}

static void test_plain(void **state)
{
    (void)state;
    check_path(KERNEL_PLAIN);
}

static void test_avx2(void **state)
{
    (void)state;
    check_path(KERNEL_AVX2);
}

static void test_avx512(void **state)
{
    (void)state;
    check_path(KERNEL_AVX512);
}

/* Far out on the wrong side nothing overflows, on any path. */
static void test_extremes_are_finite(void **state)
{
    (void)state;
    fill(1e5);
    for (int path = 0; path < KERNEL_PATHS; path++)
        for (int link = 0; link < 2; link++) {
            kernel_eval32_fn *eval = kernel_eval32_by((enum kernel_path)path);
            struct kernel_sums got;
            struct kernel_rows32 r = {ROWS, rows, feature32[0], STRIDE, NULL};
            if (!eval)
                continue;
            eval((enum aisle_link)link, 0, 2, KERNEL_ALL, &r,
                 (const float(*)[KERNEL_LANES])parameter32, &got);
            for (int lane = 0; lane < KERNEL_LANES; lane++) {
                assert_true(isfinite(got.value[lane]) && got.value[lane] < 0);
                for (int k = 0; k < 2; k++)
                    assert_true(isfinite(got.slope[k][lane]));
                for (int c = 0; c < 3; c++)
                    assert_true(isfinite(got.curve[c][lane]) &&
                                (c == 1 || got.curve[c][lane] >= 0));
            }
        }
}

/* The one that is chosen is one of the three. */
static void test_the_best_is_used(void **state)
{
    (void)state;
    struct kernel_sums best, got;
    struct kernel_rows32 r = {ROWS, rows, feature32[0], STRIDE, NULL};
    int same = 0;
    fill(1);
    memset(&best, 0, sizeof best);
    kernel_eval32(AISLE_LINK_PROBIT, 0, 2, KERNEL_ALL, &r,
                  (const float(*)[KERNEL_LANES])parameter32, &best);
    for (int path = 0; path < KERNEL_PATHS; path++) {
        kernel_eval32_fn *eval = kernel_eval32_by((enum kernel_path)path);
        memset(&got, 0, sizeof got);
        if (eval)
            eval(AISLE_LINK_PROBIT, 0, 2, KERNEL_ALL, &r,
                 (const float(*)[KERNEL_LANES])parameter32, &got);
        same = memcmp(&got, &best, sizeof got) == 0 ? path + 1 : same;
    }
    assert_true(same > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_avx2),
        cmocka_unit_test(test_avx512),
        cmocka_unit_test(test_extremes_are_finite),
        cmocka_unit_test(test_the_best_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
