/* Forecasts of the courts against the record and against naive ones. */
#include "calibrate/validate.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/courts.h"
#include <math.h>
#include <stdio.h>

/* Error of a published count of the courts within one vintage: entries come late. */
static const double COURT_COUNT_SD = 0.01;

static int year_place(const struct validate_job *job, int fiscal_year)
{
    for (int i = 0; i < job->targets->year_count; i++)
        if (job->targets->years[i].fiscal_year == fiscal_year)
            return i;
    return -1;
}

/* --- naive forecasts -------------------------------------------------------- */

/* What they say of the stock of year i from the end of year `origin`. Stock-flow is
 * told what the forecast is told: judges, and receipts unless they walk. */
static void stock_naive(const struct validate_job *job, int origin, int i, bool walk,
                        double *naive)
{
    const struct aisle_court_year *y = job->targets->years;
    double last = adapt_completions(job->targets, origin);
    double each = last / adapt_judges(job->targets, y[origin].fiscal_year);
    double step = y[origin].pending_end - y[origin - 1].pending_end;
    double stock = y[origin].pending_end;
    for (int k = origin + 1; k <= i; k++)
        stock += y[walk ? origin : k].receipts -
                 each * adapt_judges(job->targets, y[k].fiscal_year);
    naive[AISLE_NAIVE_LAST] = y[origin].pending_end;
    naive[AISLE_NAIVE_TREND] = y[origin].pending_end + (i - origin) * step;
    naive[AISLE_NAIVE_STOCK_FLOW] = stock;
}

static void completions_naive(const struct validate_job *job, int origin, int i,
                              double *naive)
{
    const struct aisle_court_year *y = job->targets->years;
    double last = adapt_completions(job->targets, origin),
           before = adapt_completions(job->targets, origin - 1);
    double each = last / adapt_judges(job->targets, y[origin].fiscal_year);
    naive[AISLE_NAIVE_LAST] = last;
    naive[AISLE_NAIVE_TREND] = last + (i - origin) * (last - before);
    naive[AISLE_NAIVE_STOCK_FLOW] = each * adapt_judges(job->targets, y[i].fiscal_year);
}

/* --- the forecasts ---------------------------------------------------------- */

/* One row of the table: fiscal years first to last, from the end of the one before. */
struct court_row {
    const char *name, *label, *how;
    int first, last;
    bool step; /* each from the year before it */
    int ahead; /* 0, or so many years from each year between */
    enum adapt_law law;
    bool receipts_walk;
    bool aside; /* told in another row: not counted in the cover of all */
    double limit;
    const char *decided; /* label of a row of completions; NULL: none */
};

static const struct court_row rows[] = {
    {.name = "court_backlog_year_ahead",
     .label = "Pending in court, a year ahead",
     .how = "given the stock a year before, receipts and judges; completions and "
            "closures foretold from the years before",
     .first = 2014,
     .last = 2020,
     .step = true,
     .limit = 0.05,
     .decided = "Completed by the courts, a year ahead"},
    {.name = "court_backlog_given_receipts",
     .label = "Pending in court given receipts, FY2022 and FY2023",
     .how = "given the stock a year before, receipts and judges; figures rounded",
     .first = 2022,
     .last = 2023,
     .step = true,
     .limit = 0.10},
    {.name = "court_backlog_from_fy2013",
     .label = "Pending in court, one to seven years ahead from FY2013",
     .how = "given the stock of FY2013, receipts and judges of all years",
     .first = 2014,
     .last = 2020,
     .limit = NAN},
    {.name = "court_backlog_from_fy2020",
     .label = "Pending in court, two and three years ahead from FY2020",
     .how = "given the stock of FY2020, receipts and judges of all years",
     .first = 2021,
     .last = 2023,
     .limit = NAN},
    {.name = "court_backlog_from_each_year",
     .label = "Pending in court, one to seven years ahead from FY2013 to FY2022",
     .how = "given the stock of each year in turn, receipts and judges",
     .first = 2014,
     .last = 2023,
     .ahead = 7,
     .limit = NAN},
    {.name = "court_backlog_as_in_a_run",
     .label = "Pending in court, one to three years ahead, as in a run",
     .how = "given the stock of FY2013 to FY2022 in turn, receipts and judges; "
            "completions a judge walk",
     .first = 2014,
     .last = 2023,
     .ahead = 3,
     .law = ADAPT_STEADY,
     .limit = NAN},
    {.name = "court_backlog_receipts_walk",
     .label = "The same, receipts not given",
     .how = "given the stock of FY2013 to FY2022 in turn and judges; receipts walk, "
            "too, and stock-flow has the last year's",
     .first = 2014,
     .last = 2023,
     .ahead = 3,
     .law = ADAPT_STEADY,
     .receipts_walk = true,
     .limit = NAN},
    {.name = "court_backlog_from_fy2013_receipts_walk",
     .label = "Pending in court from FY2013, receipts not given",
     .how = "given the stock of FY2013 and judges; receipts walk, stock-flow has the "
            "last year's",
     .first = 2014,
     .last = 2020,
     .aside = true,
     .receipts_walk = true,
     .limit = NAN},
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0], ROW_YEARS_MOST = 10 };

struct forecast {
    double *pending, *completions; /* [years][draws] */
};

