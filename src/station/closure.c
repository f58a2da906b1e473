/* Administrative closure: cases set aside without a decision, some of which come back
 * on the calendar later, oldest first. A lever sets more aside, from the general master
 * calendars. */
#include "station/world.h"

void closure_take(struct world *w, struct person person)
{
    w->tally.set_aside++;
    world_note(w, &person, STEP_SET_ASIDE, (double)w->inactive.count * w->people, 0);
    queue_push(w->pool, &w->inactive, person);
}

/* The lever: the oldest cases of the master calendars, court by court. */
static void close_pending(struct world *w)
{
    w->closure_credit += w->scenario->lever[AISLE_LEVER_CLOSURE] / 365 / w->people;
    for (int g = 0; w->closure_credit >= 1 && g < w->bench->group_count; g++) {
        struct queue *docket = &w->courts[g].docket[DOCKET_MASTER];
        double share = w->closure_credit * w->bench->group_share[g];
        for (double n = 0; n < share && docket->count && w->closure_credit >= 1; n++) {
            w->closure_credit -= 1;
            w->pending--;
            w->tally.moves++;
            struct person person = queue_pop(w->pool, docket);
            histogram_add(&w->tally.went, w->day - person.filed);
            closure_take(w, person);
        }
    }
}

static void recalendar(struct world *w)
{
    w->recalendar_credit +=
        w->settings->closure_recalendared / 365 * (double)w->inactive.count;
    for (int64_t n = credit_take(&w->recalendar_credit); n > 0 && w->inactive.count;
         n--) {
        struct person person = queue_pop(w->pool, &w->inactive);
        w->tally.recalendared++;
        world_note(w, &person, STEP_RECALENDARED, 0, 0);
        court_again(w, person);
    }
}

void closure_day(struct world *w)
{
    close_pending(w);
    recalendar(w);
}

void closure_start(struct world *w)
{
    const struct asylum_settings *s = w->settings;
    int64_t count = (int64_t)(s->closure_inactive_start / w->people + 0.5);
    for (int64_t i = 0; i < count; i++) {
        struct person person = {.id = 0xE0000000u | (uint32_t)i,
                                .filed = (int16_t)-s->court_pending_mean_age_days};
        notice_traits(w, &person);
        court_assign(w, &person);
        permit_claim(w, &person, person.filed);
        queue_push(w->pool, &w->inactive, person);
    }
    w->tally.entered += count;
}
