#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include <math.h>
#include <string.h>

enum { SWEEPS_MIN = 8, SWEEPS_MAX = 300, FIRST_STEPS = 12 };
/* Changes that count as none: a position's, in the mean, and the lapse's. */
#define MOVE_MIN 1e-4
#define LAPSE_MIN 1e-4

/* A leader's votes on clotures that failed under him: two nays in three beforehand,
 * worth three votes. */
static double leader_share(const struct data *d)
{
    const struct problem *p = &d->problem;
    double nays = 2.0, votes = 3.0;
    for (int j = 0; j < p->item_count; j++) {
        int i = d->leader[j];
        int sign = i < 0 ? 0 : p->sign[(size_t)j * (size_t)p->member_count + (size_t)i];
        nays += sign < 0;
        votes += sign != 0;
    }
    return nays / votes;
}

/* Expected share of lapses among the fitted votes, with one in a hundred beforehand
 * worth a hundred votes. */
static double lapse_share(const struct data *d, const struct state *s)
{
    const struct problem *p = &d->problem;
    double lapses = 1.0, votes = 100.0, phi[FEATURES_MAX];
    for (int j = 0; j < p->item_count; j++)
        for (int i = 0; i < p->member_count; i++) {
            int sign = data_item_sign(d, j, i);
            if (sign == 0)
                continue;
            features_of(s, d, i, d->type[j], phi);
            for (int k = 0; k < d->forms; k++) {
                const struct form *form = state_form(s, j, k);
                double eta = 0.0;
                for (int f = 0; f < s->features; f++)
                    eta += form->beta[f] * phi[f];
                double chance = 1.0 / (1.0 + exp(-sign * eta));
                double mixed = 0.5 * s->lapse + (1.0 - s->lapse) * chance;
                lapses += form->weight * 0.5 * s->lapse / mixed;
            }
            votes += 1.0;
        }
    return lapses / votes;
}

/* Mean change of a position since the sweep before. */
static double mean_change(const struct data *d, const struct state *s)
{
    int count = d->problem.member_count * s->dims;
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += fabs(s->x[i] - s->x_before[i]);
    return sum / count;
}

static void climb_items(const struct data *d, struct state *s, int steps)
{
#pragma omp parallel for num_threads(ideal_threads(&d->ideal)) schedule(dynamic, 8)
    for (int j = 0; j < d->problem.item_count; j++)
        item_climb(d, s, j, steps);
}

static void climb_members(const struct data *d, struct state *s)
{
#pragma omp parallel for num_threads(ideal_threads(&d->ideal)) schedule(dynamic, 4)
    for (int i = 0; i < d->problem.member_count; i++)
        member_climb(d, s, i, 1);
}

enum aisle_status climb(struct aisle_ctx *ctx, const struct data *d, struct state *s,
                        int *iterations, bool *converged)
{
    size_t places = (size_t)d->problem.member_count * (size_t)s->dims;
    s->lapse = data_asks(d, AISLE_TERM_LAPSE) ? 0.05 : 0.0;
    s->leader_nay = leader_share(d);
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        double lapse = s->lapse;
        memcpy(s->x_before, s->x, places * sizeof *s->x);
        climb_items(d, s, sweep == 0 ? FIRST_STEPS : 1);
        if (data_asks(d, AISLE_TERM_LAPSE))
            s->lapse = lapse_share(d, s);
        climb_members(d, s);
        axes_settle(d, s);
        *iterations = sweep + 1;
        *converged = sweep >= SWEEPS_MIN && fabs(s->lapse - lapse) < LAPSE_MIN &&
                     mean_change(d, s) < MOVE_MIN;
        if (*converged)
            break;
        enum aisle_status status = ctx_poll(ctx);
        if (status != AISLE_OK)
            return status;
    }
    climb_items(d, s, FIRST_STEPS);
    return AISLE_OK;
}
