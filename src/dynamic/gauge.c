/* Shifts and stretches of whole Congresses.
 *
 * For any numbers d[t] and c[t] > 0, x + d[t] with a - b d[t], and c[t] x with
 * b / c[t], leave every vote's chance as it is: only the priors decide, and they see
 * the state through a few sums a Congress. These are the directions in which
 * alternating steps creep, and here they cost nothing.
 *
 * As moves of a chain they are draws along the orbit of a group (Liu and Sabatti,
 * "Generalised Gibbs sampler and multigrid Monte Carlo for Bayesian computation",
 * Biometrika 87(2), 2000): shifts have a normal conditional with a tridiagonal
 * precision; stretches, in u = log c, take Metropolis-Hastings steps whose density
 * counts the Jacobian, one factor c a position and 1/c a roll call. */
#include "dynamic/dynamic.h"

#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { STRETCH_TRIES = 3, STRETCH_CLIMBS = 3, SETTLES = 20 };

/* A tridiagonal problem: precision (diagonal, off), and the slope. */
struct bands {
    int count;
    double diagonal[DYN_BLOCKS_MAX];
    double off[DYN_BLOCKS_MAX]; /* [t]: between t and t + 1 */
    double slope[DYN_BLOCKS_MAX];
    double step[DYN_BLOCKS_MAX];
    double log_det_half;
};

/* Factor in place (diagonal and off become L), and solve for the step. */
static void factor(struct bands *b)
{
    double low = 0.0;
    b->log_det_half = 0.0;
    for (int t = 0; t < b->count; t++) {
        double carry = t > 0 ? low * b->step[t - 1] : 0.0;
        double left = b->diagonal[t] - low * low;
        b->diagonal[t] = sqrt(fmax(left, 1e-9 * b->diagonal[t]));
        b->step[t] = (b->slope[t] - carry) / b->diagonal[t];
        b->off[t] = low = t + 1 < b->count ? b->off[t] / b->diagonal[t] : 0.0;
        b->log_det_half += log(b->diagonal[t]);
    }
}

/* v <- L'^-1 v */
static void backward(const struct bands *b, double *v)
{
    for (int t = b->count - 1; t >= 0; t--) {
        if (t + 1 < b->count)
            v[t] -= b->off[t] * v[t + 1];
        v[t] /= b->diagonal[t];
    }
}

/* What the priors see of a Congress. */
struct gauge {
    double positions; /* that move with it */
    double items;
    double entries;          /* careers that begin */
    double x1, x2;           /* sums of entries' x, x^2 */
    double steps;            /* to the next Congress */
    double from, to, across; /* sums over steps of x^2, next x^2, x * next x */
    double gain;             /* sum of (next x - x) */
    double weight;           /* precision of a step */
    double ab, bb;           /* sums of a b, b^2 of items */
};

static void add_periods(const struct dyn_panel *p, const struct dyn_state *s, int block,
                        struct gauge *g)
{
    const struct dyn_block *b = &p->block[block];
    g->weight = b->step_weight / (s->walk_sd * s->walk_sd);
    for (int i = b->period; i < b->period + b->period_count; i++) {
        const struct dyn_period *period = &p->period[i];
        double x = s->x[2 * (size_t)i + 1];
        if (p->career[period->career].thin)
            continue;
        g->positions += 1.0;
        if (period->previous < 0) {
            g->entries += 1.0;
            g->x1 += x;
            g->x2 += x * x;
        }
        if (period->next < 0)
            continue;
        double to = s->x[2 * (size_t)period->next + 1];
        g->steps += 1.0;
        g->gain += to - x;
        g->from += x * x;
        g->to += to * to;
        g->across += x * to;
    }
}

static void gauges_of(const struct dyn_panel *p, const struct dyn_state *s,
                      struct gauge *g)
{
    memset(g, 0, (size_t)p->block_count * sizeof *g);
    for (int t = 0; t < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        add_periods(p, s, t, &g[t]);
        g[t].items = b->item_count;
        for (int j = b->item; j < b->item + b->item_count; j++) {
            const double *item = s->item + 2 * (size_t)j;
            g[t].ab += item[0] * item[1];
            g[t].bb += item[1] * item[1];
        }
    }
}

