/* Which docket a case is on, and how it gets there. */
#include "station/world.h"

/* First court whose cumulative share passes the draw: the guide gives where to begin,
 * a step or two finds it. */
static int court_at(const struct bench *bench, uint32_t part)
{
    int court = bench->guide[part >> (16 - GUIDE_BITS)];
    while (bench->court_until[court] <= part)
        court++;
    return court;
}

/* A judge is drawn among those of the record, so that added judges decide like the
 * bench they join. */
static int judge_at(const struct bench *bench, int court, uint32_t part)
{
    uint32_t count =
        (uint32_t)(bench->judge_first[court + 1] - bench->judge_first[court]);
    return (int)((part * count) >> 16);
}

/* Nobody is given a lawyer unless the package gives some. */
static bool is_given(const struct odds *odds, int at, uint32_t lawyer)
{
    return odds->given_lawyer[at] > odds->own_lawyer[at] &&
           lawyer < odds->given_lawyer[at];
}

/* Court, judge, lawyer, application, docket. */
static void assign(struct world *w, struct person *person, uint64_t bits,
                   uint32_t judge)
{
    const struct odds *odds = &w->odds;
    person->court = (uint8_t)court_at(w->bench, luck_part(bits, 0));
    person->judge = (uint8_t)judge_at(w->bench, person->court, judge);
    uint32_t lawyer = luck_part(bits, 1);
    int at = person_where(person);
    uint16_t flags = person->flags;
    unsigned kind = flags & PERSON_KIND;
    if (luck_even(&w->owed.own_lawyer[at], lawyer, odds->own_lawyer[at]))
        flags |= PERSON_REPRESENTED;
    else if (is_given(odds, at, lawyer))
        flags |= PERSON_REPRESENTED | PERSON_COUNSEL;
    if (luck_even(&w->owed.asylum[at], luck_part(bits, 2), odds->asylum))
        flags |= PERSON_ASYLUM;
    if (luck_even(&w->owed.early[kind], luck_part(bits, 3), odds->early[kind]))
        flags |= PERSON_EARLY;
    person->flags = flags;
}

void court_assign(struct world *w, struct person *person)
{
    assign(w, person, world_draw(w, DRAW_COURT, person),
           luck_part(world_draw(w, DRAW_CALENDAR, person), 0));
}

/* A part of a draw times days, whole. */
static int days_of(uint32_t part, double days)
{
    return (int)(part * days * (1.0 / 65536));
}

/* A claim in court is made some time after the case is recorded. */
static void claim(struct world *w, struct person *person, int lag, uint32_t part)
{
    if ((person->flags & (PERSON_ASYLUM | PERSON_OFFICE)) != PERSON_ASYLUM)
        return; /* an office's claim has its clock */
    permit_claim(w, person,
                 w->day + lag + days_of(part, w->settings->permit_application_days));
}

/* A notice goes to court: after some days it is `recorded` (true: at once) and
 * counts as pending, after more a first hearing can be held. */
void court_enter(struct world *w, struct person person, bool recorded)
{
    const struct asylum_settings *s = w->settings;
    uint64_t bits = world_draw(w, DRAW_CALENDAR, &person);
    assign(w, &person, world_draw(w, DRAW_COURT, &person), luck_part(bits, 0));
    int lag = recorded ? 0 : days_of(luck_part(bits, 1), s->route_notice_lag_days);
    double first = s->court_first_hearing_days;
    if (person.flags & (PERSON_DETAINED | PERSON_MEXICO))
        first /= 4; /* these dockets are called sooner */
    if (lag == 0) {
        w->pending++;
        w->tally.court_received++;
    } else {
        w->recorded[(size_t)(w->day + lag) % WHEEL_DAYS]++;
    }
    w->tally.counsel += (person.flags & PERSON_COUNSEL) != 0;
    histogram_add(&w->tally.came, w->day - person.filed);
    decision_door(w, &person);
    claim(w, &person, lag, luck_part(bits, 3));
    world_note(w, &person, STEP_FILED, lag, 0);
    int due = days_of(16384 + luck_part(bits, 2) * 3 / 4, first);
    wheel_put(w->pool, &w->noticed, w->day + lag + 1 + due, person);
}

