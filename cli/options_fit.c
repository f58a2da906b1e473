/* Options of the verbs on ideal points that take more than a word. */
#include "options.h"

#include "base/ctx.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* "111-118". */
enum aisle_status cli_set_range(struct cli *cli, const char *name, const char *value)
{
    int first = 0;
    int last = 0;
    int used = 0;
    if (sscanf(value, "%3d-%3d%n", &first, &last, &used) < 2 || value[used] ||
        first < 1 || last < first || last > 200)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not a range of Congresses, as 111-118", name,
                        value);
    cli->request.congress_first = first;
    cli->request.congress = last;
    return AISLE_OK;
}

enum aisle_status cli_set_dynamic(struct cli *cli, const char *name, const char *value)
{
    enum aisle_status status = cli_set_range(cli, name, value);
    if (status != AISLE_OK)
        return status;
    if (cli->request.congress_first == cli->request.congress) {
        ctx_fail(cli->ctx, AISLE_MISUSE, "--%s %s is one Congress; a path needs two",
                 name, value);
        ctx_hint(cli->ctx, "aisle fit --congress %d", cli->request.congress);
        return AISLE_MISUSE;
    }
    cli->request.dynamic = true;
    return AISLE_OK;
}

/* "117-118" or "118". */
enum aisle_status cli_set_congresses(struct cli *cli, const char *name,
                                     const char *value)
{
    int first = 0;
    int last = 0;
    int used = 0;
    if (sscanf(value, "%3d-%3d%n", &first, &last, &used) < 2 || value[used]) {
        used = 0;
        if (sscanf(value, "%3d%n", &first, &used) != 1 || value[used])
            first = 0;
        last = first;
    }
    if (first < 1 || last < first || last > 200)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not a Congress or a range, as 118 or 117-118",
                        name, value);
    cli->backtest.congress_first = first;
    cli->backtest.congress_last = last;
    return AISLE_OK;
}

enum aisle_status cli_set_congress(struct cli *cli, const char *name, const char *value)
{
    if (cli->verb == CLI_BIT(BACKTEST))
        return cli_set_congresses(cli, name, value);
    if (cli->verb == CLI_BIT(FIT) && strchr(value, '-'))
        return cli_set_range(cli, name, value);
    enum aisle_status status =
        cli_take_whole(cli, name, value, 1, 200, &cli->request.congress);
    if (status == AISLE_OK)
        cli->congress_given = cli->request.congress;
    return status;
}

enum aisle_status cli_set_chamber(struct cli *cli, const char *name, const char *value)
{
    static const char *const names[] = {"senate", "house"};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t n = strlen(value);
    if (n == 0 || n > 7 || strspn(value, letters) != n)
        return cli_refuse(cli, name, value,
                          "senate, house, or up to 7 small letters of another chamber");
    const char *near = text_nearest_of(value, 2, names);
    if (near && strcmp(near, value) != 0) {
        cli_refuse(cli, name, value, "a chamber");
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
        return AISLE_MISUSE;
    }
    cli->request.chamber = cli->chamber_given = value;
    return AISLE_OK;
}

enum aisle_status cli_set_method(struct cli *cli, const char *name, const char *value)
{
    static const char *const fit[] = {
        [AISLE_METHOD_MAP] = "map", [AISLE_METHOD_MCMC] = "mcmc", NULL};
    static const char *const sensitivity[] = {[AISLE_SENSITIVITY_MORRIS] = "morris",
                                              [AISLE_SENSITIVITY_SOBOL] = "sobol",
                                              NULL};
    bool of_fit = cli->verb != CLI_BIT(SENSITIVITY);
    int found = 0;
    enum aisle_status status =
        cli_take_word(cli, name, value, of_fit ? fit : sensitivity, &found);
    if (status != AISLE_OK)
        return status;
    cli->method_given = of_fit;
    if (of_fit)
        cli->request.method = (enum aisle_method)found;
    else
        cli->experiment.method = (enum aisle_sensitivity_method)found;
    return AISLE_OK;
}

enum aisle_status cli_set_slope_prior(struct cli *cli, const char *name,
                                      const char *value)
{
    static const char *const words[] = {"hierarchical", "fixed", NULL};
    int found = 0;
    enum aisle_status status = cli_take_word(cli, name, value, words, &found);
    if (status == AISLE_OK)
        cli->request.slope_fixed = found == 1;
    return status;
}
