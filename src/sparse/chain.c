/* A sweep of a Markov chain, threads inside: items given members, members given items,
 * each a Metropolis-Hastings step from its normal approximation one Newton step ahead
 * (Gamerman 1997), then the scale, which no vote feels. */
#include "sparse/sparse.h"

#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { CHUNK = 128, SCALE_TRIES = 10 };

/* Share of steps refused from which a unit is hard. A member with few votes is anyhow: its
 * steps are refused far out only, and there for long. */
static const double refused = 0.3;
enum { FEW_VOTES = 500 };

/* Units of both sides: an item's side is 1. */
static struct rng stream(const struct sparse_chain *c, uint32_t side, int unit)
{
    return rng_stream(c->p->options->seed, SPARSE_USE_STEP + 16 * side,
                      (uint32_t)unit | c->index << SPARSE_UNITS_BITS, c->sweep);
}

/* True when taken. */
static bool step_item(const struct sparse_chain *c, int item, struct rng *rng,
                      double *ab)
{
    struct row_sums here = sparse_item_at(c->p, &c->state, item, ab[0], ab[1]);
    struct sparse_pair q = sparse_pair_of(&here);
    double z0 = rng_normal(rng);
    double z1 = rng_normal(rng);
    double forth = q.log_det_half - 0.5 * (z0 * z0 + z1 * z1);
    double d1 = z1 / q.l11;
    double d0 = (z0 - q.l10 * d1) / q.l00;
    double to[2] = {ab[0] + q.step[0] + d0, ab[1] + q.step[1] + d1};
    struct row_sums there = sparse_item_at(c->p, &c->state, item, to[0], to[1]);
    q = sparse_pair_of(&there);
    double r0 = ab[0] - to[0] - q.step[0];
    double r1 = ab[1] - to[1] - q.step[1];
    double u0 = q.l00 * r0 + q.l10 * r1;
    double u1 = q.l11 * r1;
    double back = q.log_det_half - 0.5 * (u0 * u0 + u1 * u1);
    if (!(log(rng_unit(rng)) < there.value - here.value + back - forth))
        return false;
    ab[0] = to[0];
    ab[1] = to[1];
    return true;
}

static bool step_member(const struct sparse_chain *c, int member, struct rng *rng,
                        double *x)
{
    struct row_sums here = sparse_member_at(c->p, &c->state, member, *x);
    double z = rng_normal(rng);
    double to = *x + here.slope[0] / here.curve[0] + z / sqrt(here.curve[0]);
    struct row_sums there = sparse_member_at(c->p, &c->state, member, to);
    double r = *x - to - there.slope[0] / there.curve[0];
    double forth = 0.5 * log(here.curve[0]) - 0.5 * z * z;
    double back = 0.5 * log(there.curve[0]) - 0.5 * there.curve[0] * r * r;
    if (!(log(rng_unit(rng)) < there.value - here.value + back - forth))
        return false;
    *x = to;
    return true;
}

/* A unit's steps of a sweep: the usual one, and a leap where that is often refused. */
static void step(const struct sparse_chain *c, bool item, int unit, double *place)
{
    struct rng rng = stream(c, item, unit);
    bool taken =
        item ? step_item(c, unit, &rng, place) : step_member(c, unit, &rng, place);
    uint8_t *hard = c->hard[item] ? c->hard[item] + unit : NULL;
    if (hard && c->watching)
        *hard += !taken;
    else if (hard && *hard)
        sparse_leap(c, item, unit, &rng, place);
}

static void begin_watch(struct sparse_chain *c)
{
    const int units[2] = {c->p->member_count, c->p->item_count};
    for (int side = 0; side < 2; side++)
        memset(c->hard[side], 0, (size_t)units[side]);
    c->watching = true;
    c->watched = 0;
}

static bool is_hard(const struct sparse_chain *c, int side, int unit)
{
    return c->hard[side][unit] > refused * c->watched ||
           (side == 0 && sparse_row_count(&c->p->by_member, unit) < FEW_VOTES);
}

static void end_watch(struct sparse_chain *c)
{
    const int units[2] = {c->p->member_count, c->p->item_count};
    for (int side = 0; side < 2; side++) {
        c->hard_count[side] = 0;
        for (int u = 0; u < units[side]; u++) {
            c->hard[side][u] = is_hard(c, side, u);
            c->hard_count[side] += c->hard[side][u];
        }
    }
    c->watching = false;
}

