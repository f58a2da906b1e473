/* Credible-fear screening by asylum officers.
 *
 * First in, first out. Whoever waits longer than the limit gets a notice instead,
 * which takes no officer's time. */
#include "asylum/world.h"

static double officers_here(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double added = staff_officers_added(w);
    bool decides = w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES] > 0;
    if (added > 0 && decides)
        added *= 1 - s->officer_added_share;
    else if (added < 0)
        added *= s->screening_share_of_officers;
    return s->screening_officers * s->screening_share_of_officers + added;
}

/* Passes, at the standard this person is held to, or a judge sets it aside. */
static bool passes(const struct world *w, const struct person *person)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_SCREEN, person->id, person->encounter);
    bool higher = (r.w[2] >> 16) < 65536 * w->scenario->lever[AISLE_LEVER_STANDARD];
    double p = higher ? s->screening_pass_higher : s->screening_pass_standard;
    bool passed = decision_claim(w, person, p, r.w[0], r.w[1]);
    bool reversed = (r.w[2] & 0xFFFF) < 65536 * s->screening_review_reversal;
    return passed || reversed;
}

static void screen(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_SCREEN, person.id, 256u + person.encounter);
    bool closed = rng_unit32(r.w[0]) < s->screening_closed_share;
    w->tally.screened++;
    w->tally.events++;
    if (!closed && !passes(w, &person)) {
        world_exit(w, EXIT_SCREENED_OUT);
        return;
    }
    w->tally.screening_passed += !closed;
    notice_person(w, person);
}

void screening_day(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double decisions = officers_here(w) * s->screening_per_officer_year / 365;
    w->screening_credit += decisions / w->people;
    while (w->screening.count) {
        bool late = w->day - queue_peek(&w->screening)->since > s->screening_limit_days;
        if (!late && w->screening_credit <= 0)
            break;
        struct person person = queue_pop(w->pool, &w->screening);
        if (late) {
            w->tally.screening_timed_out++;
            notice_person(w, person);
        } else {
            w->screening_credit -= 1;
            screen(w, person);
        }
    }
    if (w->screening_credit > 0)
        w->screening_credit = 0;
    w->tally.officer_days += s->screening_officers + staff_officers_added(w);
}

/* Those who wait at the start came evenly over half the limit. */
void screening_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int64_t count = (int64_t)(s->screening_backlog_start / w->people + 0.5);
    for (int64_t i = 0; i < count; i++) {
        double back = s->screening_limit_days / 2 * (double)(count - i) / (double)count;
        struct person person = {.id = 0xC0000000u | (uint32_t)i,
                                .flags = PERSON_BORDER,
                                .since = (int16_t) - (int)back};
        struct rng_words r = world_draw(w, USE_ROUTE, person.id, 0);
        person.strength = (uint8_t)(r.w[1] >> 24);
        w->tally.entered++;
        queue_push(w->pool, &w->screening, person);
    }
}
