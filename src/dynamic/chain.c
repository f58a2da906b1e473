/* Sampling without augmentation, as in the ideal room, with careers for members.
 *
 * Given positions, roll calls are independent (item.c); given roll calls, careers are,
 * and each takes a Metropolis-Hastings step whose proposal is the normal approximation
 * at the present path, one Newton step ahead (Gamerman 1997), with tridiagonal
 * precision.
 *
 * The walk's sd is drawn twice (Yu and Meng, "To center or not to center", JCGS
 * 20(3), 2011): given the paths, and given their shapes, x - x[first] in units of it,
 * where the votes decide. Then whole Congresses shift and stretch (gauge.c), pieces of
 * the scale widen (warp.c), and all moves along the slow directions (drift.c). */
#include "dynamic/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { WALK_TRIES = 6 };

struct rng dyn_chain_stream(const struct dyn_chain *c, enum dyn_use use, int unit)
{
    return rng_stream(c->panel->options->seed, use, (uint32_t)unit | c->index << 24,
                      c->sweep);
}

/* --- careers ------------------------------------------------------------------------ */

static double career_value(const struct dyn_chain *c, int career, const double *x,
                           const struct dyn_sums *sums)
{
    const struct dyn_panel *p = c->panel;
    double sum = dyn_path_prior(p, career, c->state.walk_sd, x);
    for (int i = p->career[career].first; i >= 0; i = p->period[i].next)
        sum += sums->value[i];
    return sum;
}

static void propose_career(struct dyn_chain *c, int career)
{
    struct dyn_path path;
    double z[DYN_BLOCKS_MAX];
    double square = 0.0;
    struct rng rng = dyn_chain_stream(c, DYN_USE_CAREER, career);
    dyn_path_of(c->panel, career, c->state.walk_sd, c->state.x, &c->now, &path);
    for (int k = 0; k < path.length; k++) {
        z[k] = rng_normal(&rng);
        square += z[k] * z[k];
    }
    c->forth[career] = path.log_det_half - 0.5 * square;
    dyn_path_spread(&path, z);
    for (int k = 0; k < path.length; k++) {
        size_t at = 2 * (size_t)path.period[k] + 1;
        c->to[at] = c->state.x[at] + path.step[k] + z[k];
    }
}

/* Accept or not; the accepted path's sums become `now`. */
static bool judge_career(struct dyn_chain *c, int career)
{
    struct dyn_path path;
    double r[DYN_BLOCKS_MAX];
    struct rng rng = dyn_chain_stream(c, DYN_USE_ACCEPT, career);
    dyn_path_of(c->panel, career, c->state.walk_sd, c->to, &c->then, &path);
    for (int k = 0; k < path.length; k++) {
        size_t at = 2 * (size_t)path.period[k] + 1;
        r[k] = c->state.x[at] - c->to[at] - path.step[k];
    }
    double back = path.log_det_half - 0.5 * dyn_path_square(&path, r);
    double gain = career_value(c, career, c->to, &c->then) -
                  career_value(c, career, c->state.x, &c->now) + back -
                  c->forth[career];
    if (!(log(rng_unit(&rng)) < gain))
        return false;
    for (int k = 0; k < path.length; k++) {
        size_t i = (size_t)path.period[k];
        c->state.x[2 * i + 1] = c->to[2 * i + 1];
        c->now.value[i] = c->then.value[i];
        c->now.slope[i] = c->then.slope[i];
        c->now.curve[i] = c->then.curve[i];
    }
    return true;
}

static void step_careers(struct dyn_chain *c)
{
    int moves = 0;
    int careers = c->panel->career_count;
    dyn_state_narrow(c->panel, &c->state);
    dyn_periods_eval(c->panel, &c->state, c->state.x, c->threads, &c->now);
#pragma omp parallel for schedule(static) num_threads(c->threads) if (c->threads > 1)
    for (int i = 0; i < careers; i++)
        propose_career(c, i);
    dyn_periods_eval(c->panel, &c->state, c->to, c->threads, &c->then);
#pragma omp parallel for schedule(static) num_threads(c->threads)                      \
    reduction(+ : moves) if (c->threads > 1)
    for (int i = 0; i < careers; i++)
        moves += judge_career(c, i);
    c->careers.tries += careers;
    c->careers.moves += moves;
}

/* --- the walk's sd -------------------------------------------------------------------- */

