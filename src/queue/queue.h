/* Queues and day wheels of people, from one pool of chunks.
 *
 *   queue  head <-> [ p p p ] <-> [ p p . ] <- tail      chunks of 63 people
 *   wheel  one queue a day, a ring of WHEEL_DAYS days: to be taken on that day
 *
 * A push or pop at either end touches one cache line; chunks go back to the pool
 * when empty. queue_batch hands out a whole chunk, for loops over all of a queue. */
#ifndef AISLE_QUEUE_QUEUE_H
#define AISLE_QUEUE_QUEUE_H

#include "queue/person.h"
#include <stdbool.h>
#include <stddef.h>

enum { CHUNK_PEOPLE = 63, WHEEL_DAYS = 512 };

struct chunk {
    struct chunk *next;
    struct chunk *before;
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
/* The same, but the memory is kept for the next world. */
void pool_reset(struct pool *pool);

/* A chunk more at the tail; sets pool->failed and returns false when memory is short. */
bool queue_extend(struct pool *pool, struct queue *queue);
/* Give back the tail chunk, which is empty, of a queue that is not. */
void queue_shorten(struct pool *pool, struct queue *queue);

static inline void queue_push(struct pool *pool, struct queue *queue,
                              struct person person)
{
    bool full = !queue->tail || queue->last == CHUNK_PEOPLE;
    if (full && !queue_extend(pool, queue))
        return;
    queue->tail->people[queue->last++] = person;
    queue->count++;
}

static inline void pool_give(struct pool *pool, struct chunk *chunk)
{
    chunk->next = pool->free;
    pool->free = chunk;
}

/* Drop the head chunk and all in it. */
static inline void queue_drop(struct pool *pool, struct queue *queue)
{
    struct chunk *head = queue->head;
    if (head == queue->tail) {
        *queue = (struct queue){0};
    } else {
        queue->count -= CHUNK_PEOPLE - queue->first;
        queue->head = head->next;
        queue->head->before = NULL;
        queue->first = 0;
    }
    pool_give(pool, head);
}

/* First out of the front. The queue must not be empty. */
static inline struct person queue_pop(struct pool *pool, struct queue *queue)
{
    struct chunk *head = queue->head;
    struct person person = head->people[queue->first];
    if (queue->count == 1 || queue->first + 1 == CHUNK_PEOPLE) {
        queue_drop(pool, queue);
        return person;
    }
    queue->first++;
    queue->count--;
    return person;
}

/* Last in, first out. The queue must not be empty. */
static inline struct person queue_pop_last(struct pool *pool, struct queue *queue)
{
    struct person person = queue->tail->people[--queue->last];
    queue->count--;
    if (queue->count == 0) {
        pool_give(pool, queue->head);
        *queue = (struct queue){0};
    } else if (queue->last == 0) {
        queue_shorten(pool, queue);
    }
    return person;
}

/* The person who would be popped next, and who came last. */
static inline const struct person *queue_peek(const struct queue *queue)
{
    return &queue->head->people[queue->first];
}

/* The people of the head chunk; queue_drop ends the batch. The queue must not be
 * empty, and nobody may be pushed into it before the batch is dropped. */
static inline struct person *queue_batch(struct queue *queue, uint32_t *count)
{
    uint32_t end = queue->head == queue->tail ? queue->last : CHUNK_PEOPLE;
    *count = end - queue->first;
    return &queue->head->people[queue->first];
}

/* Due on `day`, which is after today and within WHEEL_DAYS of it. */
static inline void wheel_put(struct pool *pool, struct wheel *wheel, int day,
                             struct person person)
{
    queue_push(pool, &wheel->day[(size_t)day % WHEEL_DAYS], person);
    wheel->count++;
}

/* Take out all that are due on `day`. */
struct queue wheel_take(struct wheel *wheel, int day);

#endif
