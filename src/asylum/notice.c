/* A notice to appear: where the person waits, and who decides the claim. */
#include "asylum/world.h"

/* Let in: counted, and perhaps on the way to a city's shelter. */
static void let_in(struct world *w, const struct person *person, uint32_t city)
{
    w->tally.released++;
    if (!(person->flags & PERSON_MINOR))
        shelter_arrive(w, person, rng_unit32(city));
}

void notice_release(struct world *w, const struct person *person)
{
    let_in(w, person, world_draw(w, USE_NOTICE, person->id, person->encounter).w[2]);
}

/* Single adults between ports for whom a bed is sought and free. */
static bool held(struct world *w, struct person *person, double u)
{
    bool adult = !(person->flags & (PERSON_FAMILY | PERSON_MINOR | PERSON_PORT));
    return adult && u < w->settings->custody_adult_share && custody_admit(w, person);
}

static bool sent_to_mexico(const struct world *w, const struct person *person, double u)
{
    bool eligible = !(person->flags & (PERSON_MINOR | PERSON_PORT));
    return eligible && u < w->scenario->lever[AISLE_LEVER_MEXICO];
}

static void released(struct world *w, struct person person, uint32_t city,
                     uint32_t word)
{
    double decides = w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES];
    let_in(w, &person, city);
    if (!(person.flags & PERSON_MINOR) && (word >> 16) < 65536 * decides)
        officer_take(w, person);
    else if ((word & 0xFFFF) < 65536 * w->settings->route_notice_filed)
        court_enter(w, person, false);
    else
        world_exit(w, EXIT_UNFILED);
}

void notice_person(struct world *w, struct person person)
{
    struct rng_words r = world_draw(w, USE_NOTICE, person.id, person.encounter);
    person.filed = (int16_t)w->day;
    person.since = (int16_t)w->day;
    w->tally.events++;
    if (held(w, &person, rng_unit32(r.w[0]))) {
        court_enter(w, person, true);
    } else if (sent_to_mexico(w, &person, rng_unit32(r.w[1]))) {
        person.flags |= PERSON_MEXICO;
        w->in_mexico++;
        court_enter(w, person, true);
    } else {
        released(w, person, r.w[2], r.w[3]);
    }
}
