/* Bank: the past roll calls that a new vote is drawn from.
 *
 * A new vote's direction cannot be known from ideal points alone: whether the
 * minority goes along is bimodal, and the past votes of the same kind say how
 * often it does, in which shape, and who breaks ranks. Each past vote is fitted
 * to today's scale, turned so that its proposer stands where this package's does,
 * and weighted by age, party control and likeness of text. */
#ifndef AISLE_PRIOR_BANK_H
#define AISLE_PRIOR_BANK_H

#include "prior/memo.h"
#include "prior/roster.h"

struct atom {
    int rollcall;
    struct item item; /* turned to this package's proposer */
    bool turned;      /* item.b1 and item.c have changed sign */
    double weight;    /* sum 1 over the bank */
    double plain;     /* the same without the anchors' extra weight; sum 1 */
    double likeness;  /* cosine of its words with the package's */
    double yeas;      /* expected in today's Senate */
    int cluster;      /* roll calls on one measure share it, counted from 0 */
};

/* Sorted by `yeas`. */
struct bank {
    int count;
    struct atom *atoms;
    int cluster_count;
    int anchor_count; /* anchors of the package that are in the bank */
    int kin_count;    /* votes on like texts of other kinds: no draws, see habit.h */
    struct atom *kin;
    double base_rate; /* share that carried, unweighted */
    aisle_day first;
    aisle_day last;
};

struct bank_question {
    const struct aisle_votes *votes;
    const struct roster *roster;
    const struct settings *settings;
    const struct aisle_leaders *leaders;
    const struct aisle_package *package;
    struct memo *memo; /* of the package, for these votes, roster and settings */
    aisle_day as_of;
    enum aisle_vote_kind kind;
    int sign; /* +1 when the package is put from the Republican side, else -1 */
};

/* Errors: INPUT (fewer than ten like votes), MEMORY. */
enum aisle_status bank_build(struct aisle_ctx *ctx, const struct bank_question *q,
                             struct bank *out);
void bank_clear(struct bank *bank);

/* The item of any past roll call on the roster's scale, not turned. */
struct item bank_item(const struct bank_question *q, int rollcall);

/* The majority leader's nay on a cloture that failed keeps the right to have it
 * reconsidered: procedure, not preference. His member, -1 for none. */
int bank_procedural(const struct bank_question *q, const struct aisle_rollcall *r);

/* How like: 2 the same kind of vote, 1 another vote of its group, 0 neither. */
int bank_like(const struct aisle_rollcall *rollcall, enum aisle_vote_kind kind);
/* Who put it: +1 a Republican, -1 a Democrat (the majority, but for an amendment its
 * sponsor), 0 when the record does not say. */
int bank_proposer(const struct bank_question *q, int rollcall);
/* Its proposer stood to the majority of the day as the package's stands now. */
bool bank_same_standing(const struct bank_question *q, int rollcall);
/* The roll call is on the package's own measure in its own Congress. */
bool bank_same_measure(const struct aisle_package *package,
                       const struct aisle_rollcall *rollcall);
/* And on its text: measures are rewritten under one number. */
bool bank_same_text(const struct aisle_package *package,
                    const struct aisle_rollcall *rollcall);
/* Attenuated log-odds of a yea of `seat` under `item`: the logit averaged over
 * what is not known about where the senator stands (probit approximation,
 * MacKay 1992). */
double bank_logit(const struct item *item, const struct seat *seat);

#endif
