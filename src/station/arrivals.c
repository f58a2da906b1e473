/* Arrivals: how many come on a day, and who they are. */
#include "station/world.h"
#include <math.h>

/* A standard normal for a day and kind, the same in every scenario. */
static double day_normal(const struct world *w, int kind)
{
    struct rng_words r = rng_words_at(w->seed, USE_DAY, w->replication,
                                      (uint32_t)w->day, (uint32_t)kind);
    double radius = sqrt(-2 * log(rng_unit32(r.w[0])));
    return radius * cos(6.283185307179586 * rng_unit32(r.w[1]));
}

/* A change of mean 0 and standard deviation 1 into a year of the run: what years bring
 * is not known, a parameter drawn with the set and not luck. */
static double year_change(const struct world *w, int year, uint32_t of)
{
    double u = rng_unit_at(w->seed, USE_YEAR, w->set, (uint32_t)year, of);
    return asylum_triangular(-sqrt(6), 0, sqrt(6), u);
}

/* Arrivals, applications to the asylum office and completions a judge in the year of
 * today: logarithms walk from year to year, those of arrivals from the last twelve
 * months' towards the long run. */
static void set_year(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double arrivals = 0, pace = 0, office = 0;
    for (int year = 0; year <= w->day / 365; year++) {
        double away = arrivals - s->arrivals_long_run;
        arrivals = s->arrivals_long_run + s->arrivals_change_kept * away +
                   (year == 0 ? s->arrivals_first_change
                              : s->arrivals_year_sd * year_change(w, year, 0));
        pace += s->court_pace_year_sd * year_change(w, year, 1);
        office += s->office_filings_year_sd * year_change(w, year, 2);
    }
    w->level = s->arrivals_level * exp(arrivals);
    w->court_pace = exp(pace);
    w->office_level = exp(office);
}

/* Mean of those who come for the first time: the record counts repeats too. */
static double border_mean(const struct world *w, int kind)
{
    return w->calendar->mean[w->month * ARRIVAL_COUNT + kind] * w->level *
           (1 + w->scenario->lever[AISLE_LEVER_DETERRENCE]) * (1 - w->law->again[kind]);
}

/* Appointments added at ports are taken, in part, by people who would have crossed
 * between them. */
static double moved_to_ports(const struct world *w, double mean, double port_mean)
{
    double added = w->scenario->lever[AISLE_LEVER_APPOINTMENTS];
    double moved = added * w->settings->arrivals_port_shift;
    return moved > mean ? mean : moved < -port_mean ? -port_mean : moved;
}

/* The record counts people at ports as they are let in, which appointments bound: of
 * those past the capacity some cross between ports, the others are never met. */
static void bound_ports(const struct world *w, double mean[ARRIVAL_COUNT])
{
    double capacity = border_ports_capacity(w), met = 0;
    for (int k = ARRIVAL_PORT_ADULT; k < ARRIVAL_BORDER; k++)
        met += mean[k] / (1 - w->law->again[k]); /* with those who come again */
    if (met <= capacity)
        return;
    for (int k = ARRIVAL_PORT_ADULT; k < ARRIVAL_BORDER; k++) {
        double past = mean[k] * (1 - capacity / met);
        mean[k] -= past;
        mean[k - ARRIVAL_PORT_ADULT] += past * w->settings->arrivals_port_shift;
    }
}

static void means_today(const struct world *w, double mean[ARRIVAL_COUNT])
{
    for (int k = 0; k < ARRIVAL_BORDER; k++)
        mean[k] = border_mean(w, k);
    double moved = moved_to_ports(w, mean[ARRIVAL_ADULT], mean[ARRIVAL_PORT_ADULT]);
    mean[ARRIVAL_ADULT] -= moved;
    mean[ARRIVAL_PORT_ADULT] += moved;
    bound_ports(w, mean);
    mean[ARRIVAL_INTERIOR] = w->settings->court_other_receipts / 365;
    mean[ARRIVAL_OFFICE] = w->office_level * w->settings->office_filings / 365;
}

