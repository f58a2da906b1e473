/* What several chains' draws come to: estimates, and whether they are worth them. Columns
 * are scalars of which each chain has kept as many draws as the others; where they lie is
 * the caller's. */
#ifndef AISLE_IDEAL_WORTH_H
#define AISLE_IDEAL_WORTH_H

#include "num/diagnostics.h"
#include <aisle/context.h>
#include <aisle/fit.h>
#include <stdbool.h>
#include <stddef.h>

struct columns {
    const void *run;
    /* A column's draws, [chains][kept]. */
    void (*gather)(const void *run, int column, double *out);
    /* Does it count for the fit's worst? */
    bool (*counts)(const void *run, int column);
    int count;
    size_t chains;
    size_t kept;
};

static inline size_t columns_draws(const struct columns *c)
{
    return c->chains * c->kept;
}

typedef void worth_fn(const double *draws, size_t chains, size_t draws_per_chain,
                      double *work, struct diagnostics *out);
/* diagnostics_of or diagnostics_quick of each column, side by side. */
enum aisle_status worth_judge(struct aisle_ctx *ctx, const struct columns *c,
                              int threads, worth_fn *fn, struct diagnostics *out);

struct worst {
    double rhat;
    double ess;
};
void worth_note(const struct diagnostics *d, struct worst *worst);
/* Over the columns that count. */
struct worst worth_worst(const struct columns *c, const struct diagnostics *d);

struct worth {
    double mean, sd, q05, q95;
};
/* `draws` is room for columns_draws(). */
struct worth worth_of(const struct columns *c, int column, double *draws);
/* Mean and sd from sums of `total` draws' first and second moments about `from`. */
void worth_moments(double sum, double square, double total, double from, double *mean,
                   double *sd);

/* R-hat and ESS of the fit from the columns that count; `work` is room for them. */
void worth_put(const struct columns *c, const struct diagnostics *d, double *work,
               struct aisle_fit *fit);

#endif
