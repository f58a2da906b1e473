#include "calibrate/solve.h"

#include "base/mem.h"
#include "calibrate/emulator.h"
#include "calibrate/sampler.h"
#include "experiment/sobol.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { USE_PROBE = 0x43410010, USE_RESAMPLE, PROBES = 20000 };
static const double CUT = 3; /* sd: three rule out (Pukelsheim's three-sigma rule) */

/* All runs so far, and the emulator of the best of them. */
struct work {
    const struct problem *problem;
    const struct solve_options *options;
    int count, most;
    double *x;        /* [most][dim] */
    double *y;        /* [most][targets] */
    double *distance; /* [most] from the record */
    double *fit_x, *fit_y;
    int *order;     /* [most] */
    double *target; /* [targets] work */
    double *starts; /* [SAMPLER_CHAINS][dim] */
    double cut;     /* of the density that is sampled */
    struct emulator emulator;
};

static bool work_make(struct work *w)
{
    const struct problem *p = w->problem;
    size_t most = (size_t)w->most, dim = (size_t)p->dim, targets = (size_t)p->targets;
    w->x = mem_new(most * dim, sizeof(double));
    w->y = mem_new(most * targets, sizeof(double));
    w->fit_x = mem_new(most * dim, sizeof(double));
    w->fit_y = mem_new(most * targets, sizeof(double));
    w->distance = mem_new(most, sizeof(double));
    w->order = mem_new(most, sizeof(int));
    w->target = mem_new(targets, sizeof(double));
    w->starts = mem_new(SAMPLER_CHAINS * dim, sizeof(double));
    return w->x && w->y && w->fit_x && w->fit_y && w->distance && w->order &&
           w->target && w->starts;
}

static void work_clear(struct work *w)
{
    free(w->x);
    free(w->y);
    free(w->fit_x);
    free(w->fit_y);
    free(w->distance);
    free(w->order);
    free(w->target);
    free(w->starts);
    emulator_clear(&w->emulator);
}

static double distance_of(const struct problem *p, const double *y)
{
    double worst = 0;
    for (int t = 0; t < p->targets; t++)
        worst = fmax(worst, fabs(y[t] - p->observed[t]) / p->sd[t]);
    return worst;
}

/* --- runs and emulator ---------------------------------------------------- */

/* The points stand at w->x + count; run them. */
static enum aisle_status run_wave(struct aisle_ctx *ctx, struct work *w, int runs)
{
    const struct problem *p = w->problem;
    double *x = w->x + (size_t)w->count * (size_t)p->dim;
    double *y = w->y + (size_t)w->count * (size_t)p->targets;
    enum aisle_status status = p->run(ctx, p->user, runs, x, y);
    if (status != AISLE_OK)
        return status;
    for (int i = 0; i < runs; i++)
        w->distance[w->count + i] = distance_of(p, y + (size_t)i * (size_t)p->targets);
    w->count += runs;
    return AISLE_OK;
}

/* Order of the runs, nearest to the record first; ties by number. */
static void sort_runs(struct work *w)
{
    for (int i = 0; i < w->count; i++) {
        int j = i;
        for (; j > 0 && w->distance[w->order[j - 1]] > w->distance[i]; j--)
            w->order[j] = w->order[j - 1];
        w->order[j] = i;
    }
}

/* Fit to the runs nearest to the record: a quadratic is good near the answer, not
 * everywhere. */
static enum aisle_status refit(struct aisle_ctx *ctx, struct work *w)
{
    const struct problem *p = w->problem;
    size_t dim = (size_t)p->dim, targets = (size_t)p->targets;
    int terms = 1 + 2 * p->dim + p->dim * (p->dim - 1) / 2;
    int use = 2 * terms > w->options->runs ? 2 * terms : w->options->runs;
    use = use < w->count ? use : w->count;
    sort_runs(w);
    for (int i = 0; i < use; i++) {
        size_t from = (size_t)w->order[i];
        memcpy(w->fit_x + (size_t)i * dim, w->x + from * dim, dim * sizeof(double));
        memcpy(w->fit_y + (size_t)i * targets, w->y + from * targets,
               targets * sizeof(double));
    }
    return emulator_fit(ctx, p->dim, p->targets, use, w->fit_x, w->fit_y, &w->emulator);
}

/* --- densities ------------------------------------------------------------ */

static double plausible_density(void *user, const double *x)
{
    struct work *w = user;
    double prior = problem_log_prior(w->problem, x);
    if (!isfinite(prior) ||
        emulator_implausibility(&w->emulator, w->problem, x, w->target) > w->cut)
        return -INFINITY;
    return prior;
}

