/* A diagnosis: what the votes themselves say of members and roll calls, how well a
 * fit accounts for them, and whether it is to be trusted; and what a fit says of a
 * vote that is still to come.
 *
 * Members and items have the fit's indices, roll calls those of the votes that were
 * fitted. "Contested" roll calls are the fit's items. What a fit cannot say is NAN:
 * cut points with intervals, chances left out and replications need its item_draws. */
#ifndef AISLE_DIAGNOSIS_H
#define AISLE_DIAGNOSIS_H

#include <aisle/fit.h>

/* --- how votes are accounted for -------------------------------------------------- */

/* By the fit's estimates, over the yeas and nays of members that are not thin: the
 * likelier side is the model's guess. `guess_errors` are those of guessing each roll
 * call's larger side, half a vote for each vote of a tie. */
struct aisle_account {
    int64_t votes;
    int64_t errors;
    double guess_errors;
    double log_chance; /* sum of log P(what was cast) */
};

/* Share of votes on the likelier side; proportional reduction in error,
 * 1 - errors / guess_errors (of one roll call PRE, of many APRE); geometric mean
 * chance of what was cast. NAN when there is nothing to divide by. */
double aisle_account_classified(const struct aisle_account *account);
double aisle_account_pre(const struct aisle_account *account);
double aisle_account_gmp(const struct aisle_account *account);
void aisle_account_add(struct aisle_account *sum, const struct aisle_account *more);

/* --- members ------------------------------------------------------------------------ */

/* X(NAME, word, what it means): why a member's place is to be read with care. */
#define AISLE_CARE_LIST(X)                                                             \
    X(FEW, "few", "too few contested votes to help place the roll calls")              \
    X(PART, "part", "took part in less than half of the contested roll calls")         \
    X(WIDE, "wide", "90% of the rank's chance covers more than a third of the seats")  \
    X(UNMIXED, "unmixed", "R-hat over 1.01 or bulk ESS under 400")

#define AISLE_CARE_PLACE(name, word, text) AISLE_CARE_PLACE_##name,
enum { AISLE_CARE_LIST(AISLE_CARE_PLACE) AISLE_CARE_COUNT };
#undef AISLE_CARE_PLACE
const char *aisle_care_word(int place);
const char *aisle_care_text(int place);

/* One member's record and how the fit accounts for it. Loyalty: votes with the
 * majority of the own caucus at the time, where it had one. Unity: the same on the
 * roll calls that set a majority of one caucus against a majority of the other
 * (Congressional Quarterly's party unity votes, by caucus). */
struct aisle_member_diagnosis {
    struct aisle_account account;
    int called; /* roll calls while in office, contested or not */
    int cast;   /* of these, yea, nay or present */
    int contested_called;
    int loyal;
    int loyal_of;
    int united;
    int united_of;
    double z; /* standardised log score of the votes; see aisle_diagnosis.left_out */
    double elpd_loo;
    unsigned care; /* bits by AISLE_CARE_PLACE_... */
};

/* --- roll calls ------------------------------------------------------------------------ */

/* Do the votes split along the fitted direction without error? Then nothing but the
 * prior keeps the slope from growing. NEAR: one vote in a hundred, or one vote, on
 * the wrong side of the best cut. */
enum aisle_separation {
    AISLE_SEPARATION_NONE,
    AISLE_SEPARATION_NEAR,
    AISLE_SEPARATION_FULL
};
const char *aisle_separation_text(enum aisle_separation separation);

/* A roll call of the votes; `item` -1 when it was not contested, and all that the fit
 * says is NAN then.
 *
 * The cut is where yea and nay are even, c = -a / |b| along the direction
 * b / |b| turned so that it points right: with one dimension a place on the scale,
 * with more the distance of the cutting line (plane) from the origin. `angle` is the
 * line's, in degrees from the first axis, 0 to 180; 90 cuts left from right. */
struct aisle_rollcall_diagnosis {
    int item;
    int yea_of[2]; /* by caucus: D, R */
    int nay_of[2];
    bool unity;  /* majorities of the caucuses oppose each other */
    int needed;  /* yeas that carry it, given who voted (3/5: given who sat) */
    int margin;  /* yeas less needed */
    int decider; /* member whose vote was the needed-th likeliest yea; -1 */
    struct aisle_account account;
    double cut;
    double cut_q05;
    double cut_q95;
    double angle; /* NAN unless there are two dimensions */
    double angle_q05;
    double angle_q95;
    double p_right; /* chance that the yeas are on the right */
    int best_errors;
    enum aisle_separation separation;
    double z;
    double elpd_loo;
    double p_loo;
    double k_max;
};

/* --- the whole fit ---------------------------------------------------------------------- */

/* One rule by which a fit is judged. */
enum aisle_verdict {
    AISLE_VERDICT_GOOD,
    AISLE_VERDICT_CARE,
    AISLE_VERDICT_BAD,
    AISLE_VERDICT_UNKNOWN
};
const char *aisle_verdict_text(enum aisle_verdict verdict);
struct aisle_trust_rule {
    char name[32];
    char text[160]; /* the rule in words */
    double value;
    double limit;
    enum aisle_verdict verdict;
};

