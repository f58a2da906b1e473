/* The context: where errors, progress and cancellation meet.
 *
 * One context serves one thread of work. Every function that can fail takes it
 * first, adds its messages to it and returns the status; outputs stay untouched
 * on failure. A reader of a file adds all the file's errors before it returns.
 * Progress is reported from the thread that called into the library only. */
#ifndef AISLE_CONTEXT_H
#define AISLE_CONTEXT_H

#include <aisle/status.h>
#include <stdbool.h>
#include <stddef.h>

enum aisle_severity { AISLE_NOTE, AISLE_WARNING, AISLE_ERROR };

/* One message. `path` NULL when it is about no file; `line` and `column` count
 * from 1, 0 when not known; `hint` NULL when there is no next step to name. */
struct aisle_message {
    enum aisle_severity severity;
    enum aisle_status status;
    char *path;
    int line;
    int column;
    char *text;
    char *hint;
};

/* Called now and then with how far `task` is; `total` 0 when not known. */
typedef void aisle_progress_fn(void *user, const char *task, double done, double total);

struct aisle_ctx;

/* Make a context; NULL only when memory is short. Free with aisle_ctx_free. */
struct aisle_ctx *aisle_ctx_new(void);
void aisle_ctx_free(struct aisle_ctx *ctx);

/* Forget all messages; progress and cancellation stay as set. */
void aisle_ctx_clear(struct aisle_ctx *ctx);

size_t aisle_ctx_message_count(const struct aisle_ctx *ctx);
const struct aisle_message *aisle_ctx_message(const struct aisle_ctx *ctx, size_t i);
size_t aisle_ctx_error_count(const struct aisle_ctx *ctx);

void aisle_ctx_set_progress(struct aisle_ctx *ctx, aisle_progress_fn *fn, void *user);

/* Ask the work under way to stop soon; safe from a signal handler. */
void aisle_ctx_cancel(struct aisle_ctx *ctx);
bool aisle_ctx_cancelled(const struct aisle_ctx *ctx);

#endif
