#include "prior/settings.h"

static enum aisle_status read_one(struct aisle_ctx *ctx,
                                  const struct aisle_parameters *parameters,
                                  const char *name, double low, double high,
                                  double *out)
{
    double value = 0;
    enum aisle_status status = aisle_parameters_value(ctx, parameters, name, &value);
    if (status != AISLE_OK)
        return status;
    if (!(value >= low && value <= high)) {
        const struct aisle_parameter *p = aisle_parameters_find(parameters, name);
        struct place place = {p->path, p->line, 0};
        return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                           "%s is %g; it must be from %g to %g", name, value, low,
                           high);
    }
    *out = value;
    return AISLE_OK;
}

enum aisle_status settings_read(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                struct settings *out)
{
    if (!parameters)
        return ctx_fail(ctx, AISLE_INPUT, "the forecast needs its parameters");
    struct settings read = {0};
    enum aisle_status status = AISLE_OK;
#define SETTING_READ(field, low, high)                                                 \
    {                                                                                  \
        enum aisle_status one =                                                        \
            read_one(ctx, parameters, "forecast_" #field, low, high, &read.field);     \
        if (one != AISLE_OK)                                                           \
            status = one;                                                              \
    }
    SETTING_LIST(SETTING_READ)
#undef SETTING_READ
    if (status == AISLE_OK)
        *out = read;
    return status;
}

double settings_said(const struct settings *s, enum aisle_position position)
{
    switch (position) {
    case AISLE_POSITION_NO:
        return s->said_no;
    case AISLE_POSITION_LEAN_NO:
        return s->said_lean_no;
    case AISLE_POSITION_CONCERN:
        return s->said_concern;
    case AISLE_POSITION_NOT_RULED_OUT:
        return s->said_not_ruled_out;
    case AISLE_POSITION_LEAN_YES:
        return s->said_lean_yes;
    case AISLE_POSITION_YES:
        return s->said_yes;
    case AISLE_POSITION_UNDECIDED:
    case AISLE_POSITION_CONDITIONAL:
    default:
        return s->said_undecided;
    }
}

double settings_provision(const struct settings *s, enum aisle_position position)
{
    switch (position) {
    case AISLE_POSITION_NO:
        return s->provision_no;
    case AISLE_POSITION_LEAN_NO:
        return s->provision_lean_no;
    case AISLE_POSITION_CONCERN:
        return s->provision_concern;
    case AISLE_POSITION_NOT_RULED_OUT:
        return s->provision_not_ruled_out;
    case AISLE_POSITION_LEAN_YES:
        return s->provision_lean_yes;
    case AISLE_POSITION_YES:
        return s->provision_yes;
    case AISLE_POSITION_UNDECIDED:
    case AISLE_POSITION_CONDITIONAL:
    default:
        return 0;
    }
}
