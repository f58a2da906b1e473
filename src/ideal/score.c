/* How well a fit accounts for the votes, its own and hidden ones. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include <math.h>

/* Sums over votes. `minority` counts, for each roll call, the votes of the smaller
 * side: the errors of guessing the majority's. */
struct score {
    double votes;
    double right;
    double minority;
    double log_chance;
};

static void score_item(const struct problem *p, const struct point *point, int item,
                       const int8_t *sign, struct score *s)
{
    const double *row = point_item(point, item);
    int yea = 0;
    int nay = 0;
    for (int i = 0; i < p->member_count; i++) {
        if (sign[i] == 0 || p->thin[i])
            continue;
        const double *x = point_member(point, i);
        double eta = 0.0;
        for (int k = 0; k <= p->dims; k++)
            eta += row[k] * x[k];
        s->votes += 1.0;
        s->right += sign[i] * eta > 0.0;
        s->log_chance += kernel_vote_at(p->options->link, sign[i], eta).value;
        yea += sign[i] > 0;
        nay += sign[i] < 0;
    }
    s->minority += yea < nay ? yea : nay;
}

static struct score score_votes(const struct problem *p, const struct point *point,
                                const int8_t *sign)
{
    struct score s = {0};
    for (int j = 0; j < p->item_count; j++)
        score_item(p, point, j, sign + (size_t)j * (size_t)p->member_count, &s);
    return s;
}

/* Fit four fifths of the votes by the posterior mode and score the rest. */
static enum aisle_status score_hidden(struct aisle_ctx *ctx,
                                      const struct problem *whole, double *gmp)
{
    struct problem p = {0};
    struct point point = {0};
    int8_t *hidden = NULL;
    enum aisle_status status;
    TRY(problem_new(ctx, whole->votes, whole->options, &p));
    TRY(problem_hide_votes(ctx, &p, &hidden));
    TRY(point_new(ctx, &p, &point));
    TRY(start_at(ctx, &p, &point));
    TRY(map_fit(ctx, &p, &point));
    struct score s = score_votes(&p, &point, hidden);
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
    enum aisle_status status;
    TRY(point_new(ctx, problem, &point));
    fill_point(fit, &point);
    struct score s = score_votes(problem, &point, problem->sign);
    fit->classified = s.right / s.votes;
    fit->apre = (s.minority - (s.votes - s.right)) / s.minority;
    fit->gmp = exp(s.log_chance / s.votes);
    if (problem->options->heldout)
        TRY(score_hidden(ctx, problem, &fit->gmp_heldout));
out:
    point_clear(&point);
    return status;
}
