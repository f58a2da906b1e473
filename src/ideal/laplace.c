/* Spread around the mode by a normal approximation.
 *
 * Minus the second derivative of the log posterior is an arrow: blocks H_jj of the
 * items, a diagonal of members' blocks, and the cross blocks X_j. Items are
 * independent given members, so the members' marginal precision is the Schur
 * complement
 *
 *     S = H_xx - sum over items j of  X_j H_jj^-1 X_j'
 *
 * and an item's spread is its own, H_jj^-1, and what it inherits from the members.
 * Draws and standard errors are of standardised positions: a common shift, stretch
 * or turn of all members, which the votes say nothing about, counts for nothing. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

/* A turn of all members is held back with this many times the mean precision. */
static const double turn_stiffness = 1e4;
static const double z95 = 1.6448536269514722;

struct arrow {
    const struct problem *problem;
    const struct point *point;
    struct standard standard;
    bool expected; /* leave the residual term out of the cross blocks */
    size_t size;   /* fitted members x dims */
    int *place;    /* [members] first row of a fitted member, -1 when thin */
    double *s;     /* [size][size]; later its factor */
    double *cross; /* [dims + 1][size] X_j' with 0 where nobody voted */
    double *cov;   /* [size][size] of standardised x */
    double *own;   /* [members][dims][dims] each member's curvature given items */
};

static void arrow_clear(struct arrow *a)
{
    free(a->place);
    free(a->s);
    free(a->cross);
    free(a->cov);
    free(a->own);
}

static enum aisle_status arrow_new(struct aisle_ctx *ctx, const struct problem *problem,
                                   const struct point *point, struct arrow *out)
{
    struct arrow a = {.problem = problem, .point = point};
    size_t p = (size_t)problem->dims + 1;
    a.standard = standard_of(problem, point);
    a.size = (size_t)problem->fitted_count * (size_t)problem->dims;
    a.place = mem_new((size_t)problem->member_count, sizeof *a.place);
    a.s = mem_new(a.size * a.size, sizeof *a.s);
    a.cross = mem_new(p * a.size, sizeof *a.cross);
    a.cov = mem_new(a.size * a.size, sizeof *a.cov);
    a.own = mem_new((size_t)problem->member_count * (p - 1) * (p - 1), sizeof *a.own);
    if (!a.place || !a.s || !a.cross || !a.cov || !a.own) {
        arrow_clear(&a);
        return ctx_no_memory(ctx);
    }
    int next = 0;
    for (int i = 0; i < problem->member_count; i++) {
        a.place[i] = problem->thin[i] ? -1 : next;
        next += problem->thin[i] ? 0 : problem->dims;
    }
    *out = a;
    return AISLE_OK;
}

/* --- one item's part --------------------------------------------------------- */

struct item_part {
    double root[KERNEL_PARAMS_MAX * KERNEL_PARAMS_MAX]; /* of H_jj */
};

static struct kernel_vote vote_of(const struct arrow *a, int item, int member)
{
    const struct problem *p = a->problem;
    int8_t sign = p->sign[(size_t)item * (size_t)p->member_count + (size_t)member];
    struct kernel_vote v = {0, 0, 0};
    if (sign == 0 || p->thin[member])
        return v;
    const double *row = point_item(a->point, item);
    const double *x = point_member(a->point, member);
    double eta = 0.0;
    for (int k = 0; k <= p->dims; k++)
        eta += row[k] * x[k];
    v = kernel_vote_at(p->options->link, sign, eta);
    double w = p->weight ? p->weight[item] : 1.0;
    v.value *= w;
    v.slope *= w;
    v.curve *= w;
    return v;
}

/* Minus d2/dx_k d(parameter l): curve b_k f_l, less the residual where l is the
 * slope on dimension k. */
static void add_vote(const struct arrow *a, int item, int member,
                     struct item_part *part, double *cross)
{
    struct kernel_vote v = vote_of(a, item, member);
    if (v.curve == 0.0 && v.slope == 0.0)
        return;
    int d = a->problem->dims;
    int p = d + 1;
    const double *b = point_item(a->point, item) + 1;
    const double *f = point_member(a->point, member);
    size_t at = (size_t)a->place[member];
    for (int l = 0; l < p; l++) {
        for (int m = 0; m <= l; m++)
            part->root[l * p + m] += v.curve * f[l] * f[m];
        for (int k = 0; k < d; k++) {
            double residual = l == k + 1 && !a->expected ? v.slope : 0.0;
            cross[(size_t)l * a->size + at + (size_t)k] =
                v.curve * b[k] * f[l] - residual;
        }
    }
}

