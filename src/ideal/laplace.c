/* The last step to the mode, and the spread around it by a normal approximation.
 *
 * An item's spread is its own, H_jj^-1, and what it inherits from the members.
 * Draws and standard errors are of standardised positions: a common shift, stretch
 * or turn of all members, which the votes say nothing about, counts for nothing. */
#include "ideal/arrow.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <omp.h>
#include <string.h>

static const double z95 = 1.6448536269514722;

/* --- Newton's step, members (but thin ones) and items at once --------------------- */

/* An item follows the members: L_j'^-1 (L_j^-1 slope - L_j^-1 X_j' step). */
static void follow(const struct arrow *a, int item, const double *step, double *row)
{
    size_t p = a->params;
    size_t width = arrow_width(a, item / ARROW_GROUP);
    const double *cross = arrow_cross(a, item);
    double by[KERNEL_PARAMS_MAX];
    for (size_t l = 0; l < p; l++, cross += width + 1)
        by[l] = cross[width] - linalg_dot(cross, step, width);
    linalg_backward(arrow_root(a, item), p, by);
    for (size_t l = 0; l < p; l++)
        row[l] += by[l];
}

static enum aisle_status take_step(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct point *point)
{
    const struct problem *p = a->problem;
    double *step = mem_new(2 * a->size, sizeof *step);
    if (!step)
        return ctx_no_memory(ctx);
    double *seats = step + a->size;
    memcpy(step, a->slope, a->size * sizeof *step);
    linalg_solve(a->s, a->size, step);
    for (int g = 0; g < a->group_count; g++) {
        for (size_t c = 0; c < arrow_width(a, g); c++)
            seats[c] = step[arrow_row(a, g, c)];
        for (int j = g * ARROW_GROUP; j < arrow_group_end(a, g); j++)
            follow(a, j, seats, point_item(point, j));
    }
    for (int i = 0; i < p->member_count; i++)
        for (int k = 0; k < p->dims && !p->thin[i]; k++)
            point_member(point, i)[k + 1] += step[a->place[i] + k];
    free(step);
    return AISLE_OK;
}

/* --- the standard scale --------------------------------------------------------- */

enum { MOMENTS_MAX = 2 * AISLE_DIMS_MAX };

/* Covariances of raw x, and how the scale itself moves with x: to first order the mean
 * and sd of dimension k change by moments 2 k and 2 k + 1, sums over fitted members of
 * change / n and of standard x * change / n. */
struct spread {
    const struct arrow *arrow;
    struct standard standard;
    size_t moments; /* 2 dims */
    double *cov;    /* [size][size], lower triangle */
    double *with;   /* [size][moments] covariance of x with the moments */
    double among[MOMENTS_MAX][MOMENTS_MAX];
};

static double standard_x(const struct spread *s, int member, int k)
{
    double x = point_member(s->arrow->point, member)[k + 1];
    return (x - s->standard.mean[k]) / s->standard.sd[k];
}

/* The moments' weights on x, [size][moments]. */
static void fill_weights(const struct spread *s, double *weight)
{
    const struct problem *p = s->arrow->problem;
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        for (int k = 0; k < p->dims; k++) {
            double *row = weight + (size_t)(s->arrow->place[i] + k) * s->moments;
            row[2 * k] = 1.0 / p->fitted_count;
            row[2 * k + 1] = standard_x(s, i, k) / p->fitted_count;
        }
    }
}

static void fill_moments(struct spread *s, const double *weight)
{
    const struct arrow *a = s->arrow;
    size_t m = s->moments;
    memcpy(s->with, weight, a->size * m * sizeof *weight);
    linalg_forward_many(a->s, a->size, m, s->with);
    linalg_backward_many(a->s, a->size, m, s->with);
    for (size_t r = 0; r < a->size; r++)
        for (size_t k = 0; k < m; k++)
            for (size_t l = 0; l < m; l++)
                s->among[k][l] += weight[r * m + k] * s->with[r * m + l];
}

/* S^-1 = W'W, W = L^-1. */
static void fill_covariance(struct spread *s, double *w)
{
    size_t n = s->arrow->size;
    linalg_invert_lower(s->arrow->s, n, w);
    memset(s->cov, 0, n * n * sizeof *s->cov);
    linalg_take_squares(w, n, n, s->cov);
    for (size_t i = 0; i < n * n; i++)
        s->cov[i] = -s->cov[i];
}

