/* One career's path: likelihood curvature on the diagonal, the walk beside it.
 *
 *   precision = | c0 + e + w    -w             |     c   minus the likelihood's second
 *               |   -w       c1 + w + w'   -w' |         derivative
 *               |              -w'     c2 + w' |     e   1 / entry variance
 *                                                    w   1 / (walk variance * Congresses)
 */
#include "dynamic/dynamic.h"

#include <math.h>

static double step_precision(const struct dyn_panel *panel, int period, double walk_sd)
{
    return panel->block[panel->period[period].block].step_weight / (walk_sd * walk_sd);
}

/* Solve in place by the factor. */
static void solve(const struct dyn_path *p, double *v)
{
    for (int k = 0; k < p->length; k++) {
        if (k > 0)
            v[k] -= p->below[k - 1] * v[k - 1];
        v[k] /= p->diagonal[k];
    }
    dyn_path_spread(p, v);
}

void dyn_path_of(const struct dyn_panel *panel, int career, double walk_sd,
                 const double *x, const struct dyn_sums *sums, struct dyn_path *out)
{
    int period = panel->career[career].first;
    double before = 1.0; /* precision of what comes before */
    double from = 0.0;   /* and its position */
    double low = 0.0;
    int k = 0;
    out->log_det_half = 0.0;
    for (; period >= 0; period = panel->period[period].next, k++) {
        double at = x[2 * (size_t)period + 1];
        int next = panel->period[period].next;
        double w = next >= 0 ? step_precision(panel, period, walk_sd) : 0.0;
        double slope = sums->slope[period] - before * (at - from);
        if (next >= 0)
            slope += w * (x[2 * (size_t)next + 1] - at);
        double left = sums->curve[period] + before + w - low * low;
        out->period[k] = period;
        out->diagonal[k] = sqrt(fmax(left, 1e-12 * (before + w)));
        out->below[k] = low = -w / out->diagonal[k];
        out->step[k] = slope;
        out->log_det_half += log(out->diagonal[k]);
        before = w;
        from = at;
    }
    out->length = k;
    solve(out, out->step);
}

void dyn_path_spread(const struct dyn_path *path, double *z)
{
    for (int k = path->length - 1; k >= 0; k--) {
        if (k + 1 < path->length)
            z[k] -= path->below[k] * z[k + 1];
        z[k] /= path->diagonal[k];
    }
}

double dyn_path_square(const struct dyn_path *path, const double *r)
{
    double square = 0.0;
    for (int k = 0; k < path->length; k++) {
        double u = path->diagonal[k] * r[k];
        if (k + 1 < path->length)
            u += path->below[k] * r[k + 1];
        square += u * u;
    }
    return square;
}

void dyn_path_covariance(const struct dyn_path *path, double *variance,
                         double *covariance)
{
    for (int k = path->length - 1; k >= 0; k--) {
        double d = path->diagonal[k];
        variance[k] = 1.0 / (d * d);
        if (k + 1 == path->length)
            continue;
        double carry = -path->below[k] / d;
        covariance[k] = carry * variance[k + 1];
        variance[k] += carry * covariance[k];
    }
}

double dyn_path_prior(const struct dyn_panel *panel, int career, double walk_sd,
                      const double *x)
{
    int period = panel->career[career].first;
    double at = x[2 * (size_t)period + 1];
    double sum = at * at;
    for (int next; (next = panel->period[period].next) >= 0; period = next) {
        double to = x[2 * (size_t)next + 1];
        sum += step_precision(panel, period, walk_sd) * (to - at) * (to - at);
        at = to;
    }
    return -0.5 * sum;
}

double dyn_steps_square(const struct dyn_panel *panel, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < panel->period_count; i++) {
        int next = panel->period[i].next;
        if (next < 0 || panel->career[panel->period[i].career].thin)
            continue;
        double by = x[2 * (size_t)next + 1] - x[2 * (size_t)i + 1];
        sum += panel->block[panel->period[i].block].step_weight * by * by;
    }
    return sum;
}
