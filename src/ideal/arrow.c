/* Items one by one, then one product of matrices. */
#include "ideal/arrow.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

/* A turn of all members is held back with this many times the mean precision. */
static const double turn_stiffness = 1e4;

void arrow_clear(struct arrow *a)
{
    free(a->place);
    free(a->root);
    free(a->cross);
    free(a->own);
    free(a->s);
    *a = (struct arrow){0};
}

static enum aisle_status allocate(struct aisle_ctx *ctx, struct arrow *a)
{
    size_t items = (size_t)a->problem->item_count;
    size_t members = (size_t)a->problem->member_count;
    size_t d = a->params - 1;
    a->place = mem_new(members, sizeof *a->place);
    a->root = mem_new(items * a->params * a->params, sizeof *a->root);
    a->cross = mem_new(items * a->params * a->size, sizeof *a->cross);
    a->own = mem_new(members * d * d, sizeof *a->own);
    a->s = mem_new(a->size * a->size, sizeof *a->s);
    if (!a->place || !a->root || !a->cross || !a->own || !a->s)
        return ctx_no_memory(ctx);
    int next = 0;
    for (int i = 0; i < a->problem->member_count; i++) {
        a->place[i] = a->problem->thin[i] ? -1 : next;
        next += a->problem->thin[i] ? 0 : a->problem->dims;
    }
    return AISLE_OK;
}

/* --- one item's part --------------------------------------------------------- */

/* Minus d2/dx_k d(parameter l): curve b_k f_l, less the residual where l is the
 * slope on dimension k, which is 0 in expectation. */
static void add_vote(const struct arrow *a, int item, int member, double sign,
                     bool expected)
{
    const struct problem *problem = a->problem;
    size_t d = a->params - 1;
    size_t p = a->params;
    const double *row = point_item(a->point, item);
    const double *f = point_member(a->point, member);
    double *root = a->root + (size_t)item * p * p;
    double *cross = a->cross + (size_t)item * p * a->size + a->place[member];
    double weight = problem->weight ? problem->weight[item] : 1.0;
    double eta = 0.0;
    for (size_t k = 0; k < p; k++)
        eta += row[k] * f[k];
    struct kernel_vote v = kernel_slope_at(problem->options->link, (int)sign, eta);
    for (size_t l = 0; l < p; l++) {
        for (size_t m = 0; m <= l; m++)
            root[l * p + m] += weight * v.curve * f[l] * f[m];
        for (size_t k = 0; k < d; k++) {
            double residual = l == k + 1 && !expected ? v.slope : 0.0;
            cross[l * a->size + k] = weight * (v.curve * row[k + 1] * f[l] - residual);
        }
    }
}

/* cross <- L^-1 X_j', with H_jj = L L'. */
static void whiten(const double *root, size_t p, size_t size, double *cross)
{
    for (size_t l = 0; l < p; l++) {
        double *row = cross + l * size;
        double scale = 1.0 / root[l * p + l];
        for (size_t m = 0; m < l; m++)
            for (size_t c = 0; c < size; c++)
                row[c] -= root[l * p + m] * cross[m * size + c];
        for (size_t c = 0; c < size; c++)
            row[c] *= scale;
    }
}

static bool fill_item(const struct arrow *a, int item, bool expected)
{
    const struct problem *problem = a->problem;
    size_t p = a->params;
    size_t n = (size_t)problem->member_count;
    double *root = a->root + (size_t)item * p * p;
    double *cross = a->cross + (size_t)item * p * a->size;
    const int8_t *sign = problem->sign + (size_t)item * n;
    double precision[KERNEL_PARAMS_MAX];
    memset(root, 0, p * p * sizeof *root);
    memset(cross, 0, p * a->size * sizeof *cross);
    for (int i = 0; i < problem->member_count; i++)
        if (sign[i] && !problem->thin[i])
            add_vote(a, item, i, sign[i], expected);
    problem_item_precision(problem, a->point->slope_sd, precision);
    for (size_t l = 0; l < p; l++)
        root[l * p + l] += precision[l];
    if (!linalg_cholesky(root, p))
        return false;
    whiten(root, p, a->size, cross);
    return true;
}

/* --- the members' precision ---------------------------------------------------- */

