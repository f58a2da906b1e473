/* Who is absent: a logistic regression beside the vote model.
 *
 *   logit P(absent) = m + r + t + w . f
 *
 * m is the member's, r the roll call's, t the member's at a type of vote, all normal
 * about 0 but for the mean of m; f are, as asked for,
 *   spell   the share absent of the member's last and next roll calls that are seen
 *   torn    4 P(yea) P(nay) by the vote model: 1 where even, 0 where certain
 *   losing  chance that the member's vote would be with the losing side
 * Roll calls that were not contested have 0 for the last two. The hidden cells are
 * those that the vote model hides. */
#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

/* Features: the parts but the first, which is an effect a member and type. */
enum { SPELL, TORN, LOSING, FEATURES };
enum { SWEEPS_MAX = 60 };
#define HAS_TYPES (1u << AISLE_ABSENCE_TYPES)
#define HAS_SPELL (1u << AISLE_ABSENCE_SPELL)
#define HAS_TORN (1u << AISLE_ABSENCE_TORN)
#define HAS_LOSING (1u << AISLE_ABSENCE_LOSING)
/* sds of the normal priors */
#define MEMBER_SD 1.0
#define ROLLCALL_SD 1.0
#define TYPE_SD 0.5
#define SLOPE_SD 2.0

/* A seat at a roll call. */
struct cell {
    int member;
    int rollcall;
    int type;
    bool absent;
    bool hidden;
    double f[FEATURES];
};

struct work {
    const struct data *d;
    unsigned parts;
    int count;
    struct cell *cells; /* by roll call, then member */
    double *member;
    double *rollcall;
    double *type; /* [members][types] */
    double mean;
    double w[FEATURES];
};

static double eta_of(const struct work *a, const struct cell *c)
{
    double eta = a->mean + a->member[c->member] + a->rollcall[c->rollcall] +
                 a->type[c->member * AISLE_VOTE_TYPES + c->type];
    for (int f = 0; f < FEATURES; f++)
        eta += a->w[f] * c->f[f];
    return eta;
}

/* --- cells --------------------------------------------------------------------------- */

static void fill_chance(const struct work *a, const struct state *s, int item,
                        const struct aisle_rollcall *r, struct cell *c)
{
    if (item < 0)
        return;
    double yea = yea_chance(a->d, s, item, c->member);
    if (a->parts & HAS_TORN)
        c->f[TORN] = 4.0 * yea * (1.0 - yea);
    if (a->parts & HAS_LOSING)
        c->f[LOSING] = r->passed ? 1.0 - yea : yea;
}

/* Absent at the last seen roll call of the member before each cell, in one pass; the
 * other way round for the next. */
static void fill_spells(const struct work *a, int *last, int step)
{
    for (int i = 0; i < a->d->problem.member_count; i++)
        last[i] = 0;
    for (int k = 0; k < a->count; k++) {
        struct cell *c = &a->cells[step > 0 ? k : a->count - 1 - k];
        c->f[SPELL] += 0.5 * last[c->member];
        if (!c->hidden)
            last[c->member] = c->absent;
    }
}

static enum aisle_status fill_cells(struct aisle_ctx *ctx, const struct state *s,
                                    struct work *a)
{
    const struct problem *p = &a->d->problem;
    const struct aisle_votes *votes = p->votes;
    enum aisle_status status = AISLE_OK;
    int *item = mem_new((size_t)votes->rollcall_count + 1, sizeof *item);
    int *last = mem_new((size_t)votes->member_count + 1, sizeof *last);
    if (!item || !last) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int r = 0; r < votes->rollcall_count; r++)
        item[r] = -1;
    for (int j = 0; j < p->item_count; j++)
        item[p->rollcall[j]] = j;
    for (int r = 0; r < votes->rollcall_count; r++)
        for (int i = 0; i < votes->member_count; i++) {
            uint8_t cast = aisle_votes_cast(votes, r, i);
            if (cast == AISLE_CAST_OUT || cast == AISLE_CAST_PRESENT)
                continue;
            struct cell *c = &a->cells[a->count++];
            *c = (struct cell){.member = i,
                               .rollcall = r,
                               .type = (int)data_type(&votes->rollcalls[r]),
                               .absent = cast == AISLE_CAST_ABSENT,
                               .hidden = a->d->hidden && problem_hides(votes, r, i)};
            fill_chance(a, s, item[r], &votes->rollcalls[r], c);
        }
    if (a->parts & HAS_SPELL) {
        fill_spells(a, last, 1);
        fill_spells(a, last, -1);
    }
