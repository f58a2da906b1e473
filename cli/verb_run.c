/* aisle run: the main job. */
#include "cli.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* out/NAME for NAME.yaml */
static char *run_default_dir(const char *package)
{
    const char *slash = strrchr(package, '/');
    const char *name = slash ? slash + 1 : package;
    const char *dot = strrchr(name, '.');
    size_t size = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    return mem_format("out/%.*s", (int)size, name);
}

static enum aisle_status run_show(struct cli *cli, const struct app_study *study,
                                  const char *dir)
{
    char *summary = NULL;
    const char *to_file = cli->output;
    cli->output = NULL; /* -o names the directory; the summary goes to stdout */
    enum aisle_status status;
    if (cli->format == CLI_JSON) {
        status = cli_emit(cli, study->json);
    } else {
        struct aisle_report report = app_run_report(study);
        status = aisle_report_summary_text(cli->ctx, &report, cli_style(cli), &summary);
        if (status == AISLE_OK)
            status = cli_emit(cli, summary);
        if (status == AISLE_OK && !cli->muted)
            fprintf(stderr, "report: %s/report.html\n", dir);
    }
    cli->output = to_file;
    free(summary);
    return status;
}

enum aisle_status cli_run(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    cli->request.package_path = cli->arguments[0];
    char *dir =
        cli->output ? mem_copy_text(cli->output) : run_default_dir(cli->arguments[0]);
    if (!dir)
        return ctx_no_memory(cli->ctx);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_run(cli->ctx, app, &cli->request, dir, &study));
    TRY(run_show(cli, &study, dir));
    cli_next(cli, "aisle concessions %s", cli->arguments[0]);
out:
    app_study_clear(&study);
    app_close(app);
    free(dir);
    return status;
}
