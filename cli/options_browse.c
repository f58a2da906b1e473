/* Options of the verbs that look into a fit. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

static enum aisle_status bad_word(struct cli *cli, const char *name, const char *value,
                                  int count, const char *const *words)
{
    struct text text = {0};
    for (int i = 0; i < count; i++)
        text_addf(&text, "%s%s", i ? (i + 1 < count ? ", " : " or ") : "", words[i]);
    const char *near = text_nearest_of(value, (size_t)count, words);
    ctx_fail(cli->ctx, AISLE_MISUSE, "--%s '%s' is not %s", name, value,
             text.failed ? "known" : text.bytes);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    text_clear(&text);
    return AISLE_MISUSE;
}

/* Index of a word, -1 when it is none. */
static int word_of(const char *value, int count, const char *const *words)
{
    for (int i = 0; i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

enum aisle_status cli_set_sort(struct cli *cli, const char *name, const char *value)
{
    static const char *const words[] = {"x",         "rank",       "unity", "loyalty",
                                        "agreement", "attendance", "gmp"};
    enum { COUNT = sizeof words / sizeof *words };
    int found = word_of(value, COUNT, words);
    if (found < 0)
        return bad_word(cli, name, value, COUNT, words);
    cli->browse.sort = (enum app_sort)found;
    return AISLE_OK;
}

enum aisle_status cli_set_with(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->browse.with = value;
    return AISLE_OK;
}

enum aisle_status cli_set_pairs(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->browse.pairs = true;
    return AISLE_OK;
}

enum aisle_status cli_set_search(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->browse.search = value;
    return AISLE_OK;
}

enum aisle_status cli_set_category(struct cli *cli, const char *name, const char *value)
{
    static const char *const words[] = {
#define CATEGORY_WORD(id, text) text,
        AISLE_CATEGORY_LIST(CATEGORY_WORD)
#undef CATEGORY_WORD
    };
    cli->browse.category = aisle_category_parse(value);
    if (cli->browse.category < 0)
        return bad_word(cli, name, value, AISLE_CATEGORY_COUNT, words);
    return AISLE_OK;
}

enum aisle_status cli_set_close(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->browse.close = true;
    return AISLE_OK;
}

enum aisle_status cli_set_surprising(struct cli *cli, const char *name,
                                     const char *value)
{
    (void)name, (void)value;
    cli->browse.surprising = true;
    return AISLE_OK;
}

enum aisle_status cli_set_prior(struct cli *cli, const char *name, const char *value)
{
    static const char *const words[] = {"items", "normal"};
    int found = word_of(value, 2, words);
    if (found < 0)
        return bad_word(cli, name, value, 2, words);
    cli->browse.bank = found == 0 ? AISLE_BANK_ITEMS : AISLE_BANK_NORMAL;
    return AISLE_OK;
}

enum aisle_status cli_set_nominations(struct cli *cli, const char *name,
                                      const char *value)
{
    (void)name, (void)value;
    cli->browse.nominations = true;
    return AISLE_OK;
}

enum aisle_status cli_set_draws(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->draws_path = value;
    return AISLE_OK;
}
