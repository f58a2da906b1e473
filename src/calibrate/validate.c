/* Validation: hindcasts, their errors and cover, and naive forecasts beside them. */
#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/adapt.h"
#include "calibrate/courts.h"
#include "calibrate/points.h"
#include "experiment/warmup.h"
#include "num/rng.h"
#include "num/special.h"
#include <aisle/calibrate.h>
#include <math.h>
#include <string.h>

enum { USE_NOISE = 0x43410060, SERIES_MOST = 16 };

/* Error of a published count of the courts within one vintage: entries come late. */
static const double COURT_COUNT_SD = 0.01;

void aisle_validate_options_init(struct aisle_validate_options *options)
{
    *options =
        (struct aisle_validate_options){.draws = 80, .seed = 1, .people_per_case = 100};
}

struct job {
    const struct aisle_targets *targets;
    const struct aisle_parameters *parameters;
    const struct aisle_asylum_data *data;
    const struct aisle_validate_options *options;
    struct hindcast hindcast;
    double *values;  /* [draws][space.count] */
    uint64_t *lucks; /* [draws] */
    double *y;       /* [draws][targets] */
    double *work;    /* [draws] */
    struct aisle_validation made;
};

/* --- a series ------------------------------------------------------------- */

static struct aisle_validation_series *add_series(struct job *job, const char *name,
                                                  const char *label, const char *unit,
                                                  const char *how, int most)
{
    struct aisle_validation_series *s = &job->made.series[job->made.series_count++];
    *s = (struct aisle_validation_series){.name = mem_copy_text(name),
                                          .label = mem_copy_text(label),
                                          .unit = mem_copy_text(unit),
                                          .how = mem_copy_text(how),
                                          .points =
                                              mem_new((size_t)most, sizeof *s->points),
                                          .limit = NAN};
    CHECK(job->made.series_count <= SERIES_MOST);
    return s->name && s->label && s->unit && s->how && s->points ? s : NULL;
}

/* A point from draws values [draws] at `stride`; `sd` is the error of observing. */
static struct aisle_validation_point *
add_point(struct job *job, struct aisle_validation_series *s, aisle_day date,
          double observed, double sd, const double *values, int stride)
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

static void judge(struct aisle_validation_series *s)
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

/* --- the courts ----------------------------------------------------------- */

static int year_place(const struct job *job, int fiscal_year)
{
    for (int i = 0; i < job->targets->year_count; i++)
        if (job->targets->years[i].fiscal_year == fiscal_year)
            return i;
    return -1;
}

/* What the naive forecasts say of year i from the end of year `origin`. */
static void court_naive(const struct job *job, int origin, int i, double *naive)
{
    const struct aisle_court_year *y = job->targets->years;
    double last = adapt_completions(job->targets, origin);
    double each = last / adapt_judges(job->targets, y[origin].fiscal_year);
    double step = y[origin].pending_end - y[origin - 1].pending_end;
    double stock = y[origin].pending_end;
    for (int k = origin + 1; k <= i; k++)
        stock += y[k].receipts - each * adapt_judges(job->targets, y[k].fiscal_year);
    naive[AISLE_NAIVE_LAST] = y[origin].pending_end;
    naive[AISLE_NAIVE_TREND] = y[origin].pending_end + (i - origin) * step;
    naive[AISLE_NAIVE_STOCK_FLOW] = stock;
}

static void completions_naive(const struct job *job, int origin, int i, double *naive)
{
    const struct aisle_court_year *y = job->targets->years;
    double last = adapt_completions(job->targets, origin),
           before = adapt_completions(job->targets, origin - 1);
    double each = last / adapt_judges(job->targets, y[origin].fiscal_year);
    naive[AISLE_NAIVE_LAST] = last;
    naive[AISLE_NAIVE_TREND] = last + (i - origin) * (last - before);
    naive[AISLE_NAIVE_STOCK_FLOW] = each * adapt_judges(job->targets, y[i].fiscal_year);
}

struct span {
    int first, last;
    bool step;
};

static void add_stock(struct job *job, struct aisle_validation_series *s,
                      struct span span, const double *pending)
{
    for (int i = span.first; i <= span.last; i++) {
        const struct aisle_court_year *y = &job->targets->years[i];
        if (!y->scored)
            continue;
        struct aisle_validation_point *p = add_point(
            job, s, aisle_day_from_civil(y->fiscal_year, 9, 30), y->pending_end,
            COURT_COUNT_SD * y->pending_end,
            pending + (size_t)(i - span.first) * (size_t)job->options->draws, 1);
        court_naive(job, span.step ? i - 1 : span.first - 1, i, p->naive);
    }
}

