/* Spread of the positions by the normal approximation at the mode, with everything
 * else unknown, too: roll calls are integrated out of the second derivative (Schur's
 * complement), form by form as the forms weigh, and offsets are drawn along.
 *
 * An offset moves eta as the first dimension does, and only on votes of its type, so
 * one matrix a type over the positions has all that is needed:
 *
 *              x               offsets of type t
 *   x        sum of M_t + 1
 *   type t   rows of M_t       M_t + 1 / offset_sd^2      (first dimension of M_t) */
#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

#define WEIGHT_MIN 1e-3
enum { USE_SPREAD = 0x76000001 };

static const double z95 = 1.6448536269514722;

struct spread {
    const struct data *d;
    const struct state *s;
    bool observed;               /* the votes' own curvature, not the expected one */
    int *place;                  /* [members] among those that are not thin; -1: thin */
    size_t n;                    /* of M: members that are not thin, times dims */
    double *m[AISLE_VOTE_TYPES]; /* [n][n], lower triangle */
    double *work[AISLE_VOTE_TYPES]; /* [features][n] */
    size_t size;                    /* of the whole */
    double *root;                   /* [size][size] */
};

static void spread_clear(struct spread *a)
{
    free(a->place);
    free(a->root);
    for (int t = 0; t < AISLE_VOTE_TYPES; t++) {
        free(a->m[t]);
        free(a->work[t]);
    }
    *a = (struct spread){0};
}

static enum aisle_status spread_new(struct aisle_ctx *ctx, const struct data *d,
                                    const struct state *s, struct spread *out)
{
    struct spread *a = out;
    int members = d->problem.member_count, next = 0;
    bool bad = false;
    *a = (struct spread){.d = d, .s = s};
    a->n = (size_t)d->problem.fitted_count * (size_t)s->dims;
    a->size = a->n;
    if (data_asks(d, AISLE_TERM_OFFSETS))
        a->size += (size_t)d->problem.fitted_count * AISLE_VOTE_TYPES;
    a->place = mem_new((size_t)members, sizeof *a->place);
    a->root = mem_new(a->size * a->size, sizeof *a->root);
    for (int t = 0; t < AISLE_VOTE_TYPES; t++) {
        a->m[t] = mem_new(a->n * a->n, sizeof *a->m[t]);
        a->work[t] = mem_new(a->n * (size_t)s->features, sizeof *a->work[t]);
        bad |= !a->m[t] || !a->work[t];
    }
    if (bad || !a->place || !a->root) {
        spread_clear(a);
        return ctx_no_memory(ctx);
    }
    for (int i = 0; i < members; i++)
        a->place[i] = d->problem.thin[i] ? -1 : next++;
    return AISLE_OK;
}

/* What one form of an item tells of the positions: the votes' curvature, less what is
 * lost because the item's own parameters are not known. */
static void take_form(const struct spread *a, int item, int k)
{
    const struct data *d = a->d;
    const struct state *s = a->s;
    const struct form *form = state_form(s, item, k);
    int dims = s->dims, type = d->type[item];
    double *m = a->m[type], *cross = a->work[type], phi[FEATURES_MAX];
    double by[AISLE_VOTEMODEL_DIMS_MAX];
    for (size_t c = 0; c < a->n * (size_t)s->features; c++)
        cross[c] = 0.0;
    for (int i = 0; i < d->problem.member_count; i++) {
        int sign = data_item_sign(d, item, i);
        if (sign == 0)
            continue;
        double eta = 0.0;
        features_of(s, d, i, type, phi);
        for (int f = 0; f < s->features; f++)
            eta += form->beta[f] * phi[f];
        struct pull pull = vote_pull(sign, eta, s->lapse);
        double slope = a->observed ? pull.slope : 0.0, c = form->beta[2 + dims];
        for (int q = 0; q < dims; q++)
            by[q] = form->beta[1 + q] + (q ? 0.0 : 2.0 * c * phi[1]);
        for (int q = 0; q < dims; q++) {
            size_t at = (size_t)a->place[i] * (size_t)dims + (size_t)q;
            for (int r = 0; r <= q; r++)
                m[at * a->n + at - (size_t)(q - r)] +=
                    form->weight * pull.curve * by[q] * by[r];
            m[at * a->n + at] -= q ? 0.0 : form->weight * slope * 2.0 * c;
            for (int f = 0; f < s->features; f++) {
                double turn = f == 1 + q                ? 1.0
                              : q == 0 && f == 2 + dims ? 2.0 * phi[1]
                                                        : 0.0;
                if (form_has(d->form[k], dims, f))
                    cross[(size_t)f * a->n + at] =
                        sqrt(form->weight) *
                        (pull.curve * phi[f] * by[q] - slope * turn);
            }
        }
    }
    linalg_forward_many(form->root, (size_t)s->features, a->n, cross);
    linalg_take_squares(cross, (size_t)s->features, a->n, m);
}

static void take_items(const struct spread *a)
{
#pragma omp parallel for num_threads(ideal_threads(&a->d->ideal)) schedule(dynamic, 1)
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        for (int j = 0; j < a->d->problem.item_count; j++)
            for (int k = 0; k < a->d->forms; k++)
                if (a->d->type[j] == t && state_form(a->s, j, k)->weight >= WEIGHT_MIN)
                    take_form(a, j, k);
}

static double entry(const struct spread *a, int type, size_t row, size_t column)
{
    return row < column ? a->m[type][column * a->n + row]
                        : a->m[type][row * a->n + column];
}

static void forget_items(const struct spread *a)
{
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        memset(a->m[t], 0, a->n * a->n * sizeof *a->m[t]);
}

