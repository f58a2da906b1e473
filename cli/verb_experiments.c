/* aisle calibrate, validate, project, compare, sensitivity. */
#include "cli.h"

#include "app_asylum/experiment_verbs.h"
#include "base/ctx.h"

/* Open the store, do the verb, show its result. */
static enum aisle_status experiment(struct cli *cli, app_experiment_fn *verb,
                                    const char *chart, const char *next)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_experiment e;
    app_experiment_init(&e);
    cli_ask(cli, chart, &e.study);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(verb(cli->ctx, app, &cli->request, &cli->experiment, &e));
    TRY(cli_answer(cli, &e.study));
    if (next)
        cli_next(cli, "%s", next);
out:
    app_experiment_clear(&e);
    app_close(app);
    return status;
}

enum aisle_status cli_calibrate(struct cli *cli)
{
    return experiment(cli, app_calibrate, NULL, "aisle validate --posterior stored");
}

enum aisle_status cli_validate(struct cli *cli)
{
    return experiment(cli, app_validate, ".html", "aisle validate -o validation.html");
}

enum aisle_status cli_project(struct cli *cli)
{
    aisle_day dates[60]; /* as many as the verb takes */
    for (int i = 0; i < cli->argument_count; i++) {
        dates[i] = aisle_day_parse(cli->arguments[i]);
        if (dates[i] == AISLE_DAY_NONE)
            return ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' is not a date such as %s",
                            cli->arguments[i], "2024-09-30");
    }
    cli->experiment.date_count = cli->argument_count;
    cli->experiment.dates = dates;
    enum aisle_status status = experiment(cli, app_project, NULL, NULL);
    cli->experiment.dates = NULL;
    return status;
}

enum aisle_status cli_compare(struct cli *cli)
{
    cli->experiment.package_count = cli->argument_count;
    cli->experiment.packages = cli->arguments;
    return experiment(cli, app_compare, NULL, NULL);
}

enum aisle_status cli_sensitivity(struct cli *cli)
{
    cli->request.package_path = cli->arguments[0];
    return experiment(cli, app_sensitivity, NULL,
                      cli->experiment.method == AISLE_SENSITIVITY_MORRIS
                          ? "aisle sensitivity PACKAGE.yaml --method sobol"
                          : "aisle explain NAME");
}
