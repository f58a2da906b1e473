/* Does the start of a forecast look unlike the rest? */
#include "calibrate/validate.h"

#include "experiment/warmup.h"
#include "num/special.h"
#include <string.h>

enum { WARMUP_YEARS = 5, WARMUP_MONTHS = 12 * WARMUP_YEARS, WARMUP_DRAWS = 8 };

static void read_decisions(void *user, int i, const struct aisle_outcome *outcome)
{
    double *daily = (double *)user + i * WARMUP_MONTHS;
    for (int k = 0; k < outcome->series_count; k++) {
        const struct aisle_series *s = &outcome->series[k];
        if (strcmp(s->name, "decisions") != 0)
            continue;
        for (int m = 1; m < s->count && m <= WARMUP_MONTHS; m++)
            daily[m - 1] = s->baseline.mean[m] / (s->dates[m] - s->dates[m - 1]);
    }
}

/* Decisions a day under current law and constant arrivals, from the start of a
 * forecast: does the start look unlike the rest? */
enum aisle_status validate_warmup(struct aisle_ctx *ctx, struct validate_job *job)
{
    double daily[WARMUP_DRAWS * WARMUP_MONTHS] = {0}, mean[WARMUP_MONTHS] = {0};
    int n = job->options->draws < WARMUP_DRAWS ? job->options->draws : WARMUP_DRAWS;
    static const char *const constant[] = {
        "arrivals_first_change", "arrivals_year_sd",    "arrivals_long_run",
        "court_pace_year_sd",    "court_judges_growth", "office_filings_year_sd"};
    struct trials trials = {.parameters = job->parameters,
                            .space = &job->hindcast.space,
                            .data = job->data,
                            .threads = job->options->threads,
                            .task = "warm-up"};
    aisle_scenario_init(&trials.baseline);
    aisle_scenario_init(&trials.package);
    aisle_asylum_options_init(&trials.options);
    trials.options.years = WARMUP_YEARS;
    trials.options.people_per_case = job->options->people_per_case;
    for (size_t k = 0; k < sizeof constant / sizeof constant[0]; k++) {
        int place = space_find(&job->hindcast.space, job->parameters, constant[k]);
        for (int d = 0; d < n; d++)
            job->values[d * job->hindcast.space.count + place] = 0;
    }
    enum aisle_status status =
        trials_run(ctx, &trials, n, job->values, job->lucks, read_decisions, daily);
    for (int d = 0; d < n; d++)
        for (int m = 0; m < WARMUP_MONTHS; m++)
            mean[m] += daily[d * WARMUP_MONTHS + m] / n;
    int drop = warmup_mser5(mean, WARMUP_MONTHS);
    job->made.warmup_months = drop;
    job->made.warmup_of = WARMUP_MONTHS;
    job->made.warmup_shift =
        drop > 0 ? num_mean(mean, (size_t)drop) /
                           num_mean(mean + drop, (size_t)(WARMUP_MONTHS - drop)) -
                       1
                 : 0;
    return status;
}
