#include "asylum/measure.h"

#include <math.h>

static double people(const struct world *w, int64_t records)
{
    return (double)records * w->people;
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

/* --- waits --------------------------------------------------------------- */

static void add_ages(const struct world *w, const struct queue *queue, double *sum,
                     int64_t *count)
{
    uint32_t i = queue->first;
    for (const struct chunk *chunk = queue->head; chunk; chunk = chunk->next) {
        uint32_t end = chunk == queue->tail ? queue->last : CHUNK_PEOPLE;
        for (; i < end; i++)
            *sum += w->day - chunk->people[i].filed;
        i = 0;
    }
    *count += queue->count;
}

/* Of cases on a docket or between hearings; notices on their way are left out. */
static double pending_age(const struct world *w)
{
    double sum = 0;
    int64_t count = 0;
    for (int c = 0; c < w->bench->group_count; c++) {
        for (int d = 0; d < DOCKET_COUNT; d++)
            add_ages(w, &w->courts[c].docket[d], &sum, &count);
    }
    int dockets = w->bench->docket_first[w->bench->group_count];
    for (int d = 0; d < dockets; d++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            add_ages(w, &w->judges[d].docket[h], &sum, &count);
    }
    for (int d = 0; d < WHEEL_DAYS; d++)
        add_ages(w, &w->resumed.day[d], &sum, &count);
    return ratio(sum, (double)count);
}

/* Court decisions of all classes and officers' decisions together. */
static struct histogram all_waits(const struct tally *t)
{
    struct histogram all = t->wait_claims;
    for (int c = 0; c < CLASS_COUNT; c++) {
        all.count += t->wait[c].count;
        all.sum += t->wait[c].sum;
        for (int b = 0; b < HISTOGRAM_BINS; b++)
            all.bins[b] += t->wait[c].bins[b];
    }
    return all;
}

static void put_waits(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    struct histogram all = all_waits(t);
    out[METRIC_WAIT_MEDIAN] = histogram_quantile(&all, 0.5);
    out[METRIC_WAIT_TYPICAL] = measure_typical_wait(w);
    out[METRIC_WAIT_P90] = histogram_quantile(&all, 0.9);
    out[METRIC_WAIT_MEAN] = histogram_mean(&all);
    out[METRIC_WAIT_RATIO] = ratio(out[METRIC_WAIT_P90], out[METRIC_WAIT_MEDIAN]);
    out[METRIC_WAIT_PENDING] = pending_age(w);
    out[METRIC_WAIT_EXPECTED] =
        ratio((double)w->pending * (w->day - w->year_began),
              (double)(t->court_decided - w->year_began_decided));
    out[METRIC_WAIT_OFFICE] = ratio((double)t->office_wait, (double)t->office_decided);
    out[METRIC_WAIT_PERMIT] = ratio((double)t->permit_wait, (double)t->permits);
    out[METRIC_WITHOUT_PERMIT] = people(w, w->permits.waiting);
    double between = (double)(t->processed - t->ports_processed);
    out[METRIC_BORDER_CUSTODY] = ratio(t->custody_day_sum, between);
    out[METRIC_PORT_WAIT] = ratio(t->port_day_sum, (double)t->ports_processed);
}

static void put_backlogs(const struct world *w, double *out)
{
    out[METRIC_COURT_BACKLOG] = people(w, w->pending);
    out[METRIC_SCREENING_BACKLOG] = people(w, w->screening.count);
    out[METRIC_OFFICER_BACKLOG] = people(w, w->claims.count);
    out[METRIC_OFFICE_BACKLOG] = people(w, w->office.count);
    out[METRIC_APPEAL_BACKLOG] = people(w, w->appeals.count);
    out[METRIC_INACTIVE] = people(w, w->inactive.count);
}

/* --- fairness ------------------------------------------------------------ */

/* Pooled sd of grant chances around the mean of their court. */
static double grant_spread(const struct world *w)
{
    double n = 0, square = 0;
    for (int c = 0; c <= w->bench->court_count; c++) {
        const struct chance_sum *sum = &w->tally.chances[c];
        if (sum->n < 1)
            continue;
        n += sum->n;
        square += sum->square - sum->sum * sum->sum / sum->n;
    }
    return n > 0 && square > 0 ? sqrt(square / n) : 0;
}

/* Outcomes without an interview or hearing on the claim: in absentia, expelled, turned
 * back. */
static void put_hearings(const struct tally *t, double *out)
{
    double barred =
        (double)(t->without_hearing - t->absent); /* expelled, turned back */
    double officers = (double)(t->claims_decided + t->screened_out);
    out[METRIC_NO_HEARING] =
        ratio((double)t->without_hearing, (double)t->court_decided + officers + barred);
    /* as chances when a case comes, so that which cases the courts have time for moves
     * nothing where nobody's chance changes */
    out[METRIC_HEARING_DENIED] = ratio((double)t->door_absent / 65536 + barred,
                                       (double)t->at_door + officers + barred);
}

/* The fairness gap: mean of three parts, each 0 when all is even and 1 at worst:
 * twice the spread between judges (an sd of shares is at most a half), the gap
 * between represented and not, and the chance to end without a hearing. */
static void put_fairness(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    double rate[2];
    for (int has = 0; has < 2; has++)
        rate[has] = ratio(t->merits_chance[has], (double)t->merits[has]);
    out[METRIC_GRANT_SPREAD] = grant_spread(w);
    out[METRIC_REPRESENTATION_GAP] = rate[1] - rate[0];
    out[METRIC_REPRESENTED] =
        ratio((double)t->merits[1], (double)(t->merits[0] + t->merits[1]));
    out[METRIC_IN_ABSENTIA] = ratio((double)t->absent, (double)t->court_decided);
    put_hearings(t, out);
    const struct asylum_settings *s = w->settings;
    out[METRIC_FAIRNESS_GAP] =
        (s->fair_weight_spread * 2 * out[METRIC_GRANT_SPREAD] +
         s->fair_weight_counsel * fabs(out[METRIC_REPRESENTATION_GAP]) +
         s->fair_weight_hearing * out[METRIC_HEARING_DENIED]) /
        (s->fair_weight_spread + s->fair_weight_counsel + s->fair_weight_hearing);
}

/* --- money --------------------------------------------------------------- */

static double removed(const struct world *w)
{
    const struct tally *t = &w->tally;
    return people(w, t->screened_out + t->removed_detained);
}

static double cost_cbp(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    const struct tally *t = &w->tally;
    return t->agent_days / 365 * s->cost_agent_usd +
           t->coordinator_days / 365 * s->cost_coordinator_usd +
           people(w, t->processed) * s->cost_processing_usd +
           people(w, t->expelled) * s->cost_expulsion_usd +
           t->mexico_days * w->people * s->mexico_day_usd;
}

/* Dollars spent so far, by agency. */
static void spent(const struct world *w, double usd[AGENCY_COUNT])
{
    const struct asylum_settings *s = w->settings;
    const struct tally *t = &w->tally;
    usd[AGENCY_CBP] = cost_cbp(w);
    usd[AGENCY_USCIS] = t->officer_days / 365 * s->cost_officer_usd;
    usd[AGENCY_EOIR] = t->judge_days / 365 * s->cost_judge_usd +
                       people(w, t->counsel) * s->counsel_case_usd;
    usd[AGENCY_ICE] = t->bed_days * w->people * s->custody_bed_day_usd +
                      t->place_days * w->people * s->alternatives_day_usd +
                      removed(w) * s->cost_removal_usd;
    usd[AGENCY_CITIES] = 0;
    for (int c = 0; c < CITY_COUNT; c++)
        usd[AGENCY_CITIES] += w->shelter[c].cost_usd;
}

static void put_costs(const struct world *w, double *out)
{
    double usd[AGENCY_COUNT];
    spent(w, usd);
    double grants = w->scenario->lever[AISLE_LEVER_SHELTER_USD];
    double shelter = usd[AGENCY_CITIES];
    out[METRIC_COST_CBP] = usd[AGENCY_CBP];
    out[METRIC_COST_USCIS] = usd[AGENCY_USCIS];
    out[METRIC_COST_EOIR] = usd[AGENCY_EOIR];
    out[METRIC_COST_ICE] = usd[AGENCY_ICE];
    out[METRIC_COST_SHELTER] = shelter;
    out[METRIC_COST_CITIES] = shelter > grants ? shelter - grants : 0;
    out[METRIC_COST] = usd[AGENCY_CBP] + usd[AGENCY_USCIS] + usd[AGENCY_EOIR] +
                       usd[AGENCY_ICE] + shelter;
}

/* --- efficiency ---------------------------------------------------------- */

/* The efficiency index: geometric mean of the share of the caseload decided and of
 * decisions for 10,000 USD of courts and officers. */
static void put_efficiency(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    double decided = (double)(t->court_decided + t->claims_decided + t->office_decided);
    double left = (double)(w->pending + w->claims.count + w->office.count);
    double money = out[METRIC_COST_EOIR] + out[METRIC_COST_USCIS];
    double months = w->day / (365.25 / 12);
    out[METRIC_RESOLVED] = ratio(decided, decided + left);
    out[METRIC_DECISIONS] = ratio(decided * w->people, months);
    out[METRIC_PER_JUDGE] =
        ratio((double)t->court_decided * w->people, t->judge_days / 365);
    out[METRIC_COST_DECISION] = ratio(money, decided * w->people);
    out[METRIC_EFFICIENCY] =
        sqrt(out[METRIC_RESOLVED] * ratio(1e4, out[METRIC_COST_DECISION]));
}

/* --- cities and flows ---------------------------------------------------- */

static void put_shelter(const struct world *w, double *out)
{
    out[METRIC_SHELTER_LIMITED] = 0;
    for (int c = 0; c < CITY_COUNT; c++) {
        const struct shelter *shelter = &w->shelter[c];
        out[METRIC_SHELTER_LIMITED] += (double)shelter->limited;
        out[METRIC_SHELTER_PEAK_NEW_YORK + c] = (double)shelter->peak;
        out[METRIC_SHELTER_END_NEW_YORK + c] = (double)shelter->census;
        out[METRIC_SHELTER_USD_NEW_YORK + c] = shelter->cost_usd;
    }
}

static void put_flow(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    const int64_t *exits = t->exits;
    out[METRIC_ENCOUNTERS] = ratio(people(w, t->encounters), w->day);
    out[METRIC_RELEASED] = people(w, t->released);
    out[METRIC_EXPELLED] = people(w, t->expelled + exits[EXIT_TURNED_BACK]);
    out[METRIC_AUTHORITY_DAYS] = (double)w->authority.days_in_force;
    out[METRIC_IN_MEXICO] = people(w, w->in_mexico);
    out[METRIC_DETAINED] = ratio(t->bed_days * w->people, w->day);
    out[METRIC_SUPERVISED] = ratio(t->place_days * w->people, w->day);
    out[METRIC_GRANTS] = people(w, exits[EXIT_GRANTED] + exits[EXIT_RELIEF]);
    out[METRIC_APPEALS] = people(w, t->appeals);
    out[METRIC_REMANDS] = people(w, t->remanded);
    out[METRIC_REMOVALS] = people(w, t->removed + t->removed_detained);
    out[METRIC_ORDERS] =
        people(w, exits[EXIT_DENIED] + exits[EXIT_ORDERED] + exits[EXIT_ABSENT]);
    int64_t decided = t->screening_passed + t->screened_out;
    out[METRIC_SCREEN_PASS] = ratio((double)t->screening_passed, (double)decided);
}

void measure_metrics(const struct world *w, double *out)
{
    put_backlogs(w, out);
    put_waits(w, out);
    put_fairness(w, out);
    put_costs(w, out);
    put_efficiency(w, out); /* after the costs */
    put_shelter(w, out);
    put_flow(w, out);
}

struct month_count measure_month(const struct world *w)
{
    const struct tally *t = &w->tally;
    struct month_count out = {.encounters = t->encounters,
                              .received = t->court_received,
                              .decided = t->court_decided + t->claims_decided,
                              .merits = t->merits[0] + t->merits[1],
                              .granted = t->exits[EXIT_GRANTED] - t->office_granted};
    spent(w, out.usd);
    return out;
}

/* What happened since `from`. */
static void put_flows(const struct world *w, const struct month_count *from,
                      double *out)
{
    struct month_count now = measure_month(w);
    out[SERIES_ENCOUNTERS] = people(w, now.encounters - from->encounters);
    out[SERIES_RECEIPTS] = people(w, now.received - from->received);
    out[SERIES_DECISIONS] = people(w, now.decided - from->decided);
    out[SERIES_MERITS] = people(w, now.merits - from->merits);
    out[SERIES_GRANTED] = people(w, now.granted - from->granted);
    for (int a = 0; a < AGENCY_COUNT; a++)
        out[SERIES_USD_CBP + a] = now.usd[a] - from->usd[a];
}

void measure_series(const struct world *w, const struct month_count *from, double *out)
{
    for (int s = 0; s < SERIES_COUNT; s++)
        out[s] = NAN;
    out[SERIES_COURT_BACKLOG] = people(w, w->pending);
    out[SERIES_SCREENING_BACKLOG] = people(w, w->screening.count);
    out[SERIES_OFFICE] = people(w, w->office.count);
    out[SERIES_APPEALS] = people(w, w->appeals.count);
    for (int c = 0; c < CITY_COUNT; c++)
        out[SERIES_NEW_YORK + c] = (double)w->shelter[c].census;
    out[SERIES_MEXICO] = people(w, w->in_mexico);
    out[SERIES_WAIT] = histogram_quantile(&w->tally.wait_month, 0.5);
    if (from)
        put_flows(w, from, out);
}
