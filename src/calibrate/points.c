#include "calibrate/points.h"

#include "base/ctx.h"
#include "base/text.h"
#include "num/rng.h"
#include <string.h>

enum { USE_POINT = 0x43410020 };

struct words {
    const struct space *space;
    const struct aisle_parameters *parameters;
};

static const char *word_of(const void *user, size_t i)
{
    const struct words *words = user;
    return words->parameters->items[words->space->index[i]].name;
}

static enum aisle_status unknown(struct aisle_ctx *ctx, const struct space *space,
                                 const struct aisle_parameters *parameters,
                                 const char *name)
{
    struct words words = {space, parameters};
    const char *near = text_nearest(name, (size_t)space->count, word_of, &words);
    ctx_fail(ctx, AISLE_NOT_FOUND, "the simulation has no parameter '%s'", name);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    return AISLE_NOT_FOUND;
}

enum aisle_status points_fill(struct aisle_ctx *ctx, const struct space *space,
                              const struct aisle_parameters *parameters,
                              const struct aisle_posterior *posterior, uint64_t seed,
                              int count, double *values)
{
    size_t width = (size_t)space->count;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < space->count; k++)
            values[(size_t)i * width + (size_t)k] = space_value(
                space, k, rng_unit_at(seed, USE_POINT, (uint32_t)i, (uint32_t)k, 0));
    for (int p = 0; posterior && p < posterior->parameter_count; p++) {
        int k = space_find(space, parameters, posterior->names[p]);
        if (k < 0)
            return unknown(ctx, space, parameters, posterior->names[p]);
        for (int i = 0; i < count; i++) {
            size_t row = (size_t)(i % posterior->draw_count);
            values[(size_t)i * width + (size_t)k] =
                posterior->values[row * (size_t)posterior->parameter_count + (size_t)p];
        }
    }
    return AISLE_OK;
}
