/* Sampling without augmentation, as in the ideal room, with careers for members.
 *
 * Given positions, roll calls are independent and log-concave; given roll calls,
 * careers are. Each takes a Metropolis-Hastings step whose proposal is the normal
 * approximation at the present point, one Newton step ahead (Gamerman 1997): two
 * numbers for a roll call, a whole path with tridiagonal precision for a career.
 * Every other sweep roll calls leap: a t about one Newton step from the mode's,
 * wherever they stand now, which brings back those that have strayed.
 *
 * The walk's sd is drawn twice (Yu and Meng, "To center or not to center", JCGS
 * 20(3), 2011): given the paths, and given their shapes, x - x[first] in units of it,
 * where the votes decide. Then whole Congresses shift and stretch (gauge.c). */
#include "dynamic/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { LEAP_EVERY = 2, TAIL = 5, WALK_TRIES = 6 };

static struct rng stream(const struct dyn_chain *c, enum dyn_use use, int unit)
{
    return rng_stream(c->panel->options->seed, use, (uint32_t)unit | c->index << 24,
                      c->sweep);
}

/* --- roll calls ------------------------------------------------------------------- */

/* |L'(r0, r1)|^2 */
static double pair_square(const struct dyn_pair *p, double r0, double r1)
{
    double u = p->l00 * r0 + p->l10 * r1;
    double v = p->l11 * r1;
    return u * u + v * v;
}

/* (z0, z1) <- L'^-1 (z0, z1) */
static void pair_spread(const struct dyn_pair *p, double *z)
{
    z[1] /= p->l11;
    z[0] = (z[0] - p->l10 * z[1]) / p->l00;
}

/* The lanes of one tile: where they are, where they may go, and the log ratio so
 * far. */
struct lanes {
    const struct dyn_tile *tile;
    double at[2][KERNEL_LANES];
    double to[2][KERNEL_LANES];
    double gain[KERNEL_LANES];
};

#define LANES(a) ((const double(*)[KERNEL_LANES])(a))

static void gather(const struct dyn_tile *t, const double *item,
                   double (*at)[KERNEL_LANES])
{
    for (int k = 0; k < KERNEL_LANES; k++)
        for (int d = 0; d < 2; d++)
            at[d][k] =
                k < t->count ? item[2 * (size_t)(t->first + k) + (size_t)d] : 0.0;
}

/* Gamerman's step. */
static void aim_near(const struct dyn_chain *c, int tile, struct rng *rng,
                     struct lanes *q)
{
    struct kernel_sums sums;
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(q->at), &sums);
    for (int k = 0; k < q->tile->count; k++) {
        struct dyn_pair p = dyn_pair_of(&sums, k);
        double z[2] = {rng_normal(rng), rng_normal(rng)};
        double forth = p.log_det_half - 0.5 * (z[0] * z[0] + z[1] * z[1]);
        pair_spread(&p, z);
        q->to[0][k] = q->at[0][k] + p.step[0] + z[0];
        q->to[1][k] = q->at[1][k] + p.step[1] + z[1];
        q->gain[k] = -sums.value[k] - forth;
    }
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(q->to), &sums);
    for (int k = 0; k < q->tile->count; k++) {
        struct dyn_pair p = dyn_pair_of(&sums, k);
        double r0 = q->at[0][k] - q->to[0][k] - p.step[0];
        double r1 = q->at[1][k] - q->to[1][k] - p.step[1];
        q->gain[k] += sums.value[k] + p.log_det_half - 0.5 * pair_square(&p, r0, r1);
    }
}

static double log_t(double square)
{
    return -0.5 * (TAIL + 2) * log1p(square / TAIL);
}

