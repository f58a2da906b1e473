/* Settings and scenario as thresholds: what a draw is compared with. */
#include "terms/flags.h"
#include "terms/terms.h"

static void fill_border(const struct asylum_settings *s,
                        const struct aisle_scenario *scenario, struct odds *out)
{
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        bool port = kind & PERSON_PORT, minor = kind & PERSON_MINOR;
        bool family = kind & PERSON_FAMILY;
        bool adult = !(port || minor || family);
        double back = port     ? 1 - s->route_port_released
                      : minor  ? s->route_minor_repatriated
                      : family ? s->route_family_repatriated
                               : s->route_adult_repatriated;
        double screened = port || minor ? 0
                          : family      ? s->route_family_screened
                                        : s->route_adult_screened;
        out->returned[kind] = odds_of(back);
        out->screened[kind] = odds_of(back + screened);
        out->expelled[kind] = odds_of(minor    ? 0
                                      : family ? s->expulsion_family_share
                                               : s->expulsion_adult_share);
        out->held[kind] = odds_of(adult ? s->custody_adult_share : 0);
        out->mexico[kind] =
            odds_of(port || minor ? 0 : scenario->lever[AISLE_LEVER_MEXICO]);
        out->claim[kind] =
            odds_of(minor ? 0 : scenario->lever[AISLE_LEVER_OFFICER_DECIDES]);
        double early = s->court_early_docket;
        if (family)
            early += (1 - early) * scenario->lever[AISLE_LEVER_DEDICATED];
        out->early[kind] = odds_of(early);
    }
    out->again = odds_of(s->arrivals_again_share);
    out->again_expelled = odds_of(s->arrivals_return_share);
    out->filed = odds_of(s->route_notice_filed);
    out->limit_used = odds_of(
        scenario->lever[AISLE_LEVER_STAY_LIMIT] > 0 ? 1 : s->shelter_limit_used);
}

static void fill_nations(const struct asylum_settings *s, struct odds *out)
{
#define NATION_SHARE(name, stem, label) s->nation_##stem##_share,
    const double share[] = {NATION_LIST(NATION_SHARE)};
#undef NATION_SHARE
    double all = 0, until = 0;
    for (int n = 0; n < NATION_COUNT; n++)
        all += share[n];
    for (int n = 0; n < NATION_COUNT; n++) {
        until += share[n] / all;
        out->nation_until[n] = odds_of(until);
    }
    out->nation_until[NATION_COUNT - 1] = 65536;
}

static void fill_screening(const struct asylum_settings *s,
                           const struct aisle_scenario *scenario, struct odds *out)
{
    out->screen_closed = odds_of(s->screening_closed_share);
    out->screen_higher = odds_of(scenario->lever[AISLE_LEVER_STANDARD]);
    out->screen_pass[0] = odds_of(s->screening_pass_standard);
    out->screen_pass[1] = odds_of(s->screening_pass_higher);
    out->screen_reversed = odds_of(s->screening_review_reversal);
    out->weight = odds_of(s->screening_claim_weight);
}

/* A chance whose odds are `times` as large. */
static double with_odds(double p, double times)
{
    return p * times / (1 - p + p * times);
}

static void fill_absent(const struct asylum_settings *s, const struct court_law *law,
                        struct odds *out)
{
    const double *absent[2] = {law->absent_other, law->absent_asylum};
    for (int asylum = 0; asylum < 2; asylum++) {
        double none = absent[asylum][0], own = absent[asylum][1];
        double p[LAWYER_COUNT] = {[LAWYER_NONE] = none,
                                  [LAWYER_OWN] = own,
                                  [LAWYER_GIVEN] =
                                      none + s->counsel_effect * (own - none)};
        for (int has = 0; has < LAWYER_COUNT; has++) {
            out->absent[asylum][has] = odds_of(p[has]);
            out->absent_supervised[asylum][has] =
                odds_of(with_odds(p[has], s->alternatives_odds));
        }
    }
    out->absent_detained = odds_of(s->decision_absent_detained);
    out->absent_mexico = odds_of(s->mexico_in_absentia);
}

static void fill_lawyers(const struct asylum_settings *s,
                         const struct aisle_scenario *scenario, struct odds *out)
{
    double own[3] = {s->decision_represented, s->decision_represented_detained,
                     s->mexico_represented};
    double given = scenario->lever[AISLE_LEVER_COUNSEL];
    for (int i = 0; i < 3; i++) {
        out->own_lawyer[i] = odds_of(own[i]);
        out->given_lawyer[i] = odds_of(own[i] + (1 - own[i]) * given);
    }
}

void odds_fill(const struct asylum_settings *s, const struct court_law *law,
               const struct aisle_scenario *scenario, struct odds *out)
{
    *out = (struct odds){0};
    fill_border(s, scenario, out);
    fill_nations(s, out);
    fill_screening(s, scenario, out);
    fill_lawyers(s, scenario, out);
    fill_absent(s, law, out);
    out->asylum = odds_of(s->decision_asylum_share);
    out->second_master = odds_of(s->court_second_master);
    out->adjourned = odds_of(s->court_adjourned);
    out->closed[0] = odds_of(s->decision_closed_other);
    out->closed[1] = odds_of(s->decision_closed_asylum);
    out->set_aside = odds_of(s->closure_share);
    out->other_relief = odds_of(s->decision_other_relief);
    out->appealed = odds_of(s->appeal_share);
    out->remanded = odds_of(s->appeal_remand_share);
    out->office_grant = odds_of(s->office_grant_share);
    out->office_referred = odds_of(s->office_referred_share);
}
