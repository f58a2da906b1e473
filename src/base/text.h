/* Text: a growing buffer, and small helpers on C strings. */
#ifndef AISLE_BASE_TEXT_H
#define AISLE_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A growing buffer, always 0-terminated when `bytes` is not NULL. A failed
 * allocation sets `failed`; later calls do nothing, so one check at the end is
 * enough. */
struct text {
    char *bytes;
    size_t size;
    size_t capacity;
    bool failed;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *bytes, size_t size);
void text_add_char(struct text *text, char c);
void text_addf(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_clear(struct text *text);
/* Take the bytes (never NULL unless failed) and reset the buffer. */
char *text_take(struct text *text);

/* Whole-string number parsing, locale-free in effect; false when it is not one. */
bool text_to_int(const char *s, int64_t low, int64_t high, int64_t *out);
bool text_to_double(const char *s, double *out);

/* Copy into a fixed field; false, with `out` as it was, when it does not fit. */
static inline bool text_fit(char *out, size_t size, const char *text)
{
    size_t n = strlen(text) + 1;
    if (n > size)
        return false;
    memcpy(out, text, n);
    return true;
}

bool text_equal_fold(const char *a, const char *b); /* ASCII case folded */

/* Nearest of `count` words by edit distance, or NULL when none is near. `word`
 * gives word i. */
typedef const char *text_word_fn(const void *user, size_t i);
const char *text_nearest(const char *wrong, size_t count, text_word_fn *word,
                         const void *user);
/* The same over a plain array. */
const char *text_nearest_of(const char *wrong, size_t count, const char *const *words);

/* Bytes of the UTF-8 character at `s`, which ends with a 0; 0 when there is none
 * (RFC 3629). */
size_t text_character(const unsigned char *s);

#endif
