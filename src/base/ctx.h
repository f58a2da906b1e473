/* Inside view of the context: how rooms add messages, progress, and cancel.
 *
 *   if (!p)
 *       return ctx_fail(ctx, AISLE_MEMORY, "no memory for %d members", n);
 */
#ifndef AISLE_BASE_CTX_H
#define AISLE_BASE_CTX_H

#include <aisle/context.h>
#include <stdio.h>
#include <stdlib.h>

/* Go to `out:` with `status` set when `expr` fails: the one control-flow macro.
 * The function declares `enum aisle_status status` and the label `out`. */
#define TRY(expr)                                                                      \
    do {                                                                               \
        status = (expr);                                                               \
        if (status != AISLE_OK)                                                        \
            goto out;                                                                  \
    } while (0)

/* A programmer's mistake: abort with its place. */
#define CHECK(cond)                                                                    \
    do {                                                                               \
        if (!(cond)) {                                                                 \
            fprintf(stderr, "aisle: %s:%d: check failed: %s\n", __FILE__, __LINE__,    \
                    #cond);                                                            \
            abort();                                                                   \
        }                                                                              \
    } while (0)

/* Where in a file; `line`, `column` 0 when not known, `path` NULL for nowhere. */
struct place {
    const char *path;
    int line;
    int column;
};

/* Add an error and return `status`. */
enum aisle_status ctx_fail(struct aisle_ctx *ctx, enum aisle_status status,
                           const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Add an error about a place in a file, with a hint (NULL: none). */
enum aisle_status ctx_fail_at(struct aisle_ctx *ctx, enum aisle_status status,
                              struct place place, const char *hint, const char *format,
                              ...) __attribute__((format(printf, 5, 6)));

/* Add a hint to the message added last. */
void ctx_hint(struct aisle_ctx *ctx, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void ctx_warn(struct aisle_ctx *ctx, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void ctx_progress(struct aisle_ctx *ctx, const char *task, double done, double total);

/* CANCELLED with its message when the caller asked to stop, else OK. */
enum aisle_status ctx_poll(struct aisle_ctx *ctx);

/* Who looks on as files are read with a context, to tell what a result was made from.
 * `find` may give bytes in place of the file's (owned by who reads; allocated with
 * base/mem.h, a 0 after them), `seen` is told what was read. From one thread only. */
struct ctx_reader {
    void *user;
    bool (*find)(void *user, const char *path, char **bytes, size_t *size);
    void (*seen)(void *user, const char *path, const char *bytes, size_t size);
};
void ctx_set_reader(struct aisle_ctx *ctx, const struct ctx_reader *reader);
const struct ctx_reader *ctx_get_reader(const struct aisle_ctx *ctx); /* NULL: none */

/* "no memory" as a status; takes no memory itself. */
enum aisle_status ctx_no_memory(struct aisle_ctx *ctx);

#endif