/* The whole, from the types' matrices. */
static void join_types(const struct spread *a)
{
    size_t dims = (size_t)a->s->dims, fitted = (size_t)a->d->problem.fitted_count;
    double precision = 1.0 / (a->d->options->offset_sd * a->d->options->offset_sd);
    for (size_t r = 0; r < a->n; r++)
        for (size_t c = 0; c <= r; c++) {
            double sum = r == c ? 1.0 : 0.0;
            for (int t = 0; t < AISLE_VOTE_TYPES; t++)
                sum += entry(a, t, r, c);
            a->root[r * a->size + c] = sum;
        }
    for (size_t r = a->n; r < a->size; r++) {
        int type = 0;
        size_t first = a->n;
        for (; r >= first + fitted; first += fitted)
            type++;
        size_t own = (r - first) * dims;
        double *row = a->root + r * a->size;
        for (size_t c = 0; c < a->n; c++)
            row[c] = entry(a, type, own, c);
        for (size_t c = first; c <= r; c++)
            row[c] = entry(a, type, own, (c - first) * dims);
        row[r] += precision;
    }
}

/* L of the whole. Where the climb ended a little off the mode the votes' own curvature
 * may have no L; the expected one always has. */
static enum aisle_status find_root(struct aisle_ctx *ctx, struct spread *a)
{
    for (int expected = 0; expected < 2; expected++) {
        a->observed = !expected;
        forget_items(a);
        take_items(a);
        join_types(a);
        if (linalg_cholesky(a->root, a->size))
            return AISLE_OK;
    }
    return ctx_fail(ctx, AISLE_INPUT, "the votes do not set the positions");
}

/* One draw of all positions on the users' scale. */
static void draw(const struct spread *a, uint64_t seed, int number, double *delta,
                 double *x, float *out)
{
    const struct data *d = a->d;
    int dims = a->s->dims;
    struct rng rng = rng_stream(seed, USE_SPREAD, (uint32_t)number, 0);
    for (size_t c = 0; c < a->size; c++)
        delta[c] = rng_normal(&rng);
    linalg_backward(a->root, a->size, delta);
    for (int i = 0; i < d->problem.member_count; i++)
        for (int k = 0; k < dims; k++) {
            int at = i * dims + k, place = a->place[i];
            double step = place >= 0 ? delta[place * dims + k]
                                     : sqrt(a->s->variance[at]) * rng_normal(&rng);
            x[at] = a->s->x[at] + step;
        }
    struct scale scale = scale_of(d, x);
    for (int at = 0; at < d->problem.member_count * dims; at++)
        out[at] = (float)((x[at] - scale.mean[at % dims]) / scale.sd[at % dims]);
}

static enum aisle_status put_draws(struct aisle_ctx *ctx, const struct spread *a,
                                   struct aisle_fit *fit)
{
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    enum aisle_status status = AISLE_OK;
    double *delta = mem_new(a->size, sizeof *delta);
    double *x = mem_new(row, sizeof *x);
    fit->draw_count = a->d->options->draws;
    fit->x_draws = mem_new((size_t)fit->draw_count * row + 1, sizeof *fit->x_draws);
    if (!delta || !x || !fit->x_draws)
        status = ctx_no_memory(ctx);
    for (int t = 0; status == AISLE_OK && t < fit->draw_count; t++)
        draw(a, a->d->options->seed, t, delta, x, fit->x_draws + (size_t)t * row);
    free(delta);
    free(x);
    return status;
}

/* The modes, with the draws' spread about their mean. */
static void put_members(struct aisle_votemodel *model, struct aisle_fit *fit)
{
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    for (int i = 0; i < fit->member_count; i++)
        for (int k = 0; k < fit->dims; k++) {
            struct aisle_fit_member *m = &fit->members[i];
            const float *x = fit->x_draws + i * fit->dims + k;
            double mean = 0.0, square = 0.0;
            for (int t = 0; t < fit->draw_count; t++)
                mean += x[(size_t)t * row] / (double)fit->draw_count;
            for (int t = 0; t < fit->draw_count; t++) {
                double off = x[(size_t)t * row] - mean;
                square += off * off / (double)fit->draw_count;
            }
            m->x[k] = model->members[i].x[k];
            m->sd[k] = model->members[i].sd[k] = sqrt(square);
            m->q05[k] = m->x[k] - z95 * m->sd[k];
            m->q95[k] = m->x[k] + z95 * m->sd[k];
        }
}

static void put_items(const struct aisle_votemodel *model, struct aisle_fit *fit)
{
    for (int j = 0; j < fit->item_count; j++) {
        const struct aisle_votemodel_item *from = &model->items[j];
        struct aisle_fit_item *to = &fit->items[j];
        to->a = from->a[from->likeliest];
        to->a_sd = to->rhat = to->ess_bulk = NAN;
        for (int k = 0; k < fit->dims; k++) {
            to->b[k] = from->b[from->likeliest][k];
            to->b_sd[k] = NAN;
        }
    }
}

enum aisle_status spread_points(struct aisle_ctx *ctx, const struct data *d,
                                const struct state *s, struct aisle_votemodel *model,
                                struct aisle_fit *points)
{
    struct spread a = {0};
    struct aisle_fit fit;
    enum aisle_status status;
    aisle_fit_init(&fit);
    TRY(summary_begin(ctx, &d->problem, &fit));
    TRY(spread_new(ctx, d, s, &a));
    TRY(find_root(ctx, &a));
    TRY(put_draws(ctx, &a, &fit));
    put_members(model, &fit);
    put_items(model, &fit);
    TRY(summary_finish(ctx, &fit));
    fit.classified = model->fitted.right;
    fit.apre = model->fitted.apre;
    fit.gmp = model->fitted.gmp;
    *points = fit;
    aisle_fit_init(&fit);
out:
    aisle_fit_clear(&fit);
    spread_clear(&a);
    return status;
}
