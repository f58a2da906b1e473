#include "queue/queue.h"

#include "base/mem.h"
#include <stdlib.h>

/* With what the allocator adds, a block is whole pages. */
enum { BLOCK_CHUNKS = 255 };

static void give_block(struct pool *pool, struct chunk *chunks)
{
    for (size_t i = BLOCK_CHUNKS; i-- > 0;)
        pool_give(pool, &chunks[i]);
}

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
    give_block(pool, chunks);
    return true;
}

void pool_clear(struct pool *pool)
{
    for (size_t i = 0; i < pool->block_count; i++)
        free(pool->blocks[i]);
    free(pool->blocks);
    *pool = (struct pool){0};
}

void pool_reset(struct pool *pool)
{
    pool->free = NULL;
    pool->failed = false;
    for (size_t i = pool->block_count; i-- > 0;)
        give_block(pool, pool->blocks[i]);
}

bool queue_extend(struct pool *pool, struct queue *queue)
{
    if (!pool->free && !pool_grow(pool)) {
        pool->failed = true;
        return false;
    }
    struct chunk *chunk = pool->free;
    pool->free = chunk->next;
    chunk->next = NULL;
    chunk->before = queue->tail;
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

void queue_shorten(struct pool *pool, struct queue *queue)
{
    struct chunk *tail = queue->tail;
    queue->tail = tail->before;
    queue->tail->next = NULL;
    queue->last = CHUNK_PEOPLE;
    pool_give(pool, tail);
}

struct queue wheel_take(struct wheel *wheel, int day)
{
    struct queue *slot = &wheel->day[(size_t)day % WHEEL_DAYS];
    struct queue due = *slot;
    *slot = (struct queue){0};
    wheel->count -= due.count;
    return due;
}
