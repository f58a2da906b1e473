/* 'fit --model': which terms, and what does not go with them. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

enum { PLAIN, FULL, WORDS = AISLE_TERM_COUNT + 2 };

static const char *word_at(const void *user, size_t i)
{
    (void)user;
    return i == PLAIN ? "plain" : i == FULL ? "full" : aisle_term_word((int)i - 2);
}

/* One word of the list into the terms; "plain" adds none. */
static enum aisle_status add_word(struct cli *cli, const char *word)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(word, word_at(NULL, i)) == 0) {
            cli->request.terms |= i == PLAIN  ? 0
                                  : i == FULL ? AISLE_TERMS_FULL
                                              : 1u << (i - 2);
            return AISLE_OK;
        }
    const char *near = text_nearest(word, WORDS, word_at, NULL);
    ctx_fail(cli->ctx, AISLE_MISUSE, "--model: no term '%s'", word);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    else
        ctx_hint(cli->ctx, "plain, full, or some of leader, loyalty, unfolding, "
                           "offsets, lapse, absence with commas between");
    return AISLE_MISUSE;
}

enum aisle_status cli_set_model(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->request.model = true;
    cli->request.terms = 0;
    for (;;) {
        char word[32];
        size_t size = strcspn(value, ",");
        snprintf(word, sizeof word, "%.*s", (int)size, value);
        enum aisle_status status = add_word(cli, word);
        if (status != AISLE_OK || !value[size])
            return status;
        value += size + 1;
    }
}

enum aisle_status cli_check_model(struct cli *cli)
{
    const struct app_request *r = &cli->request;
    if (!r->model)
        return AISLE_OK;
    const char *other =
        r->congress_first                                     ? "one Congress only"
        : r->link == AISLE_LINK_PROBIT                        ? "a logit link only"
        : cli->method_given && r->method == AISLE_METHOD_MCMC ? "a mode and no chains"
        : r->slope_fixed || r->bootstrap ? "priors and errors of its own"
                                         : NULL;
    if (other)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--model has %s", other);
    return AISLE_OK;
}
