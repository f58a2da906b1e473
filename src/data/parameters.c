#include <aisle/parameters.h>

#include "base/ctx.h"
#include "base/text.h"

#include <string.h>

void aisle_parameters_init(struct aisle_parameters *parameters)
{
    *parameters = (struct aisle_parameters){0};
}

void aisle_parameters_clear(struct aisle_parameters *parameters)
{
    if (!parameters)
        return;
    for (int i = 0; parameters->items && i < parameters->count; i++) {
        struct aisle_parameter *p = &parameters->items[i];
        free(p->name);
        free(p->unit);
        free(p->period);
        free(p->source);
        free(p->source_date);
        free(p->confidence);
        free(p->note);
        free(p->path);
    }
    free(parameters->items);
    aisle_parameters_init(parameters);
}

const struct aisle_parameter *
aisle_parameters_find(const struct aisle_parameters *parameters, const char *name)
{
    for (int i = 0; i < parameters->count; i++)
        if (strcmp(parameters->items[i].name, name) == 0)
            return &parameters->items[i];
    return NULL;
}

static const char *parameters_name(const void *user, size_t i)
{
    return ((const struct aisle_parameters *)user)->items[i].name;
}

enum aisle_status aisle_parameters_value(struct aisle_ctx *ctx,
                                         const struct aisle_parameters *parameters,
                                         const char *name, double *out)
{
    const struct aisle_parameter *p = aisle_parameters_find(parameters, name);
    if (p) {
        *out = p->value;
        return AISLE_OK;
    }
    const char *near =
        text_nearest(name, (size_t)parameters->count, parameters_name, parameters);
    ctx_fail(ctx, AISLE_NOT_FOUND, "no parameter '%s'", name);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    return AISLE_NOT_FOUND;
}