/* --- shifts --------------------------------------------------------------------- */

void dyn_gauge_shift(const struct dyn_panel *panel, struct dyn_state *state,
                     struct rng *rng)
{
    struct gauge g[DYN_BLOCKS_MAX];
    struct bands b = {.count = panel->block_count};
    double sd = panel->options->prior_intercept_sd;
    double tau = 1.0 / (sd * sd);
    gauges_of(panel, state, g);
    for (int t = 0; t < b.count; t++) {
        b.diagonal[t] += g[t].entries + g[t].weight * g[t].steps + tau * g[t].bb;
        b.slope[t] += g[t].weight * g[t].gain + tau * g[t].ab - g[t].x1;
        if (t + 1 == b.count)
            continue;
        b.off[t] = -g[t].weight * g[t].steps;
        b.diagonal[t + 1] = g[t].weight * g[t].steps;
        b.slope[t + 1] = -g[t].weight * g[t].gain;
    }
    factor(&b);
    for (int t = 0; t < b.count && rng; t++)
        b.step[t] += rng_normal(rng);
    backward(&b, b.step);
    for (int t = 0; t < b.count; t++) {
        const struct dyn_block *block = &panel->block[t];
        for (int i = block->period; i < block->period + block->period_count; i++)
            state->x[2 * (size_t)i + 1] += b.step[t];
        for (int j = block->item; j < block->item + block->item_count; j++) {
            double *item = state->item + 2 * (size_t)j;
            item[0] -= item[1] * b.step[t];
        }
    }
}

/* --- stretches ------------------------------------------------------------------- */

/* Log density at stretches `u` of a state whose sums are `g`, with the Jacobian or,
 * for the mode, without. */
static double stretch_density(const struct dyn_panel *p, const struct gauge *g,
                              const double *u, bool jacobian)
{
    double sd = p->options->prior_slope_sd;
    double sum = 0.0;
    for (int t = 0; t < p->block_count; t++) {
        double c = exp(u[t]);
        sum -= 0.5 * (g[t].x2 * c * c + g[t].bb / (c * c * sd * sd));
        if (jacobian)
            sum += (g[t].positions - g[t].items) * u[t];
        if (t + 1 == p->block_count)
            continue;
        double n = exp(u[t + 1]);
        sum -= 0.5 * g[t].weight *
               (n * n * g[t].to + c * c * g[t].from - 2.0 * n * c * g[t].across);
    }
    return sum;
}

/* Slope in u, and a curvature that is always positive definite: the steps' squares
 * come from a quadratic form in c alone. */
static void stretch_bands(const struct dyn_panel *p, const struct gauge *g,
                          const double *u, bool jacobian, struct bands *b)
{
    double sd = p->options->prior_slope_sd;
    *b = (struct bands){.count = p->block_count};
    for (int t = 0; t < b->count; t++) {
        double c = exp(u[t]);
        double entry = g[t].x2 * c * c;
        double slope = g[t].bb / (c * c * sd * sd);
        b->diagonal[t] += 2.0 * (entry + slope);
        b->slope[t] += slope - entry;
        if (jacobian)
            b->slope[t] += g[t].positions - g[t].items;
        if (t + 1 == b->count)
            continue;
        double n = exp(u[t + 1]);
        double from = g[t].weight * c * c * g[t].from;
        double to = g[t].weight * n * n * g[t].to;
        double across = g[t].weight * c * n * g[t].across;
        b->slope[t] += across - from;
        b->slope[t + 1] += across - to;
        b->diagonal[t] += from;
        b->diagonal[t + 1] += to;
        b->off[t] = -sqrt(from * to);
    }
    factor(b);
}

