/* A day of the world, in its fixed order; start, end and the count of everybody. */
#include "asylum/world.h"

#include "base/mem.h"

enum aisle_status world_start(struct world *w)
{
    size_t courts = (size_t)w->bench->court_count;
    w->courts = mem_new(courts, sizeof *w->courts);
    w->tally.chances = mem_new(courts + 1, sizeof *w->tally.chances);
    if (!w->courts || !w->tally.chances) {
        world_clear(w);
        return AISLE_MEMORY;
    }
    w->level = w->settings->arrivals_level;
    int month = w->calendar->months < 12 ? w->calendar->months - 1 : 11;
    for (int k = 0; k < ARRIVAL_INTERIOR; k++) /* the month before, a year on */
        w->recent[0] += w->calendar->mean[month * ARRIVAL_COUNT + k];
    for (int i = 1; i < 7; i++)
        w->recent[i] = w->recent[0];
    shelter_start(w);
    screening_start(w);
    court_start(w);
    return AISLE_OK;
}

void world_clear(struct world *w)
{
    free(w->courts);
    free(w->tally.chances);
    w->courts = NULL;
    w->tally.chances = NULL;
}

void world_day(struct world *w)
{
    custody_day(w);
    shelter_day(w);
    expulsion_day(w);
    arrivals_day(w);
    border_day(w);
    screening_day(w);
    officer_day(w);
    court_day(w);
    w->day++;
    while (w->month + 1 < w->calendar->months &&
           w->day >= w->calendar->month_first[w->month + 1])
        w->month++;
}

static int64_t in_courts(const struct world *w)
{
    int64_t count = 0;
    for (int c = 0; c < w->bench->group_count; c++) {
        for (int d = 0; d < DOCKET_COUNT; d++)
            count += w->courts[c].docket[d].count;
    }
    return count + w->noticed.count + w->resumed.count;
}

int64_t world_balance(const struct world *w)
{
    int64_t balance = w->tally.entered;
    for (int e = 0; e < EXIT_COUNT; e++)
        balance -= w->tally.exits[e];
    balance -= w->returning.count + w->border.count + w->ports.count;
    balance -= w->screening.count + w->office.count;
    return balance - in_courts(w);
}
