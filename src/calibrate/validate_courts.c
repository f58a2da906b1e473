/* Forecasts of the courts against the record and against naive ones.
 *
 * Paths go on from the end of each year, once for every way of going on (a bank); a row
 * of the table picks those of its points. */
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
    double last = adapt_completions(job->targets, origin),
           before = adapt_completions(job->targets, origin - 1);
    double each =
        last / adapt_judges(job->targets, job->targets->years[origin].fiscal_year);
    naive[AISLE_NAIVE_LAST] = last;
    naive[AISLE_NAIVE_TREND] = last + (i - origin) * (last - before);
    naive[AISLE_NAIVE_STOCK_FLOW] =
        each * adapt_judges(job->targets, job->targets->years[i].fiscal_year);
}

static void receipts_naive(const struct validate_job *job, int origin, int i,
                           double *naive)
{
    const struct aisle_court_year *y = job->targets->years;
    double last = y[origin].receipts;
    naive[AISLE_NAIVE_LAST] = last;
    naive[AISLE_NAIVE_TREND] = last + (i - origin) * (last - y[origin - 1].receipts);
    naive[AISLE_NAIVE_STOCK_FLOW] = NAN;
}

/* --- the bank ------------------------------------------------------------- */

/* Ways of going on. */
static const struct way {
    enum adapt_law law;
    bool receipts_walk;
    int ahead; /* years that rows look at, at most */
} ways[] = {{ADAPT_ADAPTING, false, 7},
            {ADAPT_STEADY, false, 3},
            {ADAPT_STEADY, true, 3},
            {ADAPT_ADAPTING, true, 7}};
enum { GIVEN, AS_IN_A_RUN, A_RUN_WALKS, WALKS, WAYS, YEARS_MOST = 64 };

struct bank {
    struct validate_job *job;
    struct courts courts;
    struct courts_paths paths[WAYS][YEARS_MOST]; /* by the year they start from the end
                                                    of; NULL: not yet made */
};

static enum aisle_status open_bank(struct aisle_ctx *ctx, struct validate_job *job,
                                   struct bank *bank)
{
    size_t n = (size_t)job->targets->year_count * (size_t)job->options->draws;
    bank->job = job;
    bank->courts = (struct courts){.targets = job->targets,
                                   .data = job->data,
                                   .hindcast = &job->hindcast,
                                   .values = job->values,
                                   .draws = job->options->draws,
                                   .seed = job->options->seed,
                                   .people_per_case = job->options->people_per_case,
                                   .threads = job->options->threads,
                                   .ratio = mem_new(n, sizeof(double))};
    if (!bank->courts.ratio)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < n; i++)
        bank->courts.ratio[i] = NAN;
    return AISLE_OK;
}

static void close_bank(struct bank *bank)
{
    free(bank->courts.ratio);
    for (int w = 0; w < WAYS; w++)
        for (int i = 0; i < YEARS_MOST; i++) {
            free(bank->paths[w][i].pending);
            free(bank->paths[w][i].completions);
            free(bank->paths[w][i].receipts);
        }
}

/* See that the paths from the end of year `origin` are there. */
static enum aisle_status fill_bank(struct aisle_ctx *ctx, struct bank *bank, int way,
                                   int origin)
{
    struct courts_paths *paths = &bank->paths[way][origin];
    int last = year_place(bank->job, 2023);
    last = origin + ways[way].ahead < last ? origin + ways[way].ahead : last;
    size_t n = (size_t)(last - origin) * (size_t)bank->job->options->draws;
    if (paths->pending)
        return AISLE_OK;
    paths->pending = mem_new(n, sizeof(double));
    paths->completions = mem_new(n, sizeof(double));
    paths->receipts = mem_new(n, sizeof(double));
    if (!paths->pending || !paths->completions || !paths->receipts)
        return ctx_no_memory(ctx);
    struct courts_span span = {.first = origin + 1,
                               .last = last,
                               .law = ways[way].law,
                               .receipts_walk = ways[way].receipts_walk};
    return courts_forecast(ctx, &bank->courts, span, paths);
}

