/* aisle completion: a script for the shell, made from the tables of verbs and options, so
 * that it knows what the program knows. */
#include "options.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

static void add_verbs(struct text *out)
{
    for (size_t i = 0; i < cli_verb_count; i++)
        text_addf(out, "%s%s", i ? " " : "", cli_verbs[i].name);
}

/* The words that may stand first after a verb: those that its usage writes in small
 * letters, as "check|show" in "package check|show PACKAGE.yaml". */
static void add_actions(struct text *out, const struct cli_verb *verb)
{
    size_t name = strlen(verb->name);
    for (const char *line = verb->synopsis; line; line = strchr(line, '\n')) {
        const char *at = strstr(line, verb->name);
        if (!at)
            break;
        line = at += name;
        at += *at == ' ';
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz|-");
        if (length == 0 || (at[length] != ' ' && at[length] != '\0'))
            continue;
        text_add_char(out, ' ');
        for (size_t i = 0; i < length; i++)
            text_add_char(out, at[i] == '|' ? ' ' : at[i]);
    }
}

static void add_options(struct text *out, const struct cli_verb *verb)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].verbs & verb->bit)
            text_addf(out, " --%s", cli_options[i].name);
}

/* The values of options that take one of a few words. */
static void add_values(struct text *out)
{
    for (size_t v = 0; v < cli_verb_count; v++)
        for (size_t i = 0; i < cli_option_count; i++) {
            const struct cli_option *option = &cli_options[i];
            if (!(option->verbs & cli_verbs[v].bit) || option->value.kind != CLI_WORD)
                continue;
            text_addf(out, "    %s:--%s) words='", cli_verbs[v].name, option->name);
            for (int w = 0; option->value.words[w]; w++)
                text_addf(out, "%s%s", w ? " " : "", option->value.words[w]);
            text_add(out, "' ;;\n");
        }
}

static void add_script(struct text *out)
{
    text_add(out,
             "# Made by 'aisle completion'; make it anew after an upgrade.\n"
             "_aisle()\n{\n"
             "    local current=${COMP_WORDS[COMP_CWORD]} words=\n"
             "    local verb=${COMP_WORDS[1]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
             "    COMPREPLY=()\n"
             "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
             "        COMPREPLY=($(compgen -W '");
    add_verbs(out);
    text_add(out, "' -- \"$current\"))\n        return\n    fi\n"
                  "    case \"$verb:$before\" in\n");
    add_values(out);
    text_add(out, "    help:help) words='");
    add_verbs(out);
    text_add(out, "' ;;\n    *)\n        case \"$verb:$current\" in\n");
    for (size_t v = 0; v < cli_verb_count; v++) {
        text_addf(out, "        %s:-*) words='", cli_verbs[v].name);
        add_options(out, &cli_verbs[v]);
        text_add(out, "' ;;\n");
    }
    text_add(out, "        esac\n        case \"$COMP_CWORD:$verb:$current\" in\n"
                  "        2:*:-*) ;;\n");
    for (size_t v = 0; v < cli_verb_count; v++) {
        struct text actions = {0};
        add_actions(&actions, &cli_verbs[v]);
        if (actions.bytes)
            text_addf(out, "        2:%s:*) words='%s' ;;\n", cli_verbs[v].name,
                      actions.bytes);
        out->failed |= actions.failed;
        text_clear(&actions);
    }
    text_add(out, "        esac ;;\n    esac\n"
                  "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}\n"
                  "complete -o default -F _aisle aisle\n");
}

enum aisle_status cli_completion(struct cli *cli)
{
    static const char *const shells[] = {"bash", "zsh"};
    const char *shell = cli->arguments[0];
    struct text text = {0};
    if (strcmp(shell, "bash") != 0 && strcmp(shell, "zsh") != 0) {
        const char *near = text_nearest_of(shell, 2, shells);
        ctx_fail(cli->ctx, AISLE_MISUSE, "no completion for '%s'", shell);
        ctx_hint(cli->ctx, near ? "did you mean '%s'?" : "%s or zsh",
                 near ? near : "bash");
        return AISLE_MISUSE;
    }
    if (strcmp(shell, "zsh") == 0)
        text_add(&text, "autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n");
    add_script(&text);
    enum aisle_status status =
        text.failed ? ctx_no_memory(cli->ctx) : cli_emit(cli, text.bytes);
    text_clear(&text);
    return status;
}
