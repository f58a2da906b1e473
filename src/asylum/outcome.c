#include "asylum/outcome.h"
#include "asylum/tables.h"

#include "base/mem.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

struct metric_info {
    const char *name;
    const char *label;
    const char *unit;
    enum aisle_family family;
};
#define METRIC_ROW(name, key, label, unit, family)                                     \
    {key, label, unit, AISLE_FAMILY_##family},
static const struct metric_info metrics[] = {ASYLUM_METRIC_LIST(METRIC_ROW)};
#undef METRIC_ROW

struct series_info {
    const char *name;
    const char *label;
    const char *unit;
};
#define SERIES_ROW(name, key, label, unit) {key, label, unit},
static const struct series_info series_rows[] = {ASYLUM_SERIES_LIST(SERIES_ROW)};
#undef SERIES_ROW

enum { BASELINE, PACKAGE };

/* --- spreads ------------------------------------------------------------- */

/* Of `count` values, those that are numbers; `work` is overwritten. */
struct aisle_spread outcome_spread(double *work, int count)
{
    size_t n = 0;
    for (int i = 0; i < count; i++) {
        if (!isnan(work[i]))
            work[n++] = work[i];
    }
    if (n == 0)
        return (struct aisle_spread){NAN, NAN, NAN, NAN};
    double mean = num_mean(work, n); /* before the sort: order of replications */
    num_sort(work, n);
    return (struct aisle_spread){.mean = mean,
                                 .q05 = num_quantile_sorted(work, n, 0.05),
                                 .q50 = num_quantile_sorted(work, n, 0.5),
                                 .q95 = num_quantile_sorted(work, n, 0.95)};
}

/* Another quantile of the values that a spread was made of, which sorted them. */
static double quantile_of(const double *work, int count, struct aisle_spread spread,
                          double p)
{
    if (isnan(spread.mean)) /* of a series all are numbers, or none */
        return NAN;
    return num_quantile_sorted(work, (size_t)count, p);
}

static double difference(const struct study *study, int r, int m)
{
    return study_side(study, r, PACKAGE)->metric[m] -
           study_side(study, r, BASELINE)->metric[m];
}

enum { PAIRS_LEAST = 8 }; /* fewer say little: half of the shares are possible */

struct anova outcome_split(const double *differences, int replications, int sets,
                           int *set, double *work)
{
    for (int r = 0; r < replications; r++)
        set[r] = r % sets;
    struct anova split = anova_split(differences, set, replications, sets, work);
    if (replications - sets < PAIRS_LEAST)
        split.share = split.share_low = split.share_high = NAN;
    return split;
}

/* Luck against parameters. False: no memory. */
static bool fill_noise(const struct study *study, const double *differences,
                       struct aisle_metric *out)
{
    int n = study->replications;
    int *set = mem_new((size_t)n, sizeof *set);
    double *work = mem_new(2 * (size_t)study->sets, sizeof *work);
    if (set && work) {
        struct anova split = outcome_split(differences, n, study->sets, set, work);
        out->noise_share = split.share;
        out->noise_low = split.share_low;
        out->noise_high = split.share_high;
        out->difference_sd = sqrt(num_variance(differences, (size_t)n));
    }
    bool ok = set && work;
    free(set);
    free(work);
    return ok;
}

static bool fill_metric(const struct study *study, int m, double *work,
                        struct aisle_metric *out)
{
    out->name = mem_copy_text(metrics[m].name);
    out->label = mem_copy_text(metrics[m].label);
    out->unit = mem_copy_text(metrics[m].unit);
    out->family = metrics[m].family;
    int n = study->replications;
    for (int r = 0; r < n; r++)
        work[r] = study_side(study, r, BASELINE)->metric[m];
    out->baseline = outcome_spread(work, n);
    for (int r = 0; r < n; r++)
        work[r] = study_side(study, r, PACKAGE)->metric[m];
    out->package = outcome_spread(work, n);
    for (int r = 0; r < n; r++)
        work[r] = difference(study, r, m);
    bool ok = fill_noise(study, work, out); /* before the spread sorts them */
    out->difference = outcome_spread(work, n);
    return ok && out->name && out->label && out->unit;
}

static bool fill_metrics(const struct study *study, double *work,
                         struct aisle_outcome *out)
{
    out->metrics = mem_new(METRIC_COUNT, sizeof *out->metrics);
    if (!out->metrics)
        return false;
    out->metric_count = METRIC_COUNT;
    bool ok = true;
    for (int m = 0; m < METRIC_COUNT; m++)
        ok = fill_metric(study, m, work, &out->metrics[m]) && ok;
    return ok;
}

/* --- series -------------------------------------------------------------- */

static bool make_fan(struct aisle_fan *out, size_t n)
{
    double **arrays[] = {&out->mean, &out->q05, &out->q10,
                         &out->q50,  &out->q90, &out->q95};
    bool ok = true;
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        *arrays[i] = mem_new(n, sizeof(double));
        ok = ok && *arrays[i];
    }
    return ok;
}

