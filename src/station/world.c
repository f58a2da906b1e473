/* A day of the world, in its fixed order; start, end and the count of everybody. */
#include "station/world.h"

#include "base/mem.h"
#include <stdlib.h>

static bool make_tables(struct world *w)
{
    size_t courts = (size_t)w->bench->court_count;
    w->courts = mem_new(courts, sizeof *w->courts);
    w->judges = mem_new((size_t)w->bench->judge_count, sizeof *w->judges);
    w->tally.chances = mem_new(courts + 1, sizeof *w->tally.chances);
    w->tally.cells =
        mem_new(courts * NATION_COUNT * CLASS_COUNT, sizeof *w->tally.cells);
    return w->courts && w->judges && w->tally.chances && w->tally.cells;
}

static void set_luck(struct world *w)
{
    for (uint32_t use = 0; use < DRAW_COUNT; use++)
        w->key[use] = luck_key(w->seed, USE_PERSON + use, w->replication);
    w->followed = 1; /* no id gives this under no mask */
    if (w->trace) {
        w->followed = w->trace->followed;
        w->follow_mask = w->trace->mask;
    }
}

enum aisle_status world_start(struct world *w)
{
    if (!make_tables(w)) {
        world_clear(w);
        return AISLE_MEMORY;
    }
    set_luck(w);
    odds_fill(w->settings, w->law, w->scenario, &w->odds);
    staff_on(w->settings, w->scenario, 0, &w->staff);
    int month = w->calendar->months < 12 ? w->calendar->months - 1 : 11;
    for (int k = 0; k < ARRIVAL_BORDER; k++) /* the month before, a year on */
        w->recent[0] += w->calendar->mean[month * ARRIVAL_COUNT + k];
    for (int i = 1; i < 7; i++)
        w->recent[i] = w->recent[0];
    shelter_start(w);
    screening_start(w);
    office_start(w);
    appeal_start(w);
    closure_start(w);
    court_start(w);
    return AISLE_OK;
}

void world_clear(struct world *w)
{
    free(w->courts);
    free(w->judges);
    free(w->tally.chances);
    free(w->tally.cells);
    w->courts = NULL;
    w->judges = NULL;
    w->tally.chances = NULL;
    w->tally.cells = NULL;
}

void world_day(struct world *w)
{
    staff_on(w->settings, w->scenario, w->day, &w->staff);
    permit_day(w);
    custody_day(w);
    supervision_day(w);
    shelter_day(w);
    expulsion_day(w);
    arrivals_day(w);
    border_day(w);
    screening_day(w);
    claims_day(w);
    office_day(w);
    court_day(w);
    appeal_day(w);
    closure_day(w);
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
    int dockets = w->bench->docket_first[w->bench->group_count];
    for (int d = 0; d < dockets; d++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            count += w->judges[d].docket[h].count;
    }
    return count + w->noticed.count + w->resumed.count;
}

int64_t world_balance(const struct world *w)
{
    int64_t balance = w->tally.entered;
    for (int e = 0; e < EXIT_COUNT; e++)
        balance -= w->tally.exits[e];
    balance -= w->returning.count + w->border.count + w->ports.count;
    balance -= w->screening.count + w->claims.count + w->office.count;
    balance -= w->appeals.count + w->inactive.count;
    return balance - in_courts(w);
}
