/* Standard errors at the mode, members and items moving together: Laplace's approximation
 * through the Schur complement, whose inverse is D^-1/2 (1 - M)^-1 D^-1/2 (cross.h).
 *
 * On a block Krylov space, which finds M's leading eigenvectors (Golub and Underwood
 * 1977), (1 - M)^-1 is 1 / (1 - lambda) on each; outside 1 + M does, of which the diagonal
 * is told by one pass over the votes. What is left out, M^2 and on, makes errors too
 * small, never too large. A shift or stretch of all members counts for nothing. */
#include "sparse/cross.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = CROSS_COLUMNS, STEPS = 4, SPACE = STEPS * COLUMNS };

/* M's eigenvalues are below 1 but for rounding. */
static const double largest = 1.0 - 1e-6;
/* A column of which less is left after projection was in the space already. */
static const double in_space = 1e-5;

struct spread {
    struct cross cross;
    size_t members;
    struct sparse_standard standard;
    double
        *block[STEPS + 1]; /* [members][COLUMNS]: the space's basis; the last is room */
    double *ritz;          /* [members][SPACE]: D^-1/2 u (lambda / (1 - lambda))^1/2 */
    double *own;        /* [members] variance besides those: 1 + M outside the space */
    double mean[SPACE]; /* how each column of ritz moves the mean and the sd */
    double sd[SPACE];
};

static enum aisle_status spread_new(struct aisle_ctx *ctx,
                                    const struct sparse_problem *p,
                                    const struct sparse_state *mode, struct spread *s)
{
    size_t n = (size_t)p->member_count;
    enum aisle_status status = cross_new(ctx, p, mode, &s->cross);
    s->members = n;
    s->standard = sparse_standard_of(p, mode->x);
    s->own = mem_new(n, sizeof *s->own);
    s->ritz = mem_new(n * SPACE, sizeof *s->ritz);
    bool good = s->own && s->ritz;
    for (int k = 0; k <= STEPS; k++) {
        s->block[k] = mem_new(n * COLUMNS, sizeof *s->block[k]);
        good &= s->block[k] != NULL;
    }
    return status != AISLE_OK || good ? status : ctx_no_memory(ctx);
}

static void spread_clear(struct spread *s)
{
    cross_clear(&s->cross);
    free(s->own);
    free(s->ritz);
    for (int k = 0; k <= STEPS; k++)
        free(s->block[k]);
}

static bool has_votes(const struct spread *s, size_t member)
{
    return sparse_row_count(&s->cross.p->by_member, (int)member) > 0;
}

static double standard_x(const struct spread *s, size_t member)
{
    return (s->cross.mode->x[member] - s->standard.mean) / s->standard.sd;
}

/* --- the space ----------------------------------------------------------------------- */

/* A shift and a stretch of all, in M's terms, and luck. */
static void begin_space(struct spread *s)
{
    struct rng rng = rng_stream(s->cross.p->options->seed, SPARSE_USE_FIELDS, 1, 0);
    for (size_t i = 0; i < s->members; i++) {
        double *row = s->block[0] + i * COLUMNS;
        double by = has_votes(s, i) ? 1.0 / s->cross.root[i] : 0.0;
        for (int c = 0; c < COLUMNS; c++)
            row[c] = has_votes(s, i) ? rng_normal(&rng) : 0.0;
        row[0] = by;
        row[1] = by * standard_x(s, i);
    }
}

/* Take out of y what is in a block; `had` gets how much, [COLUMNS][COLUMNS], added. */
static void project_out(size_t n, const double *block, double *y, double *had)
{
    double less[COLUMNS * COLUMNS] = {0};
    linalg_take_products(block, y, n, COLUMNS, COLUMNS, less);
    for (size_t i = 0; i < n; i++)
        for (size_t b = 0; b < COLUMNS; b++)
            for (size_t c = 0; c < COLUMNS; c++)
                y[i * COLUMNS + c] += block[i * COLUMNS + b] * less[b * COLUMNS + c];
    for (size_t k = 0; had && k < (size_t)COLUMNS * COLUMNS; k++)
        had[k] -= less[k];
}

