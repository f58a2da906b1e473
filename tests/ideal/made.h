/* Votes made from known ideal points, for the tests of this room. */
#ifndef AISLE_TESTS_IDEAL_MADE_H
#define AISLE_TESTS_IDEAL_MADE_H

#include "num/rng.h"
#include "num/special.h"
#include <aisle/ideal.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `members` persons, half in each caucus, all in office; `rollcalls` roll calls a
 * day apart; nobody has voted. */
static inline void made_table(struct aisle_votes *votes, int members, int rollcalls)
{
    aisle_votes_init(votes);
    strcpy(votes->chamber, "senate");
    votes->congress_first = votes->congress_last = 118;
    votes->member_count = members;
    votes->rollcall_count = rollcalls;
    votes->members = calloc((size_t)members, sizeof *votes->members);
    votes->rollcalls = calloc((size_t)rollcalls, sizeof *votes->rollcalls);
    votes->casts = calloc((size_t)(members * rollcalls) + 1, 1);
    for (int i = 0; i < members; i++) {
        struct aisle_member *m = &votes->members[i];
        snprintf(m->bioguide, sizeof m->bioguide, "M%06d", i % 1000000);
        strcpy(m->state, "VT");
        m->last = calloc(16, 1);
        m->first = strdup("A");
        snprintf(m->last, 16, "Member%d", i);
        m->party = m->caucus = i < members / 2 ? 'D' : 'R';
        m->in_office = true;
    }
    for (int r = 0; r < rollcalls; r++) {
        struct aisle_rollcall *c = &votes->rollcalls[r];
        char **texts[] = {&c->vote_type,  &c->question,   &c->result,
                          &c->bill,       &c->bill_title, &c->amendment,
                          &c->nomination, &c->subject,    &c->purpose};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            *texts[k] = strdup("");
        c->congress = 118;
        c->number = r + 1;
        c->date = aisle_day_from_civil(2023, 1, 3) + r;
    }
}

static inline void made_cast(struct aisle_votes *votes, int rollcall, int member,
                             uint8_t cast)
{
    votes->casts[(size_t)rollcall * (size_t)votes->member_count + (size_t)member] =
        cast;
}

/* Truth: x [members][dims], item [rollcalls][dims + 1] = (a, b). */
struct made_truth {
    int dims;
    double *x;
    double *item;
};

static inline void made_truth_free(struct made_truth *t)
{
    free(t->x);
    free(t->item);
}

/* Cast votes from the model; `missing` is the share left out. */
static inline void made_vote(struct aisle_votes *votes, enum aisle_link link,
                             const struct made_truth *t, double missing, uint64_t seed)
{
    struct rng rng = rng_stream(seed, 77, 0, 0);
    for (int r = 0; r < votes->rollcall_count; r++)
        for (int i = 0; i < votes->member_count; i++) {
            const double *item = t->item + r * (t->dims + 1);
            double eta = item[0];
            for (int k = 0; k < t->dims; k++)
                eta += item[k + 1] * t->x[i * t->dims + k];
            double p =
                link == AISLE_LINK_LOGIT ? num_logistic(eta) : num_normal_cdf(eta);
            bool yea = rng_unit(&rng) < p;
            bool there = rng_unit(&rng) >= missing;
            made_cast(votes, r, i,
                      !there ? AISLE_CAST_ABSENT
                             : (yea ? AISLE_CAST_YEA : AISLE_CAST_NAY));
        }
}

/* Two parties around -1 and 1 on the first axis, one cloud on the others; items
 * N(0, spread^2). */
static inline struct made_truth made_parties(int members, int rollcalls, int dims,
                                             double spread, uint64_t seed)
{
    struct rng rng = rng_stream(seed, 78, 0, 0);
    struct made_truth t = {dims, NULL, NULL};
    t.x = calloc((size_t)(members * dims), sizeof *t.x);
    t.item = calloc((size_t)(rollcalls * (dims + 1)), sizeof *t.item);
    for (int i = 0; i < members; i++)
        for (int k = 0; k < dims; k++)
            t.x[i * dims + k] =
                k == 0 ? (i < members / 2 ? -1.0 : 1.0) + 0.4 * rng_normal(&rng)
                       : 0.7 * rng_normal(&rng);
    for (int j = 0; j < rollcalls * (dims + 1); j++)
        t.item[j] = spread * rng_normal(&rng);
    return t;
}

static inline double made_correlation(const double *a, const double *b, int n)
{
    double ma = num_mean(a, (size_t)n), mb = num_mean(b, (size_t)n);
    double ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < n; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / sqrt(aa * bb);
}

#endif
