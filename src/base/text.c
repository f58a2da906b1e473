#include "base/text.h"

#include "base/mem.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool text_room(struct text *text, size_t more)
{
    if (text->failed)
        return false;
    if (text->size + more + 1 <= text->capacity)
        return true;
    size_t wanted = text->capacity ? text->capacity : 64;
    while (wanted < text->size + more + 1)
        wanted *= 2;
    char *bytes = mem_resize(text->bytes, wanted, 1);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = wanted;
    return true;
}

void text_add_bytes(struct text *text, const char *bytes, size_t size)
{
    if (!text_room(text, size))
        return;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add(struct text *text, const char *more)
{
    text_add_bytes(text, more, strlen(more));
}

void text_add_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0 || !text_room(text, (size_t)size))
        return;
    va_start(args, format);
    vsnprintf(text->bytes + text->size, (size_t)size + 1, format, args);
    va_end(args);
    text->size += (size_t)size;
}

void text_clear(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

char *text_take(struct text *text)
{
    text_room(text, 0);
    if (text->failed) {
        text_clear(text);
        return NULL;
    }
    text->bytes[text->size] = '\0';
    char *bytes = text->bytes;
    *text = (struct text){0};
    return bytes;
}

bool text_to_int(const char *s, int64_t low, int64_t high, int64_t *out)
{
    if (*s == '\0' || isspace((unsigned char)*s))
        return false;
    char *end;
    errno = 0;
    long long value = strtoll(s, &end, 10);
    if (*end != '\0' || errno == ERANGE || value < low || value > high)
        return false;
    *out = value;
    return true;
}

bool text_to_double(const char *s, double *out)
{
    /* strtod also takes hexadecimal, "inf" and "nan": no file of ours has them. */
    if (*s == '\0' || s[strspn(s, "+-0123456789.eE")] != '\0')
        return false;
    char *end;
    double value = strtod(s, &end);
    if (*end != '\0' || !isfinite(value))
        return false;
    *out = value;
    return true;
}

bool text_equal_fold(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    return *a == *b;
}

#define WORD_MAX 64

/* Edit distance with transpositions (optimal string alignment), case folded;
 * words are cut to WORD_MAX bytes, which no name of ours reaches. */
static int text_distance(const char *a, const char *b)
{
    int rows[3][WORD_MAX + 1];
    int n = (int)strnlen(a, WORD_MAX), m = (int)strnlen(b, WORD_MAX);
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (int j = 0; j <= m; j++)
        last[j] = j;
    for (int i = 1; i <= n; i++) {
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int x = tolower((unsigned char)a[i - 1]);
            int y = tolower((unsigned char)b[j - 1]);
            int best = last[j - 1] + (x != y);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x == tolower((unsigned char)b[j - 2]) &&
                y == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        int *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[m];
}

const char *text_nearest(const char *wrong, size_t count, text_word_fn *word,
                         const void *user)
{
    const char *nearest = NULL;
    int length = (int)strnlen(wrong, WORD_MAX);
    int best = length / 3 + 2; /* farther than this is another word */
    for (size_t i = 0; i < count; i++) {
        const char *candidate = word(user, i);
        int distance = text_distance(wrong, candidate);
        if (distance < best && distance < length) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

static const char *text_word_of(const void *user, size_t i)
{
    return ((const char *const *)user)[i];
}

const char *text_nearest_of(const char *wrong, size_t count, const char *const *words)
{
    return text_nearest(wrong, count, text_word_of, words);
}

size_t text_character(const unsigned char *s)
{
    if (s[0] < 0x80)
        return 1;
    size_t size = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool outside = (s[0] == 0xED && s[1] > 0x9F) || (s[0] == 0xF4 && s[1] > 0x8F);
    return overlong || outside ? 0 : size;
}
