/* The verbs on files and on the store: import, package, explain, runs. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

/* The kind and how many files it takes. */
static enum aisle_status import_kind(struct cli *cli, enum app_import_kind *kind)
{
    static const char *const kinds[] = {"record", "voteview"};
    const int files[] = {2, 3};
    for (int i = 0; i < 2; i++) {
        if (strcmp(cli->arguments[0], kinds[i]) != 0)
            continue;
        if (cli->argument_count - 1 != files[i])
            return ctx_fail(cli->ctx, AISLE_MISUSE, "import %s takes %d files, not %d",
                            kinds[i], files[i], cli->argument_count - 1);
        *kind = (enum app_import_kind)i;
        return AISLE_OK;
    }
    const char *near = text_nearest_of(cli->arguments[0], 2, kinds);
    ctx_fail(cli->ctx, AISLE_MISUSE, "cannot import '%s'", cli->arguments[0]);
    ctx_hint(cli->ctx, near ? "did you mean '%s'?" : "record or voteview%s",
             near ? near : "");
    return AISLE_MISUSE;
}

enum aisle_status cli_import(struct cli *cli)
{
    enum aisle_status status;
    enum app_import_kind kind = APP_IMPORT_RECORD;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_import_report report;
    char *out = NULL;
    app_study_init(&study);
    aisle_import_report_init(&report);
    TRY(import_kind(cli, &kind));
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_import(cli->ctx, app, kind, cli->arguments + 1, &study, &report));
    TRY(aisle_report_import(cli->ctx, &study.run, &report, cli->format == CLI_JSON,
                            &out));
    TRY(cli_emit(cli, out));
    cli_next(cli, "aisle fit --congress %d", study.votes.congress_first);
out:
    free(out);
    aisle_import_report_clear(&report);
    app_study_clear(&study);
    app_close(app);
    return status;
}

static enum aisle_status package_show(struct cli *cli,
                                      const struct aisle_package *package, bool whole)
{
    enum aisle_status status;
    char *out = NULL;
    if (cli->format == CLI_JSON)
        TRY(aisle_report_package_json(cli->ctx, package, &out));
    else if (whole)
        TRY(aisle_report_package_text(cli->ctx, package, cli_style(cli), &out));
    else
        TRY(aisle_report_package_line(cli->ctx, package, &out));
    TRY(cli_emit(cli, out));
out:
    free(out);
    return status;
}

enum aisle_status cli_package(struct cli *cli)
{
    static const char *const actions[] = {"check", "show"};
    const char *action = cli->arguments[0];
    bool show = strcmp(action, "show") == 0;
    if (!show && strcmp(action, "check") != 0) {
        const char *near = text_nearest_of(action, 2, actions);
        ctx_fail(cli->ctx, AISLE_MISUSE, "cannot '%s' a package", action);
        ctx_hint(cli->ctx, "did you mean '%s'?", near ? near : "check");
        return AISLE_MISUSE;
    }
    struct aisle_package package;
    aisle_package_init(&package);
    enum aisle_status status =
        aisle_import_package(cli->ctx, cli->arguments[1], &package);
    if (status == AISLE_OK)
        status = package_show(cli, &package, show);
    if (status == AISLE_OK && !show)
        cli_next(cli, "aisle forecast %s", cli->arguments[1]);
    aisle_package_clear(&package);
    return status;
}

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
