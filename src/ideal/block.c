/* Units by tile: their parameters in columns, their log posterior, and the normal
 * approximation that both the optimiser and the sampler step with. */
#include "ideal/ideal.h"

#include "num/linalg.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

struct side side_items(const struct problem *problem, const struct point *point)
{
    struct side s = {.link = problem->options->link,
                     .tiles = &problem->by_item,
                     .fixed = 0,
                     .count = problem->dims + 1,
                     .own = point->item,
                     .other = point->member,
                     .stride = point->stride,
                     .unit_weight = problem->weight};
    problem_item_precision(problem, point->slope_sd, s.precision);
    return s;
}

struct side side_members(const struct problem *problem, const struct point *point)
{
    struct side s = {.link = problem->options->link,
                     .tiles = &problem->by_member,
                     .fixed = 1,
                     .count = problem->dims,
                     .own = point->member,
                     .other = point->item,
                     .stride = point->stride,
                     .row_weight = problem->weight};
    for (int k = 0; k < s.count; k++)
        s.precision[k] = 1.0;
    return s;
}

void side_gather(const struct side *side, int tile, double (*at)[KERNEL_LANES])
{
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        int unit = tile * KERNEL_LANES + lane;
        const double *row = side->own + (size_t)unit * (size_t)side->stride;
        for (int k = 0; k < side->count; k++)
            at[k][lane] = unit < side->tiles->unit_count ? row[k + side->fixed] : 0.0;
    }
}

static void add_prior(const struct side *side, int lane,
                      const double (*at)[KERNEL_LANES], struct kernel_sums *out)
{
    int diagonal = 0;
    for (int k = 0; k < side->count; k++) {
        double v = at[k][lane];
        out->value[lane] -= 0.5 * side->precision[k] * v * v;
        out->slope[k][lane] -= side->precision[k] * v;
        out->curve[diagonal][lane] += side->precision[k];
        diagonal += k + 2;
    }
}

static void scale_lane(int count, int lane, double weight, struct kernel_sums *out)
{
    out->value[lane] *= weight;
    for (int k = 0; k < count; k++)
        out->slope[k][lane] *= weight;
    for (int k = 0; k < count * (count + 1) / 2; k++)
        out->curve[k][lane] *= weight;
}

typedef void eval_fn(enum aisle_link link, int fixed, int count,
                     const struct kernel_rows *rows,
                     const double parameter[][KERNEL_LANES], struct kernel_sums *out);

static void eval_with(eval_fn *eval, const struct side *side, int tile,
                      const double (*at)[KERNEL_LANES], struct kernel_sums *out)
{
    const struct tiles *t = side->tiles;
    int first = t->first[tile];
    struct kernel_rows rows = {.count = t->first[tile + 1] - first,
                               .row = t->row + first,
                               .feature = side->other,
                               .stride = side->stride,
                               .weight = side->row_weight};
    eval(side->link, side->fixed, side->count, &rows, at, out);
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        int unit = tile * KERNEL_LANES + lane;
        if (side->unit_weight && unit < t->unit_count)
            scale_lane(side->count, lane, side->unit_weight[unit], out);
        add_prior(side, lane, at, out);
    }
}

void side_eval(const struct side *side, int tile, const double (*at)[KERNEL_LANES],
               struct kernel_sums *out)
{
    eval_with(kernel_eval, side, tile, at, out);
}

static void unpack_curve(const struct kernel_sums *sums, int count, int lane,
                         double *matrix)
{
    int c = 0;
    for (int k = 0; k < count; k++)
        for (int l = 0; l <= k; l++)
            matrix[k * count + l] = sums->curve[c++][lane];
}

/* One and two parameters are written out: the sampler lives here. */
static bool factor_small(const struct kernel_sums *sums, int lane, struct block *out)
{
    double a = sums->curve[0][lane];
    if (!(a > 0.0))
        return false;
    double root = sqrt(a);
    out->root[0] = root;
    if (out->count == 1) {
        out->step[0] = sums->slope[0][lane] / a;
        out->log_det_half = 0.5 * log(a);
        return true;
    }
    double low = sums->curve[1][lane] / root;
    double left = sums->curve[2][lane] - low * low;
    if (!(left > 1e-15 * sums->curve[2][lane]))
        return false;
    double corner = sqrt(left);
    out->root[1] = 0.0;
    out->root[2] = low;
    out->root[3] = corner;
    double y0 = sums->slope[0][lane] / root;
    double y1 = (sums->slope[1][lane] - low * y0) / corner;
    out->step[1] = y1 / corner;
    out->step[0] = (y0 - low * out->step[1]) / root;
    out->log_det_half = 0.5 * log(a * left);
    return true;
}

/* The diagonal alone stands in for a curvature that rounding has made indefinite:
 * a step may use any positive definite matrix, and the sampler's correction knows
 * which one was used. */
void block_of(const struct kernel_sums *sums, int count, int lane, struct block *out)
{
    size_t n = (size_t)count;
    out->count = count;
    if (count <= 2 && factor_small(sums, lane, out))
        return;
    unpack_curve(sums, count, lane, out->root);
    if (!linalg_cholesky(out->root, n)) {
        unpack_curve(sums, count, lane, out->root);
        for (int k = 0; k < count; k++)
            for (int l = 0; l <= k; l++) {
                double *entry = &out->root[k * count + l];
                *entry = l == k ? sqrt(fabs(*entry)) : 0.0;
            }
    }
    for (int k = 0; k < count; k++)
        out->step[k] = sums->slope[k][lane];
    linalg_solve(out->root, n, out->step);
    out->log_det_half = 0.0;
    for (int k = 0; k < count; k++)
        out->log_det_half += log(out->root[k * count + k]);
}
