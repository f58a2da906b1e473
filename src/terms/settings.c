#include "terms/settings.h"

#include "base/text.h"
#include "terms/draw.h"
#include <math.h>
#include <string.h>

#define NAME_TEXT(name) #name,
static const char *const names[] = {ASYLUM_SETTING_LIST(NAME_TEXT)};
#undef NAME_TEXT

/* Settings are doubles and nothing else, so they can be walked by number. */
static double *setting(struct asylum_settings *settings, int i)
{
    return (double *)(void *)settings + i;
}

static double setting_of(const struct asylum_settings *settings, int i)
{
    return ((const double *)(const void *)settings)[i];
}

static void take(const struct aisle_parameter *p, int i, struct asylum_ranges *out)
{
    *setting(&out->value, i) = p->value;
    *setting(&out->low, i) = p->low;
    *setting(&out->high, i) = p->high;
}

enum aisle_status asylum_ranges_read(struct aisle_ctx *ctx,
                                     const struct aisle_parameters *parameters,
                                     struct asylum_ranges *out)
{
    struct asylum_ranges read = {0};
    enum aisle_status worst = AISLE_OK;
    for (int i = 0; i < ASYLUM_SETTING_COUNT; i++) {
        const struct aisle_parameter *p = aisle_parameters_find(parameters, names[i]);
        double ignored;
        if (p)
            take(p, i, &read);
        else /* adds the message, with the nearest name */
            worst = aisle_parameters_value(ctx, parameters, names[i], &ignored);
    }
    if (worst != AISLE_OK)
        return AISLE_INPUT;
    *out = read;
    return AISLE_OK;
}

double asylum_triangular(double low, double peak, double high, double u)
{
    double width = high - low;
    if (width <= 0)
        return peak;
    if (u < (peak - low) / width)
        return low + sqrt(u * width * (peak - low));
    return high - sqrt((1 - u) * width * (high - peak));
}

/* A setting's place among the draws is its name's, so that a new setting moves no
 * other (FNV-1a, Fowler, Noll and Vo). */
static uint32_t address_of(const char *name)
{
    uint32_t hash = 2166136261u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    return hash;
}

void asylum_settings_draw(const struct asylum_ranges *ranges, uint64_t seed,
                          uint32_t set, struct asylum_settings *out)
{
    for (int i = 0; i < ASYLUM_SETTING_COUNT; i++) {
        double u = rng_unit_at(seed, USE_SETTING, set, address_of(names[i]), 0);
        *setting(out, i) = asylum_triangular(setting_of(&ranges->low, i),
                                             setting_of(&ranges->value, i),
                                             setting_of(&ranges->high, i), u);
    }
}

static int place_of(const char *name)
{
    for (int i = 0; i < ASYLUM_SETTING_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

void asylum_settings_take(const struct aisle_posterior *posterior, uint64_t seed,
                          uint32_t set, struct asylum_settings *out)
{
    double u = rng_unit_at(seed, USE_SETTING, set, address_of("row of a posterior"), 0);
    size_t row = (size_t)(u * posterior->draw_count);
    const double *values = posterior->values + row * (size_t)posterior->parameter_count;
    for (int p = 0; p < posterior->parameter_count; p++) {
        int i = place_of(posterior->names[p]);
        if (i >= 0)
            *setting(out, i) = values[p];
    }
}

enum aisle_status asylum_settings_check(struct aisle_ctx *ctx,
                                        const struct aisle_posterior *posterior)
{
    enum aisle_status status = AISLE_OK;
    for (int p = 0; p < posterior->parameter_count; p++) {
        const char *name = posterior->names[p];
        if (place_of(name) >= 0)
            continue;
        const char *near = text_nearest_of(name, ASYLUM_SETTING_COUNT, names);
        status =
            ctx_fail(ctx, AISLE_INPUT,
                     "the posterior names '%s', which the simulation has not", name);
        if (near)
            ctx_hint(ctx, "did you mean '%s'?", near);
    }
    return status;
}
