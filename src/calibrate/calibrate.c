/* Calibration of the simulation: the problem that the shipped targets pose. */
#include "calibrate/calibrate.h"

#include "base/mem.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SWEEPS = 6000 };

void aisle_calibrate_options_init(struct aisle_calibrate_options *options)
{
    *options = (struct aisle_calibrate_options){.waves = 4,
                                                .runs = 400,
                                                .check = 400,
                                                .draws = 200,
                                                .seed = 1,
                                                .people_per_case = 100};
}

static enum aisle_status bad_prior(struct aisle_ctx *ctx, const struct aisle_prior *p,
                                   const char *why)
{
    struct place place = {"data/calibration/priors.csv", p->line, 0};
    return ctx_fail_at(ctx, AISLE_INPUT, place, NULL, "parameter '%s' %s", p->parameter,
                       why);
}

static enum aisle_status take_prior(struct aisle_ctx *ctx, struct calibrate_job *job,
                                    int i)
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

static enum aisle_status make_arrays(struct aisle_ctx *ctx, struct calibrate_job *job)
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
                                  const struct aisle_asylum_data *data,
                                  struct calibrate_job *job)
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

static void clear_job(struct calibrate_job *job)
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

double calibrate_value(const struct calibrate_job *job, int i, double x)
{
    return job->low[i] + x * (job->high[i] - job->low[i]);
}

/* The simulator as the solver sees it: the same luck everywhere, the parameters that
 * are not fitted at their values. */
static enum aisle_status run_points(struct aisle_ctx *ctx, void *user, int count,
                                    const double *x, double *y)
{
    enum aisle_status status;
    struct calibrate_job *job = user;
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
                calibrate_value(job, d, x[(size_t)i * (size_t)job->dim + (size_t)d]);
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
    struct calibrate_job job = {
        .targets = targets, .parameters = parameters, .options = options};
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
    TRY(calibrate_result(ctx, &job, &problem, &s, &made));
    aisle_calibration_clear(out);
    *out = made;
    aisle_calibration_init(&made);
out:
    aisle_calibration_clear(&made);
    solution_clear(&s);
    clear_job(&job);
    return status;
}
