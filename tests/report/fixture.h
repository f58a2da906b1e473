/* A report made up for the tests: invented senators, votes and outcomes of the size
 * and shape that the main job makes. Deterministic; frees everything it makes. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include "base/mem.h"
#include <aisle/report.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct aisle_run run;
    struct aisle_package package;
    struct aisle_fit fit;
    struct aisle_forecast forecast;
    struct aisle_outcome outcome;
    struct aisle_frontier frontier;
    struct aisle_parameters parameters;
    struct aisle_report report;
};

#define SEATS 100
#define TEXT(s) mem_copy_text(s)

static const char *const fixture_states[50] = {
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL",
    "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT",
    "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI",
    "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"};

static const char *const fixture_names[SEATS] = {
    "Abernathy",  "Alvarado",   "Amory",    "Applegate", "Ashby",    "Atwater",
    "Bancroft",   "Barlow",     "Bassett",  "Beckett",   "Bellamy",  "Benning",
    "Blaine",     "Bowdoin",    "Bracken",  "Bristow",   "Burnside", "Calloway",
    "Carmody",    "Carver",     "Chilton",  "Clifford",  "Colby",    "Conway",
    "Corliss",    "Crandall",   "Dalton",   "Danforth",  "Delaney",  "Denby",
    "Dorsey",     "Draper",     "Dunmore",  "Eastman",   "Eldridge", "Ellery",
    "Emmons",     "Fairfax",    "Farrar",   "Fenwick",   "Fielding", "Forsyth",
    "Galloway",   "Garrick",    "Gilmer",   "Goodhue",   "Granger",  "Greeley",
    "Hadley",     "Halloran",   "Hanley",   "Harlan",    "Hathaway", "Hawley-Price",
    "Hewitt",     "Holt",       "Houghton", "Ingalls",   "Irving",   "Jarvis",
    "Kearney",    "Keating",    "Kendrick", "Kittredge", "Lambert",  "Langdon",
    "Lathrop",    "Leland",     "Lockhart", "Lovell",    "Mabry",    "Marlowe",
    "Mercer",     "Merrill",    "Milburn",  "Montoya",   "Nesbitt",  "Norcross",
    "Oakley",     "Ormsby",     "Paxton",   "Pemberton", "Prescott", "Quincy",
    "Radcliffe",  "Ransom",     "Redfield", "Ridley",    "Rollins",  "Sargent",
    "Scott (FL)", "Scott (SC)", "Sewall",   "Talbot",    "Thayer",   "Upshur",
    "Vance-Hill", "Wadsworth",  "Whitcomb", "O’Dell"};

/* 51 in the Democratic caucus, three of them independents; x rises with the seat. */
static inline char fixture_party(int i)
{
    return i == 7 || i == 23 || i == 49 ? 'I' : i < 51 ? 'D' : 'R';
}

static inline double fixture_x(int i)
{
    double side = i < 51 ? -1.6 + 0.028 * i : 0.35 + 0.036 * (i - 51);
    return side + 0.12 * sin(2.1 * i);
}

static inline const char *fixture_state(int i)
{
    return strstr(fixture_names[i], "(FL)")   ? "FL"
           : strstr(fixture_names[i], "(SC)") ? "SC"
                                              : fixture_states[(i * 7) % 50];
}

static inline void fixture_bioguide(int i, char out[12])
{
    snprintf(out, 12, "T%06d", i + 1);
}

/* ---- fit ---- */

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

/* ---- package ---- */

static inline void fixture_provision(struct aisle_provision *p, const char *id,
                                     const char *title, double usd, bool in)
{
    bool money = usd > 0;
    *p = (struct aisle_provision){
        .id = TEXT(id),
        .title = TEXT(title),
        .short_title = TEXT(title),
        .kind = money ? AISLE_PROVISION_MONEY : AISLE_PROVISION_POLICY,
        .topic = TEXT("border"),
        .amount_usd = usd,
        .optional = true,
        .in_package = in,
        .route = AISLE_ROUTE_SIXTY,
        .why = TEXT(money ? "A supplemental appropriation still needs cloture."
                          : "A change of law needs cloture."),
        .source = TEXT("Invented for a test, p. 4"),
        .confidence = TEXT("assumed"),
        .setting_count = 1};
    p->settings = mem_new(1, sizeof *p->settings);
    p->settings[0] = money ? (struct aisle_setting){AISLE_LEVER_JUDGES, 375, 0}
                           : (struct aisle_setting){AISLE_LEVER_MEXICO, 0.35, 0};
}

