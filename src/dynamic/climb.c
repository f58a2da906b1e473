/* Up to the posterior mode: Newton steps on all roll calls, on all careers, the best
 * shifts and stretches, and the walk's sd, in turn. Each part is concave, so the
 * climb does not go down. It stops where full Newton steps (schur.c) take over. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <omp.h>
#include <string.h>

enum { SWEEPS_MAX = 500, HALVINGS_MAX = 30, AXIS_SWEEPS = 8 };

/* Squared Newton decrement below which a full step of a log-concave posterior
 * cannot go down, and below which alternating has done its part. */
static const double safe_decrement = 0.1;
static const double near_enough = 1e-2;
/* What single precision may take from a sum of log chances. */
static const double slack = 1e-3;

int dyn_threads(const struct aisle_dynamic_options *options)
{
    return options->threads > 0 ? options->threads : omp_get_max_threads();
}

/* --- start: the votes' first principal axis, one place a career ---------------- */

struct axis {
    const struct dyn_panel *panel;
    double *at;   /* [careers] */
    double *next; /* [careers] */
};

static void add_item(struct axis *a, const struct dyn_block *b, const int8_t *sign)
{
    const struct dyn_panel *p = a->panel;
    double votes = 0.0;
    double sum = 0.0;
    double score = 0.0;
    double total = 0.0;
    for (int i = 0; i < b->period_count; i++) {
        double v = a->at[p->period[b->period + i].career];
        votes += sign[i] != 0;
        sum += sign[i];
        score += sign[i] * v;
        total += sign[i] != 0 ? v : 0.0;
    }
    double mean = sum / fmax(votes, 1.0);
    score = (score - mean * total) / fmax(votes, 1.0);
    for (int i = 0; i < b->period_count; i++)
        if (sign[i])
            a->next[p->period[b->period + i].career] += (sign[i] - mean) * score;
}

/* Mean 0 and sd 1 over fitted careers; thin ones stay in the middle. */
static void standardise(const struct dyn_panel *p, double *v)
{
    double n = 0.0;
    double sum = 0.0;
    double square = 0.0;
    for (int c = 0; c < p->career_count; c++) {
        v[c] = p->career[c].thin ? 0.0 : v[c] / p->career[c].vote_count;
        n += !p->career[c].thin;
        sum += v[c];
        square += v[c] * v[c];
    }
    double mean = sum / n;
    double sd = sqrt(fmax(square / n - mean * mean, 0.0));
    for (int c = 0; c < p->career_count; c++)
        v[c] = p->career[c].thin || !(sd > 0.0) ? 0.0 : (v[c] - mean) / sd;
}

static double first_guess(const struct dyn_panel *p, int career)
{
    char caucus = p->votes->members[p->career[career].member].caucus;
    double jitter = rng_unit_at(0, DYN_USE_SHAKE, (uint32_t)career, 0, 0) - 0.5;
    return 0.1 * jitter + (caucus == 'R') - (caucus == 'D');
}

enum aisle_status dyn_start(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            struct dyn_state *state)
{
    size_t n = (size_t)panel->career_count;
    struct axis a = {panel, mem_new(n, sizeof *a.at), mem_new(n, sizeof *a.next)};
    if (!a.at || !a.next) {
        free(a.at);
        free(a.next);
        return ctx_no_memory(ctx);
    }
    for (int c = 0; c < panel->career_count; c++)
        a.at[c] = first_guess(panel, c);
    for (int sweep = 0; sweep < AXIS_SWEEPS; sweep++) {
        memset(a.next, 0, n * sizeof *a.next);
        for (int t = 0; t < panel->block_count; t++) {
            const struct dyn_block *b = &panel->block[t];
            for (int j = 0; j < b->item_count; j++)
                add_item(&a, b,
                         panel->sign + b->sign + (size_t)j * (size_t)b->period_count);
        }
        standardise(panel, a.next);
        memcpy(a.at, a.next, n * sizeof *a.at);
    }
    for (int i = 0; i < panel->period_count; i++)
        state->x[2 * (size_t)i + 1] = a.at[panel->period[i].career];
    free(a.at);
    free(a.next);
    return AISLE_OK;
}

/* --- roll calls ------------------------------------------------------------------ */