/* A t about one Newton step from the mode. */
static void aim_far(const struct dyn_chain *c, int tile, struct rng *rng,
                    struct lanes *q)
{
    struct kernel_sums sums;
    double mode[2][KERNEL_LANES];
    gather(q->tile, c->mode->item, mode);
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(mode), &sums);
    for (int k = 0; k < q->tile->count; k++) {
        struct dyn_pair p = dyn_pair_of(&sums, k);
        double centre[2] = {mode[0][k] + p.step[0], mode[1][k] + p.step[1]};
        double z[2] = {rng_normal(rng), rng_normal(rng)};
        double scale = sqrt(TAIL / (2.0 * rng_gamma(rng, 0.5 * TAIL)));
        double square = scale * scale * (z[0] * z[0] + z[1] * z[1]);
        pair_spread(&p, z);
        q->to[0][k] = centre[0] + scale * z[0];
        q->to[1][k] = centre[1] + scale * z[1];
        q->gain[k] =
            log_t(pair_square(&p, q->at[0][k] - centre[0], q->at[1][k] - centre[1])) -
            log_t(square);
    }
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_VALUES, LANES(q->at), &sums);
    for (int k = 0; k < q->tile->count; k++)
        q->gain[k] -= sums.value[k];
    dyn_items_eval(c->panel, &c->state, tile, KERNEL_VALUES, LANES(q->to), &sums);
    for (int k = 0; k < q->tile->count; k++)
        q->gain[k] += sums.value[k];
}

/* Moves of one tile's roll calls; how many moved. */
static int step_tile(struct dyn_chain *c, int tile)
{
    struct rng rng = stream(c, DYN_USE_ITEM, tile);
    struct lanes q = {.tile = &c->panel->by_item.tile[tile]};
    int moves = 0;
    gather(q.tile, c->state.item, q.at);
    if (c->sweep % LEAP_EVERY)
        aim_far(c, tile, &rng, &q);
    else
        aim_near(c, tile, &rng, &q);
    for (int k = 0; k < q.tile->count; k++) {
        if (!(log(rng_unit(&rng)) < q.gain[k]))
            continue;
        double *item = c->state.item + 2 * (size_t)(q.tile->first + k);
        item[0] = q.to[0][k];
        item[1] = q.to[1][k];
        moves++;
    }
    return moves;
}

static void step_items(struct dyn_chain *c)
{
    int moves = 0;
    dyn_state_narrow(c->panel, &c->state);
#pragma omp parallel for schedule(static) num_threads(c->threads)                      \
    reduction(+ : moves) if (c->threads > 1)
    for (int tile = 0; tile < c->panel->by_item.tile_count; tile++)
        moves += step_tile(c, tile);
    c->item_tries += c->panel->item_count;
    c->item_moves += moves;
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
    struct rng rng = stream(c, DYN_USE_CAREER, career);
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
    struct rng rng = stream(c, DYN_USE_ACCEPT, career);
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
    c->career_tries += careers;
    c->career_moves += moves;
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
    c->walk_tries += 1.0;
    if (!(log(rng_unit(rng)) < there.value - here.value + back - forth))
        return;
    c->walk_moves += 1.0;
    c->state.walk_sd *= ratio;
    memcpy(c->state.x, c->to, 2 * (size_t)p->period_count * sizeof *c->to);
}

static void step_walk(struct dyn_chain *c)
{
    struct rng rng = stream(c, DYN_USE_WALK, 0);
    if (c->panel->options->walk_sd > 0.0 || c->panel->step_count == 0)
        return;
    walk_given_paths(c, &rng);
    walk_given_shapes(c, &rng);
}

/* --- the chain -------------------------------------------------------------------------- */

void dyn_chain_sweep(struct dyn_chain *c)
{
    step_items(c);
    step_careers(c);
    step_walk(c);
    struct rng rng = stream(c, DYN_USE_GAUGE, 0);
    dyn_gauge_shift(c->panel, &c->state, &rng);
    dyn_gauge_stretch(c->panel, &c->state, &rng);
    dyn_chain_warp(c, &rng);
    c->sweep++;
}

