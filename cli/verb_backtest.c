/* aisle backtest: what the forecasts of past votes would have been worth. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    else if (cli->format == CLI_MARKDOWN)
        TRY(aisle_report_backtest_markdown(cli->ctx, &study->backtest, &text));
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
