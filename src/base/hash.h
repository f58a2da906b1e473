/* SHA-256 (FIPS 180-4), for provenance. */
#ifndef AISLE_BASE_HASH_H
#define AISLE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash {
    uint32_t state[8];
    uint64_t size;
    unsigned char block[64];
};

void hash_init(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t size);
/* Text with its final 0, so that ("ab","c") and ("a","bc") differ. */
void hash_add_text(struct hash *hash, const char *text);
void hash_hex(struct hash *hash, char out[65]);

#endif
