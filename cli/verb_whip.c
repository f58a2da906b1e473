/* whip: the board of one vote, from a package and perhaps a whip count. */
#include "cli.h"

#include "app_forecast/whip_verbs.h"
#include "base/ctx.h"

static enum aisle_status whip_render(struct cli *cli, const struct app_study *study,
                                     const struct aisle_board *board, char **out)
{
    if (cli->format == CLI_CSV)
        return aisle_report_board_csv(cli->ctx, &study->package, &study->forecast,
                                      board, out);
    if (cli->format == CLI_MARKDOWN)
        return aisle_report_board_markdown(cli->ctx, &study->package, &study->forecast,
                                           board, out);
    return aisle_report_board_text(cli->ctx, &study->package, &study->forecast, board,
                                   cli_style(cli), out);
}

enum aisle_status cli_whip(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_board board;
    char *out = NULL;
    app_study_init(&study);
    aisle_board_init(&board);
    cli->request.package_path = cli->arguments[0];
    cli->request.whip_path = cli->argument_count > 1 ? cli->arguments[1] : NULL;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_whip(cli->ctx, app, &cli->request, cli->vote, &study, &board));
    if (cli->format == CLI_JSON) {
        TRY(cli_emit(cli, study.json));
    } else {
        TRY(whip_render(cli, &study, &board, &out));
        TRY(cli_emit(cli, out));
    }
    cli_next(cli, "aisle forecast %s --suppose NAME=yea", cli->arguments[0]);
out:
    free(out);
    aisle_board_clear(&board);
    app_study_clear(&study);
    app_close(app);
    return status;
}
