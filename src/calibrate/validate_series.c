/* The table of a validation: series, their points, errors and cover. */
#include "calibrate/validate.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

enum { USE_NOISE = 0x43410060 };

struct aisle_validation_series *validate_add_series(struct validate_job *job,
                                                    const char *name, const char *label,
                                                    const char *unit, const char *how,
                                                    int most)
{
    struct aisle_validation_series *s = &job->made.series[job->made.series_count++];
    *s = (struct aisle_validation_series){.name = mem_copy_text(name),
                                          .label = mem_copy_text(label),
                                          .unit = mem_copy_text(unit),
                                          .how = mem_copy_text(how),
                                          .points =
                                              mem_new((size_t)most, sizeof *s->points),
                                          .limit = NAN};
    CHECK(job->made.series_count <= VALIDATE_SERIES_MOST);
    return s->name && s->label && s->unit && s->how && s->points ? s : NULL;
}

struct aisle_validation_point *validate_add_point(struct validate_job *job,
                                                  struct aisle_validation_series *s,
                                                  aisle_day date, double observed,
                                                  double sd, const double *values,
                                                  int stride)
{
    struct aisle_validation_point *p = &s->points[s->count++];
    int n = job->options->draws;
    *p = (struct aisle_validation_point){.date = date, .observed = observed};
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        p->naive[k] = NAN;
    for (int d = 0; d < n; d++)
        job->work[d] = values[(size_t)d * (size_t)stride];
    num_sort(job->work, (size_t)n);
    p->median = num_quantile_sorted(job->work, (size_t)n, 0.5);
    for (int d = 0; d < n; d++)
        job->work[d] = values[(size_t)d * (size_t)stride];
    for (int d = 0; d < n; d++)
        job->work[d] += sd * num_normal_quantile(rng_unit_at(
                                 job->options->seed, USE_NOISE, (uint32_t)d,
                                 (uint32_t)job->made.series_count, (uint32_t)s->count));
    num_sort(job->work, (size_t)n);
    p->low = num_quantile_sorted(job->work, (size_t)n, 0.1);
    p->high = num_quantile_sorted(job->work, (size_t)n, 0.9);
    return p;
}

/* Shares are compared by difference, all else by share of what was observed. */
static double miss(const struct aisle_validation_series *s, double value,
                   double observed)
{
    bool share = strcmp(s->unit, "share") == 0;
    return fabs(value - observed) / (share ? 1 : fabs(observed));
}

static void judge_series(struct aisle_validation_series *s)
{
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        s->naive_error[k] = 0;
    for (int i = 0; i < s->count; i++) {
        const struct aisle_validation_point *p = &s->points[i];
        double m = miss(s, p->median, p->observed);
        s->error += m / s->count;
        s->worst = fmax(s->worst, m);
        s->covered += p->low <= p->observed && p->observed <= p->high;
        for (int k = 0; k < AISLE_NAIVE_COUNT; k++) /* NAN stays NAN */
            s->naive_error[k] += miss(s, p->naive[k], p->observed) / s->count;
    }
}

void validate_judge(struct validate_job *job)
{
    for (int i = 0; i < job->made.series_count; i++) {
        struct aisle_validation_series *s = &job->made.series[i];
        judge_series(s);
        if (s->in_sample || s->aside)
            continue;
        job->made.points += s->count;
        job->made.covered += s->covered;
    }
}
