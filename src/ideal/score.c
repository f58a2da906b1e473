/* How well a fit accounts for the votes, its own and hidden ones. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

/* Sums over votes. `minority` counts, for each roll call, the votes of the smaller
 * side: the errors of guessing the majority's. */
struct score {
    double votes;
    double right;
    double minority;
    double log_chance;
};

/* Fitted members' x by dimension, and room for one roll call's votes. */
struct ballot {
    int count;       /* fitted members */
    int *member;     /* [count] */
    double *feature; /* [dims][count] */
    double *eta;     /* [count] */
    int8_t *sign;    /* [count] */
};

static void ballot_clear(struct ballot *b)
{
    free(b->member);
    free(b->feature);
    free(b->eta);
    free(b->sign);
}

static enum aisle_status ballot_new(struct aisle_ctx *ctx, const struct problem *p,
                                    const struct point *point, struct ballot *out)
{
    size_t n = (size_t)p->fitted_count;
    struct ballot b = {0};
    b.member = mem_new(n, sizeof *b.member);
    b.feature = mem_new(n * (size_t)p->dims, sizeof *b.feature);
    b.eta = mem_new(n, sizeof *b.eta);
    b.sign = mem_new(n, sizeof *b.sign);
    if (!b.member || !b.feature || !b.eta || !b.sign) {
        ballot_clear(&b);
        return ctx_no_memory(ctx);
    }
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        for (int k = 0; k < p->dims; k++)
            b.feature[(size_t)k * n + (size_t)b.count] = point_member(point, i)[k + 1];
        b.member[b.count++] = i;
    }
    *out = b;
    return AISLE_OK;
}

static void score_item(const struct problem *p, const struct ballot *b,
                       const double *row, const int8_t *sign, struct score *s)
{
    int yea = 0;
    int nay = 0;
    int right = 0;
    for (int i = 0; i < b->count; i++) {
        b->sign[i] = sign[b->member[i]];
        b->eta[i] = row[0];
    }
    for (int k = 0; k < p->dims; k++)
        for (int i = 0; i < b->count; i++)
            b->eta[i] += row[k + 1] * b->feature[k * b->count + i];
    for (int i = 0; i < b->count; i++) {
        right += b->sign[i] * b->eta[i] > 0.0;
        yea += b->sign[i] > 0;
        nay += b->sign[i] < 0;
    }
    s->log_chance +=
        kernel_votes(p->options->link, b->count, b->sign, b->eta, NULL, NULL);
    s->votes += yea + nay;
    s->right += right;
    s->minority += yea < nay ? yea : nay;
}

static enum aisle_status score_votes(struct aisle_ctx *ctx, const struct problem *p,
                                     const struct point *point, const int8_t *sign,
                                     struct score *out)
{
    struct ballot b = {0};
    enum aisle_status status = ballot_new(ctx, p, point, &b);
    if (status != AISLE_OK)
        return status;
    *out = (struct score){0};
    for (int j = 0; j < p->item_count; j++)
        score_item(p, &b, point_item(point, j),
                   sign + (size_t)j * (size_t)p->member_count, out);
    ballot_clear(&b);
    return AISLE_OK;
}

/* Fit four fifths of the votes by the posterior mode and score the rest. */
static enum aisle_status score_hidden(struct aisle_ctx *ctx,
                                      const struct problem *whole, double *gmp)
{
    struct problem p = {0};
    struct point point = {0};
    struct score s;
    int8_t *hidden = NULL;
    enum aisle_status status;
    TRY(problem_new(ctx, whole->votes, whole->options, &p));
    TRY(problem_hide_votes(ctx, &p, &hidden));
    TRY(point_new(ctx, &p, &point));
    TRY(start_at(ctx, &p, &point));
    TRY(map_fit(ctx, &p, &point));
    TRY(score_votes(ctx, &p, &point, hidden, &s));
    *gmp = s.votes > 0 ? exp(s.log_chance / s.votes) : NAN;
out:
    free(hidden);
    point_clear(&point);
    problem_clear(&p);
    return status;
}

/* The fit's estimates as a point. */
static void fill_point(const struct aisle_fit *fit, struct point *point)
{
    for (int i = 0; i < fit->member_count; i++)
        for (int k = 0; k < fit->dims; k++)
            point_member(point, i)[k + 1] = fit->members[i].x[k];
    for (int j = 0; j < fit->item_count; j++) {
        point_item(point, j)[0] = fit->items[j].a;
        for (int k = 0; k < fit->dims; k++)
            point_item(point, j)[k + 1] = fit->items[j].b[k];
    }
}

enum aisle_status score_fit(struct aisle_ctx *ctx, const struct problem *problem,
                            struct aisle_fit *fit)
{
    struct point point = {0};
    struct score s;
    enum aisle_status status;
    TRY(point_new(ctx, problem, &point));
    fill_point(fit, &point);
    TRY(score_votes(ctx, problem, &point, problem->sign, &s));
    fit->classified = s.right / s.votes;
    fit->apre = (s.minority - (s.votes - s.right)) / s.minority;
    fit->gmp = exp(s.log_chance / s.votes);
    if (problem->options->heldout)
        TRY(score_hidden(ctx, problem, &fit->gmp_heldout));
out:
    point_clear(&point);
    return status;
}
