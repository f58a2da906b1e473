/* The verbs on files and on the store: package, explain, runs. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

enum aisle_status cli_explain(struct cli *cli)
{
    char *out = NULL;
    const char *name = cli->argument_count ? cli->arguments[0] : NULL;
    enum aisle_status status =
        app_explain(cli->ctx, &cli->app, name, cli->format == CLI_JSON, &out);
    if (status == AISLE_OK)
        status = cli_emit(cli, out);
    free(out);
    return status;
}

enum aisle_status cli_runs(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct aisle_run *runs = NULL;
    int count = 0;
    char *out = NULL;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_runs(cli->ctx, app, cli->limit, &count, &runs));
    TRY(aisle_report_runs(cli->ctx, count, runs, cli->format == CLI_JSON, &out));
    TRY(cli_emit(cli, out));
out:
    free(out);
    free(runs);
    app_close(app);
    return status;
}
