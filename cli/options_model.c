/* Which votes a fit is of, 'fit --model' with its terms, paths; and what does not go with
 * them. */
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

/* "2.5%" or "0.025". */
enum aisle_status cli_set_minority(struct cli *cli, const char *name, const char *value)
{
    char digits[32];
    double number = 0.0;
    size_t n = strlen(value);
    bool percent = n > 1 && value[n - 1] == '%';
    bool ok = text_fit(digits, sizeof digits, value);
    if (ok && percent)
        digits[n - 1] = '\0';
    ok = ok && text_to_double(digits, &number);
    number = percent ? number / 100.0 : number;
    if (!ok || !(number >= 0.0 && number <= 0.5))
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not a share from 0 to one half, such as 2.5%%",
                        name, value);
    cli->request.minority_min = number;
    return AISLE_OK;
}

enum aisle_status cli_set_min_votes(struct cli *cli, const char *name,
                                    const char *value)
{
    int64_t number;
    if (!text_to_int(value, 1, 100000, &number))
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not a whole number from 1 to 100000", name,
                        value);
    cli->request.votes_min = (int)number;
    return AISLE_OK;
}

enum aisle_status cli_set_left(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->request.left = value;
    return AISLE_OK;
}

enum aisle_status cli_set_right(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->request.right = value;
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
