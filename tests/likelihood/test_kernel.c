/* The vector kernel against one vote at a time, and that against finite
 * differences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "likelihood/kernel.h"
#include "num/special.h"
#include <math.h>

enum { ROWS = 700, STRIDE = AISLE_DIMS_MAX + 1 };

static struct kernel_row rows[ROWS];
static double feature[ROWS][STRIDE];
static double weight[ROWS];
static double parameter[KERNEL_PARAMS_MAX][KERNEL_LANES];

static void fill(double size)
{
    for (int i = 0; i < ROWS; i++) {
        rows[i] = (struct kernel_row){i, 0, 0};
        weight[i] = 1.0 / (1 + i / 100);
        for (int k = 0; k < STRIDE; k++)
            feature[i][k] = size * sin(1.3 * i + k);
        for (int lane = 0; lane < KERNEL_LANES; lane++) {
            bool cast = (i * 7 + lane * 3) % 10 != 0;
            bool nay = (i * 31 + lane * 17) % 13 < 6;
            rows[i].cast |= (uint16_t)(cast << lane);
            rows[i].nay |= (uint16_t)((cast && nay) << lane);
        }
    }
    for (int k = 0; k < KERNEL_PARAMS_MAX; k++)
        for (int lane = 0; lane < KERNEL_LANES; lane++)
            parameter[k][lane] = cos(3.0 * k + lane);
}

static void near(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance * (1 + fabs(want))))
        fail_msg("got %.17g, want %.17g", got, want);
}

/* The same sums, a vote at a time. */
static void check_lane(enum aisle_link link, int fixed, int count, int lane,
                       const struct kernel_sums *got, double tolerance)
{
    double value = 0, slope[KERNEL_PARAMS_MAX] = {0}, curve[KERNEL_CURVES_MAX] = {0};
    for (int i = 0; i < ROWS; i++) {
        if (!(rows[i].cast >> lane & 1))
            continue;
        const double *f = feature[i];
        double eta = fixed ? f[0] : 0;
        for (int k = 0; k < count; k++)
            eta += parameter[k][lane] * f[k + fixed];
        struct kernel_vote v =
            kernel_vote_at(link, rows[i].nay >> lane & 1 ? -1 : 1, eta);
        value += weight[i] * v.value;
        for (int k = 0, c = 0; k < count; k++) {
            slope[k] += weight[i] * v.slope * f[k + fixed];
            for (int l = 0; l <= k; l++, c++)
                curve[c] += weight[i] * v.curve * f[k + fixed] * f[l + fixed];
        }
    }
    near(got->value[lane], value, tolerance);
    for (int k = 0; k < count; k++)
        near(got->slope[k][lane], slope[k], tolerance);
    for (int c = 0; c < count * (count + 1) / 2; c++)
        near(got->curve[c][lane], curve[c], tolerance);
}

static void check_all(enum aisle_link link, double tolerance)
{
    for (int fixed = 0; fixed <= 1; fixed++)
        for (int count = 1; count <= KERNEL_PARAMS_MAX - fixed; count++) {
            struct kernel_sums got;
            struct kernel_rows r = {ROWS, rows, feature[0], STRIDE, weight};
            kernel_eval(link, fixed, count, &r,
                        (const double(*)[KERNEL_LANES])parameter, &got);
            for (int lane = 0; lane < KERNEL_LANES; lane++)
                check_lane(link, fixed, count, lane, &got, tolerance);
        }
}

static void test_logit_sums(void **state)
{
    (void)state;
    fill(1);
    check_all(AISLE_LINK_LOGIT, 1e-13);
    fill(30);
    check_all(AISLE_LINK_LOGIT, 1e-12);
}

static void test_probit_sums(void **state)
{
    (void)state;
    fill(1);
    check_all(AISLE_LINK_PROBIT, 1e-12);
    /* |eta| up to 100: the plain reference itself loses digits out there */
    fill(30);
    check_all(AISLE_LINK_PROBIT, 1e-6);
}

/* Far out on the wrong side nothing overflows. */
static void test_extremes_are_finite(void **state)
{
    (void)state;
    fill(1e5);
    for (int link = 0; link < 2; link++) {
        struct kernel_sums got;
        struct kernel_rows r = {ROWS, rows, feature[0], STRIDE, NULL};
        kernel_eval((enum aisle_link)link, 0, 2, &r,
                    (const double(*)[KERNEL_LANES])parameter, &got);
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

static void test_derivatives(void **state)
{
    (void)state;
    const double h = 1e-5;
    for (int link = 0; link < 2; link++)
        for (int sign = -1; sign <= 1; sign += 2)
            for (double eta = -6; eta <= 6; eta += 0.37) {
                enum aisle_link l = (enum aisle_link)link;
                struct kernel_vote v = kernel_vote_at(l, sign, eta);
                struct kernel_vote up = kernel_vote_at(l, sign, eta + h);
                struct kernel_vote down = kernel_vote_at(l, sign, eta - h);
                near(v.slope, (up.value - down.value) / (2 * h), 1e-8);
                near(v.curve, -(up.slope - down.slope) / (2 * h), 1e-8);
                double yea = exp(kernel_vote_at(l, 1, eta).value);
                double nay = exp(kernel_vote_at(l, -1, eta).value);
                near(yea + nay, 1, 1e-14);
            }
}

/* A row of votes against one at a time, of every length and with gaps. */
static void test_row_of_votes(void **state)
{
    (void)state;
    enum { MOST = 1900 };
    static int8_t sign[MOST];
    static double eta[MOST], slope[MOST + 1], curve[MOST + 1];
    for (int i = 0; i < MOST; i++) {
        sign[i] = (int8_t)((i * 7 + i / 11) % 3 - 1);
        eta[i] = 25 * sin(1.3 * i) * cos(0.01 * i);
    }
    for (int link = 0; link < 2; link++)
        for (int count = 0; count <= MOST; count += count < 20 ? 1 : 188) {
            enum aisle_link l = (enum aisle_link)link;
            double value = 0;
            slope[count] = curve[count] = 3;
            double got = kernel_votes(l, count, sign, eta, slope, curve);
            for (int i = 0; i < count; i++) {
                struct kernel_vote v = {0};
                if (sign[i])
                    v = kernel_vote_at(l, sign[i], eta[i]);
                near(slope[i], v.slope, link ? 1e-7 : 1e-13); /* probit: as above */
                near(curve[i], v.curve, link ? 1e-6 : 1e-13);
                value += v.value;
            }
            near(got, value, link ? 1e-9 : 1e-12);
            assert_true(slope[count] == 3 && curve[count] == 3);
            assert_true(kernel_votes(l, count, sign, eta, NULL, NULL) == got);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logit_sums),          cmocka_unit_test(test_probit_sums),
        cmocka_unit_test(test_extremes_are_finite), cmocka_unit_test(test_derivatives),
        cmocka_unit_test(test_row_of_votes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
