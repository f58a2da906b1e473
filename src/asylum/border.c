/* The border: processing, and the route each person takes from there.
 *
 * Agents and coordinators process people between ports, first in, first out. Who is
 * held longer than the limit is processed the short way: less work, and no removal
 * process at the border. Ports have their own line. */
#include "asylum/world.h"

/* A full processing is the unit of work; people a day. */
static double capacity_between(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double agents = s->border_agents + staff_agents_added(w);
    double people = agents * s->border_processed_per_agent_day +
                    staff_coordinators(w) * s->border_processed_per_coordinator_day;
    return people > 0 ? people : 0;
}

static void to_screening(struct world *w, struct person person)
{
    person.since = (int16_t)w->day;
    queue_push(w->pool, &w->screening, person);
}

/* Returned, screened or given a notice, by shares of a group. */
static void route(struct world *w, struct person person, double u, double returned,
                  double screened)
{
    if (u < returned)
        world_exit(w, EXIT_REPATRIATED);
    else if (u < returned + screened)
        to_screening(w, person);
    else
        notice_person(w, person);
}

static void process(struct world *w, struct person person, bool in_short)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_ROUTE, person.id, person.encounter);
    double u = rng_unit32(r.w[0]);
    person.strength = (uint8_t)(r.w[1] >> 24);
    w->tally.processed++;
    w->tally.events++;
    if (person.flags & PERSON_PORT)
        route(w, person, u, 1 - s->route_port_released, 0);
    else if (person.flags & PERSON_MINOR)
        route(w, person, u, s->route_minor_repatriated, 0);
    else if (person.flags & PERSON_FAMILY)
        route(w, person, u, s->route_family_repatriated,
              in_short ? 0 : s->route_family_screened);
    else
        route(w, person, u, s->route_adult_repatriated,
              in_short ? 0 : s->route_adult_screened);
}

static void between_day(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    w->border_credit += capacity_between(w) / w->people;
    while (w->border_credit > 0 && w->border.count) {
        struct person person = queue_pop(w->pool, &w->border);
        bool in_short = w->day - person.since > s->border_custody_limit_days;
        w->border_credit -= in_short ? s->border_short_effort : 1;
        w->tally.short_processed += in_short;
        process(w, person, in_short);
    }
    if (w->border_credit > 0)
        w->border_credit = 0; /* a day's time can't be kept */
}

static void ports_day(struct world *w)
{
    w->ports_credit += w->settings->border_ports_capacity / w->people;
    while (w->ports_credit > 0 && w->ports.count) {
        w->ports_credit -= 1;
        process(w, queue_pop(w->pool, &w->ports), false);
    }
    if (w->ports_credit > 0)
        w->ports_credit = 0;
}

void border_day(struct world *w)
{
    between_day(w);
    ports_day(w);
    w->tally.custody_day_sum += (double)(w->border.count + w->ports.count);
    w->tally.agent_days += w->settings->border_agents + staff_agents_added(w);
    double coordinators = staff_coordinators(w);
    w->tally.coordinator_days += coordinators > 0 ? coordinators : 0;
}
