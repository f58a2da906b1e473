/* Alternatives to detention: release under supervision (reports, calls, a monitor).
 *
 * The places are those that a package adds; today's programme stands in the rates of the
 * record. Adults and families released at the border take free places as they come, and
 * hold one until the court decides, at most for the limit of the settings. Who is
 * supervised has lower odds of an order in absentia: an association, no known effect. */
#include "station/world.h"

static int place_limit(const struct world *w)
{
    return (int)w->settings->alternatives_days;
}

static uint32_t *place_due(struct world *w, const struct person *person)
{
    int day = person->filed + place_limit(w);
    return &w->places_due[(size_t)day % WHEEL_DAYS];
}

void supervision_admit(struct world *w, struct person *person)
{
    bool free_place = (double)(w->places_used + 1) * w->people <= w->staff.places;
    if (!free_place || (person->flags & PERSON_MINOR))
        return;
    person->flags |= PERSON_SUPERVISED;
    w->places_used++;
    ++*place_due(w, person);
    world_note(w, person, STEP_SUPERVISED, place_limit(w), 0);
}

bool supervision_on(const struct world *w, const struct person *person)
{
    return (person->flags & PERSON_SUPERVISED) &&
           w->day < person->filed + place_limit(w);
}

/* The case is over: free the place, unless its limit did. */
void supervision_leave(struct world *w, struct person *person)
{
    if (supervision_on(w, person)) {
        w->places_used--;
        --*place_due(w, person);
    }
    person->flags &= (uint16_t)~PERSON_SUPERVISED;
}

void supervision_day(struct world *w)
{
    uint32_t *ending = &w->places_due[(size_t)w->day % WHEEL_DAYS];
    w->places_used -= *ending;
    *ending = 0;
    w->tally.place_days += (double)w->places_used;
}
