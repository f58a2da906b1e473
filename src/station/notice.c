/* A notice to appear: where the person waits, and who decides the claim. */
#include "station/world.h"

void notice_traits(const struct world *w, struct person *person)
{
    uint64_t bits = luck_at(w->key[DRAW_TRAITS], person->id, 0);
    uint32_t u = luck_part(bits, 0);
    uint32_t nation = 0;
    for (int n = 0; n + 1 < NATION_COUNT; n++) /* no branch to be missed */
        nation += u >= w->odds.nation_until[n];
    person->nation = (uint8_t)nation;
    person->strength = (uint8_t)luck_part(bits, 1);
}

/* Let in: counted, and perhaps on the way to a city's shelter. */
void notice_release(struct world *w, const struct person *person)
{
    w->tally.released++;
    if (person->flags & PERSON_MINOR)
        return;
    uint64_t bits = luck_at(w->key[DRAW_TRAITS], person->id, 1u + person->encounter);
    shelter_arrive(w, person, luck_part(bits, 2), luck_part(bits, 3));
}

static void released(struct world *w, struct person person, uint64_t bits)
{
    const struct odds *odds = &w->odds;
    unsigned kind = person.flags & PERSON_KIND;
    world_note(w, &person, STEP_RELEASED, 0, 0);
    notice_release(w, &person);
    supervision_admit(w, &person);
    if (luck_even(&w->owed.claim[kind], luck_part(bits, 2), odds->claim[kind])) {
        claims_take(w, person);
    } else if (luck_even(&w->owed.filed[kind], luck_part(bits, 3), odds->filed)) {
        court_enter(w, person, false);
    } else {
        world_note(w, &person, STEP_UNFILED, 0, 0);
        world_exit(w, EXIT_UNFILED);
    }
}

void notice_person(struct world *w, struct person person)
{
    const struct odds *odds = &w->odds;
    uint64_t bits = world_draw(w, DRAW_NOTICE, &person);
    unsigned kind = person.flags & PERSON_KIND;
    notice_traits(w, &person);
    person.filed = (int16_t)w->day;
    person.since = (int16_t)w->day;
    w->tally.noticed++;
    if (luck_even(&w->owed.held[kind], luck_part(bits, 0), odds->held[kind]) &&
        custody_admit(w, &person)) {
        world_note(w, &person, STEP_DETAINED, (double)w->beds_used * w->people, 0);
        court_enter(w, person, true);
    } else if (luck_even(&w->owed.mexico[kind], luck_part(bits, 1),
                         odds->mexico[kind])) {
        person.flags |= PERSON_MEXICO;
        w->in_mexico++;
        world_note(w, &person, STEP_TO_MEXICO, (double)w->in_mexico * w->people, 0);
        court_enter(w, person, true);
    } else {
        released(w, person, bits);
    }
}
