/* aisle score: a forecast held against the vote it was about. */
#include "cli.h"

#include "app_forecast/score_verbs.h"
#include "base/ctx.h"

static enum aisle_status score_request(struct cli *cli, struct app_score_request *out)
{
    *out = (struct app_score_request){
        .subject = cli->arguments[0],
        .rollcall = cli->argument_count > 1 ? cli->arguments[1] : NULL,
        .casts_path = cli->casts_path,
        .date = cli->date,
        .vote = cli->vote};
    if (!out->rollcall == !out->casts_path)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "give a roll call, such as 118-391, or --casts FILE");
    if (out->casts_path && out->date == AISLE_DAY_NONE)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--casts needs the --date of the vote");
    if (out->rollcall && out->date != AISLE_DAY_NONE)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--date goes with --casts; a roll call has its own");
    return AISLE_OK;
}

static enum aisle_status score_show(struct cli *cli, const struct app_study *study)
{
    const struct aisle_scorecard *card = &study->scorecard;
    char *text = NULL;
    if (cli->format == CLI_JSON)
        return cli_emit(cli, study->json);
    enum aisle_status status =
        cli->format == CLI_CSV
            ? aisle_report_score_csv(cli->ctx, card, &text)
            : aisle_report_score_text(cli->ctx, card, cli_style(cli), &text);
    if (status == AISLE_OK)
        status = cli_emit(cli, text);
    free(text);
    return status;
}

enum aisle_status cli_score(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    struct app_score_request request;
    app_study_init(&study);
    TRY(score_request(cli, &request));
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_score(cli->ctx, app, &request, &study));
    TRY(score_show(cli, &study));
    cli_next(cli, "aisle backtest --congress 115-118");
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}
