/* Calibration of the simulation: the problem that the shipped targets pose. */
#include "base/mem.h"
#include "calibrate/hindcast.h"
#include "calibrate/points.h"
#include "calibrate/solve.h"
#include "num/rng.h"
#include "num/special.h"
#include <aisle/calibrate.h>
#include <math.h>
#include <string.h>

enum { USE_ERROR = 0x43410030, SWEEPS = 6000 };

void aisle_calibrate_options_init(struct aisle_calibrate_options *options)
{
    *options = (struct aisle_calibrate_options){.waves = 4,
                                                .runs = 400,
                                                .check = 400,
                                                .draws = 200,
                                                .seed = 1,
                                                .people_per_case = 100};
}

struct job {
    const struct aisle_targets *targets;
    const struct aisle_parameters *parameters;
    const struct aisle_calibrate_options *options;
    struct hindcast hindcast;
    int dim;
    int *place;         /* [dim] in the space */
    double *low, *high; /* [dim] of the prior */
    double *peak;       /* [dim] in [0, 1]; NAN: uniform */
    int fitted;         /* targets with fit == true */
    bool *want;         /* [all targets] those */
    double *observed;   /* [fitted] */
    double *sd;
    int calls; /* of the simulator, to name the waves */
};

/* --- the problem --------------------------------------------------------- */

static enum aisle_status bad_prior(struct aisle_ctx *ctx, const struct aisle_prior *p,
                                   const char *why)
{
    struct place place = {"data/calibration/priors.csv", p->line, 0};
    return ctx_fail_at(ctx, AISLE_INPUT, place, NULL, "parameter '%s' %s", p->parameter,
                       why);
}

static enum aisle_status take_prior(struct aisle_ctx *ctx, struct job *job, int i)
{
    const struct aisle_prior *p = &job->targets->priors[i];
    const struct space *space = &job->hindcast.space;
    int place = space_find(space, job->parameters, p->parameter);
    if (place < 0)
        return bad_prior(ctx, p, "is none of the simulation's");
    job->place[i] = place;
    job->low[i] = isnan(p->low) ? space->low[place] : p->low;
    job->high[i] = isnan(p->high) ? space->high[place] : p->high;
    double peak = (space->peak[place] - job->low[i]) / (job->high[i] - job->low[i]);
    if (!(job->high[i] > job->low[i]))
        return bad_prior(ctx, p, "has no range to fit");
    if (!p->uniform && !(peak >= 0 && peak <= 1))
        return bad_prior(ctx, p, "has its value outside the range");
    job->peak[i] = p->uniform ? NAN : fmin(fmax(peak, 1e-6), 1 - 1e-6);
    return AISLE_OK;
}

static enum aisle_status make_arrays(struct aisle_ctx *ctx, struct job *job)
{
    size_t dim = (size_t)job->targets->prior_count,
           all = (size_t)job->targets->target_count;
    job->place = mem_new(dim, sizeof(int));
    job->low = mem_new(dim, sizeof(double));
    job->high = mem_new(dim, sizeof(double));
    job->peak = mem_new(dim, sizeof(double));
    job->want = mem_new(all, sizeof(bool));
    job->observed = mem_new(all, sizeof(double));
    job->sd = mem_new(all, sizeof(double));
    bool whole = job->place && job->low && job->high && job->peak && job->want &&
                 job->observed && job->sd;
    return whole ? AISLE_OK : ctx_no_memory(ctx);
}

static enum aisle_status make_job(struct aisle_ctx *ctx,
                                  const struct aisle_asylum_data *data, struct job *job)
{
    enum aisle_status status;
    struct aisle_asylum_options asylum;
    aisle_asylum_options_init(&asylum);
    asylum.people_per_case = job->options->people_per_case;
    asylum.threads = job->options->threads;
    TRY(hindcast_make(ctx, job->parameters, data, job->targets, &asylum,
                      &job->hindcast));
    job->hindcast.keep = job->options->keep;
    TRY(make_arrays(ctx, job));
    job->dim = job->targets->prior_count;
    for (int i = 0; i < job->dim; i++)
        TRY(take_prior(ctx, job, i));
    for (int t = 0; t < job->targets->target_count; t++) {
        const struct aisle_target *target = &job->targets->targets[t];
        job->want[t] = target->fit;
        if (!target->fit)
            continue;
        job->observed[job->fitted] = target->value;
        job->sd[job->fitted++] = target->sd;
    }
    if (job->dim < 1 || job->fitted < 1)
        status = ctx_fail(ctx, AISLE_INPUT, "nothing to fit: %d priors, %d targets",
                          job->dim, job->fitted);
out:
    return status;
}

static void clear_job(struct job *job)
{
    hindcast_clear(&job->hindcast);
    free(job->place);
    free(job->low);
    free(job->high);
    free(job->peak);
    free(job->want);
    free(job->observed);
    free(job->sd);
}

static double value_of(const struct job *job, int i, double x)
{
    return job->low[i] + x * (job->high[i] - job->low[i]);
}

/* The simulator as the solver sees it: the same luck everywhere, the parameters that
 * are not fitted at their values. */
