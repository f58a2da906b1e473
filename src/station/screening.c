/* Credible-fear screening by asylum officers.
 *
 * First in, first out. Whoever waits longer than the limit gets a notice instead,
 * which takes no officer's time. Time that screening leaves goes to the asylum
 * office's own caseload. */
#include "station/world.h"

static double screeners(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double added = w->staff.officers_trained;
    bool decides = w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES] > 0;
    if (added > 0 && decides)
        added *= 1 - s->officer_added_share;
    else if (added < 0)
        added *= s->screening_share_of_officers;
    return s->screening_officers * s->screening_share_of_officers + added;
}

/* Passes the standard. Who comes again is who failed, on a weaker claim than most: only
 * the first time may the shares be evened. */
static bool meets(struct world *w, const struct person *person, uint64_t bits,
                  bool higher)
{
    const struct odds *odds = &w->odds;
    uint32_t u =
        odds_claim_part(odds, person->strength, luck_part(bits, 1), luck_part(bits, 2));
    uint32_t pass = odds->screen_pass[higher];
    return person->encounter ? u < pass
                             : luck_even(&w->owed.screen_pass[higher], u, pass);
}

/* Passes, at the standard this person is held to, or a judge sets it aside. */
static bool passes(struct world *w, const struct person *person, uint64_t bits)
{
    const struct odds *odds = &w->odds;
    uint64_t more = luck_mix(bits ^ DRAW_SCREEN);
    bool higher =
        luck_even(&w->owed.screen_higher, luck_part(more, 0), odds->screen_higher);
    return meets(w, person, bits, higher) ||
           luck_even(&w->owed.screen_reversed, luck_part(more, 1),
                     odds->screen_reversed);
}

static void screen(struct world *w, struct person person)
{
    uint64_t bits = world_draw(w, DRAW_SCREEN, &person);
    bool closed =
        luck_even(&w->owed.screen_closed, luck_part(bits, 0), w->odds.screen_closed);
    w->tally.screened++;
    if (!closed && !passes(w, &person, bits)) {
        world_note(w, &person, STEP_SCREENED_OUT, w->day - person.since,
                   w->scenario->lever[AISLE_LEVER_STANDARD]);
        w->tally.screened_out++;
        arrival_removed(w, person, luck_part(bits, 3), EXIT_SCREENED_OUT);
        return;
    }
    world_note(w, &person, closed ? STEP_SCREENING_CLOSED : STEP_SCREENING_PASSED,
               w->day - person.since, w->scenario->lever[AISLE_LEVER_STANDARD]);
    w->tally.screening_passed += !closed;
    notice_person(w, person);
}

void screening_day(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double officers = screeners(w);
    double a_day = s->screening_per_officer_year / 365;
    w->screening_credit += officers * a_day / w->people;
    while (w->screening.count) {
        bool late = w->day - queue_peek(&w->screening)->since > s->screening_limit_days;
        if (!late && w->screening_credit <= 0)
            break;
        struct person person = queue_pop(w->pool, &w->screening);
        if (late) {
            w->tally.screening_timed_out++;
            world_note(w, &person, STEP_SCREENING_LATE, w->day - person.since, 0);
            notice_person(w, person);
        } else {
            w->screening_credit -= 1;
            screen(w, person);
        }
    }
    w->officers_spare = 0;
    if (w->screening_credit > 0) {
        w->officers_spare = w->screening_credit * w->people / a_day;
        w->screening_credit = 0;
    }
    w->tally.officer_days += s->screening_officers + w->staff.officers_added;
}

/* Those who wait at the start came evenly over half the limit. */
void screening_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int64_t count = (int64_t)(s->screening_backlog_start / w->people + 0.5);
    for (int64_t i = 0; i < count; i++) {
        double back = s->screening_limit_days / 2 * (double)(count - i) / (double)count;
        struct person person = {.id = 0xF8000000u | (uint32_t)i,
                                .flags = PERSON_BORDER,
                                .since = (int16_t) - (int)back};
        notice_traits(w, &person);
        queue_push(w->pool, &w->screening, person);
    }
    w->tally.entered += count;
}
