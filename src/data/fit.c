#include <aisle/fit.h>

#include "base/ctx.h"

#include <math.h>
#include <string.h>

void aisle_fit_init(struct aisle_fit *fit)
{
    *fit = (struct aisle_fit){.engine = "tiles",
                              .as_of = AISLE_DAY_NONE,
                              .walk_sd = NAN,
                              .walk_sd_q05 = NAN,
                              .walk_sd_q95 = NAN,
                              .rhat_max = NAN,
                              .ess_bulk_min = NAN,
                              .ess_bulk_median = NAN,
                              .ess_tail_min = NAN,
                              .classified = NAN,
                              .apre = NAN,
                              .gmp = NAN,
                              .gmp_heldout = NAN};
}

void aisle_fit_clear(struct aisle_fit *fit)
{
    if (!fit)
        return;
    for (int m = 0; fit->members && m < fit->member_count; m++)
        free(fit->members[m].name);
    for (int p = 0; fit->pivots && p < fit->pivot_count; p++) {
        free(fit->pivots[p].name);
        free(fit->pivots[p].chances);
    }
    free(fit->members);
    free(fit->items);
    free(fit->x_draws);
    free(fit->item_draws);
    free(fit->periods);
    free(fit->period_draws);
    free(fit->pivots);
    aisle_fit_init(fit);
}

enum aisle_status aisle_fit_validate(struct aisle_ctx *ctx, const struct aisle_fit *fit)
{
    size_t before = aisle_ctx_error_count(ctx);
    if (fit->dims < 1 || fit->dims > AISLE_DIMS_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "a fit has 1 to %d dimensions, not %d",
                        AISLE_DIMS_MAX, fit->dims);
    for (int m = 0; m < fit->member_count; m++)
        for (int k = 0; k < fit->dims; k++)
            if (!isfinite(fit->members[m].x[k]) || !(fit->members[m].sd[k] >= 0))
                ctx_fail(ctx, AISLE_INPUT, "ideal point of %s is not a number",
                         fit->members[m].bioguide);
    for (int i = 0; i < fit->item_count; i++)
        if (!isfinite(fit->items[i].a))
            ctx_fail(ctx, AISLE_INPUT, "roll call %d-%d has no finite intercept",
                     fit->items[i].congress, fit->items[i].number);
    size_t values =
        (size_t)fit->draw_count * (size_t)fit->member_count * (size_t)fit->dims;
    for (size_t i = 0; i < values; i++)
        if (!isfinite(fit->x_draws[i]))
            return ctx_fail(ctx, AISLE_INPUT, "draw %zu is not a number", i);
    return aisle_ctx_error_count(ctx) == before ? AISLE_OK : AISLE_INPUT;
}

int aisle_fit_find_member(const struct aisle_fit *fit, const char *bioguide)
{
    for (int m = 0; m < fit->member_count; m++)
        if (strcmp(fit->members[m].bioguide, bioguide) == 0)
            return m;
    return -1;
}

double aisle_fit_reliability(const struct aisle_fit *fit, int k)
{
    double error = 0.0;
    int count = 0;
    for (int m = 0; m < fit->member_count; m++) {
        if (fit->members[m].thin)
            continue;
        error += fit->members[m].sd[k] * fit->members[m].sd[k];
        count++;
    }
    return count > 0 ? 1.0 - error / count : NAN;
}

const char *aisle_link_text(enum aisle_link link)
{
    return link == AISLE_LINK_LOGIT ? "logit" : "probit";
}

const char *aisle_method_text(enum aisle_method method)
{
    return method == AISLE_METHOD_MAP ? "map" : "mcmc";
}
