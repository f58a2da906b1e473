/* whip: the board of one vote, from a package and perhaps a whip count. */
#include "cli.h"

#include "app_forecast/whip_verbs.h"
#include "base/ctx.h"

enum aisle_status cli_whip(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    cli->request.package_path = cli->arguments[0];
    cli->request.whip_path = cli->argument_count > 1 ? cli->arguments[1] : NULL;
    cli->request.vote = cli->vote;
    cli_ask(cli, NULL, &study);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_whip(cli->ctx, app, &cli->request, &study));
    TRY(cli_answer(cli, &study));
    cli_next(cli, "aisle forecast %s --suppose NAME=yea", cli->arguments[0]);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}