/* Given the paths: a few random-walk steps in log sd, from sums alone. */
static void walk_given_paths(struct dyn_chain *c, struct rng *rng)
{
    double n = c->panel->step_count;
    double scale = c->panel->options->walk_sd_scale;
    double square = dyn_steps_square(c->panel, c->state.x);
    double at = log(c->state.walk_sd);
    for (int t = 0; t < WALK_TRIES; t++) {
        double to = at + 2.4 / sqrt(2.0 * n) * rng_normal(rng);
        double gain = (1.0 - n) * (to - at) -
                      0.5 * square * (exp(-2.0 * to) - exp(-2.0 * at)) -
                      0.5 * (exp(2.0 * to) - exp(2.0 * at)) / (scale * scale);
        if (log(rng_unit(rng)) < gain)
            at = to;
    }
    c->state.walk_sd = exp(at);
}

/* In log sd with shapes held: log density, its slope, and a curvature. */
struct pull {
    double value, slope, curve;
};

static struct pull pull_of(const struct dyn_chain *c, double walk_sd, const double *x,
                           const struct dyn_sums *sums)
{
    const struct dyn_panel *p = c->panel;
    double ratio = walk_sd / p->options->walk_sd_scale;
    struct pull q = {log(walk_sd) - 0.5 * ratio * ratio, 1.0 - ratio * ratio,
                     2.0 * ratio * ratio};
    for (int i = 0; i < p->period_count; i++) {
        const struct dyn_career *career = &p->career[p->period[i].career];
        if (career->thin)
            continue;
        double reach = x[2 * (size_t)i + 1] - x[2 * (size_t)career->first + 1];
        q.value += sums->value[i];
        q.slope += sums->slope[i] * reach;
        q.curve += sums->curve[i] * reach * reach;
    }
    return q;
}

/* Given the shapes: every path is stretched about its start, and the votes are asked.
 * One Newton step ahead, as everywhere. */
static void walk_given_shapes(struct dyn_chain *c, struct rng *rng)
{
    const struct dyn_panel *p = c->panel;
    struct pull here = pull_of(c, c->state.walk_sd, c->state.x, &c->now);
    double z = rng_normal(rng);
    double by = here.slope / here.curve + z / sqrt(here.curve);
    double ratio = exp(by);
    for (int i = 0; i < p->period_count; i++) {
        const struct dyn_career *career = &p->career[p->period[i].career];
        double first = c->state.x[2 * (size_t)career->first + 1];
        double x = c->state.x[2 * (size_t)i + 1];
        c->to[2 * (size_t)i + 1] = career->thin ? x : first + ratio * (x - first);
    }
    dyn_periods_eval(p, &c->state, c->to, c->threads, &c->then);
    struct pull there = pull_of(c, c->state.walk_sd * ratio, c->to, &c->then);
    double r = -by - there.slope / there.curve;
    double forth = 0.5 * log(here.curve) - 0.5 * z * z;
    double back = 0.5 * log(there.curve) - 0.5 * there.curve * r * r;
    c->walks.tries += 1.0;
    if (!(log(rng_unit(rng)) < there.value - here.value + back - forth))
        return;
    c->walks.moves += 1.0;
    c->state.walk_sd *= ratio;
    memcpy(c->state.x, c->to, 2 * (size_t)p->period_count * sizeof *c->to);
}

static void step_walk(struct dyn_chain *c)
{
    struct rng rng = dyn_chain_stream(c, DYN_USE_WALK, 0);
    if (c->panel->options->walk_sd > 0.0 || c->panel->step_count == 0)
        return;
    walk_given_paths(c, &rng);
    walk_given_shapes(c, &rng);
}

/* --- the chain -------------------------------------------------------------------------- */

void dyn_chain_sweep(struct dyn_chain *c)
{
    dyn_chain_items(c);
    step_careers(c);
    step_walk(c);
    struct rng rng = dyn_chain_stream(c, DYN_USE_GAUGE, 0);
    dyn_gauge_shift(c->panel, &c->state, &rng);
    dyn_gauge_stretch(c->panel, &c->state, &rng);
    dyn_chain_warp(c, &rng);
    dyn_drift_step(&c->drift, &rng, &c->state);
    c->sweep++;
}

void dyn_chain_total(struct dyn_chain *c)
{
    for (int k = 0; k < 2 * c->panel->period_count; k++)
        c->total.x[k] += c->state.x[k];
    c->total.walk_sd += c->state.walk_sd;
    c->total_count++;
}