void sparse_warm_up(struct sparse_chain *c, int left)
{
    if (left == 0 && c->watching)
        end_watch(c);
    if (left == 0 || left > SPARSE_WATCH)
        return;
    if (!c->watching)
        begin_watch(c);
    c->watched++;
}

/* Shift: normal given all else. */
static void step_shift(struct sparse_chain *c, struct rng *rng)
{
    double sd_a = c->p->options->prior_intercept_sd;
    double tau = 1.0 / (sd_a * sd_a);
    struct sparse_scale g = sparse_scale_of(c->p, &c->state);
    double precision = g.members + tau * g.bb;
    double d = (tau * g.ab - g.x1) / precision + rng_normal(rng) / sqrt(precision);
    sparse_shift(c->p, d, &c->state);
}

/* Stretch under a fixed sd of slopes: random-walk steps in log c, the Jacobian being
 * c^(members - items). */
static void step_stretch(struct sparse_chain *c, struct rng *rng)
{
    struct sparse_scale g = sparse_scale_of(c->p, &c->state);
    double tau = 1.0 / (c->state.slope_sd * c->state.slope_sd);
    double at = 0.0;
    double reach = 2.4 / sqrt(2.0 * g.x2 + 2.0 * tau * g.bb);
    for (int t = 0; t < SCALE_TRIES; t++) {
        double to = at + reach * rng_normal(rng);
        double gain = (g.members - g.items) * (to - at) -
                      0.5 * g.x2 * (exp(2.0 * to) - exp(2.0 * at)) -
                      0.5 * tau * g.bb * (exp(-2.0 * to) - exp(-2.0 * at));
        if (log(rng_unit(rng)) < gain)
            at = to;
    }
    sparse_stretch(c->p, exp(at), &c->state);
}

/* Log density of the slopes' log sd, but for a constant. */
static double sd_prior(const struct sparse_chain *c, double sd)
{
    double by = log(sd / c->p->options->prior_slope_sd);
    return -0.5 * by * by;
}

/* The slopes' sd given slopes, then the stretch with the sd carried along (c x, b / c,
 * sd / c), under which slopes keep their prior: c^2 sum x^2 is chi-square. Each is
 * drawn under a flat log sd and taken by what its prior says. */
static void step_sd(struct sparse_chain *c, struct rng *rng)
{
    struct sparse_scale g = sparse_scale_of(c->p, &c->state);
    double *sd = &c->state.slope_sd;
    double to = sqrt(0.5 * g.bb / rng_gamma(rng, 0.5 * g.items));
    if (log(rng_unit(rng)) < sd_prior(c, to) - sd_prior(c, *sd))
        *sd = to;
    double by = sqrt(2.0 * rng_gamma(rng, 0.5 * g.members) / g.x2);
    if (log(rng_unit(rng)) < sd_prior(c, *sd / by) - sd_prior(c, *sd)) {
        sparse_stretch(c->p, by, &c->state);
        *sd /= by;
    }
}

void sparse_settle(const struct sparse_problem *p, struct sparse_state *s)
{
    struct sparse_scale g = sparse_scale_of(p, s);
    if (p->options->slope_told) {
        double c = sqrt(g.members / g.x2);
        sparse_stretch(p, c, s);
        s->slope_sd = sqrt(g.bb / g.items) / c;
    } else {
        /* (members - items) - x2 c^2 + bb / (sd c)^2 = 0 */
        double over = g.members - g.items;
        double prior = g.bb / (s->slope_sd * s->slope_sd);
        double c2 = 0.5 * (over + sqrt(over * over + 4.0 * g.x2 * prior)) / g.x2;
        sparse_stretch(p, sqrt(c2), s);
    }
    sparse_narrow(p, s);
}

void sparse_sweep(struct sparse_chain *c)
{
    const struct sparse_problem *p = c->p;
    sparse_narrow(p, &c->state);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++)
        step(c, true, j, c->state.item + 2 * (size_t)j);
    sparse_narrow(p, &c->state);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++)
        step(c, false, i, c->state.x + i);
    struct rng rng = rng_stream(p->options->seed, SPARSE_USE_SCALE, c->index, c->sweep);
    step_shift(c, &rng);
    if (p->options->slope_told)
        step_sd(c, &rng);
    else
        step_stretch(c, &rng);
    c->sweep++;
}
