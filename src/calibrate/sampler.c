#include "calibrate/sampler.h"

#include "base/mem.h"
#include "num/diagnostics.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { USE_CHAIN = 0x43410000, TUNE_EVERY = 50 };

struct chain {
    int dim;
    sampler_density *density;
    void *user;
    struct rng rng;
    double *x;      /* [dim] */
    double *y;      /* [dim] proposal */
    double *step;   /* [dim] of the one-by-one moves */
    int *accepted;  /* [dim] since the last tuning */
    double here;    /* log density at x */
    double *mean;   /* [dim] of the sweeps so far, for the covariance */
    double *square; /* [dim][dim] */
    double *factor; /* [dim][dim] */
    bool has_factor;
    double scale; /* of the joint move */
    int joint_accepted;
    int seen;
    double moves, accepts;
};

static bool chain_make(struct chain *c)
{
    size_t n = (size_t)c->dim;
    c->x = mem_new(n, sizeof(double));
    c->y = mem_new(n, sizeof(double));
    c->step = mem_new(n, sizeof(double));
    c->accepted = mem_new(n, sizeof(int));
    c->mean = mem_new(n, sizeof(double));
    c->square = mem_new(n * n, sizeof(double));
    c->factor = mem_new(n * n, sizeof(double));
    return c->x && c->y && c->step && c->accepted && c->mean && c->square && c->factor;
}

static void chain_clear(struct chain *c)
{
    free(c->x);
    free(c->y);
    free(c->step);
    free(c->accepted);
    free(c->mean);
    free(c->square);
    free(c->factor);
}

/* To the proposal in y, or not. */
static bool try_move(struct chain *c)
{
    double there = c->density(c->user, c->y);
    if (!(there - c->here > log(rng_unit(&c->rng))))
        return false;
    memcpy(c->x, c->y, (size_t)c->dim * sizeof *c->x);
    c->here = there;
    return true;
}

static void sweep_each(struct chain *c)
{
    for (int i = 0; i < c->dim; i++) {
        memcpy(c->y, c->x, (size_t)c->dim * sizeof *c->y);
        c->y[i] += c->step[i] * rng_normal(&c->rng);
        bool moved = try_move(c);
        c->accepted[i] += moved;
        c->accepts += moved;
        c->moves += 1;
    }
}

static void move_jointly(struct chain *c)
{
    size_t n = (size_t)c->dim;
    if (!c->has_factor)
        return;
    memcpy(c->y, c->x, n * sizeof *c->y);
    for (size_t j = 0; j < n; j++) {
        double z = c->scale * rng_normal(&c->rng);
        for (size_t i = j; i < n; i++)
            c->y[i] += c->factor[i * n + j] * z;
    }
    c->joint_accepted += try_move(c);
}

static void note(struct chain *c)
{
    size_t n = (size_t)c->dim;
    c->seen++;
    for (size_t i = 0; i < n; i++)
        c->y[i] = c->x[i] - c->mean[i];
    for (size_t i = 0; i < n; i++)
        c->mean[i] += c->y[i] / c->seen;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            c->square[i * n + j] += c->y[i] * (c->x[j] - c->mean[j]);
}

static void tune(struct chain *c)
{
    size_t n = (size_t)c->dim;
    for (int i = 0; i < c->dim; i++) {
        double rate = c->accepted[i] / (double)TUNE_EVERY;
        c->step[i] = fmin(c->step[i] * exp(rate - 0.44), 1); /* Gelman et al. 1996 */
        c->accepted[i] = 0;
    }
    c->scale *= exp(c->joint_accepted / (double)TUNE_EVERY - 0.234);
    c->joint_accepted = 0;
    if (c->seen < 10 * c->dim)
        return;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++)
            c->factor[i * n + j] = c->square[i * n + j] / c->seen;
        c->factor[i * n + i] += 1e-10;
    }
    c->has_factor = linalg_cholesky(c->factor, n);
}

