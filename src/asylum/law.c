/* Court time: what a judge's year is worth in hearings, from the settings.
 *
 * Completions a judge-year are known, minutes of a hearing are not. So capacity is
 * counted in master calendar appearances ("masters"): completions a year times the
 * masters that a case takes at the present mix of outcomes. Cases that need less
 * (in absentia) or more (contested) then move completions, not capacity. */
#include "asylum/world.h"
#include "num/special.h"
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

/* Chances without and with a lawyer that have log odds `log_odds` between them and
 * keep the mean near p. */
static void split(double p, double represented, double log_odds, double out[2])
{
    double logit = log(p / (1 - p));
    out[0] = num_logistic(logit - represented * log_odds);
    out[1] = num_logistic(logit + (1 - represented) * log_odds);
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

void court_law_fill(const struct asylum_settings *s, struct court_law *out)
{
    double absent[2] = {s->decision_absent_other, s->decision_absent_asylum};
    double absent_held[2] = {s->decision_absent_detained, s->decision_absent_detained};
    double hearings, hearings_held;
    double general = masters_of(s, absent, &hearings);
    double held = masters_of(s, absent_held, &hearings_held);
    /* the present mix: detained dockets take their share of time */
    double time = s->court_detained_time;
    double mix = 1 / (time / held + (1 - time) / general);
    out->master_per_judge_day = s->court_completions_per_judge * mix / 365;
    out->hearing_time_share = hearings / general;
    double log_odds = log(s->decision_absent_odds);
    split(s->decision_absent_asylum, s->decision_represented, log_odds,
          out->absent_asylum);
    split(s->decision_absent_other, s->decision_represented, log_odds,
          out->absent_other);
}
