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
    for (int d = 0; d < WHEEL_DAYS; d++)
        add_ages(w, &w->resumed.day[d], &sum, &count);
    return ratio(sum, (double)count);
}

static void put_waits(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    out[METRIC_COURT_BACKLOG] = people(w, w->pending);
    out[METRIC_SCREENING_BACKLOG] = people(w, w->screening.count);
    out[METRIC_OFFICER_BACKLOG] = people(w, w->office.count);
    out[METRIC_WAIT_MEDIAN] = histogram_quantile(&t->wait, 0.5);
    out[METRIC_WAIT_P90] = histogram_quantile(&t->wait, 0.9);
    out[METRIC_WAIT_MEAN] = histogram_mean(&t->wait);
    out[METRIC_WAIT_PENDING] = pending_age(w);
    out[METRIC_WAIT_EXPECTED] =
        ratio((double)w->pending * (w->day - w->year_began),
              (double)(t->court_decided - w->year_began_decided));
    out[METRIC_BORDER_CUSTODY] = ratio(t->custody_day_sum, (double)t->processed);
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

/* The fairness gap: mean of three parts, each 0 when all is even and 1 at worst:
 * twice the spread between judges (an sd of shares is at most a half), the gap
 * between represented and not, and the share decided without a hearing. */
static void put_fairness(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    double rate[2];
    for (int has = 0; has < 2; has++)
        rate[has] = ratio((double)t->merits_granted[has], (double)t->merits[has]);
    double decided = (double)(t->court_decided + t->officer_decided);
    double screened_out = (double)t->exits[EXIT_SCREENED_OUT];
    out[METRIC_GRANT_SPREAD] = grant_spread(w);
    out[METRIC_REPRESENTATION_GAP] = rate[1] - rate[0];
    out[METRIC_REPRESENTED] =
        ratio((double)t->merits[1], (double)(t->merits[0] + t->merits[1]));
    out[METRIC_IN_ABSENTIA] = ratio((double)t->absent, (double)t->court_decided);
    double barred =
        (double)(t->without_hearing - t->absent); /* expelled, turned back */
    out[METRIC_NO_HEARING] =
        ratio((double)t->without_hearing, decided + screened_out + barred);
    out[METRIC_FAIRNESS_GAP] =
        (2 * out[METRIC_GRANT_SPREAD] + fabs(out[METRIC_REPRESENTATION_GAP]) +
         out[METRIC_NO_HEARING]) /
        3;
}

/* --- money --------------------------------------------------------------- */

static double removed(const struct world *w)
{
    const struct tally *t = &w->tally;
    return people(w, t->exits[EXIT_SCREENED_OUT] + t->removed_detained);
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

static double cost_ice(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    return w->tally.bed_days * w->people * s->custody_bed_day_usd +
           removed(w) * s->cost_removal_usd;
}

static void put_costs(const struct world *w, double *out)
{
    const struct asylum_settings *s = w->settings;
    double shelter = 0;
    for (int c = 0; c < CITY_COUNT; c++)
        shelter += w->shelter[c].cost_usd;
    double grants = w->scenario->lever[AISLE_LEVER_SHELTER_USD];
    out[METRIC_COST_CBP] = cost_cbp(w);
    out[METRIC_COST_USCIS] = w->tally.officer_days / 365 * s->cost_officer_usd;
    out[METRIC_COST_EOIR] = w->tally.judge_days / 365 * s->cost_judge_usd;
    out[METRIC_COST_ICE] = cost_ice(w);
    out[METRIC_COST_SHELTER] = shelter;
    out[METRIC_COST_CITIES] = shelter > grants ? shelter - grants : 0;
    out[METRIC_COST] = out[METRIC_COST_CBP] + out[METRIC_COST_USCIS] +
                       out[METRIC_COST_EOIR] + out[METRIC_COST_ICE] + shelter;
}

/* --- efficiency ---------------------------------------------------------- */

/* The efficiency index: geometric mean of the share of the caseload decided and of
 * decisions for 10,000 USD of courts and officers. */
static void put_efficiency(const struct world *w, double *out)
{
    const struct tally *t = &w->tally;
    double decided = (double)(t->court_decided + t->officer_decided);
    double left = (double)(w->pending + w->office.count);
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
    for (int c = 0; c < CITY_COUNT; c++) {
        const struct shelter *shelter = &w->shelter[c];
        out[METRIC_SHELTER_PEAK_NEW_YORK + c] = people(w, shelter->peak);
        out[METRIC_SHELTER_END_NEW_YORK + c] = people(w, shelter->census);
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
    out[METRIC_GRANTS] = people(w, exits[EXIT_GRANTED] + exits[EXIT_RELIEF]);
    out[METRIC_REMOVALS] = people(w, exits[EXIT_REPATRIATED]) + removed(w);
    out[METRIC_ORDERS] =
        people(w, exits[EXIT_DENIED] + exits[EXIT_ORDERED] + exits[EXIT_ABSENT]);
    int64_t decided = t->screening_passed + exits[EXIT_SCREENED_OUT];
    out[METRIC_SCREEN_PASS] = ratio((double)t->screening_passed, (double)decided);
}

void measure_metrics(const struct world *w, double *out)
{
    put_waits(w, out);
    put_fairness(w, out);
    put_costs(w, out);
    put_efficiency(w, out); /* after the costs */
    put_shelter(w, out);
    put_flow(w, out);
}

void measure_series(const struct world *w, const struct month_count *month, double *out)
{
    out[SERIES_COURT_BACKLOG] = people(w, w->pending);
    out[SERIES_SCREENING_BACKLOG] = people(w, w->screening.count);
    for (int c = 0; c < CITY_COUNT; c++)
        out[SERIES_NEW_YORK + c] = people(w, w->shelter[c].census);
    out[SERIES_MEXICO] = people(w, w->in_mexico);
    out[SERIES_WAIT] = histogram_quantile(&w->tally.wait_month, 0.5);
    out[SERIES_ENCOUNTERS] = month ? people(w, month->encounters) : NAN;
    out[SERIES_RECEIPTS] = month ? people(w, month->received) : NAN;
    out[SERIES_DECISIONS] = month ? people(w, month->decided) : NAN;
}
