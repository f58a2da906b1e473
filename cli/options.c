/* The parser of options, which obeys the table; help and messages come from it, too. */
#include "options.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

enum aisle_status cli_refuse(struct cli *cli, const char *name, const char *value,
                             const char *wanted)
{
    return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s '%s' is not %s", name, value, wanted);
}

static enum aisle_status refuse_word(struct cli *cli, const char *name,
                                     const char *value, size_t count,
                                     const char *const *words)
{
    struct text text = {0};
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%s%s", i ? (i + 1 < count ? ", " : " or ") : "", words[i]);
    const char *near = text_nearest_of(value, count, words);
    cli_refuse(cli, name, value, text.failed ? "known" : text.bytes);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    text_clear(&text);
    return AISLE_MISUSE;
}

enum aisle_status cli_take_word(struct cli *cli, const char *name, const char *value,
                                const char *const *words, int *out)
{
    size_t count = 0;
    for (; words[count]; count++) {
        if (strcmp(value, words[count]) == 0) {
            *out = (int)count;
            return AISLE_OK;
        }
    }
    return refuse_word(cli, name, value, count, words);
}

enum aisle_status cli_take_whole(struct cli *cli, const char *name, const char *value,
                                 int low, int high, int *out)
{
    int64_t number;
    char wanted[80];
    snprintf(wanted, sizeof wanted, "a whole number from %d to %d", low, high);
    if (!text_to_int(value, low, high, &number))
        return cli_refuse(cli, name, value, wanted);
    *out = (int)number;
    return AISLE_OK;
}

/* Put a value where its option's table row says. */
static enum aisle_status option_store(struct cli *cli, const struct cli_option *option,
                                      const char *value)
{
    const struct cli_value *to = &option->value;
    void *at = (char *)cli + to->at;
    switch (to->kind) {
    case CLI_FLAG:
        *(bool *)at = true;
        return AISLE_OK;
    case CLI_TEXT:
        *(const char **)at = value;
        return AISLE_OK;
    case CLI_WHOLE:
        return cli_take_whole(cli, option->name, value, to->low, to->high, at);
    case CLI_WORD:
        return cli_take_word(cli, option->name, value, to->words, at);
    case CLI_OWN:
        break;
    }
    return to->set(cli, option->name, value);
}

static const char *option_word(const void *user, size_t i)
{
    (void)user;
    return cli_options[i].name;
}

/* Verbs may give one name to options of their own; of others', for the message. */
static const struct cli_option *option_find(const struct cli_verb *verb,
                                            const char *name, size_t length)
{
    const struct cli_option *found = NULL;
    for (size_t i = 0; i < cli_option_count; i++) {
        const struct cli_option *option = &cli_options[i];
        if (strlen(option->name) != length || strncmp(option->name, name, length) != 0)
            continue;
        if (option->verbs & verb->bit)
            return option;
        found = option;
    }
    return found;
}

static const struct cli_option *option_find_letter(char letter)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].letter == letter)
            return &cli_options[i];
    return NULL;
}

static enum aisle_status option_unknown(struct cli *cli, const char *text)
{
    const char *near = text[1] == '-'
                           ? text_nearest(text + 2, cli_option_count, option_word, NULL)
                           : NULL;
    ctx_fail(cli->ctx, AISLE_MISUSE, "unknown option '%s'", text);
    if (near)
        ctx_hint(cli->ctx, "did you mean '--%s'?", near);
    return AISLE_MISUSE;
}

/* One option at argv[i]; moves i over its value. */
static enum aisle_status option_take(struct cli *cli, const struct cli_verb *verb,
                                     int argc, char **argv, int *i)
{
    const char *text = argv[*i];
    const char *equals = strchr(text, '=');
    bool is_long = text[1] == '-';
    size_t length =
        is_long ? (equals ? (size_t)(equals - text - 2) : strlen(text + 2)) : 0;
    const struct cli_option *option =
        is_long ? option_find(verb, text + 2, length)
                : (text[2] == '\0' ? option_find_letter(text[1]) : NULL);
    if (!option)
        return option_unknown(cli, text);
    if (!(option->verbs & verb->bit))
        return ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' does not take --%s", verb->name,
                        option->name);
    if (!option->argument && equals && is_long)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s takes no value", option->name);
    const char *value = NULL;
    if (option->argument && equals && is_long) {
        value = equals + 1;
    } else if (option->argument) {
        if (*i + 1 >= argc)
            return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s needs a value: %s",
                            option->name, option->argument);
        value = argv[++*i];
    }
    return option_store(cli, option, value);
}

enum aisle_status cli_parse(struct cli *cli, const struct cli_verb *verb, int argc,
                            char **argv)
{
    bool only_arguments = false;
    cli->verb = verb->bit;
    for (int i = 0; i < argc; i++) {
        if (!only_arguments && strcmp(argv[i], "--") == 0) {
            only_arguments = true;
        } else if (only_arguments || argv[i][0] != '-' || argv[i][1] == '\0') {
            cli->arguments[cli->argument_count++] = argv[i];
        } else {
            enum aisle_status status = option_take(cli, verb, argc, argv, &i);
            if (status != AISLE_OK)
                return status;
        }
    }
    if (cli->help || (cli->argument_count >= verb->arguments_min &&
                      cli->argument_count <= verb->arguments_max))
        return AISLE_OK;
    ctx_fail(cli->ctx, AISLE_MISUSE, "usage: aisle %s", verb->synopsis);
    ctx_hint(cli->ctx, "'aisle help %s' says more", verb->name);
    return AISLE_MISUSE;
}
