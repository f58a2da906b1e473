/* Sequential stopping on normal data, where the truth is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/stopping.h"
#include "num/rng.h"
#include <math.h>

struct result {
    double cover;
    double mean_n;
    int worst_n;
};

/* Draw until the rule is content; the truth is mean 5, sd 1. */
static struct result try_rule(double half_width, int most)
{
    enum { RUNS = 2000 };
    struct stopping rule = {.half_width = half_width, .confidence = 0.95, .most = most};
    struct result out = {0};
    for (int run = 0; run < RUNS; run++) {
        struct rng rng = rng_stream(11, 1, (uint32_t)run, 0);
        double sum = 0, square = 0;
        int n = 0, next = 40;
        while (n < next) {
            double x = 5 + rng_normal(&rng);
            sum += x;
            square += x * x;
            if (++n == next)
                next =
                    stopping_next(&rule, n, sqrt((square - sum * sum / n) / (n - 1)));
        }
        out.cover +=
            fabs(sum / n - 5) <=
            stopping_half_width(0.95, n, sqrt((square - sum * sum / n) / (n - 1)));
        out.mean_n += n;
        out.worst_n = n > out.worst_n ? n : out.worst_n;
    }
    out.cover /= RUNS;
    out.mean_n /= RUNS;
    return out;
}

/* 0.1 to each side of a mean with sd 1 takes 384 draws. */
static void test_cover(void **state)
{
    (void)state;
    struct result r = try_rule(0.1, 100000);
    if (r.cover < 0.925 || r.cover > 0.97)
        fail_msg("covers %.3f, wanted 0.95 less a point or two", r.cover);
    if (r.mean_n < 384 || r.mean_n > 480)
        fail_msg("%.0f draws on average", r.mean_n);
}

static void test_cap(void **state)
{
    (void)state;
    struct result r = try_rule(0.01, 300);
    assert_int_equal(r.worst_n, 300);
}

static void test_steps(void **state)
{
    (void)state;
    struct stopping rule = {.half_width = 1, .confidence = 0.95, .most = 1000};
    assert_int_equal(stopping_next(&rule, 40, 0), 40);       /* no spread: enough */
    assert_int_equal(stopping_next(&rule, 40, 1), 40);       /* 0.32: enough */
    assert_int_equal(stopping_next(&rule, 40, 1000), 160);   /* at most fourfold */
    assert_int_equal(stopping_next(&rule, 1000, 1e9), 1000); /* the most */
    assert_true(isinf(stopping_half_width(0.95, 1, 1)));
    assert_true(fabs(stopping_half_width(0.95, 11, sqrt(11)) - 2.228139) < 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
