/* Sums first, then what they say. */
#include "ideal/law.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum { SEEN_MIN = 60 };
/* Half of a covariance is kept standard until this many have been seen. */
static const double prior_count = 20;

static size_t mean_size(const struct law *l)
{
    return (size_t)l->count * KERNEL_LANES;
}

static size_t scale_size(const struct law *l)
{
    return (size_t)(l->count * (l->count + 1) / 2) * KERNEL_LANES;
}

static size_t tile_count(const struct law *l)
{
    return (size_t)(l->units + KERNEL_LANES - 1) / KERNEL_LANES;
}

enum aisle_status law_new(struct aisle_ctx *ctx, int units, int count, struct law *out)
{
    struct law l = {.units = units, .count = count};
    l.times = mem_new(tile_count(&l), sizeof *l.times);
    l.mean = mem_new(tile_count(&l) * mean_size(&l), sizeof *l.mean);
    l.scale = mem_new(tile_count(&l) * scale_size(&l), sizeof *l.scale);
    if (!l.times || !l.mean || !l.scale) {
        law_clear(&l);
        return ctx_no_memory(ctx);
    }
    *out = l;
    return AISLE_OK;
}

void law_clear(struct law *l)
{
    free(l->times);
    free(l->mean);
    free(l->scale);
    *l = (struct law){0};
}

void law_add(const struct law *l, int tile, int count, const double (*u)[KERNEL_LANES])
{
    double *mean = l->mean + (size_t)tile * mean_size(l);
    double *scale = l->scale + (size_t)tile * scale_size(l);
    l->times[tile] += 1.0;
    for (int k = 0; k < count; k++) {
        for (int lane = 0; lane < KERNEL_LANES; lane++)
            mean[k * KERNEL_LANES + lane] += u[k][lane];
        for (int m = 0; m <= k; m++, scale += KERNEL_LANES)
            for (int lane = 0; lane < KERNEL_LANES; lane++)
                scale[lane] += u[k][lane] * u[m][lane];
    }
}

static void standard_law(int count, double (*mean)[KERNEL_LANES],
                         double (*scale)[KERNEL_LANES])
{
    for (int k = 0, c = 0; k < count; k++)
        for (int m = 0; m <= k; m++, c++)
            for (int lane = 0; lane < KERNEL_LANES; lane++) {
                mean[k][lane] = 0.0;
                scale[c][lane] = m == k ? 1.0 : 0.0;
            }
}

/* Covariance from sums, drawn a little to the standard one, then its root. */
static void settle_lane(int count, double times, double *mean, double *scale)
{
    double cov[KERNEL_PARAMS_MAX][KERNEL_PARAMS_MAX] = {{0}};
    for (int k = 0; k < count; k++)
        mean[k * KERNEL_LANES] /= times;
    for (int k = 0, c = 0; k < count; k++)
        for (int m = 0; m <= k; m++, c++) {
            double v = scale[c * KERNEL_LANES] / times -
                       mean[k * KERNEL_LANES] * mean[m * KERNEL_LANES];
            cov[k][m] =
                (v * times + (m == k ? prior_count : 0.0)) / (times + prior_count);
        }
    for (int k = 0, c = 0; k < count; k++)
        for (int m = 0; m <= k; m++, c++) {
            for (int l = 0; l < m; l++)
                cov[k][m] -= cov[k][l] * cov[m][l];
            cov[k][m] = m == k ? sqrt(fmax(cov[k][k], 0.01)) : cov[k][m] / cov[m][m];
            scale[c * KERNEL_LANES] = cov[k][m];
        }
}

void law_settle(struct law *l)
{
    for (size_t tile = 0; tile < tile_count(l); tile++) {
        double *mean = l->mean + tile * mean_size(l);
        double *scale = l->scale + tile * scale_size(l);
        if (l->times[tile] < SEEN_MIN) {
            standard_law(l->count, (double(*)[KERNEL_LANES])mean,
                         (double(*)[KERNEL_LANES])scale);
        } else {
            for (int lane = 0; lane < KERNEL_LANES; lane++)
                settle_lane(l->count, l->times[tile], mean + lane, scale + lane);
        }
        l->times[tile] = -1.0; /* settled */
    }
}

void law_gather(const struct law *l, int tile, int count, double (*mean)[KERNEL_LANES],
                double (*scale)[KERNEL_LANES])
{
    if (l->times[tile] >= 0.0) {
        standard_law(count, mean, scale);
        return;
    }
    memcpy(mean, l->mean + (size_t)tile * mean_size(l), mean_size(l) * sizeof(double));
    memcpy(scale, l->scale + (size_t)tile * scale_size(l),
           scale_size(l) * sizeof(double));
}
