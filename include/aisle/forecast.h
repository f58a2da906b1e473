/* A forecast: for each vote a package needs, the chance that it carries. */
#ifndef AISLE_FORECAST_H
#define AISLE_FORECAST_H

#include <aisle/package.h>

#define AISLE_SEATS_MAX 100

/* Fewer like votes than this are thin ground for a chance: JSON says "thin", text a
 * note. With fewer than ten there is no forecast. */
enum { AISLE_LIKE_VOTES_THIN = 20 };

/* Why a chance is what it is. */
struct aisle_reason {
    char *text;
    double effect; /* on the chance, in chance; NAN when it is not a number */
};

/* One senator in one vote. `p_yea` counts support that is recorded; chances of
 * yea, nay and absence add to 1. `p_pivotal`: the vote turns on this senator.
 * `ask_value`: by how much a true answer of this senator is expected to lower the
 * variance of the outcome, Var 1[pass], which is p_pass (1 - p_pass) before. */
struct aisle_forecast_senator {
    char bioguide[12];
    char *name;
    char state[4];
    char party;
    char caucus;
    double p_yea;
    double p_absent;
    double p_pivotal;
    double ask_value;
    double x[2];
    int statement_count;
    int *statements;  /* indices into the package's statements that were used */
    int reason_count; /* what moved p_yea most; aisle_canvass_explain fills it in */
    struct aisle_reason *reasons;
};

/* One vote, once those before it in the package have carried (votes on amendments
 * aside). `threshold` yeas are needed when nobody is absent.
 * `p_pass_q05..q95` is model error: how far the chance itself may be off.
 * `p_pass_mcse` is the simulation error of p_pass. `base_rate` is the share of
 * like votes that carried, `base_count` their number. `repeats` says that a roll call
 * taken before on the same text counts in it. */
struct aisle_forecast_vote {
    char *id;
    enum aisle_vote_kind kind;
    enum aisle_requires requires;
    char *question;
    int threshold;
    char *rule;
    double p_pass;
    double p_pass_q05;
    double p_pass_q95;
    double p_pass_mcse;
    double base_rate;
    int base_count;
    bool repeats;
    double yea_mean;
    double yea_sd;
    double yea_q05;
    double yea_q10;
    double yea_q50;
    double yea_q90;
    double yea_q95;
    double distribution[AISLE_SEATS_MAX + 1]; /* chance of each yea count */
    int senator_count;
    struct aisle_forecast_senator *senators;
    int reason_count;
    struct aisle_reason *reasons;
    int actual_yea; /* what happened, to score by; -1 when not known. Put in */
    int actual_nay; /* after the forecast is made, and never read by it. */
};

struct aisle_forecast {
    char *package; /* id */
    aisle_day as_of;
    int vote_count;
    struct aisle_forecast_vote *votes;
    double p_all;   /* every vote carries: the product of p_pass */
    int bank_count; /* past votes the prior stands on */
    int particle_count;
    double particle_ess;
    int note_count;
    char **notes; /* what is assumed and what is not modelled, in plain words */
};

void aisle_forecast_init(struct aisle_forecast *forecast);
void aisle_forecast_clear(struct aisle_forecast *forecast);

#endif
