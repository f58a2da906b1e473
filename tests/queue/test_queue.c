/* Queues and wheels against a plain array, and the kernel against Erlang C. */
#include "queue/kernel.h"
#include "queue/queue.h"
#include "support/support.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Pushes and pops in a pattern that empties, fills and crosses chunks. */
static void test_queue_is_first_in_first_out(void **state)
{
    (void)state;
    struct pool pool = {0};
    struct queue queue = {0};
    uint32_t in = 0, out = 0;
    unsigned pattern = 12345;
    for (int round = 0; round < 4000; round++) {
        pattern = pattern * 1103515245u + 12345u;
        unsigned pushes = (pattern >> 16) % 50, pops = (pattern >> 24) % 60;
        for (unsigned i = 0; i < pushes; i++)
            queue_push(&pool, &queue, (struct person){.id = in++});
        for (unsigned i = 0; i < pops && queue.count; i++) {
            assert_int_equal(queue_peek(&queue)->id, out);
            assert_int_equal(queue_pop(&pool, &queue).id, out);
            out++;
        }
        assert_int_equal(queue.count, in - out);
    }
    assert_true(in > 50000);
    pool_clear(&pool);
}

static void test_wheel_gives_back_on_the_day(void **state)
{
    (void)state;
    struct pool pool = {0};
    struct wheel *wheel = calloc(1, sizeof *wheel);
    uint32_t put = 0, taken = 0;
    for (int day = 0; day < 2000; day++) {
        struct queue due = wheel_take(wheel, day);
        while (due.count) {
            assert_int_equal(queue_pop(&pool, &due).since, (int16_t)day);
            taken++;
        }
        for (int lag = 1; lag < WHEEL_DAYS; lag += 37) {
            struct person person = {.id = put++, .since = (int16_t)(day + lag)};
            wheel_put(&pool, wheel, day + lag, person);
        }
        assert_int_equal(wheel->count, put - taken);
    }
    assert_true(taken > 20000);
    pool_clear(&pool);
    free(wheel);
}

/* Chance to wait in M/M/c (Erlang 1917), by the stable recursion of Erlang B. */
static double erlang_c(int servers, double load)
{
    double b = 1;
    for (int n = 1; n <= servers; n++)
        b = load * b / (n + load * b);
    double rho = load / servers;
    return b / (1 - rho * (1 - b));
}

static void check_mmc(double arrivals, double service, int servers)
{
    struct kernel_model model = {.arrivals = arrivals,
                                 .service = service,
                                 .servers = servers,
                                 .customers = 400000,
                                 .warm_up = 20000};
    struct kernel_result result;
    assert_int_equal(kernel_run(&model, 7, &result), AISLE_OK);
    double waited = erlang_c(servers, arrivals / service);
    double wait = waited / (servers * service - arrivals);
    assert_true(fabs(result.waited / waited - 1) < 0.03);
    assert_true(fabs(result.wait_mean / wait - 1) < 0.06);
    assert_true(fabs(result.line_mean / (arrivals * wait) - 1) < 0.06);
    /* Little's law, on the run itself */
    double little = result.arrivals_rate * result.wait_mean;
    assert_true(fabs(result.line_mean / little - 1) < 0.005);
}

static void test_kernel_meets_erlang_c(void **state)
{
    (void)state;
    check_mmc(0.8, 1, 1);
    check_mmc(4, 1, 5);
    check_mmc(18, 0.5, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queue_is_first_in_first_out),
        cmocka_unit_test(test_wheel_gives_back_on_the_day),
        cmocka_unit_test(test_kernel_meets_erlang_c),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
