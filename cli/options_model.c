/* 'fit --model' with its terms, and which options of a fit do not go together. */
#include "options.h"

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

enum aisle_status cli_check_large(struct cli *cli)
{
    const struct app_request *r = &cli->request;
    const char *by = r->list_path ? "--list" : "--engine sparse";
    if (!r->list_path && r->engine != APP_ENGINE_SPARSE)
        return AISLE_OK;
    const char *only = r->link == AISLE_LINK_PROBIT      ? "a logit link only"
                       : r->dims > 1                     ? "one dimension only"
                       : r->congress_first || r->dynamic ? "one table only"
                       : r->model || r->heldout          ? "the plain model only"
                       : r->bootstrap                    ? "no refits"
                       : r->method == AISLE_METHOD_MAP && cli->draws_path
                           ? "no draws of a mode"
                           : NULL;
    if (only)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "%s fits %s", by, only);
    if (r->list_path && r->engine == APP_ENGINE_TILES)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--list is fitted by compressed rows");
    if (r->list_path && (cli->congress_given || cli->chamber_given))
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--list is all there is: no --congress, no --chamber");
    return AISLE_OK;
}

enum aisle_status cli_set_draws(struct cli *cli, const char *name, const char *value)
{
    const char *dot = strrchr(value, '.');
    if (!dot || (strcmp(dot, ".csv") != 0 && strcmp(dot, ".npy") != 0))
        return cli_refuse(cli, name, value, "a file that ends in .csv or .npy");
    cli->draws_path = value;
    return AISLE_OK;
}

/* Two members may tell left from right, of the static fit. */
static enum aisle_status check_sides(struct cli *cli)
{
    const struct app_request *r = &cli->request;
    if (!r->left && !r->right)
        return AISLE_OK;
    if (!r->left || !r->right)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--left and --right are given together, or neither");
    const char *by = r->dynamic ? "--dynamic"
                     : r->model ? "--model"
                     : r->list_path || r->engine == APP_ENGINE_SPARSE
                         ? "--engine sparse"
                         : NULL;
    if (by)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "%s tells left from right by the caucuses", by);
    return AISLE_OK;
}

enum aisle_status cli_check_paths(struct cli *cli)
{
    const struct app_request *r = &cli->request;
    enum aisle_status status = check_sides(cli);
    if (status != AISLE_OK)
        return status;
    if (!r->dynamic && r->split_switchers)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--split-switchers is of --dynamic paths");
    const char *other = !r->dynamic      ? NULL
                        : r->dims > 1    ? "fits one dimension"
                        : r->slope_fixed ? "has a prior of slopes of its own"
                        : r->bootstrap   ? "has no refits"
                                         : NULL;
    if (other)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--dynamic %s", other);
    return AISLE_OK;
}
