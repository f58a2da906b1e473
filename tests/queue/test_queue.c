/* Queues and wheels against a plain array. */
#include "queue/queue.h"
#include "support/support.h"
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

/* Last in, first out from one end while the other end is taken too. */
static void test_queue_gives_from_both_ends(void **state)
{
    (void)state;
    struct pool pool = {0};
    struct queue queue = {0};
    for (uint32_t i = 0; i < 1000; i++)
        queue_push(&pool, &queue, (struct person){.id = i});
    uint32_t low = 0, high = 999;
    while (queue.count) {
        assert_int_equal(queue_pop_last(&pool, &queue).id, high);
        high--;
        if (queue.count) {
            assert_int_equal(queue_pop(&pool, &queue).id, low);
            low++;
        }
    }
    assert_int_equal(low, high + 1);
    pool_clear(&pool);
}

static void test_batches_hold_everybody(void **state)
{
    (void)state;
    struct pool pool = {0};
    struct queue queue = {0};
    for (uint32_t i = 0; i < 500; i++)
        queue_push(&pool, &queue, (struct person){.id = i});
    for (uint32_t i = 0; i < 70; i++)
        assert_int_equal(queue_pop(&pool, &queue).id, i);
    uint32_t next = 70;
    while (queue.count) {
        uint32_t count;
        const struct person *people = queue_batch(&queue, &count);
        for (uint32_t i = 0; i < count; i++)
            assert_int_equal(people[i].id, next++);
        queue_drop(&pool, &queue);
        assert_int_equal(queue.count, 500 - next);
    }
    assert_int_equal(next, 500);
    pool_clear(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queue_is_first_in_first_out),
        cmocka_unit_test(test_wheel_gives_back_on_the_day),
        cmocka_unit_test(test_queue_gives_from_both_ends),
        cmocka_unit_test(test_batches_hold_everybody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
