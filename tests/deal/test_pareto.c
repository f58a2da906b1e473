/* The Pareto set against the plain definition, its grid, and the knee. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "deal/pareto.h"
#include <math.h>
#include <stdlib.h>

enum { MOST = 300, OBJECTIVES = 3 };

static double values[MOST * OBJECTIVES], cells[MOST * OBJECTIVES];
static bool on[MOST];

/* A fixed sequence (the 1988 "minimal standard" generator of Park and Miller). */
static double next_unit(unsigned *x)
{
    *x = (unsigned)(*x * UINT64_C(48271) % 2147483647);
    return *x / 2147483647.0;
}

static void fill(unsigned seed, int count)
{
    for (int i = 0; i < count * OBJECTIVES; i++)
        values[i] = next_unit(&seed);
}

static bool dominates(const double *v, int j, int i)
{
    bool better = false;
    for (int k = 0; k < OBJECTIVES; k++) {
        if (v[j * OBJECTIVES + k] > v[i * OBJECTIVES + k])
            return false;
        better = better || v[j * OBJECTIVES + k] < v[i * OBJECTIVES + k];
    }
    return better;
}

static void test_no_step_is_the_definition(void **state)
{
    (void)state;
    static const double step[OBJECTIVES] = {0, 0, 0};
    fill(7, MOST);
    int kept = pareto_mark(MOST, OBJECTIVES, values, step, cells, on);
    int count = 0;
    for (int i = 0; i < MOST; i++) {
        bool beaten = false;
        for (int j = 0; j < MOST; j++)
            beaten = beaten || dominates(values, j, i);
        assert_int_equal(on[i], !beaten);
        count += on[i];
    }
    assert_int_equal(kept, count);
    assert_in_range(kept, 5, MOST / 2);
}

/* With steps: fewer points, none of them beaten, and each point left out is no more
 * than one step better than some point kept. */
static void test_steps_cover(void **state)
{
    (void)state;
    static const double none[OBJECTIVES] = {0, 0, 0};
    static const double step[OBJECTIVES] = {0.1, 0.2, 0.1};
    fill(8, MOST);
    int plain = pareto_mark(MOST, OBJECTIVES, values, none, cells, on);
    int kept = pareto_mark(MOST, OBJECTIVES, values, step, cells, on);
    assert_true(kept < plain);
    for (int i = 0; i < MOST; i++) {
        bool covered = false;
        for (int j = 0; j < MOST; j++) {
            assert_false(on[i] && dominates(values, j, i));
            bool near = on[j];
            for (int k = 0; k < OBJECTIVES; k++)
                near = near && values[j * OBJECTIVES + k] <=
                                   values[i * OBJECTIVES + k] + step[k];
            covered = covered || near;
        }
        assert_true(covered);
    }
}

static void test_ties_keep_one(void **state)
{
    (void)state;
    static const double same[] = {1, 2, 3, 1, 2, 3, 1, 2, 3};
    static const double step[OBJECTIVES] = {0, 0, 0};
    assert_int_equal(pareto_mark(3, OBJECTIVES, same, step, cells, on), 1);
    assert_true(on[0] && !on[1] && !on[2]);
}

/* Steps wide enough leave one point, whatever the signs. */
static void test_wide_steps_leave_one(void **state)
{
    (void)state;
    static const double step[OBJECTIVES] = {10, 10, 10};
    fill(9, MOST);
    for (int i = 0; i < MOST * OBJECTIVES; i++)
        values[i] -= 0.5;
    assert_int_equal(pareto_mark(MOST, OBJECTIVES, values, step, cells, on), 1);
}

static void test_knee(void **state)
{
    (void)state;
    /* an L: the corner gains most */
    static const double corner[] = {0, 1, 1, 0.1, 0.1, 0.1, 1, 0, 0};
    static const double step[OBJECTIVES] = {0, 0, 0};
    assert_int_equal(pareto_mark(3, OBJECTIVES, corner, step, cells, on), 3);
    assert_int_equal(pareto_knee(3, OBJECTIVES, corner, on), 1);
    on[0] = on[1] = on[2] = false;
    assert_int_equal(pareto_knee(3, OBJECTIVES, corner, on), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_step_is_the_definition),
        cmocka_unit_test(test_steps_cover),
        cmocka_unit_test(test_ties_keep_one),
        cmocka_unit_test(test_wide_steps_leave_one),
        cmocka_unit_test(test_knee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
