/* Drifts: a few slow directions at once, every roll call carried along.
 *
 * A roll call is written as its mode given the positions and a residual in units of
 * its precision there (given.c). The residuals are held while positions move, so that
 * a move sees, up to what is not normal, the posterior with roll calls integrated out.
 * The Jacobian of residuals is one over the root's determinant, a roll call.
 *
 * Along direction z of unit spread lies y = z'S (x - centre). Once the centre is known
 * y turns, y cos + v sin with v ~ N(0, 1), which leaves N(0, 1) alone (Neal,
 * "Regression and classification using Gaussian process priors", Bayesian Statistics
 * 6, 1999); before, y takes a plain random step. */
#include "dynamic/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { WAYS = 12 };

static const double angle = 1.2;
static const double stride = 0.4;
static const double walk_shake = 0.1; /* of log sd, at the start */

enum aisle_status dyn_drift_new(struct aisle_ctx *ctx, const struct dyn_slow *slow,
                                int threads, struct dyn_drift *out)
{
    struct dyn_drift d = {.slow = slow, .threads = threads};
    enum aisle_status status;
    TRY(dyn_state_new(ctx, slow->panel, &d.to));
    TRY(dyn_given_new(ctx, slow->panel, &d.given));
    d.residual = mem_new(2 * (size_t)slow->panel->item_count, sizeof *d.residual);
    d.part = mem_new((size_t)slow->panel->by_item.tile_count, sizeof *d.part);
    if (!d.residual || !d.part) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    *out = d;
out:
    if (status != AISLE_OK)
        dyn_drift_clear(&d);
    return status;
}

void dyn_drift_clear(struct dyn_drift *drift)
{
    dyn_state_clear(&drift->to);
    dyn_given_clear(&drift->given);
    free(drift->residual);
    free(drift->part);
    *drift = (struct dyn_drift){0};
}

/* Roll calls given the positions proposed. */
static void look_around(struct dyn_drift *d)
{
    dyn_state_narrow(d->slow->panel, &d->to);
    dyn_given_find(d->slow->panel, &d->slow->centre, &d->to, d->threads, &d->given);
}

static void place_items(struct dyn_drift *d)
{
    for (int j = 0; j < d->slow->panel->item_count; j++)
        dyn_given_place(&d->given, j, d->residual + 2 * (size_t)j,
                        d->to.item + 2 * (size_t)j);
}

static double tile_value(const struct dyn_drift *d, int tile)
{
    const struct dyn_tile *t = &d->slow->panel->by_item.tile[tile];
    double at[2][KERNEL_LANES] = {{0}};
    struct kernel_sums sums;
    double value = 0.0;
    for (int k = 0; k < 2 * t->count; k++)
        at[k % 2][k / 2] = d->to.item[2 * (size_t)t->first + (size_t)k];
    dyn_items_eval(d->slow->panel, &d->to, tile, KERNEL_VALUES,
                   (const double(*)[KERNEL_LANES])at, &sums);
    for (int k = 0; k < t->count; k++) {
        const double *root = d->given.root + 3 * (size_t)(t->first + k);
        value += sums.value[k] - log(root[0] * root[2]);
    }
    return value;
}

/* Log density of the proposed positions and of the residuals. */
static double density(struct dyn_drift *d)
{
    const struct dyn_panel *p = d->slow->panel;
    double sum = 0.0;
#pragma omp parallel for schedule(static) num_threads(d->threads) if (d->threads > 1)
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        d->part[tile] = tile_value(d, tile);
    for (int tile = 0; tile < p->by_item.tile_count; tile++)
        sum += d->part[tile];
    for (int c = 0; c < p->career_count; c++)
        if (!p->career[c].thin)
            sum += dyn_path_prior(p, c, d->to.walk_sd, d->to.x);
    return sum;
}

static double place_along(const struct dyn_slow *w, int way, const double *x)
{
    size_t rows = (size_t)w->schur->row_count;
    const double *look = w->look + (size_t)way * rows;
    double y = 0.0;
    for (size_t r = 0; r < rows; r++) {
        size_t i = 2 * (size_t)w->schur->period[r] + 1;
        y += look[r] * (x[i] - w->centre.x[i]);
    }
    return y;
}

static void move_along(const struct dyn_slow *w, int way, double by, double *x)
{
    size_t rows = (size_t)w->schur->row_count;
    for (size_t r = 0; r < rows; r++)
        x[2 * (size_t)w->schur->period[r] + 1] += by * w->way[(size_t)way * rows + r];
}

/* Move `to` along some directions; the log density of having proposed the way back
 * less that of the way forth. They are orthogonal: one leaves the others' y alone. */
static double propose(struct dyn_drift *d, struct rng *rng)
{
    const struct dyn_slow *w = d->slow;
    int left[DYN_WAYS_MAX];
    double gain = 0.0;
    for (int k = 0; k < w->count; k++)
        left[k] = k;
    for (int k = 0; k < WAYS && k < w->count; k++) {
        int pick = k + (int)(rng_unit(rng) * (w->count - k));
        int way = left[pick];
        double v = rng_normal(rng);
        left[pick] = left[k];
        if (!d->settled) {
            move_along(w, way, stride * v, d->to.x);
            continue;
        }
        double y = place_along(w, way, d->to.x);
        double to = y * cos(angle) + v * sin(angle);
        gain += 0.5 * (to * to - y * y);
        move_along(w, way, to - y, d->to.x);
    }
    return gain;
}

void dyn_drift_step(struct dyn_drift *d, struct rng *rng, struct dyn_state *state)
{
    const struct dyn_panel *p = d->slow->panel;
    dyn_state_copy(p, state, &d->to);
    look_around(d);
    for (int j = 0; j < p->item_count; j++)
        dyn_given_residual(&d->given, j, state->item + 2 * (size_t)j,
                           d->residual + 2 * (size_t)j);
    double gain = -density(d);
    gain += propose(d, rng);
    look_around(d);
    place_items(d);
    gain += density(d);
    d->tries += 1.0;
    if (!(log(rng_unit(rng)) < gain))
        return;
    d->moves += 1.0;
    dyn_state_copy(p, &d->to, state);
}

enum aisle_status dyn_drift_begin(struct aisle_ctx *ctx, struct dyn_drift *d,
                                  struct rng *rng, struct dyn_state *state)
{
    const struct dyn_schur *s = d->slow->schur;
    const struct dyn_panel *p = d->slow->panel;
    double *z = mem_new((size_t)s->row_count, sizeof *z);
    if (!z)
        return ctx_no_memory(ctx);
    for (int k = 0; k < s->row_count; k++)
        z[k] = rng_normal(rng);
    dyn_schur_backward(s, z, 1);
    dyn_state_copy(p, &d->slow->centre, &d->to);
    for (int k = 0; k < s->row_count; k++)
        d->to.x[2 * (size_t)s->period[k] + 1] += z[k];
    free(z);
    look_around(d);
    for (int k = 0; k < 2 * p->item_count; k++)
        d->residual[k] = rng_normal(rng);
    place_items(d);
    if (!(p->options->walk_sd > 0.0))
        d->to.walk_sd *= exp(walk_shake * rng_normal(rng));
    dyn_state_copy(p, &d->to, state);
    return AISLE_OK;
}
