/* What the simulation says of the fiscal years after its start, under current law, and
 * how wide: to be held against the record of errors (docs/model/calibration.md).
 *
 *   calibrate_bench_ahead [posterior.csv]
 *
 * One TSV line a series and year: name, fiscal year, median, 80% interval, 90% interval,
 * standard deviation of the logarithm. Flows of the first year begin after the start. */
#include "calibrate/measure.h"
#include "calibrate/points.h"
#include "experiment/trial.h"
#include "num/special.h"
#include <aisle/import.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DRAWS = 400, YEARS = 3, FIRST_YEAR = 2024 };

static const struct {
    const char *name;
    bool flow;
} series[] = {{"encounters", true},
              {"court_receipts", true},
              {"decisions", true},
              {"court_backlog", false},
              {"affirmative_backlog", false},
              {"shelter_new_york", false}};
enum { SERIES = sizeof series / sizeof series[0] };

static double taken[SERIES][YEARS][DRAWS];

static void read_draw(void *user, int i, const struct aisle_outcome *outcome)
{
    (void)user;
    for (int y = 0; y < YEARS; y++) {
        aisle_day from = aisle_day_from_civil(FIRST_YEAR + y - 1, 9, 30),
                  to = aisle_day_from_civil(FIRST_YEAR + y, 9, 30);
        from = from > outcome->start ? from : outcome->start;
        for (int s = 0; s < SERIES; s++)
            taken[s][y][i] = series[s].flow
                                 ? measure_series_sum(outcome, series[s].name, from, to)
                                 : measure_series_at(outcome, series[s].name, to);
    }
}

static void say(int s, int y)
{
    double *x = taken[s][y], sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        double log_x = log(fmax(x[i], 1));
        sum += log_x;
        squares += log_x * log_x;
    }
    num_sort(x, DRAWS);
    printf("%s\t%d\t%.4g\t[%.4g, %.4g]\t[%.4g, %.4g]\t%.2f\n", series[s].name,
           FIRST_YEAR + y, num_quantile_sorted(x, DRAWS, 0.5),
           num_quantile_sorted(x, DRAWS, 0.1), num_quantile_sorted(x, DRAWS, 0.9),
           num_quantile_sorted(x, DRAWS, 0.05), num_quantile_sorted(x, DRAWS, 0.95),
           sqrt(squares / DRAWS - (sum / DRAWS) * (sum / DRAWS)));
}

static void must(const struct aisle_ctx *ctx, enum aisle_status status)
{
    if (status == AISLE_OK)
        return;
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
    exit(1);
}

int main(int argc, char **argv)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
    struct aisle_posterior posterior;
    struct space space;
    aisle_parameters_init(&parameters);
    aisle_asylum_data_init(&data);
    aisle_posterior_init(&posterior);
    must(ctx, aisle_import_parameters(ctx, AISLE_SOURCE_DIR "/data/parameters",
                                      &parameters));
    must(ctx, aisle_import_asylum_data(ctx, AISLE_SOURCE_DIR "/data/asylum", &data));
    if (argc > 1)
        must(ctx, aisle_import_posterior(ctx, argv[1], &posterior));
    must(ctx, space_make(ctx, &parameters, &space));
    double *values = calloc((size_t)DRAWS * (size_t)space.count, sizeof *values);
    static uint64_t lucks[DRAWS];
    for (int i = 0; i < DRAWS; i++)
        lucks[i] = trial_luck(1, i + 1);
    must(ctx, points_fill(ctx, &space, &parameters, argc > 1 ? &posterior : NULL, 1,
                          DRAWS, values));
    struct trials trials = {
        .parameters = &parameters, .space = &space, .data = &data, .task = "ahead"};
    aisle_scenario_init(&trials.baseline);
    aisle_scenario_init(&trials.package);
    aisle_asylum_options_init(&trials.options);
    trials.options.years = YEARS;
    trials.options.people_per_case = 100;
    must(ctx, trials_run(ctx, &trials, DRAWS, values, lucks, read_draw, NULL));
    for (int s = 0; s < SERIES; s++)
        for (int y = 0; y < YEARS; y++)
            say(s, y);
    free(values);
    space_clear(&space);
    aisle_posterior_clear(&posterior);
    aisle_asylum_data_clear(&data);
    aisle_parameters_clear(&parameters);
    aisle_ctx_free(ctx);
    return 0;
}