/* -1 when the draw is a mirror image of the mode. */
static double mirror(const struct dyn_chain *c, const struct dyn_standard *s)
{
    double overlap = 0.0;
    for (int i = 0; i < c->panel->period_count; i++)
        if (dyn_is_fitted(c->panel, i))
            overlap += (c->state.x[2 * (size_t)i + 1] - s->mean) *
                       c->mode->x[2 * (size_t)i + 1];
    return overlap < 0.0 ? -1.0 : 1.0;
}

void dyn_chain_keep(struct dyn_chain *c)
{
    struct dyn_standard s = dyn_standard_of(c->panel, c->state.x);
    struct dyn_standard s0 = dyn_standard_of(c->panel, c->mode->x);
    double sign = mirror(c, &s);
    float *x = c->x + (size_t)c->kept * (size_t)c->kept_periods;
    CHECK(c->kept < c->capacity);
    for (int k = 0; k < c->kept_periods; k++)
        x[k] =
            (float)(sign * (c->state.x[2 * (size_t)c->order[k] + 1] - s.mean) / s.sd);
    c->walk[c->kept] = c->state.walk_sd / s.sd;
    for (int j = 0; j < c->panel->item_count; j++) {
        const double *item = c->state.item + 2 * (size_t)j;
        const double *mode = c->mode->item + 2 * (size_t)j;
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

/* A draw from each unit's normal approximation, careers twice as wide. */
static void shake(struct dyn_chain *c)
{
    dyn_state_narrow(c->panel, &c->state);
    for (int tile = 0; tile < c->panel->by_item.tile_count; tile++) {
        struct lanes q = {.tile = &c->panel->by_item.tile[tile]};
        struct kernel_sums sums;
        struct rng rng = stream(c, DYN_USE_SHAKE, tile);
        gather(q.tile, c->state.item, q.at);
        dyn_items_eval(c->panel, &c->state, tile, KERNEL_ALL, LANES(q.at), &sums);
        for (int k = 0; k < q.tile->count; k++) {
            struct dyn_pair p = dyn_pair_of(&sums, k);
            double z[2] = {rng_normal(&rng), rng_normal(&rng)};
            pair_spread(&p, z);
            c->state.item[2 * (size_t)(q.tile->first + k)] += z[0];
            c->state.item[2 * (size_t)(q.tile->first + k) + 1] += z[1];
        }
    }
    dyn_state_narrow(c->panel, &c->state);
    dyn_periods_eval(c->panel, &c->state, c->state.x, 1, &c->now);
    for (int i = 0; i < c->panel->career_count; i++) {
        struct dyn_path path;
        double z[DYN_BLOCKS_MAX];
        struct rng rng = stream(c, DYN_USE_CAREER, i);
        dyn_path_of(c->panel, i, c->state.walk_sd, c->state.x, &c->now, &path);
        for (int k = 0; k < path.length; k++)
            z[k] = 2.0 * rng_normal(&rng);
        dyn_path_spread(&path, z);
        for (int k = 0; k < path.length; k++)
            c->state.x[2 * (size_t)path.period[k] + 1] += z[k];
    }
    struct rng rng = stream(c, DYN_USE_WALK, 0);
    if (!(c->panel->options->walk_sd > 0.0))
        c->state.walk_sd *= exp(0.2 * rng_normal(&rng));
    c->sweep++;
}

enum aisle_status dyn_chain_new(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                                const struct dyn_state *mode, const int *order,
                                int periods, int index, int capacity, int threads,
                                struct dyn_chain *out)
{
    struct dyn_chain c = {.panel = panel,
                          .mode = mode,
                          .order = order,
                          .kept_periods = periods,
                          .index = (uint32_t)index,
                          .threads = threads,
                          .capacity = capacity};
    enum aisle_status status;
    TRY(dyn_state_new(ctx, panel, &c.state));
    TRY(dyn_state_new(ctx, panel, &c.warped));
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
    dyn_state_copy(panel, mode, &c.state);
    memcpy(c.to, mode->x, 2 * (size_t)panel->period_count * sizeof *c.to);
    shake(&c);
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