static enum aisle_status spread_new(struct aisle_ctx *ctx, const struct arrow *a,
                                    struct spread *out)
{
    struct spread s = {.arrow = a,
                       .standard = standard_of(a->problem, a->point),
                       .moments = 2 * (a->params - 1)};
    double *w = mem_new(a->size * a->size, sizeof *w);
    double *weight = mem_new(a->size * s.moments, sizeof *weight);
    s.cov = mem_new(a->size * a->size, sizeof *s.cov);
    s.with = mem_new(a->size * s.moments, sizeof *s.with);
    bool good = w && weight && s.cov && s.with;
    if (good) {
        fill_covariance(&s, w);
        fill_weights(&s, weight);
        fill_moments(&s, weight);
        *out = s;
    } else {
        free(s.cov);
        free(s.with);
    }
    free(w);
    free(weight);
    return good ? AISLE_OK : ctx_no_memory(ctx);
}

/* --- members ---------------------------------------------------------------------- */

/* Of (x - mean) / sd, by the delta method. */
static double fitted_sd(const struct spread *s, int member, int k)
{
    size_t row = (size_t)s->arrow->place[member] + (size_t)k;
    const double *with = s->with + row * s->moments + 2 * k;
    const double *mean = s->among[2 * k];
    const double *sd = s->among[2 * k + 1];
    double z = standard_x(s, member, k);
    double variance = s->cov[row * s->arrow->size + row] -
                      2.0 * (with[0] + z * with[1]) + mean[2 * k] +
                      2.0 * z * mean[2 * k + 1] + z * z * sd[2 * k + 1];
    return sqrt(fmax(variance, 0.0)) / s->standard.sd[k];
}

