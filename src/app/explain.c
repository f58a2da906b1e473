/* Where a number comes from: a parameter or a lever by name. */
#include "app/app.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* Names that can be explained, parameters first, then levers. */
static const char *explain_name(const void *user, size_t i)
{
    const struct aisle_parameters *parameters = user;
    size_t count = (size_t)parameters->count;
    return i < count ? parameters->items[i].name
                     : aisle_lever_info((enum aisle_lever)(i - count))->key;
}

static enum aisle_status explain_unknown(struct aisle_ctx *ctx,
                                         const struct aisle_parameters *parameters,
                                         const char *name)
{
    size_t count = (size_t)parameters->count + AISLE_LEVER_COUNT;
    const char *near = text_nearest(name, count, explain_name, parameters);
    ctx_fail(ctx, AISLE_NOT_FOUND, "nothing here is named '%s'", name);
    if (near)
        ctx_hint(ctx, "did you mean '%s'? 'aisle explain' lists all names", near);
    else
        ctx_hint(ctx, "'aisle explain' lists all names");
    return AISLE_NOT_FOUND;
}

static bool speaks_of(const struct aisle_parameter *p, const char *words)
{
    return strcasestr(p->name, words) || strcasestr(p->note, words);
}

/* The parameters whose name or note has the words; borrowed, the list is the caller's. */
static enum aisle_status explain_search(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *all,
                                        const char *words, struct aisle_parameters *out)
{
    out->items = mem_new((size_t)all->count, sizeof *out->items);
    if (!out->items)
        return ctx_no_memory(ctx);
    for (int i = 0; i < all->count; i++)
        if (speaks_of(&all->items[i], words))
            out->items[out->count++] = all->items[i];
    return AISLE_OK;
}

/* What is named by no one name: all that speak of it, or nothing here. */
static enum aisle_status explain_by_words(struct aisle_ctx *ctx,
                                          const struct aisle_parameters *parameters,
                                          const char *words, bool json, char **out)
{
    enum aisle_status status;
    struct aisle_parameters found = {0};
    TRY(explain_search(ctx, parameters, words, &found));
    if (found.count == 1)
        TRY(aisle_report_parameter(ctx, &found.items[0], json, out));
    else if (found.count > 1)
        TRY(aisle_report_parameters(ctx, &found, json, out));
    else
        TRY(explain_unknown(ctx, parameters, words));
out:
    free(found.items);
    return status;
}

enum aisle_status app_explain(struct aisle_ctx *ctx, const struct app_options *options,
                              const char *name, bool json, char **out)
{
    enum aisle_status status;
    struct aisle_parameters parameters;
    aisle_parameters_init(&parameters);
    char *dir = mem_format("%s/parameters", options->data_dir);
    if (!dir)
        return ctx_no_memory(ctx);
    TRY(aisle_import_parameters(ctx, dir, &parameters));
    const struct aisle_parameter *parameter =
        name ? aisle_parameters_find(&parameters, name) : NULL;
    int lever = name ? aisle_lever_find(name) : -1;
    if (!name)
        TRY(aisle_report_explained(ctx, &parameters, json, out));
    else if (parameter)
        TRY(aisle_report_parameter(ctx, parameter, json, out));
    else if (lever >= 0)
        TRY(aisle_report_lever(ctx, (enum aisle_lever)lever, json, out));
    else
        TRY(explain_by_words(ctx, &parameters, name, json, out));
out:
    aisle_parameters_clear(&parameters);
    free(dir);
    return status;
}
