/* The asylum office: people who apply on their own, not from removal proceedings.
 *
 * Last in, first out since 2018-01-29; a lever gives a share of interviews to the
 * oldest application. Who is not granted and has no status is referred to court. */
#include "station/world.h"
#include <math.h>

void office_take(struct world *w, struct person person)
{
    notice_traits(w, &person);
    person.filed = (int16_t)w->day;
    person.flags |= PERSON_ASYLUM | PERSON_OFFICE;
    world_note(w, &person, STEP_OFFICE_APPLIED, (double)w->office.count * w->people, 0);
    permit_claim(w, &person, w->day);
    queue_push(w->pool, &w->office, person);
}

/* A new notice to appear; the claim, and its work permit clock, go on. */
static void refer(struct world *w, struct person person)
{
    w->tally.office_referred++;
    world_note(w, &person, STEP_OFFICE_REFERRED, w->day - person.filed, 0);
    permit_refile(w, &person, w->day);
    court_enter(w, person, true);
}

static void interview(struct world *w, struct person person)
{
    const struct odds *odds = &w->odds;
    uint64_t bits = world_draw(w, DRAW_OFFICE, &person);
    uint32_t u =
        odds_claim_part(odds, person.strength, luck_part(bits, 0), luck_part(bits, 1));
    bool granted = luck_even(&w->owed.office_grant, u, odds->office_grant);
    w->tally.office_decided++;
    w->tally.office_granted += granted;
    w->tally.office_wait += w->day - person.filed;
    if (!granted && luck_even(&w->owed.office_referred, luck_part(bits, 2),
                              odds->office_referred)) {
        refer(w, person);
        return;
    }
    world_note(w, &person, granted ? STEP_OFFICE_GRANTED : STEP_OFFICE_DENIED,
               w->day - person.filed, 0);
    permit_end(w, &person);
    world_exit(w, granted ? EXIT_GRANTED : EXIT_OFFICE_DENIED);
}

/* Officers on this caseload: those who neither screen nor decide border claims, and
 * what screening leaves. */
static double officers_here(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double share = 1 - s->screening_share_of_officers;
    double added = w->staff.officers_trained;
    if (w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES] > 0)
        share -= s->officer_base_share;
    double here = s->screening_officers * share + (added < 0 ? added * share : 0);
    return (here > 0 ? here : 0) + w->officers_spare;
}

void office_day(struct world *w)
{
    double per_year = w->settings->office_per_officer_year;
    double oldest = w->scenario->lever[AISLE_LEVER_OLDEST_FIRST];
    w->office_credit += officers_here(w) * per_year / 365 / w->people;
    while (w->office.count && w->office_credit > 0) {
        w->office_credit -= 1;
        w->oldest_credit += oldest;
        bool first_in = w->oldest_credit >= 1;
        w->oldest_credit -= first_in;
        interview(w, first_in ? queue_pop(w->pool, &w->office)
                              : queue_pop_last(w->pool, &w->office));
    }
    if (w->office_credit > 0)
        w->office_credit = 0;
}

/* The backlog at the start, oldest first: exponential ages, by quantile. */
void office_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int64_t count = (int64_t)(s->office_backlog_start / w->people + 0.5);
    for (int64_t i = 0; i < count; i++) {
        struct person person = {.id = 0xF0000000u | (uint32_t)i,
                                .flags = PERSON_ASYLUM | PERSON_OFFICE};
        double days = -s->office_mean_age_days * log(((double)i + 0.5) / (double)count);
        int age = days < AGE_MOST_DAYS ? 1 + (int)days : AGE_MOST_DAYS;
        person.filed = (int16_t)-age;
        notice_traits(w, &person);
        permit_claim(w, &person, person.filed);
        queue_push(w->pool, &w->office, person);
    }
    w->tally.entered += count;
}
