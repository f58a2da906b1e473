/* Speed and memory of the asylum simulation, and how it meets the record.
 *
 *   asylum_bench_asylum [worlds|main|screen|scale|year|hindcast]     default: all
 *
 * One TSV line a measurement: name, size, value, unit, peer, ratio. */
#include <aisle/aisle.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct bench {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void line(const char *name, double size, double value, const char *unit,
                 double peer)
{
    if (isnan(peer))
        printf("%s\t%g\t%.4g\t%s\t\t\n", name, size, value, unit);
    else
        printf("%s\t%g\t%.6g\t%s\t%.6g\t%.3f\n", name, size, value, unit, peer,
               value / peer);
}

static void must(struct bench *b, enum aisle_status status)
{
    if (status == AISLE_OK)
        return;
    for (size_t i = 0; i < aisle_ctx_message_count(b->ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(b->ctx, i)->text);
    exit(1);
}

static void load(struct bench *b)
{
    b->ctx = aisle_ctx_new();
    aisle_parameters_init(&b->parameters);
    aisle_asylum_data_init(&b->data);
    must(b, aisle_import_parameters(b->ctx, AISLE_SOURCE_DIR "/data/parameters",
                                    &b->parameters));
    must(b,
         aisle_import_asylum_data(b->ctx, AISLE_SOURCE_DIR "/data/asylum", &b->data));
}

static void unload(struct bench *b)
{
    aisle_parameters_clear(&b->parameters);
    aisle_asylum_data_clear(&b->data);
    aisle_ctx_free(b->ctx);
}

static struct aisle_scenario package(void)
{
    struct aisle_scenario p;
    aisle_scenario_init(&p);
    p.lever[AISLE_LEVER_JUDGES] = 375;
    p.lever[AISLE_LEVER_OFFICERS] = 1600;
    p.lever[AISLE_LEVER_AGENTS] = 1300;
    p.lever[AISLE_LEVER_BEDS] = 12500;
    p.lever[AISLE_LEVER_SHELTER_USD] = 1.4e9;
    return p;
}

static void simulate(struct bench *b, const struct aisle_asylum_options *options,
                     struct aisle_outcome *out)
{
    struct aisle_scenario current, with = package();
    aisle_scenario_init(&current);
    aisle_outcome_init(out);
    must(b, aisle_asylum_simulate(b->ctx, &b->parameters, &b->data, &current, &with,
                                  options, out));
}

static double peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void bench_worlds(struct bench *b)
{
    const int scales[] = {100, 10, 1};
    for (int i = 0; i < 3; i++) {
        struct aisle_asylum_options options;
        aisle_asylum_options_init(&options);
        options.people_per_case = scales[i];
        options.replications = scales[i] == 1 ? 1 : 8;
        options.threads = 1;
        struct aisle_outcome out;
        double start = cpu();
        simulate(b, &options, &out);
        double seconds = cpu() - start;
        line("world_cpu", scales[i], seconds / (2 * options.replications), "s", NAN);
        line("event_cpu", scales[i], 1e9 * seconds / (double)out.events, "ns", NAN);
        line("peak_memory", scales[i], peak_mb(), "MB", NAN);
        aisle_outcome_clear(&out);
    }
}

static void bench_main_job(struct bench *b)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.threads = 2;
    struct aisle_outcome out;
    double start = now();
    simulate(b, &options, &out);
    line("main_job_wall", options.replications, now() - start, "s", NAN);
    aisle_outcome_clear(&out);
}

static void bench_screen(struct bench *b)
{
    enum { COUNT = 256 };
    static struct aisle_scenario scenarios[COUNT];
    static double difference[COUNT * AISLE_DEAL_OUTCOMES], both[COUNT];
    struct aisle_scenario current, full = package();
    aisle_scenario_init(&current);
    for (int i = 0; i < COUNT; i++) {
        scenarios[i] = current;
        for (int l = 0; l < AISLE_LEVER_COUNT; l++) {
            if (i >> (l % 8) & 1)
                scenarios[i].lever[l] = full.lever[l];
        }
    }
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.people_per_case = 100;
    options.replications = 4;
    options.threads = 2;
    double start = now(), used = cpu();
    must(b, aisle_asylum_screen(b->ctx, &b->parameters, &b->data, &current, COUNT,
                                scenarios, &options, difference, both));
    line("screen_wall", COUNT, now() - start, "s", NAN);
    line("screen_cpu", COUNT, cpu() - used, "s", NAN);
}

/* One fine run against coarse ones: largest change of a mean, in percent. */
static void bench_scale(struct bench *b)
{
    struct aisle_outcome fine;
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.replications = 4;
    options.people_per_case = 2;
    simulate(b, &options, &fine);
    const int scales[] = {10, 50, 100, 200};
    for (int i = 0; i < 4; i++) {
        struct aisle_outcome coarse;
        options.people_per_case = scales[i];
        simulate(b, &options, &coarse);
        static const char *const names[] = {"court_backlog", "wait_median_days",
                                            "wait_mean_days", "fairness_gap",
                                            "cost_usd"};
        for (int m = 0; m < 5; m++) {
            char name[64];
            snprintf(name, sizeof name, "scale_%s", names[m]);
            line(name, scales[i], aisle_outcome_metric(&coarse, names[m])->package.mean,
                 "", aisle_outcome_metric(&fine, names[m])->package.mean);
        }
        aisle_outcome_clear(&coarse);
    }
    aisle_outcome_clear(&fine);
}