/* Turning axes k and l changes nothing that the votes or the priors see; a stiff
 * spring on that direction keeps draws aligned with the mode, as a Procrustes
 * rotation to it would to first order. `turn` has room for one row of S. */
static void hold_turn(struct arrow *a, int k, int l, double stiffness, double *turn)
{
    const struct problem *p = a->problem;
    double square = 0.0;
    memset(turn, 0, a->size * sizeof *turn);
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        const double *x = point_member(a->point, i) + 1;
        turn[a->place[i] + k] = x[l];
        turn[a->place[i] + l] = -x[k];
        square += x[k] * x[k] + x[l] * x[l];
    }
    for (size_t r = 0; r < a->size; r++)
        for (size_t c = 0; c <= r; c++)
            a->s[r * a->size + c] += stiffness / square * turn[r] * turn[c];
}

/* Each member's curvature with the items held, prior included; a thin member's is
 * factored, since it is all that member has. */
static void fill_own(struct arrow *a)
{
    struct side side = side_members(a->problem, a->point);
    int d = side.count;
    for (int i = 0; i < a->problem->member_count; i += KERNEL_LANES) {
        double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
        struct kernel_sums sums;
        side_gather(&side, i / KERNEL_LANES, at);
        side_eval(&side, i / KERNEL_LANES, (const double(*)[KERNEL_LANES])at, &sums);
        for (int u = i; u < i + KERNEL_LANES && u < a->problem->member_count; u++) {
            double *own = arrow_own(a, u);
            int c = 0;
            for (int k = 0; k < d; k++)
                for (int l = 0; l <= k; l++)
                    own[k * d + l] = sums.curve[c++][u - i];
            if (a->problem->thin[u])
                CHECK(linalg_cholesky(own, (size_t)d));
        }
    }
}

static void put_own(struct arrow *a)
{
    int d = a->problem->dims;
    memset(a->s, 0, a->size * a->size * sizeof *a->s);
    for (int i = 0; i < a->problem->member_count; i++) {
        const double *own = arrow_own(a, i);
        for (int k = 0; k < d && !a->problem->thin[i]; k++)
            for (int l = 0; l <= k; l++)
                a->s[(size_t)(a->place[i] + k) * a->size + (size_t)(a->place[i] + l)] =
                    own[k * d + l];
    }
}

static bool try_factor(struct arrow *a, bool expected, double *turn)
{
    const struct problem *problem = a->problem;
    put_own(a);
    for (int j = 0; j < problem->item_count; j++)
        if (!fill_item(a, j, expected))
            return false;
    linalg_take_squares(a->cross, (size_t)problem->item_count * a->params, a->size,
                        a->s);
    double mean = 0.0;
    for (size_t r = 0; r < a->size; r++)
        mean += a->s[r * a->size + r] / (double)a->size;
    for (int k = 0; k < problem->dims; k++)
        for (int l = 0; l < k; l++)
            hold_turn(a, k, l, turn_stiffness * mean, turn);
    return linalg_cholesky(a->s, a->size);
}

static enum aisle_status factor(struct aisle_ctx *ctx, struct arrow *a, double *turn)
{
    if (try_factor(a, false, turn))
        return AISLE_OK;
    struct place nowhere = {NULL, 0, 0};
    ctx_warn(ctx, nowhere,
             "the posterior is not peaked at its mode; standard errors use the "
             "expected information");
    if (try_factor(a, true, turn))
        return AISLE_OK;
    return ctx_fail(ctx, AISLE_INPUT,
                    "the votes are too few for standard errors in %d dimension%s",
                    a->problem->dims, a->problem->dims > 1 ? "s" : "");
}

enum aisle_status arrow_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *point, struct arrow *out)
{
    struct arrow a = {.problem = problem,
                      .point = point,
                      .standard = standard_of(problem, point),
                      .size = (size_t)problem->fitted_count * (size_t)problem->dims,
                      .params = (size_t)problem->dims + 1};
    enum aisle_status status;
    double *turn = mem_new(a.size, sizeof *turn);
    if (!turn) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(allocate(ctx, &a));
    fill_own(&a);
    TRY(factor(ctx, &a, turn));
    *out = a;
out:
    free(turn);
    if (status != AISLE_OK)
        arrow_clear(&a);
    return status;
}
