#include "asylum/tables.h"

#include "asylum/outcome.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum { BASELINE, PACKAGE };

#define NATION_LABEL(name, stem, label) label,
#define CLASS_LABEL(name, label) label,
static const char *const nations[] = {NATION_LIST(NATION_LABEL)};
static const char *const classes[] = {CASE_CLASS_LIST(CLASS_LABEL)};
static const char *const agencies[] = {"CBP", "USCIS", "EOIR", "ICE", "cities"};

/* --- names --------------------------------------------------------------- */

static bool copy_names(int count, const char *const *names, int *count_out, char ***out)
{
    *out = mem_new((size_t)count, sizeof **out);
    if (!*out)
        return false;
    *count_out = count;
    bool ok = true;
    for (int i = 0; i < count; i++) {
        (*out)[i] = mem_copy_text(names[i]);
        ok = ok && (*out)[i];
    }
    return ok;
}

static bool fill_names(const struct study *study, struct aisle_outcome *out)
{
    int count = study->data->court_count;
    const char **courts = mem_new((size_t)count, sizeof *courts);
    if (!courts)
        return false;
    for (int c = 0; c < count; c++)
        courts[c] = study->data->courts[c].name;
    bool ok = copy_names(count, courts, &out->court_count, &out->courts) &&
              copy_names(NATION_COUNT, nations, &out->nation_count, &out->nations) &&
              copy_names(CLASS_COUNT, classes, &out->class_count, &out->classes);
    free(courts);
    return ok;
}

/* --- drill-down ---------------------------------------------------------- */

/* Sums of whole counts: the same in any order. */
static struct aisle_cell_side side_of(const struct study *study, int place, int side)
{
    int64_t decided = 0, granted = 0, ordered = 0, absent = 0, wait = 0;
    for (int r = 0; r < study->replications; r++) {
        const struct cell *cell = &study_side(study, r, side)->cells[place];
        decided += cell->decided;
        granted += cell->granted;
        ordered += cell->ordered;
        absent += cell->absent;
        wait += cell->wait;
    }
    double people = (double)study->options->people_per_case / study->replications;
    return (struct aisle_cell_side){
        .decided = (double)decided * people,
        .granted = (double)granted * people,
        .ordered = (double)ordered * people,
        .absent = (double)absent * people,
        .wait_days = decided ? (double)wait / (double)decided : (double)NAN};
}

static bool fill_cells(const struct study *study, struct aisle_outcome *out)
{
    int count = study->data->court_count * NATION_COUNT * CLASS_COUNT;
    out->cells = mem_new((size_t)count, sizeof *out->cells);
    if (!out->cells)
        return false;
    for (int i = 0; i < count; i++) {
        struct aisle_cell cell = {.court = i / (NATION_COUNT * CLASS_COUNT),
                                  .nation = i / CLASS_COUNT % NATION_COUNT,
                                  .class_ = i % CLASS_COUNT,
                                  .baseline = side_of(study, i, BASELINE),
                                  .package = side_of(study, i, PACKAGE)};
        if (cell.baseline.decided > 0 || cell.package.decided > 0)
            out->cells[out->cell_count++] = cell;
    }
    return true;
}

/* --- waits --------------------------------------------------------------- */

/* Shares of the bins of one class, or of all (-1). */
static void fill_shares(const struct study *study, int class_, int side, double *out)
{
    int64_t bins[WAIT_BINS] = {0}, all = 0;
    for (int r = 0; r < study->replications; r++) {
        const uint32_t *waits = study_side(study, r, side)->waits;
        for (int c = 0; c < CLASS_COUNT; c++) {
            for (int b = 0; b < WAIT_BINS && (class_ < 0 || c == class_); b++)
                bins[b] += waits[c * WAIT_BINS + b];
        }
    }
    for (int b = 0; b < WAIT_BINS; b++)
        all += bins[b];
    for (int b = 0; b < WAIT_BINS; b++)
        out[b] = all ? (double)bins[b] / (double)all : (double)NAN;
}

