/* aisle case: what happens to one simulated person, and why. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"
#include <aisle/report_asylum.h>

static enum aisle_status case_id(struct cli *cli, uint32_t *out)
{
    int64_t id = 0;
    if (cli->argument_count > 1 && !text_to_int(cli->arguments[1], 0, UINT32_MAX, &id))
        return ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' is not a person's number",
                        cli->arguments[1]);
    *out = (uint32_t)id;
    return AISLE_OK;
}

static enum aisle_status case_show(struct cli *cli, const struct app_study *study,
                                   const struct aisle_case *story)
{
    char *text = NULL;
    if (cli->format == CLI_JSON)
        return cli_emit(cli, study->json);
    enum aisle_status status =
        aisle_report_case_text(cli->ctx, story, cli_style(cli), &text);
    if (status == AISLE_OK)
        status = cli_emit(cli, text);
    free(text);
    return status;
}

enum aisle_status cli_case(struct cli *cli)
{
    enum aisle_status status;
    uint32_t id = 0;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_case story;
    app_study_init(&study);
    aisle_case_init(&story);
    if (cli->format == CLI_CSV)
        TRY(ctx_fail(cli->ctx, AISLE_MISUSE, "'case' gives a table or json, no csv"));
    TRY(case_id(cli, &id));
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_case(cli->ctx, app, &cli->request, cli->arguments[0], id, &study, &story));
    TRY(case_show(cli, &study, &story));
out:
    aisle_case_clear(&story);
    app_study_clear(&study);
    app_close(app);
    return status;
}