static enum aisle_status run_points(struct aisle_ctx *ctx, void *user, int count,
                                    const double *x, double *y)
{
    enum aisle_status status;
    struct job *job = user;
    size_t width = (size_t)job->hindcast.space.count,
           all = (size_t)job->targets->target_count;
    char task[64];
    double *values = mem_new((size_t)count * width, sizeof *values);
    double *whole = mem_new((size_t)count * all, sizeof *whole);
    uint64_t *lucks = mem_new((size_t)count, sizeof *lucks);
    if (!values || !whole || !lucks) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int i = 0; i < count; i++) {
        double *value = values + (size_t)i * width;
        memcpy(value, job->hindcast.space.peak, width * sizeof *value);
        for (int d = 0; d < job->dim; d++)
            value[job->place[d]] =
                value_of(job, d, x[(size_t)i * (size_t)job->dim + (size_t)d]);
        lucks[i] = trial_luck(job->options->seed, 0);
    }
    job->calls++;
    if (job->calls <= job->options->waves)
        snprintf(task, sizeof task, "calibrate, wave %d of %d", job->calls,
                 job->options->waves);
    else
        snprintf(task, sizeof task, "calibrate, check");
    TRY(hindcast_run(ctx, &job->hindcast, count, values, lucks, job->want, task,
                     whole));
    for (int i = 0; i < count; i++)
        for (int t = 0, k = 0; t < job->targets->target_count; t++)
            if (job->want[t])
                y[i * job->fitted + k++] = whole[(size_t)i * all + (size_t)t];
out:
    free(values);
    free(whole);
    free(lucks);
    return status;
}

/* --- the result: parameters ---------------------------------------------- */

static void fill_parameter(const struct job *job, const struct problem *problem, int i,
                           const struct solution *s, double *work,
                           struct aisle_calibrated *out)
{
    double width = job->high[i] - job->low[i];
    size_t n = (size_t)s->draws;
    for (int d = 0; d < s->draws; d++)
        work[d] = value_of(job, i, s->x[d * s->dim + i]);
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

static bool fill_parameters(const struct job *job, const struct problem *problem,
                            const struct solution *s, struct aisle_calibration *out)
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

static bool fill_posterior(const struct job *job, const struct solution *s,
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
                value_of(job, i, s->x[d * s->dim + i]);
    }
    return ok;
}

/* --- the result: targets -------------------------------------------------- */

/* A sample of the prior as a posterior, so that both are simulated alike. */
static bool prior_sample(const struct job *job, const struct problem *problem,
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
                value_of(job, i, problem_quantile(problem, i, u));
        }
    return true;
}

/* All targets at the draws, each draw with its own luck and its own draw of the other
 * parameters; y [draws][targets]. */
static enum aisle_status simulate_draws(struct aisle_ctx *ctx, struct job *job,
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
static struct spread spread_of(const struct job *job, int t, int n, const double *y,
                               double *work)
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

static bool fill_target(const struct job *job, int t, const double *prior_y,
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

static enum aisle_status fill_targets(struct aisle_ctx *ctx, struct job *job,
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

/* --- the door ------------------------------------------------------------ */

static enum aisle_status check(struct aisle_ctx *ctx,
                               const struct aisle_calibrate_options *o)
{
    if (o->waves < 3 || o->waves > SOLVE_WAVES_MOST)
        return ctx_fail(ctx, AISLE_INPUT, "%d waves, not 3 to %d", o->waves,
                        SOLVE_WAVES_MOST);
    if (o->runs < 20 || o->check < 20 || o->draws < 20 || o->runs > 100000 ||
        o->check > 100000 || o->draws > 100000)
        return ctx_fail(ctx, AISLE_INPUT,
                        "runs %d, check %d, draws %d: each from 20 to 100000", o->runs,
                        o->check, o->draws);
    return AISLE_OK;
}

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

enum aisle_status aisle_calibrate(struct aisle_ctx *ctx,
                                  const struct aisle_parameters *parameters,
                                  const struct aisle_asylum_data *data,
                                  const struct aisle_targets *targets,
                                  const struct aisle_calibrate_options *options,
                                  struct aisle_calibration *out)
{
    enum aisle_status status;
    struct aisle_calibration made;
    struct solution s = {0};
    struct job job = {.targets = targets, .parameters = parameters, .options = options};
    aisle_calibration_init(&made);
    TRY(check(ctx, options));
    TRY(make_job(ctx, data, &job));
    struct problem problem = {job.dim, job.peak,   job.fitted, job.observed,
                              job.sd,  run_points, &job,       options->seed};
    struct solve_options how = {.waves = options->waves,
                                .runs = options->runs,
                                .check = options->check,
                                .draws = options->draws,
                                .sweeps = SWEEPS};
    TRY(solve(ctx, &problem, &how, &s));
    fill_head(&s, options->check, &made);
    if (!fill_parameters(&job, &problem, &s, &made) ||
        !fill_posterior(&job, &s, &made.posterior))
        TRY(ctx_no_memory(ctx));
    TRY(fill_targets(ctx, &job, &problem, &s, &made));
    sort_parameters(made.parameters, made.parameter_count);
    aisle_calibration_clear(out);
    *out = made;
    aisle_calibration_init(&made);
out:
    aisle_calibration_clear(&made);
    solution_clear(&s);
    clear_job(&job);
    return status;
}
