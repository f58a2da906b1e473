/* The state at the start: cases pending in court by age and court, of which the
 * youngest hold the detention beds. */
#include "station/world.h"
#include <math.h>

enum { EARLY_AGE_DAYS = 240 };

/* The i-th oldest of `count` cases: exponential ages, by quantile. */
static int age_of(double mean, int64_t i, int64_t count)
{
    double days = -mean * log(((double)i + 0.5) / (double)count);
    return days < AGE_MOST_DAYS ? 1 + (int)days : AGE_MOST_DAYS;
}

/* Numbered from 0x80000000: no arrival has such an id within 20 years. */
static struct person pending_case(struct world *w, int64_t i, int64_t count)
{
    const struct asylum_settings *s = w->settings;
    struct person person = {.id = 0x80000000u | (uint32_t)i};
    int age = age_of(s->court_pending_mean_age_days, i, count);
    person.filed = (int16_t)-age;
    uint64_t bits = world_draw(w, DRAW_START, &person);
    if (luck_part(bits, 0) < odds_of(s->court_pending_past_master))
        person.flags |= PERSON_HEARING;
    notice_traits(w, &person);
    return person;
}

/* The n-th of `beds` detained: they came evenly over the longest stay. */
static void hold(struct world *w, struct person *person, int64_t n, int64_t beds)
{
    double limit = w->settings->custody_release_days;
    person->flags &= (uint16_t)~PERSON_HEARING;
    person->filed = (int16_t) - (int)((limit - 1) * (double)(beds - n) / (double)beds);
    custody_admit(w, person);
}

/* A docket serves while it has credit, so it finishes hearings on loan: on average
 * half a hearing. Beginning with that half owed, coarse records start no faster. */
static void owe_half(struct world *w)
{
    double hearing = w->settings->court_individual_work;
    for (int c = 0; c < w->bench->group_count; c++) {
        double *credit = w->courts[c].credit;
        for (int d = 0; d < DOCKET_COUNT; d++)
            credit[d] = -(1 + hearing) / 4; /* masters and hearings mixed */
        credit[DOCKET_MASTER] = credit[DOCKET_EARLY] = credit[DOCKET_RESUMED] = -0.5;
    }
    int dockets = w->bench->docket_first[w->bench->group_count];
    for (int d = 0; d < dockets; d++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            w->judges[d].credit[h] = -hearing / 2;
    }
}

/* Days back to a notice that is still on its way with chance 1 - days / limit: a
 * uniform lag up to the limit. */
static double on_the_way(const struct world *w, int days)
{
    double limit = (int)w->settings->route_notice_lag_days;
    return days < limit ? 1 - days / limit : 0;
}

/* One notice given `days` ago that reaches the court within the limit. */
static void start_notice(struct world *w, int days, int64_t i)
{
    const struct asylum_settings *s = w->settings;
    struct person person = {.id = 0xD0000000u | (uint32_t)i,
                            .filed = (int16_t)-days,
                            .flags = PERSON_BORDER};
    uint64_t bits = world_draw(w, DRAW_START, &person);
    notice_traits(w, &person);
    court_assign(w, &person);
    double left = s->route_notice_lag_days - days;
    int lag = (int)(luck_unit(bits, 0) * left);
    double first = (0.25 + 0.75 * luck_unit(bits, 1)) * s->court_first_hearing_days;
    w->recorded[lag]++;
    if (person.flags & PERSON_ASYLUM)
        permit_claim(w, &person,
                     lag + (int)(luck_unit(bits, 2) * s->permit_application_days));
    histogram_add(&w->tally.came, -person.filed);
    decision_door(w, &person);
    wheel_put(w->pool, &w->noticed, lag + 1 + (int)first, person);
    w->tally.entered++;
}

/* Notices given before the start that have not reached the court: without them the
 * courts would receive too little for the first months. */
static void start_notices(struct world *w)
{
    double share =
        shelter_released_share(w) * w->settings->route_notice_filed / w->people;
    double credit = 0;
    int64_t count = 0;
    for (int days = 1; days < PAST_DAYS && on_the_way(w, days) > 0; days++) {
        credit += w->calendar->past[days - 1] * share * on_the_way(w, days);
        for (int64_t n = credit_take(&credit); n > 0; n--)
            start_notice(w, days, count++);
    }
}

void court_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    start_notices(w);
    owe_half(w);
    int64_t count = (int64_t)(s->court_pending_start / w->people + 0.5);
    int64_t beds = (int64_t)(w->staff.beds / w->people);
    if (beds > count)
        beds = count;
    for (int64_t i = 0; i < count; i++) {
        struct person person = pending_case(w, i, count);
        if (i >= count - beds)
            hold(w, &person, i - (count - beds), beds);
        court_assign(w, &person);
        if (person.filed < -EARLY_AGE_DAYS)
            person.flags &= (uint16_t)~PERSON_EARLY;
        if (person.flags & PERSON_ASYLUM)
            permit_claim(w, &person,
                         person.filed + (int)(s->permit_application_days / 2));
        histogram_add(&w->tally.came, -person.filed);
        if (!(person.flags & PERSON_HEARING))
            decision_door(w, &person);
        court_queue(w, person);
    }
    w->pending = count;
    w->tally.entered += count;
}
