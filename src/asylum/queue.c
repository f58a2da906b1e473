#include "asylum/queue.h"

#include "base/mem.h"
#include <stdlib.h>

enum { BLOCK_CHUNKS = 256 };

/* Cut a new block into chunks; false when memory is short. */
static bool pool_grow(struct pool *pool)
{
    if (!mem_grow((void **)&pool->blocks, &pool->block_capacity, pool->block_count,
                  sizeof *pool->blocks))
        return false;
    struct chunk *chunks = mem_new(BLOCK_CHUNKS, sizeof *chunks);
    if (!chunks)
        return false;
    pool->blocks[pool->block_count++] = chunks;
    for (size_t i = 0; i + 1 < BLOCK_CHUNKS; i++)
        chunks[i].next = &chunks[i + 1];
    chunks[BLOCK_CHUNKS - 1].next = pool->free;
    pool->free = chunks;
    return true;
}

void pool_clear(struct pool *pool)
{
    for (size_t i = 0; i < pool->block_count; i++)
        free(pool->blocks[i]);
    free(pool->blocks);
    *pool = (struct pool){0};
}

static struct chunk *pool_take(struct pool *pool)
{
    if (!pool->free && !pool_grow(pool))
        return NULL;
    struct chunk *chunk = pool->free;
    pool->free = chunk->next;
    chunk->next = NULL;
    return chunk;
}

static void pool_give(struct pool *pool, struct chunk *chunk)
{
    chunk->next = pool->free;
    pool->free = chunk;
}

/* A chunk more at the tail; false when memory is short. */
static bool queue_extend(struct pool *pool, struct queue *queue)
{
    struct chunk *chunk = pool_take(pool);
    if (!chunk)
        return false;
    if (queue->tail) {
        queue->tail->next = chunk;
    } else {
        queue->head = chunk;
        queue->first = 0;
    }
    queue->tail = chunk;
    queue->last = 0;
    return true;
}

void queue_push(struct pool *pool, struct queue *queue, struct person person)
{
    bool full = !queue->tail || queue->last == CHUNK_PEOPLE;
    if (full && !queue_extend(pool, queue)) {
        pool->failed = true;
        return;
    }
    queue->tail->people[queue->last++] = person;
    queue->count++;
}

struct person queue_pop(struct pool *pool, struct queue *queue)
{
    struct chunk *head = queue->head;
    struct person person = head->people[queue->first++];
    queue->count--;
    if (queue->count == 0) {
        pool_give(pool, head);
        *queue = (struct queue){0};
    } else if (queue->first == CHUNK_PEOPLE) {
        queue->head = head->next;
        queue->first = 0;
        pool_give(pool, head);
    }
    return person;
}

const struct person *queue_peek(const struct queue *queue)
{
    return &queue->head->people[queue->first];
}

static size_t slot_of(int day)
{
    return (size_t)day % WHEEL_DAYS;
}

void wheel_put(struct pool *pool, struct wheel *wheel, int day, struct person person)
{
    queue_push(pool, &wheel->day[slot_of(day)], person);
    wheel->count++;
}

struct queue wheel_take(struct wheel *wheel, int day)
{
    struct queue due = wheel->day[slot_of(day)];
    wheel->day[slot_of(day)] = (struct queue){0};
    wheel->count -= due.count;
    return due;
}
