/* The large world of the design: ten years, three million cases pending in court, some
 * thirty million arrivals, each person a record, on one core. A process of its own, so
 * that the peak of memory is its own.
 *
 * One TSV line a measurement: name, size, value, unit, peer, ratio; the peers are the
 * goals. */
#include "asylum/replicate.h"
#include "base/mem.h"
#include "shipped.h"

/* Arrivals come to three million a year at this level: the record's last twelve
 * months, with those of the interior and of the asylum office, are 2.8. */
static const double LEVEL = 1.15;

static void run(struct shipped *s, const struct study *study)
{
    struct pool pool = {0};
    struct world *world = mem_new(1, sizeof *world);
    if (!world)
        exit(1);
    double start = cpu();
    must(s, study_world(study, 0, 0, &pool, NULL, world));
    int64_t there = world->tally.entered;
    while (world->day < study->calendar.days)
        world_day(world);
    double seconds = cpu() - start;
    const struct tally *t = &world->tally;
    line("decade_cpu", 10, seconds, "s", 3);
    line("decade_peak_memory", 10, peak_mb(), "MB", 300);
    line("decade_move_cpu", 10, 1e9 * seconds / (double)tally_moves(t), "ns", 20);
    line("decade_moves", 10, (double)tally_moves(t) / 1e6, "million", NAN);
    line("decade_arrivals", 10, (double)(t->entered - there) / 1e6, "million", NAN);
    line("decade_pending", 10, (double)world->pending / 1e6, "million", NAN);
    world_clear(world);
    pool_clear(&pool);
    free(world);
}

int main(void)
{
    struct shipped s;
    load(&s);
    pin(&s, "court_pending_start", 3e6);
    pin(&s, "arrivals_level", LEVEL);
    pin(&s, "arrivals_first_change", 0);
    pin(&s, "arrivals_year_sd", 0);
    pin(&s, "arrivals_long_run", 0);
    pin(&s, "court_pace_year_sd", 0);
    pin(&s, "office_filings_year_sd", 0);
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = 10;
    options.people_per_case = 1;
    options.replications = 1;
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct study study = {0};
    must(&s, study_make(s.ctx, &s.parameters, &s.data, &options, 1, &current, false,
                        &study));
    run(&s, &study);
    study_clear(&study);
    unload(&s);
    return 0;
}
