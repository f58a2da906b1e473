/* Loops over lanes stand innermost, so that compilers make vectors of them. */
#include "ideal/lanes.h"

#include "num/rng_lanes.h"
#include <math.h>
#include <string.h>

#define EACH_LANE for (int lane = 0; lane < KERNEL_LANES; lane++)

struct side32 side32_items(const struct problem *problem, double slope_sd, float *item,
                           const float *member)
{
    struct side32 s = {.link = problem->options->link,
                       .tiles = &problem->by_item,
                       .fixed = 0,
                       .count = problem->dims + 1,
                       .own = item,
                       .other = member,
                       .stride = problem->dims + 1,
                       .unit_weight = problem->weight};
    problem_item_precision(problem, slope_sd, s.precision);
    return s;
}

struct side32 side32_members(const struct problem *problem, float *member,
                             const float *item, const float *weight)
{
    struct side32 s = {.link = problem->options->link,
                       .tiles = &problem->by_member,
                       .fixed = 1,
                       .count = problem->dims,
                       .own = member,
                       .other = item,
                       .stride = problem->dims + 1,
                       .row_weight = weight};
    for (int k = 0; k < s.count; k++)
        s.precision[k] = 1.0;
    return s;
}

void side32_gather(const struct side32 *side, int tile, lanes32 at)
{
    int first = tile * KERNEL_LANES;
    EACH_LANE
    {
        bool there = first + lane < side->tiles->unit_count;
        const float *row = side->own + (size_t)(first + lane) * (size_t)side->stride;
        for (int k = 0; k < side->count; k++)
            at[k][lane] = there ? row[k + side->fixed] : 0.0f;
    }
}

void side32_put(const struct side32 *side, int unit, int lane,
                const float (*at)[KERNEL_LANES])
{
    float *row = side->own + (size_t)unit * (size_t)side->stride;
    for (int k = 0; k < side->count; k++)
        row[k + side->fixed] = at[k][lane];
}

static void weigh_units(const struct side32 *side, int tile, enum kernel_want want,
                        struct kernel_sums *out)
{
    EACH_LANE
    {
        int unit = tile * KERNEL_LANES + lane;
        if (unit >= side->tiles->unit_count)
            continue;
        double w = side->unit_weight[unit];
        out->value[lane] *= w;
        for (int k = 0; k < side->count && want != KERNEL_VALUES; k++)
            out->slope[k][lane] *= w;
        for (int c = 0;
             c < side->count * (side->count + 1) / 2 && want != KERNEL_VALUES; c++)
            out->curve[c][lane] *= w;
    }
}

static void add_prior(const struct side32 *side, enum kernel_want want,
                      const float (*at)[KERNEL_LANES], struct kernel_sums *out)
{
    int diagonal = 0;
    for (int k = 0; k < side->count; k++) {
        double tau = side->precision[k];
        EACH_LANE
        {
            double v = (double)at[k][lane];
            out->value[lane] -= 0.5 * tau * v * v;
        }
        if (want == KERNEL_VALUES)
            continue;
        EACH_LANE
        {
            out->slope[k][lane] -= tau * (double)at[k][lane];
            out->curve[diagonal][lane] += tau;
        }
        diagonal += k + 2;
    }
}

void side32_eval(const struct side32 *side, int tile, enum kernel_want want,
                 const float (*at)[KERNEL_LANES], struct kernel_sums *out)
{
    const struct tiles *t = side->tiles;
    int first = t->first[tile];
    struct kernel_rows32 rows = {.count = t->first[tile + 1] - first,
                                 .row = t->row + first,
                                 .feature = side->other,
                                 .stride = side->stride,
                                 .weight = side->row_weight};
    kernel_eval32(side->link, side->fixed, side->count, want, &rows, at, out);
    if (side->unit_weight)
        weigh_units(side, tile, want, out);
    add_prior(side, want, at, out);
}

static int entry(int row, int column)
{
    return row * (row + 1) / 2 + column;
}

