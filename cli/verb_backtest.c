/* aisle backtest: what the forecasts of past votes would have been worth. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum aisle_status cli_set_reveal(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    const char *colon = strchr(value, ':');
    size_t length = colon ? (size_t)(colon - value) : strlen(value);
    int64_t count = 10;
    for (int k = 0; k < AISLE_REVEAL_COUNT; k++) {
        const char *text = aisle_reveal_text((enum aisle_reveal)k);
        if (strlen(text) != length || strncmp(text, value, length) != 0)
            continue;
        if (colon && !text_to_int(colon + 1, 1, 90, &count))
            break;
        cli->backtest.reveal = (enum aisle_reveal)k;
        cli->backtest.reveal_count = (int)count;
        return AISLE_OK;
    }
    return ctx_fail(cli->ctx, AISLE_MISUSE,
                    "--reveal '%s' is not none, leaders, random:K, noisy:K or "
                    "uncertain:K with K from 1 to 90",
                    value);
}

/* "117-118" or "118". */
enum aisle_status cli_set_congresses(struct cli *cli, const char *name,
                                     const char *value)
{
    int first = 0;
    int last = 0;
    int used = 0;
    if (sscanf(value, "%3d-%3d%n", &first, &last, &used) < 2 || value[used]) {
        used = 0;
        if (sscanf(value, "%3d%n", &first, &used) != 1 || value[used])
            first = 0;
        last = first;
    }
    if (first < 1 || last < first || last > 200)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not a Congress or a range, as 118 or 117-118",
                        name, value);
    cli->backtest.congress_first = first;
    cli->backtest.congress_last = last;
    return AISLE_OK;
}

enum aisle_status cli_set_kind(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    for (int k = 0; k < AISLE_BACKTEST_KIND_COUNT; k++)
        if (strcmp(value, aisle_backtest_kind_text((enum aisle_backtest_kind)k)) == 0) {
            cli->backtest.kind = (enum aisle_backtest_kind)k;
            return AISLE_OK;
        }
    return ctx_fail(cli->ctx, AISLE_MISUSE,
                    "--kind '%s' is not cloture, passage or amendment", value);
}

enum aisle_status cli_set_warm(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->backtest.warm = true;
    return AISLE_OK;
}

enum aisle_status cli_set_particles(struct cli *cli, const char *name,
                                    const char *value)
{
    int64_t count;
    (void)name;
    if (!text_to_int(value, 128, 65536, &count))
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--particles '%s' is not a whole number from 128 to 65536",
                        value);
    cli->backtest.particles = (int)count;
    return AISLE_OK;
}

static bool wants_svg(const struct cli *cli)
{
    const char *dot = cli->output ? strrchr(cli->output, '.') : NULL;
    return dot && strcmp(dot, ".svg") == 0;
}

static enum aisle_status show(struct cli *cli, const struct app_study *study)
{
    enum aisle_status status;
    char *text = NULL;
    if (wants_svg(cli))
        TRY(aisle_report_backtest_svg(cli->ctx, &study->backtest, &text));
    else if (cli->format == CLI_CSV)
        TRY(aisle_report_backtest_csv(cli->ctx, &study->backtest, &text));
    else if (cli->format == CLI_TABLE)
        TRY(aisle_report_backtest_text(cli->ctx, &study->backtest, cli_style(cli),
                                       &text));
    TRY(cli_emit(cli, text ? text : study->json));
out:
    free(text);
    return status;
}

enum aisle_status cli_backtest(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    bool json_only = cli->format == CLI_JSON && !wants_svg(cli);
    app_study_init(&study);
    cli->backtest.threads = cli->app.threads;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_backtest(cli->ctx, app, &cli->backtest, json_only, &study));
    TRY(show(cli, &study));
    cli_next(cli, "aisle backtest --congress %d-%d --reveal uncertain:10",
             cli->backtest.congress_first, cli->backtest.congress_last);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}
