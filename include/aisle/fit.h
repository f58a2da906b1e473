/* A fit: ideal points of members, parameters of roll calls, draws, diagnostics.
 *
 * The vote model is  P(yea) = F(a + b . x)  with F logistic or normal, x the
 * member's ideal point (dimension 1 oriented so that the Republican caucus has
 * the larger mean), a and b the roll call's intercept and slope. Every draw is
 * standardised over the members (mean 0, sd 1 in each dimension). */
#ifndef AISLE_FIT_H
#define AISLE_FIT_H

#include <aisle/votes.h>

#define AISLE_DIMS_MAX 4

enum aisle_link { AISLE_LINK_LOGIT, AISLE_LINK_PROBIT };
enum aisle_method { AISLE_METHOD_MAP, AISLE_METHOD_MCMC };

/* One member's posterior. Rank 1 is the smallest x[0] (the most Democratic).
 * `vote_count` is the contested votes used; `thin` marks too few to be trusted. */
struct aisle_fit_member {
    char bioguide[12];
    char *name; /* "Murkowski" or "Scott (FL)" where the surname is not unique */
    char state[4];
    char party;
    char caucus;
    bool in_office;
    bool thin;
    int vote_count;
    double x[AISLE_DIMS_MAX];
    double sd[AISLE_DIMS_MAX];
    double q05[AISLE_DIMS_MAX];
    double q95[AISLE_DIMS_MAX];
    double rank;
    double rank_q05;
    double rank_q95;
    double rhat;     /* worst over dimensions; NAN for MAP */
    double ess_bulk; /* worst over dimensions; NAN for MAP */
};

/* One roll call's parameters on the standardised scale (posterior mean or MAP). */
struct aisle_fit_item {
    int rollcall; /* index into the votes that were fitted */
    int congress;
    int number;
    double a;
    double b[AISLE_DIMS_MAX];
    double a_sd;
    double b_sd[AISLE_DIMS_MAX];
    double rhat;     /* worst over a and b; NAN for MAP, and where votes set no slope */
    double ess_bulk; /* worst over a and b; NAN for MAP */
};

/* One member in one Congress, of a dynamic fit: x[] and its spread as in
 * aisle_fit_member, on the same scale. Periods stand by member, then Congress. */
struct aisle_fit_period {
    int member; /* index into fit members */
    int congress;
    char party;
    char caucus;
    int vote_count;
    double x[AISLE_DIMS_MAX];
    double sd[AISLE_DIMS_MAX];
    double q05[AISLE_DIMS_MAX];
    double q95[AISLE_DIMS_MAX];
    double rhat;     /* worst over dimensions; NAN for MAP */
    double ess_bulk; /* worst over dimensions; NAN for MAP */
};

/* The senators who may hold the seat that decides, with their chances. */
#define AISLE_PIVOT_LIST(X)                                                            \
    X("filibuster_left", 41) /* 41st from the left */                                  \
    X("median", 50)          /* with the Vice President's tie, 50th or 51st */         \
    X("filibuster", 60)      /* 60th from the left */                                  \
    X("override", 67)

struct aisle_pivot_chance {
    int member; /* index into fit members */
    double p;
};

struct aisle_pivot {
    char *name;
    int seat; /* counted from the left among members in office */
    int chance_count;
    struct aisle_pivot_chance *chances; /* largest first; p >= 0.01 */
};

struct aisle_fit {
    char engine[8]; /* "tiles", or "sparse": compressed rows (include/aisle/sparse.h) */
    char chamber[8];
    int congress_first;
    int congress_last;
    aisle_day as_of;
    enum aisle_link link;
    enum aisle_method method;
    int dims;
    int member_count;
    int item_count;
    int64_t vote_count; /* yeas and nays used */
    int chain_count;    /* 0 for MAP */
    int draw_count;     /* kept in all chains together; for MAP Laplace draws */
    struct aisle_fit_member *members;
    struct aisle_fit_item *items;
    float *x_draws; /* [draw_count][member_count][dims]; chain by chain */
    /* [draw_count][item_count][1 + dims]: a, then b; draw by draw beside x_draws.
     * NULL when it was not kept. */
    float *item_draws;
    int period_count; /* 0 for a static fit */
    struct aisle_fit_period *periods;
    float *period_draws; /* [draw_count][period_count][dims]; NULL for static */
    double walk_sd;      /* of a step between Congresses, on the points' scale; */
    double walk_sd_q05;  /* NAN for static (and the quantiles for MAP) */
    double walk_sd_q95;
    double rhat_max;
    double ess_bulk_min;
    double ess_bulk_median;
    double ess_tail_min;
    double classified;
    double apre;
    double gmp;
    double gmp_heldout; /* NAN when not asked for */
    int pivot_count;
    struct aisle_pivot *pivots;
};

void aisle_fit_init(struct aisle_fit *fit);
void aisle_fit_clear(struct aisle_fit *fit);
enum aisle_status aisle_fit_validate(struct aisle_ctx *ctx,
                                     const struct aisle_fit *fit);
int aisle_fit_find_member(const struct aisle_fit *fit, const char *bioguide);
/* Of the variance of members that are not thin in dimension k (from 0), the share that is
 * theirs and not their errors': the reliability of a scale. NAN without members. */
double aisle_fit_reliability(const struct aisle_fit *fit, int k);

const char *aisle_link_text(enum aisle_link link);
const char *aisle_method_text(enum aisle_method method);

#endif
