/* rules: what each kind of question takes to carry, on a day; `help rules` says it in
 * words. */
#include "cli.h"

#include "app_forecast/package_verbs.h"
#include "base/ctx.h"

/* Without a day: the last one the shipped record reaches is long enough after the
 * last change of a rule, and any later day has the same rules. */
#define RULES_DAY aisle_day_from_civil(2024, 12, 31)

static enum aisle_status rules_render(struct cli *cli,
                                      const struct aisle_rulebook *book,
                                      const struct aisle_rule_list *list, bool words,
                                      char **out)
{
    if (words && cli->format == CLI_TABLE)
        return aisle_report_rules_help(cli->ctx, book, list, cli_style(cli), out);
    switch (cli->format) {
    case CLI_JSON:
        return aisle_report_rules_json(cli->ctx, book, list, out);
    case CLI_CSV:
        return aisle_report_rules_csv(cli->ctx, list, out);
    default:
        return aisle_report_rules_text(cli->ctx, list, cli_style(cli), out);
    }
}

static enum aisle_status rules_print(struct cli *cli, bool words)
{
    enum aisle_status status;
    struct aisle_rulebook book;
    struct aisle_rule_list list;
    char *out = NULL;
    aisle_day day = cli->date == AISLE_DAY_NONE ? RULES_DAY : cli->date;
    aisle_rulebook_init(&book);
    aisle_rule_list_init(&list);
    TRY(app_rules(cli->ctx, &cli->app, day, cli->sworn, &book, &list));
    TRY(rules_render(cli, &book, &list, words, &out));
    TRY(cli_emit(cli, out));
out:
    free(out);
    aisle_rule_list_clear(&list);
    aisle_rulebook_clear(&book);
    return status;
}

enum aisle_status cli_rules(struct cli *cli)
{
    enum aisle_status status = rules_print(cli, false);
    if (status == AISLE_OK)
        cli_next(cli, "aisle help rules");
    return status;
}

enum aisle_status cli_help_rules(struct cli *cli)
{
    return rules_print(cli, true);
}
