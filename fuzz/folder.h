/* What the targets of a folder of tables share: the first line of the input names one
 * of them, the rest are the bytes of that one; the others are as given here. */
#ifndef AISLE_FUZZ_FOLDER_H
#define AISLE_FUZZ_FOLDER_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder_table {
    const char *file;
    const char *text; /* when another one is named */
};

static inline void folder_put(const char *dir, const char *name, const void *bytes,
                              size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    /* cut to size afterwards: ext4 flushes a file that was emptied first */
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size ||
        ftruncate(file, (off_t)size) != 0)
        abort();
    close(file);
}

/* The table named by the first line; the first one without a name. */
static inline int folder_named(int count, const struct folder_table *tables,
                               const uint8_t *data, size_t size, size_t *past)
{
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    size_t length = end ? (size_t)(end - data) : 0;
    *past = 0;
    for (int i = 0; end && i < count; i++) {
        if (strlen(tables[i].file) != length ||
            memcmp(tables[i].file, data, length) != 0)
            continue;
        *past = length + 1;
        return i;
    }
    return 0;
}

/* A folder that stands until the program ends: only what changes is written again. */
struct folder {
    int count;
    const struct folder_table *tables;
    char dir[32];
    int named; /* last time */
};

static struct folder *folder_made[8];

static inline void folder_remove_all(void)
{
    for (int f = 0; f < 8 && folder_made[f]; f++) {
        for (int i = 0; i < folder_made[f]->count; i++) {
            char path[128];
            snprintf(path, sizeof path, "%s/%s", folder_made[f]->dir,
                     folder_made[f]->tables[i].file);
            unlink(path);
        }
        rmdir(folder_made[f]->dir);
    }
}

static inline void folder_put_own(const struct folder *folder, int i)
{
    const struct folder_table *table = &folder->tables[i];
    folder_put(folder->dir, table->file, table->text, strlen(table->text));
}

static inline void folder_make(struct folder *folder)
{
    int f = 0;
    snprintf(folder->dir, sizeof folder->dir, "/tmp/fuzz_folder_XXXXXX");
    if (!mkdtemp(folder->dir))
        abort();
    while (f < 7 && folder_made[f])
        f++;
    if (f == 0)
        atexit(folder_remove_all);
    folder_made[f] = folder;
    for (int i = 0; i < folder->count; i++)
        folder_put_own(folder, i);
}

/* Put the input in its place and have the folder read. */
static inline void folder_run(struct folder *folder, const uint8_t *data, size_t size,
                              void (*read_folder)(const char *dir))
{
    size_t past;
    int named = folder_named(folder->count, folder->tables, data, size, &past);
    if (!folder->dir[0])
        folder_make(folder);
    if (named != folder->named)
        folder_put_own(folder, folder->named);
    folder->named = named;
    folder_put(folder->dir, folder->tables[named].file, data + past, size - past);
    read_folder(folder->dir);
}

#endif
