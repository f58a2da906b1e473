/* The posterior mode: Newton steps on all roll calls, on all members, and a change
 * of scale that the likelihood does not feel but the prior does; in turn, until
 * nothing moves. Each part is a concave problem, so the climb never goes down. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

enum { SWEEPS_MAX = 5000, HALVINGS_MAX = 30 };

/* Squared Newton decrement below which a full step of a log-concave posterior
 * cannot go down, and below which a unit stands still: 1e-5 of its own sd. */
static const double safe_decrement = 0.1;
static const double still = 1e-10;

/* --- one half of a sweep -------------------------------------------------- */

/* Newton decrement squared: twice what the step is expected to gain. */
static double decrement(const struct kernel_sums *sums, const struct block *b, int lane)
{
    double sum = 0.0;
    for (int k = 0; k < b->count; k++)
        sum += sums->slope[k][lane] * b->step[k];
    return sum;
}

static void put_row(const struct side *side, int tile, int lane,
                    const double (*at)[KERNEL_LANES])
{
    int unit = tile * KERNEL_LANES + lane;
    if (unit >= side->tiles->unit_count)
        return;
    double *row = side->own + (size_t)unit * (size_t)side->stride;
    for (int k = 0; k < side->count; k++)
        row[k + side->fixed] = at[k][lane];
}

/* Halve the steps of the lanes that went down, until none does. */
static void search_line(const struct side *side, int tile, const struct block *blocks,
                        const double (*from)[KERNEL_LANES],
                        const struct kernel_sums *before, double (*at)[KERNEL_LANES])
{
    struct kernel_sums after;
    double part[KERNEL_LANES];
    for (int lane = 0; lane < KERNEL_LANES; lane++)
        part[lane] = 1.0;
    for (int halving = 0; halving < HALVINGS_MAX; halving++) {
        bool down = false;
        side_eval(side, tile, (const double(*)[KERNEL_LANES])at, &after);
        for (int lane = 0; lane < KERNEL_LANES; lane++) {
            if (after.value[lane] >= before->value[lane])
                continue;
            down = true;
            part[lane] = halving + 1 < HALVINGS_MAX ? 0.5 * part[lane] : 0.0;
            for (int k = 0; k < side->count; k++)
                at[k][lane] = from[k][lane] + part[lane] * blocks[lane].step[k];
        }
        if (!down)
            return;
    }
}

/* Step the units of one tile; the largest squared decrement among them. Where all are
 * near their places the step goes a little too far, `relax` times: the sides follow each
 * other slowly along a few directions, which that shortens. A step below twice
 * Newton's still climbs where the posterior is near its normal approximation. */
static double step_tile(const struct side *side, int tile, double relax)
{
    double from[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
    struct block blocks[KERNEL_LANES];
    struct kernel_sums before;
    double worst = 0.0;
    side_gather(side, tile, from);
    side_eval(side, tile, (const double(*)[KERNEL_LANES])from, &before);
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        block_of(&before, side->count, lane, &blocks[lane]);
        worst = fmax(worst, decrement(&before, &blocks[lane], lane));
        for (int k = 0; k < side->count; k++)
            at[k][lane] = from[k][lane] + blocks[lane].step[k];
    }
    for (int lane = 0; lane < KERNEL_LANES && worst < map_relaxed_decrement; lane++)
        for (int k = 0; k < side->count; k++)
            at[k][lane] += (relax - 1.0) * blocks[lane].step[k];
    if (worst > safe_decrement)
        search_line(side, tile, blocks, (const double(*)[KERNEL_LANES])from, &before,
                    at);
    for (int lane = 0; lane < KERNEL_LANES; lane++)
        put_row(side, tile, lane, (const double(*)[KERNEL_LANES])at);
    return worst;
}

static double step_side(const struct side *side, double relax, int threads)
{
    double worst = 0.0;
    int tiles = side->tiles->tile_count;
#pragma omp parallel for schedule(static) reduction(max                                \
                                                    : worst)                           \
    num_threads(threads) if (threads > 1)
    for (int tile = 0; tile < tiles; tile++)
        worst = fmax(worst, step_tile(side, tile, relax));
    return worst;
}

/* --- what the likelihood does not feel ------------------------------------ */