static uint16_t flags_of(int kind)
{
    static const uint16_t flags[ARRIVAL_COUNT] = {
        [ARRIVAL_ADULT] = PERSON_BORDER,
        [ARRIVAL_FAMILY] = PERSON_BORDER | PERSON_FAMILY,
        [ARRIVAL_MINOR] = PERSON_BORDER | PERSON_MINOR,
        [ARRIVAL_PORT_ADULT] = PERSON_BORDER | PERSON_PORT,
        [ARRIVAL_PORT_FAMILY] = PERSON_BORDER | PERSON_PORT | PERSON_FAMILY,
        [ARRIVAL_PORT_MINOR] = PERSON_BORDER | PERSON_PORT | PERSON_MINOR,
    };
    return flags[kind];
}

/* Day (13 bits), kind (3), number in the day (14): never the scenario. */
static uint32_t person_id(const struct world *w, int kind)
{
    return (uint32_t)w->day << 17 | (uint32_t)kind << 14;
}
enum { NUMBER_MOST = 0x3FFF };

void arrival_person(struct world *w, struct person person)
{
    w->today_encounters++;
    person.since = (int16_t)w->day;
    world_note(w, &person, STEP_ENCOUNTER, person.encounter, 0);
    if (w->authority.in_force && expulsion_meets(w, person))
        return;
    struct queue *line = person.flags & PERSON_PORT ? &w->ports : &w->border;
    queue_push(w->pool, line, person);
}

/* Returned or removed: some come again. */
void arrival_removed(struct world *w, struct person person, uint32_t part,
                     enum asylum_exit exit)
{
    w->tally.removed++;
    world_note(w, &person, STEP_RETURNED, 0, 0);
    bool again = luck_even(&w->owed.again, part, w->odds.again);
    if (!again || person.encounter == UINT8_MAX >> 1) {
        world_exit(w, exit);
        return;
    }
    uint64_t bits = luck_at(w->key[DRAW_EXPULSION], person.id, person_visit(&person));
    double wait = -w->settings->arrivals_return_days * log(luck_unit(bits, 3));
    int days = wait < WHEEL_DAYS - 2 ? 1 + (int)wait : WHEEL_DAYS - 1;
    world_note(w, &person, STEP_COMES_AGAIN, days, 0);
    person.encounter++;
    wheel_put(w->pool, &w->returning, w->day + days, person);
}

static void arrive(struct world *w, int kind, struct person person)
{
    if (kind == ARRIVAL_OFFICE) {
        office_take(w, person);
        return;
    }
    notice_traits(w, &person);
    person.filed = (int16_t)w->day;
    court_enter(w, person, true);
}

static void arrive_all(struct world *w, int kind, int64_t count)
{
    struct person person = {.flags = flags_of(kind)};
    uint32_t first = person_id(w, kind);
    w->tally.entered += count;
    w->tally.moves += kind >= ARRIVAL_BORDER ? count : 0;
    for (int64_t i = 0; i < count; i++) {
        /* past the last number two people share their luck; coarser records do not */
        person.id = first | ((uint32_t)i & NUMBER_MOST);
        if (kind >= ARRIVAL_BORDER)
            arrive(w, kind, person);
        else
            arrival_person(w, person);
    }
}

void arrivals_day(struct world *w)
{
    if (w->day % 365 == 0)
        set_year(w);
    w->today_encounters = 0;
    double mean[ARRIVAL_COUNT];
    means_today(w, mean);
    for (int kind = 0; kind < ARRIVAL_COUNT; kind++) {
        /* mean and Poisson variance, by the normal limit */
        double people = mean[kind] + sqrt(mean[kind]) * day_normal(w, kind);
        w->arrival_credit[kind] += (people > 0 ? people : 0) / w->people;
        arrive_all(w, kind, credit_take(&w->arrival_credit[kind]));
    }
    struct queue back = wheel_take(&w->returning, w->day);
    while (back.count)
        arrival_person(w, queue_pop(w->pool, &back));
    w->tally.encounters += w->today_encounters;
    w->recent[w->day % 7] = (double)w->today_encounters * w->people;
}
