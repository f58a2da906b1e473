/* aisle doctor: is everything as it should be? */
#include "cli.h"

#include "app/doctor.h"
#include "base/ctx.h"
#include <aisle/report_checkup.h>

enum aisle_status cli_doctor(struct cli *cli)
{
    enum aisle_status status;
    struct aisle_run run;
    struct aisle_checkup checkup;
    char *text = NULL;
    aisle_checkup_init(&checkup);
    if (cli->format == CLI_CSV)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "doctor has a table or json");
    TRY(app_doctor(cli->ctx, &cli->app, &run, &checkup));
    TRY(cli->format == CLI_JSON
            ? aisle_report_checkup_json(cli->ctx, &run, &checkup, &text)
            : aisle_report_checkup_text(cli->ctx, &checkup, cli_style(cli), &text));
    TRY(cli_emit(cli, text));
    if (checkup.faults > 0)
        status = ctx_fail(cli->ctx, AISLE_FAILED, "%d fault%s", checkup.faults,
                          checkup.faults == 1 ? "" : "s");
out:
    free(text);
    aisle_checkup_clear(&checkup);
    return status;
}
