#include "base/ctx.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>

/* A file may hold a great many faults; past this many a reader's user is served
 * no better, and memory stays bounded. The count goes on. */
#define MESSAGE_MAX 200

struct aisle_ctx {
    struct aisle_message *messages;
    size_t count;
    size_t capacity;
    size_t errors;
    aisle_progress_fn *progress;
    void *progress_user;
    const struct ctx_reader *reader;
    atomic_bool cancelled;
};

struct aisle_ctx *aisle_ctx_new(void)
{
    return mem_new(1, sizeof(struct aisle_ctx));
}

void aisle_ctx_clear(struct aisle_ctx *ctx)
{
    for (size_t i = 0; i < ctx->count; i++) {
        free(ctx->messages[i].path);
        free(ctx->messages[i].text);
        free(ctx->messages[i].hint);
    }
    free(ctx->messages);
    ctx->messages = NULL;
    ctx->count = ctx->capacity = ctx->errors = 0;
}

void aisle_ctx_free(struct aisle_ctx *ctx)
{
    if (!ctx)
        return;
    aisle_ctx_clear(ctx);
    free(ctx);
}

size_t aisle_ctx_message_count(const struct aisle_ctx *ctx)
{
    return ctx->count;
}

const struct aisle_message *aisle_ctx_message(const struct aisle_ctx *ctx, size_t i)
{
    return i < ctx->count ? &ctx->messages[i] : NULL;
}

size_t aisle_ctx_error_count(const struct aisle_ctx *ctx)
{
    return ctx->errors;
}

void aisle_ctx_set_progress(struct aisle_ctx *ctx, aisle_progress_fn *fn, void *user)
{
    ctx->progress = fn;
    ctx->progress_user = user;
}

void ctx_set_reader(struct aisle_ctx *ctx, const struct ctx_reader *reader)
{
    ctx->reader = reader;
}

const struct ctx_reader *ctx_get_reader(const struct aisle_ctx *ctx)
{
    return ctx->reader;
}

void aisle_ctx_cancel(struct aisle_ctx *ctx)
{
    atomic_store_explicit(&ctx->cancelled, true, memory_order_relaxed);
}

bool aisle_ctx_cancelled(const struct aisle_ctx *ctx)
{
    return atomic_load_explicit(&ctx->cancelled, memory_order_relaxed);
}

/* Text of a message; NULL when memory is short or the format is broken. Plain
 * malloc: describing a failure must not depend on the allocator under test. */
__attribute__((format(printf, 1, 0))) static char *ctx_format(const char *format,
                                                              va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *out = size < 0 ? NULL : malloc((size_t)size + 1);
    if (out)
        vsnprintf(out, (size_t)size + 1, format, args);
    return out;
}

static void ctx_add(struct aisle_ctx *ctx, struct aisle_message message,
                    const char *path, const char *hint)
{
    if (message.severity == AISLE_ERROR)
        ctx->errors++;
    if (ctx->count >= MESSAGE_MAX) {
        free(message.text);
        return;
    }
    if (ctx->count == ctx->capacity) {
        size_t wanted = ctx->capacity ? ctx->capacity * 2 : 8;
        void *more = realloc(ctx->messages, wanted * sizeof *ctx->messages);
        if (!more) {
            free(message.text);
            return;
        }
        ctx->messages = more;
        ctx->capacity = wanted;
    }
    message.path = path ? strdup(path) : NULL;
    message.hint = hint ? strdup(hint) : NULL;
    ctx->messages[ctx->count++] = message;
}

enum aisle_status ctx_fail(struct aisle_ctx *ctx, enum aisle_status status,
                           const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct aisle_message message = {.severity = AISLE_ERROR, .status = status};
    message.text = ctx_format(format, args);
    va_end(args);
    ctx_add(ctx, message, NULL, NULL);
    return status;
}

enum aisle_status ctx_fail_at(struct aisle_ctx *ctx, enum aisle_status status,
                              struct place place, const char *hint, const char *format,
                              ...)
{
    va_list args;
    va_start(args, format);
    struct aisle_message message = {.severity = AISLE_ERROR,
                                    .status = status,
                                    .line = place.line,
                                    .column = place.column};
    message.text = ctx_format(format, args);
    va_end(args);
    ctx_add(ctx, message, place.path, hint);
    return status;
}

void ctx_hint(struct aisle_ctx *ctx, const char *format, ...)
{
    if (ctx->count == 0)
        return;
    struct aisle_message *last = &ctx->messages[ctx->count - 1];
    va_list args;
    va_start(args, format);
    free(last->hint);
    last->hint = ctx_format(format, args);
    va_end(args);
}

void ctx_warn(struct aisle_ctx *ctx, struct place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct aisle_message message = {.severity = AISLE_WARNING,
                                    .status = AISLE_OK,
                                    .line = place.line,
                                    .column = place.column};
    message.text = ctx_format(format, args);
    va_end(args);
    ctx_add(ctx, message, place.path, NULL);
}

void ctx_progress(struct aisle_ctx *ctx, const char *task, double done, double total)
{
    if (ctx->progress)
        ctx->progress(ctx->progress_user, task, done, total);
}

enum aisle_status ctx_poll(struct aisle_ctx *ctx)
{
    if (!aisle_ctx_cancelled(ctx))
        return AISLE_OK;
    for (size_t i = 0; i < ctx->count; i++)
        if (ctx->messages[i].status == AISLE_CANCELLED)
            return AISLE_CANCELLED;
    return ctx_fail(ctx, AISLE_CANCELLED, "interrupted");
}

enum aisle_status ctx_no_memory(struct aisle_ctx *ctx)
{
    return ctx_fail(ctx, AISLE_MEMORY, "out of memory");
}