static double column_dot(const double *y, size_t a, size_t b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += y[i * COLUMNS + a] * y[i * COLUMNS + b];
    return sum;
}

/* Columns among themselves, twice. One of which hardly anything is left of what it was in
 * the beginning, `size`, was in the space already and becomes 0. */
static void orthonormalise(size_t n, const double *size, double *y)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        for (size_t k = 0; k < 2 * c; k++) {
            double by = column_dot(y, c, k % c, n);
            for (size_t i = 0; i < n; i++)
                y[i * COLUMNS + c] -= by * y[i * COLUMNS + k % c];
        }
        double norm = sqrt(column_dot(y, c, c, n));
        double scale = norm > in_space * size[c] ? 1.0 / norm : 0.0;
        for (size_t i = 0; i < n; i++)
            y[i * COLUMNS + c] *= scale;
    }
}

static void sizes_of(size_t n, const double *y, double *size)
{
    for (size_t c = 0; c < COLUMNS; c++)
        size[c] = sqrt(column_dot(y, c, c, n));
}

/* Blocks until M of each has been asked for; `square` [SPACE][SPACE] gets M on them. */
static enum aisle_status grow_space(struct aisle_ctx *ctx, struct spread *s,
                                    double *square)
{
    size_t n = s->members;
    enum aisle_status status = AISLE_OK;
    double size[COLUMNS];
    begin_space(s);
    sizes_of(n, s->block[0], size);
    orthonormalise(n, size, s->block[0]);
    for (int k = 0; k < STEPS; k++) {
        double *next = s->block[k + 1];
        TRY(ctx_poll(ctx));
        cross_times(&s->cross, s->block[k], next);
        sizes_of(n, next, size);
        for (int again = 0; again < 2; again++)
            for (int b = 0; b <= k; b++) {
                double had[COLUMNS * COLUMNS] = {0};
                project_out(n, s->block[b], next, had);
                for (size_t r = 0; r < COLUMNS; r++)
                    for (size_t c = 0; c < COLUMNS; c++)
                        square[((size_t)b * COLUMNS + r) * SPACE + (size_t)k * COLUMNS +
                               c] += had[r * COLUMNS + c];
            }
        orthonormalise(n, size, next);
    }
    for (size_t r = 0; r < SPACE;
         r++) /* symmetric, but for rounding and what is later */
        for (size_t c = 0; c < r; c++)
            square[r * SPACE + c] = square[c * SPACE + r];
out:
    return status;
}

/* Rayleigh and Ritz: M's eigenvectors in the space, each times its spread beyond 1, as
 * moves of members; `own` is M's diagonal, of which they take their part. */
static void put_ritz(struct spread *s, double *square)
{
    double value[SPACE], *vector = square + SPACE * SPACE;
    linalg_eigen(square, SPACE, value, vector);
    for (size_t k = 0; k < SPACE; k++)
        value[k] = fmin(fmax(value[k], 0.0), largest);
#pragma omp parallel for schedule(static) num_threads(s->cross.p->threads)
    for (size_t i = 0; i < s->members; i++) {
        double root = s->cross.root[i];
        for (size_t k = 0; k < SPACE; k++) {
            double sum = 0.0;
            for (size_t b = 0; b < SPACE; b++)
                sum += vector[k * SPACE + b] *
                       s->block[b / COLUMNS][i * COLUMNS + b % COLUMNS];
            s->own[i] -= value[k] * sum * sum;
            s->ritz[i * SPACE + k] = sum * root * sqrt(value[k] / (1.0 - value[k]));
        }
        s->own[i] = (1.0 + fmax(s->own[i], 0.0)) * root * root;
    }
    double count = s->cross.p->fitted_count;
    for (size_t i = 0; i < s->members; i++)
        for (size_t k = 0; has_votes(s, i) && k < SPACE; k++) {
            s->mean[k] += s->ritz[i * SPACE + k] / count;
            s->sd[k] += s->ritz[i * SPACE + k] * standard_x(s, i) / count;
        }
}

