/* One unit's log posterior and its normal approximation; what moves all at once. */
#include "sparse/sparse.h"

#include <math.h>
#include <stddef.h>

static void add_rows(const struct sparse_rows *rows, row_fn *fn, int unit,
                     const float *table, int stride, float p0, float p1,
                     struct row_sums *sums)
{
    const int64_t *first = rows->first + (int64_t)unit * rows->blocks;
    for (int k = 0; k < rows->blocks; k++)
        if (first[k + 1] > first[k])
            fn(rows->vote + first[k], first[k + 1] - first[k],
               table + (ptrdiff_t)k * (ptrdiff_t)stride * (1 << ROW_BLOCK_BITS), p0, p1,
               sums);
}

struct row_sums sparse_item_at(const struct sparse_problem *p,
                               const struct sparse_state *s, int item, double a,
                               double b)
{
    double sd_a = p->options->prior_intercept_sd;
    double sd_b = s->slope_sd;
    double tau_a = 1.0 / (sd_a * sd_a);
    double tau_b = 1.0 / (sd_b * sd_b);
    struct row_sums sums = {.value = -0.5 * (tau_a * a * a + tau_b * b * b),
                            .slope = {-tau_a * a, -tau_b * b},
                            .curve = {tau_a, 0.0, tau_b}};
    add_rows(&p->by_item, p->kernel->item, item, s->x32, 1, (float)a, (float)b, &sums);
    return sums;
}

struct row_sums sparse_member_at(const struct sparse_problem *p,
                                 const struct sparse_state *s, int member, double x)
{
    struct row_sums sums = {
        .value = -0.5 * x * x, .slope = {-x, 0.0}, .curve = {1.0, 0.0, 0.0}};
    add_rows(&p->by_member, p->kernel->member, member, s->item32, 2, (float)x, 0.0f,
             &sums);
    return sums;
}

/* The diagonal stands in for a curvature that rounding has made indefinite. */
struct sparse_pair sparse_pair_of(const struct row_sums *sums)
{
    struct sparse_pair p;
    p.l00 = sqrt(sums->curve[0]);
    p.l10 = sums->curve[1] / p.l00;
    double left = sums->curve[2] - p.l10 * p.l10;
    if (!(left > 1e-6 * sums->curve[2])) {
        p.l10 = 0.0;
        left = sums->curve[2];
    }
    p.l11 = sqrt(left);
    double y0 = sums->slope[0] / p.l00;
    double y1 = (sums->slope[1] - p.l10 * y0) / p.l11;
    p.step[1] = y1 / p.l11;
    p.step[0] = (y0 - p.l10 * p.step[1]) / p.l00;
    p.log_det_half = log(p.l00 * p.l11);
    return p;
}

struct sparse_scale sparse_scale_of(const struct sparse_problem *p,
                                    const struct sparse_state *s)
{
    struct sparse_scale g = {.members = p->member_count, .items = p->item_count};
    for (int i = 0; i < p->member_count; i++) {
        g.x1 += s->x[i];
        g.x2 += s->x[i] * s->x[i];
    }
    for (int j = 0; j < p->item_count; j++) {
        const double *item = s->item + 2 * (size_t)j;
        g.ab += item[0] * item[1];
        g.bb += item[1] * item[1];
    }
    return g;
}

void sparse_shift(const struct sparse_problem *p, double d, struct sparse_state *s)
{
    for (int i = 0; i < p->member_count; i++)
        s->x[i] += d;
    for (int j = 0; j < p->item_count; j++)
        s->item[2 * (size_t)j] -= s->item[2 * (size_t)j + 1] * d;
}

void sparse_stretch(const struct sparse_problem *p, double c, struct sparse_state *s)
{
    for (int i = 0; i < p->member_count; i++)
        s->x[i] *= c;
    for (int j = 0; j < p->item_count; j++)
        s->item[2 * (size_t)j + 1] /= c;
}
