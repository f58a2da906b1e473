/* package check|show|new|diff: the verbs on package files. They need the shipped data,
 * and no store. */
#include "cli.h"

#include "app_forecast/package_verbs.h"
#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

typedef enum aisle_status package_action_fn(struct cli *cli);

/* check prints one line or all messages; show prints what the file says. */
static enum aisle_status package_print(struct cli *cli, const struct app_case *one,
                                       bool whole)
{
    enum aisle_status status;
    char *out = NULL;
    if (cli->format == CLI_JSON)
        TRY(aisle_report_package_json(cli->ctx, &one->package, &one->routes, &out));
    else if (whole)
        TRY(aisle_report_package_text(cli->ctx, &one->package, &one->routes,
                                      cli_style(cli), &out));
    else
        TRY(aisle_report_package_line(cli->ctx, &one->package, &out));
    TRY(cli_emit(cli, out));
out:
    free(out);
    return status;
}

static enum aisle_status package_read(struct cli *cli, bool whole)
{
    enum aisle_status status;
    struct app_case one;
    app_case_init(&one);
    TRY(app_case_open(cli->ctx, &cli->app, cli->arguments[1], &one));
    if (!whole)
        TRY(app_case_check(cli->ctx, &cli->app, &one));
    TRY(package_print(cli, &one, whole));
    cli_next(cli, whole ? "aisle whip %s" : "aisle forecast %s", cli->arguments[1]);
out:
    app_case_close(&one);
    return status;
}

static enum aisle_status package_check(struct cli *cli)
{
    return package_read(cli, false);
}

static enum aisle_status package_show(struct cli *cli)
{
    return package_read(cli, true);
}

static enum aisle_status package_new(struct cli *cli)
{
    enum aisle_status status =
        app_package_new(cli->ctx, &cli->app, cli->arguments[1], cli->from);
    if (status != AISLE_OK)
        return status;
    if (!cli->quiet)
        fprintf(stderr, "wrote %s\n", cli->arguments[1]);
    cli_next(cli, "aisle package check %s", cli->arguments[1]);
    return AISLE_OK;
}

static enum aisle_status package_diff(struct cli *cli)
{
    enum aisle_status status;
    struct app_case before, after;
    struct aisle_package_diff diff;
    char *out = NULL;
    app_case_init(&before);
    app_case_init(&after);
    aisle_package_diff_init(&diff);
    enum aisle_status first =
        app_case_open(cli->ctx, &cli->app, cli->arguments[1], &before);
    TRY(app_case_open(cli->ctx, &cli->app, cli->arguments[2], &after));
    TRY(first); /* after both were read, so that the faults of both are told */
    TRY(aisle_package_compare(cli->ctx, &before.package, &after.package, &diff));
    TRY(cli->format == CLI_JSON
            ? aisle_report_diff_json(cli->ctx, &diff, &out)
            : aisle_report_diff_text(cli->ctx, &diff, cli_style(cli), &out));
    TRY(cli_emit(cli, out));
out:
    free(out);
    aisle_package_diff_clear(&diff);
    app_case_close(&before);
    app_case_close(&after);
    return status;
}

static const struct package_action {
    const char *name;
    int files;
    package_action_fn *run;
} actions[] = {{"check", 1, package_check},
               {"show", 1, package_show},
               {"new", 1, package_new},
               {"diff", 2, package_diff}};
#define ACTION_COUNT (sizeof actions / sizeof *actions)

static const char *action_word(const void *user, size_t i)
{
    (void)user;
    return actions[i].name;
}

static enum aisle_status action_unknown(struct cli *cli, const char *name)
{
    const char *near = text_nearest(name, ACTION_COUNT, action_word, NULL);
    ctx_fail(cli->ctx, AISLE_MISUSE, "cannot '%s' a package", name);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    else
        ctx_hint(cli->ctx, "check, show, new or diff");
    return AISLE_MISUSE;
}

enum aisle_status cli_package(struct cli *cli)
{
    const char *name = cli->arguments[0];
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        if (strcmp(name, actions[i].name) != 0)
            continue;
        if (cli->argument_count - 1 != actions[i].files)
            return ctx_fail(cli->ctx, AISLE_MISUSE,
                            "package %s takes %d file%s, not %d", name,
                            actions[i].files, actions[i].files == 1 ? "" : "s",
                            cli->argument_count - 1);
        if (cli->from && actions[i].run != package_new)
            return ctx_fail(cli->ctx, AISLE_MISUSE, "only package new takes --from");
        return actions[i].run(cli);
    }
    return action_unknown(cli, name);
}
