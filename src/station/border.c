/* The border: processing, and the route each person takes from there.
 *
 * Agents and coordinators process people between ports, first in, first out. Who is
 * held longer than the limit is processed the short way: less work, and no removal
 * process at the border. The longer past it, the shorter: agents let a crowd go faster
 * rather than hold it for weeks, so the line is bounded whatever comes. Ports have
 * their own line. */
#include "station/world.h"

/* A full processing is the unit of work; people a day. */
static double capacity_between(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double agents = s->border_agents + w->staff.agents_added;
    double people = agents * s->border_processed_per_agent_day +
                    w->staff.coordinators * s->border_processed_per_coordinator_day;
    return people > 0 ? people : 0;
}

static void to_screening(struct world *w, struct person person)
{
    world_note(w, &person, STEP_TO_SCREENING, (double)w->screening.count * w->people,
               0);
    person.since = (int16_t)w->day;
    notice_traits(w, &person);
    queue_push(w->pool, &w->screening, person);
}

/* Of `u`: screened, and not returned. Ports and children have no screening. */
static bool is_screened(struct world *w, unsigned kind, uint32_t u)
{
    const struct odds *odds = &w->odds;
    return odds->screened[kind] > odds->returned[kind] &&
           luck_even(&w->owed.screened[kind], u, odds->screened[kind]);
}

/* Returned, screened or given a notice, by shares of a kind. */
static void process(struct world *w, struct person person, bool in_short)
{
    uint64_t bits = luck_at(w->key[DRAW_ROUTE], person.id, person.encounter);
    unsigned kind = person.flags & PERSON_KIND;
    uint32_t u = luck_part(bits, 0);
    world_note(w, &person, STEP_PROCESSED, w->day - person.since, in_short);
    bool screened = !in_short && is_screened(w, kind, u);
    if (luck_even(&w->owed.returned[kind], u, w->odds.returned[kind]))
        arrival_removed(w, person, luck_part(bits, 1), EXIT_REPATRIATED);
    else if (screened)
        to_screening(w, person);
    else
        notice_person(w, person);
}

static void between_day(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int limit = (int)s->border_custody_limit_days;
    double short_effort = s->border_short_effort * limit;
    double credit = w->border_credit + capacity_between(w) / w->people;
    int64_t before = w->border.count, in_short = 0;
    while (credit > 0 && w->border.count) {
        struct person person = queue_pop(w->pool, &w->border);
        int held = w->day - person.since;
        bool late = held > limit;
        credit -= late ? short_effort / held : 1;
        in_short += late;
        process(w, person, late);
    }
    w->tally.processed += before - w->border.count;
    w->tally.short_processed += in_short;
    w->border_credit = credit < 0 ? credit : 0; /* a day's time can't be kept */
}

double border_ports_capacity(const struct world *w)
{
    double people = w->settings->border_ports_capacity +
                    w->scenario->lever[AISLE_LEVER_APPOINTMENTS];
    return people > 0 ? people : 0;
}

static void ports_day(struct world *w)
{
    double credit = w->ports_credit + border_ports_capacity(w) / w->people;
    int64_t before = w->ports.count;
    while (credit > 0 && w->ports.count) {
        credit -= 1;
        process(w, queue_pop(w->pool, &w->ports), false);
    }
    w->tally.processed += before - w->ports.count;
    w->tally.ports_processed += before - w->ports.count;
    w->ports_credit = credit < 0 ? credit : 0;
}

void border_day(struct world *w)
{
    between_day(w);
    ports_day(w);
    w->tally.custody_day_sum += (double)w->border.count;
    w->tally.port_day_sum += (double)w->ports.count;
    w->tally.agent_days += w->settings->border_agents + w->staff.agents_added;
    double coordinators = w->staff.coordinators;
    w->tally.coordinator_days += coordinators > 0 ? coordinators : 0;
}
