/* What its changes buy, and which deals no other beats. */
#ifndef TESTS_REPORT_MADE_FRONTIER_H
#define TESTS_REPORT_MADE_FRONTIER_H

#include "report/made_senate.h"
#include <aisle/frontier.h>
#include <aisle/package.h>
#include <math.h>
#include <stdio.h>

static inline void fixture_moves(int *count, struct aisle_move **moves, int seat,
                                 double delta)
{
    *count = 3;
    *moves = mem_new(3, sizeof **moves);
    for (int i = 0; i < 3; i++)
        (*moves)[i] = (struct aisle_move){.name = TEXT(fixture_names[seat + i]),
                                          .party = fixture_party(seat + i),
                                          .delta = delta * (1 - 0.2 * i),
                                          .q05 = delta * (1 - 0.2 * i) - 0.04,
                                          .q95 = delta * (1 - 0.2 * i) + 0.04};
}

/* Two votes: the one prices are at, and an easier one. */
static inline struct aisle_vote_price *fixture_prices(double p, double delta)
{
    struct aisle_vote_price *prices = mem_new(2, sizeof *prices);
    prices[0] = (struct aisle_vote_price){TEXT("proceed"), p, delta};
    prices[1] = (struct aisle_vote_price){TEXT("passage"), 0.9, 0};
    return prices;
}

static inline void fixture_concession(struct aisle_concession *c, int i,
                                      const struct aisle_package *p)
{
    bool added = !p->provisions[i].in_package;
    char change[96];
    snprintf(change, sizeof change, "%s %s", added ? "add" : "drop",
             p->provisions[i].title);
    double mean = added ? 1.4 * (i - 4) - 0.3 : -0.5 * i - 0.4;
    *c = (struct aisle_concession){.change = TEXT(change),
                                   .provision = i,
                                   .added = added,
                                   .identified = i != 5,
                                   .yea_mean = mean,
                                   .yea_q05 = mean - 2.4,
                                   .yea_q95 = mean + 3.1,
                                   .yea_d = added ? -2.2 : 0.3,
                                   .yea_r = mean - (added ? -2.2 : 0.3),
                                   .p_pass = 0.2 + 0.03 * mean,
                                   .p_pass_delta = 0.03 * mean,
                                   .p_all = 0.9 * (0.2 + 0.03 * mean),
                                   .p_all_delta = 0.9 * 0.03 * mean};
    c->votes = fixture_prices(c->p_pass, c->p_pass_delta);
    for (int k = 0; k < 2; k++) {
        double net = k == 0 ? c->yea_d : c->yea_r;
        c->party[k] = (struct aisle_party_move){.gained = fmax(net, 0) + 0.2,
                                                .lost = fmax(-net, 0) + 0.2,
                                                .net = net,
                                                .q05 = net - 1.5,
                                                .q95 = net + 1.7};
    }
    fixture_moves(&c->gain_count, &c->gains, 52 + i, 0.21);
    fixture_moves(&c->loss_count, &c->losses, 5 + i, -0.14);
}

static inline void fixture_point(struct aisle_deal_point *d, uint64_t s,
                                 const struct aisle_package *p)
{
    int money = 0, policy = 0;
    for (int i = 0; i < 8; i++)
        *(i < 5 ? &money : &policy) += (int)(s >> i & 1);
    double chance = 0.03 + 0.05 * money + 0.09 * policy + 0.02 * sin((double)s);
    *d = (struct aisle_deal_point){.selection = s,
                                   .p_pass = chance,
                                   .p_pass_q05 = chance * 0.5,
                                   .p_pass_q95 = 1 - (1 - chance) * 0.75,
                                   .p_all = 0.9 * chance,
                                   .yea_mean = 44 + 2 * money + 2 * policy,
                                   .cost_usd = aisle_package_cost_usd(p, s),
                                   .as_written = s == aisle_package_selection(p)};
    d->outcome[0] = -9e4 * money + 2.1e4 * policy * policy + 3e4 * cos(3.0 * (double)s);
    d->outcome[1] = -50.0 * money + 11 * policy;
    d->outcome[2] = 0.004 * policy;
    d->outcome[3] = 0.9e9 * money;
}

/* Beaten in both chance and backlog by none. */
static inline bool fixture_beaten(const struct aisle_frontier *f, int i)
{
    for (int k = 0; k < f->point_count; k++)
        if (f->points[k].p_pass > f->points[i].p_pass &&
            f->points[k].outcome[0] < f->points[i].outcome[0])
            return true;
    return false;
}

static inline void fixture_frontier(struct aisle_frontier *f,
                                    const struct aisle_package *p)
{
    aisle_frontier_init(f);
    f->vote = TEXT("proceed");
    f->threshold = 60;
    f->p_pass = 0.2;
    f->p_all = 0.18;
    f->vote_count = 2;
    f->votes = fixture_prices(0.2, 0);
    f->concession_count = 8;
    f->concessions = mem_new(8, sizeof *f->concessions);
    for (int i = 0; i < 8; i++)
        fixture_concession(&f->concessions[i], i, p);
    f->searched = f->simulated = f->point_count = 256;
    f->points = mem_new(256, sizeof *f->points);
    for (int i = 0; i < 256; i++)
        fixture_point(&f->points[i], (uint64_t)i, p);
    for (int i = 0, marked = 0; i < 256; i++) {
        f->points[i].on_frontier = !fixture_beaten(f, i);
        f->points[i].knee = f->points[i].on_frontier && ++marked == 4;
    }
    f->note_count = 1;
    f->notes = mem_new(1, sizeof *f->notes);
    f->notes[0] = TEXT("Each combination was simulated with coarse settings.");
}

#endif
