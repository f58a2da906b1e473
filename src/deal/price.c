/* The price list: what each single change of the package buys, on the same draws. */
#include "base/ctx.h"
#include "base/mem.h"
#include "deal/room.h"
#include <aisle/canvass.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOVE_LEAST 0.005 /* half a point: below it nothing is printed */
#define MOVES_MOST 10

/* The package as written and one change of it, at the gate. How far a change moves
 * senators is seen in the worlds in which the vote is taken as the package is written;
 * which worlds those are may change too, and the chances are weighed by that. */
struct pair {
    int particles;
    int seats;
    int votes;
    const double *weights; /* as written */
    double *yea_before;    /* [particles] */
    double *yea_after;
    double *seat_before; /* [seats] */
    double *seat_after;
    float *chance_before; /* [seats][particles] */
    float *chance_after;
    double *party;                         /* [particles]: a caucus's change, scratch */
    struct weighed *sorted;                /* [particles] */
    struct aisle_forecaster_short *before; /* [votes] */
    struct aisle_forecaster_short *after;
    double all_before;
};

struct weighed {
    double value;
    double weight;
};

static int by_value(const void *left, const void *right)
{
    const struct weighed *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

/* Smallest value with at least share `p` of the weight at or below it. */
static double weighed_quantile(const struct weighed *sorted, int count, double p)
{
    double below = 0;
    for (int i = 0; i < count; i++) {
        below += sorted[i].weight;
        if (below >= p)
            return sorted[i].value;
    }
    return sorted[count - 1].value;
}

/* 5% and 95% of values that stand in pair->sorted, unsorted. */
static void spread(struct pair *pair, double *q05, double *q95)
{
    qsort(pair->sorted, (size_t)pair->particles, sizeof *pair->sorted, by_value);
    *q05 = weighed_quantile(pair->sorted, pair->particles, 0.05);
    *q95 = weighed_quantile(pair->sorted, pair->particles, 0.95);
}

static void price_yeas(struct pair *pair, struct aisle_concession *c)
{
    double mean = 0;
    for (int i = 0; i < pair->particles; i++) {
        double change = pair->yea_after[i] - pair->yea_before[i];
        pair->sorted[i] = (struct weighed){change, pair->weights[i]};
        mean += pair->weights[i] * change;
    }
    c->yea_mean = mean;
    spread(pair, &c->yea_q05, &c->yea_q95);
}

static double seat_change(const struct pair *pair, int seat, int particle)
{
    size_t at = (size_t)seat * (size_t)pair->particles + (size_t)particle;
    return (double)pair->chance_after[at] - (double)pair->chance_before[at];
}

/* A caucus's senators one by one, and together draw by draw. */
static void price_party(const struct deal *deal, struct pair *pair, char caucus,
                        struct aisle_party_move *move)
{
    memset(pair->party, 0, (size_t)pair->particles * sizeof *pair->party);
    for (int s = 0; s < pair->seats; s++) {
        bool theirs = aisle_forecaster_seat_caucus(deal->forecaster, s) == 'D';
        if (theirs != (caucus == 'D'))
            continue;
        double change = pair->seat_after[s] - pair->seat_before[s];
        move->gained += fmax(change, 0);
        move->lost += fmax(-change, 0);
        move->net += change;
        for (int i = 0; i < pair->particles; i++)
            pair->party[i] += seat_change(pair, s, i);
    }
    for (int i = 0; i < pair->particles; i++)
        pair->sorted[i] = (struct weighed){pair->party[i], pair->weights[i]};
    spread(pair, &move->q05, &move->q95);
}

static void price_caucuses(const struct deal *deal, struct pair *pair,
                           struct aisle_concession *c)
{
    price_party(deal, pair, 'D', &c->party[0]);
    price_party(deal, pair, 'R', &c->party[1]);
    c->yea_d = c->party[0].net;
    c->yea_r = c->party[1].net;
}

/* A seat and how far a change moves it, in the direction asked for. */
static int by_move(const void *left, const void *right)
{
    const struct weighed *a = left, *b = right;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return (a->weight > b->weight) - (a->weight < b->weight); /* seat */
}

/* Party and state from the forecast; the caucus when the name is not in it. */
static void set_label(const struct aisle_forecast_vote *vote, char caucus,
                      struct aisle_move *move)
{
    move->party = caucus;
    for (int i = 0; i < vote->senator_count; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[i];
        if (strcmp(s->name, move->name) != 0)
            continue;
        move->party = s->party;
        memcpy(move->state, s->state, sizeof move->state);
    }
}

static void move_interval(struct pair *pair, int seat, struct aisle_move *move)
{
    for (int i = 0; i < pair->particles; i++)
        pair->sorted[i] =
            (struct weighed){seat_change(pair, seat, i), pair->weights[i]};
    spread(pair, &move->q05, &move->q95);
}

/* The senators moved most in direction `sign`. */
static enum aisle_status list_moves(struct aisle_ctx *ctx, const struct deal *deal,
                                    const struct aisle_forecast_vote *vote,
                                    struct pair *pair, double sign, int *count,
                                    struct aisle_move **moves)
{
    int found = 0;
    for (int s = 0; s < pair->seats; s++) {
        double change = sign * (pair->seat_after[s] - pair->seat_before[s]);
        if (change >= MOVE_LEAST)
            pair->sorted[found++] = (struct weighed){change, s};
    }
    qsort(pair->sorted, (size_t)found, sizeof *pair->sorted, by_move);
    int most = found < MOVES_MOST ? found : MOVES_MOST;
    int seats[MOVES_MOST];
    *moves = mem_new((size_t)most, sizeof **moves);
    if (!*moves)
        return ctx_no_memory(ctx);
    for (int i = 0; i < most; i++)
        seats[i] = (int)pair->sorted[i].weight; /* what comes next sorts anew */
    for (int i = 0; i < most; i++) {
        const char *name = aisle_forecaster_seat_name(deal->forecaster, seats[i]);
        char caucus = aisle_forecaster_seat_caucus(deal->forecaster, seats[i]);
        char *copy = mem_copy_text(name);
        if (!copy)
            return ctx_no_memory(ctx);
        (*moves)[i] = (struct aisle_move){.name = copy,
                                          .delta = pair->seat_after[seats[i]] -
                                                   pair->seat_before[seats[i]]};
        set_label(vote, caucus, &(*moves)[i]);
        move_interval(pair, seats[i], &(*moves)[i]);
        *count = i + 1;
    }
    return AISLE_OK;
}

/* Each seat's chance over the worlds of the package as written. */
static void weigh_seats(const struct pair *pair, const float *chance, double *seat)
{
    for (int s = 0; s < pair->seats; s++) {
        const float *row = chance + (size_t)s * (size_t)pair->particles;
        seat[s] = 0;
        for (int i = 0; i < pair->particles; i++)
            seat[s] += pair->weights[i] * (double)row[i];
    }
}

/* The votes of the package, `after` against `before`. */
static enum aisle_status list_votes(struct aisle_ctx *ctx, const struct deal *deal,
                                    const struct pair *pair,
                                    const struct aisle_forecaster_short *after,
                                    struct aisle_vote_price **out)
{
    *out = mem_new((size_t)pair->votes, sizeof **out);
    if (!*out)
        return ctx_no_memory(ctx);
    for (int v = 0; v < pair->votes; v++) {
        struct aisle_vote_price *price = &(*out)[v];
        price->id = mem_copy_text(deal->package->votes[v].id);
        if (!price->id)
            return ctx_no_memory(ctx);
        price->p_pass = after[v].p_pass;
        price->p_pass_delta = after[v].p_pass - pair->before[v].p_pass;
    }
    return AISLE_OK;
}

static enum aisle_status price_votes(struct aisle_ctx *ctx, const struct deal *deal,
                                     struct pair *pair, int at,
                                     struct aisle_concession *c)
{
    c->p_all = aisle_forecaster_quick_all(deal->forecaster, deal->cases[at],
                                          deal_fair(deal, at), pair->after);
    c->p_all_delta = c->p_all - pair->all_before;
    c->p_pass = pair->after[deal->gate].p_pass;
    c->p_pass_delta = c->p_pass - pair->before[deal->gate].p_pass;
    return list_votes(ctx, deal, pair, pair->after, &c->votes);
}

static enum aisle_status price_change(struct aisle_ctx *ctx, const struct deal *deal,
                                      const struct aisle_forecast_vote *vote,
                                      struct pair *pair, int choice,
                                      struct aisle_concession *c)
{
    int p = deal->choices[choice], at = 1 + choice;
    struct aisle_forecaster_short unused;
    const struct aisle_provision *provision = &deal->package->provisions[p];
    aisle_forecaster_quick(deal->forecaster, deal->gate, deal->cases[at],
                           deal_fair(deal, at), &unused, NULL, pair->yea_after);
    aisle_canvass_chances(deal->forecaster, deal->gate, deal->cases[at],
                          deal_fair(deal, at), pair->chance_after);
    weigh_seats(pair, pair->chance_after, pair->seat_after);
    c->provision = p;
    c->added = !(deal->written >> p & 1);
    c->identified = aisle_forecaster_identified(deal->forecaster, p);
    c->change = mem_format("%s %s", c->added ? "add" : "drop", provision->title);
    if (!c->change)
        return ctx_no_memory(ctx);
    price_yeas(pair, c);
    price_caucuses(deal, pair, c);
    enum aisle_status status = price_votes(ctx, deal, pair, at, c);
    if (status == AISLE_OK)
        status = list_moves(ctx, deal, vote, pair, 1, &c->gain_count, &c->gains);
    if (status == AISLE_OK)
        status = list_moves(ctx, deal, vote, pair, -1, &c->loss_count, &c->losses);
    return status;
}

static void pair_clear(struct pair *pair)
{
    free(pair->yea_before);
    free(pair->yea_after);
    free(pair->seat_before);
    free(pair->seat_after);
    free(pair->chance_before);
    free(pair->chance_after);
    free(pair->party);
    free(pair->sorted);
    free(pair->before);
    free(pair->after);
}

/* On failure too the caller clears the pair. */
static enum aisle_status pair_init(struct aisle_ctx *ctx, const struct deal *deal,
                                   struct pair *pair)
{
    int particles = aisle_forecaster_particles(deal->forecaster);
    int seats = aisle_forecaster_seats(deal->forecaster);
    size_t most = (size_t)(particles > seats ? particles : seats);
    *pair = (struct pair){
        .particles = particles, .seats = seats, .votes = deal->package->vote_count};
    pair->weights = aisle_forecaster_weights(deal->forecaster, deal->gate);
    pair->yea_before = mem_new((size_t)particles, sizeof(double));
    pair->yea_after = mem_new((size_t)particles, sizeof(double));
    pair->seat_before = mem_new((size_t)seats, sizeof(double));
    pair->seat_after = mem_new((size_t)seats, sizeof(double));
    pair->chance_before = mem_new((size_t)particles * (size_t)seats, sizeof(float));
    pair->chance_after = mem_new((size_t)particles * (size_t)seats, sizeof(float));
    pair->party = mem_new((size_t)particles, sizeof(double));
    pair->sorted = mem_new(most, sizeof *pair->sorted);
    pair->before = mem_new((size_t)pair->votes, sizeof *pair->before);
    pair->after = mem_new((size_t)pair->votes, sizeof *pair->after);
    if (!pair->yea_before || !pair->yea_after || !pair->seat_before ||
        !pair->seat_after || !pair->chance_before || !pair->chance_after ||
        !pair->party || !pair->sorted || !pair->before || !pair->after)
        return ctx_no_memory(ctx);
    struct aisle_forecaster_short unused;
    aisle_forecaster_quick(deal->forecaster, deal->gate, deal->written,
                           deal_fair(deal, 0), &unused, NULL, pair->yea_before);
    aisle_canvass_chances(deal->forecaster, deal->gate, deal->written,
                          deal_fair(deal, 0), pair->chance_before);
    weigh_seats(pair, pair->chance_before, pair->seat_before);
    pair->all_before = aisle_forecaster_quick_all(deal->forecaster, deal->written,
                                                  deal_fair(deal, 0), pair->before);
    return AISLE_OK;
}

static enum aisle_status price_all(struct aisle_ctx *ctx, const struct deal *deal,
                                   const struct aisle_forecast_vote *vote,
                                   struct pair *pair, struct aisle_frontier *out)
{
    out->concessions = mem_new((size_t)deal->choice_count, sizeof *out->concessions);
    if (!out->concessions)
        return ctx_no_memory(ctx);
    for (int i = 0; i < deal->choice_count; i++) {
        enum aisle_status status = ctx_poll(ctx);
        if (status != AISLE_OK)
            return status;
        out->concession_count = i + 1;
        status = price_change(ctx, deal, vote, pair, i, &out->concessions[i]);
        if (status != AISLE_OK)
            return status;
        ctx_progress(ctx, "pricing changes", i + 1, deal->choice_count);
    }
    return AISLE_OK;
}

enum aisle_status deal_price(struct aisle_ctx *ctx, const struct deal *deal,
                             struct aisle_frontier *out)
{
    enum aisle_status status;
    struct pair pair = {0};
    struct aisle_forecast forecast;
    aisle_forecast_init(&forecast);
    TRY(aisle_forecaster_eval(ctx, deal->forecaster, deal->written, deal_fair(deal, 0),
                              &forecast));
    const struct aisle_forecast_vote *vote = &forecast.votes[deal->gate];
    TRY(pair_init(ctx, deal, &pair));
    out->threshold = vote->threshold;
    out->p_pass = pair.before[deal->gate].p_pass;
    out->p_all = pair.all_before;
    out->vote_count = pair.votes;
    TRY(list_votes(ctx, deal, &pair, pair.before, &out->votes));
    out->vote = mem_copy_text(deal->package->votes[deal->gate].id);
    status = out->vote ? price_all(ctx, deal, vote, &pair, out) : ctx_no_memory(ctx);
out:
    pair_clear(&pair);
    aisle_forecast_clear(&forecast);
    return status;
}
