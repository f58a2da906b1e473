/* What common luck is worth: the variance of a package's effect with luck of its own
 * for each side, against that with the same luck for both. Parameters stand at their
 * values, so that all variance is luck. A ratio of 10 means that a tenth of the
 * replications does.
 *
 * One TSV line a lever and metric: name, replications, variance with common luck, unit
 * squared, variance with luck apart, how many times smaller the first is, the effect, and
 * its standard deviation by common luck. */
#include "asylum/replicate.h"
#include "shipped.h"

enum { REPLICATIONS = 120, PEOPLE = 20 };

static const struct {
    const char *name;
    enum aisle_lever lever;
    double value;
} packages[] = {{"judges", AISLE_LEVER_JUDGES, 375},
                {"officers", AISLE_LEVER_OFFICERS, 1600},
                {"mexico", AISLE_LEVER_MEXICO, 0.3},
                {"beds", AISLE_LEVER_BEDS, 12500}};
enum { PACKAGES = sizeof packages / sizeof packages[0] };

#define METRIC_NAME(name, key, label, unit, family) key,
static const char *const names[] = {ASYLUM_METRIC_LIST(METRIC_NAME)};
#undef METRIC_NAME

static double variance(const double *x)
{
    double mean = 0, square = 0;
    for (int i = 0; i < REPLICATIONS; i++)
        mean += x[i] / REPLICATIONS;
    for (int i = 0; i < REPLICATIONS; i++)
        square += (x[i] - mean) * (x[i] - mean);
    return square / (REPLICATIONS - 1);
}

static double mean(const double *x)
{
    double sum = 0;
    for (int i = 0; i < REPLICATIONS; i++)
        sum += x[i];
    return sum / REPLICATIONS;
}

/* Outcomes that luck does not move, but for rounding, are left out. */
static void compare(const struct study *study, int package, int metric)
{
    double with[REPLICATIONS], without[REPLICATIONS], change[REPLICATIONS];
    for (int r = 0; r < REPLICATIONS; r++) {
        with[r] = study_result(study, r, package + 1)->metric[metric];
        without[r] = study_result(study, r, 0)->metric[metric];
        change[r] = with[r] - without[r];
    }
    double apart = variance(with) + variance(without), common = variance(change);
    double level = 1e-9 * (fabs(mean(with)) + fabs(mean(without)));
    if (apart <= level * level)
        return;
    printf("common_luck_%s_%s\t%d\t%.4g\t\t%.4g\t%.1f\t%.4g\t%.4g\n",
           packages[package].name, names[metric], REPLICATIONS, common, apart,
           apart / common, mean(change), sqrt(common));
}

int main(void)
{
    struct shipped b;
    load(&b);
    for (int i = 0; i < b.parameters.count; i++)
        b.parameters.items[i].low = b.parameters.items[i].high =
            b.parameters.items[i].value;
    pin(&b, "arrivals_year_sd", 0); /* what a year brings is no luck */
    pin(&b, "arrivals_long_run", 0);
    pin(&b, "court_pace_year_sd", 0);
    pin(&b, "office_filings_year_sd", 0);
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.replications = REPLICATIONS;
    options.people_per_case = PEOPLE;
    options.threads = 2;
    struct aisle_scenario scenarios[PACKAGES + 1];
    for (int i = 0; i <= PACKAGES; i++) {
        aisle_scenario_init(&scenarios[i]);
        if (i > 0)
            scenarios[i].lever[packages[i - 1].lever] = packages[i - 1].value;
    }
    struct study study = {0};
    must(&b, study_make(b.ctx, &b.parameters, &b.data, &options, PACKAGES + 1,
                        scenarios, false, &study));
    must(&b, study_run(b.ctx, &study));
    for (int p = 0; p < PACKAGES; p++) {
        for (int m = 0; m < METRIC_COUNT; m++)
            compare(&study, p, m);
    }
    study_clear(&study);
    unload(&b);
    return 0;
}