static double step_tile(const struct dyn_panel *p, int tile, struct dyn_state *state)
{
    const struct dyn_tile *t = &p->by_item.tile[tile];
    double *item = state->item + 2 * (size_t)t->first;
    double from[2][KERNEL_LANES] = {{0}};
    double at[2][KERNEL_LANES] = {{0}};
    struct dyn_pair pair[KERNEL_LANES];
    struct kernel_sums before;
    struct kernel_sums after;
    double worst = 0.0;
    for (int k = 0; k < 2 * t->count; k++)
        from[k % 2][k / 2] = item[k];
    dyn_items_eval(p, state, tile, KERNEL_ALL, (const double(*)[KERNEL_LANES])from,
                   &before);
    for (int k = 0; k < t->count; k++) {
        pair[k] = dyn_pair_of(&before, k);
        at[0][k] = from[0][k] + pair[k].step[0];
        at[1][k] = from[1][k] + pair[k].step[1];
        worst = fmax(worst, before.slope[0][k] * pair[k].step[0] +
                                before.slope[1][k] * pair[k].step[1]);
    }
    bool down = worst > safe_decrement;
    double part[KERNEL_LANES];
    for (int k = 0; k < KERNEL_LANES; k++)
        part[k] = 1.0;
    for (int halving = 0; down && halving < HALVINGS_MAX; halving++) {
        down = false;
        dyn_items_eval(p, state, tile, KERNEL_VALUES, (const double(*)[KERNEL_LANES])at,
                       &after);
        for (int k = 0; k < t->count; k++) {
            if (after.value[k] >= before.value[k] - slack)
                continue;
            down = true;
            part[k] *= 0.5;
            at[0][k] = from[0][k] + part[k] * pair[k].step[0];
            at[1][k] = from[1][k] + part[k] * pair[k].step[1];
        }
    }
    for (int k = 0; k < 2 * t->count; k++)
        item[k] = at[k % 2][k / 2];
    return worst;
}

static double step_items(const struct dyn_panel *p, int threads,
                         struct dyn_state *state)
{
    double worst = 0.0;
    dyn_state_narrow(p, state);
#pragma omp parallel for schedule(static) reduction(max                                \
                                                    : worst)                           \
    num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        worst = fmax(worst, step_tile(p, tile, state));
    return worst;
}

/* --- careers --------------------------------------------------------------------- */

struct work {
    struct dyn_sums before;
    struct dyn_sums after;
    double *to;   /* [periods][2] proposed rows */
    double *step; /* [periods] */
    double *part; /* [careers] of the step that was taken */
    double *gain; /* [careers] spread of a step that sums[] do not see, for the walk */
};

static void work_clear(struct work *w)
{
    dyn_sums_clear(&w->before);
    dyn_sums_clear(&w->after);
    free(w->to);
    free(w->step);
    free(w->part);
    free(w->gain);
}

static enum aisle_status work_new(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                  struct work *w)
{
    enum aisle_status status;
    size_t n = (size_t)p->period_count;
    TRY(dyn_sums_new(ctx, p, &w->before));
    TRY(dyn_sums_new(ctx, p, &w->after));
    w->to = mem_new(2 * n, sizeof *w->to);
    w->step = mem_new(n, sizeof *w->step);
    w->part = mem_new((size_t)p->career_count, sizeof *w->part);
    w->gain = mem_new((size_t)p->career_count, sizeof *w->gain);
    if (!w->to || !w->step || !w->part || !w->gain)
        status = ctx_no_memory(ctx);
out:
    return status;
}

static double career_value(const struct dyn_panel *p, int career, double walk_sd,
                           const double *x, const struct dyn_sums *sums)
{
    double sum = dyn_path_prior(p, career, walk_sd, x);
    for (int i = p->career[career].first; i >= 0; i = p->period[i].next)
        sum += sums->value[i];
    return sum;
}

/* The sum over a path's steps of the variance of step / sqrt(Congresses). */
static double steps_variance(const struct dyn_panel *p, const struct dyn_path *path)
{
    double variance[DYN_BLOCKS_MAX];
    double covariance[DYN_BLOCKS_MAX];
    double sum = 0.0;
    dyn_path_covariance(path, variance, covariance);
    for (int k = 0; k + 1 < path->length; k++)
        sum += p->block[p->period[path->period[k]].block].step_weight *
               (variance[k] + variance[k + 1] - 2.0 * covariance[k]);
    return sum;
}

/* Newton's step for one career; its squared decrement. */
static double aim_career(const struct dyn_panel *p, int career,
                         const struct dyn_state *state, struct work *w)
{
    struct dyn_path path;
    double square = 0.0;
    dyn_path_of(p, career, state->walk_sd, state->x, &w->before, &path);
    square = dyn_path_square(&path, path.step);
    for (int k = 0; k < path.length; k++) {
        size_t i = (size_t)path.period[k];
        w->step[i] = path.step[k];
        w->to[2 * i] = 1.0;
        w->to[2 * i + 1] = state->x[2 * i + 1] + path.step[k];
    }
    w->part[career] = 1.0;
    w->gain[career] = p->career[career].thin ? 0.0 : steps_variance(p, &path);
    return square;
}

