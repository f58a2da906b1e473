/* aisle sql: a question to the store. */
#include "cli.h"

#include "app/query.h"
#include "base/ctx.h"
#include <aisle/report_table.h>

enum aisle_status cli_sql(struct cli *cli)
{
    enum aisle_status status;
    struct aisle_run run;
    struct aisle_table table;
    char *text = NULL;
    aisle_table_init(&table);
    TRY(app_query(cli->ctx, &cli->app, cli->argument_count ? cli->arguments[0] : NULL,
                  &run, &table));
    TRY(cli->format == CLI_JSON ? aisle_report_table_json(cli->ctx, &run, &table, &text)
        : cli->format == CLI_CSV ? aisle_report_table_csv(cli->ctx, &table, &text)
                                 : aisle_report_table_text(cli->ctx, &table, &text));
    TRY(cli_emit(cli, text));
out:
    free(text);
    aisle_table_clear(&table);
    return status;
}
