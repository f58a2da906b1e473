/* The authority to expel: when it starts and ends, and whom it meets.
 *
 * Thresholds count encounters of the seven days before today, or of yesterday. In a
 * year (365 days from the start) it is in force on so many days at most; after so
 * many years it ends. Unaccompanied children are outside it. */
#include "station/world.h"
#include <math.h>

static double seven_day_mean(const struct world *w)
{
    double sum = 0;
    for (int i = 0; i < 7; i++)
        sum += w->recent[i];
    return sum / 7;
}

/* Whether the executive uses what it may but need not use: one choice a run. */
static bool uses_discretion(const struct world *w)
{
    return rng_unit_at(w->seed, USE_AUTHORITY, w->replication, 0, 0) <
           w->settings->expulsion_discretionary_use;
}

/* The threshold that sets the authority off today, 0 when none does. */
static double trigger_today(const struct world *w, double mean, double yesterday)
{
    const double *lever = w->scenario->lever;
    double must = lever[AISLE_LEVER_EXPULSION_MUST];
    double may = lever[AISLE_LEVER_EXPULSION_MAY];
    double day = lever[AISLE_LEVER_EXPULSION_DAY];
    if (must > 0 && mean >= must)
        return must;
    if (day > 0 && yesterday >= day)
        return must > 0 ? must : day;
    if (may > 0 && mean >= may && uses_discretion(w))
        return may;
    return 0;
}

/* Days left of this year's limit, or the authority's life is over. */
static bool exhausted(const struct world *w)
{
    const double *lever = w->scenario->lever;
    int year = w->day / 365;
    double limit = lever[AISLE_LEVER_EXPULSION_DAYS_1 + (year < 2 ? year : 2)];
    double years = lever[AISLE_LEVER_EXPULSION_YEARS];
    return (limit > 0 && w->authority.days_this_year >= limit) ||
           (years > 0 && year >= years);
}

void expulsion_day(struct world *w)
{
    struct authority *a = &w->authority;
    double mean = seven_day_mean(w);
    double yesterday = w->recent[(w->day + 6) % 7];
    if (w->day % 365 == 0)
        a->days_this_year = 0;
    if (a->in_force &&
        (mean < w->settings->expulsion_end_ratio * a->trigger || exhausted(w)))
        a->in_force = false;
    if (!a->in_force && !exhausted(w)) {
        a->trigger = trigger_today(w, mean, yesterday);
        a->in_force = a->trigger > 0;
    }
    a->days_in_force += a->in_force;
    a->days_this_year += a->in_force;
    double whole = floor(a->floor_credit);
    a->floor_credit += w->scenario->lever[AISLE_LEVER_PORT_FLOOR] / w->people - whole;
}

static bool meets_at_port(struct world *w, const struct person *person)
{
    if (w->authority.floor_credit >= 1) {
        w->authority.floor_credit -= 1;
        return false;
    }
    w->tally.without_hearing++;
    world_note(w, person, STEP_TURNED_BACK, w->authority.trigger, 0);
    world_exit(w, EXIT_TURNED_BACK);
    return true;
}

/* Expel; the person may be on the way again. */
static void expel(struct world *w, struct person person, uint64_t bits)
{
    w->tally.expelled++;
    world_note(w, &person, STEP_EXPELLED, w->authority.trigger, 0);
    bool again =
        luck_even(&w->owed.again_expelled, luck_part(bits, 1), w->odds.again_expelled);
    if (!again || person.encounter == UINT8_MAX >> 1) {
        w->tally.without_hearing++;
        world_exit(w, EXIT_EXPELLED);
        return;
    }
    double wait = -w->settings->arrivals_return_days * log(luck_unit(bits, 2));
    int days = wait < WHEEL_DAYS - 2 ? 1 + (int)wait : WHEEL_DAYS - 1;
    world_note(w, &person, STEP_COMES_AGAIN, days, 0);
    person.encounter++;
    wheel_put(w->pool, &w->returning, w->day + days, person);
}

/* While in force: true when the person is expelled or not let in. */
bool expulsion_meets(struct world *w, struct person person)
{
    if (person.flags & PERSON_MINOR)
        return false;
    if (person.flags & PERSON_PORT)
        return meets_at_port(w, &person);
    uint64_t bits = luck_at(w->key[DRAW_EXPULSION], person.id, person_visit(&person));
    unsigned kind = person.flags & PERSON_KIND;
    if (!luck_even(&w->owed.expelled[kind], luck_part(bits, 0), w->odds.expelled[kind]))
        return false;
    w->tally.moves++;
    expel(w, person, bits);
    return true;
}