static bool make_arrays(struct aisle_series *out, int count)
{
    size_t n = (size_t)count;
    out->count = count;
    out->dates = mem_new(n, sizeof *out->dates);
    out->observed = mem_new(n, sizeof(double));
    bool ok = make_fan(&out->baseline, n);
    ok = make_fan(&out->package, n) && ok;
    return ok && out->dates && out->observed;
}

static void fill_point(const struct study *study, int s, int point, double *work,
                       struct aisle_series *out)
{
    for (int side = BASELINE; side <= PACKAGE; side++) {
        struct aisle_fan *fan = side == BASELINE ? &out->baseline : &out->package;
        for (int r = 0; r < study->replications; r++)
            work[r] = study_side(study, r, side)->series[point * SERIES_COUNT + s];
        struct aisle_spread spread = outcome_spread(work, study->replications);
        fan->mean[point] = spread.mean;
        fan->q05[point] = spread.q05;
        fan->q10[point] = quantile_of(work, study->replications, spread, 0.1);
        fan->q50[point] = spread.q50;
        fan->q90[point] = quantile_of(work, study->replications, spread, 0.9);
        fan->q95[point] = spread.q95;
    }
}

/* The last observed value in the month that ends at each date. */
static void fill_observed(const struct study *study, struct aisle_series *out)
{
    for (int i = 0; i < out->count; i++) {
        aisle_day from = i > 0 ? out->dates[i - 1] : out->dates[0] - 1;
        out->observed[i] = NAN;
        aisle_day latest = AISLE_DAY_NONE;
        for (int k = 0; k < study->data->observed_count; k++) {
            const struct aisle_observed *point = &study->data->observed[k];
            bool in_month = point->date > from && point->date <= out->dates[i];
            if (in_month && point->date > latest &&
                strcmp(point->series, out->name) == 0) {
                latest = point->date;
                out->observed[i] = point->value;
            }
        }
    }
}

static bool fill_series(const struct study *study, int s, double *work,
                        struct aisle_series *out)
{
    out->name = mem_copy_text(series_rows[s].name);
    out->label = mem_copy_text(series_rows[s].label);
    out->unit = mem_copy_text(series_rows[s].unit);
    int points = study->calendar.months + 1;
    if (!make_arrays(out, points) || !out->name || !out->label || !out->unit)
        return false;
    for (int i = 0; i < points; i++) {
        out->dates[i] = study->calendar.start + study->calendar.month_first[i];
        fill_point(study, s, i, work, out);
    }
    fill_observed(study, out);
    return true;
}

static bool fill_all_series(const struct study *study, double *work,
                            struct aisle_outcome *out)
{
    out->series = mem_new(SERIES_COUNT, sizeof *out->series);
    if (!out->series)
        return false;
    out->series_count = SERIES_COUNT;
    bool ok = true;
    for (int s = 0; s < SERIES_COUNT; s++)
        ok = fill_series(study, s, work, &out->series[s]) && ok;
    return ok;
}

/* --- chances and notes --------------------------------------------------- */

struct outcome_chances outcome_chances(const struct study *study, int baseline,
                                       int package)
{
    int fair = 0, efficient = 0, both = 0;
    for (int r = 0; r < study->replications; r++) {
        const double *b = study_result(study, r, baseline)->metric;
        const double *p = study_result(study, r, package)->metric;
        double tolerance = study->shared[study_set(study, r)].settings.fair_tolerance;
        bool is_fair = p[METRIC_FAIRNESS_GAP] <= b[METRIC_FAIRNESS_GAP] + tolerance;
        bool is_efficient = p[METRIC_EFFICIENCY] > b[METRIC_EFFICIENCY];
        fair += is_fair;
        efficient += is_efficient;
        both += is_fair && is_efficient;
    }
    double n = study->replications;
    return (struct outcome_chances){fair / n, efficient / n, both / n};
}

