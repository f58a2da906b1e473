/* Where results, messages and progress go. */
#include "cli.h"

#include "base/ctx.h"
#include "base/file.h"
#include "base/json.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Who reads no further (| head) has what was wanted: that is no failure. */
enum aisle_status cli_emit(struct cli *cli, const char *text)
{
    if (cli->muted)
        return AISLE_OK;
    if (cli->output)
        return file_write(cli->ctx, cli->output, text, strlen(text));
    if ((fputs(text, stdout) == EOF || fflush(stdout) == EOF) && errno != EPIPE)
        return ctx_fail(cli->ctx, AISLE_IO, "cannot write to standard output: %s",
                        strerror(errno));
    cli->answered = true;
    return AISLE_OK;
}

void cli_ask(const struct cli *cli, const char *chart, struct app_study *study)
{
    const char *dot = cli->output && chart ? strrchr(cli->output, '.') : NULL;
    study->form = dot && strcmp(dot, chart) == 0 ? APP_FORM_CHART
                  : cli->format == CLI_JSON      ? APP_FORM_JSON
                  : cli->format == CLI_CSV       ? APP_FORM_CSV
                  : cli->format == CLI_MARKDOWN  ? APP_FORM_MARKDOWN
                                                 : APP_FORM_TABLE;
    study->numbers = cli->strict || !isnan(cli->require) || cli->draws_path;
}

enum aisle_status cli_answer(struct cli *cli, const struct app_study *study)
{
    return cli_emit(cli, study->form == APP_FORM_JSON ? study->json : study->shown);
}

static struct aisle_text_style style_of(int file)
{
    struct aisle_text_style style = {.width = 80, .colour = false};
    struct winsize size;
    if (!isatty(file))
        return style;
    if (ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60)
        style.width = size.ws_col > 120 ? 120 : size.ws_col;
    const char *no_color = getenv("NO_COLOR");
    style.colour = !(no_color && no_color[0]);
    return style;
}

struct aisle_text_style cli_style(const struct cli *cli)
{
    return style_of(cli->output ? -1 : STDOUT_FILENO);
}

struct aisle_text_style cli_terminal(void)
{
    return style_of(STDERR_FILENO);
}

void cli_next(const struct cli *cli, const char *format, ...)
{
    if (cli->quiet || cli->format != CLI_TABLE || !isatty(STDERR_FILENO))
        return;
    va_list args;
    va_start(args, format);
    fputs("next: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

static void output_json_message(struct json *json, const struct aisle_message *m)
{
    json_open(json, '{');
    json_put_text(json, "code", aisle_status_name(m->status));
    json_put_text(json, "message", m->text);
    json_put_text(json, "path", m->path);
    json_key(json, "line");
    m->line ? json_int(json, m->line) : json_none(json);
    json_key(json, "column");
    m->column ? json_int(json, m->column) : json_none(json);
    json_put_text(json, "hint", m->hint);
    json_close(json);
}

/* {"error": the first, "errors": all} */
static void output_json_errors(const struct cli *cli, enum aisle_status status)
{
    struct text text = {0};
    struct json json;
    const struct aisle_message *first = NULL;
    size_t count = aisle_ctx_message_count(cli->ctx);
    for (size_t i = 0; i < count && !first; i++)
        if (aisle_ctx_message(cli->ctx, i)->severity == AISLE_ERROR)
            first = aisle_ctx_message(cli->ctx, i);
    struct aisle_message unknown = {.status = status, .text = (char *)"out of memory"};
    json_init(&json, &text);
    json_open(&json, '{');
    json_key(&json, "error");
    output_json_message(&json, first ? first : &unknown);
    json_key(&json, "errors");
    json_open(&json, '[');
    for (size_t i = 0; i < count; i++)
        if (aisle_ctx_message(cli->ctx, i)->severity == AISLE_ERROR)
            output_json_message(&json, aisle_ctx_message(cli->ctx, i));
    json_close(&json);
    json_close(&json);
    if (!text.failed)
        printf("%s\n", text.bytes);
    text_clear(&text);
}

static void output_message(const struct aisle_message *m)
{
    fputs("aisle: ", stderr);
    if (m->path && m->line && m->column)
        fprintf(stderr, "%s:%d:%d: ", m->path, m->line, m->column);
    else if (m->path && m->line)
        fprintf(stderr, "%s:%d: ", m->path, m->line);
    else if (m->path)
        fprintf(stderr, "%s: ", m->path);
    if (m->severity == AISLE_WARNING)
        fputs("warning: ", stderr);
    fprintf(stderr, "%s\n", m->text ? m->text : "out of memory");
    if (m->hint)
        fprintf(stderr, "hint: %s\n", m->hint);
}

void cli_print_messages(const struct cli *cli, enum aisle_status status)
{
    size_t count = aisle_ctx_message_count(cli->ctx);
    bool as_json = cli->format == CLI_JSON && status != AISLE_OK && !cli->answered &&
                   status != AISLE_FALSE && status != AISLE_UNTRUSTED;
    if (as_json)
        output_json_errors(cli, status);
    for (size_t i = 0; i < count; i++) {
        const struct aisle_message *m = aisle_ctx_message(cli->ctx, i);
        if (!(as_json && m->severity == AISLE_ERROR))
            output_message(m);
    }
    if (aisle_ctx_error_count(cli->ctx) > count)
        fprintf(stderr, "aisle: and %zu errors more\n",
                aisle_ctx_error_count(cli->ctx) - count);
    if (status != AISLE_OK && count == 0 && !as_json)
        fprintf(stderr, "aisle: %s\n", aisle_status_name(status));
}

static double output_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Called from the library; at most ten lines a second. */
static void output_progress(void *user, const char *task, double done, double total)
{
    struct cli_progress *p = user;
    double now = output_now();
    if (strncmp(p->task, task, sizeof p->task - 1) != 0) {
        snprintf(p->task, sizeof p->task, "%s", task);
        p->started = now;
        p->last = 0;
    }
    if (now - p->last < 0.1 && done < total)
        return;
    p->last = now;
    p->shown = true;
    fprintf(stderr, "\r\033[K%s", p->task);
    if (total > 0) {
        double share = done / total > 1 ? 1 : done / total;
        fprintf(stderr, " %3.0f%%", 100 * share);
        if (share > 0.02 && share < 1 && now - p->started > 0.5)
            fprintf(stderr, ", %.0f s left", (now - p->started) * (1 - share) / share);
    }
    fflush(stderr);
}

void cli_progress_start(struct cli_progress *progress, struct cli *cli)
{
    *progress = (struct cli_progress){0};
    if (!cli->quiet && isatty(STDERR_FILENO))
        aisle_ctx_set_progress(cli->ctx, output_progress, progress);
}

void cli_progress_end(struct cli_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