static bool fill_item(const struct arrow *a, int item, struct item_part *part,
                      double *cross)
{
    const struct problem *problem = a->problem;
    size_t p = (size_t)problem->dims + 1;
    memset(part, 0, sizeof *part);
    memset(cross, 0, p * a->size * sizeof *cross);
    for (int i = 0; i < problem->member_count; i++)
        add_vote(a, item, i, part, cross);
    double intercept_sd = problem->options->prior_intercept_sd;
    double slope_sd = problem->options->prior_slope_sd;
    for (size_t l = 0; l < p; l++)
        part->root[l * p + l] +=
            l ? 1.0 / (slope_sd * slope_sd) : 1.0 / (intercept_sd * intercept_sd);
    return linalg_cholesky(part->root, p);
}

/* cross <- L^-1 X_j', with H_jj = L L'. */
static void whiten_cross(const struct item_part *part, size_t p, size_t size,
                         double *cross)
{
    for (size_t l = 0; l < p; l++) {
        double *row = cross + l * size;
        for (size_t m = 0; m < l; m++) {
            const double *other = cross + m * size;
            double factor = part->root[l * p + m];
#pragma omp simd
            for (size_t c = 0; c < size; c++)
                row[c] -= factor * other[c];
        }
        double scale = 1.0 / part->root[l * p + l];
#pragma omp simd
        for (size_t c = 0; c < size; c++)
            row[c] *= scale;
    }
}

/* S -= Y' Y over the lower triangle, Y = L^-1 X_j'. */
static void take_item(const struct arrow *a, const double *y)
{
    size_t p = (size_t)a->problem->dims + 1;
    for (size_t r = 0; r < a->size; r++) {
        double *row = a->s + r * a->size;
        for (size_t l = 0; l < p; l++) {
            double factor = y[l * a->size + r];
            if (factor == 0.0)
                continue;
            const double *other = y + l * a->size;
#pragma omp simd
            for (size_t c = 0; c <= r; c++)
                row[c] -= factor * other[c];
        }
    }
}

/* --- the members' precision ---------------------------------------------------- */

/* Turning axes k and l changes nothing that the votes or the priors see; a stiff
 * spring on that direction keeps draws aligned with the mode, as a Procrustes
 * rotation to it would to first order. */
static void hold_turn(struct arrow *a, int k, int l, double stiffness)
{
    double *turn = a->cross;
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

static double *own_of(const struct arrow *a, int member)
{
    size_t d = (size_t)a->problem->dims;
    return a->own + (size_t)member * d * d;
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
            double *own = own_of(a, u);
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
        const double *own = own_of(a, i);
        for (int k = 0; k < d && !a->problem->thin[i]; k++)
            for (int l = 0; l <= k; l++)
                a->s[(size_t)(a->place[i] + k) * a->size + (size_t)(a->place[i] + l)] =
                    own[k * d + l];
    }
}

static bool try_factor(struct arrow *a, bool expected)
{
    const struct problem *problem = a->problem;
    size_t p = (size_t)problem->dims + 1;
    a->expected = expected;
    put_own(a);
    for (int j = 0; j < problem->item_count; j++) {
        struct item_part part;
        if (!fill_item(a, j, &part, a->cross))
            return false;
        whiten_cross(&part, p, a->size, a->cross);
        take_item(a, a->cross);
    }
    double mean = 0.0;
    for (size_t r = 0; r < a->size; r++)
        mean += a->s[r * a->size + r] / (double)a->size;
    for (int k = 0; k < problem->dims; k++)
        for (int l = 0; l < k; l++)
            hold_turn(a, k, l, turn_stiffness * mean);
    return linalg_cholesky(a->s, a->size);
}

static enum aisle_status factor(struct aisle_ctx *ctx, struct arrow *a)
{
    if (try_factor(a, false))
        return AISLE_OK;
    struct place nowhere = {NULL, 0, 0};
    ctx_warn(ctx, nowhere,
             "the posterior is not peaked at its mode; standard errors use the "
             "expected information");
    if (try_factor(a, true))
        return AISLE_OK;
    return ctx_fail(ctx, AISLE_INPUT,
                    "the votes are too few for standard errors in %d dimension%s",
                    a->problem->dims, a->problem->dims > 1 ? "s" : "");
}

