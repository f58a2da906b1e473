/* Decisions: what a hearing does to a case. */
#include "station/world.h"

void decision_merits(struct world *w, const struct person *person, double chance,
                     double like, int court)
{
    int has = (person->flags & PERSON_REPRESENTED) != 0;
    w->tally.merits[has]++;
    w->tally.merits_chance[has] += chance;
    struct chance_sum *sum = &w->tally.chances[court];
    sum->n += 1;
    sum->sum += like;
    sum->square += like * like;
}

static enum case_class class_of(const struct person *person)
{
    if (!(person->flags & PERSON_BORDER))
        return CLASS_OTHER;
    if (person->flags & PERSON_DETAINED)
        return CLASS_DETAINED;
    if (person->flags & PERSON_MEXICO)
        return CLASS_MEXICO;
    return person->flags & PERSON_MINOR    ? CLASS_MINOR
           : person->flags & PERSON_FAMILY ? CLASS_FAMILY
                                           : CLASS_ADULT;
}

static void count(struct world *w, const struct person *person, enum asylum_exit exit)
{
    int wait = w->day - person->filed;
    enum case_class class_ = class_of(person);
    size_t place =
        ((size_t)person->court * NATION_COUNT + person->nation) * CLASS_COUNT + class_;
    struct cell *cell = &w->tally.cells[place];
    bool absent = exit == EXIT_ABSENT;
    cell->decided++;
    cell->granted += exit == EXIT_GRANTED || exit == EXIT_RELIEF;
    cell->ordered += exit == EXIT_DENIED || exit == EXIT_ORDERED || absent;
    cell->absent += absent;
    cell->wait += wait;
    w->tally.court_decided++;
    histogram_add(&w->tally.wait[class_], wait);
    histogram_add(&w->tally.wait_month, wait);
}

/* Who goes on waits here, also who waited in Mexico: a claim's clock begins. */
static void go_on(struct world *w, struct person *person)
{
    if (!(person->flags & PERSON_MEXICO))
        return;
    person->flags &= (uint16_t)~PERSON_MEXICO;
    permit_claim(w, person, w->day);
}

/* Where a decided case goes on to, if anywhere. */
static void leave(struct world *w, struct person person, enum asylum_exit exit)
{
    uint32_t part = luck_part(world_draw(w, DRAW_END, &person), 0);
    bool order = exit == EXIT_DENIED || exit == EXIT_ORDERED;
    if (order && luck_even(&w->owed.appealed, part, w->odds.appealed)) {
        go_on(w, &person);
        appeal_take(w, person);
    } else if (exit == EXIT_CLOSED &&
               luck_even(&w->owed.set_aside, part, w->odds.set_aside)) {
        go_on(w, &person);
        closure_take(w, person);
    } else {
        permit_end(w, &person);
        world_exit(w, exit);
    }
}

/* The court is done with the case. */
static void finish(struct world *w, struct person person, enum asylum_exit exit,
                   enum step step, uint32_t odds)
{
    w->pending--;
    count(w, &person, exit);
    world_note(w, &person, step, w->day - person.filed, odds / 65536.0);
    if (person.flags & PERSON_DETAINED) {
        w->tally.removed_detained +=
            exit == EXIT_DENIED || exit == EXIT_ORDERED || exit == EXIT_ABSENT;
        custody_leave(w, &person);
    }
    if (person.flags & PERSON_SUPERVISED)
        supervision_leave(w, &person);
    w->in_mexico -= (person.flags & PERSON_MEXICO) != 0;
    leave(w, person, exit);
}

static uint32_t absent_odds(const struct world *w, const struct person *person)
{
    const struct odds *odds = &w->odds;
    bool asylum = person->flags & PERSON_ASYLUM;
    if (person->flags & PERSON_DETAINED)
        return odds->absent_detained;
    if (person->flags & PERSON_MEXICO)
        return odds->absent_mexico;
    return supervision_on(w, person)
               ? odds->absent_supervised[asylum][person_lawyer(person)]
               : odds->absent[asylum][person_lawyer(person)];
}

void decision_door(struct world *w, const struct person *person)
{
    struct person then = *person;
    if (!(then.flags & PERSON_EARLY)) /* its hearing comes after the supervision */
        then.flags &= (uint16_t)~PERSON_SUPERVISED;
    w->tally.at_door++;
    w->tally.door_absent += absent_odds(w, &then);
}

static bool is_absent(struct world *w, const struct person *person, uint32_t part)
{
    bool asylum = person->flags & PERSON_ASYLUM;
    enum lawyer lawyer = person_lawyer(person);
    int32_t *owed = supervision_on(w, person)
                        ? &w->owed.absent_supervised[asylum][lawyer]
                        : &w->owed.absent[person_where(person)][asylum][lawyer];
    return luck_even(owed, part, absent_odds(w, person));
}

void decision_master(struct world *w, struct person person)
{
    const struct odds *odds = &w->odds;
    struct owed *owed = &w->owed;
    bool asylum = person.flags & PERSON_ASYLUM;
    int at = person_where(&person);
    uint64_t bits = world_draw(w, DRAW_MASTER, &person);
    w->tally.masters++;
    if (person.hearing + 1 < MASTERS_MOST &&
        luck_even(&owed->second_master[at][person.hearing], luck_part(bits, 0),
                  odds->second_master)) {
        court_put_off(w, person, luck_part(bits, 3));
        return;
    }
    if (is_absent(w, &person, luck_part(bits, 1))) {
        w->tally.absent++;
        w->tally.without_hearing++;
        finish(w, person, EXIT_ABSENT, STEP_ABSENT, 0);
        return;
    }
    if (luck_even(&owed->closed[at][asylum], luck_part(bits, 2),
                  odds->closed[asylum])) {
        finish(w, person, EXIT_CLOSED, STEP_CLOSED, 0);
        return;
    }
    person.flags |= PERSON_HEARING;
    person.hearing = 0;
    world_note(w, &person, STEP_TO_HEARING, 0, 0);
    court_queue(w, person);
}

static void decide_claim(struct world *w, struct person person, uint64_t bits)
{
    const struct bench *bench = w->bench;
    int judge = bench->judge_first[person.court] + person.judge;
    uint32_t odds = bench->odds[judge][person.nation][person_lawyer(&person)];
    bool granted = odds_claim(&w->odds, person.strength, odds, luck_part(bits, 1),
                              luck_part(bits, 2));
    decision_merits(w, &person, odds / 65536.0, bench->grant[judge], person.court);
    finish(w, person, granted ? EXIT_GRANTED : EXIT_DENIED,
           granted ? STEP_GRANTED : STEP_DENIED, odds);
}

void decision_hearing(struct world *w, struct person person)
{
    const struct odds *odds = &w->odds;
    uint64_t bits = world_draw(w, DRAW_HEARING, &person);
    w->tally.hearings++;
    if (person.hearing + 1 < HEARINGS_MOST &&
        luck_even(&w->owed.adjourned[person_where(&person)][person.hearing],
                  luck_part(bits, 0), odds->adjourned)) {
        court_put_off(w, person, luck_part(bits, 3));
        return;
    }
    if (person.flags & PERSON_ASYLUM) {
        decide_claim(w, person, bits);
    } else {
        bool relief =
            luck_even(&w->owed.other_relief, luck_part(bits, 1), odds->other_relief);
        finish(w, person, relief ? EXIT_RELIEF : EXIT_ORDERED,
               relief ? STEP_RELIEF : STEP_ORDERED, 0);
    }
}
