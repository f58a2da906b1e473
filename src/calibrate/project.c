/* Projections: the simulation from the recorded state under current law, read on days. */
#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/measure.h"
#include "calibrate/points.h"
#include "num/special.h"
#include <aisle/calibrate.h>
#include <string.h>

static const struct quantity {
    const char *name, *label, *unit;
    bool flow;
    const char *part, *whole; /* a share of flows; NULL: a series of its own */
} quantities[] = {
    {"encounters", "Southwest border encounters", "people", true, NULL, NULL},
    {"court_receipts", "New court cases", "cases", true, NULL, NULL},
    {"decisions", "Completed by the courts", "cases", true, NULL, NULL},
    {"grant_share", "Asylum granted, of merits", "share", true, "asylum_granted",
     "asylum_merits"},
    {"court_backlog", "Pending in court", "cases", false, NULL, NULL},
    {"affirmative_backlog", "Pending at the asylum office", "cases", false, NULL, NULL},
    {"appeal_backlog", "Appeals pending", "cases", false, NULL, NULL},
    {"shelter_new_york", "In shelter, New York", "people", false, NULL, NULL},
    {"shelter_chicago", "In shelter, Chicago", "people", false, NULL, NULL},
    {"shelter_denver", "In shelter, Denver", "people", false, NULL, NULL},
};
enum { QUANTITIES = sizeof quantities / sizeof quantities[0], DATES_MOST = 60 };

struct project_job {
    const struct aisle_asylum_data *data;
    aisle_day start;
    int years; /* to simulate */
    int date_count;
    aisle_day dates[DATES_MOST];
    int draws;
    double *taken; /* [date][quantity][draw] */
};

void aisle_project_options_init(struct aisle_project_options *options)
{
    *options =
        (struct aisle_project_options){.draws = 400, .seed = 1, .people_per_case = 100};
}

/* --- days ---------------------------------------------------------------- */

/* The day before the fiscal year of `day` began. */
static aisle_day year_from(aisle_day day)
{
    int year, month, of_month;
    aisle_day_to_civil(day, &year, &month, &of_month);
    return aisle_day_from_civil(month >= 10 ? year : year - 1, 9, 30);
}

/* Years from the start to no day before `day`. */
static int years_to(aisle_day start, aisle_day day)
{
    int years = 1;
    while (start + 365 * years < day)
        years++;
    return years;
}

static enum aisle_status take_dates(struct aisle_ctx *ctx,
                                    const struct aisle_project_options *o,
                                    struct project_job *job)
{
    int year, month, day;
    char text[AISLE_DATE_TEXT], start[AISLE_DATE_TEXT];
    aisle_day_to_civil(job->start, &year, &month, &day);
    job->date_count = o->date_count > 0 ? o->date_count : 3;
    if (job->date_count > DATES_MOST)
        return ctx_fail(ctx, AISLE_INPUT, "%d days, not 1 to %d", job->date_count,
                        DATES_MOST);
    for (int i = 0; i < job->date_count; i++) {
        aisle_day date = o->date_count > 0
                             ? o->dates[i]
                             : aisle_day_from_civil(year + (month > 9) + i, 9, 30);
        if (date <= job->start || date > job->start + 20 * 365)
            return ctx_fail(ctx, AISLE_INPUT,
                            "%s is not in the twenty years after %s, the state that "
                            "the simulation starts from",
                            aisle_day_format(date, text),
                            aisle_day_format(job->start, start));
        job->dates[i] = date;
        int years = years_to(job->start, date);
        job->years = years > job->years ? years : job->years;
    }
    return AISLE_OK;
}

/* --- counts -------------------------------------------------------------- */

/* Encounters of the months after `from` to `to` that the record has. */
static double recorded_encounters(const struct aisle_asylum_data *data, aisle_day from,
                                  aisle_day to)
{
    double sum = 0;
    for (int i = 0; i < data->month_count; i++) {
        const struct aisle_encounter_month *m = &data->months[i];
        for (int k = 0; k < AISLE_DEMOGRAPHIC_COUNT; k++)
            if (m->month > from && m->month <= to)
                sum += m->between_ports[k] + m->at_ports[k];
    }
    return sum;
}

static bool is_recorded(const struct quantity *q)
{
    return strcmp(q->name, "encounters") == 0;
}

/* What came after `from` to `to`. Days before the start, which the run does not see,
 * are as the record has them, or like those after it. */
static double flow_of(const struct project_job *job, const struct aisle_outcome *o,
                      const struct quantity *q, aisle_day to)
{
    aisle_day from = year_from(to);
    aisle_day first = from > job->start ? from : job->start;
    if (q->part)
        return measure_series_between(o, q->part, first, to) /
               measure_series_between(o, q->whole, first, to);
    double sum = measure_series_between(o, q->name, first, to);
    if (from >= job->start)
        return sum;
    return is_recorded(q) ? sum + recorded_encounters(job->data, from, job->start)
                          : sum * (to - from) / (to - first);
}

