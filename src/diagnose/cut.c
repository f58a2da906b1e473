/* Where yea and nay are even: cut points, cutting lines, and their spread. */
#include "diagnose/diagnose.h"

#include "num/special.h"
#include <math.h>

#define DEGREES (180.0 / 3.14159265358979323846)

/* A roll call's direction at one value of its parameters. */
struct cut {
    double place;
    double angle;
    bool right;
};

static struct cut cut_of(const double *item, int dims)
{
    double square = 0.0;
    for (int k = 1; k <= dims; k++)
        square += item[k] * item[k];
    double turn = item[1] < 0 ? -1.0 : 1.0;
    struct cut cut = {.place = -turn * item[0] / sqrt(square), .right = item[1] > 0};
    /* The line is square to b: its own direction is (-b2, b1). */
    double angle = dims == 2 ? atan2(item[1], -item[2]) * DEGREES : NAN;
    cut.angle = angle < 0 ? angle + 180.0 : angle;
    return cut;
}

static void cut_at_estimates(const struct aisle_fit *fit, int item,
                             struct aisle_rollcall_diagnosis *r)
{
    double at[AISLE_DIMS_MAX + 1] = {fit->items[item].a};
    for (int k = 0; k < fit->dims; k++)
        at[k + 1] = fit->items[item].b[k];
    struct cut cut = cut_of(at, fit->dims);
    r->cut = cut.place;
    r->angle = cut.angle;
}

/* How far a line is turned from another: (-90, 90]. */
static double turn_between(double angle, double from)
{
    double turn = fmod(angle - from, 180.0);
    if (turn > 90.0)
        turn -= 180.0;
    return turn <= -90.0 ? turn + 180.0 : turn;
}

static void put_angles(const struct view *v, double *angle,
                       struct aisle_rollcall_diagnosis *r)
{
    size_t n = (size_t)v->draws;
    for (size_t s = 0; s < n; s++)
        angle[s] = turn_between(angle[s], r->angle);
    num_sort(angle, n);
    r->angle_q05 = r->angle + num_quantile_sorted(angle, n, 0.05);
    r->angle_q95 = r->angle + num_quantile_sorted(angle, n, 0.95);
}

/* `work` has (1 + dims) floats a draw, `place` and `angle` a double a draw. */
static void cut_by_draws(const struct view *v, int item, float *work, double *place,
                         double *angle, struct aisle_rollcall_diagnosis *r)
{
    size_t n = (size_t)v->draws;
    int dims = v->fit->dims, right = 0;
    for (int k = 0; k <= dims; k++)
        diagnose_item_draws(v, item, k, work + (size_t)k * n);
    for (size_t s = 0; s < n; s++) {
        double at[AISLE_DIMS_MAX + 1] = {0};
        for (int k = 0; k <= dims; k++)
            at[k] = (double)work[(size_t)k * n + s];
        struct cut cut = cut_of(at, dims);
        place[s] = cut.place;
        angle[s] = cut.angle;
        right += cut.right;
    }
    num_sort(place, n);
    r->cut = num_quantile_sorted(place, n, 0.5);
    r->cut_q05 = num_quantile_sorted(place, n, 0.05);
    r->cut_q95 = num_quantile_sorted(place, n, 0.95);
    r->p_right = (double)right / (double)n;
    if (dims == 2)
        put_angles(v, angle, r);
}

enum aisle_status diagnose_cut_fill(const struct view *v, struct aisle_diagnosis *d)
{
    for (int j = 0; j < v->item_count; j++)
        cut_at_estimates(v->fit, j, &d->rollcalls[v->fit->items[j].rollcall]);
    if (v->draws == 0)
        return AISLE_OK;
    size_t n = (size_t)v->draws;
    float *work = mem_new(n * (size_t)(v->fit->dims + 1), sizeof *work);
    double *place = mem_new(2 * n, sizeof *place);
    if (!work || !place) {
        free(work);
        free(place);
        return ctx_no_memory(v->ctx);
    }
    for (int j = 0; j < v->item_count; j++)
        cut_by_draws(v, j, work, place, place + n,
                     &d->rollcalls[v->fit->items[j].rollcall]);
    free(work);
    free(place);
    return AISLE_OK;
}