static const char *const notes[] = {
    "Arrivals are an input: the last twelve months before the start, at a level that "
    "walks from year to year by as much as years of FY2000-FY2023 differed, slowly "
    "back "
    "to their mean. The 0.48 million of them "
    "that were under "
    "Title 42, which ended on 2023-05-11, come as Title 8 encounters here: Title 8 "
    "encounters of June to October 2023 ran at 2.6 million a year.",
    "No policy changes how many people come, unless the package sets arrivals_change: "
    "the effect of a policy on arrivals is not known.",
    "Associations are used as they were observed: of a lawyer with grants and "
    "appearance, of waiting in Mexico with both, of tighter screening with passing. "
    "Their causal effects are not known.",
    "Hearing time is counted in completions a judge and year, which moved between "
    "about 470 and 970 in fifteen years and walk on; minutes of hearings, adjournments "
    "and the "
    "split of dockets are assumed with wide ranges.",
    "Added judges and officers come after a hiring lag, decide like the bench they "
    "join, and are replaced when they leave; judges of posts opened before the start "
    "still come, the other staff is held constant.",
    "The fairness gap is the mean of twice the spread of grant chances between judges "
    "of a court, the gap in grant chances between represented and unrepresented, and "
    "the "
    "chance to end without an interview or hearing on the claim. Equal weights are a "
    "choice, which "
    "is drawn from a range; fair is a gap that grows by no more than fair_tolerance. "
    "The three parts stand beside it: expulsion moves the index through the third.",
    "The efficiency index is the geometric mean of the share of the caseload decided "
    "and of decisions for 10,000 USD of courts and asylum officers.",
    "A discretionary authority to expel is used in a share of the replications.",
    "Nationality is drawn from the mix of asylum cases completed in FY2019-FY2021 and "
    "moves the odds of a grant alike before every judge; it moves nothing else.",
    "Appeals are those of removal orders to the Board; the appeals and the cases set "
    "aside at the start are the last counts published, of 2020 and 2017.",
    "Not modelled: appeals of grants, courts above the Board, interior arrests beyond "
    "a constant flow of new cases, shelter outside New York, Chicago and Denver.",
};
enum { NOTE_COUNT = sizeof notes / sizeof notes[0] };

static bool fill_notes(struct aisle_outcome *out)
{
    out->notes = mem_new(NOTE_COUNT, sizeof *out->notes);
    if (!out->notes)
        return false;
    out->note_count = NOTE_COUNT;
    bool ok = true;
    for (int i = 0; i < NOTE_COUNT; i++) {
        out->notes[i] = mem_copy_text(notes[i]);
        ok = ok && out->notes[i];
    }
    return ok;
}

static void fill_head(const struct study *study, struct aisle_outcome *out)
{
    out->start = study->options->start;
    out->years = study->options->years;
    out->replications = study->replications;
    out->people_per_case = study->options->people_per_case;
    bool twins =
        aisle_scenario_equal(&study->scenarios[BASELINE], &study->scenarios[PACKAGE]);
    for (int r = 0; r < study->replications; r++) {
        for (int side = BASELINE; side <= (twins ? BASELINE : PACKAGE); side++) {
            out->cases += study_side(study, r, side)->cases[0];
            out->events += study_side(study, r, side)->cases[1];
        }
    }
    struct outcome_chances chances =
        outcome_chances(study, study->side[BASELINE], study->side[PACKAGE]);
    out->p_fair = chances.fair;
    out->p_efficient = chances.efficient;
    out->p_both = chances.both;
}

enum aisle_status outcome_make(struct aisle_ctx *ctx, const struct study *study,
                               struct aisle_outcome *out)
{
    struct aisle_outcome made;
    aisle_outcome_init(&made);
    double *work = mem_new((size_t)study->replications, sizeof *work);
    bool ok = work && fill_metrics(study, work, &made) &&
              fill_all_series(study, work, &made) && tables_fill(study, &made) &&
              fill_notes(&made);
    free(work);
    if (!ok) {
        aisle_outcome_clear(&made);
        return ctx_no_memory(ctx);
    }
    fill_head(study, &made);
    aisle_outcome_clear(out);
    *out = made;
    return AISLE_OK;
}
