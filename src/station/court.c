/* A day of the courts: hearing time is shared out among the dockets.
 *
 * Detained hearings come first, then those of people who wait in Mexico, each up to
 * a most of the court's time; then masters that were put off; the rest is split
 * between masters and individual hearings, and in each between early dockets and the
 * general ones. Individual hearings are held before the judge who was given the case,
 * once a week, each judge on another day. Time a docket can't use goes to the others. */
#include "station/world.h"

/* A case whose bed was freed by its limit goes on undetained. */
static void release(struct world *w, struct person person)
{
    world_note(w, &person, STEP_BED_ENDS, w->day - person.filed, 0);
    custody_leave(w, &person);
    if (person.flags & PERSON_BORDER)
        notice_release(w, &person);
    court_queue(w, person);
}

/* Hear one case; the time it took, in masters. */
static inline double hear(struct world *w, struct person person)
{
    if ((person.flags & PERSON_DETAINED) && custody_expired(w, &person)) {
        release(w, person);
        return 0;
    }
    if (person.flags & PERSON_HEARING) {
        decision_hearing(w, person);
        return w->settings->court_individual_work;
    }
    decision_master(w, person);
    return 1;
}

/* Give a docket time; what it can't use comes back. A hearing under way is finished
 * on credit, so that small courts and coarse records lose no time. */
static double give(struct world *w, struct queue *queue, double *account, double time)
{
    double credit = *account + time;
    while (credit > 0 && queue->count)
        credit -= hear(w, queue_pop(w->pool, queue));
    *account = credit < 0 ? credit : 0;
    return credit > 0 ? credit : 0;
}

static double give_docket(struct world *w, struct court *court, enum docket docket,
                          double time)
{
    return give(w, &court->docket[docket], &court->credit[docket], time);
}

static double give_hearing(struct world *w, struct judge *judge, enum hearing hearing,
                           double time)
{
    return give(w, &judge->docket[hearing], &judge->credit[hearing], time);
}

/* A judge's weekly call; what no case used comes back. */
static double call(struct world *w, struct judge *judge, double time)
{
    double rest = give_hearing(w, judge, HEARING_RESUMED, time);
    double early = rest * w->settings->court_early_time;
    double spare = give_hearing(w, judge, HEARING_EARLY, early);
    spare = give_hearing(w, judge, HEARING_GENERAL, rest - early + spare);
    return spare > 0 ? give_hearing(w, judge, HEARING_EARLY, spare) : 0;
}

/* The judges of a group whose day it is. */
static double call_judges(struct world *w, int group)
{
    const struct bench *bench = w->bench;
    struct court *court = &w->courts[group];
    int first = bench->docket_first[group], end = bench->docket_first[group + 1];
    double spare = 0;
    /* the first docket whose day it is */
    int d = first + (7 + w->day % 7 - first % 7) % 7;
    for (; d < end; d += 7) {
        struct judge *judge = &w->judges[d];
        double time = court->hearing_time - judge->time_from;
        judge->time_from = court->hearing_time;
        spare += call(w, judge, time * bench->docket_share[d]);
    }
    return spare;
}

static void sit(struct world *w, int group, double time)
{
    const struct asylum_settings *s = w->settings;
    struct court *court = &w->courts[group];
    double detained = time * s->court_detained_time;
    double mexico = time * s->mexico_hearing_share;
    double rest = time - detained - mexico;
    rest += give_docket(w, court, DOCKET_DETAINED, detained);
    rest += give_docket(w, court, DOCKET_MEXICO, mexico);
    double hearing = rest * w->law->hearing_time_share;
    court->hearing_time += hearing;
    double masters = rest - hearing + call_judges(w, group);
    masters = give_docket(w, court, DOCKET_RESUMED, masters);
    double early = masters * s->court_early_time;
    double spare = give_docket(w, court, DOCKET_EARLY, early);
    spare = give_docket(w, court, DOCKET_MASTER, masters - early + spare);
    if (spare <= 0)
        return;
    spare = give_docket(w, court, DOCKET_EARLY, spare);
    spare = give_docket(w, court, DOCKET_DETAINED, spare);
    spare = give_docket(w, court, DOCKET_MEXICO, spare);
    court->hearing_time += spare; /* for the judges' next calls */
    w->tally.court_idle += spare;
}

void court_day(struct world *w)
{
    double judges = w->staff.judges;
    double time = judges * w->court_pace * w->law->master_per_judge_day / w->people;
    docket_day(w);
    for (int g = 0; g < w->bench->group_count; g++)
        sit(w, g, time * w->bench->group_share[g]);
    w->tally.judge_days += judges;
    w->tally.mexico_days += (double)w->in_mexico;
}
