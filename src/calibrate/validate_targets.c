/* Targets of the record, each by the run that reaches it. */
#include "calibrate/validate.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

/* The counts of the same series that were fitted, latest first: what a naive forecast
 * of a later day has to go by. */
static void target_naive(const struct validate_job *job, const struct aisle_target *t,
                         double *naive)
{
    const struct aisle_target *last = NULL, *before = NULL;
    for (int i = 0; i < job->targets->target_count; i++) {
        const struct aisle_target *other = &job->targets->targets[i];
        if (!other->fit || other->measure != AISLE_MEASURE_SERIES_AT ||
            other->to >= t->to || strcmp(other->of, t->of) != 0)
            continue;
        if (!last || other->to > last->to) {
            before = last;
            last = other;
        } else if (!before || other->to > before->to) {
            before = other;
        }
    }
    if (last)
        naive[AISLE_NAIVE_LAST] = last->value;
    if (last && before)
        naive[AISLE_NAIVE_TREND] = last->value + (last->value - before->value) *
                                                     (t->to - last->to) /
                                                     (last->to - before->to);
}

/* Add the targets named to a series. */
static bool add_targets(struct validate_job *job, struct aisle_validation_series *s,
                        const char *const *names, int count)
{
    for (int i = 0; s && i < count; i++) {
        for (int t = 0; t < job->targets->target_count; t++) {
            const struct aisle_target *target = &job->targets->targets[t];
            if (strcmp(target->name, names[i]) != 0)
                continue;
            struct aisle_validation_point *p =
                validate_add_point(job, s, target->to, target->value, target->sd,
                                   job->y + t, job->targets->target_count);
            p->label = mem_copy_text(target->label);
            if (!p->label)
                return false;
            s->in_sample = s->in_sample || target->fit;
            if (!target->fit)
                target_naive(job, target, p->naive);
        }
    }
    return s != NULL;
}

#define NAMES(list) (list), sizeof(list) / sizeof((list)[0])

static bool add_all_targets(struct validate_job *job)
{
    static const char *const ahead[] = {"new_york_2023_08_31", "new_york_2023_10_31"};
    static const char *const july[] = {"new_york_2023_07_30", "new_york_2023_08_31",
                                       "new_york_2023_09_30", "new_york_2023_10_31"};
    static const char *const cities[] = {"chicago_2023_10_15", "denver_2023_10_23"};
    static const char *const courts[] = {"receipts_fy2023", "pending_2023_01_31",
                                         "pending_2023_09_30"};
    static const char *const pipeline[] = {"pipeline_repatriated", "pipeline_relief",
                                           "pipeline_unresolved"};
    struct aisle_validation_series *s;
    s = validate_add_series(
        job, "new_york_held_out", "New York shelter, August and October 2023", "people",
        job->options->posterior
            ? "given arrivals; stays fitted to May, July and September"
            : "given arrivals; the ranges of stays were fitted to the census",
        2);
    if (!add_targets(job, s, NAMES(ahead)))
        return false;
    s->limit = 0.08;
    s->in_sample = !job->options->posterior;
    s = validate_add_series(job, "new_york_july_october",
                            "New York shelter, July-October 2023", "people",
                            "given arrivals; July and September were fitted", 4);
    if (!add_targets(job, s, NAMES(july)))
        return false;
    s->limit = 0.08;
    s = validate_add_series(job, "other_cities",
                            "Chicago and Denver shelter, October 2023", "people",
                            "given arrivals at the border", 2);
    if (!add_targets(job, s, NAMES(cities)))
        return false;
    s = validate_add_series(
        job, "border_to_courts", "From the border to the courts, FY2023", "cases",
        "given encounters: receipts of the year, stock in January and "
        "September (another basis)",
        3);
    if (!add_targets(job, s, NAMES(courts)))
        return false;
    s = validate_add_series(
        job, "pipeline", "How encounters of FY2014-FY2023 ended", "share",
        "given encounters: returned, relief or terminated, not resolved", 3);
    if (!add_targets(job, s, NAMES(pipeline)))
        return false;
    s->limit = 0.05;
    return true;
}

enum aisle_status validate_targets(struct aisle_ctx *ctx, struct validate_job *job)
{
    size_t all = (size_t)job->targets->target_count;
    bool *want = mem_new(all, sizeof *want);
    if (!want)
        return ctx_no_memory(ctx);
    for (size_t t = 0; t < all; t++)
        want[t] = true;
    enum aisle_status status =
        hindcast_run(ctx, &job->hindcast, job->options->draws, job->values, job->lucks,
                     want, "hindcast the record", job->y);
    free(want);
    if (status == AISLE_OK && !add_all_targets(job))
        return ctx_no_memory(ctx);
    return status;
}
