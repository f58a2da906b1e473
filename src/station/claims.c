/* Claims decided by an asylum officer instead of a court: the officer_decides lever.
 *
 * First in, first out; a claim older than the limit when its turn comes goes to
 * court. A denial is an order of removal. */
#include "num/special.h"
#include "station/world.h"

void claims_take(struct world *w, struct person person)
{
    uint64_t bits = world_draw(w, DRAW_CLAIM, &person);
    world_note(w, &person, STEP_TO_OFFICER, (double)w->claims.count * w->people, 0);
    if (luck_part(bits, 3) < w->odds.own_lawyer[0])
        person.flags |= PERSON_REPRESENTED;
    person.since = (int16_t)w->day;
    histogram_add(&w->tally.came, w->day - person.filed);
    queue_push(w->pool, &w->claims, person);
}

static double clamp_chance(double p)
{
    return p < 0.01 ? 0.01 : p > 0.99 ? 0.99 : p;
}

static void decide(struct world *w, struct person person)
{
    const struct asylum_settings *s = w->settings;
    uint64_t bits = world_draw(w, DRAW_CLAIM, &person);
    /* officers differ: this one's chance for a like case */
    double z = num_normal_quantile(luck_unit(bits, 0));
    double like = clamp_chance(s->officer_grant_rate + s->officer_grant_sd * z);
    double move = w->bench->officer_move[person_lawyer(&person)];
    double chance = clamp_chance(like + move);
    bool granted = odds_claim(&w->odds, person.strength, odds_of(chance),
                              luck_part(bits, 1), luck_part(bits, 2));
    supervision_leave(w, &person);
    decision_merits(w, &person, chance, like, w->bench->court_count);
    w->tally.claims_decided++;
    histogram_add(&w->tally.wait_claims, w->day - person.filed);
    histogram_add(&w->tally.wait_month, w->day - person.filed);
    world_note(w, &person, granted ? STEP_OFFICER_GRANTED : STEP_OFFICER_DENIED,
               w->day - person.filed, like);
    world_exit(w, granted ? EXIT_GRANTED : EXIT_DENIED);
}

static double decisions_a_day(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    if (w->scenario->lever[AISLE_LEVER_OFFICER_DECIDES] <= 0)
        return 0;
    double added = w->staff.officers_trained;
    double officers =
        s->screening_officers * s->officer_base_share +
        (added > 0 ? added * s->officer_added_share : added * s->officer_base_share);
    return officers > 0 ? officers * s->officer_decisions_per_year / 365 : 0;
}

static void to_court(struct world *w, struct person person)
{
    world_note(w, &person, STEP_OFFICER_LATE, w->day - person.since, 0);
    person.flags &= (uint16_t)~PERSON_REPRESENTED;
    w->tally.moves++;
    histogram_add(&w->tally.went, w->day - person.filed);
    court_enter(w, person, true);
}

void claims_day(struct world *w)
{
    w->claims_credit += decisions_a_day(w) / w->people;
    while (w->claims.count) {
        bool late =
            w->day - queue_peek(&w->claims)->since > w->settings->officer_limit_days;
        if (!late && w->claims_credit <= 0)
            break;
        struct person person = queue_pop(w->pool, &w->claims);
        if (late) {
            to_court(w, person);
        } else {
            w->claims_credit -= 1;
            decide(w, person);
        }
    }
    if (w->claims_credit > 0)
        w->claims_credit = 0;
}
