/* aisle senators, aisle votes: browse a fit. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A table of a terminal shows this many roll calls unless asked. */
#define ROWS_SHOWN 20

enum aisle_status cli_show_findings(struct cli *cli, const struct aisle_findings *f,
                                    const struct cli_findings_fns *fns)
{
    char *out = NULL;
    enum aisle_status status = cli->format == CLI_JSON ? fns->json(cli->ctx, f, &out)
                               : cli->format == CLI_CSV
                                   ? fns->csv(cli->ctx, f, &out)
                                   : fns->text(cli->ctx, f, cli_style(cli), &out);
    if (status == AISLE_OK)
        status = cli_emit(cli, out);
    free(out);
    return status;
}

enum aisle_status cli_senators(struct cli *cli)
{
    static const struct cli_findings_fns fns = {aisle_report_senators_text,
                                                aisle_report_senators_json,
                                                aisle_report_senators_csv};
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_findings findings;
    app_study_init(&study);
    if (cli->argument_count > 0)
        cli->browse.name = cli->arguments[0];
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_senators(cli->ctx, app, &cli->request, &cli->browse, &study));
    app_findings(&study, &findings);
    findings.pairs = cli->browse.pairs;
    TRY(cli_show_findings(cli, &findings, &fns));
    if (cli->browse.name)
        cli_next(cli, "aisle votes --surprising --congress %d", cli->request.congress);
    else
        cli_next(cli, "aisle senators %s --congress %d",
                 study.votes.members[study.rows[study.row_count / 2]].last,
                 cli->request.congress);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}

/* "49", a roll call of the Congress asked for, or "118-49" with its Congress. */
static enum aisle_status votes_number(struct cli *cli)
{
    if (cli->argument_count == 0)
        return AISLE_OK;
    const char *name = cli->arguments[0];
    const char *dash = strchr(name, '-');
    char head[8] = "";
    int64_t congress = cli->request.congress, number;
    if (dash && dash > name && (size_t)(dash - name) < sizeof head)
        memcpy(head, name, (size_t)(dash - name));
    if ((dash && !text_to_int(head, 1, 200, &congress)) ||
        !text_to_int(dash ? dash + 1 : name, 1, 100000, &number)) {
        ctx_fail(cli->ctx, AISLE_MISUSE,
                 "'%s' is no roll call, such as 49 or, with its Congress, 118-49",
                 name);
        ctx_hint(cli->ctx, "look for words with --search '%s'", name);
        return AISLE_MISUSE;
    }
    if (cli->congress_given && congress != cli->congress_given)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "roll call %s is not of Congress %d, which --congress names",
                        name, cli->congress_given);
    cli->request.congress = (int)congress;
    cli->browse.number = (int)number;
    return AISLE_OK;
}

static void votes_next(struct cli *cli, const struct app_study *study)
{
    if (cli->browse.number > 0)
        cli_next(cli, "aisle votes --surprising --congress %d", cli->request.congress);
    else if (study->row_count > 0)
        cli_next(cli, "aisle votes %d --congress %d",
                 study->votes.rollcalls[study->rows[0]].number, cli->request.congress);
}

enum aisle_status cli_votes(struct cli *cli)
{
    static const struct cli_findings_fns fns = {
        aisle_report_votes_text, aisle_report_votes_json, aisle_report_votes_csv};
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_findings findings;
    app_study_init(&study);
    TRY(votes_number(cli));
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_votes(cli->ctx, app, &cli->request, &cli->browse, &study));
    app_findings(&study, &findings);
    if (cli->limit_set || cli->format == CLI_TABLE)
        findings.limit = cli->limit_set ? cli->limit : ROWS_SHOWN;
    TRY(cli_show_findings(cli, &findings, &fns));
    votes_next(cli, &study);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}
