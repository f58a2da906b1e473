#include "voteview/names.h"

#include "base/mem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits (Fowler, Noll and Vo). */
static size_t hash_of(const char *text)
{
    uint64_t h = 14695981039346656037u;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* The slot that has the name, or the free one where it belongs. */
static size_t slot_of(const struct names *names, const char *text)
{
    size_t at = hash_of(text) & (names->slots - 1);
    while (names->slot[at] && strcmp(names->text[names->slot[at] - 1], text) != 0)
        at = (at + 1) & (names->slots - 1);
    return at;
}

/* At most half of the slots are taken. */
static int make_room(struct names *names)
{
    if (2 * ((size_t)names->count + 1) <= names->slots)
        return 1;
    size_t slots = names->slots ? 2 * names->slots : 1024;
    int *slot = mem_new(slots, sizeof *slot);
    if (!slot)
        return 0;
    free(names->slot);
    names->slot = slot;
    names->slots = slots;
    for (int i = 0; i < names->count; i++)
        slot[slot_of(names, names->text[i])] = i + 1;
    return 1;
}

int names_add(struct names *names, const char *text)
{
    if (names->count > 0 && strcmp(names->text[names->last], text) == 0)
        return names->last;
    if (!make_room(names))
        return -1;
    size_t at = slot_of(names, text);
    if (!names->slot[at]) {
        void *items = names->text;
        if (!mem_grow(&items, &names->capacity, (size_t)names->count, sizeof(char *)))
            return -1;
        names->text = items;
        char *copy = mem_copy_text(text);
        if (!copy)
            return -1;
        names->text[names->count] = copy;
        names->slot[at] = ++names->count;
    }
    return names->last = names->slot[at] - 1;
}

void names_clear(struct names *names)
{
    for (int i = 0; i < names->count; i++)
        free(names->text[i]);
    free(names->text);
    free(names->slot);
    *names = (struct names){0};
}
