#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include <math.h>

#define SWEEPS_MIN 8
#define SWEEPS_MAX 150
#define MOVE_MIN 5e-4 /* mean change of a position that counts as none */

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

enum aisle_status climb(struct aisle_ctx *ctx, const struct data *d, struct state *s,
                        int *iterations, bool *converged)
{
    const struct problem *p = &d->problem;
    int threads = ideal_threads(&d->ideal);
    s->lapse = data_asks(d, AISLE_TERM_LAPSE) ? 0.05 : 0.0;
    s->leader_nay = leader_share(d);
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        double moved = 0.0;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 8)
        for (int j = 0; j < p->item_count; j++)
            item_climb(d, s, j, sweep == 0 ? 12 : 1);
        double lapse = s->lapse;
        if (data_asks(d, AISLE_TERM_LAPSE))
            s->lapse = lapse_share(d, s);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4)
        for (int i = 0; i < p->member_count; i++) {
            double *was = s->x_before + (size_t)i * (size_t)s->dims;
            for (int k = 0; k < s->dims; k++)
                was[k] = s->x[(size_t)i * (size_t)s->dims + (size_t)k];
            member_climb(d, s, i, 1);
        }
        for (int i = 0; i < p->member_count * s->dims; i++)
            moved += fabs(s->x[i] - s->x_before[i]);
        *iterations = sweep + 1;
        *converged = sweep >= SWEEPS_MIN && fabs(s->lapse - lapse) < 1e-4 &&
                     moved < MOVE_MIN * p->member_count * s->dims;
        if (*converged)
            break;
        enum aisle_status status = ctx_poll(ctx);
        if (status != AISLE_OK)
            return status;
    }
#pragma omp parallel for num_threads(threads) schedule(dynamic, 8)
    for (int j = 0; j < p->item_count; j++)
        item_climb(d, s, j, 12);
    return AISLE_OK;
}