/* x + shift for every member and a - b.shift for every item leave eta as it is;
 * take the shift that the priors like best. */
static void shift(const struct problem *p, struct point *point)
{
    size_t d = (size_t)p->dims;
    double tau =
        1.0 / (p->options->prior_intercept_sd * p->options->prior_intercept_sd);
    double h[AISLE_DIMS_MAX * AISLE_DIMS_MAX] = {0};
    double g[AISLE_DIMS_MAX] = {0};
    for (int j = 0; j < p->item_count; j++) {
        const double *item = point_item(point, j);
        for (size_t k = 0; k < d; k++) {
            g[k] += tau * item[0] * item[k + 1];
            for (size_t l = 0; l <= k; l++)
                h[k * d + l] += tau * item[k + 1] * item[l + 1];
        }
    }
    for (size_t k = 0; k < d; k++)
        h[k * d + k] += p->fitted_count;
    for (int i = 0; i < p->member_count; i++)
        for (size_t k = 0; k < d && !p->thin[i]; k++)
            g[k] -= point_member(point, i)[k + 1];
    if (!linalg_cholesky(h, d))
        return;
    linalg_solve(h, d, g);
    for (int i = 0; i < p->member_count; i++)
        for (size_t k = 0; k < d; k++)
            point_member(point, i)[k + 1] += g[k];
    for (int j = 0; j < p->item_count; j++)
        for (size_t k = 0; k < d; k++)
            point_item(point, j)[0] -= point_item(point, j)[k + 1] * g[k];
}

/* v = matrix v, or its transpose. */
static void apply(const double *matrix, size_t d, bool transposed, double *v)
{
    double out[AISLE_DIMS_MAX] = {0};
    for (size_t k = 0; k < d; k++)
        for (size_t l = 0; l < d; l++)
            out[k] += (transposed ? matrix[l * d + k] : matrix[k * d + l]) * v[l];
    memcpy(v, out, d * sizeof *v);
}

static void add_square(double *matrix, size_t d, const double *v, double weight)
{
    for (size_t k = 0; k < d; k++)
        for (size_t l = 0; l < d; l++)
            matrix[k * d + l] += weight * v[k] * v[l];
}

/* x -> C x and b -> C'^-1 b leave eta as it is. The priors ask for the C'C = M with
 * M X M = B, X the members' and B the slopes' second moments. With X = L L' and
 * L' B L = E' K E that is C = K^(1/4) E L^-1, which also turns the axes so that the
 * moments become diagonal, the largest first: the principal axes. */
static void balance(const struct problem *p, struct point *point)
{
    size_t d = (size_t)p->dims;
    double tau = 1.0 / (point->slope_sd * point->slope_sd);
    double l[AISLE_DIMS_MAX * AISLE_DIMS_MAX] = {0};
    double b[AISLE_DIMS_MAX * AISLE_DIMS_MAX] = {0};
    double k[AISLE_DIMS_MAX * AISLE_DIMS_MAX] = {0};
    double e[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    double value[AISLE_DIMS_MAX];
    for (int i = 0; i < p->member_count; i++)
        if (!p->thin[i])
            add_square(l, d, point_member(point, i) + 1, 1.0);
    if (!linalg_cholesky(l, d))
        return;
    for (size_t r = 0; r < d; r++)
        for (size_t c = r + 1; c < d; c++)
            l[r * d + c] = 0.0;
    for (int j = 0; j < p->item_count; j++) {
        memcpy(b, point_item(point, j) + 1, d * sizeof *b);
        apply(l, d, true, b);
        add_square(k, d, b, tau);
    }
    linalg_eigen(k, d, value, e);
    if (!(value[d - 1] > 1e-12 * value[0]))
        return;
    for (int i = 0; i < p->member_count; i++) {
        double *x = point_member(point, i) + 1;
        linalg_forward(l, d, x);
        apply(e, d, false, x);
        for (size_t c = 0; c < d; c++)
            x[c] *= sqrt(sqrt(value[c]));
    }
    for (int j = 0; j < p->item_count; j++) {
        double *slope = point_item(point, j) + 1;
        apply(l, d, true, slope);
        apply(e, d, false, slope);
        for (size_t c = 0; c < d; c++)
            slope[c] /= sqrt(sqrt(value[c]));
    }
}

void map_rescale(const struct problem *problem, struct point *point)
{
    shift(problem, point);
    balance(problem, point);
}

/* --- orientation ----------------------------------------------------------- */

/* A sum over fitted members that says which way an axis points: the anchors' or the
 * caucuses' difference on the first axis, the third moment on the others and where there
 * are no two caucuses. */
static double pointing(const struct problem *p, const struct point *point, int k)
{
    double sum[2] = {0, 0};
    int count[2] = {0, 0};
    double cubes = 0.0;
    if (k == 0 && p->anchor[0] >= 0)
        return point_member(point, p->anchor[1])[1] -
               point_member(point, p->anchor[0])[1];
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        double x = point_member(point, i)[k + 1];
        char caucus = p->votes->members[i].caucus;
        cubes += x * x * x;
        if (caucus != 'D' && caucus != 'R')
            continue;
        sum[caucus == 'R'] += x;
        count[caucus == 'R']++;
    }
    if (k > 0 || !count[0] || !count[1])
        return cubes;
    return sum[1] / count[1] - sum[0] / count[0];
}