/* --- hindcast: from the end of FY2022 through FY2023 ---------------------- */

static void pin(struct bench *b, const char *name, double value, double range)
{
    struct aisle_parameter *p =
        (struct aisle_parameter *)aisle_parameters_find(&b->parameters, name);
    if (!p) {
        fprintf(stderr, "no parameter %s\n", name);
        exit(1);
    }
    p->value = value;
    p->low = value * (1 - range);
    p->high = value * (1 + range);
}

/* The last census recorded in a month against the simulated end of the month. October
 * 2022 is left out: its count of the 7th is what the run begins with. */
static void hindcast_observed(const struct aisle_series *s)
{
    for (int i = 2; i < s->count; i++) {
        char name[64], day[AISLE_DATE_TEXT];
        aisle_day_format(s->dates[i], day);
        snprintf(name, sizeof name, "hindcast_%s_%s", s->name, day);
        if (!isnan(s->observed[i]))
            line(name, i, s->baseline_mean[i], "people", s->observed[i]);
    }
}

/* Sum of a monthly series under current law over the first twelve months. */
static double year_sum(const struct aisle_outcome *out, const char *name)
{
    double sum = 0;
    for (int i = 0; i < out->series_count; i++) {
        for (int k = 1; k <= 12 && strcmp(out->series[i].name, name) == 0; k++)
            sum += out->series[i].baseline_mean[k];
    }
    return sum;
}

static void hindcast(struct bench *b)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.start = aisle_day_from_civil(2022, 9, 30);
    options.years = 2; /* FY2023 and October 2023 are recorded, no more is read */
    options.recorded_arrivals = true;
    /* TRAC: 2,023,441 on 2022-11-30 less two months at 39,300 */
    pin(b, "court_pending_start", 1945000, 0.02);
    pin(b, "court_judges", 642, 0.02); /* mean of 634 and 649 */
    pin(b, "arrivals_level", 1, 0);
    pin(b, "arrivals_year_spread", 0, 0);
    pin(b, "shelter_new_york_census_start", 12200, 0);
    struct aisle_outcome out;
    simulate(b, &options, &out);
    /* FY2023: receipts that close the rounded stocks (1.8 and 2.46 million) with
     * completions at the pace of October-January */
    line("hindcast_receipts_fy2023", 12, year_sum(&out, "court_receipts"), "cases",
         2460000 - 1800000 + 3 * 172180.0);
    line("hindcast_decisions_fy2023", 12, year_sum(&out, "decisions"), "cases",
         3 * 172180.0);
    /* truth: TRAC on its own basis, four months on; EOIR's rounded year end */
    for (int i = 0; i < out.series_count; i++) {
        const struct aisle_series *s = &out.series[i];
        if (strcmp(s->name, "court_backlog") == 0) {
            line("hindcast_court_2022-11-30", 2, s->baseline_mean[2], "cases", 2023441);
            line("hindcast_court_2023-01-31", 4, s->baseline_mean[4], "cases", 2097195);
            line("hindcast_court_2023-09-30", 12, s->baseline_mean[12], "cases",
                 2460000);
            line("hindcast_court_q05", 12, s->baseline_q05[12], "cases", 2460000);
            line("hindcast_court_q95", 12, s->baseline_q95[12], "cases", 2460000);
        }
        if (strcmp(s->name, "court_receipts") == 0)
            line("hindcast_receipts_4_months", 4,
                 s->baseline_mean[1] + s->baseline_mean[2] + s->baseline_mean[3] +
                     s->baseline_mean[4],
                 "cases", 329380);
        if (strcmp(s->name, "decisions") == 0)
            line("hindcast_decisions_4_months", 4,
                 s->baseline_mean[1] + s->baseline_mean[2] + s->baseline_mean[3] +
                     s->baseline_mean[4],
                 "cases", 172180);
        if (strcmp(s->name, "shelter_new_york") == 0)
            hindcast_observed(s);
    }
    aisle_outcome_clear(&out);
}

/* The first year under current law, arrivals and parameters as shipped. The record's
 * peer is the four months October 2022-January 2023 (TRAC), for a year. */
static void first_year(struct bench *b)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = 1;
    struct aisle_outcome out;
    simulate(b, &options, &out);
    line("first_year_receipts", 12, year_sum(&out, "court_receipts"), "cases",
         3 * 329380.0);
    line("first_year_decisions", 12, year_sum(&out, "decisions"), "cases",
         3 * 172180.0);
    line("first_year_encounters", 12, year_sum(&out, "encounters"), "people", NAN);
    aisle_outcome_clear(&out);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    bool all = strcmp(what, "all") == 0;
    struct bench b;
    load(&b);
    if (all || strcmp(what, "worlds") == 0)
        bench_worlds(&b);
    if (all || strcmp(what, "main") == 0)
        bench_main_job(&b);
    if (all || strcmp(what, "screen") == 0)
        bench_screen(&b);
    if (all || strcmp(what, "scale") == 0)
        bench_scale(&b);
    if (all || strcmp(what, "year") == 0)
        first_year(&b);
    if (all || strcmp(what, "hindcast") == 0) /* last: it moves the parameters */
        hindcast(&b);
    unload(&b);
    return 0;
}