/* --- the rows ------------------------------------------------------------- */

enum count { PENDING, COMPLETED, RECEIVED };

/* One row of the table: fiscal years first to last, so many years ahead. */
struct court_row {
    const char *name, *label, *how;
    enum count count;
    int way;
    int first, last;
    int ahead;
    bool each;  /* from the end of each year before; false: of the year before first */
    bool aside; /* years told in another row: not counted in the cover of all */
    double limit;
};

#define AHEAD_HOW                                                                      \
    "given the stock a year before, receipts and judges; completions and closures "    \
    "foretold from the years before"
/* One to three years ahead of each year, beside the count of those covered. */
#define FROM_EACH_YEAR                                                                 \
    .first = 2014, .last = 2023, .ahead = 3, .each = true, .aside = true, .limit = NAN
#define RUN_HOW                                                                        \
    "given the stock of FY2013 to FY2022 in turn and judges; receipts walk as "        \
    "encounters do in a run, completions a judge, too"

static const struct court_row rows[] = {
    {.name = "court_backlog_year_ahead",
     .label = "Pending in court, a year ahead",
     .how = AHEAD_HOW,
     .way = GIVEN,
     .first = 2014,
     .last = 2020,
     .ahead = 1,
     .each = true,
     .limit = 0.05},
    {.name = "court_completions_year_ahead",
     .label = "Completed by the courts, a year ahead",
     .how = AHEAD_HOW,
     .count = COMPLETED,
     .way = GIVEN,
     .first = 2014,
     .last = 2020,
     .ahead = 1,
     .each = true,
     .limit = NAN},
    {.name = "court_backlog_given_receipts",
     .label = "Pending in court given receipts, FY2022 and FY2023",
     .how = "given the stock a year before, receipts and judges; figures rounded",
     .way = GIVEN,
     .first = 2022,
     .last = 2023,
     .ahead = 1,
     .each = true,
     .limit = 0.10},
    {.name = "court_backlog_from_fy2013",
     .label = "Pending in court, one to seven years ahead from FY2013",
     .how = "given the stock of FY2013, receipts and judges of all years",
     .way = GIVEN,
     .first = 2014,
     .last = 2020,
     .ahead = 7,
     .limit = NAN},
    {.name = "court_backlog_from_fy2020",
     .label = "Pending in court, two and three years ahead from FY2020",
     .how = "given the stock of FY2020, receipts and judges of all years",
     .way = GIVEN,
     .first = 2021,
     .last = 2023,
     .ahead = 3,
     .limit = NAN},
    {.name = "court_backlog_from_each_year",
     .label = "Pending in court, one to seven years ahead from FY2013 to FY2022",
     .how = "given the stock of each year in turn, receipts and judges",
     .way = GIVEN,
     .first = 2014,
     .last = 2023,
     .ahead = 7,
     .each = true,
     .aside = true,
     .limit = NAN},
    {.name = "court_backlog_as_in_a_run",
     .label = "Pending in court, one to three years ahead, receipts given",
     .how = "given the stock of FY2013 to FY2022 in turn, receipts and judges; "
            "completions a judge walk as in a run",
     .way = AS_IN_A_RUN,
     FROM_EACH_YEAR},
    {.name = "court_backlog_receipts_walk",
     .label = "Pending in court, one to three years ahead, as in a run",
     .how = RUN_HOW "; stock-flow has the last year's receipts",
     .way = A_RUN_WALKS,
     FROM_EACH_YEAR},
    {.name = "court_receipts_as_in_a_run",
     .label = "New court cases, one to three years ahead, as in a run",
     .how = RUN_HOW,
     .count = RECEIVED,
     .way = A_RUN_WALKS,
     FROM_EACH_YEAR},
    {.name = "court_completions_as_in_a_run",
     .label = "Completed by the courts, one to three years ahead, as in a run",
     .how = RUN_HOW,
     .count = COMPLETED,
     .way = A_RUN_WALKS,
     FROM_EACH_YEAR},
    {.name = "court_backlog_from_fy2013_receipts_walk",
     .label = "Pending in court from FY2013, receipts not given",
     .how = "given the stock of FY2013 and judges; receipts walk by their changes "
            "before, stock-flow has the last year's",
     .way = WALKS,
     .first = 2014,
     .last = 2020,
     .ahead = 7,
     .aside = true,
     .limit = NAN},
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static aisle_day end_of(const struct aisle_court_year *year)
{
    return aisle_day_from_civil(year->fiscal_year, 9, 30);
}

static double observed_of(enum count count, const struct aisle_court_year *y)
{
    return count == PENDING     ? y->pending_end
           : count == COMPLETED ? y->completions
                                : y->receipts;
}

/* Where starts differ within a year, a point says which is its own. */
static bool name_point(const struct aisle_court_year *origin,
                       struct aisle_validation_point *p)
{
    char text[64], day[AISLE_DATE_TEXT];
    snprintf(text, sizeof text, "%s, from FY%d", aisle_day_format(p->date, day),
             origin->fiscal_year);
    p->label = mem_copy_text(text);
    return p->label != NULL;
}

static bool add_year(const struct bank *bank, const struct court_row *row, int origin,
                     int i, struct aisle_validation_series *s)
{
    struct validate_job *job = bank->job;
    const struct aisle_court_year *y = &job->targets->years[i];
    const struct courts_paths *paths = &bank->paths[row->way][origin];
    const double *all = row->count == PENDING     ? paths->pending
                        : row->count == COMPLETED ? paths->completions
                                                  : paths->receipts;
    double observed = observed_of(row->count, y);
    if (!y->scored || isnan(observed))
        return true;
    struct aisle_validation_point *p = validate_add_point(
        job, s, end_of(y), observed, COURT_COUNT_SD * observed,
        all + (size_t)(i - origin - 1) * (size_t)job->options->draws, 1);
    if (row->count == PENDING)
        stock_naive(job, origin, i, ways[row->way].receipts_walk, p->naive);
    else if (row->count == COMPLETED)
        completions_naive(job, origin, i, p->naive);
    else
        receipts_naive(job, origin, i, p->naive);
    bool many = row->each && row->ahead > 1;
    return !many || name_point(&job->targets->years[origin], p);
}

static enum aisle_status add_row(struct aisle_ctx *ctx, struct validate_job *job,
                                 struct bank *bank, const struct court_row *row)
{
    enum aisle_status status = AISLE_OK;
    int first = year_place(job, row->first), last = year_place(job, row->last);
    int origins = row->each ? last - first + 1 : 1;
    struct aisle_validation_series *s = validate_add_series(
        job, row->name, row->label, "cases", row->how, origins * row->ahead);
    if (!s)
        return ctx_no_memory(ctx);
    s->limit = row->limit;
    s->aside = row->aside;
    for (int origin = first - 1; origin < first - 1 + origins; origin++) {
        if (row->ahead > 1 && !job->targets->years[origin].scored)
            continue; /* the stock it would start from is not sure */
        TRY(fill_bank(ctx, bank, row->way, origin));
        for (int i = origin + 1; i <= last && i <= origin + row->ahead; i++)
            if (!add_year(bank, row, origin, i, s))
                TRY(ctx_no_memory(ctx));
    }
out:
    return status;
}

enum aisle_status validate_courts(struct aisle_ctx *ctx, struct validate_job *job)
{
    enum aisle_status status = AISLE_OK;
    struct bank bank = {0};
    if (year_place(job, 2014) < 3 || year_place(job, 2023) < 0 ||
        job->targets->year_count > YEARS_MOST)
        return ctx_fail(ctx, AISLE_INPUT,
                        "court_years.csv must hold FY2011 to FY2023 at least, and at "
                        "most %d years",
                        YEARS_MOST);
    TRY(open_bank(ctx, job, &bank));
    for (int i = 0; i < ROW_COUNT; i++)
        TRY(add_row(ctx, job, &bank, &rows[i]));
out:
    close_bank(&bank);
    return status;
}