static void thin_sd(const struct spread *s, int member, double *sd)
{
    int d = s->arrow->problem->dims;
    double inverse[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    linalg_inverse(arrow_own(s->arrow, member), (size_t)d, inverse);
    for (int k = 0; k < d; k++)
        sd[k] = sqrt(inverse[k * d + k]) / s->standard.sd[k];
}

static void put_members(const struct spread *s, struct aisle_fit *fit)
{
    for (int i = 0; i < fit->member_count; i++) {
        struct aisle_fit_member *m = &fit->members[i];
        standard_member(&s->standard, fit->dims, point_member(s->arrow->point, i),
                        m->x);
        if (m->thin)
            thin_sd(s, i, m->sd);
        for (int k = 0; k < fit->dims; k++) {
            if (!m->thin)
                m->sd[k] = fitted_sd(s, i, k);
            m->q05[k] = m->x[k] - z95 * m->sd[k];
            m->q95[k] = m->x[k] + z95 * m->sd[k];
        }
    }
}

/* --- items ------------------------------------------------------------------------- */

/* One thread's room for a group. */
struct group {
    double *cov;    /* [width][width] of its seats */
    double *folded; /* the same for linalg_forms */
    double *with;   /* [moments][width] */
    double *answer; /* [items x params][width] how a parameter moves with raw x */
    double *form;   /* [items x params] variance that comes of it */
};

static void group_clear(struct group *g)
{
    free(g->cov);
    free(g->folded);
    free(g->with);
    free(g->answer);
    free(g->form);
}

static bool group_new(const struct spread *s, struct group *g)
{
    size_t n = s->arrow->size;
    size_t rows = ARROW_GROUP * s->arrow->params;
    g->cov = mem_new(n * n, sizeof *g->cov);
    g->folded = mem_new(n * linalg_fold_stride(n), sizeof *g->folded);
    g->with = mem_new(n * s->moments, sizeof *g->with);
    g->answer = mem_new(n * rows, sizeof *g->answer);
    g->form = mem_new(rows, sizeof *g->form);
    return g->cov && g->folded && g->with && g->answer && g->form;
}

static void enter_group(const struct spread *s, int group, struct group *g)
{
    const struct arrow *a = s->arrow;
    size_t width = arrow_width(a, group);
    for (size_t c = 0; c < width; c++) {
        size_t row = arrow_row(a, group, c);
        for (size_t e = 0; e <= c; e++) {
            size_t column = arrow_row(a, group, e);
            g->cov[c * width + e] = row > column ? s->cov[row * a->size + column]
                                                 : s->cov[column * a->size + row];
        }
        for (size_t k = 0; k < s->moments; k++)
            g->with[k * width + c] = s->with[row * s->moments + k];
    }
    linalg_fold(g->cov, width, g->folded);
}

/* The standard parameter `l` as a combination of the raw (a, b): a + b.mean, or
 * sd_k b_k; then L_j^-1 of it. */
static void pull_of(const struct spread *s, int item, size_t l, double *out)
{
    memset(out, 0, KERNEL_PARAMS_MAX * sizeof *out);
    out[l] = l > 0 ? s->standard.sd[l - 1] : 1.0;
    for (size_t k = 1; k < s->arrow->params && l == 0; k++)
        out[k] = s->standard.mean[k - 1];
    linalg_forward(arrow_root(s->arrow, item), s->arrow->params, out);
}

/* A row of `answer`: minus the pull on each seat. */
static void answer_of(const struct arrow *a, int item, const double *pull, double *out)
{
    size_t width = arrow_width(a, item / ARROW_GROUP);
    const double *cross = arrow_cross(a, item);
    for (size_t c = 0; c < width; c++)
        out[c] = -pull[0] * cross[c];
    for (size_t m = 1; m < a->params; m++)
        for (size_t c = 0; c < width; c++)
            out[c] -= pull[m] * cross[m * (width + 1) + c];
}

/* Variance that the scale's own moves add: parameter 0 moves with b_k times the mean of
 * each dimension, parameter k + 1 with b_k times its sd. */
static double moved_by_scale(const struct spread *s, const struct group *g, int item,
                             size_t l, const double *answer)
{
    const double *b = point_item(s->arrow->point, item) + 1;
    size_t width = arrow_width(s->arrow, item / ARROW_GROUP);
    double sum = 0.0;
    for (size_t k = 0; k + 1 < s->arrow->params; k++) {
        size_t own = l == 0 ? 2 * k : 2 * k + 1;
        if (l > 0 && l != k + 1)
            continue;
        sum += 2.0 * b[k] * linalg_dot(answer, g->with + own * width, width);
        for (size_t e = 0; e + 1 < s->arrow->params; e++)
            if (l == 0 || e == k)
                sum += b[k] * b[e] * s->among[own][l == 0 ? 2 * e : own];
    }
    return sum;
}

static void put_group(const struct spread *s, int group, struct group *g,
                      struct aisle_fit *fit)
{
    const struct arrow *a = s->arrow;
    size_t p = a->params;
    size_t width = arrow_width(a, group);
    int first = group * ARROW_GROUP;
    int end = arrow_group_end(a, group);
    double pull[ARROW_GROUP * KERNEL_PARAMS_MAX][KERNEL_PARAMS_MAX];
    enter_group(s, group, g);
    for (int j = first; j < end; j++)
        for (size_t l = 0; l < p; l++) {
            size_t row = (size_t)(j - first) * p + l;
            pull_of(s, j, l, pull[row]);
            answer_of(a, j, pull[row], g->answer + row * width);
        }
    linalg_forms(g->folded, width, g->answer, (size_t)(end - first) * p, g->form);
    for (int j = first; j < end; j++) {
        struct aisle_fit_item *item = &fit->items[j];
        standard_item(&s->standard, fit->dims, point_item(a->point, j), &item->a,
                      item->b);
        item->rhat = NAN;
        item->ess_bulk = NAN;
        for (size_t l = 0; l < p; l++) {
            size_t row = (size_t)(j - first) * p + l;
            double variance = linalg_dot(pull[row], pull[row], p) + g->form[row] +
                              moved_by_scale(s, g, j, l, g->answer + row * width);
            *(l ? &item->b_sd[l - 1] : &item->a_sd) = sqrt(variance);
        }
    }
}

static enum aisle_status put_items(struct aisle_ctx *ctx, const struct spread *s,
                                   struct aisle_fit *fit)
{
    int threads = problem_threads(s->arrow->problem);
    bool good = true;
#pragma omp parallel num_threads(threads) reduction(&& : good) if (threads > 1)
    {
        struct group g = {0};
#pragma omp critical(aisle_laplace)
        {
            good = group_new(s, &g);
        }
#pragma omp for schedule(static)
        for (int k = 0; k < s->arrow->group_count; k++)
            if (good)
                put_group(s, k, &g, fit);
        group_clear(&g);
    }
    return good ? AISLE_OK : ctx_no_memory(ctx);
}

/* --- all of it ---------------------------------------------------------------------- */

static enum aisle_status put_draws(struct aisle_ctx *ctx, const struct arrow *a,
                                   struct aisle_fit *fit)
{
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    fit->draw_count = a->problem->options->draws_min;
    fit->x_draws = mem_new((size_t)fit->draw_count * row + 1, sizeof *fit->x_draws);
    if (!fit->x_draws)
        return ctx_no_memory(ctx);
    return arrow_draws(ctx, a, fit->draw_count, fit->x_draws);
}

enum aisle_status laplace_fit(struct aisle_ctx *ctx, const struct problem *problem,
                              struct point *point, struct aisle_fit *fit)
{
    struct arrow a = {0};
    struct spread s = {0};
    enum aisle_status status;
    struct standard scale = standard_of(problem, point);
    TRY(standard_check(ctx, &scale, problem->dims));
    TRY(arrow_new(ctx, problem, point, &a));
    if (!a.expected)
        TRY(take_step(ctx, &a, point));
    TRY(spread_new(ctx, &a, &s));
    put_members(&s, fit);
    TRY(put_items(ctx, &s, fit));
    TRY(put_draws(ctx, &a, fit));
out:
    free(s.cov);
    free(s.with);
    arrow_clear(&a);
    return status;
}
