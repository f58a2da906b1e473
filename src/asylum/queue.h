/* First in, first out queues and day wheels of people, from one pool of chunks.
 *
 *   queue  head -> [ p p p ] -> [ p p . ] <- tail      chunks of 63 people
 *   wheel  one queue a day, a ring of WHEEL_DAYS days: to be taken on that day
 *
 * A push or pop touches one cache line; chunks go back to the pool when empty. */
#ifndef AISLE_ASYLUM_QUEUE_H
#define AISLE_ASYLUM_QUEUE_H

#include "asylum/person.h"
#include <stdbool.h>
#include <stddef.h>

enum { CHUNK_PEOPLE = 63, WHEEL_DAYS = 512 };

struct chunk {
    struct chunk *next;
    uint64_t unused;
    struct person people[CHUNK_PEOPLE];
};

struct pool {
    struct chunk *free;
    void **blocks; /* what the chunks were cut from */
    size_t block_count;
    size_t block_capacity;
    bool failed; /* memory ran out: people were lost, the run must stop */
};

struct queue {
    struct chunk *head;
    struct chunk *tail;
    uint32_t first; /* in head */
    uint32_t last;  /* one past, in tail */
    int64_t count;
};

struct wheel {
    struct queue day[WHEEL_DAYS];
    int64_t count;
};

void pool_clear(struct pool *pool); /* everything that was in its queues is gone */

void queue_push(struct pool *pool, struct queue *queue, struct person person);
/* The queue must not be empty. */
struct person queue_pop(struct pool *pool, struct queue *queue);
/* The person who would be popped next. */
const struct person *queue_peek(const struct queue *queue);

/* Due on `day`, which is after today and within WHEEL_DAYS of it. */
void wheel_put(struct pool *pool, struct wheel *wheel, int day, struct person person);
/* Take out all that are due on `day`. */
struct queue wheel_take(struct wheel *wheel, int day);

#endif