static inline void fixture_statement(struct aisle_statement *s, int i)
{
    int seat = 30 + (i * 7) % 45;
    *s = (struct aisle_statement){
        .date = aisle_day_from_civil(2023, 10, 1 + i),
        .senator = TEXT(fixture_names[seat]),
        .position = (enum aisle_position)(i % AISLE_POSITION_COUNT),
        .about = TEXT("package"),
        .provision = -1,
        .vote = -1,
        .condition_provision = -1,
        .source = TEXT("The Test Gazette"),
        .quote =
            TEXT(i % 3 ? "I have not seen the text, and I will read it first" : ""),
        .note = TEXT(i % 3 ? "" : "waits for the text")};
    fixture_bioguide(seat, s->bioguide);
    snprintf(s->state, sizeof s->state, "%s", fixture_state(seat));
}

static inline void fixture_package_votes(struct aisle_package *p)
{
    static const char *const ids[3] = {"proceed", "cloture", "passage"};
    static const char *const questions[3] = {"Cloture on the motion to proceed",
                                             "Cloture on the bill", "Passage"};
    p->vote_count = 3;
    p->votes = mem_new(3, sizeof *p->votes);
    for (int i = 0; i < 3; i++)
        p->votes[i] = (struct aisle_package_vote){
            .id = TEXT(ids[i]),
            .question = TEXT(questions[i]),
            .kind = i == 2 ? AISLE_VOTE_PASSAGE : AISLE_VOTE_CLOTURE,
            .requires = i == 2 ? AISLE_REQUIRES_1_2 : AISLE_REQUIRES_3_5,
            .why = TEXT(i == 2 ? "" : "Debate on it is not limited by any other rule."),
            .date = AISLE_DAY_NONE};
}

static inline void fixture_package(struct aisle_package *p)
{
    static const char *const titles[8] = {"Aid to Ukraine",
                                          "Border Patrol agents",
                                          "Immigration judges",
                                          "Asylum officers",
                                          "Shelter grants to cities",
                                          "Wait in Mexico for a hearing",
                                          "A higher screening standard",
                                          "Expulsion authority"};
    static const double usd[8] = {61.4e9, 3.1e9, 1.4e9, 0.9e9, 1.4e9, 0, 0, 0};
    aisle_package_init(p);
    p->path = TEXT("packages/test-2023.yaml");
    p->id = TEXT("test-2023");
    p->title = TEXT("A border and Ukraine supplemental");
    p->summary = TEXT("Money for Ukraine and the border, with changes of asylum law on "
                      "the table. Invented for the tests.");
    p->measure = TEXT("H.R. 0000");
    p->as_of = aisle_day_from_civil(2023, 11, 1);
    p->side = AISLE_SIDE_D;
    p->congress = 118;
    memset(p->hash, 'b', 64);
    p->provision_count = 8;
    p->provisions = mem_new(8, sizeof *p->provisions);
    for (int i = 0; i < 8; i++) {
        char id[16];
        snprintf(id, sizeof id, "part-%d", i);
        fixture_provision(&p->provisions[i], id, titles[i], usd[i], i < 5);
    }
    fixture_package_votes(p);
    p->statement_count = 30;
    p->statements = mem_new(30, sizeof *p->statements);
    for (int i = 0; i < 30; i++)
        fixture_statement(&p->statements[i], i);
    p->cue_count = 1;
    p->cues = mem_new(1, sizeof *p->cues);
    p->cues[0] = (struct aisle_cue){.date = aisle_day_from_civil(2023, 10, 24),
                                    .caucus = 'D',
                                    .direction = 1,
                                    .who = TEXT("The majority leader"),
                                    .source = TEXT("The Test Gazette"),
                                    .vote = -1};
}