/* --- errors ---------------------------------------------------------------------------- */

/* Of (x - mean) / sd, by the delta method. */
static void put_members(const struct spread *s, double *x_sd)
{
    double n = s->cross.p->fitted_count, sum[3] = {0};
    for (size_t i = 0; i < s->members; i++)
        for (int k = 0; has_votes(s, i) && k < 3; k++)
            sum[k] += s->own[i] * pow(standard_x(s, i), k) / (n * n);
    for (size_t i = 0; i < s->members; i++) {
        double z = standard_x(s, i);
        double variance = s->own[i] + sum[0] + 2.0 * z * sum[1] + z * z * sum[2];
        if (has_votes(s, i))
            variance -= 2.0 * s->own[i] * (1.0 + z * z) / n;
        for (size_t k = 0; k < SPACE; k++) {
            double by = s->ritz[i * SPACE + k] - s->mean[k] - z * s->sd[k];
            variance += by * by;
        }
        x_sd[i] = sqrt(variance) / s->standard.sd;
    }
}

/* Variances of a + b mean and of b sd, but for what the eigenvectors add. */
static void begin_items(const struct spread *s, double *a_sd, double *b_sd)
{
    double mean = s->standard.mean, sd = s->standard.sd;
#pragma omp parallel for schedule(dynamic, 256) num_threads(s->cross.p->threads)
    for (int j = 0; j < s->cross.p->item_count; j++) {
        const float *h = s->cross.inverse + 3 * (size_t)j;
        double v[3];
        cross_noise(&s->cross, s->own, j, v);
        for (int k = 0; k < 3; k++)
            v[k] += (double)h[k];
        a_sd[j] = v[0] + 2.0 * mean * v[1] + mean * mean * v[2];
        b_sd[j] = sd * sd * v[2];
    }
}

/* Items follow sixteen of the eigenvectors, and the scale with them. */
static void add_columns(struct spread *s, size_t first, double *a_sd, double *b_sd)
{
    struct cross *c = &s->cross;
    double mean = s->standard.mean, sd = s->standard.sd;
    for (size_t i = 0; i < s->members; i++)
        for (size_t k = 0; k < COLUMNS; k++)
            c->table[i * COLUMNS + k] = (float)s->ritz[i * SPACE + first + k];
    cross_answer(c);
    for (size_t j = 0; j < (size_t)c->p->item_count; j++) {
        const float *to = c->answer + 2 * COLUMNS * j;
        double b = c->mode->item[2 * j + 1];
        for (size_t k = 0; k < COLUMNS; k++) {
            double da = -(double)to[k], db = -(double)to[COLUMNS + k];
            double a_by = da + mean * db + b * s->mean[first + k];
            double b_by = sd * db + b * s->sd[first + k];
            a_sd[j] += a_by * a_by;
            b_sd[j] += b_by * b_by;
        }
    }
}

enum aisle_status sparse_spread(struct aisle_ctx *ctx, const struct sparse_problem *p,
                                const struct sparse_state *mode,
                                struct aisle_sparse_fit *fit)
{
    struct spread s = {.members = 0};
    double *square = mem_new((size_t)2 * SPACE * SPACE, sizeof *square);
    enum aisle_status status = square ? AISLE_OK : ctx_no_memory(ctx);
    if (status != AISLE_OK)
        return status;
    TRY(spread_new(ctx, p, mode, &s));
    TRY(grow_space(ctx, &s, square));
    cross_diagonal(&s.cross, s.own);
    put_ritz(&s, square);
    put_members(&s, fit->x_sd);
    begin_items(&s, fit->a_sd, fit->b_sd);
    for (size_t first = 0; first < SPACE; first += COLUMNS)
        add_columns(&s, first, fit->a_sd, fit->b_sd);
    for (int j = 0; j < p->item_count; j++) {
        fit->a_sd[j] = sqrt(fit->a_sd[j]);
        fit->b_sd[j] = sqrt(fit->b_sd[j]);
    }
out:
    spread_clear(&s);
    free(square);
    return status;
}
