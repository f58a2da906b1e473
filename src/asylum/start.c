/* The state at the start: cases pending in court by age and court, of which the
 * youngest hold the detention beds. */
#include "asylum/world.h"
#include <math.h>

enum { EARLY_AGE_DAYS = 240, AGE_MOST_DAYS = 5000 };

/* The i-th oldest of `count` cases: exponential ages, by quantile. */
static int age_of(double mean, int64_t i, int64_t count)
{
    double days = -mean * log(((double)i + 0.5) / (double)count);
    return days < AGE_MOST_DAYS ? 1 + (int)days : AGE_MOST_DAYS;
}

static struct person pending_case(struct world *w, int64_t i, int64_t count)
{
    const struct asylum_settings *s = w->settings;
    struct person person = {.id = 0x80000000u | (uint32_t)i};
    int age = age_of(s->court_pending_mean_age_days, i, count);
    person.filed = (int16_t)-age;
    struct rng_words r = world_draw(w, USE_START, person.id, 0);
    if (rng_unit32(r.w[0]) < s->court_pending_past_master)
        person.flags |= PERSON_HEARING;
    person.strength = (uint8_t)(r.w[1] >> 24);
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
        credit[DOCKET_MASTER] = credit[DOCKET_EARLY_MASTER] = -0.5;
        credit[DOCKET_HEARING] = credit[DOCKET_EARLY_HEARING] = -hearing / 2;
    }
}

void court_start(struct world *w)
{
    owe_half(w);
    int64_t count = (int64_t)(w->settings->court_pending_start / w->people + 0.5);
    int64_t beds = (int64_t)(staff_beds(w) / w->people);
    if (beds > count)
        beds = count;
    for (int64_t i = 0; i < count; i++) {
        struct person person = pending_case(w, i, count);
        if (i >= count - beds)
            hold(w, &person, i - (count - beds), beds);
        court_assign(w, &person);
        if (person.filed < -EARLY_AGE_DAYS)
            person.flags &= (uint16_t)~PERSON_EARLY;
        court_queue(w, person);
    }
    w->pending = count;
    w->tally.entered += count;
}