static enum aisle_status make_forecast(struct aisle_ctx *ctx, struct validate_job *job,
                                       struct courts_span span, struct forecast *out)
{
    struct courts courts = {.targets = job->targets,
                            .data = job->data,
                            .hindcast = &job->hindcast,
                            .values = job->values,
                            .draws = job->options->draws,
                            .seed = job->options->seed,
                            .people_per_case = job->options->people_per_case,
                            .threads = job->options->threads};
    return courts_forecast(ctx, &courts, span, out->pending, out->completions);
}

static aisle_day end_of(const struct aisle_court_year *year)
{
    return aisle_day_from_civil(year->fiscal_year, 9, 30);
}

static void add_stock(struct validate_job *job, struct aisle_validation_series *s,
                      struct courts_span span, const double *pending)
{
    for (int i = span.first; i <= span.last; i++) {
        const struct aisle_court_year *y = &job->targets->years[i];
        if (!y->scored)
            continue;
        struct aisle_validation_point *p = validate_add_point(
            job, s, end_of(y), y->pending_end, COURT_COUNT_SD * y->pending_end,
            pending + (size_t)(i - span.first) * (size_t)job->options->draws, 1);
        stock_naive(job, span.step ? i - 1 : span.first - 1, i, span.receipts_walk,
                    p->naive);
    }
}

static void add_decided(struct validate_job *job, struct aisle_validation_series *s,
                        struct courts_span span, const double *completions)
{
    for (int i = span.first; i <= span.last; i++) {
        const struct aisle_court_year *y = &job->targets->years[i];
        if (!y->scored || isnan(y->completions))
            continue;
        struct aisle_validation_point *p = validate_add_point(
            job, s, end_of(y), y->completions, COURT_COUNT_SD * y->completions,
            completions + (size_t)(i - span.first) * (size_t)job->options->draws, 1);
        completions_naive(job, span.step ? i - 1 : span.first - 1, i, p->naive);
    }
}

/* Name the points that a span has added since `from`. */
static bool name_points(const struct validate_job *job, struct courts_span span,
                        struct aisle_validation_series *s, int from)
{
    int origin = job->targets->years[span.first - 1].fiscal_year;
    for (int i = from; i < s->count; i++) {
        char text[64], day[AISLE_DATE_TEXT];
        snprintf(text, sizeof text, "%s, from FY%d",
                 aisle_day_format(s->points[i].date, day), origin);
        s->points[i].label = mem_copy_text(text);
        if (!s->points[i].label)
            return false;
    }
    return true;
}

/* A row whose forecasts start from every year. */
static enum aisle_status add_ahead(struct aisle_ctx *ctx, struct validate_job *job,
                                   const struct court_row *row, struct courts_span all,
                                   struct forecast *work,
                                   struct aisle_validation_series *s)
{
    enum aisle_status status = AISLE_OK;
    for (int first = all.first; first <= all.last; first++) {
        struct courts_span span = all;
        int last = first + row->ahead - 1, from = s->count;
        span.first = first;
        span.last = last < all.last ? last : all.last;
        if (!job->targets->years[first - 1].scored)
            continue; /* the stock it would start from is not sure */
        TRY(make_forecast(ctx, job, span, work));
        add_stock(job, s, span, work->pending);
        if (!name_points(job, span, s, from))
            TRY(ctx_no_memory(ctx));
    }
out:
    return status;
}

static enum aisle_status add_row(struct aisle_ctx *ctx, struct validate_job *job,
                                 const struct court_row *row, struct forecast *work)
{
    enum aisle_status status = AISLE_OK;
    struct courts_span span = {.first = year_place(job, row->first),
                               .last = year_place(job, row->last),
                               .step = row->step,
                               .law = row->law,
                               .receipts_walk = row->receipts_walk};
    int count = (span.last - span.first + 1) * (row->ahead ? row->ahead : 1);
    struct aisle_validation_series *s =
        validate_add_series(job, row->name, row->label, "cases", row->how, count);
    if (!s)
        return ctx_no_memory(ctx);
    s->limit = row->limit;
    s->aside = row->aside || row->ahead;
    if (row->ahead)
        return add_ahead(ctx, job, row, span, work, s);
    TRY(make_forecast(ctx, job, span, work));
    add_stock(job, s, span, work->pending);
    if (row->decided) {
        s = validate_add_series(job, "court_completions_year_ahead", row->decided,
                                "cases", row->how, count);
        if (!s)
            TRY(ctx_no_memory(ctx));
        add_decided(job, s, span, work->completions);
    }
out:
    return status;
}

enum aisle_status validate_courts(struct aisle_ctx *ctx, struct validate_job *job)
{
    enum aisle_status status = AISLE_OK;
    size_t size = (size_t)ROW_YEARS_MOST * (size_t)job->options->draws;
    struct forecast work = {mem_new(size, sizeof(double)),
                            mem_new(size, sizeof(double))};
    if (year_place(job, 2014) < 3 || year_place(job, 2023) < 0)
        status = ctx_fail(ctx, AISLE_INPUT,
                          "court_years.csv must hold FY2011 to FY2023 at least");
    else if (!work.pending || !work.completions)
        status = ctx_no_memory(ctx);
    for (int i = 0; status == AISLE_OK && i < ROW_COUNT; i++)
        status = add_row(ctx, job, &rows[i], &work);
    free(work.pending);
    free(work.completions);
    return status;
}
