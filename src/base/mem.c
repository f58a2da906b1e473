#include "base/mem.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The fault switch of the tests; relaxed atomics, because worker threads may
 * allocate their workspace. 0 means off. */
static atomic_long mem_fail_left;
static atomic_long mem_made;

void mem_fail_at(long k)
{
    atomic_store_explicit(&mem_fail_left, k, memory_order_relaxed);
    atomic_store_explicit(&mem_made, 0, memory_order_relaxed);
}

long mem_count(void)
{
    return atomic_load_explicit(&mem_made, memory_order_relaxed);
}

static _Bool mem_must_fail(void)
{
    atomic_fetch_add_explicit(&mem_made, 1, memory_order_relaxed);
    if (atomic_load_explicit(&mem_fail_left, memory_order_relaxed) == 0)
        return 0;
    return atomic_fetch_sub_explicit(&mem_fail_left, 1, memory_order_relaxed) == 1;
}

void *mem_new(size_t count, size_t size)
{
    if (mem_must_fail())
        return NULL;
    return calloc(count ? count : 1, size ? size : 1);
}

void *mem_new_lines(size_t count, size_t size)
{
    const size_t line = 64;
    if (mem_must_fail() || (size && count > (SIZE_MAX - line) / size))
        return NULL;
    size_t bytes = count * size;
    return aligned_alloc(line, bytes ? (bytes + line - 1) / line * line : line);
}

void *mem_resize(void *p, size_t count, size_t size)
{
    if (mem_must_fail() || (size && count > SIZE_MAX / size))
        return NULL;
    size_t bytes = count * size;
    return realloc(p, bytes ? bytes : 1);
}

char *mem_copy_bytes(const char *bytes, size_t size)
{
    char *copy = mem_new(size + 1, 1);
    if (copy && size)
        memcpy(copy, bytes, size);
    return copy;
}

char *mem_copy_text(const char *text)
{
    return text ? mem_copy_bytes(text, strlen(text)) : mem_copy_bytes("", 0);
}

char *mem_format(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = size < 0 ? NULL : mem_new((size_t)size + 1, 1);
    if (!out)
        return NULL;
    va_start(args, format);
    vsnprintf(out, (size_t)size + 1, format, args);
    va_end(args);
    return out;
}

_Bool mem_grow(void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return 1;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    void *more = mem_resize(*items, wanted, size);
    if (!more)
        return 0;
    *items = more;
    *capacity = wanted;
    return 1;
}
