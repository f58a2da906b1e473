/* The forecast of its votes. */
#ifndef TESTS_REPORT_MADE_FORECAST_H
#define TESTS_REPORT_MADE_FORECAST_H

#include "report/made_senate.h"
#include <aisle/forecast.h>
#include <aisle/package.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static inline double fixture_p(int seat, double shift)
{
    return 1 / (1 + exp(3.1 * (fixture_x(seat) - 0.45 - shift)));
}

/* Poisson-binomial counts, averaged over shifts that all senators share. */
static inline void fixture_distribution(struct aisle_forecast_vote *v, double ease)
{
    for (int k = -6; k <= 6; k++) {
        double weight = exp(-k * k / 12.0) / 6.12, count[SEATS + 1] = {1};
        for (int s = 0; s < SEATS; s++) {
            double p = fixture_p(s, ease + 0.09 * k);
            for (int y = s + 1; y > 0; y--)
                count[y] = count[y] * (1 - p) + count[y - 1] * p;
            count[0] *= 1 - p;
        }
        for (int y = 0; y <= SEATS; y++)
            v->distribution[y] += weight * count[y];
    }
}

static inline double fixture_quantile(const struct aisle_forecast_vote *v, double p)
{
    double reached = 0;
    for (int y = 0; y <= SEATS; y++)
        if ((reached += v->distribution[y]) >= p)
            return y;
    return SEATS;
}

static inline void fixture_summarise(struct aisle_forecast_vote *v)
{
    double total = 0, square = 0;
    for (int y = 0; y <= SEATS; y++)
        total += v->distribution[y];
    for (int y = 0; y <= SEATS; y++) {
        v->distribution[y] /= total;
        v->yea_mean += y * v->distribution[y];
        square += y * y * v->distribution[y];
        if (y >= v->threshold)
            v->p_pass += v->distribution[y];
    }
    v->yea_sd = sqrt(square - v->yea_mean * v->yea_mean);
    v->yea_q05 = fixture_quantile(v, 0.05);
    v->yea_q10 = fixture_quantile(v, 0.10);
    v->yea_q50 = fixture_quantile(v, 0.50);
    v->yea_q90 = fixture_quantile(v, 0.90);
    v->yea_q95 = fixture_quantile(v, 0.95);
    v->p_pass_q05 = v->p_pass * 0.45;
    v->p_pass_q95 = 1 - (1 - v->p_pass) * 0.7;
    v->p_pass_mcse = 0.006;
}

static inline void fixture_senator(struct aisle_forecast_senator *s, int i, double ease,
                                   const struct aisle_package *p)
{
    fixture_bioguide(i, s->bioguide);
    s->name = TEXT(fixture_names[i]);
    snprintf(s->state, sizeof s->state, "%s", fixture_state(i));
    s->party = fixture_party(i);
    s->caucus = i < 51 ? 'D' : 'R';
    s->p_yea = fixture_p(i, ease) * 0.97;
    s->p_absent = 0.025;
    s->p_pivotal = 0.18 * s->p_yea * (1 - s->p_yea);
    s->x[0] = fixture_x(i);
    s->statements = mem_new(30, sizeof *s->statements);
    for (int k = 0; k < p->statement_count; k++)
        if (strcmp(p->statements[k].bioguide, s->bioguide) == 0)
            s->statements[s->statement_count++] = k;
}

static inline void fixture_vote(struct aisle_forecast_vote *v, int i,
                                const struct aisle_package *p)
{
    double ease = 0.10 * i;
    *v = (struct aisle_forecast_vote){.id = TEXT(p->votes[i].id),
                                      .kind = p->votes[i].kind,
                                      .question = TEXT(p->votes[i].question),
                                      .threshold = i == 2 ? 51 : 60,
                                      .base_rate = 0.31 + 0.2 * i,
                                      .base_count = 88,
                                      .senator_count = SEATS,
                                      .reason_count = 3,
                                      .actual_yea = i == 0 ? 49 : -1,
                                      .actual_nay = i == 0 ? 51 : -1};
    v->rule =
        TEXT(i == 2 ? "more yeas than nays"
                    : "three fifths of the senators chosen and sworn (Rule XXII)");
    fixture_distribution(v, ease);
    fixture_summarise(v);
    v->senators = mem_new(SEATS, sizeof *v->senators);
    for (int s = 0; s < SEATS; s++)
        fixture_senator(&v->senators[s], s, ease, p);
    v->reasons = mem_new(3, sizeof *v->reasons);
    v->reasons[0] = (struct aisle_reason){TEXT("Put by the majority's side"), 0.12};
    v->reasons[1] =
        (struct aisle_reason){TEXT("Six firm statements against it"), -0.09};
    v->reasons[2] = (struct aisle_reason){
        TEXT("No comparable vote since 2019 had money and policy together"),
        (double)NAN};
}

static inline void fixture_forecast(struct aisle_forecast *f,
                                    const struct aisle_package *p)
{
    aisle_forecast_init(f);
    f->package = TEXT(p->id);
    f->as_of = p->as_of;
    f->vote_count = 3;
    f->votes = mem_new(3, sizeof *f->votes);
    for (int i = 0; i < 3; i++)
        fixture_vote(&f->votes[i], i, p);
    f->p_all = f->votes[0].p_pass * 0.9;
    f->bank_count = 1184;
    f->particle_count = 4096;
    f->particle_ess = 812;
    f->note_count = 2;
    f->notes = mem_new(2, sizeof *f->notes);
    f->notes[0] =
        TEXT("Holds, quorum calls and amendments on the floor are not modelled.");
    f->notes[1] = TEXT("Statements are taken at their word for their category.");
}

#endif
