/* What a fit says of its members, its votes and itself; and of a vote to come.
 *
 * docs/model/diagnose.md has each definition and rule. */
#ifndef AISLE_DIAGNOSE_H
#define AISLE_DIAGNOSE_H

#include <aisle/diagnosis.h>

struct aisle_diagnose_options {
    bool chances;    /* p_yea, p_cast and the z's: a pass over the draws of each vote */
    int only_member; /* of this member only; -1: of all */
    int only_item;   /* of this item only; -1: of all */
    bool replicate;  /* posterior predictive checks */
    int replications; /* default 200 */
    bool judge;       /* the rules and how the items mixed */
    uint64_t seed;
    int threads; /* 0: all */
};
void aisle_diagnose_options_init(struct aisle_diagnose_options *options);

/* Diagnose `fit`, a fit of `votes` (the same table: items point into it).
 * Repeats: equal inputs give equal bytes for any `threads`.
 * Cost: with `chances` of all votes about 10 ns a vote and draw, of which 4,000 are
 * used at most; 8 bytes an item and member, and a pair of members.
 * Errors: INPUT (the fit is not of these votes), MEMORY, CANCELLED. */
enum aisle_status aisle_diagnose(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                 const struct aisle_fit *fit,
                                 const struct aisle_diagnose_options *options,
                                 struct aisle_diagnosis *out);

/* Chance that member `a` stands left of `b` in the first dimension; NAN without
 * draws. */
double aisle_chance_left(const struct aisle_fit *fit, int a, int b);

/* One member's page, one roll call's, from a diagnosis with their chances. */
enum aisle_status aisle_diagnose_member(struct aisle_ctx *ctx,
                                        const struct aisle_votes *votes,
                                        const struct aisle_fit *fit,
                                        const struct aisle_diagnosis *diagnosis,
                                        int member, struct aisle_member_page *out);
enum aisle_status aisle_diagnose_vote(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_fit *fit,
                                      const struct aisle_diagnosis *diagnosis,
                                      int rollcall, struct aisle_vote_page *out);

struct aisle_predict_options {
    enum aisle_bank bank;
    bool nominations; /* false: the bank leaves out nominations and their clotures */
    int category;     /* enum aisle_category the bank is made of; -1: any */
    int leave_out;    /* item that the bank leaves out; -1: none */
    int particles;    /* default 65536 */
    uint64_t seed;
};
void aisle_predict_options_init(struct aisle_predict_options *options);

/* Predict a vote of the members in office from what some of them announced.
 *
 * A new roll call's (a, b) come from the bank of the fit's own items, with one part
 * in ten from a wide normal distribution about them (BANK_NORMAL: all of it), and
 * members' places from the draws; both are reweighted by the chance of what was
 * announced. All who announced nothing are taken to vote.
 * Errors: INPUT (an empty bank, a member twice or out of office), MEMORY. */
enum aisle_status aisle_predict(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                const struct aisle_fit *fit, int announced_count,
                                const struct aisle_announcement *announced,
                                const struct aisle_predict_options *options,
                                struct aisle_prediction *out);

#endif