static void add_decided(struct job *job, struct aisle_validation_series *s,
                        struct span span, const double *completions)
{
    for (int i = span.first; i <= span.last; i++) {
        const struct aisle_court_year *y = &job->targets->years[i];
        if (!y->scored || isnan(y->completions))
            continue;
        struct aisle_validation_point *p = add_point(
            job, s, aisle_day_from_civil(y->fiscal_year, 9, 30), y->completions,
            COURT_COUNT_SD * y->completions,
            completions + (size_t)(i - span.first) * (size_t)job->options->draws, 1);
        completions_naive(job, span.step ? i - 1 : span.first - 1, i, p->naive);
    }
}

/* One forecast of the courts: the stock and, when named, the completions. */
static enum aisle_status validate_courts(struct aisle_ctx *ctx, struct job *job,
                                         struct span span, const char *name,
                                         const char *label, const char *how,
                                         double limit, const char *decided_label)
{
    enum aisle_status status;
    size_t size = (size_t)(span.last - span.first + 1) * (size_t)job->options->draws;
    double *pending = mem_new(size, sizeof *pending);
    double *completions = mem_new(size, sizeof *completions);
    struct courts courts = {.targets = job->targets,
                            .data = job->data,
                            .hindcast = &job->hindcast,
                            .values = job->values,
                            .draws = job->options->draws,
                            .seed = job->options->seed,
                            .people_per_case = job->options->people_per_case,
                            .threads = job->options->threads};
    struct aisle_validation_series *s, *decided = NULL;
    if (!pending || !completions) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(courts_forecast(ctx, &courts, span.first, span.last, span.step, pending,
                        completions));
    int count = span.last - span.first + 1;
    s = add_series(job, name, label, "cases", how, count);
    if (!s)
        TRY(ctx_no_memory(ctx));
    s->limit = limit;
    add_stock(job, s, span, pending);
    if (decided_label)
        decided = add_series(job, "court_completions_year_ahead", decided_label,
                             "cases", how, count);
    if (decided_label && !decided)
        TRY(ctx_no_memory(ctx));
    if (decided)
        add_decided(job, decided, span, completions);
out:
    free(pending);
    free(completions);
    return status;
}

static enum aisle_status validate_all_courts(struct aisle_ctx *ctx, struct job *job)
{
    enum aisle_status status = AISLE_OK;
    int y2014 = year_place(job, 2014), y2020 = year_place(job, 2020),
        y2022 = year_place(job, 2022), y2023 = year_place(job, 2023);
    if (y2014 < 3 || y2020 < 0 || y2022 < 0 || y2023 < 0)
        return ctx_fail(ctx, AISLE_INPUT,
                        "court_years.csv must hold FY2011 to FY2023 at least");
    TRY(validate_courts(
        ctx, job, (struct span){y2014, y2020, true}, "court_backlog_year_ahead",
        "Pending in court, a year ahead",
        "given the stock a year before, receipts and judges; completions and closures "
        "foretold from the years before",
        0.05, "Completed by the courts, a year ahead"));
    TRY(validate_courts(
        ctx, job, (struct span){y2014, y2020, false}, "court_backlog_from_fy2013",
        "Pending in court, one to seven years ahead from FY2013",
        "given the stock of FY2013, receipts and judges of all years", NAN, NULL));
    TRY(validate_courts(
        ctx, job, (struct span){y2022, y2023, true}, "court_backlog_given_receipts",
        "Pending in court given receipts, FY2022 and FY2023",
        "given the stock a year before, receipts and judges; figures rounded", 0.10,
        NULL));
    TRY(validate_courts(
        ctx, job, (struct span){y2020 + 1, y2023, false}, "court_backlog_from_fy2020",
        "Pending in court, two and three years ahead from FY2020",
        "given the stock of FY2020, receipts and judges of all years", NAN, NULL));
out:
    return status;
}

/* --- targets -------------------------------------------------------------- */

/* The counts of the same series that were fitted, latest first: what a naive forecast
 * of a later day has to go by. */
