/* The likelihood of roll calls and of periods, sixteen at a time. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum aisle_status dyn_sums_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                               struct dyn_sums *out)
{
    size_t n = (size_t)panel->period_count;
    struct dyn_sums s = {mem_new(n, sizeof *s.value), mem_new(n, sizeof *s.slope),
                         mem_new(n, sizeof *s.curve)};
    if (!s.value || !s.slope || !s.curve) {
        dyn_sums_clear(&s);
        return ctx_no_memory(ctx);
    }
    *out = s;
    return AISLE_OK;
}

void dyn_sums_clear(struct dyn_sums *sums)
{
    free(sums->value);
    free(sums->slope);
    free(sums->curve);
    *sums = (struct dyn_sums){0};
}

static void eval_periods(const struct dyn_panel *panel, const struct dyn_state *state,
                         int tile, const double *x, struct dyn_sums *out)
{
    const struct dyn_tile *t = &panel->by_period.tile[tile];
    struct kernel_rows32 rows = {.count = t->rows,
                                 .row = panel->by_period.row + t->row,
                                 .feature = state->item32,
                                 .stride = 2};
    float at[1][KERNEL_LANES] = {{0}};
    struct kernel_sums sums;
    for (int k = 0; k < t->count; k++)
        at[0][k] = (float)x[2 * (size_t)(t->first + k) + 1];
    kernel_eval32(panel->options->link, 1, 1, KERNEL_ALL, &rows,
                  (const float(*)[KERNEL_LANES])at, &sums);
    for (int k = 0; k < t->count; k++) {
        out->value[t->first + k] = sums.value[k];
        out->slope[t->first + k] = sums.slope[0][k];
        out->curve[t->first + k] = fmax(sums.curve[0][k], 0.0);
    }
}

void dyn_periods_eval(const struct dyn_panel *panel, const struct dyn_state *state,
                      const double *x, int threads, struct dyn_sums *out)
{
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < panel->by_period.tile_count; tile++)
        eval_periods(panel, state, tile, x, out);
}

static void add_prior(const struct dyn_panel *panel, const double (*at)[KERNEL_LANES],
                      struct kernel_sums *out)
{
    double sd[2] = {panel->options->prior_intercept_sd, panel->options->prior_slope_sd};
    for (int k = 0; k < 2; k++)
        for (int lane = 0; lane < KERNEL_LANES; lane++) {
            double precision = 1.0 / (sd[k] * sd[k]);
            double v = at[k][lane];
            out->value[lane] -= 0.5 * precision * v * v;
            out->slope[k][lane] -= precision * v;
            out->curve[2 * k][lane] += precision;
        }
}

void dyn_items_eval(const struct dyn_panel *panel, const struct dyn_state *state,
                    int tile, enum kernel_want want, const double (*at)[KERNEL_LANES],
                    struct kernel_sums *out)
{
    const struct dyn_tile *t = &panel->by_item.tile[tile];
    struct kernel_rows32 rows = {.count = t->rows,
                                 .row = panel->by_item.row + t->row,
                                 .feature = state->x32,
                                 .stride = 2};
    float narrow[2][KERNEL_LANES];
    for (int k = 0; k < 2 * KERNEL_LANES; k++)
        narrow[k / KERNEL_LANES][k % KERNEL_LANES] =
            (float)at[k / KERNEL_LANES][k % KERNEL_LANES];
    if (want == KERNEL_VALUES)
        memset(out, 0, sizeof *out);
    kernel_eval32(panel->options->link, 0, 2, want, &rows,
                  (const float(*)[KERNEL_LANES])narrow, out);
    add_prior(panel, at, out);
}

/* In double precision throughout. */
static double tile_value(const struct dyn_panel *panel, const struct dyn_state *state,
                         int tile)
{
    const struct dyn_tile *t = &panel->by_item.tile[tile];
    struct kernel_rows rows = {.count = t->rows,
                               .row = panel->by_item.row + t->row,
                               .feature = state->x,
                               .stride = 2};
    double at[2][KERNEL_LANES] = {{0}};
    struct kernel_sums sums;
    double sum = 0.0;
    for (int k = 0; k < 2 * t->count; k++)
        at[k % 2][k / 2] = state->item[2 * (size_t)t->first + (size_t)k];
    kernel_eval(panel->options->link, 0, 2, &rows, (const double(*)[KERNEL_LANES])at,
                &sums);
    add_prior(panel, (const double(*)[KERNEL_LANES])at, &sums);
    for (int k = 0; k < t->count; k++)
        sum += sums.value[k];
    return sum;
}

double dyn_log_posterior(const struct dyn_panel *panel, const struct dyn_state *state)
{
    double sum = 0.0;
    for (int tile = 0; tile < panel->by_item.tile_count; tile++)
        sum += tile_value(panel, state, tile);
    for (int c = 0; c < panel->career_count; c++)
        if (!panel->career[c].thin)
            sum += dyn_path_prior(panel, c, state->walk_sd, state->x);
    for (int i = 0; i < panel->period_count; i++)
        if (panel->period[i].next >= 0 && !panel->career[panel->period[i].career].thin)
            sum += 0.5 * log(panel->block[panel->period[i].block].step_weight) -
                   log(state->walk_sd);
    return sum;
}

/* The diagonal alone stands in for a curvature that rounding has made indefinite:
 * a step may use any positive definite matrix, and the sampler's correction knows
 * which one was used. */
struct dyn_pair dyn_pair_of(const struct kernel_sums *sums, int lane)
{
    double a = sums->curve[0][lane];
    double b = sums->curve[2][lane];
    double cross = sums->curve[1][lane];
    struct dyn_pair p;
    p.l00 = sqrt(a);
    p.l10 = cross / p.l00;
    double left = b - p.l10 * p.l10;
    if (!(left > 1e-6 * b)) {
        p.l10 = 0.0;
        left = b;
    }
    p.l11 = sqrt(left);
    double y0 = sums->slope[0][lane] / p.l00;
    double y1 = (sums->slope[1][lane] - p.l10 * y0) / p.l11;
    p.step[1] = y1 / p.l11;
    p.step[0] = (y0 - p.l10 * p.step[1]) / p.l00;
    p.log_det_half = 0.5 * log(a * left);
    return p;
}