/* --- the standard scale --------------------------------------------------------- */

static double standard_x(const struct arrow *a, int member, int k)
{
    double x = point_member(a->point, member)[k + 1];
    return (x - a->standard.mean[k]) / a->standard.sd[k];
}

/* First-order change of the mean and of the standard deviation of dimension k when
 * x changes by `delta`. */
static void moment_change(const struct arrow *a, const double *delta, int k,
                          double *mean, double *sd)
{
    const struct problem *p = a->problem;
    *mean = 0.0;
    *sd = 0.0;
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        double change = delta[a->place[i] + k] / p->fitted_count;
        *mean += change;
        *sd += standard_x(a, i, k) * change;
    }
}

/* delta of raw x -> delta of standardised x, to first order. */
static void standardise_change(const struct arrow *a, double *delta)
{
    const struct problem *p = a->problem;
    for (int k = 0; k < p->dims; k++) {
        double mean;
        double sd;
        moment_change(a, delta, k, &mean, &sd);
        for (int i = 0; i < p->member_count; i++) {
            if (p->thin[i])
                continue;
            double *entry = &delta[a->place[i] + k];
            *entry = (*entry - mean - standard_x(a, i, k) * sd) / a->standard.sd[k];
        }
    }
}

/* The covariance of standardised x: standardise every row, transpose, again. */
static void standard_covariance(struct arrow *a)
{
    size_t n = a->size;
    linalg_inverse(a->s, n, a->cov);
    for (int side = 0; side < 2; side++) {
        for (size_t r = 0; r < n; r++)
            standardise_change(a, a->cov + r * n);
        for (size_t r = 0; r < n && side == 0; r++)
            for (size_t c = 0; c < r; c++) {
                double v = a->cov[r * n + c];
                a->cov[r * n + c] = a->cov[c * n + r];
                a->cov[c * n + r] = v;
            }
    }
}

/* --- members ---------------------------------------------------------------------- */

static void member_spread(const struct arrow *a, int member, double *sd)
{
    int d = a->problem->dims;
    if (!a->problem->thin[member]) {
        for (int k = 0; k < d; k++) {
            size_t at = (size_t)a->place[member] + (size_t)k;
            sd[k] = sqrt(fmax(a->cov[at * a->size + at], 0.0));
        }
        return;
    }
    double inverse[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    linalg_inverse(own_of(a, member), (size_t)d, inverse);
    for (int k = 0; k < d; k++)
        sd[k] = sqrt(inverse[k * d + k]) / a->standard.sd[k];
}

static void put_members(const struct arrow *a, struct aisle_fit *fit)
{
    for (int i = 0; i < fit->member_count; i++) {
        struct aisle_fit_member *m = &fit->members[i];
        standard_member(&a->standard, fit->dims, point_member(a->point, i), m->x);
        member_spread(a, i, m->sd);
        for (int k = 0; k < fit->dims; k++) {
            m->q05[k] = m->x[k] - z95 * m->sd[k];
            m->q95[k] = m->x[k] + z95 * m->sd[k];
        }
    }
}

/* --- items ------------------------------------------------------------------------- */

/* The row of (a, b) on the standard scale that `l` names, as a combination of the
 * raw (a, b): a + b.mean, then sd_k b_k. */
static void raw_weights(const struct arrow *a, int l, double *out)
{
    memset(out, 0, KERNEL_PARAMS_MAX * sizeof *out);
    if (l > 0) {
        out[l] = a->standard.sd[l - 1];
        return;
    }
    out[0] = 1.0;
    for (int k = 0; k < a->problem->dims; k++)
        out[k + 1] = a->standard.mean[k];
}

/* How the standardised parameter `l` of an item moves with raw x: through the mean
 * and sd of the scale, less the pull on its raw parameters, `pull` = H_jj^-1 times
 * the weights. */
static void item_response(const struct arrow *a, int item, int l, const double *pull,
                          const double *cross, double *out)
{
    const struct problem *p = a->problem;
    const double *b = point_item(a->point, item) + 1;
    memset(out, 0, a->size * sizeof *out);
    for (int m = 0; m <= p->dims; m++)
#pragma omp simd
        for (size_t c = 0; c < a->size; c++)
            out[c] -= pull[m] * cross[(size_t)m * a->size + c];
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        double n = p->fitted_count;
        for (int k = 0; k < p->dims; k++) {
            if (l == 0)
                out[a->place[i] + k] += b[k] / n;
            else if (l == k + 1)
                out[a->place[i] + k] += b[k] * standard_x(a, i, k) / n;
        }
    }
}

