/* Work permits: a claim that has been pending so many days gives a right to one.
 *
 * Nobody has a timer: the day is worked out when the claim is made, stands in the
 * record, and is counted in a ring of days; a claim that ends before takes itself out
 * again. A change of the wait meets claims made after the start. */
#include "station/world.h"

static size_t place(int day)
{
    return (size_t)day % PERMIT_DAYS;
}

/* Who waits in Mexico cannot work here. */
static bool counted(const struct person *person)
{
    return (person->flags & (PERSON_ASYLUM | PERSON_MEXICO)) == PERSON_ASYLUM;
}

void permit_claim(struct world *w, struct person *person, int applied)
{
    if (!counted(person))
        return;
    int due = applied + (int)w->scenario->lever[AISLE_LEVER_PERMIT_DAYS];
    int most = w->day + PERMIT_DAYS - 1;
    due = due > most ? most : due;
    person->since = (int16_t)due;
    if (due <= w->day) {
        w->permits.held++;
        return;
    }
    w->permits.waiting++;
    w->permits.due[place(due)]++;
    w->permits.due_wait[place(due)] += (uint32_t)(due - person->filed);
}

void permit_end(struct world *w, const struct person *person)
{
    if (!counted(person))
        return;
    if (person->since <= w->day) { /* permit_day of today is done */
        w->permits.held--;
        return;
    }
    w->permits.waiting--;
    w->permits.due[place(person->since)]--;
    w->permits.due_wait[place(person->since)] -=
        (uint32_t)(person->since - person->filed);
}

void permit_refile(struct world *w, struct person *person, int filed)
{
    if (counted(person) && person->since > w->day)
        w->permits.due_wait[place(person->since)] += (uint32_t)(person->filed - filed);
    person->filed = (int16_t)filed;
}

void permit_day(struct world *w)
{
    size_t today = place(w->day);
    uint32_t count = w->permits.due[today];
    w->permits.waiting -= count;
    w->permits.held += count;
    w->tally.permits += count;
    w->tally.permit_wait += (int32_t)w->permits.due_wait[today];
    w->permits.due[today] = 0;
    w->permits.due_wait[today] = 0;
}
