/* 'fit --list' and '--engine': very large tables, and what does not go with them. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

enum aisle_status cli_set_list(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->request.list_path = value;
    return AISLE_OK;
}

enum aisle_status cli_set_engine(struct cli *cli, const char *name, const char *value)
{
    static const char *const words[] = {
        [APP_ENGINE_AUTO] = "auto",
        [APP_ENGINE_TILES] = "tiles",
        [APP_ENGINE_SPARSE] = "sparse",
    };
    (void)name;
    for (int i = 0; i < 3; i++)
        if (strcmp(value, words[i]) == 0) {
            cli->request.engine = (enum app_engine)i;
            return AISLE_OK;
        }
    const char *near = text_nearest_of(value, 3, words);
    ctx_fail(cli->ctx, AISLE_MISUSE, "--engine: no engine '%s'", value);
    ctx_hint(cli->ctx, "did you mean '%s'?", near ? near : "sparse");
    return AISLE_MISUSE;
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
