/* Sampling without augmentation: given the members, roll calls are independent and
 * log-concave, and the reverse. Each block takes a Metropolis-Hastings step whose
 * proposal is the normal approximation at the present point, one Newton step ahead
 * (Gamerman 1997, "Sampling from the posterior distribution in generalized linear
 * mixed models"), with the exact correction. Every other sweep items leap instead:
 * see leap_tile. */
#include "ideal/chain.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { AFFINE_TRIES = 10, LEAP_EVERY = 2 };

/* --- one tile -------------------------------------------------------------------- */

/* Propose at + step + L'^-1 z; the log density of having done so, less a constant. */
static double propose(const struct block *b, int lane, struct rng *rng,
                      const double (*at)[KERNEL_LANES], double (*to)[KERNEL_LANES])
{
    double z[KERNEL_PARAMS_MAX] = {0};
    double square = 0.0;
    for (int k = 0; k < b->count; k++) {
        z[k] = rng_normal(rng);
        square += z[k] * z[k];
    }
    block_spread(b, z);
    for (int k = 0; k < b->count; k++)
        to[k][lane] = at[k][lane] + b->step[k] + z[k];
    return b->log_det_half - 0.5 * square;
}

/* The log density of proposing the way back, `b` being the block at `to`. */
static double log_return(const struct block *b, int lane,
                         const double (*at)[KERNEL_LANES],
                         const double (*to)[KERNEL_LANES])
{
    double square = 0.0;
    for (int k = 0; k < b->count; k++) {
        double u = 0.0;
        for (int l = k; l < b->count; l++)
            u += b->root[l * b->count + k] * (at[l][lane] - to[l][lane] - b->step[l]);
        square += u * u;
    }
    return b->log_det_half - 0.5 * square;
}

static void accept(const struct side *side, int unit, int lane,
                   const double (*to)[KERNEL_LANES])
{
    double *row = side->own + (size_t)unit * (size_t)side->stride;
    for (int k = 0; k < side->count; k++)
        row[k + side->fixed] = to[k][lane];
}