/* ---- forecast ---- */

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

/* ---- outcome ---- */

static inline struct aisle_spread fixture_spread(double mean, double half)
{
    return (struct aisle_spread){mean, mean - half, mean - half / 50, mean + half};
}

static inline void fixture_metric(struct aisle_metric *m, const char *name,
                                  const char *label, const char *unit,
                                  enum aisle_family family, double base, double change)
{
    double half = 0.06 * fabs(base), wide = 0.45 * fabs(change) + 0.004 * fabs(base);
    *m = (struct aisle_metric){.name = TEXT(name),
                               .label = TEXT(label),
                               .unit = TEXT(unit),
                               .family = family,
                               .baseline = fixture_spread(base, half),
                               .package = fixture_spread(base + change, half),
                               .difference = fixture_spread(change, wide),
                               .noise_share = 0.07};
}

static inline void fixture_series(struct aisle_series *s, const char *name,
                                  const char *label, const char *unit, double start,
                                  double slope, double change)
{
    int n = 61;
    *s = (struct aisle_series){
        .name = TEXT(name), .label = TEXT(label), .unit = TEXT(unit), .count = n};
    s->dates = mem_new((size_t)n, sizeof *s->dates);
    double **columns[7] = {&s->baseline_mean, &s->baseline_q05, &s->baseline_q95,
                           &s->package_mean,  &s->package_q05,  &s->package_q95,
                           &s->observed};
    for (int c = 0; c < 7; c++)
        *columns[c] = mem_new((size_t)n, sizeof(double));
    for (int i = 0; i < n; i++) {
        double t = i / 12.0, base = start + slope * t, pack = base + change * t * t;
        double half = 0.015 * start * (1 + 3 * t);
        s->dates[i] = aisle_day_from_civil(2023 + (9 + i) / 12, 1 + (9 + i) % 12, 1);
        s->baseline_mean[i] = base;
        s->baseline_q05[i] = base - half;
        s->baseline_q95[i] = base + half;
        s->package_mean[i] = pack;
        s->package_q05[i] = pack - half;
        s->package_q95[i] = pack + half;
        s->observed[i] = i == 0 ? start : (double)NAN;
    }
}

static inline void fixture_outcome(struct aisle_outcome *o)
{
    aisle_outcome_init(o);
    o->start = aisle_day_from_civil(2023, 10, 31);
    o->years = 5;
    o->replications = 40;
    o->people_per_case = 10;
    o->cases = 9123456;
    o->events = 81234567;
    o->seconds = 19.2;
    o->cpu_seconds = 36.1;
    o->p_fair = 0.71;
    o->p_efficient = 0.93;
    o->p_both = 0.66;
    o->metric_count = 10;
    o->metrics = mem_new(10, sizeof *o->metrics);
    struct aisle_metric *m = o->metrics;
    fixture_metric(m++, "court_backlog", "Cases pending in immigration court", "cases",
                   AISLE_FAMILY_BACKLOG, 3.42e6, -0.41e6);
    fixture_metric(m++, "asylum_backlog", "Cases pending at the asylum office", "cases",
                   AISLE_FAMILY_BACKLOG, 1.21e6, -0.06e6);
    fixture_metric(m++, "wait_median_days", "Median wait for a decision", "days",
                   AISLE_FAMILY_WAIT, 1490, -322);
    fixture_metric(m++, "fairness_gap", "Spread of grant rates between judges", "share",
                   AISLE_FAMILY_FAIRNESS, 0.214, 0.0004);
    fixture_metric(m++, "in_absentia", "Decided in absentia", "share",
                   AISLE_FAMILY_FAIRNESS, 0.142, 0.031);
    fixture_metric(m++, "decisions_judge", "Decisions a judge-year", "decisions",
                   AISLE_FAMILY_EFFICIENCY, 612, 44);
    fixture_metric(m++, "cost_usd", "Running cost", "USD", AISLE_FAMILY_COST, 31.4e9,
                   5.2e9);
    fixture_metric(m++, "cost_decision", "Cost of a decision", "USD per decision",
                   AISLE_FAMILY_COST, 5120, -310);
    fixture_metric(m++, "shelter_nyc", "People in New York shelters", "people",
                   AISLE_FAMILY_SHELTER, 71200, -5400);
    fixture_metric(m++, "waiting_mexico", "Waiting in Mexico", "people",
                   AISLE_FAMILY_FLOW, 0, 0);
    o->series_count = 4;
    o->series = mem_new(4, sizeof *o->series);
    fixture_series(&o->series[0], "court_backlog", "Cases pending in immigration court",
                   "cases", 2.48e6, 0.19e6, -16.4e3);
    fixture_series(&o->series[1], "asylum_backlog",
                   "Cases pending at the asylum office", "cases", 1.02e6, 0.05e6, -2e3);
    fixture_series(&o->series[2], "shelter_nyc", "People in New York shelters",
                   "people", 64200, 1400, -216);
    fixture_series(&o->series[3], "cost", "Running cost a month", "USD", 5.1e8, 1.1e7,
                   3e6);
    o->note_count = 2;
    o->notes = mem_new(2, sizeof *o->notes);
    o->notes[0] = TEXT("Arrivals are last year's, repeated; no deterrence is assumed.");
    o->notes[1] = TEXT("The effect of counsel is not modelled.");
}

