/* Speed and memory of the asylum simulation, and what coarse records cost.
 *
 *   asylum_bench_asylum [worlds|jobs|threads|screen|scale]     default: all
 *
 * One TSV line a measurement: name, size, value, unit, peer, ratio. */
#include "shipped.h"

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

static void simulate(struct shipped *b, const struct aisle_asylum_options *options,
                     struct aisle_outcome *out)
{
    struct aisle_scenario current, with = package();
    aisle_scenario_init(&current);
    aisle_outcome_init(out);
    must(b, aisle_asylum_simulate(b->ctx, &b->parameters, &b->data, &current, &with,
                                  options, out));
}

static void bench_worlds(struct shipped *b)
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
        line("move_cpu", scales[i], 1e9 * seconds / (double)out.events, "ns", NAN);
        line("peak_memory", scales[i], peak_mb(), "MB", NAN);
        aisle_outcome_clear(&out);
    }
}

static double job_wall(struct shipped *b, int replications, int threads)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.replications = replications;
    options.threads = threads;
    struct aisle_outcome out;
    double start = now();
    simulate(b, &options, &out);
    aisle_outcome_clear(&out);
    return now() - start;
}

/* One package against current law, five years, on two cores. */
static void bench_jobs(struct shipped *b)
{
    line("job_wall", 40, job_wall(b, 40, 2), "s", NAN);
    line("job_wall", 200, job_wall(b, 200, 2), "s", NAN);
}

/* The same job on one core and on two: each the best of three, for the machine may have
 * other work. */
static void bench_threads(struct shipped *b)
{
    double one = INFINITY, two = INFINITY;
    for (int i = 0; i < 3; i++) {
        one = fmin(one, job_wall(b, 40, 1));
        two = fmin(two, job_wall(b, 40, 2));
    }
    line("one_core_by_two", 40, one, "s", two);
}

static void bench_screen(struct shipped *b)
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
static void bench_scale(struct shipped *b)
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
        static const char *const names[] = {"court_backlog", "wait_typical_days",
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

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    bool all = strcmp(what, "all") == 0;
    struct shipped b;
    load(&b);
    if (all || strcmp(what, "worlds") == 0)
        bench_worlds(&b);
    if (all || strcmp(what, "jobs") == 0)
        bench_jobs(&b);
    if (all || strcmp(what, "threads") == 0)
        bench_threads(&b);
    if (all || strcmp(what, "screen") == 0)
        bench_screen(&b);
    if (all || strcmp(what, "scale") == 0)
        bench_scale(&b);
    unload(&b);
    return 0;
}
