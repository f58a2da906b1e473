/* Spread around the mode by a normal approximation.
 *
 * An item's spread is its own, H_jj^-1, and what it inherits from the members.
 * Draws and standard errors are of standardised positions: a common shift, stretch
 * or turn of all members, which the votes say nothing about, counts for nothing. */
#include "ideal/arrow.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

static const double z95 = 1.6448536269514722;

/* --- the standard scale --------------------------------------------------------- */

static double standard_x(const struct arrow *a, int member, int k)
{
    double x = point_member(a->point, member)[k + 1];
    return (x - a->standard.mean[k]) / a->standard.sd[k];
}

/* First-order change of the mean and of the standard deviation of dimension k when
 * x changes by `delta`. */
static void moment_change(const struct arrow *a, const double *delta, int k,
                          double *mean, double *sd)
{
    const struct problem *p = a->problem;
    *mean = 0.0;
    *sd = 0.0;
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        double change = delta[a->place[i] + k] / p->fitted_count;
        *mean += change;
        *sd += standard_x(a, i, k) * change;
    }
}

/* delta of raw x -> delta of standardised x, to first order. */
static void standardise_change(const struct arrow *a, double *delta)
{
    const struct problem *p = a->problem;
    for (int k = 0; k < p->dims; k++) {
        double mean;
        double sd;
        moment_change(a, delta, k, &mean, &sd);
        for (int i = 0; i < p->member_count; i++) {
            if (p->thin[i])
                continue;
            double *entry = &delta[a->place[i] + k];
            *entry = (*entry - mean - standard_x(a, i, k) * sd) / a->standard.sd[k];
        }
    }
}

/* The covariance of standardised x: standardise every row, transpose, again. */
static void standard_covariance(const struct arrow *a, double *cov)
{
    size_t n = a->size;
    linalg_inverse(a->s, n, cov);
    for (int side = 0; side < 2; side++) {
        for (size_t r = 0; r < n; r++)
            standardise_change(a, cov + r * n);
        for (size_t r = 0; r < n && side == 0; r++)
            for (size_t c = 0; c < r; c++) {
                double v = cov[r * n + c];
                cov[r * n + c] = cov[c * n + r];
                cov[c * n + r] = v;
            }
    }
}

/* --- members ---------------------------------------------------------------------- */

static void member_spread(const struct arrow *a, const double *cov, int member,
                          double *sd)
{
    int d = a->problem->dims;
    if (!a->problem->thin[member]) {
        for (int k = 0; k < d; k++) {
            size_t at = (size_t)a->place[member] + (size_t)k;
            sd[k] = sqrt(fmax(cov[at * a->size + at], 0.0));
        }
        return;
    }
    double inverse[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    linalg_inverse(arrow_own(a, member), (size_t)d, inverse);
    for (int k = 0; k < d; k++)
        sd[k] = sqrt(inverse[k * d + k]) / a->standard.sd[k];
}

static void put_members(const struct arrow *a, const double *cov, struct aisle_fit *fit)
{
    for (int i = 0; i < fit->member_count; i++) {
        struct aisle_fit_member *m = &fit->members[i];
        standard_member(&a->standard, fit->dims, point_member(a->point, i), m->x);
        member_spread(a, cov, i, m->sd);
        for (int k = 0; k < fit->dims; k++) {
            m->q05[k] = m->x[k] - z95 * m->sd[k];
            m->q95[k] = m->x[k] + z95 * m->sd[k];
        }
    }
}

/* --- items ------------------------------------------------------------------------- */

/* The row of (a, b) on the standard scale that `l` names, as a combination of the
 * raw (a, b): a + b.mean, then sd_k b_k. */
static void raw_weights(const struct arrow *a, int l, double *out)
{
    memset(out, 0, KERNEL_PARAMS_MAX * sizeof *out);
    if (l > 0) {
        out[l] = a->standard.sd[l - 1];
        return;
    }
    out[0] = 1.0;
    for (int k = 0; k < a->problem->dims; k++)
        out[k + 1] = a->standard.mean[k];
}

/* Items whose responses are solved for together, so that the factor is read once for
 * all of them. */
enum { BATCH = 16 };

/* How the standardised parameter `l` of an item moves with raw x: through the mean
 * and sd of the scale, less the pull on its raw parameters: `pull` = L_j^-1 times the
 * weights, and `cross` is L_j^-1 X_j'. A column of `out`, `columns` apart. */
static void item_response(const struct arrow *a, int item, int l, const double *pull,
                          size_t columns, double *out)
{
    const struct problem *p = a->problem;
    const double *b = point_item(a->point, item) + 1;
    const double *cross = arrow_cross(a, item);
    double n = p->fitted_count;
    for (size_t c = 0; c < a->size; c++) {
        double sum = 0.0;
        for (size_t m = 0; m < a->params; m++)
            sum += pull[m] * cross[m * a->size + c];
        out[c * columns] = -sum;
    }
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        for (int k = 0; k < p->dims; k++) {
            double *entry = out + (size_t)(a->place[i] + k) * columns;
            if (l == 0)
                *entry += b[k] / n;
            else if (l == k + 1)
                *entry += b[k] * standard_x(a, i, k) / n;
        }
    }
}

