/* Known answers, moments and independence of the addressed generator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/rng.h"
#include "num/special.h"
#include <math.h>

/* From Random123's kat_vectors, philox4x32 with 10 rounds. The key is (seed low,
 * seed high), the counter (use, a, b, c). */
static void test_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        uint64_t seed = (uint64_t)known[k].key[1] << 32 | known[k].key[0];
        const uint32_t *c = known[k].counter;
        struct rng_words w = rng_words_at(seed, c[0], c[1], c[2], c[3]);
        for (int i = 0; i < 4; i++)
            assert_int_equal(w.w[i], known[k].out[i]);
    }
}

static void test_stream_reads_its_addresses_in_order(void **state)
{
    (void)state;
    struct rng rng = rng_stream(7, 1, 2, 3);
    for (uint32_t c = 0; c < 5; c++) {
        struct rng_words w = rng_words_at(7, 1, 2, 3, c);
        for (int i = 0; i < 4; i++)
            assert_int_equal(rng_u32(&rng), w.w[i]);
    }
}

static void test_units_stay_inside(void **state)
{
    (void)state;
    assert_true(rng_unit32(0) > 0.0 && rng_unit32(UINT32_MAX) < 1.0);
    assert_true(rng_unit64(0, 0) > 0.0);
    assert_true(rng_unit64(UINT32_MAX, UINT32_MAX) < 1.0);
}

enum { DRAWS = 400000 };

/* Sample moments within 5 standard errors (two-sided p about 6e-7). */
static void check_moments(double (*draw)(struct rng *, const double *),
                          const double *args, uint32_t use, double mean, double var,
                          double fourth)
{
    struct rng rng = rng_stream(20231101, use, 0, 0);
    double s1 = 0, s2 = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = draw(&rng, args);
        assert_true(isfinite(x));
        s1 += x - mean;
        s2 += (x - mean) * (x - mean);
    }
    assert_true(fabs(s1 / DRAWS) < 5 * sqrt(var / DRAWS));
    assert_true(fabs(s2 / DRAWS - var) < 5 * sqrt((fourth - var * var) / DRAWS));
}

static double unit(struct rng *rng, const double *args)
{
    (void)args;
    return rng_unit(rng);
}
static double normal(struct rng *rng, const double *args)
{
    (void)args;
    return rng_normal(rng);
}
static double exponential(struct rng *rng, const double *args)
{
    (void)args;
    return rng_exponential(rng);
}
static double gamma_draw(struct rng *rng, const double *args)
{
    return rng_gamma(rng, args[0]);
}
static double beta_draw(struct rng *rng, const double *args)
{
    return rng_beta(rng, args[0], args[1]);
}

/* Central fourth moments: normal 3; uniform 1/80; exponential 9; gamma(k)
 * 3k^2 + 6k; beta from its excess kurtosis. */
static void test_moments(void **state)
{
    (void)state;
    check_moments(unit, NULL, 1, 0.5, 1.0 / 12, 1.0 / 80);
    check_moments(normal, NULL, 2, 0, 1, 3);
    check_moments(exponential, NULL, 3, 1, 1, 9);
    const double shapes[] = {0.05, 0.5, 1, 2.5, 40};
    for (uint32_t k = 0; k < 5; k++) {
        double s = shapes[k];
        check_moments(gamma_draw, &s, 10 + k, s, s, 3 * s * s + 6 * s);
    }
    const double pairs[][2] = {{0.3, 0.7}, {1, 1}, {2, 5}, {30, 4}};
    for (uint32_t k = 0; k < 4; k++) {
        double a = pairs[k][0], b = pairs[k][1], n = a + b;
        double var = a * b / (n * n * (n + 1));
        double excess = 6 * ((a - b) * (a - b) * (n + 1) - a * b * (n + 2)) /
                        (a * b * (n + 2) * (n + 3));
        check_moments(beta_draw, pairs[k], 20 + k, a / n, var,
                      (excess + 3) * var * var);
    }
}

/* Kolmogorov-Smirnov distance of normals; P(sqrt(n) D > 2.8) = 2 exp(-2*2.8^2)
 * = 3e-7. */
static void test_normal_shape(void **state)
{
    (void)state;
    enum { N = 20000 };
    static double x[N];
    struct rng rng = rng_stream(3, 4, 0, 0);
    for (int i = 0; i < N; i++)
        x[i] = rng_normal(&rng);
    num_sort(x, N);
    double worst = 0;
    for (int i = 0; i < N; i++) {
        double f = num_normal_cdf(x[i]);
        worst = fmax(worst, fmax(f - (double)i / N, (double)(i + 1) / N - f));
    }
    assert_true(worst * sqrt(N) < 2.8);
}

/* Tiny shapes underflow a gamma but not a beta. */
static void test_tiny_beta_is_finite(void **state)
{
    (void)state;
    struct rng rng = rng_stream(5, 6, 0, 0);
    for (int i = 0; i < 2000; i++) {
        double x = rng_beta(&rng, 1e-4, 1e-4);
        assert_true(x >= 0 && x <= 1);
    }
}

static void test_neighbour_streams_differ(void **state)
{
    (void)state;
    double sum = 0;
    for (uint32_t a = 0; a < 100000; a++)
        sum +=
            (rng_unit_at(1, 1, a, 0, 0) - 0.5) * (rng_unit_at(1, 1, a + 1, 0, 0) - 0.5);
    assert_true(fabs(sum / 100000) < 5 * (1.0 / 12) / sqrt(100000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers),
        cmocka_unit_test(test_stream_reads_its_addresses_in_order),
        cmocka_unit_test(test_units_stay_inside),
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_normal_shape),
        cmocka_unit_test(test_tiny_beta_is_finite),
        cmocka_unit_test(test_neighbour_streams_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
