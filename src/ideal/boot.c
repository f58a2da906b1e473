/* Refits to votes drawn from the mode (the parametric bootstrap of Lewis and Poole 2004,
 * "Measuring bias and uncertainty in ideal point estimates via the parametric
 * bootstrap"): who voted on what stays as it is, how is drawn anew. */
#include "ideal/align.h"
#include "ideal/lanes.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

/* What all refits share. */
struct boot {
    const struct problem *problem;
    const struct point *mode;
    struct align_target target;
    uint32_t *yea_below; /* [items][members] a word below it votes yea */
    float *x;            /* [refits][members][dims] */
    float *item;         /* [refits][items][dims + 1] */
};

/* One thread's own votes and place. */
struct refit {
    struct problem problem;
    struct point point;
    int8_t *sign;
    float *member; /* [members][stride] */
};

static void boot_clear(struct boot *b)
{
    align_target_clear(&b->target);
    free(b->yea_below);
    free(b->x);
    free(b->item);
}

static enum aisle_status boot_new(struct aisle_ctx *ctx, const struct problem *p,
                                  const struct point *mode, struct boot *out)
{
    struct boot b = {.problem = p, .mode = mode};
    size_t cells = (size_t)p->item_count * (size_t)p->member_count;
    size_t refits = (size_t)p->options->bootstrap_count;
    size_t d = (size_t)p->dims;
    enum aisle_status status;
    TRY(align_target_new(ctx, p, mode, &b.target));
    b.yea_below = mem_new(cells, sizeof *b.yea_below);
    b.x = mem_new(refits * (size_t)p->member_count * d, sizeof *b.x);
    b.item = mem_new(refits * (size_t)p->item_count * (d + 1), sizeof *b.item);
    if (!b.yea_below || !b.x || !b.item) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (size_t c = 0; c < cells; c++) {
        const double *item = point_item(mode, (int)(c / (size_t)p->member_count));
        const double *x = point_member(mode, (int)(c % (size_t)p->member_count));
        double eta = 0.0;
        for (size_t k = 0; k <= d; k++)
            eta += item[k] * x[k];
        double yea = p->options->link == AISLE_LINK_LOGIT ? num_logistic(eta)
                                                          : num_normal_cdf(eta);
        b.yea_below[c] = (uint32_t)(yea * 4294967295.0);
    }
    *out = b;
out:
    if (status != AISLE_OK)
        boot_clear(&b);
    return status;
}

static void refit_clear(struct refit *r)
{
    free(r->problem.by_item.row);
    free(r->problem.by_member.row);
    free(r->sign);
    free(r->member);
    point_clear(&r->point);
}

static struct kernel_row *copy_rows(const struct tiles *t)
{
    size_t count = (size_t)t->first[t->tile_count];
    struct kernel_row *row = mem_new(count + 1, sizeof *row);
    if (row)
        memcpy(row, t->row, count * sizeof *row);
    return row;
}

static enum aisle_status refit_new(struct aisle_ctx *ctx, const struct boot *b,
                                   struct refit *out)
{
    const struct problem *p = b->problem;
    struct refit r = {.problem = *p};
    size_t cells = (size_t)p->item_count * (size_t)p->member_count;
    size_t stride = (size_t)p->dims + 1;
    r.problem.by_item.row = copy_rows(&p->by_item);
    r.problem.by_member.row = copy_rows(&p->by_member);
    r.sign = mem_new(cells, sizeof *r.sign);
    r.member = mem_new((size_t)p->member_count * stride, sizeof *r.member);
    enum aisle_status status = point_new(ctx, p, &r.point);
    if (!r.problem.by_item.row || !r.problem.by_member.row || !r.sign || !r.member)
        status = ctx_no_memory(ctx);
    r.problem.sign = r.sign;
    if (status == AISLE_OK)
        *out = r;
    else
        refit_clear(&r);
    return status;
}

/* --- votes ------------------------------------------------------------------- */

static void draw_signs(const struct boot *b, uint32_t refit, int8_t *sign)
{
    const struct problem *p = b->problem;
    size_t n = (size_t)p->member_count;
    for (size_t j = 0; j < (size_t)p->item_count; j++)
        for (size_t i = 0; i < n; i += 4) {
            struct rng_words w = rng_words_at(p->options->seed, IDEAL_USE_BOOTSTRAP,
                                              refit, (uint32_t)j, (uint32_t)(i / 4));
            for (size_t k = i; k < n && k < i + 4; k++) {
                int8_t yea = w.w[k - i] < b->yea_below[j * n + k] ? 1 : -1;
                sign[j * n + k] = p->sign[j * n + k] ? yea : 0;
            }
        }
}

