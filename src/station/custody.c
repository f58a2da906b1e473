/* Detention beds. A bed is held from the notice until the decision, at most for the
 * limit of the settings; then it is free, and the person is released when the court
 * next touches the case. */
#include "station/world.h"

static int limit_days(const struct world *w)
{
    return (int)w->settings->custody_release_days;
}

static uint32_t *due(struct world *w, const struct person *person)
{
    int day = person->filed + limit_days(w);
    return &w->beds_due[(size_t)day % WHEEL_DAYS];
}

bool custody_admit(struct world *w, struct person *person)
{
    if ((double)(w->beds_used + 1) * w->people > w->staff.beds)
        return false;
    person->flags |= PERSON_DETAINED;
    w->beds_used++;
    ++*due(w, person);
    return true;
}

bool custody_expired(const struct world *w, const struct person *person)
{
    return w->day >= person->filed + limit_days(w);
}

/* The case is over: free the bed, unless its limit did. */
void custody_leave(struct world *w, struct person *person)
{
    if (!custody_expired(w, person)) {
        w->beds_used--;
        --*due(w, person);
    }
    person->flags &= (uint16_t)~PERSON_DETAINED;
}

void custody_day(struct world *w)
{
    uint32_t *ending = &w->beds_due[(size_t)w->day % WHEEL_DAYS];
    w->beds_used -= *ending;
    *ending = 0;
    w->tally.bed_days += (double)w->beds_used;
}