/* Halve the steps of careers that went down; true when there were some. */
static bool draw_back(const struct dyn_panel *p, const struct dyn_state *state,
                      struct work *w)
{
    bool down = false;
    for (int c = 0; c < p->career_count; c++) {
        double before = career_value(p, c, state->walk_sd, state->x, &w->before);
        if (career_value(p, c, state->walk_sd, w->to, &w->after) >= before - slack)
            continue;
        down = true;
        w->part[c] *= 0.5;
        for (int i = p->career[c].first; i >= 0; i = p->period[i].next)
            w->to[2 * (size_t)i + 1] =
                state->x[2 * (size_t)i + 1] + w->part[c] * w->step[i];
    }
    return down;
}

static double step_careers(const struct dyn_panel *p, int threads,
                           struct dyn_state *state, struct work *w)
{
    double worst = 0.0;
    dyn_state_narrow(p, state);
    dyn_periods_eval(p, state, state->x, threads, &w->before);
    for (int c = 0; c < p->career_count; c++)
        worst = fmax(worst, aim_career(p, c, state, w));
    bool down = worst > safe_decrement;
    for (int halving = 0; down && halving < HALVINGS_MAX; halving++) {
        dyn_periods_eval(p, state, w->to, threads, &w->after);
        down = draw_back(p, state, w);
    }
    memcpy(state->x, w->to, 2 * (size_t)p->period_count * sizeof *state->x);
    return worst;
}

/* --- the walk's sd ------------------------------------------------------------------ */

double dyn_walk_best(const struct dyn_panel *panel, double square)
{
    double n = panel->step_count;
    double scale = panel->options->walk_sd_scale;
    return sqrt(2.0 * square / (n + sqrt(n * n + 4.0 * square / (scale * scale))));
}

/* One step of expectation and maximisation; the spread is the careers' own, the roll
 * calls being held still. */
static void update_walk(const struct dyn_panel *p, struct dyn_state *state,
                        const struct work *w)
{
    double square = dyn_steps_square(p, state->x);
    for (int c = 0; c < p->career_count; c++)
        square += w->gain[c];
    state->walk_sd = dyn_walk_best(p, square);
}

enum aisle_status dyn_climb(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            struct dyn_state *state)
{
    struct work w = {0};
    int threads = dyn_threads(panel->options);
    bool open = !(panel->options->walk_sd > 0.0);
    enum aisle_status status;
    TRY(work_new(ctx, panel, &w));
    if (open)
        state->walk_sd = DYN_WALK_SD_START;
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        TRY(ctx_poll(ctx));
        double worst = step_items(panel, threads, state);
        worst = fmax(worst, step_careers(panel, threads, state, &w));
        dyn_gauge_shift(panel, state, NULL);
        dyn_gauge_stretch(panel, state, NULL);
        if (open && panel->step_count > 0)
            update_walk(panel, state, &w);
        if (worst < near_enough)
            break;
    }
out:
    work_clear(&w);
    return status;
}

/* --- orientation ----------------------------------------------------------------------- */

/* Which way the axis points: the caucuses' difference, or the third moment where
 * there are no two caucuses. */
static double pointing(const struct dyn_panel *p, const double *x)
{
    double sum[2] = {0, 0};
    int count[2] = {0, 0};
    double cubes = 0.0;
    for (int i = 0; i < p->period_count; i++) {
        double at = x[2 * (size_t)i + 1];
        char caucus = p->period[i].caucus;
        if (!dyn_is_fitted(p, i))
            continue;
        cubes += at * at * at;
        if (caucus != 'D' && caucus != 'R')
            continue;
        sum[caucus == 'R'] += at;
        count[caucus == 'R']++;
    }
    if (!count[0] || !count[1])
        return cubes;
    return sum[1] / count[1] - sum[0] / count[0];
}

void dyn_orient(const struct dyn_panel *panel, struct dyn_state *state)
{
    if (pointing(panel, state->x) >= 0)
        return;
    for (int i = 0; i < panel->period_count; i++)
        state->x[2 * (size_t)i + 1] *= -1.0;
    for (int j = 0; j < panel->item_count; j++)
        state->item[2 * (size_t)j + 1] *= -1.0;
}