/* A statistic of the votes beside what the fit's own replications of them give.
 * `p` is the share of replications at or over what was observed (half of ties). */
struct aisle_replica {
    char name[32];
    char text[160];
    double observed;
    double mean;
    double q05;
    double q95;
    double p;
};

/* Pareto-smoothed importance-sampling leave-one-out cross-validation. Pareto k over
 * 0.7: the vote weighs too much for its own leaving-out to be estimated. */
struct aisle_loo {
    bool done;
    int64_t votes;
    int draws;
    double elpd;
    double se;
    double p_loo;
    double gmp; /* exp(elpd / votes) */
    double k_max;
    int64_t k_counts[4]; /* k up to 0.5, 0.7, 1, over */
};

struct aisle_diagnosis {
    int member_count;
    int rollcall_count;
    int item_count;
    struct aisle_member_diagnosis *members;
    struct aisle_rollcall_diagnosis *rollcalls;
    struct aisle_account account;
    int unity_rollcalls;
    double unity_mean[2]; /* of the members of each caucus: D, R */
    double loyalty_mean[2];
    int *both; /* [members][members] roll calls on which both cast yea or nay */
    int *same; /* [members][members] of these, alike */
    /* [items][members] chance of yea, from the draws or by the estimates; NAN where
     * it was not asked for. */
    float *p_yea;
    /* [items][members] chance of what was cast, from the votes less this one; where
     * the fit has no draws of items, by the estimates. NAN: no vote, or not asked. */
    float *p_cast;
    bool left_out; /* p_cast and z leave each vote out */
    struct aisle_loo loo;
    double *item_rhat; /* [items] worst over a and b; NAN when there is no telling */
    double *item_ess;
    int replica_count;
    int replications;
    struct aisle_replica *replicas;
    int rule_count;
    struct aisle_trust_rule *rules;
    enum aisle_verdict verdict; /* the worst of the rules, but for UNKNOWN */
};

void aisle_diagnosis_init(struct aisle_diagnosis *diagnosis);
void aisle_diagnosis_clear(struct aisle_diagnosis *diagnosis);

/* --- pages ------------------------------------------------------------------------------- */

/* A vote that stands out, by a member on a roll call. */
struct aisle_surprise {
    int member;
    int item;
    int rollcall;
    enum aisle_cast cast;
    double chance; /* of that cast */
};

/* One member beside the others. */
struct aisle_member_page {
    int member;
    int seats;       /* members in office, among whom ranks are counted */
    double *rank;    /* [seats + 2] chance of rank r, from 1 */
    double *left_of; /* [members] chance to stand left of each */
    int other_count;
    int *others; /* members in office but this, most alike first */
    int surprise_count;
    struct aisle_surprise *surprises; /* most surprising first */
};
void aisle_member_page_init(struct aisle_member_page *page);
void aisle_member_page_clear(struct aisle_member_page *page);

/* Who sat at one roll call, the likeliest yea first, from left to right where the
 * fit does not say. */
struct aisle_vote_seat {
    int member;
    enum aisle_cast cast;
    char caucus;
    double p_yea;
    double p_q05;
    double p_q95;
    double p_cast; /* left out, where the fit can */
};
struct aisle_vote_page {
    int rollcall;
    int seat_count;
    struct aisle_vote_seat *seats;
};
void aisle_vote_page_init(struct aisle_vote_page *page);
void aisle_vote_page_clear(struct aisle_vote_page *page);

/* --- a vote to come ------------------------------------------------------------------------ */

struct aisle_announcement {
    int member; /* index into fit members */
    enum aisle_cast cast;
};

enum aisle_bank { AISLE_BANK_ITEMS, AISLE_BANK_NORMAL };

/* A past roll call and how much of the answer rests on it. */
struct aisle_likeness {
    int item;
    double share;
};

struct aisle_prediction {
    enum aisle_bank bank;
    int bank_count;    /* roll calls that the prior stands on */
    double bank_share; /* of the answer from them; the rest from the normal prior */
    int particles;
    double particle_ess;
    double p_announced; /* chance that the prior gave to the announcements */
    int announced_count;
    struct aisle_announcement *announced;
    int seat_count;
    int *seats;    /* members in office */
    double *p_yea; /* [seats]; 1 or 0 for those who announced */
    double *p_q05; /* [seats] 5% and 95% of the chance over the posterior */
    double *p_q95;
    double *distribution; /* [seats + 1] chance of each number of yeas */
    double mean;
    double sd;
    int q05;
    int q50;
    int q95;
    int likeness_count;
    struct aisle_likeness *likenesses; /* largest share first */
};
void aisle_prediction_init(struct aisle_prediction *prediction);
void aisle_prediction_clear(struct aisle_prediction *prediction);
/* Chance of at least `yeas` yeas. */
double aisle_prediction_at_least(const struct aisle_prediction *prediction, int yeas);

#endif
