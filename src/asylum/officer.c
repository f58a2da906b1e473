/* Claims decided by an asylum officer instead of a court: the officer_decides lever.
 *
 * First in, first out; a claim older than the limit when its turn comes goes to
 * court. A denial is an order of removal. */
#include "asylum/world.h"
#include "num/special.h"
#include <math.h>

void officer_take(struct world *w, struct person person)
{
    struct rng_words r = world_draw(w, USE_OFFICER, person.id, person.encounter);
    if (rng_unit32(r.w[0]) < w->settings->decision_represented)
        person.flags |= PERSON_REPRESENTED;
    person.flags |= PERSON_ASYLUM;
    person.since = (int16_t)w->day;
    queue_push(w->pool, &w->office, person);
}

static double clamp_chance(double p)
{
    return p < 0.01 ? 0.01 : p > 0.99 ? 0.99 : p;
}

static void decide(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_OFFICER, person.id, 256u + person.encounter);
    /* officers differ: this one's chance for a like case */
    double z = num_normal_quantile(rng_unit32(r.w[0]));
    double like = clamp_chance(s->officer_grant_rate + s->officer_grant_sd * z);
    int has = (person.flags & PERSON_REPRESENTED) != 0;
    double move = w->bench->officer_grant[has] - s->officer_grant_rate;
    bool granted =
        decision_claim(w, &person, clamp_chance(like + move), r.w[1], r.w[2]);
    decision_merits(w, &person, granted, like, w->bench->court_count);
    w->tally.officer_decided++;
    w->tally.events++;
    histogram_add(&w->tally.wait, w->day - person.filed);
    histogram_add(&w->tally.wait_month, w->day - person.filed);
    world_exit(w, granted ? EXIT_GRANTED : EXIT_DENIED);
}

static double decisions_a_day(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    if (w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES] <= 0)
        return 0;
    double added = staff_officers_added(w);
    double officers =
        s->screening_officers * s->officer_base_share +
        (added > 0 ? added * s->officer_added_share : added * s->officer_base_share);
    return officers > 0 ? officers * s->officer_decisions_per_year / 365 : 0;
}

static void to_court(struct world *w, struct person person)
{
    person.flags &= (uint16_t) ~(PERSON_REPRESENTED | PERSON_ASYLUM);
    court_enter(w, person, true);
}

void officer_day(struct world *w)
{
    w->office_credit += decisions_a_day(w) / w->people;
    while (w->office.count) {
        bool late =
            w->day - queue_peek(&w->office)->since > w->settings->officer_limit_days;
        if (!late && w->office_credit <= 0)
            break;
        struct person person = queue_pop(w->pool, &w->office);
        if (late) {
            to_court(w, person);
        } else {
            w->office_credit -= 1;
            decide(w, person);
        }
    }
    if (w->office_credit > 0)
        w->office_credit = 0;
}
