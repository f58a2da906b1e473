/* Appeals of orders of removal to the Board of Immigration Appeals: one queue, first
 * in, first out. A remand goes back to the judge; else the order stands. Appeals of
 * grants, and courts above the Board, are not modelled. */
#include "station/world.h"

void appeal_take(struct world *w, struct person person)
{
    world_note(w, &person, STEP_APPEALED, (double)w->appeals.count * w->people, 0);
    w->tally.appeals++;
    queue_push(w->pool, &w->appeals, person);
}

static void rule(struct world *w, struct person person)
{
    uint64_t bits = world_draw(w, DRAW_END, &person);
    bool round_left = (person.flags & PERSON_ROUND_MOST) < PERSON_ROUND_MOST;
    w->tally.appeals_decided++;
    if (round_left &&
        luck_even(&w->owed.remanded, luck_part(bits, 1), w->odds.remanded)) {
        w->tally.remanded++;
        world_note(w, &person, STEP_REMANDED, 0, 0);
        court_again(w, person);
        return;
    }
    world_note(w, &person, STEP_APPEAL_DISMISSED, 0, 0);
    permit_end(w, &person);
    world_exit(w, person.flags & PERSON_ASYLUM ? EXIT_DENIED : EXIT_ORDERED);
}

void appeal_day(struct world *w)
{
    w->appeals_credit += w->settings->appeal_decisions / 365 / w->people;
    while (w->appeals.count && w->appeals_credit > 0) {
        w->appeals_credit -= 1;
        rule(w, queue_pop(w->pool, &w->appeals));
    }
    if (w->appeals_credit > 0)
        w->appeals_credit = 0;
}

/* Those before the Board at the start: cases like those of the courts, denied. */
void appeal_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int64_t count = (int64_t)(s->appeal_backlog_start / w->people + 0.5);
    for (int64_t i = 0; i < count; i++) {
        struct person person = {.id = 0xE8000000u | (uint32_t)i,
                                .filed = (int16_t)-s->court_pending_mean_age_days,
                                .flags = PERSON_HEARING};
        notice_traits(w, &person);
        court_assign(w, &person);
        permit_claim(w, &person, person.filed);
        queue_push(w->pool, &w->appeals, person);
    }
    w->tally.entered += count;
}
