/* A frontier: the packages no other package beats, and what each change buys. */
#ifndef AISLE_FRONTIER_H
#define AISLE_FRONTIER_H

#include <aisle/context.h>
#include <aisle/package.h>

/* A senator whose chance of yea moves by `delta` under a change; 90% of the model's
 * draws move it between `q05` and `q95`. */
struct aisle_move {
    char *name;
    char state[4]; /* "" where the forecast does not say */
    char party;
    double delta;
    double q05;
    double q95;
};

/* What a change does among one caucus: expected yeas gained and lost, each added over
 * the senators who move that way, and their difference with its 90% of draws. */
struct aisle_party_move {
    double gained;
    double lost;
    double net;
    double q05;
    double q95;
};

/* A vote of the package, as written or with a change made. */
struct aisle_vote_price {
    char *id;
    double p_pass;
    double p_pass_delta; /* from the package as written */
};

/* One change of the package as written: provision added or dropped. `yea_*` are
 * of the change in the expected yea count, on the same draws, weighed as the package
 * is written; `identified` false says that past votes on like content were offered by
 * one side only, so that content and proposer cannot be told apart. */
struct aisle_concession {
    char *change; /* "add Remain in Mexico", "drop wall" */
    int provision;
    bool added;
    bool identified;
    double yea_mean;
    double yea_q05;
    double yea_q95;
    double yea_d;                     /* mean change among the Democratic caucus */
    double yea_r;                     /* mean change among the Republican conference */
    struct aisle_party_move party[2]; /* Democratic caucus, Republican conference */
    double p_pass;                    /* with the change made */
    double p_pass_delta;
    double p_all; /* every vote of the package carries, with the change made */
    double p_all_delta;
    struct aisle_vote_price *votes; /* [vote_count of the frontier], in order */
    int gain_count;
    struct aisle_move *gains; /* largest first */
    int loss_count;
    struct aisle_move *losses;
};

/* The outcomes by which deals are compared; NAN when not simulated. */
#define AISLE_DEAL_OUTCOMES 4
extern const char *const aisle_deal_outcome_names[AISLE_DEAL_OUTCOMES];

/* Model error, the chance that every vote of the package carries (`p_all`) and yeas are
 * of the deals on the frontier and of the package as written; NAN of the others. */
struct aisle_deal_point {
    uint64_t selection; /* bit p: provision p is in */
    double p_pass;
    double p_pass_q05;
    double p_pass_q95;
    double p_all;
    double yea_mean;
    double cost_usd;
    double outcome[AISLE_DEAL_OUTCOMES]; /* difference from current law */
    bool on_frontier;
    bool knee;
    bool as_written;
};

struct aisle_frontier {
    char *vote; /* the gate that the concessions are priced at */
    int threshold;
    double p_pass; /* the package as written */
    double p_all;
    int vote_count;
    struct aisle_vote_price *votes; /* the package as written */
    int concession_count;
    struct aisle_concession *concessions;
    int64_t searched;
    int64_t simulated;
    int point_count;
    struct aisle_deal_point *points; /* all that were scored, frontier first */
    int note_count;
    char **notes;
};

void aisle_frontier_init(struct aisle_frontier *frontier);
void aisle_frontier_clear(struct aisle_frontier *frontier);

#endif
