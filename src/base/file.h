/* Files: read whole, write atomically, list, hash. */
#ifndef AISLE_BASE_FILE_H
#define AISLE_BASE_FILE_H

#include <aisle/context.h>
#include <stdint.h>

/* Read a whole file (at most 1 GiB); adds a final 0 not counted in `size`.
 * Caller frees. A context's reader (ctx.h) looks on. Errors: IO, MEMORY. */
enum aisle_status file_read(struct aisle_ctx *ctx, const char *path, char **bytes,
                            size_t *size);

/* Write a file so that a reader sees the old bytes or the new, never a part:
 * temporary file beside it, fsync, rename. Errors: IO. */
enum aisle_status file_write(struct aisle_ctx *ctx, const char *path, const char *bytes,
                             size_t size);

/* Make a directory and its parents; fine when it is there. Errors: IO. */
enum aisle_status file_make_dir(struct aisle_ctx *ctx, const char *path);

/* Names in `dir` that end in `suffix`, sorted; caller frees each and the array. */
enum aisle_status file_list(struct aisle_ctx *ctx, const char *dir, const char *suffix,
                            int *count, char ***names);

bool file_exists(const char *path);
bool file_is_dir(const char *path);

#endif
