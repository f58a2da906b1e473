/* The verbs import and export: votes in, votes out. */
#include "cli.h"
#include "import_files.h"

#include "base/ctx.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

struct import_form {
    const char *name;
    enum app_import_kind kind;
    int files_min;
    int files_max;
};

static const struct import_form import_forms[] = {
    {"record", APP_IMPORT_RECORD, 2, 2},
    {"voteview", APP_IMPORT_VOTEVIEW, 3, 3},
    {"unitedstates", APP_IMPORT_UNITEDSTATES, 1, 1000000},
    {"senate-xml", APP_IMPORT_SENATE_XML, 1, 1000000},
    {"ord", APP_IMPORT_ORD, 1, 2},
    {"matrix", APP_IMPORT_MATRIX, 1, 2},
    {"whip", 0, 1, 1}, /* read by import_run; here for its name */
};
#define IMPORT_FORMS (sizeof import_forms / sizeof *import_forms)

static const char *import_word(const void *user, size_t i)
{
    (void)user;
    return import_forms[i].name;
}

static enum aisle_status import_unknown(struct cli *cli)
{
    const char *near = text_nearest(cli->arguments[0], IMPORT_FORMS, import_word, NULL);
    ctx_fail(cli->ctx, AISLE_MISUSE, "cannot import '%s'", cli->arguments[0]);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    else
        ctx_hint(cli->ctx, "'aisle help import' lists what can be imported");
    return AISLE_MISUSE;
}

/* What was asked for, with the files it names. */
struct import_asked {
    struct import_files files;
    struct app_import_request request; /* whip: none */
    bool whip;
};

/* The form and how many files it takes. */
static enum aisle_status import_form(struct cli *cli, struct import_asked *out)
{
    const struct import_files *f = &out->files;
    for (size_t i = 0; f->form && i < IMPORT_FORMS; i++) {
        const struct import_form *form = &import_forms[i];
        if (strcmp(f->form, form->name) != 0)
            continue;
        if (f->count < form->files_min || f->count > form->files_max)
            return ctx_fail(cli->ctx, AISLE_MISUSE, "import %s takes %d file%s, not %d",
                            form->name, form->files_min,
                            form->files_min == 1 ? "" : "s", f->count);
        out->whip = strcmp(form->name, "whip") == 0;
        out->request =
            (struct app_import_request){form->kind,
                                        f->count,
                                        (const char *const *)f->paths,
                                        {cli->congress_given, cli->chamber_given}};
        return AISLE_OK;
    }
    return import_unknown(cli);
}

static enum aisle_status import_ask(struct cli *cli, struct import_asked *out)
{
    const char *words[IMPORT_FORMS + 1] = {NULL};
    for (size_t i = 0; i < IMPORT_FORMS; i++)
        words[i] = import_forms[i].name;
    enum aisle_status status = import_files_find(cli->ctx, cli->argument_count,
                                                 cli->arguments, words, &out->files);
    return status == AISLE_OK ? import_form(cli, out) : status;
}

/* A whip count, or votes. */
static enum aisle_status import_run(struct cli *cli, const struct import_asked *asked,
                                    struct app *app, struct app_study *study,
                                    struct aisle_import_report *report)
{
    if (asked->whip) {
        struct app_request request = cli->request;
        request.congress = cli->congress_given; /* 0: the rows' dates say */
        return app_import_whip(cli->ctx, app, &request, asked->files.paths[0],
                               cli->package_id ? cli->package_id : "", study, report);
    }
    return app_import(cli->ctx, app, &asked->request, study, report);
}

static enum aisle_status import_report(struct cli *cli,
                                       const struct import_asked *asked,
                                       const struct app_study *study,
                                       const struct aisle_import_report *report,
                                       char **out)
{
    if (!asked->whip || cli->format == CLI_JSON)
        return aisle_report_import(cli->ctx, &study->run, report,
                                   cli->format == CLI_JSON, out);
    *out = mem_format("%lld statements of %lld senators, Congress %d, for %s\n",
                      (long long)report->votes, (long long)report->members,
                      study->votes.congress_first,
                      cli->package_id ? cli->package_id : "any package");
    return *out ? AISLE_OK : ctx_no_memory(cli->ctx);
}

enum aisle_status cli_import(struct cli *cli)
{
    enum aisle_status status;
    struct import_asked asked = {0};
    struct app *app = NULL;
    struct app_study study;
    struct aisle_import_report report;
    char *out = NULL;
    app_study_init(&study);
    aisle_import_report_init(&report);
    TRY(import_ask(cli, &asked)); /* before the store is opened */
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(import_run(cli, &asked, app, &study, &report));
    TRY(import_report(cli, &asked, &study, &report, &out));
    TRY(cli_emit(cli, out));
    if (asked.whip)
        cli_next(cli, "aisle whip PACKAGE.yaml");
    else
        cli_next(cli, "aisle fit --congress %d --chamber %s",
                 study.votes.congress_first, study.votes.chamber);
out:
    free(out);
    import_files_clear(&asked.files);
    aisle_import_report_clear(&report);
    app_study_clear(&study);
    app_close(app);
    return status;
}

/* "dir/s118.ord" -> "dir/s118_rollcalls.csv" */
static char *export_beside(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t n = dot && (!slash || dot > slash) ? (size_t)(dot - path) : strlen(path);
    return mem_format("%.*s_rollcalls.csv", (int)n, path);
}

/* With -o the roll calls go beside; without, the votes alone to stdout. */
static enum aisle_status export_write(struct cli *cli, const struct app_study *study,
                                      const char *text, const char *rollcalls)
{
    enum aisle_status status;
    if (!cli->output)
        return cli_emit(cli, text);
    char *beside = export_beside(cli->output);
    if (!beside)
        return ctx_no_memory(cli->ctx);
    TRY(file_write(cli->ctx, beside, rollcalls, strlen(rollcalls)));
    TRY(file_write(cli->ctx, cli->output, text, strlen(text)));
    if (!cli->quiet)
        fprintf(stderr, "%d members and %d roll calls in %s, the roll calls in %s\n",
                study->votes.member_count, study->votes.rollcall_count, cli->output,
                beside);
out:
    free(beside);
    return status;
}

enum aisle_status cli_export(struct cli *cli)
{
    static const char *const kinds[] = {"ord", "csv"};
    enum aisle_status status = AISLE_OK;
    struct app *app = NULL;
    struct app_study study;
    char *text = NULL, *rollcalls = NULL;
    bool csv = strcmp(cli->arguments[0], "csv") == 0;
    if (!csv && strcmp(cli->arguments[0], "ord") != 0) {
        const char *near = text_nearest_of(cli->arguments[0], 2, kinds);
        ctx_fail(cli->ctx, AISLE_MISUSE, "cannot export '%s'", cli->arguments[0]);
        ctx_hint(cli->ctx, "did you mean '%s'?", near ? near : "csv");
        return AISLE_MISUSE;
    }
    app_study_init(&study);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_export(cli->ctx, app, csv ? APP_EXPORT_CSV : APP_EXPORT_ORD, &cli->request,
                   &text, &rollcalls, &study));
    TRY(export_write(cli, &study, text, rollcalls));
    if (!csv)
        cli_next(cli, "R: pscl::readKH(\"%s\")", cli->output ? cli->output : "FILE");
out:
    free(text);
    free(rollcalls);
    app_study_clear(&study);
    app_close(app);
    return status;
}