static void lay_signs(const int8_t *sign, size_t unit_step, size_t row_step,
                      const struct tiles *t)
{
    for (int tile = 0; tile < t->tile_count; tile++)
        for (int r = t->first[tile]; r < t->first[tile + 1]; r++) {
            struct kernel_row *row = &t->row[r];
            const int8_t *at = sign + (size_t)row->other * row_step +
                               (size_t)(tile * KERNEL_LANES) * unit_step;
            row->nay = 0;
            for (int k = 0; k < KERNEL_LANES; k++)
                if (row->cast >> k & 1 && at[(size_t)k * unit_step] < 0)
                    row->nay |= (uint16_t)(1 << k);
        }
}

static enum aisle_status run_refit(struct aisle_ctx *ctx, const struct boot *b, int t,
                                   struct refit *r)
{
    const struct problem *p = b->problem;
    size_t n = (size_t)p->member_count;
    size_t d = (size_t)p->dims;
    struct alignment a;
    draw_signs(b, (uint32_t)t, r->sign);
    lay_signs(r->sign, n, 1, &r->problem.by_item);
    lay_signs(r->sign, 1, n, &r->problem.by_member);
    point_copy(b->mode, &r->point);
    enum aisle_status status = map_ascend(ctx, &r->problem, 1, false, &r->point);
    if (status != AISLE_OK)
        return status;
    for (size_t i = 0; i < n * (d + 1); i++)
        r->member[i] = (float)r->point.member[i];
    align_to(&b->target, r->member, (int)d + 1, &a);
    for (size_t i = 0; i < n; i++) {
        double x[AISLE_DIMS_MAX];
        align_member(&a, r->member + i * (d + 1), x);
        for (size_t k = 0; k < d; k++)
            b->x[((size_t)t * n + i) * d + k] = (float)x[k];
    }
    for (int j = 0; j < p->item_count; j++) {
        float row[KERNEL_PARAMS_MAX];
        double v[KERNEL_PARAMS_MAX];
        float *out =
            b->item + ((size_t)t * (size_t)p->item_count + (size_t)j) * (d + 1);
        for (size_t k = 0; k <= d; k++)
            row[k] = (float)point_item(&r->point, j)[k];
        align_item(&a, row, v);
        for (size_t k = 0; k <= d; k++)
            out[k] = (float)v[k];
    }
    return AISLE_OK;
}

/* Refits over threads; a message is the context's, so each thread keeps a status. */
static enum aisle_status run_all(struct aisle_ctx *ctx, const struct boot *b)
{
    int count = b->problem->options->bootstrap_count;
    int threads = ideal_threads(b->problem->options);
    if (threads > count)
        threads = count;
    enum aisle_status worst = AISLE_OK;
#pragma omp parallel num_threads(threads) if (threads > 1)
    {
        struct refit r = {0};
        enum aisle_status status;
#pragma omp critical(aisle_bootstrap)
        {
            status = refit_new(ctx, b, &r);
        }
#pragma omp for schedule(dynamic, 4)
        for (int t = 0; t < count; t++)
            if (status == AISLE_OK)
                status = run_refit(ctx, b, t, &r);
        if (r.sign)
            refit_clear(&r);
#pragma omp critical(aisle_bootstrap)
        {
            if (status != AISLE_OK)
                worst = status;
        }
    }
    return worst;
}

/* --- what they say -------------------------------------------------------------- */

static void column_of(const float *draws, int count, size_t width, size_t column,
                      double *out)
{
    for (int t = 0; t < count; t++)
        out[t] = (double)draws[(size_t)t * width + column];
}

static void put_spreads(const struct boot *b, double *column, struct aisle_fit *fit)
{
    size_t d = (size_t)fit->dims;
    size_t count = (size_t)b->problem->options->bootstrap_count;
    size_t width = (size_t)fit->member_count * d;
    for (size_t c = 0; c < width; c++) {
        struct aisle_fit_member *m = &fit->members[c / d];
        column_of(b->x, (int)count, width, c, column);
        m->sd[c % d] = sqrt(num_variance(column, count));
        num_sort(column, count);
        m->q05[c % d] = num_quantile_sorted(column, count, 0.05);
        m->q95[c % d] = num_quantile_sorted(column, count, 0.95);
    }
    width = (size_t)fit->item_count * (d + 1);
    for (size_t c = 0; c < width; c++) {
        struct aisle_fit_item *item = &fit->items[c / (d + 1)];
        size_t k = c % (d + 1);
        column_of(b->item, (int)count, width, c, column);
        *(k ? &item->b_sd[k - 1] : &item->a_sd) = sqrt(num_variance(column, count));
    }
}

enum aisle_status bootstrap_fit(struct aisle_ctx *ctx, const struct problem *problem,
                                const struct point *point, struct aisle_fit *fit)
{
    struct boot b = {0};
    enum aisle_status status;
    size_t count = (size_t)problem->options->bootstrap_count;
    double *column = mem_new(count, sizeof *column);
    if (!column) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(boot_new(ctx, problem, point, &b));
    TRY(run_all(ctx, &b));
    put_spreads(&b, column, fit);
    free(fit->x_draws);
    fit->x_draws = b.x;
    fit->draw_count = (int)count;
    b.x = NULL;
out:
    free(column);
    boot_clear(&b);
    return status;
}
