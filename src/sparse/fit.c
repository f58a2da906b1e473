/* aisle_sparse_ideal: lay out rows, climb to the mode, describe or sample. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <omp.h>

void aisle_sparse_options_init(struct aisle_sparse_options *options)
{
    *options = (struct aisle_sparse_options){.method = AISLE_METHOD_MAP,
                                             .chains = 2,
                                             .warmup = 100,
                                             .draws = 1000,
                                             .draws_max = 8000,
                                             .thin = 1,
                                             .ess_target = 400,
                                             .rhat_target = 1.01,
                                             .slope_told = true,
                                             .prior_slope_sd = 5,
                                             .prior_intercept_sd = 5,
                                             .seed = 1};
}

void aisle_sparse_fit_init(struct aisle_sparse_fit *fit)
{
    *fit = (struct aisle_sparse_fit){.rhat_max = NAN,
                                     .ess_bulk_min = NAN,
                                     .rhat_median = NAN,
                                     .ess_bulk_median = NAN,
                                     .ess_tail_min = NAN,
                                     .drift_taken = NAN,
                                     .gmp = NAN,
                                     .classified = NAN};
}

void aisle_sparse_fit_clear(struct aisle_sparse_fit *fit)
{
    if (!fit)
        return;
    free(fit->x);
    free(fit->x_sd);
    free(fit->a);
    free(fit->b);
    free(fit->a_sd);
    free(fit->b_sd);
    free(fit->x_draws);
    free(fit->x_rhat);
    free(fit->x_ess);
    aisle_sparse_fit_init(fit);
}

/* Add an error when `good` is false; counts errors. */
static int require(struct aisle_ctx *ctx, bool good, const char *what)
{
    if (!good)
        ctx_fail(ctx, AISLE_INPUT, "sparse ideal points: %s", what);
    return !good;
}

static bool between(double v, double low, double high)
{
    return v >= low && v <= high;
}

static enum aisle_status check_options(struct aisle_ctx *ctx,
                                       const struct aisle_sparse_options *o)
{
    int bad = 0;
    bool mcmc = o->method == AISLE_METHOD_MCMC;
    bad += require(ctx, mcmc || o->method == AISLE_METHOD_MAP, "no such method");
    bad += require(ctx, o->chains >= 1 && o->chains < SPARSE_CHAINS_MAX,
                   "chains are 1 to 63");
    bad +=
        require(ctx, between(o->warmup, 0, 1e7), "warm-up is 0 to 10 million sweeps");
    bad += require(ctx, o->draws / (o->chains > 0 ? o->chains : 1) >= 10,
                   "at least 10 draws a chain");
    bad += require(ctx, o->draws_max >= o->draws,
                   "at most as many draws as at least, or more");
    bad += require(ctx, o->ess_target > 0.0 && o->rhat_target > 1.0,
                   "the targets are an ESS above 0 and an R-hat above 1");
    bad += require(ctx, between(o->thin, 1, 1e4), "sweeps a draw are 1 to 10,000");
    bad += require(ctx, between(o->prior_slope_sd, 1e-3, 1e3),
                   "the slopes' prior sd is 0.001 to 1000");
    bad += require(ctx, between(o->prior_intercept_sd, 1e-3, 1e3),
                   "the intercepts' prior sd is 0.001 to 1000");
    bad += require(ctx, o->threads >= 0 && o->threads <= 4096, "threads are 0 to 4096");
    return bad ? AISLE_INPUT : AISLE_OK;
}

static enum aisle_status begin(struct aisle_ctx *ctx, const struct sparse_problem *p,
                               struct aisle_sparse_fit *fit)
{
    size_t members = (size_t)p->member_count;
    size_t items = (size_t)p->item_count;
    fit->method = p->options->method;
    fit->member_count = p->member_count;
    fit->item_count = p->item_count;
    fit->vote_count = p->vote_count;
    fit->x = mem_new(members, sizeof *fit->x);
    fit->x_sd = mem_new(members, sizeof *fit->x_sd);
    fit->a = mem_new(items, sizeof *fit->a);
    fit->b = mem_new(items, sizeof *fit->b);
    fit->a_sd = mem_new(items, sizeof *fit->a_sd);
    fit->b_sd = mem_new(items, sizeof *fit->b_sd);
    if (!fit->x || !fit->x_sd || !fit->a || !fit->b || !fit->a_sd || !fit->b_sd)
        return ctx_no_memory(ctx);
    return AISLE_OK;
}

