/* Numbers for sixteen lanes: right in law, and bound to their addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/rng_lanes.h"
#include "num/special.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 5000, DRAWS = BLOCKS * RNG_LANES };

static void test_logs(void **state)
{
    (void)state;
    float v[RNG_LANES], out[RNG_LANES];
    for (int e = -120; e < 120; e++) {
        for (int k = 0; k < RNG_LANES; k++)
            v[k] = ldexpf(1.0f + (float)k / 16.3f, e);
        num_log_lanes(v, out);
        for (int k = 0; k < RNG_LANES; k++) {
            double want = log((double)v[k]);
            assert_true(fabs((double)out[k] - want) < 2e-7 * (1 + fabs(want)));
        }
    }
}

static void test_exps(void **state)
{
    (void)state;
    float v[RNG_LANES], out[RNG_LANES];
    for (float x = -79.0f; x < 78.0f; x += 1.37f) {
        for (int k = 0; k < RNG_LANES; k++)
            v[k] = x + (float)k / 17.0f;
        num_exp_lanes(v, out);
        for (int k = 0; k < RNG_LANES; k++)
            assert_true(fabs((double)out[k] / exp((double)v[k]) - 1) <
                        3e-7 + 1.3e-7 * fabs((double)v[k]));
    }
    v[0] = -1e9f;
    num_exp_lanes(v, out);
    assert_true(out[0] > 0 && out[0] < 2e-35f);
}

/* Kolmogorov's distance of `n` values from the standard normal; sqrt(n) D passes
 * 2.7 once in a million. */
static double distance(double *z, size_t n)
{
    double worst = 0;
    num_sort(z, n);
    for (size_t i = 0; i < n; i++) {
        double p = num_normal_cdf(z[i]);
        worst = fmax(worst,
                     fmax(p - (double)i / (double)n, ((double)i + 1) / (double)n - p));
    }
    return worst * sqrt((double)n);
}

static void test_laws(void **state)
{
    (void)state;
    static double z[8][DRAWS];
    struct rng_lanes r;
    for (uint32_t b = 0; b < BLOCKS; b++) {
        rng_lanes_at(9, 1, 2, b % 7, b / 7 * RNG_LANES, 6, &r);
        for (int k = 0; k < RNG_LANES; k++) {
            for (int i = 0; i < 6; i++)
                z[i][b * RNG_LANES + (uint32_t)k] = (double)r.normal[i][k];
            z[6][b * RNG_LANES + (uint32_t)k] =
                num_normal_quantile(fmin(exp((double)r.log_unit[k]), 1 - 1e-9));
            z[7][b * RNG_LANES + (uint32_t)k] =
                num_normal_quantile(fmin(exp((double)r.log_unit2[k]), 1 - 1e-9));
        }
    }
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < i; j++) {
            double sum = 0, squares = 0;
            for (int t = 0; t < DRAWS; t++) {
                sum += z[i][t] * z[j][t];
                squares += (z[i][t] * z[i][t] - 1) * (z[j][t] * z[j][t] - 1) / 2;
            }
            /* five standard errors */
            assert_true(fabs(sum) < 5 * sqrt(DRAWS));
            assert_true(fabs(squares) < 5 * sqrt(DRAWS));
        }
    for (int i = 0; i < 8; i++)
        assert_true(distance(z[i], DRAWS) < 2.7);
}

/* A unit's numbers do not depend on the tile it is asked for with. */
static void test_addresses(void **state)
{
    (void)state;
    struct rng_lanes r, shifted, other;
    for (int normals = 1; normals <= 6; normals++) {
        memset(&r, 0, sizeof r);
        shifted = other = r;
        rng_lanes_at(1, 2, 3, 4, 32, normals, &r);
        rng_lanes_at(1, 2, 3, 4, 37, normals, &shifted);
        rng_lanes_at(1, 2, 3, 5, 32, normals, &other);
        for (int k = 5; k < RNG_LANES; k++) {
            assert_true(r.log_unit[k] == shifted.log_unit[k - 5]);
            for (int i = 0; i < normals; i++)
                assert_true(r.normal[i][k] == shifted.normal[i][k - 5]);
        }
        assert_memory_not_equal(&r, &other, sizeof r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logs),
        cmocka_unit_test(test_exps),
        cmocka_unit_test(test_laws),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