out:
    free(item);
    free(last);
    return status;
}

/* --- the climb ----------------------------------------------------------------------- */

/* One Newton step of effects that each cell has one of, at `where`. */
static void step_effects(const struct work *a, int count, double sd, double *effect,
                         double *slope, double *curve,
                         int (*where)(const struct cell *c))
{
    memset(slope, 0, (size_t)count * sizeof *slope);
    memset(curve, 0, (size_t)count * sizeof *curve);
    for (int k = 0; k < a->count; k++) {
        const struct cell *c = &a->cells[k];
        if (c->hidden)
            continue;
        double p = num_logistic(eta_of(a, c));
        slope[where(c)] += c->absent - p;
        curve[where(c)] += p * (1.0 - p);
    }
    for (int i = 0; i < count; i++) {
        double precision = 1.0 / (sd * sd);
        double step = (slope[i] - precision * effect[i]) / (curve[i] + precision);
        effect[i] += fmax(-1.0, fmin(1.0, step));
    }
}

static int at_member(const struct cell *c)
{
    return c->member;
}
static int at_rollcall(const struct cell *c)
{
    return c->rollcall;
}
static int at_type(const struct cell *c)
{
    return c->member * AISLE_VOTE_TYPES + c->type;
}

/* One Newton step of the mean and the slopes together; the largest change. */
static double step_slopes(struct work *a)
{
    enum { N = FEATURES + 1 };
    double slope[N] = {0}, curve[N * N] = {0}, most = 0.0;
    for (int k = 0; k < a->count; k++) {
        const struct cell *c = &a->cells[k];
        double p = num_logistic(eta_of(a, c)), f[N];
        if (c->hidden)
            continue;
        f[0] = 1.0;
        memcpy(f + 1, c->f, sizeof c->f);
        for (int q = 0; q < N; q++) {
            slope[q] += (c->absent - p) * f[q];
            for (int r = 0; r <= q; r++)
                curve[q * N + r] += p * (1.0 - p) * f[q] * f[r];
        }
    }
    for (int q = 0; q < N; q++) {
        double precision = q ? 1.0 / (SLOPE_SD * SLOPE_SD) : 1e-2;
        slope[q] -= precision * (q ? a->w[q - 1] : a->mean);
        curve[q * N + q] += precision;
    }
    if (!linalg_cholesky(curve, N))
        return 0.0;
    linalg_solve(curve, N, slope);
    for (int q = 0; q < N; q++) {
        double step = fmax(-1.0, fmin(1.0, slope[q]));
        *(q ? &a->w[q - 1] : &a->mean) += step;
        most = fmax(most, fabs(step));
    }
    return most;
}

static enum aisle_status climb_absence(struct aisle_ctx *ctx, struct work *a)
{
    const struct aisle_votes *votes = a->d->problem.votes;
    int types = votes->member_count * AISLE_VOTE_TYPES;
    int most = types > votes->rollcall_count ? types : votes->rollcall_count;
    enum aisle_status status = AISLE_OK;
    double *slope = mem_new((size_t)most, sizeof *slope);
    double *curve = mem_new((size_t)most, sizeof *curve);
    if (!slope || !curve)
        status = ctx_no_memory(ctx);
    a->mean = -3.0;
    for (int sweep = 0; status == AISLE_OK && sweep < SWEEPS_MAX; sweep++) {
        step_effects(a, votes->member_count, MEMBER_SD, a->member, slope, curve,
                     at_member);
        step_effects(a, votes->rollcall_count, ROLLCALL_SD, a->rollcall, slope, curve,
                     at_rollcall);
        if (a->parts & HAS_TYPES)
            step_effects(a, types, TYPE_SD, a->type, slope, curve, at_type);
        if (step_slopes(a) < 1e-4)
            break;
        status = ctx_poll(ctx);
    }
    free(slope);
    free(curve);
    return status;
}

/* --- from outside -------------------------------------------------------------------- */

