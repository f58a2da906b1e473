/* The scale that users see. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include <math.h>

struct standard standard_of(const struct problem *problem, const struct point *point)
{
    struct standard s;
    double n = problem->fitted_count;
    for (int k = 0; k < problem->dims; k++) {
        double sum = 0.0;
        double square = 0.0;
        for (int i = 0; i < problem->member_count; i++)
            sum += problem->thin[i] ? 0.0 : point_member(point, i)[k + 1];
        s.mean[k] = sum / n;
        for (int i = 0; i < problem->member_count; i++) {
            double from_mean = point_member(point, i)[k + 1] - s.mean[k];
            square += problem->thin[i] ? 0.0 : from_mean * from_mean;
        }
        s.sd[k] = sqrt(square / n);
    }
    return s;
}

void standard_member(const struct standard *s, int dims, const double *row, double *x)
{
    for (int k = 0; k < dims; k++)
        x[k] = (row[k + 1] - s->mean[k]) / s->sd[k];
}

void standard_item(const struct standard *s, int dims, const double *row, double *a,
                   double *b)
{
    *a = row[0];
    for (int k = 0; k < dims; k++) {
        *a += row[k + 1] * s->mean[k];
        b[k] = row[k + 1] * s->sd[k];
    }
}

enum aisle_status standard_check(struct aisle_ctx *ctx, const struct standard *s,
                                 int dims)
{
    for (int k = 0; k < dims; k++) {
        if (s->sd[k] > 1e-6 * s->sd[0] && s->sd[k] > 1e-9)
            continue;
        ctx_fail(ctx, AISLE_INPUT,
                 "the votes do not tell members apart in dimension %d", k + 1);
        ctx_hint(ctx, "ask for fewer dimensions, or fit more roll calls");
        return AISLE_INPUT;
    }
    return AISLE_OK;
}