static void orient(const struct problem *p, struct point *point)
{
    for (int k = 0; k < p->dims; k++) {
        if (pointing(p, point, k) >= 0)
            continue;
        for (int i = 0; i < p->member_count; i++)
            point_member(point, i)[k + 1] *= -1.0;
        for (int j = 0; j < p->item_count; j++)
            point_item(point, j)[k + 1] *= -1.0;
    }
}

/* --- the climb -------------------------------------------------------------- */

static enum aisle_status climb(struct aisle_ctx *ctx, const struct problem *problem,
                               int threads, struct point *point)
{
    bool told = problem->options->slope_prior == AISLE_SLOPE_HIERARCHICAL;
    enum aisle_status status = map_ascend(ctx, problem, threads, told, point);
    struct side items = side_items(problem, point);
    struct side members = side_members(problem, point);
    for (int sweep = 0; sweep < SWEEPS_MAX && status == AISLE_OK; sweep++) {
        status = ctx_poll(ctx);
        if (status != AISLE_OK)
            break;
        double worst = step_side(&items, map_relax, threads);
        worst = fmax(worst, step_side(&members, map_relax, threads));
        map_rescale(problem, point);
        if (worst < still)
            break;
    }
    return status;
}

enum aisle_status map_fit(struct aisle_ctx *ctx, const struct problem *problem,
                          struct point *point)
{
    int threads = problem_threads(problem);
    enum aisle_status status = climb(ctx, problem, threads, point);
    if (status == AISLE_OK)
        orient(problem, point);
    return status;
}

double map_objective(const struct problem *problem, const struct point *point)
{
    struct side items = side_items(problem, point);
    double total = 0.0;
    for (int tile = 0; tile < items.tiles->tile_count; tile++) {
        double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
        struct kernel_sums sums;
        side_gather(&items, tile, at);
        side_eval(&items, tile, (const double(*)[KERNEL_LANES])at, &sums);
        for (int lane = 0; lane < KERNEL_LANES; lane++)
            if (tile * KERNEL_LANES + lane < items.tiles->unit_count)
                total += sums.value[lane];
    }
    for (int i = 0; i < problem->member_count; i++)
        for (int k = 1; k <= problem->dims && !problem->thin[i]; k++)
            total -= 0.5 * point_member(point, i)[k] * point_member(point, i)[k];
    return total;
}

static double side_gradient(const struct side *side)
{
    double worst = 0.0;
    for (int tile = 0; tile < side->tiles->tile_count; tile++) {
        double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
        struct kernel_sums sums;
        side_gather(side, tile, at);
        side_eval(side, tile, (const double(*)[KERNEL_LANES])at, &sums);
        for (int k = 0; k < side->count; k++)
            for (int lane = 0; lane < KERNEL_LANES; lane++)
                if (tile * KERNEL_LANES + lane < side->tiles->unit_count)
                    worst = fmax(worst, fabs(sums.slope[k][lane]));
    }
    return worst;
}

double map_gradient(const struct problem *problem, const struct point *point)
{
    struct side items = side_items(problem, point);
    struct side members = side_members(problem, point);
    return fmax(side_gradient(&items), side_gradient(&members));
}