static void read_draw(void *user, int i, const struct aisle_outcome *outcome)
{
    struct project_job *job = user;
    for (int d = 0; d < job->date_count; d++)
        for (int q = 0; q < QUANTITIES; q++)
            job->taken[((size_t)d * QUANTITIES + (size_t)q) * (size_t)job->draws +
                       (size_t)i] =
                quantities[q].flow
                    ? flow_of(job, outcome, &quantities[q], job->dates[d])
                    : measure_series_at(outcome, quantities[q].name, job->dates[d]);
}

/* --- the result ---------------------------------------------------------- */

static enum aisle_status fill_row(struct aisle_ctx *ctx, const struct project_job *job,
                                  const struct quantity *q, aisle_day date,
                                  double *taken, struct aisle_projection_row *row)
{
    size_t n = (size_t)job->draws;
    aisle_day from = year_from(date);
    bool before = q->flow && from < job->start;
    *row = (struct aisle_projection_row){
        .name = mem_copy_text(q->name),
        .label = mem_copy_text(q->label),
        .unit = mem_copy_text(q->unit),
        .how = before ? mem_copy_text(is_recorded(q)
                                          ? "days before the start as recorded"
                                          : "days before the start like those after it")
                      : NULL,
        .flow = q->flow,
        .from = q->flow ? from : AISLE_DAY_NONE,
        .date = date,
        .mean = num_mean(taken, n)};
    if (!row->name || !row->label || !row->unit || (before && !row->how))
        return ctx_no_memory(ctx);
    num_sort(taken, n);
    row->q05 = num_quantile_sorted(taken, n, 0.05);
    row->q10 = num_quantile_sorted(taken, n, 0.10);
    row->q25 = num_quantile_sorted(taken, n, 0.25);
    row->median = num_quantile_sorted(taken, n, 0.50);
    row->q75 = num_quantile_sorted(taken, n, 0.75);
    row->q90 = num_quantile_sorted(taken, n, 0.90);
    row->q95 = num_quantile_sorted(taken, n, 0.95);
    return AISLE_OK;
}

static enum aisle_status fill_projection(struct aisle_ctx *ctx,
                                         const struct project_job *job,
                                         struct aisle_projection *out)
{
    enum aisle_status status = AISLE_OK;
    size_t rows = (size_t)job->date_count * QUANTITIES;
    out->start = job->start;
    out->draws = job->draws;
    out->rows = mem_new(rows, sizeof *out->rows);
    if (!out->rows)
        return ctx_no_memory(ctx);
    for (size_t r = 0; r < rows; r++) {
        out->row_count++;
        TRY(fill_row(ctx, job, &quantities[r % QUANTITIES], job->dates[r / QUANTITIES],
                     job->taken + r * (size_t)job->draws, &out->rows[r]));
    }
out:
    return status;
}

/* --- the runs ------------------------------------------------------------ */

static enum aisle_status run_draws(struct aisle_ctx *ctx,
                                   const struct aisle_parameters *parameters,
                                   const struct aisle_project_options *o,
                                   struct project_job *job)
{
    enum aisle_status status;
    struct space space = {0};
    double *values = NULL;
    uint64_t *lucks = mem_new((size_t)o->draws, sizeof *lucks);
    TRY(space_make(ctx, parameters, &space));
    values = mem_new((size_t)o->draws * (size_t)space.count, sizeof *values);
    if (!values || !lucks)
        TRY(ctx_no_memory(ctx));
    for (int i = 0; i < o->draws; i++)
        lucks[i] = trial_luck(o->seed, i + 1);
    TRY(points_fill(ctx, &space, parameters, o->posterior, o->seed, o->draws, values));
    struct trials trials = {.parameters = parameters,
                            .space = &space,
                            .data = job->data,
                            .threads = o->threads,
                            .task = "project"};
    aisle_scenario_init(&trials.baseline);
    aisle_scenario_init(&trials.package);
    aisle_asylum_options_init(&trials.options);
    trials.options.years = job->years;
    trials.options.people_per_case = o->people_per_case;
    TRY(trials_run(ctx, &trials, o->draws, values, lucks, read_draw, job));
out:
    free(values);
    free(lucks);
    space_clear(&space);
    return status;
}

enum aisle_status aisle_project(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                const struct aisle_asylum_data *data,
                                const struct aisle_project_options *options,
                                struct aisle_projection *out)
{
    enum aisle_status status;
    struct aisle_asylum_options asylum;
    struct aisle_projection made;
    struct project_job job = {.data = data, .draws = options->draws};
    aisle_projection_init(&made);
    aisle_asylum_options_init(&asylum);
    job.start = asylum.start;
    if (options->draws < 10 || options->draws > 100000)
        return ctx_fail(ctx, AISLE_INPUT, "%d draws, not 10 to 100000", options->draws);
    TRY(take_dates(ctx, options, &job));
    job.taken = mem_new((size_t)job.date_count * QUANTITIES * (size_t)job.draws,
                        sizeof *job.taken);
    if (!job.taken)
        TRY(ctx_no_memory(ctx));
    TRY(run_draws(ctx, parameters, options, &job));
    TRY(fill_projection(ctx, &job, &made));
    made.with_posterior = options->posterior != NULL;
    aisle_projection_clear(out);
    *out = made;
    aisle_projection_init(&made);
out:
    aisle_projection_clear(&made);
    free(job.taken);
    return status;
}