static void target_naive(const struct job *job, const struct aisle_target *t,
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
static bool add_targets(struct job *job, struct aisle_validation_series *s,
                        const char *const *names, int count)
{
    for (int i = 0; s && i < count; i++) {
        for (int t = 0; t < job->targets->target_count; t++) {
            const struct aisle_target *target = &job->targets->targets[t];
            if (strcmp(target->name, names[i]) != 0)
                continue;
            struct aisle_validation_point *p =
                add_point(job, s, target->to, target->value, target->sd, job->y + t,
                          job->targets->target_count);
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

static bool add_all_targets(struct job *job)
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
    s = add_series(
        job, "new_york_held_out", "New York shelter, August and October 2023", "people",
        job->options->posterior
            ? "given arrivals; stays fitted to May, July and September"
            : "given arrivals; the ranges of stays were fitted to the census",
        2);
    if (!add_targets(job, s, NAMES(ahead)))
        return false;
    s->limit = 0.08;
    s->in_sample = !job->options->posterior;
    s = add_series(job, "new_york_july_october", "New York shelter, July-October 2023",
                   "people", "given arrivals; July and September were fitted", 4);
    if (!add_targets(job, s, NAMES(july)))
        return false;
    s->limit = 0.08;
    s = add_series(job, "other_cities", "Chicago and Denver shelter, October 2023",
                   "people", "given arrivals at the border", 2);
    if (!add_targets(job, s, NAMES(cities)))
        return false;
    s = add_series(job, "border_to_courts", "From the border to the courts, FY2023",
                   "cases",
                   "given encounters: receipts of the year, stock in January and "
                   "September (another basis)",
                   3);
    if (!add_targets(job, s, NAMES(courts)))
        return false;
    s = add_series(job, "pipeline", "How encounters of FY2014-FY2023 ended", "share",
                   "given encounters: returned, relief or terminated, not resolved", 3);
    if (!add_targets(job, s, NAMES(pipeline)))
        return false;
    s->limit = 0.05;
    return true;
}

static enum aisle_status validate_targets(struct aisle_ctx *ctx, struct job *job)
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

/* --- warm-up --------------------------------------------------------------- */

enum { WARMUP_YEARS = 5, WARMUP_MONTHS = 12 * WARMUP_YEARS, WARMUP_DRAWS = 8 };

static void read_decisions(void *user, int i, const struct aisle_outcome *outcome)
{
    double *daily = (double *)user + i * WARMUP_MONTHS;
    for (int k = 0; k < outcome->series_count; k++) {
        const struct aisle_series *s = &outcome->series[k];
        if (strcmp(s->name, "decisions") != 0)
            continue;
        for (int m = 1; m < s->count && m <= WARMUP_MONTHS; m++)
            daily[m - 1] = s->baseline_mean[m] / (s->dates[m] - s->dates[m - 1]);
    }
}

/* Decisions a day under current law and constant arrivals, from the start of a
 * forecast: does the start look unlike the rest? */
static enum aisle_status validate_warmup(struct aisle_ctx *ctx, struct job *job)
{
    double daily[WARMUP_DRAWS * WARMUP_MONTHS] = {0}, mean[WARMUP_MONTHS] = {0};
    int n = job->options->draws < WARMUP_DRAWS ? job->options->draws : WARMUP_DRAWS;
    static const char *const constant[] = {"arrivals_first_change", "arrivals_year_sd",
                                           "court_pace_year_sd", "court_judges_growth"};
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

/* --- the door -------------------------------------------------------------- */

static enum aisle_status make_job(struct aisle_ctx *ctx, struct job *job)
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
    job->made.series = mem_new(SERIES_MOST, sizeof *job->made.series);
    if (!job->values || !job->lucks || !job->y || !job->work || !job->made.series)
        TRY(ctx_no_memory(ctx));
    for (int d = 0; d < o->draws; d++)
        job->lucks[d] = trial_luck(o->seed, d + 1);
    TRY(points_fill(ctx, &job->hindcast.space, job->parameters, o->posterior, o->seed,
                    o->draws, job->values));
out:
    return status;
}

static void clear_job(struct job *job)
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
    struct job job = {
        .targets = targets, .parameters = parameters, .data = data, .options = options};
    aisle_validation_init(&job.made);
    TRY(make_job(ctx, &job));
    TRY(validate_all_courts(ctx, &job));
    TRY(validate_targets(ctx, &job));
    TRY(validate_warmup(ctx, &job)); /* last: it moves a parameter */
    for (int i = 0; i < job.made.series_count; i++) {
        struct aisle_validation_series *s = &job.made.series[i];
        judge(s);
        job.made.points += s->in_sample ? 0 : s->count;
        job.made.covered += s->in_sample ? 0 : s->covered;
    }
    job.made.draws = options->draws;
    job.made.with_posterior = options->posterior != NULL;
    aisle_validation_clear(out);
    *out = job.made;
    aisle_validation_init(&job.made);
out:
    clear_job(&job);
    return status;
}
