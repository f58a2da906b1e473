/* Checked allocation. Sizes are overflow-checked; memory comes zeroed; every
 * function may return NULL, which callers turn into ctx_no_memory. free() frees.
 *
 * Tests make the k-th allocation fail with mem_fail_at(k) and walk k upward until
 * nothing fails: every error path runs. */
#ifndef AISLE_BASE_MEM_H
#define AISLE_BASE_MEM_H

#include <stddef.h>

void *mem_new(size_t count, size_t size);
/* From the start of a cache line (64 bytes), for what vectors walk through. Not
 * zeroed. */
void *mem_new_lines(size_t count, size_t size);
/* Resize to `count` items; new bytes are not zeroed. On NULL `p` stays valid. */
void *mem_resize(void *p, size_t count, size_t size);
char *mem_copy_text(const char *text);                /* NULL text gives "" */
char *mem_copy_bytes(const char *bytes, size_t size); /* adds a final 0 */
char *mem_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Make room for one more item in a growing array (doubles; starts at 16). True
 * on success: *items and *capacity are updated. */
_Bool mem_grow(void **items, size_t *capacity, size_t count, size_t size);

/* Fail the k-th allocation from now (1: the next); 0 switches it off. */
void mem_fail_at(long k);
/* Allocations since the last mem_fail_at. */
long mem_count(void);

#endif