static double posterior_density(void *user, const double *x)
{
    struct work *w = user;
    double prior = problem_log_prior(w->problem, x);
    if (!isfinite(prior))
        return -INFINITY;
    return prior + emulator_log_likelihood(&w->emulator, w->problem, x, w->target);
}

/* The four runs that the emulator likes best start the chains; the cut is raised where
 * it would rule all of them out. */
static void find_starts(struct work *w)
{
    size_t dim = (size_t)w->problem->dim;
    double best[SAMPLER_CHAINS];
    for (int k = 0; k < SAMPLER_CHAINS; k++)
        best[k] = INFINITY;
    for (int i = 0; i < w->count; i++) {
        const double *x = w->x + (size_t)i * dim;
        if (!isfinite(problem_log_prior(w->problem, x)))
            continue;
        double here = emulator_implausibility(&w->emulator, w->problem, x, w->target);
        int k = SAMPLER_CHAINS;
        for (; k > 0 && best[k - 1] > here; k--) {
            if (k == SAMPLER_CHAINS)
                continue;
            best[k] = best[k - 1];
            memcpy(w->starts + (size_t)k * dim, w->starts + (size_t)(k - 1) * dim,
                   dim * sizeof(double));
        }
        if (k < SAMPLER_CHAINS) {
            best[k] = here;
            memcpy(w->starts + (size_t)k * dim, x, dim * sizeof(double));
        }
    }
    w->cut = fmax(CUT, 1.05 * best[SAMPLER_CHAINS - 1]);
}

/* Share of the prior that the emulator does not rule out. */
static double plausible_share(struct work *w)
{
    const struct problem *p = w->problem;
    double *x = w->fit_x; /* free between fits */
    int in = 0;
    for (int i = 0; i < PROBES; i++) {
        struct rng rng = rng_stream(p->seed, USE_PROBE, (uint32_t)i, 0);
        for (int d = 0; d < p->dim; d++)
            x[d] = problem_quantile(p, d, rng_unit(&rng));
        in += emulator_implausibility(&w->emulator, p, x, w->target) <= CUT;
    }
    return in / (double)PROBES;
}

/* --- the waves ------------------------------------------------------------ */

static void first_design(struct work *w)
{
    const struct problem *p = w->problem;
    latin_hypercube(p->seed, 100, w->options->runs, p->dim, w->x);
    for (int i = 0; i < w->options->runs; i++)
        for (int d = 0; d < p->dim; d++) {
            double *x = &w->x[(size_t)i * (size_t)p->dim + (size_t)d];
            *x = problem_quantile(p, d, *x);
        }
}

static enum aisle_status run_waves(struct aisle_ctx *ctx, struct work *w,
                                   struct solution *out)
{
    enum aisle_status status;
    const struct problem *p = w->problem;
    for (int wave = 0; wave < w->options->waves; wave++) {
        struct sampler_result ignored;
        bool last = wave == w->options->waves - 1;
        out->wave[wave].plausible = 1;
        if (wave == 0) {
            first_design(w);
        } else {
            out->wave[wave].plausible = plausible_share(w);
            find_starts(w);
            TRY(sampler_run(ctx, p->dim, last ? posterior_density : plausible_density,
                            w, p->seed + (uint64_t)wave, w->starts,
                            w->options->sweeps / 4, w->options->runs,
                            w->x + (size_t)w->count * (size_t)p->dim, &ignored));
        }
        TRY(run_wave(ctx, w, w->options->runs));
        TRY(refit(ctx, w));
        out->wave[wave].best = w->distance[w->order[0]];
    }
    out->waves = w->options->waves;
out:
    return status;
}

/* --- the check ------------------------------------------------------------ */

/* Weights of the draws: likelihood of the simulator over that of the emulator. The
 * simulator is noisy a little, so its own share of the emulator's error stays in. */
static double weigh(struct work *w, int check, double *weight)
{
    const struct problem *p = w->problem;
    size_t first = (size_t)(w->count - check);
    double most = -INFINITY, sum = 0, square = 0;
    for (int i = 0; i < check; i++) {
        const double *y = w->y + (first + (size_t)i) * (size_t)p->targets;
        double says = 0;
        for (int t = 0; t < p->targets; t++) {
            double z = (y[t] - p->observed[t]) / p->sd[t];
            says -= z * z / 2;
        }
        weight[i] = says - emulator_log_likelihood(
                               &w->emulator, p,
                               w->x + (first + (size_t)i) * (size_t)p->dim, w->target);
        most = fmax(most, weight[i]);
    }
    for (int i = 0; i < check; i++) {
        weight[i] = exp(weight[i] - most);
        sum += weight[i];
        square += weight[i] * weight[i];
    }
    return sum * sum / square;
}