/* A curvature that rounding has made indefinite is mended on its diagonal: a
 * proposal may use any positive definite matrix, and the correction knows which. */
static void factor(const struct kernel_sums *sums, int count, struct lanes *l)
{
    EACH_LANE l->det[lane] = 1.0;
    for (int i = 0; i < count; i++)
        for (int j = 0; j <= i; j++) {
            double *out = l->root[entry(i, j)];
            const double *curve = sums->curve[entry(i, j)];
            double left[KERNEL_LANES];
            EACH_LANE left[lane] = curve[lane];
            for (int k = 0; k < j; k++)
                EACH_LANE left[lane] -=
                    l->root[entry(i, k)][lane] * l->root[entry(j, k)][lane];
            if (j < i) {
                EACH_LANE out[lane] = left[lane] / l->root[entry(j, j)][lane];
                continue;
            }
            EACH_LANE
            {
                double floor_at = 1e-10 * curve[lane] + 1e-30;
                double v = sqrt(left[lane] > floor_at ? left[lane] : floor_at);
                out[lane] = v;
                l->det[lane] *= v;
            }
        }
}

void lanes_spread(const struct lanes *l, double (*z)[KERNEL_LANES])
{
    for (int i = l->count - 1; i >= 0; i--) {
        for (int k = i + 1; k < l->count; k++)
            EACH_LANE z[i][lane] -= l->root[entry(k, i)][lane] * z[k][lane];
        EACH_LANE z[i][lane] /= l->root[entry(i, i)][lane];
    }
}

void lanes_of(const struct kernel_sums *sums, int count, struct lanes *out)
{
    out->count = count;
    factor(sums, count, out);
    for (int i = 0; i < count; i++) {
        EACH_LANE out->step[i][lane] = sums->slope[i][lane];
        for (int k = 0; k < i; k++)
            EACH_LANE out->step[i][lane] -=
                out->root[entry(i, k)][lane] * out->step[k][lane];
        EACH_LANE out->step[i][lane] /= out->root[entry(i, i)][lane];
    }
    lanes_spread(out, out->step);
}

/* |L^-1 e_k|^2, forward. */
void lanes_variance(const struct lanes *l, int k, double *out)
{
    double y[KERNEL_PARAMS_MAX][KERNEL_LANES];
    EACH_LANE out[lane] = 0.0;
    for (int i = k; i < l->count; i++) {
        EACH_LANE y[i][lane] = i == k ? 1.0 : 0.0;
        for (int m = k; m < i; m++)
            EACH_LANE y[i][lane] -= l->root[entry(i, m)][lane] * y[m][lane];
        EACH_LANE y[i][lane] /= l->root[entry(i, i)][lane];
        EACH_LANE out[lane] += y[i][lane] * y[i][lane];
    }
}

void lanes_times(const struct lanes *l, const double (*v)[KERNEL_LANES],
                 double (*out)[KERNEL_LANES])
{
    for (int i = 0; i < l->count; i++) {
        EACH_LANE out[i][lane] = 0.0;
        for (int k = i; k < l->count; k++)
            EACH_LANE out[i][lane] += l->root[entry(k, i)][lane] * v[k][lane];
    }
}

void lanes_square(const struct lanes *l, const double (*v)[KERNEL_LANES], double *out)
{
    double u[KERNEL_PARAMS_MAX][KERNEL_LANES];
    lanes_times(l, v, u);
    EACH_LANE out[lane] = 0.0;
    for (int i = 0; i < l->count; i++)
        EACH_LANE out[lane] += u[i][lane] * u[i][lane];
}

void lanes_log_ratio(const double *a, const double *b, double *out)
{
    float ratio[KERNEL_LANES];
    float log_ratio[KERNEL_LANES];
    EACH_LANE ratio[lane] = (float)fmin(fmax(a[lane] / b[lane], 1e-30), 1e30);
    num_log_lanes(ratio, log_ratio);
    EACH_LANE out[lane] = (double)log_ratio[lane];
}