static double squares(const double *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += v[i] * v[i];
    return sum;
}

/* Standard deviations of an item's standardised (a, b). `response` has room for
 * one row. */
static void item_spread(const struct arrow *a, int item, double *cross,
                        double *response, double *sd)
{
    size_t p = (size_t)a->problem->dims + 1;
    struct item_part part;
    fill_item(a, item, &part, cross);
    for (size_t l = 0; l < p; l++) {
        double pull[KERNEL_PARAMS_MAX];
        raw_weights(a, (int)l, pull);
        linalg_forward(part.root, p, pull);
        double own = squares(pull, p);
        linalg_backward(part.root, p, pull);
        item_response(a, item, (int)l, pull, cross, response);
        linalg_forward(a->s, a->size, response);
        sd[l] = sqrt(own + squares(response, a->size));
    }
}

static enum aisle_status put_items(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct aisle_fit *fit)
{
    double *response = mem_new(a->size, sizeof *response);
    if (!response)
        return ctx_no_memory(ctx);
    for (int j = 0; j < fit->item_count; j++) {
        struct aisle_fit_item *item = &fit->items[j];
        double sd[KERNEL_PARAMS_MAX] = {0};
        standard_item(&a->standard, fit->dims, point_item(a->point, j), &item->a,
                      item->b);
        item_spread(a, j, a->cross, response, sd);
        item->a_sd = sd[0];
        memcpy(item->b_sd, sd + 1, (size_t)fit->dims * sizeof *sd);
    }
    free(response);
    return AISLE_OK;
}

/* --- draws ------------------------------------------------------------------------- */

/* x = mode + L'^-1 z for the fitted, and each thin member by itself. */
static void draw_point(const struct arrow *a, struct rng *rng, double *delta,
                       struct point *out)
{
    int d = a->problem->dims;
    for (size_t c = 0; c < a->size; c++)
        delta[c] = rng_normal(rng);
    linalg_backward(a->s, a->size, delta);
    for (int i = 0; i < a->problem->member_count; i++) {
        double *x = point_member(out, i) + 1;
        const double *mode = point_member(a->point, i) + 1;
        double alone[AISLE_DIMS_MAX];
        const double *step = alone;
        if (a->problem->thin[i]) {
            for (int k = 0; k < d; k++)
                alone[k] = rng_normal(rng);
            linalg_backward(own_of(a, i), (size_t)d, alone);
        } else {
            step = delta + a->place[i];
        }
        for (int k = 0; k < d; k++)
            x[k] = mode[k] + step[k];
    }
}

static enum aisle_status put_draws(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct aisle_fit *fit)
{
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    enum aisle_status status;
    struct point point = {0};
    double *delta = mem_new(a->size, sizeof *delta);
    fit->draw_count = a->problem->options->draws_min;
    fit->x_draws = mem_new((size_t)fit->draw_count * row + 1, sizeof *fit->x_draws);
    TRY(point_new(ctx, a->problem, &point));
    if (!delta || !fit->x_draws) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int t = 0; t < fit->draw_count; t++) {
        struct rng rng =
            rng_stream(a->problem->options->seed, IDEAL_USE_LAPLACE, (uint32_t)t, 0);
        draw_point(a, &rng, delta, &point);
        struct standard s = standard_of(a->problem, &point);
        for (int i = 0; i < fit->member_count; i++) {
            double x[AISLE_DIMS_MAX];
            float *out = fit->x_draws + (size_t)t * row + (size_t)(i * fit->dims);
            standard_member(&s, fit->dims, point_member(&point, i), x);
            for (int k = 0; k < fit->dims; k++)
                out[k] = (float)x[k];
        }
    }
out:
    free(delta);
    point_clear(&point);
    return status;
}

enum aisle_status laplace_fit(struct aisle_ctx *ctx, const struct problem *problem,
                              const struct point *point, struct aisle_fit *fit)
{
    struct arrow a = {0};
    enum aisle_status status;
    TRY(arrow_new(ctx, problem, point, &a));
    TRY(standard_check(ctx, &a.standard, problem->dims));
    fill_own(&a);
    TRY(factor(ctx, &a));
    standard_covariance(&a);
    put_members(&a, fit);
    TRY(put_items(ctx, &a, fit));
    TRY(put_draws(ctx, &a, fit));
out:
    arrow_clear(&a);
    return status;
}