void dyn_chain_forget(struct dyn_chain *c)
{
    memset(c->total.x, 0, 2 * (size_t)c->panel->period_count * sizeof *c->total.x);
    c->total.walk_sd = 0.0;
    c->total_count = 0;
}

/* -1 when the draw is a mirror image of the centre. */
static double mirror(const struct dyn_chain *c, const struct dyn_standard *s)
{
    double overlap = 0.0;
    for (int i = 0; i < c->panel->period_count; i++)
        if (dyn_is_fitted(c->panel, i))
            overlap += (c->state.x[2 * (size_t)i + 1] - s->mean) *
                       c->slow->centre.x[2 * (size_t)i + 1];
    return overlap < 0.0 ? -1.0 : 1.0;
}

void dyn_chain_keep(struct dyn_chain *c)
{
    struct dyn_standard s = dyn_standard_of(c->panel, c->state.x);
    struct dyn_standard s0 = dyn_standard_of(c->panel, c->slow->centre.x);
    double sign = mirror(c, &s);
    float *x = c->x + (size_t)c->kept * (size_t)c->kept_periods;
    CHECK(c->kept < c->capacity);
    for (int k = 0; k < c->kept_periods; k++)
        x[k] =
            (float)(sign * (c->state.x[2 * (size_t)c->order[k] + 1] - s.mean) / s.sd);
    c->walk[c->kept] = c->state.walk_sd / s.sd;
    for (int j = 0; j < c->panel->item_count; j++) {
        const double *item = c->state.item + 2 * (size_t)j;
        const double *mode = c->slow->centre.item + 2 * (size_t)j;
        double a = item[0] + item[1] * s.mean - mode[0] - mode[1] * s0.mean;
        double b = sign * item[1] * s.sd - mode[1] * s0.sd;
        double *sum = c->item_sum + 4 * (size_t)j;
        sum[0] += a;
        sum[1] += a * a;
        sum[2] += b;
        sum[3] += b * b;
    }
    c->kept++;
}

enum aisle_status dyn_chain_new(struct aisle_ctx *ctx, const struct dyn_slow *slow,
                                const int *order, int periods, int index, int capacity,
                                int threads, struct dyn_chain *out)
{
    const struct dyn_panel *panel = slow->panel;
    struct dyn_chain c = {.panel = panel,
                          .slow = slow,
                          .order = order,
                          .kept_periods = periods,
                          .index = (uint32_t)index,
                          .threads = threads,
                          .capacity = capacity};
    enum aisle_status status;
    TRY(dyn_state_new(ctx, panel, &c.state));
    TRY(dyn_state_new(ctx, panel, &c.warped));
    TRY(dyn_state_new(ctx, panel, &c.total));
    TRY(dyn_drift_new(ctx, slow, threads, &c.drift));
    TRY(dyn_sums_new(ctx, panel, &c.now));
    TRY(dyn_sums_new(ctx, panel, &c.then));
    c.to = mem_new(2 * (size_t)panel->period_count, sizeof *c.to);
    c.forth = mem_new((size_t)panel->career_count, sizeof *c.forth);
    c.x = mem_new((size_t)capacity * (size_t)periods, sizeof *c.x);
    c.walk = mem_new((size_t)capacity, sizeof *c.walk);
    c.item_sum = mem_new(4 * (size_t)panel->item_count, sizeof *c.item_sum);
    c.tile_gain = mem_new((size_t)panel->by_item.tile_count, sizeof *c.tile_gain);
    if (!c.tile_gain || !c.to || !c.forth || !c.x || !c.walk || !c.item_sum) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    struct rng rng = dyn_chain_stream(&c, DYN_USE_SHAKE, 0);
    TRY(dyn_drift_begin(ctx, &c.drift, &rng, &c.state));
    memcpy(c.to, c.state.x, 2 * (size_t)panel->period_count * sizeof *c.to);
    *out = c;
out:
    if (status != AISLE_OK)
        dyn_chain_clear(&c);
    return status;
}

void dyn_chain_clear(struct dyn_chain *c)
{
    dyn_state_clear(&c->state);
    dyn_state_clear(&c->warped);
    dyn_state_clear(&c->total);
    dyn_drift_clear(&c->drift);
    free(c->tile_gain);
    dyn_sums_clear(&c->now);
    dyn_sums_clear(&c->then);
    free(c->to);
    free(c->forth);
    free(c->x);
    free(c->walk);
    free(c->item_sum);
    *c = (struct dyn_chain){0};
}