static void stretch_by(const struct dyn_panel *panel, const double *u,
                       struct dyn_state *state)
{
    for (int t = 0; t < panel->block_count; t++) {
        const struct dyn_block *b = &panel->block[t];
        double c = exp(u[t]);
        for (int i = b->period; i < b->period + b->period_count; i++)
            state->x[2 * (size_t)i + 1] *= c;
        for (int j = b->item; j < b->item + b->item_count; j++)
            state->item[2 * (size_t)j + 1] /= c;
    }
}

/* |L'(from - to - step)|^2, the exponent of proposing `from` at `to`. */
static double proposal_square(const struct bands *b, const double *from,
                              const double *to)
{
    double step[DYN_BLOCKS_MAX];
    double square = 0.0;
    memcpy(step, b->step, sizeof step);
    backward(b, step);
    for (int t = 0; t < b->count; t++) {
        double r = b->diagonal[t] * (from[t] - to[t] - step[t]);
        if (t + 1 < b->count)
            r += b->off[t] * (from[t + 1] - to[t + 1] - step[t + 1]);
        square += r * r;
    }
    return square;
}

static void try_stretch(const struct dyn_panel *p, const struct gauge *g,
                        struct rng *rng, double *u)
{
    struct bands here;
    struct bands there;
    double to[DYN_BLOCKS_MAX];
    double square = 0.0;
    stretch_bands(p, g, u, true, &here);
    for (int t = 0; t < here.count; t++) {
        double z = rng_normal(rng);
        square += z * z;
        to[t] = here.step[t] + z;
    }
    backward(&here, to);
    for (int t = 0; t < here.count; t++)
        to[t] += u[t];
    stretch_bands(p, g, to, true, &there);
    double forth = here.log_det_half - 0.5 * square;
    double back = there.log_det_half - 0.5 * proposal_square(&there, u, to);
    double gain = stretch_density(p, g, to, true) - stretch_density(p, g, u, true);
    if (log(rng_unit(rng)) < gain + back - forth)
        memcpy(u, to, (size_t)here.count * sizeof *u);
}

/* A damped Newton step towards the best stretches. */
static void climb_stretch(const struct dyn_panel *p, const struct gauge *g, double *u,
                          bool jacobian)
{
    struct bands b;
    double to[DYN_BLOCKS_MAX];
    double before = stretch_density(p, g, u, jacobian);
    stretch_bands(p, g, u, jacobian, &b);
    backward(&b, b.step);
    double part = 1.0;
    for (int halving = 0; halving < 10; halving++, part *= 0.5) {
        for (int t = 0; t < b.count; t++)
            to[t] = u[t] + part * b.step[t];
        if (stretch_density(p, g, to, jacobian) < before)
            continue;
        memcpy(u, to, (size_t)b.count * sizeof *u);
        return;
    }
}

void dyn_gauge_stretch(const struct dyn_panel *panel, struct dyn_state *state,
                       struct rng *rng)
{
    struct gauge g[DYN_BLOCKS_MAX];
    double u[DYN_BLOCKS_MAX] = {0};
    gauges_of(panel, state, g);
    if (rng)
        for (int k = 0; k < STRETCH_TRIES; k++)
            try_stretch(panel, g, rng, u);
    else
        for (int k = 0; k < STRETCH_CLIMBS; k++)
            climb_stretch(panel, g, u, false);
    stretch_by(panel, u, state);
}

void dyn_gauge_settle(const struct dyn_panel *panel, struct dyn_state *state)
{
    for (int k = 0; k < SETTLES; k++) {
        struct gauge g[DYN_BLOCKS_MAX];
        double u[DYN_BLOCKS_MAX] = {0};
        double before = dyn_standard_of(panel, state->x).sd;
        gauges_of(panel, state, g);
        for (int t = 0; t < panel->block_count; t++)
            g[t].positions = 0.0;
        climb_stretch(panel, g, u, true);
        stretch_by(panel, u, state);
        state->walk_sd *= dyn_standard_of(panel, state->x).sd / before;
    }
}
