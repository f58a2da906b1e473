/* A fuzz corpus, replayed by the tests. */
#ifndef AISLE_TESTS_REPLAY_H
#define AISLE_TESTS_REPLAY_H

#include <stddef.h>
#include <stdint.h>

typedef int support_target_fn(const uint8_t *data, size_t size);

/* Give the target every file of the folder, `least` at least, and every cut of the
 * short ones: a file half written. */
void support_replay(const char *dir, support_target_fn *target, int least);

#endif
