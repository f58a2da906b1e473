/* Options of 'fit' that name several Congresses. */
#include "cli.h"

#include "base/ctx.h"

#include <stdio.h>

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

enum aisle_status cli_set_split(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->request.split_switchers = true;
    return AISLE_OK;
}
