/* The authority to expel: when it starts and ends, and whom it meets.
 *
 * Thresholds count encounters of the seven days before today, or of yesterday.
 * Unaccompanied children are outside it. People expelled may come again. */
#include "asylum/world.h"
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
    return rng_unit32(world_draw(w, USE_AUTHORITY, 0, 0).w[0]) <
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

void expulsion_day(struct world *w)
{
    struct authority *a = &w->authority;
    double mean = seven_day_mean(w);
    double yesterday = w->recent[(w->day + 6) % 7];
    if (a->in_force && mean < w->settings->expulsion_end_ratio * a->trigger)
        a->in_force = false;
    if (!a->in_force) {
        a->trigger = trigger_today(w, mean, yesterday);
        a->in_force = a->trigger > 0;
    }
    a->days_in_force += a->in_force;
    double whole = floor(a->floor_credit);
    a->floor_credit += w->scenario->lever[AISLE_LEVER_PORT_FLOOR] / w->people - whole;
}

static bool meets_at_port(struct world *w)
{
    if (w->authority.floor_credit >= 1) {
        w->authority.floor_credit -= 1;
        return false;
    }
    w->tally.without_hearing++;
    world_exit(w, EXIT_TURNED_BACK);
    return true;
}

/* Expel; the person may be on the way again. */
static void expel(struct world *w, struct person person, struct rng_words r)
{
    const struct asylum_settings *s = w->settings;
    w->tally.expelled++;
    if (rng_unit32(r.w[1]) >= s->arrivals_return_share ||
        person.encounter == UINT8_MAX) {
        w->tally.without_hearing++;
        world_exit(w, EXIT_EXPELLED);
        return;
    }
    double wait = -s->arrivals_return_days * log(rng_unit32(r.w[2]));
    int days = wait < WHEEL_DAYS - 2 ? 1 + (int)wait : WHEEL_DAYS - 1;
    person.encounter++;
    wheel_put(w->pool, &w->returning, w->day + days, person);
}

/* While in force: true when the person is expelled or not let in. */
bool expulsion_meets(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    if (person.flags & PERSON_MINOR)
        return false;
    if (person.flags & PERSON_PORT)
        return meets_at_port(w);
    double share = person.flags & PERSON_FAMILY ? s->expulsion_family_share
                                                : s->expulsion_adult_share;
    struct rng_words r = world_draw(w, USE_EXPULSION, person.id, person.encounter);
    if (rng_unit32(r.w[0]) >= share)
        return false;
    w->tally.events++;
    expel(w, person, r);
    return true;
}
