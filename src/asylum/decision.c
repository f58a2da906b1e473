/* Decisions: what a hearing does to a case. */
#include "asylum/world.h"

/* One decision out of a claim and a judge. With the weight of the settings the
 * strength of the claim decides (the strongest share p is granted), else chance
 * does. Screening and court see the same strength. */
bool decision_claim(const struct world *w, const struct person *person, double p,
                    uint32_t which, uint32_t luck)
{
    if (rng_unit32(which) < w->settings->screening_claim_weight)
        return (person->strength + 0.5) / 256 > 1 - p;
    return rng_unit32(luck) < p;
}

void decision_merits(struct world *w, const struct person *person, bool granted,
                     double like, int court)
{
    int has = (person->flags & PERSON_REPRESENTED) != 0;
    w->tally.merits[has]++;
    w->tally.merits_granted[has] += granted;
    struct chance_sum *sum = &w->tally.chances[court];
    sum->n += 1;
    sum->sum += like;
    sum->square += like * like;
}

/* The court is done with the case. */
static void finish(struct world *w, struct person person, enum asylum_exit exit)
{
    int wait = w->day - person.filed;
    w->pending--;
    w->tally.court_decided++;
    histogram_add(&w->tally.wait, wait);
    histogram_add(&w->tally.wait_month, wait);
    bool ordered = exit == EXIT_DENIED || exit == EXIT_ORDERED || exit == EXIT_ABSENT;
    if (person.flags & PERSON_DETAINED) {
        w->tally.removed_detained += ordered;
        custody_leave(w, &person);
    }
    if (person.flags & PERSON_MEXICO)
        w->in_mexico--;
    world_exit(w, exit);
}

static double absent_chance(const struct world *w, const struct person *person)
{
    if (person->flags & PERSON_DETAINED)
        return w->settings->decision_absent_detained;
    if (person->flags & PERSON_MEXICO)
        return w->settings->mexico_in_absentia;
    int has = (person->flags & PERSON_REPRESENTED) != 0;
    return person->flags & PERSON_ASYLUM ? w->law->absent_asylum[has]
                                         : w->law->absent_other[has];
}

void decision_master(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_MASTER, person.id, person.hearing);
    if (rng_unit32(r.w[0]) < s->court_second_master &&
        person.hearing + 1 < MASTERS_MOST) {
        court_put_off(w, person, r.w[3]);
        return;
    }
    if (rng_unit32(r.w[1]) < absent_chance(w, &person)) {
        w->tally.absent++;
        w->tally.without_hearing++;
        finish(w, person, EXIT_ABSENT);
        return;
    }
    double closed = person.flags & PERSON_ASYLUM ? s->decision_closed_asylum
                                                 : s->decision_closed_other;
    if (rng_unit32(r.w[2]) < closed) {
        finish(w, person, EXIT_CLOSED);
        return;
    }
    person.flags |= PERSON_HEARING;
    person.hearing = 0;
    court_queue(w, person);
}

static enum asylum_exit asylum_outcome(struct world *w, const struct person *person,
                                       struct rng_words r)
{
    const struct bench *bench = w->bench;
    int judge = bench->judge_first[person->court] + person->judge;
    int has = (person->flags & PERSON_REPRESENTED) != 0;
    bool granted =
        decision_claim(w, person, bench->grant_by[has][judge], r.w[1], r.w[2]);
    decision_merits(w, person, granted, bench->grant[judge], person->court);
    return granted ? EXIT_GRANTED : EXIT_DENIED;
}

void decision_hearing(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    struct rng_words r = world_draw(w, USE_HEARING, person.id, person.hearing);
    if (rng_unit32(r.w[0]) < s->court_adjourned && person.hearing + 1 < HEARINGS_MOST) {
        court_put_off(w, person, r.w[3]);
        return;
    }
    enum asylum_exit exit;
    if (person.flags & PERSON_ASYLUM)
        exit = asylum_outcome(w, &person, r);
    else
        exit =
            rng_unit32(r.w[1]) < s->decision_other_relief ? EXIT_RELIEF : EXIT_ORDERED;
    finish(w, person, exit);
}