static void step_tile(const struct side *side, int tile, struct rng *rng)
{
    double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double to[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double forth[KERNEL_LANES];
    struct kernel_sums before;
    struct kernel_sums after;
    struct block block;
    int first = tile * KERNEL_LANES;
    int units = side->tiles->unit_count - first;
    if (units > KERNEL_LANES)
        units = KERNEL_LANES;
    side_gather(side, tile, at);
    memcpy(to, at, sizeof to);
    side_eval_quick(side, tile, (const double(*)[KERNEL_LANES])at, &before);
    for (int lane = 0; lane < units; lane++) {
        block_of(&before, side->count, lane, &block);
        forth[lane] = propose(&block, lane, rng, (const double(*)[KERNEL_LANES])at, to);
    }
    side_eval_quick(side, tile, (const double(*)[KERNEL_LANES])to, &after);
    for (int lane = 0; lane < units; lane++) {
        block_of(&after, side->count, lane, &block);
        double back = log_return(&block, lane, (const double(*)[KERNEL_LANES])at,
                                 (const double(*)[KERNEL_LANES])to);
        double ratio = after.value[lane] - before.value[lane] + back - forth[lane];
        if (log(rng_unit(rng)) < ratio)
            accept(side, first + lane, lane, (const double(*)[KERNEL_LANES])to);
    }
}

/* --- independent proposals ------------------------------------------------------------ */

enum { TAIL = 5 }; /* degrees of freedom of the proposals' t */

/* Log density of a multivariate t about `centre`, less a constant. */
static double log_t(const struct block *b, const double *centre, int lane,
                    const double (*at)[KERNEL_LANES])
{
    double square = 0.0;
    for (int k = 0; k < b->count; k++) {
        double u = 0.0;
        for (int l = k; l < b->count; l++)
            u += b->root[l * b->count + k] * (at[l][lane] - centre[l]);
        square += u * u;
    }
    return b->log_det_half - 0.5 * (TAIL + b->count) * log1p(square / TAIL);
}

static void draw_t(const struct block *b, const double *centre, int lane,
                   struct rng *rng, double (*to)[KERNEL_LANES])
{
    double z[KERNEL_PARAMS_MAX] = {0};
    for (int k = 0; k < b->count; k++)
        z[k] = rng_normal(rng);
    double scale = sqrt(TAIL / (2.0 * rng_gamma(rng, 0.5 * TAIL)));
    block_spread(b, z);
    for (int k = 0; k < b->count; k++)
        to[k][lane] = centre[k] + scale * z[k];
}

/* `start` are the same units' rows at the mode. One Newton step from there, given
 * the other side as it is now, is a centre that does not depend on where the unit
 * stands; heavy tails around it bring back a unit that has strayed to where its own
 * normal approximation would hold it for ever. */
static void leap_tile(const struct side *side, const struct side *start, int tile,
                      struct rng *rng)
{
    double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double to[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double reference[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double gain[KERNEL_LANES];
    struct kernel_sums sums;
    int first = tile * KERNEL_LANES;
    int units = side->tiles->unit_count - first;
    if (units > KERNEL_LANES)
        units = KERNEL_LANES;
    side_gather(side, tile, at);
    side_gather(start, tile, reference);
    memcpy(to, at, sizeof to);
    side_eval_quick(side, tile, (const double(*)[KERNEL_LANES])reference, &sums);
    for (int lane = 0; lane < units; lane++) {
        struct block b;
        double centre[KERNEL_PARAMS_MAX] = {0};
        block_of(&sums, side->count, lane, &b);
        for (int k = 0; k < side->count; k++)
            centre[k] = reference[k][lane] + b.step[k];
        draw_t(&b, centre, lane, rng, to);
        gain[lane] = log_t(&b, centre, lane, (const double(*)[KERNEL_LANES])at) -
                     log_t(&b, centre, lane, (const double(*)[KERNEL_LANES])to);
    }
    side_eval_quick(side, tile, (const double(*)[KERNEL_LANES])at, &sums);
    for (int lane = 0; lane < units; lane++)
        gain[lane] -= sums.value[lane];
    side_eval_quick(side, tile, (const double(*)[KERNEL_LANES])to, &sums);
    for (int lane = 0; lane < units; lane++)
        if (log(rng_unit(rng)) < gain[lane] + sums.value[lane])
            accept(side, first + lane, lane, (const double(*)[KERNEL_LANES])to);
}

static void leap_side(const struct side *side, const struct side *start,
                      struct rng *rng)
{
    for (int tile = 0; tile < side->tiles->tile_count; tile++)
        leap_tile(side, start, tile, rng);
}

static void step_side(const struct side *side, struct rng *rng)
{
    for (int tile = 0; tile < side->tiles->tile_count; tile++)
        step_tile(side, tile, rng);
}

/* --- the affine move ----------------------------------------------------------------- */

/* x -> c x + d, b -> b / c, a -> a - b d / c leaves every eta as it is, so only the
 * priors and the Jacobian c^(members - items) decide. Stretches about 0 and shifts
 * take turns: each alone is a walk on a group whose steps are as likely back as
 * forth; a step of both at once would need a factor of its own. */
struct affine {
    double n, m;
    double x1, x2;
    double aa, ab, bb;
    double tau_a, tau_b;
};

static struct affine affine_of(const struct problem *p, const struct point *point)
{
    double a_sd = p->options->prior_intercept_sd;
    double b_sd = p->options->prior_slope_sd;
    struct affine s = {.n = p->fitted_count,
                       .m = p->item_count,
                       .tau_a = 1.0 / (a_sd * a_sd),
                       .tau_b = 1.0 / (b_sd * b_sd)};
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        double x = point_member(point, i)[1];
        s.x1 += x;
        s.x2 += x * x;
    }
    for (int j = 0; j < p->item_count; j++) {
        const double *item = point_item(point, j);
        s.aa += item[0] * item[0];
        s.ab += item[0] * item[1];
        s.bb += item[1] * item[1];
    }
    return s;
}

static double affine_density(const struct affine *s, double log_c, double d)
{
    double c = exp(log_c);
    double e = d / c;
    double x = c * c * s->x2 + 2.0 * c * d * s->x1 + s->n * d * d;
    double a = s->aa - 2.0 * e * s->ab + e * e * s->bb;
    double b = s->bb / (c * c);
    return -0.5 * (x + s->tau_a * a + s->tau_b * b) + (s->n - s->m) * log_c;
}

static void affine_move(struct chain *chain, struct rng *rng)
{
    struct affine s = affine_of(chain->problem, &chain->point);
    double log_c = 0.0;
    double d = 0.0;
    double density = affine_density(&s, 0.0, 0.0);
    for (int t = 0; t < AFFINE_TRIES; t++) {
        bool stretch = t % 2 == 0;
        double by =
            (stretch ? chain->stretch_step : chain->shift_step) * rng_normal(rng);
        double log_c2 = stretch ? log_c + by : log_c;
        double d2 = stretch ? d * exp(by) : d + by;
        double density2 = affine_density(&s, log_c2, d2);
        if (log(rng_unit(rng)) < density2 - density) {
            log_c = log_c2;
            d = d2;
            density = density2;
        }
    }
    double c = exp(log_c);
    for (int i = 0; i < chain->point.member_count; i++) {
        double *row = point_member(&chain->point, i);
        row[1] = c * row[1] + d;
    }
    for (int j = 0; j < chain->point.item_count; j++) {
        double *row = point_item(&chain->point, j);
        row[0] -= row[1] * d / c;
        row[1] /= c;
    }
}

/* --- the chain --------------------------------------------------------------------- */

void chain_sweep(struct chain *chain)
{
    struct side items = side_items(chain->problem, &chain->point);
    struct side members = side_members(chain->problem, &chain->point);
    struct rng rng = rng_stream(chain->problem->options->seed, IDEAL_USE_CHAIN,
                                chain->index, chain->sweep++);
    struct side start = side_items(chain->problem, chain->mode);
    if (chain->sweep % LEAP_EVERY == 0)
        leap_side(&items, &start, &rng);
    else
        step_side(&items, &rng);
    step_side(&members, &rng);
    affine_move(chain, &rng);
}

/* -1 when the draw is a mirror image of the mode. */
static double mirror(const struct chain *chain)
{
    struct standard s = standard_of(chain->problem, &chain->point);
    double overlap = 0.0;
    for (int i = 0; i < chain->point.member_count; i++)
        if (!chain->problem->thin[i])
            overlap += (point_member(&chain->point, i)[1] - s.mean[0]) *
                       point_member(chain->mode, i)[1];
    return overlap < 0.0 ? -1.0 : 1.0;
}

void chain_keep(struct chain *chain)
{
    struct standard s = standard_of(chain->problem, &chain->point);
    struct standard s0 = standard_of(chain->problem, chain->mode);
    double sign = mirror(chain);
    size_t n = (size_t)chain->point.member_count;
    float *x = chain->x + (size_t)chain->kept * n;
    CHECK(chain->kept < chain->capacity);
    for (size_t i = 0; i < n; i++) {
        double v;
        standard_member(&s, 1, point_member(&chain->point, (int)i), &v);
        x[i] = (float)(sign * v);
    }
    for (int j = 0; j < chain->point.item_count; j++) {
        double v[2];
        double v0[2];
        double *sum = chain->item_sum + 4 * (size_t)j;
        standard_item(&s, 1, point_item(&chain->point, j), &v[0], &v[1]);
        standard_item(&s0, 1, point_item(chain->mode, j), &v0[0], &v0[1]);
        v[1] *= sign;
        for (int k = 0; k < 2; k++) {
            double away = v[k] - v0[k];
            sum[2 * k] += away;
            sum[2 * k + 1] += away * away;
        }
    }
    chain->kept++;
}

/* A draw from each unit's normal approximation, `spread` times as wide. */
static void shake(const struct side *side, double spread, struct rng *rng)
{
    for (int unit = 0; unit < side->tiles->unit_count; unit++) {
        int tile = unit / KERNEL_LANES;
        int lane = unit % KERNEL_LANES;
        double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
        struct kernel_sums sums;
        struct block block;
        side_gather(side, tile, at);
        side_eval(side, tile, (const double(*)[KERNEL_LANES])at, &sums);
        block_of(&sums, side->count, lane, &block);
        double z[KERNEL_PARAMS_MAX] = {0};
        for (int k = 0; k < side->count; k++)
            z[k] = spread * rng_normal(rng);
        block_spread(&block, z);
        for (int k = 0; k < side->count; k++)
            at[k][lane] += z[k];
        accept(side, unit, lane, (const double(*)[KERNEL_LANES])at);
    }
}

/* Random-walk steps near the best for two dimensions, from the curvature of the
 * affine density at the mode. */
static void tune_affine(struct chain *chain)
{
    struct affine s = affine_of(chain->problem, chain->mode);
    chain->stretch_step = 1.7 / sqrt(2.0 * s.x2 + 2.0 * s.tau_b * s.bb);
    chain->shift_step = 1.7 / sqrt(s.n + s.tau_a * s.bb);
}

enum aisle_status chain_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *mode, int index, int capacity,
                            struct chain *out)
{
    struct chain c = {.problem = problem,
                      .mode = mode,
                      .index = (uint32_t)index,
                      .capacity = capacity};
    enum aisle_status status;
    TRY(point_new(ctx, problem, &c.point));
    c.x = mem_new((size_t)capacity * (size_t)problem->member_count, sizeof *c.x);
    c.item_sum = mem_new(4 * (size_t)problem->item_count, sizeof *c.item_sum);
    if (!c.x || !c.item_sum) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    point_copy(mode, &c.point);
    tune_affine(&c);
    struct rng rng =
        rng_stream(problem->options->seed, IDEAL_USE_JITTER, (uint32_t)index, 0);
    struct side items = side_items(problem, &c.point);
    struct side members = side_members(problem, &c.point);
    shake(&items, 1.0, &rng);
    shake(&members, 2.0, &rng);
    *out = c;
out:
    if (status != AISLE_OK)
        chain_clear(&c);
    return status;
}

void chain_clear(struct chain *chain)
{
    point_clear(&chain->point);
    free(chain->x);
    free(chain->item_sum);
    *chain = (struct chain){0};
}
