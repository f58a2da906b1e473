/* What a calibration says: its parameters, and its targets by prior and posterior. */
#include "calibrate/calibrate.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/points.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>

enum { USE_ERROR = 0x43410030 };

/* --- parameters ---------------------------------------------------------- */

static void fill_parameter(const struct calibrate_job *job,
                           const struct problem *problem, int i,
                           const struct solution *s, double *work,
                           struct aisle_calibrated *out)
{
    double width = job->high[i] - job->low[i];
    size_t n = (size_t)s->draws;
    for (int d = 0; d < s->draws; d++)
        work[d] = calibrate_value(job, i, s->x[d * s->dim + i]);
    out->low = job->low[i];
    out->high = job->high[i];
    out->prior_mean = job->low[i] + width * problem_prior_mean(problem, i);
    out->prior_sd = width * problem_prior_sd(problem, i);
    out->mean = num_mean(work, n);
    out->sd = sqrt(num_variance(work, n));
    num_sort(work, n);
    out->q05 = num_quantile_sorted(work, n, 0.05);
    out->q50 = num_quantile_sorted(work, n, 0.5);
    out->q95 = num_quantile_sorted(work, n, 0.95);
    out->width_ratio = out->sd / out->prior_sd;
}

static void sort_parameters(struct aisle_calibrated *p, int count)
{
    for (int i = 1; i < count; i++) {
        struct aisle_calibrated key = p[i];
        int j = i;
        for (; j > 0 && p[j - 1].width_ratio > key.width_ratio; j--)
            p[j] = p[j - 1];
        p[j] = key;
    }
}

static bool fill_parameters(const struct calibrate_job *job,
                            const struct problem *problem, const struct solution *s,
                            struct aisle_calibration *out)
{
    bool ok = true;
    double *work = mem_new((size_t)s->draws, sizeof *work);
    out->parameters = mem_new((size_t)job->dim, sizeof *out->parameters);
    if (!work || !out->parameters) {
        free(work);
        return false;
    }
    out->parameter_count = job->dim;
    for (int i = 0; i < job->dim; i++) {
        const struct aisle_parameter *p =
            &job->parameters->items[job->hindcast.space.index[job->place[i]]];
        fill_parameter(job, problem, i, s, work, &out->parameters[i]);
        out->parameters[i].name = mem_copy_text(p->name);
        out->parameters[i].unit = mem_copy_text(p->unit);
        ok = ok && out->parameters[i].name && out->parameters[i].unit;
    }
    free(work);
    return ok;
}

static bool fill_posterior(const struct calibrate_job *job, const struct solution *s,
                           struct aisle_posterior *out)
{
    size_t dim = (size_t)job->dim;
    out->names = mem_new(dim, sizeof *out->names);
    out->values = mem_new((size_t)s->draws * dim, sizeof *out->values);
    if (!out->names || !out->values)
        return false;
    out->parameter_count = job->dim;
    out->draw_count = s->draws;
    bool ok = true;
    for (int i = 0; i < job->dim; i++) {
        out->names[i] = mem_copy_text(job->targets->priors[i].parameter);
        ok = ok && out->names[i];
        for (int d = 0; d < s->draws; d++)
            out->values[(size_t)d * dim + (size_t)i] =
                calibrate_value(job, i, s->x[d * s->dim + i]);
    }
    return ok;
}

/* --- targets --------------------------------------------------------------- */

/* A sample of the prior as a posterior, so that both are simulated alike. */
static bool prior_sample(const struct calibrate_job *job, const struct problem *problem,
                         const struct aisle_posterior *like,
                         struct aisle_posterior *out)
{
    size_t dim = (size_t)job->dim, n = (size_t)like->draw_count;
    *out = (struct aisle_posterior){.parameter_count = job->dim,
                                    .names = like->names, /* borrowed */
                                    .draw_count = like->draw_count,
                                    .values = mem_new(n * dim, sizeof(double))};
    if (!out->values)
        return false;
    for (size_t d = 0; d < n; d++)
        for (int i = 0; i < job->dim; i++) {
            double u =
                rng_unit_at(job->options->seed, USE_ERROR, (uint32_t)d, (uint32_t)i, 1);
            out->values[d * dim + (size_t)i] =
                calibrate_value(job, i, problem_quantile(problem, i, u));
        }
    return true;
}

/* All targets at the draws, each draw with its own luck and its own draw of the other
 * parameters; y [draws][targets]. */
static enum aisle_status simulate_draws(struct aisle_ctx *ctx,
                                        struct calibrate_job *job,
                                        const struct aisle_posterior *posterior,
                                        const char *task, double *y)
{
    enum aisle_status status;
    int n = posterior->draw_count, all = job->targets->target_count;
    double *values =
        mem_new((size_t)n * (size_t)job->hindcast.space.count, sizeof *values);
    uint64_t *lucks = mem_new((size_t)n, sizeof *lucks);
    bool *want = mem_new((size_t)all, sizeof *want);
    if (!values || !lucks || !want) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int t = 0; t < all; t++)
        want[t] = true;
    for (int i = 0; i < n; i++)
        lucks[i] = trial_luck(job->options->seed, i + 1);
    TRY(points_fill(ctx, &job->hindcast.space, job->parameters, posterior,
                    job->options->seed, n, values));
    TRY(hindcast_run(ctx, &job->hindcast, n, values, lucks, want, task, y));