/* ---- frontier ---- */

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
                                   .p_pass_delta = 0.03 * mean};
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

static inline void fixture_parameters(struct aisle_parameters *p)
{
    aisle_parameters_init(p);
    p->count = 40;
    p->items = mem_new(40, sizeof *p->items);
    for (int i = 0; i < 40; i++) {
        char name[48];
        snprintf(name, sizeof name, "court_parameter_number_%d", i);
        p->items[i] = (struct aisle_parameter){
            .name = TEXT(name),
            .value = i % 4 ? 0.137 * (i + 1) : 1200.0 * i,
            .low = i % 4 ? 0.1 * (i + 1) : 900.0 * i,
            .high = i % 4 ? 0.2 * (i + 1) : 1500.0 * i,
            .unit = TEXT(i % 4 ? "ratio" : "cases"),
            .period = TEXT("FY2014-FY2017"),
            .source = TEXT("Invented agency, statistical yearbook, table 7"),
            .source_date = TEXT("2020-02-19"),
            .confidence = TEXT(i % 5 ? "seen" : "assumed"),
            .note = TEXT(i % 7 ? "" : "Policy and demographics drive it."),
            .path = TEXT("data/parameters/court.csv"),
            .line = i + 2};
    }
}

static inline void fixture_init(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->run = (struct aisle_run){.id = 7,
                                .verb = "run",
                                .version = "0.1.0",
                                .seed = UINT64_MAX,
                                .as_of = aisle_day_from_civil(2023, 11, 1),
                                .started = "2024-01-02T03:04:05Z",
                                .seconds = 41.7,
                                .cpu_seconds = 78.9,
                                .threads = 2,
                                .ranks = 1};
    memset(f->run.data_hash, 'a', 64);
    memset(f->run.input_hash, 'b', 64);
    fixture_package(&f->package);
    fixture_fit(&f->fit);
    fixture_forecast(&f->forecast, &f->package);
    fixture_outcome(&f->outcome);
    fixture_frontier(&f->frontier, &f->package);
    fixture_parameters(&f->parameters);
    f->report = (struct aisle_report){.run = &f->run,
                                      .package = &f->package,
                                      .fit = &f->fit,
                                      .forecast = &f->forecast,
                                      .outcome = &f->outcome,
                                      .frontier = &f->frontier,
                                      .parameters = &f->parameters,
                                      .command = "aisle run packages/test-2023.yaml"};
}

static inline void fixture_clear(struct fixture *f)
{
    aisle_package_clear(&f->package);
    aisle_fit_clear(&f->fit);
    aisle_forecast_clear(&f->forecast);
    aisle_outcome_clear(&f->outcome);
    aisle_frontier_clear(&f->frontier);
    aisle_parameters_clear(&f->parameters);
}

#endif
