/* aisle backtest: what the forecasts of past votes would have been worth. */
#include "cli.h"

#include "base/ctx.h"

enum aisle_status cli_backtest(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    cli_ask(cli, ".svg", &study);
    cli->backtest.threads = cli->app.threads;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_backtest(cli->ctx, app, &cli->backtest, &study));
    TRY(cli_answer(cli, &study));
    cli_next(cli, "aisle backtest --congress %d-%d --reveal uncertain:10",
             cli->backtest.congress_first, cli->backtest.congress_last);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}
