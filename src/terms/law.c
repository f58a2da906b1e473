/* Court time: what a judge's year is worth in hearings, from the settings.
 *
 * Completions a judge-year are known, minutes of a hearing are not. So capacity is
 * counted in master calendar appearances ("masters"): completions a year times the
 * masters that a case takes at the present mix of outcomes. Cases that need less
 * (in absentia) or more (contested) then move completions, not capacity. */
#include "num/special.h"
#include "terms/terms.h"
#include <math.h>

/* Mean number of tries when each is put off with chance q, at most `most`. */
static double mean_tries(double q, int most)
{
    double mean = 0, reach = 1;
    for (int i = 0; i < most; i++) {
        mean += reach;
        reach *= q;
    }
    return mean;
}

void law_by_lawyer(double p, double represented, double log_odds, double effect,
                   double out[LAWYER_COUNT])
{
    double inside = p < 0.001 ? 0.001 : p > 0.999 ? 0.999 : p;
    double logit = log(inside / (1 - inside));
    out[LAWYER_NONE] = num_logistic(logit - represented * log_odds);
    out[LAWYER_OWN] = num_logistic(logit + (1 - represented) * log_odds);
    out[LAWYER_GIVEN] =
        out[LAWYER_NONE] + effect * (out[LAWYER_OWN] - out[LAWYER_NONE]);
}

/* Masters that a case takes when `absent` and `closed` say how it may end early, by
 * asylum application (0 without, 1 with); `hearings` gets the part of individual
 * hearings. */
static double masters_of(const struct asylum_settings *s, const double absent[2],
                         double *hearings)
{
    double asylum = s->decision_asylum_share;
    double contested = asylum * (1 - absent[1]) * (1 - s->decision_closed_asylum) +
                       (1 - asylum) * (1 - absent[0]) * (1 - s->decision_closed_other);
    *hearings = contested * mean_tries(s->court_adjourned, HEARINGS_MOST) *
                s->court_individual_work;
    return mean_tries(s->court_second_master, MASTERS_MOST) + *hearings;
}

/* Encounters that come again: the record counts them, so fewer come afresh. */
static void fill_again(const struct asylum_settings *s, struct court_law *out)
{
    double failed = 1 - out->passed, *again = out->again;
    again[ARRIVAL_ADULT] =
        s->route_adult_repatriated + s->route_adult_screened * failed;
    again[ARRIVAL_FAMILY] =
        s->route_family_repatriated + s->route_family_screened * failed;
    again[ARRIVAL_MINOR] = s->route_minor_repatriated;
    for (int k = ARRIVAL_PORT_ADULT; k < ARRIVAL_BORDER; k++)
        again[k] = 1 - s->route_port_released;
    for (int k = 0; k < ARRIVAL_BORDER; k++)
        again[k] *= s->arrivals_again_share;
}

void court_law_fill(const struct asylum_settings *s, struct court_law *out)
{
    double absent[2] = {s->decision_absent_other, s->decision_absent_asylum};
    double absent_held[2] = {s->decision_absent_detained, s->decision_absent_detained};
    double hearings, hearings_held, three[LAWYER_COUNT];
    double general = masters_of(s, absent, &hearings);
    double held = masters_of(s, absent_held, &hearings_held);
    /* the present mix: detained dockets take their share of time */
    double time = s->court_detained_time;
    double mix = 1 / (time / held + (1 - time) / general);
    out->master_per_judge_day = s->court_completions_per_judge * mix / 365;
    out->hearing_time_share = hearings / general;
    double log_odds = log(s->decision_absent_odds);
    law_by_lawyer(s->decision_absent_asylum, s->decision_represented, log_odds, 0,
                  three);
    out->absent_asylum[0] = three[LAWYER_NONE];
    out->absent_asylum[1] = three[LAWYER_OWN];
    law_by_lawyer(s->decision_absent_other, s->decision_represented, log_odds, 0,
                  three);
    out->absent_other[0] = three[LAWYER_NONE];
    out->absent_other[1] = three[LAWYER_OWN];
    out->passed = s->screening_closed_share +
                  (1 - s->screening_closed_share) *
                      (s->screening_pass_standard +
                       (1 - s->screening_pass_standard) * s->screening_review_reversal);
    fill_again(s, out);
}