/* The mode, and each unit's own spread there. */
static void put_mode(const struct sparse_problem *p, const struct sparse_state *s,
                     struct aisle_sparse_fit *fit)
{
    struct sparse_standard q = sparse_standard_of(p, s->x);
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++) {
        struct row_sums sums = sparse_member_at(p, s, i, s->x[i]);
        fit->x[i] = (s->x[i] - q.mean) / q.sd;
        fit->x_sd[i] = 1.0 / (sqrt(sums.curve[0]) * q.sd);
    }
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++) {
        const double *ab = s->item + 2 * (size_t)j;
        struct row_sums sums = sparse_item_at(p, s, j, ab[0], ab[1]);
        struct sparse_pair r = sparse_pair_of(&sums);
        double i0 = 1.0 / r.l00;
        double i1 = -r.l10 / (r.l00 * r.l11);
        double i2 = 1.0 / r.l11;
        double low = i1 + q.mean * i2; /* of a + b mean */
        fit->a[j] = ab[0] + ab[1] * q.mean;
        fit->b[j] = ab[1] * q.sd;
        fit->a_sd[j] = sqrt(i0 * i0 + low * low);
        fit->b_sd[j] = i2 * q.sd;
    }
}

/* One pass over the votes at the fit's estimates. */
static void put_scores(const struct sparse_problem *p, struct aisle_sparse_fit *fit)
{
    const struct sparse_rows *rows = &p->by_member;
    double log_chance = 0.0;
    double right = 0.0;
    for (int i = 0; i < p->member_count; i++)
        for (int k = 0; k < rows->blocks; k++) {
            const int64_t *first = rows->first + (int64_t)i * rows->blocks + k;
            for (int64_t v = first[0]; v < first[1]; v++) {
                size_t j = ((size_t)k << ROW_BLOCK_BITS) + (rows->vote[v] >> 1);
                double eta = fit->a[j] + fit->b[j] * fit->x[i];
                double u = rows->vote[v] & 1 ? -eta : eta;
                log_chance -= fmax(-u, 0.0) + log1p(exp(-fabs(u)));
                right += u > 0.0;
            }
        }
    fit->gmp = exp(log_chance / (double)p->vote_count);
    fit->classified = right / (double)p->vote_count;
}

enum aisle_status aisle_sparse_ideal(struct aisle_ctx *ctx,
                                     const struct aisle_votelist *votes,
                                     const struct aisle_sparse_options *options,
                                     struct aisle_sparse_fit *out)
{
    struct sparse_problem p = {.threads = options->threads > 0 ? options->threads
                                                               : omp_get_max_threads()};
    struct sparse_state mode = {0};
    struct aisle_sparse_fit fit;
    enum aisle_status status;
    aisle_sparse_fit_init(&fit);
    TRY(check_options(ctx, options));
    TRY(sparse_problem_new(ctx, votes, options, &p));
    TRY(begin(ctx, &p, &fit));
    TRY(sparse_state_new(ctx, &p, &mode));
    TRY(sparse_start(ctx, &p, 0, &mode, &fit.part_count));
    TRY(sparse_climb(ctx, &p, &mode, &fit.sweep_count));
    if (!(sparse_standard_of(&p, mode.x).sd > 1e-9)) {
        status = ctx_fail(ctx, AISLE_INPUT, "the votes do not tell members apart");
        goto out;
    }
    fit.slope_sd = mode.slope_sd;
    put_mode(&p, &mode, &fit);
    if (options->method == AISLE_METHOD_MAP)
        TRY(sparse_spread(ctx, &p, &mode, &fit));
    else
        TRY(sparse_sample(ctx, &p, &mode, &fit));
    put_scores(&p, &fit);
    *out = fit;
out:
    if (status != AISLE_OK)
        aisle_sparse_fit_clear(&fit);
    sparse_state_clear(&mode);
    sparse_problem_clear(&p);
    return status;
}