static void work_clear(struct work *a)
{
    free(a->cells);
    free(a->member);
    free(a->rollcall);
    free(a->type);
    *a = (struct work){0};
}

/* Fit these parts; hidden seats are left out where votes are hidden. */
static enum aisle_status work_fit(struct aisle_ctx *ctx, const struct data *d,
                                  const struct state *s, unsigned parts,
                                  struct work *out)
{
    const struct aisle_votes *votes = d->problem.votes;
    size_t members = (size_t)votes->member_count, rolls = (size_t)votes->rollcall_count;
    struct work *a = out;
    enum aisle_status status;
    *a = (struct work){.d = d, .parts = parts};
    a->cells = mem_new(members * rolls + 1, sizeof *a->cells);
    a->member = mem_new(members, sizeof *a->member);
    a->rollcall = mem_new(rolls, sizeof *a->rollcall);
    a->type = mem_new(members * AISLE_VOTE_TYPES, sizeof *a->type);
    if (!a->cells || !a->member || !a->rollcall || !a->type) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(fill_cells(ctx, s, a));
    TRY(climb_absence(ctx, a));
out:
    if (status != AISLE_OK)
        work_clear(a);
    return status;
}

/* GMP of the hidden seats. */
static enum aisle_status score(struct aisle_ctx *ctx, const struct data *d,
                               const struct state *s, unsigned parts,
                               struct aisle_absence *out, double *gmp)
{
    struct work a;
    double log_chance = 0.0;
    enum aisle_status status = work_fit(ctx, d, s, parts, &a);
    if (status != AISLE_OK)
        return status;
    out->seats = out->absent = 0;
    for (int k = 0; k < a.count; k++) {
        const struct cell *c = &a.cells[k];
        double p = num_logistic(eta_of(&a, c));
        if (!c->hidden)
            continue;
        log_chance += log(fmax(c->absent ? p : 1.0 - p, 1e-12));
        out->seats++;
        out->absent += c->absent;
    }
    *gmp = out->seats > 0 ? exp(log_chance / (double)out->seats) : NAN;
    work_clear(&a);
    return status;
}

enum aisle_status absence_weigh(struct aisle_ctx *ctx, const struct data *d,
                                const struct state *s, struct aisle_absence *out)
{
    enum aisle_status status;
    TRY(score(ctx, d, s, 0, out, &out->gmp_plain));
    TRY(score(ctx, d, s, AISLE_ABSENCE_KEPT, out, &out->gmp));
    for (int k = 0; k < AISLE_ABSENCE_PARTS; k++) {
        TRY(score(ctx, d, s, 1u << k, out, &out->gain[k]));
        out->gain[k] -= out->gmp_plain;
    }
out:
    return status;
}

/* Spells say nothing of a roll call to come, so that a member's chance to miss one is
 * of the fit without them. */
static enum aisle_status put_chances(struct aisle_ctx *ctx, const struct data *d,
                                     const struct state *s, struct aisle_votemodel *out)
{
    struct work a;
    enum aisle_status status = work_fit(ctx, d, s, HAS_TYPES, &a);
    if (status != AISLE_OK)
        return status;
    for (int i = 0; i < out->member_count; i++)
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            out->members[i].p_absent[t] =
                num_logistic(a.mean + a.member[i] + a.type[i * AISLE_VOTE_TYPES + t]);
    work_clear(&a);
    return status;
}

enum aisle_status absence_size_up(struct aisle_ctx *ctx, const struct data *d,
                                  const struct state *s, struct aisle_votemodel *out)
{
    struct work a;
    double square = 0.0;
    int count = out->member_count * AISLE_VOTE_TYPES;
    unsigned all = (1u << AISLE_ABSENCE_PARTS) - 1;
    enum aisle_status status = put_chances(ctx, d, s, out);
    if (status != AISLE_OK)
        return status;
    status = work_fit(ctx, d, s, all, &a);
    if (status != AISLE_OK)
        return status;
    for (int k = 0; k < count; k++)
        square += a.type[k] * a.type[k];
    out->absence.effect[AISLE_ABSENCE_TYPES] = sqrt(square / count);
    for (int f = 0; f < FEATURES; f++)
        out->absence.effect[AISLE_ABSENCE_SPELL + f] = a.w[f];
    work_clear(&a);
    return status;
}
