/* Their ideal points, as a fit by draws has them. */
#ifndef TESTS_REPORT_MADE_FIT_H
#define TESTS_REPORT_MADE_FIT_H

#include "report/made_senate.h"
#include <aisle/fit.h>
#include <math.h>
#include <stdio.h>

static inline void fixture_member(struct aisle_fit_member *m, int i)
{
    fixture_bioguide(i, m->bioguide);
    m->name = TEXT(fixture_names[i]);
    snprintf(m->state, sizeof m->state, "%s", fixture_state(i));
    m->party = fixture_party(i);
    m->caucus = i < 51 ? 'D' : 'R';
    m->in_office = true;
    m->thin = i == 99;
    m->vote_count = i == 99 ? 31 : 480 + i % 17;
    m->x[0] = fixture_x(i);
    m->sd[0] = i == 99 ? 0.4 : 0.09 + 0.02 * (i % 3);
    m->q05[0] = m->x[0] - 1.64 * m->sd[0];
    m->q95[0] = m->x[0] + 1.64 * m->sd[0];
    m->rank = i + 1;
    m->rank_q05 = i < 5 ? 1 : i - 4;
    m->rank_q95 = i > 94 ? 100 : i + 6;
    m->rhat = 1.003;
    m->ess_bulk = 900 + i;
}

static inline void fixture_pivot(struct aisle_pivot *p, const char *name, int seat)
{
    *p = (struct aisle_pivot){.name = TEXT(name), .seat = seat, .chance_count = 3};
    p->chances = mem_new(3, sizeof *p->chances);
    for (int i = 0; i < 3; i++)
        p->chances[i] = (struct aisle_pivot_chance){seat - 2 + i, 0.5 - 0.15 * i};
}

static inline void fixture_fit(struct aisle_fit *fit)
{
    aisle_fit_init(fit);
    snprintf(fit->chamber, sizeof fit->chamber, "senate");
    fit->congress_first = fit->congress_last = 118;
    fit->as_of = aisle_day_from_civil(2023, 11, 1);
    fit->link = AISLE_LINK_LOGIT;
    fit->method = AISLE_METHOD_MCMC;
    fit->dims = 1;
    fit->member_count = SEATS;
    fit->item_count = 0;
    fit->vote_count = 47123;
    fit->chain_count = 4;
    fit->draw_count = 4000;
    fit->members = mem_new(SEATS, sizeof *fit->members);
    for (int i = 0; i < SEATS; i++)
        fixture_member(&fit->members[i], i);
    fit->rhat_max = 1.006;
    fit->ess_bulk_min = 612;
    fit->ess_bulk_median = 1800;
    fit->ess_tail_min = 540;
    fit->classified = 0.943;
    fit->apre = 0.81;
    fit->gmp = 0.87;
    fit->gmp_heldout = (double)NAN; /* must become null */
    fit->pivots = mem_new(3, sizeof *fit->pivots);
    fit->pivot_count = 3;
    fixture_pivot(&fit->pivots[0], "filibuster_left", 41);
    fixture_pivot(&fit->pivots[1], "median", 50);
    fixture_pivot(&fit->pivots[2], "filibuster", 60);
}

#endif
