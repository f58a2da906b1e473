/* Help, from the tables. */
#include "options.h"

#include "base/ctx.h"

#include <stdio.h>

static void help_all(void)
{
    puts("aisle: will it get sixty votes, and will it work?\n\n"
         "usage: aisle VERB [ARGUMENTS] [OPTIONS]\n");
    for (size_t i = 0; i < cli_verb_count; i++)
        printf("  %-12s %s\n", cli_verbs[i].name, cli_verbs[i].summary);
    puts("\nStart with: aisle run packages/border-2023.yaml\n"
         "'aisle help VERB' says more. Exit codes: 0 done, 1 failed, 2 misuse,\n"
         "3 bad input, 4 condition false, 5 not trustworthy, 130 interrupted.");
}

static void help_option(const struct cli_option *option)
{
    char left[48];
    char letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name,
             option->argument ? " " : "", option->argument ? option->argument : "");
    printf("  %-26s %s\n", left, option->help);
}

void cli_print_help(const struct cli_verb *verb)
{
    if (!verb) {
        help_all();
        return;
    }
    printf("usage: aisle %s\n\n%s\n\n", verb->synopsis, verb->summary);
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].verbs & verb->bit)
            help_option(&cli_options[i]);
    printf("\nexample: %s\n", verb->example);
}

enum aisle_status cli_help(struct cli *cli)
{
    if (cli->argument_count == 0) {
        cli_print_help(NULL);
        return AISLE_OK;
    }
    const struct cli_verb *verb = cli_find_verb(cli->arguments[0]);
    if (!verb) {
        ctx_fail(cli->ctx, AISLE_MISUSE, "no help on '%s'", cli->arguments[0]);
        ctx_hint(cli->ctx, "'aisle help' lists the verbs");
        return AISLE_MISUSE;
    }
    bool topic = verb->bit == CLI_BIT(RULES);
    if (!topic || cli->format == CLI_TABLE)
        cli_print_help(verb);
    if (!topic)
        return AISLE_OK;
    if (cli->format == CLI_TABLE)
        putchar('\n');
    return cli_help_rules(cli);
}
