/* The results: forecast, outcome, frontier. Init and clear only:
 * the rooms that compute them fill them, the report reads them. */
#include <aisle/forecast.h>
#include <aisle/frontier.h>
#include <aisle/outcome.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void results_clear_texts(int count, char **texts)
{
    for (int i = 0; texts && i < count; i++)
        free(texts[i]);
    free(texts);
}

void aisle_forecast_init(struct aisle_forecast *forecast)
{
    *forecast = (struct aisle_forecast){.as_of = AISLE_DAY_NONE, .p_all = NAN};
}

static void results_clear_vote(struct aisle_forecast_vote *vote)
{
    for (int s = 0; vote->senators && s < vote->senator_count; s++) {
        free(vote->senators[s].name);
        free(vote->senators[s].statements);
        for (int r = 0; r < vote->senators[s].reason_count; r++)
            free(vote->senators[s].reasons[r].text);
        free(vote->senators[s].reasons);
    }
    for (int r = 0; vote->reasons && r < vote->reason_count; r++)
        free(vote->reasons[r].text);
    free(vote->id);
    free(vote->question);
    free(vote->rule);
    free(vote->senators);
    free(vote->reasons);
}

void aisle_forecast_clear(struct aisle_forecast *forecast)
{
    if (!forecast)
        return;
    for (int v = 0; forecast->votes && v < forecast->vote_count; v++)
        results_clear_vote(&forecast->votes[v]);
    free(forecast->votes);
    free(forecast->package);
    results_clear_texts(forecast->note_count, forecast->notes);
    aisle_forecast_init(forecast);
}

#define FAMILY_ROW(name, text) text,
static const char *const family_texts[] = {AISLE_FAMILY_LIST(FAMILY_ROW)};
#undef FAMILY_ROW

const char *aisle_family_text(enum aisle_family family)
{
    return family_texts[family];
}

void aisle_outcome_init(struct aisle_outcome *outcome)
{
    *outcome = (struct aisle_outcome){
        .start = AISLE_DAY_NONE, .p_fair = NAN, .p_efficient = NAN, .p_both = NAN};
}

static void results_clear_fan(struct aisle_fan *fan)
{
    free(fan->mean);
    free(fan->q05);
    free(fan->q10);
    free(fan->q50);
    free(fan->q90);
    free(fan->q95);
}

static void results_clear_series(struct aisle_series *s)
{
    free(s->name);
    free(s->label);
    free(s->unit);
    free(s->dates);
    results_clear_fan(&s->baseline);
    results_clear_fan(&s->package);
    free(s->observed);
}

static void results_clear_waits(struct aisle_waits *waits)
{
    free(waits->name);
    free(waits->edges);
    free(waits->baseline);
    free(waits->package);
}

static void results_clear_tables(struct aisle_outcome *outcome)
{
    results_clear_texts(outcome->court_count, outcome->courts);
    results_clear_texts(outcome->nation_count, outcome->nations);
    results_clear_texts(outcome->class_count, outcome->classes);
    free(outcome->cells);
    for (int i = 0; outcome->waits && i < outcome->waits_count; i++)
        results_clear_waits(&outcome->waits[i]);
    free(outcome->waits);
    for (int i = 0; outcome->money && i < outcome->money_count; i++)
        free(outcome->money[i].agency);
    free(outcome->money);
}

void aisle_outcome_clear(struct aisle_outcome *outcome)
{
    if (!outcome)
        return;
    results_clear_tables(outcome);
    for (int i = 0; outcome->metrics && i < outcome->metric_count; i++) {
        free(outcome->metrics[i].name);
        free(outcome->metrics[i].label);
        free(outcome->metrics[i].unit);
    }
    for (int i = 0; outcome->series && i < outcome->series_count; i++)
        results_clear_series(&outcome->series[i]);
    free(outcome->metrics);
    free(outcome->series);
    results_clear_texts(outcome->note_count, outcome->notes);
    aisle_outcome_init(outcome);
}

const struct aisle_metric *aisle_outcome_metric(const struct aisle_outcome *outcome,
                                                const char *name)
{
    for (int i = 0; i < outcome->metric_count; i++)
        if (strcmp(outcome->metrics[i].name, name) == 0)
            return &outcome->metrics[i];
    return NULL;
}

double aisle_waits_quantile(const struct aisle_waits *waits, const double *shares,
                            double q)
{
    double sum = 0, below = 0;
    for (int i = 0; i < waits->count; i++)
        sum += shares[i];
    if (!(sum > 0))
        return (double)NAN;
    for (int i = 0; i + 1 < waits->count; i++) {
        double share = shares[i] / sum;
        if (share > 0 && below + share >= q)
            return waits->edges[i] +
                   (q - below) / share * (waits->edges[i + 1] - waits->edges[i]);
        below += share;
    }
    return (double)INFINITY;
}

const char *const aisle_deal_outcome_names[AISLE_DEAL_OUTCOMES] = {
    "court_backlog", "wait_typical_days", "fairness_gap", "cost_usd"};

void aisle_frontier_init(struct aisle_frontier *frontier)
{
    *frontier = (struct aisle_frontier){.p_pass = NAN, .p_all = NAN};
}

static void results_clear_moves(int count, struct aisle_move *moves)
{
    for (int i = 0; moves && i < count; i++)
        free(moves[i].name);
    free(moves);
}

static void results_clear_prices(int count, struct aisle_vote_price *votes)
{
    for (int v = 0; votes && v < count; v++)
        free(votes[v].id);
    free(votes);
}

void aisle_frontier_clear(struct aisle_frontier *frontier)
{
    if (!frontier)
        return;
    for (int i = 0; frontier->concessions && i < frontier->concession_count; i++) {
        struct aisle_concession *c = &frontier->concessions[i];
        free(c->change);
        results_clear_prices(frontier->vote_count, c->votes);
        results_clear_moves(c->gain_count, c->gains);
        results_clear_moves(c->loss_count, c->losses);
    }
    results_clear_prices(frontier->vote_count, frontier->votes);
    free(frontier->vote);
    free(frontier->concessions);
    free(frontier->points);
    results_clear_texts(frontier->note_count, frontier->notes);
    aisle_frontier_init(frontier);
}
