#include "prior/habit.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 3, STEPS = 6 };

/* One past vote of the bank, as the senators of both caucuses cast it. */
struct past {
    const struct atom *atom;
    const struct aisle_rollcall *rollcall;
    double position[2];
    double weight;  /* of its age */
    double subject; /* the same, times its likeness squared */
    int procedural; /* member whose nay was procedure, -1: none */
};

static void set_positions(const struct aisle_votes *votes, int rollcall, double out[2])
{
    int yeas[2] = {0, 0};
    int casts[2] = {0, 0};
    for (int m = 0; m < votes->member_count; m++) {
        int c = caucus_index(votes->members[m].caucus);
        uint8_t cast = aisle_votes_cast(votes, rollcall, m);
        if (c < 0 || (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
            continue;
        yeas[c] += cast == AISLE_CAST_YEA;
        casts[c]++;
    }
    for (int c = 0; c < 2; c++)
        out[c] = casts[c] ? 2.0 * yeas[c] / casts[c] - 1 : 0;
}

static void read_past(const struct bank_question *q, int count,
                      const struct atom *atoms, struct past *past)
{
    for (int k = 0; k < count; k++) {
        const struct atom *atom = &atoms[k];
        const struct aisle_rollcall *r = &q->votes->rollcalls[atom->rollcall];
        past[k] = (struct past){.atom = atom,
                                .rollcall = r,
                                .weight = exp2(-(double)(q->as_of - r->date) /
                                               q->settings->bank_half_life_days),
                                .procedural = bank_procedural(q, r)};
        past[k].subject = atom->likeness >= q->settings->subject_likeness_min
                              ? past[k].weight * atom->likeness * atom->likeness
                              : 0;
        set_positions(q->votes, atom->rollcall, past[k].position);
    }
}

/* Solve H s = g for a positive definite lower triangle. */
static void solve(double h[N][N], const double g[N], double s[N])
{
    for (int k = 0; k < N; k++)
        for (int l = 0; l <= k; l++) {
            for (int j = 0; j < l; j++)
                h[k][l] -= h[k][j] * h[l][j];
            h[k][l] = k == l ? sqrt(h[k][k]) : h[k][l] / h[l][l];
        }
    for (int k = 0; k < N; k++) {
        s[k] = g[k];
        for (int j = 0; j < k; j++)
            s[k] -= h[k][j] * s[j];
        s[k] /= h[k][k];
    }
    for (int k = N - 1; k >= 0; k--) {
        for (int j = k + 1; j < N; j++)
            s[k] -= h[j][k] * s[j];
        s[k] /= h[k][k];
    }
}

static double item_logit(const struct atom *atom, const double *x, double party)
{
    double way = atom->turned ? -1 : 1;
    return atom->item.a + way * atom->item.b1 * x[0] + atom->item.b2 * x[1] +
           way * atom->item.c * party;
}

static void add_vote(const struct past *past, double logit, int caucus, bool yea,
                     const double t[N], double g[N], double h[N][N])
{
    const double z[N] = {past->position[caucus], 1, past->position[1 - caucus]};
    for (int k = 0; k < N; k++)
        logit += t[k] * z[k];
    double p = 1 / (1 + exp(-logit));
    for (int k = 0; k < N; k++) {
        g[k] += past->weight * (yea - p) * z[k];
        for (int l = 0; l <= k; l++)
            h[k][l] += past->weight * p * (1 - p) * z[k] * z[l];
    }
}

static struct habit fit_habit(const struct bank_question *q, const struct past *past,
                              int count, const struct seat *seat)
{
    const double sd[N] = {q->settings->habit_party_sd, q->settings->habit_level_sd,
                          q->settings->habit_other_sd};
    const double *x = q->roster->member_x + 2 * seat->member;
    int caucus = caucus_index(seat->caucus);
    double party = caucus_sign(seat->caucus);
    double t[N] = {0};
    if (caucus < 0 || isnan(x[0]))
        return (struct habit){0};
    for (int step = 0; step < STEPS; step++) {
        double g[N];
        double h[N][N] = {{0}};
        double s[N];
        for (int k = 0; k < N; k++) {
            g[k] = -t[k] / (sd[k] * sd[k]);
            h[k][k] = 1 / (sd[k] * sd[k]);
        }
        for (int k = 0; k < count; k++) {
            uint8_t cast =
                aisle_votes_cast(q->votes, past[k].atom->rollcall, seat->member);
            if ((cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY) &&
                past[k].procedural != seat->member)
                add_vote(&past[k], item_logit(past[k].atom, x, party), caucus,
                         cast == AISLE_CAST_YEA, t, g, h);
        }
        solve(h, g, s);
        for (int k = 0; k < N; k++)
            t[k] += s[k];
    }
    return (struct habit){t[0], t[1], t[2]};
}

/* Newton's first step from 0 to the mode: log-odds of a yea on votes on the like. */
static double fit_subject(const struct bank_question *q, const struct past *past,
                          int count, const struct seat *seat, const struct habit *habit)
{
    double sd = q->settings->subject_sd;
    const double *x = q->roster->member_x + 2 * seat->member;
    int caucus = caucus_index(seat->caucus);
    double g = 0;
    double h = 1 / (sd * sd);
    if (caucus < 0 || isnan(x[0]))
        return 0;
    for (int k = 0; k < count; k++) {
        uint8_t cast = aisle_votes_cast(q->votes, past[k].atom->rollcall, seat->member);
        if (past[k].subject <= 0 || past[k].procedural == seat->member ||
            (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
            continue;
        double z = item_logit(past[k].atom, x, caucus_sign(seat->caucus)) +
                   habit->level + habit->party * past[k].position[caucus] +
                   habit->other * past[k].position[1 - caucus];
        double p = 1 / (1 + exp(-z));
        g += past[k].subject * ((cast == AISLE_CAST_YEA) - p);
        h += past[k].subject * p * (1 - p);
    }
    return g / h;
}

enum aisle_status habit_build(struct aisle_ctx *ctx, const struct bank_question *q,
                              const struct bank *bank, struct habit **out)
{
    int count = bank->count + bank->kin_count;
    struct past *past = mem_new((size_t)count, sizeof *past);
    struct habit *habits = mem_new((size_t)q->roster->count, sizeof *habits);
    if (!past || !habits) {
        free(past);
        free(habits);
        return ctx_no_memory(ctx);
    }
    read_past(q, bank->count, bank->atoms, past);
    read_past(q, bank->kin_count, bank->kin, past + bank->count);
    for (int i = 0; i < q->roster->count; i++) {
        const struct seat *seat = &q->roster->seats[i];
        habits[i] = fit_habit(q, past, bank->count, seat);
        habits[i].level += fit_subject(q, past, count, seat, &habits[i]);
    }
    free(past);
    *out = habits;
    return AISLE_OK;
}
