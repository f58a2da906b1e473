/* Validation: hindcasts, their errors and cover, and naive forecasts beside them. */
#include "calibrate/validate.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/points.h"

void aisle_validate_options_init(struct aisle_validate_options *options)
{
    *options =
        (struct aisle_validate_options){.draws = 80, .seed = 1, .people_per_case = 100};
}

static enum aisle_status make_job(struct aisle_ctx *ctx, struct validate_job *job)
{
    enum aisle_status status;
    const struct aisle_validate_options *o = job->options;
    struct aisle_asylum_options asylum;
    size_t n = (size_t)o->draws;
    if (o->draws < 10 || o->draws > 100000)
        return ctx_fail(ctx, AISLE_INPUT, "%d draws, not 10 to 100000", o->draws);
    aisle_asylum_options_init(&asylum);
    asylum.people_per_case = o->people_per_case;
    asylum.threads = o->threads;
    TRY(hindcast_make(ctx, job->parameters, job->data, job->targets, &asylum,
                      &job->hindcast));
    job->values = mem_new(n * (size_t)job->hindcast.space.count, sizeof *job->values);
    job->lucks = mem_new(n, sizeof *job->lucks);
    job->y = mem_new(n * (size_t)job->targets->target_count, sizeof *job->y);
    job->work = mem_new(n, sizeof *job->work);
    job->made.series = mem_new(VALIDATE_SERIES_MOST, sizeof *job->made.series);
    if (!job->values || !job->lucks || !job->y || !job->work || !job->made.series)
        TRY(ctx_no_memory(ctx));
    for (int d = 0; d < o->draws; d++)
        job->lucks[d] = trial_luck(o->seed, d + 1);
    TRY(points_fill(ctx, &job->hindcast.space, job->parameters, o->posterior, o->seed,
                    o->draws, job->values));
out:
    return status;
}

static void clear_job(struct validate_job *job)
{
    hindcast_clear(&job->hindcast);
    free(job->values);
    free(job->lucks);
    free(job->y);
    free(job->work);
    aisle_validation_clear(&job->made);
}

enum aisle_status aisle_validate(struct aisle_ctx *ctx,
                                 const struct aisle_parameters *parameters,
                                 const struct aisle_asylum_data *data,
                                 const struct aisle_targets *targets,
                                 const struct aisle_validate_options *options,
                                 struct aisle_validation *out)
{
    enum aisle_status status;
    struct validate_job job = {
        .targets = targets, .parameters = parameters, .data = data, .options = options};
    aisle_validation_init(&job.made);
    TRY(make_job(ctx, &job));
    TRY(validate_courts(ctx, &job));
    TRY(validate_targets(ctx, &job));
    TRY(validate_warmup(ctx, &job)); /* last: it moves a parameter */
    validate_judge(&job);
    job.made.draws = options->draws;
    job.made.with_posterior = options->posterior != NULL;
    aisle_validation_clear(out);
    *out = job.made;
    aisle_validation_init(&job.made);
out:
    clear_job(&job);
    return status;
}