static struct court *court_of(struct world *w, const struct person *person)
{
    return &w->courts[w->bench->group[person->court]];
}

static struct judge *judge_of(struct world *w, const struct person *person)
{
    const struct bench *bench = w->bench;
    return &w->judges[bench->docket[bench->judge_first[person->court] + person->judge]];
}

static struct queue *docket_of(struct world *w, const struct person *person)
{
    if (__builtin_expect(person->flags & (PERSON_DETAINED | PERSON_MEXICO), 0))
        return &court_of(w, person)
                    ->docket[person->flags & PERSON_DETAINED ? DOCKET_DETAINED
                                                             : DOCKET_MEXICO];
    bool early = person->flags & PERSON_EARLY;
    if (person->flags & PERSON_HEARING)
        return &judge_of(w, person)->docket[early ? HEARING_EARLY : HEARING_GENERAL];
    return &court_of(w, person)->docket[early ? DOCKET_EARLY : DOCKET_MASTER];
}

void court_queue(struct world *w, struct person person)
{
    struct queue *docket = docket_of(w, &person);
    world_note(w, &person, STEP_ON_CALENDAR, (double)docket->count * w->people, 0);
    queue_push(w->pool, docket, person);
}

/* Back on the calendar after a hearing that was put off. */
static struct queue *resumed_of(struct world *w, const struct person *person)
{
    if (person->flags & (PERSON_DETAINED | PERSON_MEXICO))
        return docket_of(w, person);
    return person->flags & PERSON_HEARING
               ? &judge_of(w, person)->docket[HEARING_RESUMED]
               : &court_of(w, person)->docket[DOCKET_RESUMED];
}

void court_put_off(struct world *w, struct person person, uint32_t part)
{
    double days = w->settings->court_return_days;
    if (person.flags & (PERSON_DETAINED | PERSON_MEXICO))
        days /= 4;
    int due = days_of(65536 / 3 + part * 2 / 3, days);
    world_note(w, &person,
               person.flags & PERSON_HEARING ? STEP_HEARING_PUT_OFF
                                             : STEP_MASTER_PUT_OFF,
               due, 0);
    person.hearing++;
    wheel_put(w->pool, &w->resumed, w->day + 1 + due, person);
}

void court_again(struct world *w, struct person person)
{
    uint32_t round = person.flags & PERSON_ROUND_MOST;
    if (round < PERSON_ROUND_MOST)
        person.flags = (uint16_t)(person.flags + PERSON_ROUND);
    person.flags &= (uint16_t)~PERSON_EARLY;
    person.hearing = 0;
    w->pending++;
    w->tally.court_reopened++;
    histogram_add(&w->tally.came, w->day - person.filed);
    uint64_t bits = world_draw(w, DRAW_CALENDAR, &person);
    int due =
        days_of(65536 / 3 + luck_part(bits, 1) * 2 / 3, w->settings->court_return_days);
    wheel_put(w->pool, &w->resumed, w->day + 1 + due, person);
}

static void wake(struct world *w, struct wheel *wheel,
                 struct queue *(*to)(struct world *, const struct person *))
{
    struct queue due = wheel_take(wheel, w->day);
    w->tally.moves += due.count;
    while (due.count) {
        uint32_t count;
        const struct person *people = queue_batch(&due, &count);
        for (uint32_t i = 0; i < count; i++) {
            struct queue *docket = to(w, &people[i]);
            world_note(w, &people[i], STEP_ON_CALENDAR,
                       (double)docket->count * w->people, 0);
            queue_push(w->pool, docket, people[i]);
        }
        queue_drop(w->pool, &due);
    }
}

void docket_day(struct world *w)
{
    uint32_t *recorded = &w->recorded[(size_t)w->day % WHEEL_DAYS];
    w->pending += *recorded;
    w->tally.court_received += *recorded;
    *recorded = 0;
    wake(w, &w->noticed, docket_of);
    wake(w, &w->resumed, resumed_of);
}
