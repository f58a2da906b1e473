#include "votemodel/votemodel.h"

#include "num/linalg.h"
#include <math.h>
#include <string.h>

#define WEIGHT_MIN 1e-3 /* a form that hardly counts is not looked at */

/* Log posterior of the votes of a member at her or his position; slope and curvature
 * in the position where asked for. `type` -1: all types, else the offset's. */
static double member_eval(const struct data *d, const struct state *s, int member,
                          int type, double *slope, double *curve)
{
    int dims = s->dims;
    double value = 0.0, phi[AISLE_VOTE_TYPES][FEATURES_MAX];
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        features_of(s, d, member, t, phi[t]);
    if (slope) {
        memset(slope, 0, (size_t)dims * sizeof *slope);
        memset(curve, 0, (size_t)(dims * dims) * sizeof *curve);
    }
    for (int j = 0; j < d->problem.item_count; j++) {
        int sign = data_sign(d, j, member);
        if (sign == 0 || (type >= 0 && d->type[j] != type))
            continue;
        const double *at = phi[d->type[j]];
        for (int k = 0; k < d->forms; k++) {
            const struct form *form = state_form(s, j, k);
            if (form->weight < WEIGHT_MIN)
                continue;
            double eta = 0.0, by[AISLE_VOTEMODEL_DIMS_MAX];
            for (int f = 0; f < s->features; f++)
                eta += form->beta[f] * at[f];
            struct pull pull = vote_pull(sign, eta, s->lapse);
            value += form->weight * pull.value;
            for (int q = 0; slope && q < dims; q++) {
                by[q] = form->beta[1 + q];
                by[q] += q == 0 ? 2.0 * form->beta[2 + dims] * at[1] : 0.0;
                slope[q] += form->weight * pull.slope * by[q];
                for (int r = 0; r <= q; r++)
                    curve[q * dims + r] += form->weight * pull.curve * by[q] * by[r];
            }
        }
    }
    return value;
}

static double half_square(const double *x, int n)
{
    double sum = 0.0;
    for (int k = 0; k < n; k++)
        sum += 0.5 * x[k] * x[k];
    return sum;
}

static void position_climb(const struct data *d, struct state *s, int member, int steps)
{
    int dims = s->dims;
    size_t bytes = (size_t)dims * sizeof(double);
    double *x = s->x + (size_t)member * (size_t)dims;
    double slope[AISLE_VOTEMODEL_DIMS_MAX], from[AISLE_VOTEMODEL_DIMS_MAX];
    double curve[AISLE_VOTEMODEL_DIMS_MAX * AISLE_VOTEMODEL_DIMS_MAX];
    double inverse[AISLE_VOTEMODEL_DIMS_MAX * AISLE_VOTEMODEL_DIMS_MAX];
    for (int k = 0; k < steps; k++) {
        double value =
            member_eval(d, s, member, -1, slope, curve) - half_square(x, dims);
        memcpy(from, x, bytes);
        for (int q = 0; q < dims; q++) {
            slope[q] -= x[q];
            curve[q * dims + q] += 1.0;
        }
        if (!linalg_cholesky(curve, (size_t)dims))
            return;
        linalg_inverse(curve, (size_t)dims, inverse);
        for (int q = 0; q < dims; q++)
            s->variance[(size_t)member * (size_t)dims + (size_t)q] =
                inverse[q * dims + q];
        linalg_solve(curve, (size_t)dims, slope);
        double scale = 1.0;
        for (int half = 0; half < 10; half++, scale *= 0.5) {
            for (int q = 0; q < dims; q++)
                x[q] = from[q] + scale * slope[q];
            double reached = member_eval(d, s, member, -1, NULL, NULL);
            if (reached - half_square(x, dims) >= value)
                break;
            memcpy(x, from, bytes);
        }
    }
}

/* An offset has the prior of its own and moves the first dimension. */
static void offset_climb(const struct data *d, struct state *s, int member, int type)
{
    double *offset = s->offset + (size_t)member * AISLE_VOTE_TYPES + (size_t)type;
    double precision = 1.0 / (d->options->offset_sd * d->options->offset_sd);
    double slope[AISLE_VOTEMODEL_DIMS_MAX], from = *offset;
    double curve[AISLE_VOTEMODEL_DIMS_MAX * AISLE_VOTEMODEL_DIMS_MAX];
    double value =
        member_eval(d, s, member, type, slope, curve) - 0.5 * precision * from * from;
    double step = (slope[0] - precision * from) / (curve[0] + precision);
    for (int half = 0; half < 10; half++, step *= 0.5) {
        *offset = from + step;
        double reached = member_eval(d, s, member, type, NULL, NULL);
        if (reached - 0.5 * precision * *offset * *offset >= value)
            return;
    }
    *offset = from;
}

void member_climb(const struct data *d, struct state *s, int member, int steps)
{
    position_climb(d, s, member, steps);
    for (int t = 0; data_asks(d, AISLE_TERM_OFFSETS) && t < AISLE_VOTE_TYPES; t++)
        offset_climb(d, s, member, t);
}
