/* Arrivals: how many come on a day, and who they are. */
#include "asylum/world.h"
#include <math.h>

/* A standard normal for a day and kind, the same in every scenario. */
static double day_normal(const struct world *w, int kind)
{
    struct rng_words r = rng_words_at(w->seed, USE_DAY, w->replication,
                                      (uint32_t)w->day, (uint32_t)kind);
    double radius = sqrt(-2 * log(rng_unit32(r.w[0])));
    return radius * cos(6.283185307179586 * rng_unit32(r.w[1]));
}

/* Level of arrivals in the year of today. What a year brings is not known: a
 * parameter drawn with the set, not luck. */
static void set_level(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double spread = s->arrivals_year_spread;
    double u = rng_unit_at(w->seed, USE_YEAR, w->set, (uint32_t)(w->day / 365), 0);
    w->level = s->arrivals_level * asylum_triangular(1 - spread, 1, 1 + spread, u);
}

/* People who come today: mean and Poisson variance, by the normal limit. */
static double people_today(const struct world *w, int kind)
{
    double mean;
    if (kind == ARRIVAL_INTERIOR)
        mean = w->settings->court_other_receipts / 365;
    else
        mean = w->calendar->mean[w->month * ARRIVAL_COUNT + kind] * w->level *
               (1 + w->scenario->lever[AISLE_LEVER_DETERRENCE]);
    double people = mean + sqrt(mean) * day_normal(w, kind);
    return people > 0 ? people : 0;
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
        [ARRIVAL_INTERIOR] = 0,
    };
    return flags[kind];
}

/* Day (13 bits), kind (3), number in the day (14): never the scenario. */
static uint32_t person_id(const struct world *w, int kind, int64_t i)
{
    return (uint32_t)w->day << 17 | (uint32_t)kind << 14 | ((uint32_t)i & 0x3FFF);
}

void arrival_person(struct world *w, struct person person)
{
    w->today_encounters++;
    w->tally.encounters++;
    person.since = (int16_t)w->day;
    if (w->authority.in_force && expulsion_meets(w, person))
        return;
    struct queue *line = person.flags & PERSON_PORT ? &w->ports : &w->border;
    queue_push(w->pool, line, person);
}

static void arrive(struct world *w, int kind, int64_t i)
{
    struct person person = {.id = person_id(w, kind, i), .flags = flags_of(kind)};
    w->tally.entered++;
    w->tally.events++;
    if (kind != ARRIVAL_INTERIOR) {
        arrival_person(w, person);
        return;
    }
    struct rng_words r = world_draw(w, USE_ROUTE, person.id, 0);
    person.strength = (uint8_t)(r.w[1] >> 24);
    person.filed = (int16_t)w->day;
    court_enter(w, person, true);
}

void arrivals_day(struct world *w)
{
    if (w->day % 365 == 0)
        set_level(w);
    w->today_encounters = 0;
    for (int kind = 0; kind < ARRIVAL_COUNT; kind++) {
        w->arrival_credit[kind] += people_today(w, kind) / w->people;
        int64_t count = credit_take(&w->arrival_credit[kind]);
        for (int64_t i = 0; i < count; i++)
            arrive(w, kind, i);
    }
    struct queue back = wheel_take(&w->returning, w->day);
    while (back.count)
        arrival_person(w, queue_pop(w->pool, &back));
    w->recent[w->day % 7] = (double)w->today_encounters * w->people;
}
