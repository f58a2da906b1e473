/* A day of the courts: hearing time is shared out among the dockets.
 *
 * Detained hearings come first, then those of people who wait in Mexico, each up to
 * a most of the court's time; then hearings that were put off; the rest is split
 * between early dockets and the general ones, and in each between individual
 * hearings and the master calendar. Time a docket can't use goes to the others.
 * Judges of a court share its dockets; a case keeps the judge it was given. */
#include "asylum/world.h"

/* A case whose bed was freed by its limit goes on undetained. */
static void release(struct world *w, struct person person)
{
    custody_leave(w, &person);
    if (person.flags & PERSON_BORDER)
        notice_release(w, &person);
    court_queue(w, person);
}

/* Hear one case; the time it took, in masters. */
static double hear(struct world *w, struct person person)
{
    if ((person.flags & PERSON_DETAINED) && custody_expired(w, &person)) {
        release(w, person);
        return 0;
    }
    w->tally.events++;
    if (person.flags & PERSON_HEARING) {
        decision_hearing(w, person);
        return w->settings->court_individual_work;
    }
    decision_master(w, person);
    return 1;
}

/* Give a docket time; what it can't use comes back. A hearing under way is finished
 * on credit, so that small courts and coarse records lose no time. */
static double give(struct world *w, struct court *court, enum docket docket,
                   double time)
{
    struct queue *queue = &court->docket[docket];
    double *credit = &court->credit[docket];
    *credit += time;
    while (*credit > 0 && queue->count)
        *credit -= hear(w, queue_pop(w->pool, queue));
    if (*credit <= 0)
        return 0;
    double left = *credit;
    *credit = 0;
    return left;
}

static void sit(struct world *w, struct court *court, double time)
{
    const struct asylum_settings *s = w->settings;
    double detained = time * s->court_detained_time;
    double mexico = time * s->mexico_hearing_share;
    double rest = time - detained - mexico;
    rest += give(w, court, DOCKET_DETAINED, detained);
    rest += give(w, court, DOCKET_MEXICO, mexico);
    rest = give(w, court, DOCKET_RESUMED, rest);
    double early = rest * s->court_early_time;
    double hearing = w->law->hearing_time_share;
    double spare = give(w, court, DOCKET_EARLY_HEARING, early * hearing);
    spare += give(w, court, DOCKET_EARLY_MASTER, early * (1 - hearing));
    spare += give(w, court, DOCKET_HEARING, (rest - early) * hearing);
    spare += give(w, court, DOCKET_MASTER, (rest - early) * (1 - hearing));
    static const enum docket order[] = {DOCKET_HEARING,       DOCKET_MASTER,
                                        DOCKET_EARLY_HEARING, DOCKET_EARLY_MASTER,
                                        DOCKET_DETAINED,      DOCKET_MEXICO};
    for (size_t i = 0; i < sizeof order / sizeof order[0] && spare > 0; i++)
        spare = give(w, court, order[i], spare);
    w->tally.court_idle += spare;
}

void court_day(struct world *w)
{
    double judges = staff_judges(w);
    double time = judges * w->law->master_per_judge_day / w->people;
    docket_day(w);
    for (int g = 0; g < w->bench->group_count; g++)
        sit(w, &w->courts[g], time * w->bench->group_share[g]);
    w->tally.judge_days += judges;
    w->tally.mexico_days += (double)w->in_mexico;
}
