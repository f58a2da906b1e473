/* Options of all verbs, and of those that forecast and simulate, that take more than a
 * word. */
#include "options.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

enum aisle_status cli_set_seed(struct cli *cli, const char *name, const char *value)
{
    int64_t seed;
    if (!text_to_int(value, 0, INT64_MAX, &seed))
        return cli_refuse(cli, name, value, "a whole number, 0 or more");
    cli->app.seed = (uint64_t)seed;
    return AISLE_OK;
}

enum aisle_status cli_set_no_cache(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->app.use_cache = false;
    return AISLE_OK;
}

enum aisle_status cli_set_json(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->format = CLI_JSON;
    return AISLE_OK;
}

enum aisle_status cli_set_output(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    const char *dot = strrchr(value, '.');
    cli->output = value;
    if (dot && strcmp(dot, ".json") == 0)
        cli->format = CLI_JSON;
    else if (dot && strcmp(dot, ".csv") == 0)
        cli->format = CLI_CSV;
    else if (dot && strcmp(dot, ".md") == 0)
        cli->format = CLI_MARKDOWN;
    return AISLE_OK;
}

static enum aisle_status take_day(struct cli *cli, const char *name, const char *value,
                                  aisle_day *out)
{
    *out = aisle_day_parse(value);
    if (*out == AISLE_DAY_NONE)
        return cli_refuse(cli, name, value, "a date such as 2023-11-01");
    return AISLE_OK;
}

enum aisle_status cli_set_as_of(struct cli *cli, const char *name, const char *value)
{
    return take_day(cli, name, value, &cli->request.as_of);
}

enum aisle_status cli_set_from(struct cli *cli, const char *name, const char *value)
{
    return take_day(cli, name, value, &cli->request.from);
}

/* A package is held against current law; against another, `compare` does it. */
enum aisle_status cli_check_baseline(struct cli *cli, const char *name,
                                     const char *value)
{
    if (strcmp(value, "current-law") == 0)
        return AISLE_OK;
    cli_refuse(cli, name, value, "current-law");
    ctx_hint(cli->ctx, "aisle compare sets packages against each other");
    return AISLE_MISUSE;
}

enum aisle_status cli_set_suppose(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->supposes[cli->request.suppose_count++] = value;
    cli->request.supposes = cli->supposes;
    return AISLE_OK;
}

enum aisle_status cli_set_require(struct cli *cli, const char *name, const char *value)
{
    if (!text_to_double(value, &cli->require) || cli->require < 0 || cli->require > 1)
        return cli_refuse(cli, name, value, "a chance from 0 to 1");
    return AISLE_OK;
}

enum aisle_status cli_set_min_pass(struct cli *cli, const char *name, const char *value)
{
    double p;
    if (!text_to_double(value, &p) || p < 0 || p > 1)
        return cli_refuse(cli, name, value, "a chance from 0 to 1");
    cli->request.pass_min = p;
    return AISLE_OK;
}

enum aisle_status cli_set_budget(struct cli *cli, const char *name, const char *value)
{
    if (!text_to_double(value, &cli->request.budget_usd) ||
        cli->request.budget_usd <= 0)
        return cli_refuse(cli, name, value, "an amount in USD, such as 60e9");
    return AISLE_OK;
}

enum aisle_status cli_set_limit(struct cli *cli, const char *name, const char *value)
{
    cli->limit_set = true;
    return cli_take_whole(cli, name, value, 1, 100000, &cli->limit);
}

enum aisle_status cli_set_date(struct cli *cli, const char *name, const char *value)
{
    cli->date = aisle_day_parse(value);
    if (cli->date == AISLE_DAY_NONE)
        return cli_refuse(cli, name, value, "a date such as 2013-11-20");
    return AISLE_OK;
}

enum aisle_status cli_set_reveal(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    const char *colon = strchr(value, ':');
    size_t length = colon ? (size_t)(colon - value) : strlen(value);
    int64_t count = 10;
    for (int k = 0; k < AISLE_REVEAL_COUNT; k++) {
        const char *text = aisle_reveal_text((enum aisle_reveal)k);
        if (strlen(text) != length || strncmp(text, value, length) != 0)
            continue;
        if (colon && !text_to_int(colon + 1, 1, 90, &count))
            break;
        cli->backtest.reveal = (enum aisle_reveal)k;
        cli->backtest.reveal_count = (int)count;
        return AISLE_OK;
    }
    return ctx_fail(cli->ctx, AISLE_MISUSE,
                    "--reveal '%s' is not none, leaders, random:K, noisy:K or "
                    "uncertain:K with K from 1 to 90",
                    value);
}

enum aisle_status cli_set_package_id(struct cli *cli, const char *name,
                                     const char *value)
{
    if (*value == '\0')
        return cli_refuse(cli, name, value, "the id of a package");
    cli->package_id = value;
    return AISLE_OK;
}

/* "5%" or "0.05". */
static bool share_of(const char *value, double *out)
{
    char digits[32];
    size_t n = strlen(value);
    bool percent = n > 1 && value[n - 1] == '%';
    double number = 0;
    if (!text_fit(digits, sizeof digits, value))
        return false;
    if (percent)
        digits[n - 1] = '\0';
    bool ok = text_to_double(digits, &number);
    *out = percent ? number / 100 : number;
    return ok;
}

enum aisle_status cli_set_precision(struct cli *cli, const char *name,
                                    const char *value)
{
    double share;
    if (!share_of(value, &share) || !(share > 0 && share <= 1))
        return cli_refuse(cli, name, value, "a share above 0, such as 5%");
    cli->request.precision = share;
    return AISLE_OK;
}

enum aisle_status cli_set_minority(struct cli *cli, const char *name, const char *value)
{
    double share;
    if (!share_of(value, &share) || !(share >= 0 && share <= 0.5))
        return cli_refuse(cli, name, value, "a share from 0 to one half, such as 2.5%");
    cli->request.minority_min = share;
    return AISLE_OK;
}

enum aisle_status cli_set_posterior(struct cli *cli, const char *name,
                                    const char *value)
{
    (void)name;
    cli->experiment.posterior = cli->request.posterior_name = value;
    return AISLE_OK;
}