/* Variances of standardised (a, b) of items first..end-1: their own and what they
 * inherit. `work` has room for size x BATCH params. */
static void item_spreads(const struct arrow *a, int first, int end, double *work,
                         struct aisle_fit *fit)
{
    size_t p = a->params;
    size_t columns = (size_t)(end - first) * p;
    double variance[BATCH * KERNEL_PARAMS_MAX] = {0};
    for (int j = first; j < end; j++)
        for (size_t l = 0; l < p; l++) {
            size_t column = (size_t)(j - first) * p + l;
            double pull[KERNEL_PARAMS_MAX];
            raw_weights(a, (int)l, pull);
            linalg_forward(arrow_root(a, j), p, pull);
            for (size_t m = 0; m < p; m++)
                variance[column] += pull[m] * pull[m];
            item_response(a, j, (int)l, pull, columns, work + column);
        }
    linalg_forward_many(a->s, a->size, columns, work);
    for (size_t r = 0; r < a->size; r++)
        for (size_t c = 0; c < columns; c++)
            variance[c] += work[r * columns + c] * work[r * columns + c];
    for (int j = first; j < end; j++)
        for (size_t l = 0; l < p; l++) {
            double sd = sqrt(variance[(size_t)(j - first) * p + l]);
            *(l ? &fit->items[j].b_sd[l - 1] : &fit->items[j].a_sd) = sd;
        }
}

static enum aisle_status put_items(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct aisle_fit *fit)
{
    double *work = mem_new(a->size * BATCH * a->params, sizeof *work);
    if (!work)
        return ctx_no_memory(ctx);
    for (int j = 0; j < fit->item_count; j++) {
        struct aisle_fit_item *item = &fit->items[j];
        standard_item(&a->standard, fit->dims, point_item(a->point, j), &item->a,
                      item->b);
        item->rhat = NAN;
        item->ess_bulk = NAN;
    }
    for (int j = 0; j < fit->item_count; j += BATCH)
        item_spreads(a, j, j + BATCH < fit->item_count ? j + BATCH : fit->item_count,
                     work, fit);
    free(work);
    return AISLE_OK;
}

/* --- draws ------------------------------------------------------------------------- */

static enum aisle_status put_draws(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct aisle_fit *fit)
{
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    fit->draw_count = a->problem->options->draws_min;
    fit->x_draws = mem_new((size_t)fit->draw_count * row + 1, sizeof *fit->x_draws);
    if (!fit->x_draws)
        return ctx_no_memory(ctx);
    return arrow_draws(ctx, a, fit->draw_count, fit->x_draws);
}

enum aisle_status laplace_fit(struct aisle_ctx *ctx, const struct problem *problem,
                              const struct point *point, struct aisle_fit *fit)
{
    struct arrow a = {0};
    double *cov = NULL;
    enum aisle_status status;
    struct standard s = standard_of(problem, point);
    TRY(standard_check(ctx, &s, problem->dims));
    TRY(arrow_new(ctx, problem, point, &a));
    cov = mem_new(a.size * a.size, sizeof *cov);
    if (!cov) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    standard_covariance(&a, cov);
    put_members(&a, cov, fit);
    TRY(put_items(ctx, &a, fit));
    TRY(put_draws(ctx, &a, fit));
out:
    free(cov);
    arrow_clear(&a);
    return status;
}