/* The second half goes to kept [sweeps / 2][dim]. */
static void chain_run(struct chain *c, int sweeps, double *kept)
{
    size_t n = (size_t)c->dim;
    int burn = sweeps - sweeps / 2;
    for (int s = 0; s < sweeps; s++) {
        sweep_each(c);
        move_jointly(c);
        if (s < burn)
            note(c);
        if (s < burn && (s + 1) % TUNE_EVERY == 0)
            tune(c);
        if (s == burn / 4) { /* forget the way in */
            c->seen = 0;
            memset(c->mean, 0, n * sizeof *c->mean);
            memset(c->square, 0, n * n * sizeof *c->square);
        }
        if (s >= burn)
            memcpy(kept + (size_t)(s - burn) * n, c->x, n * sizeof *kept);
    }
}

/* Worst R-hat and ESS over the coordinates; kept is [chains][half][dim]. */
static enum aisle_status judge(struct aisle_ctx *ctx, int dim, int half,
                               const double *kept, struct sampler_result *result)
{
    size_t all = (size_t)SAMPLER_CHAINS * (size_t)half;
    double *column = mem_new(all, sizeof *column);
    double *work =
        mem_new(diagnostics_work_size(SAMPLER_CHAINS, (size_t)half), sizeof *work);
    if (!column || !work) {
        free(column);
        free(work);
        return ctx_no_memory(ctx);
    }
    result->rhat = 1;
    result->ess = INFINITY;
    for (int i = 0; i < dim; i++) {
        struct diagnostics d;
        for (size_t k = 0; k < all; k++)
            column[k] = kept[k * (size_t)dim + (size_t)i];
        diagnostics_quick(column, SAMPLER_CHAINS, (size_t)half, work, &d);
        result->rhat = fmax(result->rhat, d.rhat);
        result->ess = fmin(result->ess, d.ess_bulk);
    }
    free(column);
    free(work);
    return AISLE_OK;
}

static enum aisle_status run_chain(struct aisle_ctx *ctx, struct chain *c,
                                   const double *start, int sweeps, double *kept)
{
    if (!chain_make(c))
        return ctx_no_memory(ctx);
    memcpy(c->x, start, (size_t)c->dim * sizeof *c->x);
    for (int i = 0; i < c->dim; i++)
        c->step[i] = 0.1;
    c->scale = 2.38 / sqrt(c->dim);
    c->here = c->density(c->user, c->x);
    chain_run(c, sweeps, kept);
    return ctx_poll(ctx);
}

enum aisle_status sampler_run(struct aisle_ctx *ctx, int dim, sampler_density *density,
                              void *user, uint64_t seed, const double *starts,
                              int sweeps, int draws, double *out,
                              struct sampler_result *result)
{
    enum aisle_status status;
    int half = sweeps / 2;
    size_t block = (size_t)half * (size_t)dim;
    struct sampler_result got = {0};
    double *kept = mem_new(block * SAMPLER_CHAINS, sizeof *kept);
    if (!kept)
        return ctx_no_memory(ctx);
    for (int k = 0; k < SAMPLER_CHAINS; k++) {
        struct chain c = {.dim = dim,
                          .density = density,
                          .user = user,
                          .rng = rng_stream(seed, USE_CHAIN, (uint32_t)k, 0)};
        status = run_chain(ctx, &c, starts + (size_t)k * (size_t)dim, sweeps,
                           kept + (size_t)k * block);
        got.accepts += c.moves > 0 ? c.accepts / c.moves / SAMPLER_CHAINS : 0;
        chain_clear(&c);
        TRY(status);
    }
    TRY(judge(ctx, dim, half, kept, &got));
    for (int d = 0; d < draws; d++) {
        size_t at = (size_t)((d + 0.5) * SAMPLER_CHAINS * half / draws);
        memcpy(out + (size_t)d * (size_t)dim, kept + at * (size_t)dim,
               (size_t)dim * sizeof *out);
    }
    *result = got;
out:
    free(kept);
    return status;
}