out:
    free(values);
    free(lucks);
    free(want);
    return status;
}

struct spread {
    double mean, sd, low, high;
};

/* Mean and 80% interval of target t over the draws, with its own error added. */
static struct spread spread_of(const struct calibrate_job *job, int t, int n,
                               const double *y, double *work)
{
    int all = job->targets->target_count;
    struct spread s;
    for (int d = 0; d < n; d++)
        work[d] = y[d * all + t];
    s.mean = num_mean(work, (size_t)n);
    s.sd = sqrt(num_variance(work, (size_t)n));
    for (int d = 0; d < n; d++)
        work[d] += job->targets->targets[t].sd *
                   num_normal_quantile(rng_unit_at(job->options->seed, USE_ERROR,
                                                   (uint32_t)d, (uint32_t)t, 0));
    num_sort(work, (size_t)n);
    s.low = num_quantile_sorted(work, (size_t)n, 0.1);
    s.high = num_quantile_sorted(work, (size_t)n, 0.9);
    return s;
}

static bool fill_target(const struct calibrate_job *job, int t, const double *prior_y,
                        const double *y, double *work, struct aisle_fitted *out)
{
    const struct aisle_target *target = &job->targets->targets[t];
    int n = job->options->draws;
    struct spread before = spread_of(job, t, n, prior_y, work);
    struct spread after = spread_of(job, t, n, y, work);
    *out = (struct aisle_fitted){.name = mem_copy_text(target->name),
                                 .label = mem_copy_text(target->label),
                                 .unit = mem_copy_text(target->unit),
                                 .fit = target->fit,
                                 .observed = target->value,
                                 .sd = target->sd,
                                 .prior_mean = before.mean,
                                 .prior_low = before.low,
                                 .prior_high = before.high,
                                 .mean = after.mean,
                                 .low = after.low,
                                 .high = after.high,
                                 .explained = NAN};
    out->z = (after.mean - target->value) / hypot(target->sd, after.sd);
    return out->name && out->label && out->unit;
}

static enum aisle_status fill_targets(struct aisle_ctx *ctx, struct calibrate_job *job,
                                      const struct problem *problem,
                                      const struct solution *s,
                                      struct aisle_calibration *out)
{
    enum aisle_status status;
    int all = job->targets->target_count, n = job->options->draws;
    struct aisle_posterior prior = {0};
    size_t size = (size_t)n * (size_t)all;
    double *y = mem_new(size, sizeof *y), *prior_y = mem_new(size, sizeof *prior_y);
    double *work = mem_new((size_t)n, sizeof *work);
    out->targets = mem_new((size_t)all, sizeof *out->targets);
    if (!y || !prior_y || !work || !out->targets ||
        !prior_sample(job, problem, &out->posterior, &prior)) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(simulate_draws(ctx, job, &prior, "calibrate, prior", prior_y));
    TRY(simulate_draws(ctx, job, &out->posterior, "calibrate, posterior", y));
    bool ok = true;
    int outside = 0, inside = 0;
    for (int t = 0, k = 0; t < all; t++) {
        struct aisle_fitted *fitted = &out->targets[out->target_count++];
        ok = fill_target(job, t, prior_y, y, work, fitted) && ok;
        bool in = fitted->low <= fitted->observed && fitted->observed <= fitted->high;
        outside += !fitted->fit;
        inside += !fitted->fit && in;
        if (fitted->fit)
            fitted->explained = s->explained[k++];
    }
    out->cover = outside > 0 ? (double)inside / outside : NAN;
    if (!ok)
        status = ctx_no_memory(ctx);
out:
    free(prior.values);
    free(y);
    free(prior_y);
    free(work);
    return status;
}

/* --- the whole --------------------------------------------------------------- */

static void fill_head(const struct solution *s, int check_count,
                      struct aisle_calibration *out)
{
    out->wave_count = s->waves;
    for (int i = 0; i < s->waves; i++)
        out->waves[i] =
            (struct aisle_calibration_wave){s->wave[i].plausible, s->wave[i].best};
    out->evaluations = s->evaluations;
    out->rhat = s->rhat;
    out->ess = s->ess;
    out->check_ess = s->weight_ess;
    out->check_count = check_count;
    out->weighted = s->weighted;
}

enum aisle_status calibrate_result(struct aisle_ctx *ctx, struct calibrate_job *job,
                                   const struct problem *problem,
                                   const struct solution *solution,
                                   struct aisle_calibration *out)
{
    fill_head(solution, job->options->check, out);
    if (!fill_parameters(job, problem, solution, out) ||
        !fill_posterior(job, solution, &out->posterior))
        return ctx_no_memory(ctx);
    enum aisle_status status = fill_targets(ctx, job, problem, solution, out);
    sort_parameters(out->parameters, out->parameter_count);
    return status;
}
