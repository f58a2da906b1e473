/* Which docket a case is on, and how it gets there. */
#include "asylum/world.h"

/* First court whose cumulative share passes the draw: the guide gives where to begin,
 * a step or two finds it. */
static int court_at(const struct bench *bench, uint32_t word)
{
    double u = rng_unit32(word);
    int court = bench->guide[word >> (32 - GUIDE_BITS)];
    while (bench->court_until[court] <= u)
        court++;
    return court;
}

/* A judge is drawn among those of the record, so that added judges decide like the
 * bench they join. */
static int judge_at(const struct bench *bench, int court, uint32_t word)
{
    uint32_t count =
        (uint32_t)(bench->judge_first[court + 1] - bench->judge_first[court]);
    return (int)(((word >> 16) * count) >> 16);
}

static double represented_chance(const struct world *w, const struct person *person)
{
    if (person->flags & PERSON_DETAINED)
        return w->settings->decision_represented_detained;
    if (person->flags & PERSON_MEXICO)
        return w->settings->mexico_represented;
    return w->settings->decision_represented;
}

/* Court, judge, lawyer, application, docket: one draw for a case. */
static void assign(const struct world *w, struct person *person, struct rng_words r)
{
    const struct asylum_settings *s = w->settings;
    person->court = (uint8_t)court_at(w->bench, r.w[0]);
    person->judge = (uint8_t)judge_at(w->bench, person->court, r.w[1]);
    if ((r.w[1] & 0xFFFF) < 65536 * represented_chance(w, person))
        person->flags |= PERSON_REPRESENTED;
    if ((r.w[2] >> 16) < 65536 * s->decision_asylum_share)
        person->flags |= PERSON_ASYLUM;
    if ((r.w[2] & 0xFFFF) < 65536 * s->court_early_docket)
        person->flags |= PERSON_EARLY;
}

void court_assign(const struct world *w, struct person *person)
{
    assign(w, person, world_draw(w, USE_COURT, person->id, person->encounter));
}

/* A notice goes to court: after some days it is `recorded` (true: at once) and
 * counts as pending, after more a first hearing can be held. */
void court_enter(struct world *w, struct person person, bool recorded)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_COURT, person.id, person.encounter);
    assign(w, &person, r);
    double u = (double)(r.w[3] >> 16) / 65536, v = (double)(r.w[3] & 0xFFFF) / 65536;
    int lag = recorded ? 0 : (int)(u * s->route_notice_lag_days);
    double first = (0.25 + 0.75 * v) * s->court_first_hearing_days;
    if (person.flags & (PERSON_DETAINED | PERSON_MEXICO))
        first /= 4; /* these dockets are called sooner */
    if (lag == 0) {
        w->pending++;
        w->tally.court_received++;
    } else {
        w->recorded[(size_t)(w->day + lag) % WHEEL_DAYS]++;
    }
    wheel_put(w->pool, &w->noticed, w->day + lag + 1 + (int)first, person);
}

static enum docket docket_of(const struct person *person)
{
    if (person->flags & PERSON_DETAINED)
        return DOCKET_DETAINED;
    if (person->flags & PERSON_MEXICO)
        return DOCKET_MEXICO;
    bool hearing = person->flags & PERSON_HEARING;
    if (person->flags & PERSON_EARLY)
        return hearing ? DOCKET_EARLY_HEARING : DOCKET_EARLY_MASTER;
    return hearing ? DOCKET_HEARING : DOCKET_MASTER;
}

static struct queue *dockets(struct world *w, const struct person *person)
{
    return w->courts[w->bench->group[person->court]].docket;
}

void court_queue(struct world *w, struct person person)
{
    person.since = (int16_t)w->day;
    queue_push(w->pool, &dockets(w, &person)[docket_of(&person)], person);
}

/* Back on the calendar after a hearing that was put off. */
static void resume(struct world *w, struct person person)
{
    enum docket docket = docket_of(&person);
    if (docket != DOCKET_DETAINED && docket != DOCKET_MEXICO)
        docket = DOCKET_RESUMED;
    person.since = (int16_t)w->day;
    queue_push(w->pool, &dockets(w, &person)[docket], person);
}

void court_put_off(struct world *w, struct person person, uint32_t word)
{
    double days =
        (1.0 / 3 + 2.0 / 3 * rng_unit32(word)) * w->settings->court_return_days;
    if (person.flags & (PERSON_DETAINED | PERSON_MEXICO))
        days /= 4;
    person.hearing++;
    wheel_put(w->pool, &w->resumed, w->day + 1 + (int)days, person);
}

void docket_day(struct world *w)
{
    uint32_t *recorded = &w->recorded[(size_t)w->day % WHEEL_DAYS];
    w->pending += *recorded;
    w->tally.court_received += *recorded;
    *recorded = 0;
    struct queue due = wheel_take(&w->noticed, w->day);
    while (due.count)
        court_queue(w, queue_pop(w->pool, &due));
    due = wheel_take(&w->resumed, w->day);
    while (due.count)
        resume(w, queue_pop(w->pool, &due));
}