/* Systematic resampling. */
static void resample(const struct work *w, int check, const double *weight,
                     struct solution *out)
{
    const struct problem *p = w->problem;
    size_t first = (size_t)(w->count - check), dim = (size_t)p->dim,
           targets = (size_t)p->targets;
    double sum = 0, until = weight[0];
    for (int i = 0; i < check; i++)
        sum += weight[i];
    double u = rng_unit_at(p->seed, USE_RESAMPLE, 0, 0, 0);
    int at = 0;
    for (int d = 0; d < out->draws; d++) {
        double point = (d + u) * sum / out->draws;
        while (until < point && at + 1 < check)
            until += weight[++at];
        memcpy(out->x + (size_t)d * dim, w->x + (first + (size_t)at) * dim,
               dim * sizeof(double));
        memcpy(out->y + (size_t)d * targets, w->y + (first + (size_t)at) * targets,
               targets * sizeof(double));
    }
}

/* Fewer effective draws than this share of the check say that the emulator is not to
 * be corrected by weights. */
static const double WEIGHTS_LEAST = 0.1;

static enum aisle_status run_check(struct aisle_ctx *ctx, struct work *w,
                                   struct solution *out)
{
    enum aisle_status status;
    const struct problem *p = w->problem;
    int check = w->options->check;
    struct sampler_result judged;
    double *weight = mem_new((size_t)check, sizeof *weight);
    if (!weight)
        return ctx_no_memory(ctx);
    find_starts(w);
    TRY(sampler_run(ctx, p->dim, posterior_density, w, p->seed + 1000, w->starts,
                    w->options->sweeps, check, w->x + (size_t)w->count * (size_t)p->dim,
                    &judged));
    TRY(run_wave(ctx, w, check));
    out->rhat = judged.rhat;
    out->ess = judged.ess;
    out->weight_ess = weigh(w, check, weight);
    out->weighted = out->weight_ess >= WEIGHTS_LEAST * check;
    for (int i = 0; i < check && !out->weighted; i++)
        weight[i] = 1;
    resample(w, check, weight, out);
out:
    free(weight);
    return status;
}

static bool solution_make(const struct problem *p, const struct solve_options *o,
                          struct solution *out)
{
    size_t draws = (size_t)o->draws, targets = (size_t)p->targets;
    out->dim = p->dim;
    out->targets = p->targets;
    out->draws = o->draws;
    out->prior_count = o->runs;
    out->x = mem_new(draws * (size_t)p->dim, sizeof(double));
    out->y = mem_new(draws * targets, sizeof(double));
    out->prior_y = mem_new((size_t)o->runs * targets, sizeof(double));
    out->emulator_sd = mem_new(targets, sizeof(double));
    out->explained = mem_new(targets, sizeof(double));
    return out->x && out->y && out->prior_y && out->emulator_sd && out->explained;
}

enum aisle_status solve(struct aisle_ctx *ctx, const struct problem *problem,
                        const struct solve_options *options, struct solution *out)
{
    enum aisle_status status;
    struct solution made = {0};
    struct work w = {.problem = problem,
                     .options = options,
                     .most = options->waves * options->runs + options->check};
    size_t targets = (size_t)problem->targets;
    CHECK(options->waves >= 3 && options->waves <= SOLVE_WAVES_MOST);
    if (!work_make(&w) || !solution_make(problem, options, &made)) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(run_waves(ctx, &w, &made));
    TRY(run_check(ctx, &w, &made));
    made.evaluations = w.count;
    memcpy(made.prior_y, w.y, (size_t)options->runs * targets * sizeof(double));
    memcpy(made.emulator_sd, w.emulator.sd, targets * sizeof(double));
    memcpy(made.explained, w.emulator.explained, targets * sizeof(double));
    *out = made;
    made = (struct solution){0};
out:
    work_clear(&w);
    solution_clear(&made);
    return status;
}

void solution_clear(struct solution *s)
{
    free(s->x);
    free(s->y);
    free(s->prior_y);
    free(s->emulator_sd);
    free(s->explained);
    *s = (struct solution){0};
}
