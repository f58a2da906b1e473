/* aisle calibrate, validate, project, compare, sensitivity. */
#include "cli.h"

#include "app_asylum/experiment_verbs.h"
#include "base/ctx.h"
#include "base/text.h"
#include <aisle/report_experiments.h>

#include <stdlib.h>
#include <string.h>

typedef enum aisle_status show_fn(struct cli *cli, struct app_experiment *e,
                                  char **out);

/* Open the store, do the verb, show its result. */
static enum aisle_status experiment(struct cli *cli, app_experiment_fn *verb,
                                    show_fn *table, show_fn *csv, const char *next)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_experiment e;
    char *out = NULL;
    app_experiment_init(&e);
    bool json_only = cli->format == CLI_JSON;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(verb(cli->ctx, app, &cli->request, &cli->experiment, json_only, &e));
    if (cli->format == CLI_JSON)
        TRY(cli_emit(cli, e.study.json));
    else
        TRY((cli->format == CLI_CSV ? csv : table)(cli, &e, &out));
    if (out)
        TRY(cli_emit(cli, out));
    if (next)
        cli_next(cli, "%s", next);
out:
    free(out);
    app_experiment_clear(&e);
    app_close(app);
    return status;
}

static enum aisle_status calibration_text(struct cli *cli, struct app_experiment *e,
                                          char **out)
{
    return aisle_report_calibration_text(cli->ctx, &e->calibration, cli_style(cli),
                                         out);
}

static enum aisle_status calibration_csv(struct cli *cli, struct app_experiment *e,
                                         char **out)
{
    return aisle_report_posterior_csv(cli->ctx, &e->calibration.posterior, out);
}

enum aisle_status cli_calibrate(struct cli *cli)
{
    return experiment(cli, app_calibrate, calibration_text, calibration_csv,
                      "aisle validate --posterior stored");
}

static bool ends_with(const char *path, const char *ending)
{
    size_t n = path ? strlen(path) : 0, m = strlen(ending);
    return n >= m && strcmp(path + n - m, ending) == 0;
}

/* -o FILE.html: the page of plots. */
static enum aisle_status validation_text(struct cli *cli, struct app_experiment *e,
                                         char **out)
{
    if (ends_with(cli->output, ".html"))
        return aisle_report_validation_html(cli->ctx, &e->study.run, &e->validation,
                                            out);
    return aisle_report_validation_text(cli->ctx, &e->validation, cli_style(cli), out);
}

static enum aisle_status validation_csv(struct cli *cli, struct app_experiment *e,
                                        char **out)
{
    return aisle_report_validation_csv(cli->ctx, &e->validation, out);
}

enum aisle_status cli_validate(struct cli *cli)
{
    return experiment(cli, app_validate, validation_text, validation_csv,
                      "aisle validate -o validation.html");
}

static enum aisle_status projection_text(struct cli *cli, struct app_experiment *e,
                                         char **out)
{
    return aisle_report_projection_text(cli->ctx, &e->projection, cli_style(cli), out);
}

static enum aisle_status projection_csv(struct cli *cli, struct app_experiment *e,
                                        char **out)
{
    return aisle_report_projection_csv(cli->ctx, &e->projection, out);
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
    enum aisle_status status =
        experiment(cli, app_project, projection_text, projection_csv, NULL);
    cli->experiment.dates = NULL;
    return status;
}

static enum aisle_status comparison_text(struct cli *cli, struct app_experiment *e,
                                         char **out)
{
    return aisle_report_comparison_text(cli->ctx, &e->comparison, cli_style(cli), out);
}

static enum aisle_status comparison_csv(struct cli *cli, struct app_experiment *e,
                                        char **out)
{
    return aisle_report_comparison_csv(cli->ctx, &e->comparison, out);
}

enum aisle_status cli_compare(struct cli *cli)
{
    cli->experiment.package_count = cli->argument_count;
    cli->experiment.packages = cli->arguments;
    return experiment(cli, app_compare, comparison_text, comparison_csv, NULL);
}

static enum aisle_status sensitivity_text(struct cli *cli, struct app_experiment *e,
                                          char **out)
{
    return aisle_report_sensitivity_text(cli->ctx, &e->sensitivity, cli_style(cli),
                                         out);
}

static enum aisle_status sensitivity_csv(struct cli *cli, struct app_experiment *e,
                                         char **out)
{
    return aisle_report_sensitivity_csv(cli->ctx, &e->sensitivity, out);
}

enum aisle_status cli_sensitivity(struct cli *cli)
{
    cli->request.package_path = cli->arguments[0];
    return experiment(cli, app_sensitivity, sensitivity_text, sensitivity_csv,
                      cli->experiment.method == AISLE_SENSITIVITY_MORRIS
                          ? "aisle sensitivity PACKAGE.yaml --method sobol"
                          : "aisle explain NAME");
}