static bool fill_wait(const struct study *study, int class_, struct aisle_waits *out)
{
    out->name = mem_copy_text(class_ < 0 ? "all" : classes[class_]);
    out->edges = mem_new(WAIT_BINS + 1, sizeof(double));
    out->baseline = mem_new(WAIT_BINS, sizeof(double));
    out->package = mem_new(WAIT_BINS, sizeof(double));
    if (!out->name || !out->edges || !out->baseline || !out->package)
        return false;
    out->count = WAIT_BINS;
    for (int b = 0; b < WAIT_BINS; b++)
        out->edges[b] = HISTOGRAM_WIDTH * wait_weeks[b];
    out->edges[WAIT_BINS] = INFINITY;
    fill_shares(study, class_, BASELINE, out->baseline);
    fill_shares(study, class_, PACKAGE, out->package);
    return true;
}

static bool fill_waits(const struct study *study, struct aisle_outcome *out)
{
    out->waits = mem_new(CLASS_COUNT + 1, sizeof *out->waits);
    if (!out->waits)
        return false;
    out->waits_count = CLASS_COUNT + 1;
    bool ok = true;
    for (int class_ = -1; class_ < CLASS_COUNT; class_++)
        ok = fill_wait(study, class_, &out->waits[class_ + 1]) && ok;
    return ok;
}

/* --- money --------------------------------------------------------------- */

/* The fiscal year that a month of the run begins in. */
static int fiscal_year(const struct study *study, int month)
{
    int y, m, d;
    aisle_day_to_civil(study->calendar.start + 1 + study->calendar.month_first[month],
                       &y, &m, &d);
    return m >= 10 ? y + 1 : y;
}

static double year_usd(const struct study *study, int r, int side, int agency, int year)
{
    const double *series = study_side(study, r, side)->series;
    double usd = 0;
    for (int m = 0; m < study->calendar.months; m++) {
        if (fiscal_year(study, m) == year)
            usd += series[(m + 1) * SERIES_COUNT + SERIES_USD_CBP + agency];
    }
    return usd;
}

static void fill_year(const struct study *study, int agency, double *work,
                      struct aisle_agency_year *out)
{
    int n = study->replications;
    for (int m = 0; m < study->calendar.months; m++)
        out->months += fiscal_year(study, m) == out->fiscal_year;
    double *base = work + n, *with = work + 2 * n;
    for (int r = 0; r < n; r++) {
        base[r] = year_usd(study, r, BASELINE, agency, out->fiscal_year);
        with[r] = year_usd(study, r, PACKAGE, agency, out->fiscal_year);
        work[r] = with[r] - base[r];
    }
    out->difference = outcome_spread(work, n);
    out->baseline = outcome_spread(base, n);
    out->package = outcome_spread(with, n);
}

static bool fill_money(const struct study *study, struct aisle_outcome *out)
{
    int first = fiscal_year(study, 0);
    int years = fiscal_year(study, study->calendar.months - 1) - first + 1;
    size_t count = (size_t)years * AGENCY_COUNT;
    double *work = mem_new(3 * (size_t)study->replications, sizeof *work);
    out->money = mem_new(count, sizeof *out->money);
    bool ok = work && out->money;
    out->money_count = out->money ? (int)count : 0;
    for (int i = 0; ok && i < (int)count; i++) {
        struct aisle_agency_year *year = &out->money[i];
        year->agency = mem_copy_text(agencies[i / years]);
        year->fiscal_year = first + i % years;
        ok = year->agency != NULL;
        if (ok)
            fill_year(study, i / years, work, year);
    }
    free(work);
    return ok;
}

bool tables_fill(const struct study *study, struct aisle_outcome *out)
{
    return fill_names(study, out) && fill_cells(study, out) && fill_waits(study, out) &&
           fill_money(study, out);
}
