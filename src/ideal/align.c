/* The polar factor of a small matrix does Procrustes' work. */
#include "ideal/align.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

enum { D = AISLE_DIMS_MAX };

enum aisle_status align_target_new(struct aisle_ctx *ctx, const struct problem *problem,
                                   const struct point *mode, struct align_target *out)
{
    size_t d = (size_t)problem->dims;
    struct standard s = standard_of(problem, mode);
    double *x = mem_new((size_t)problem->member_count * d, sizeof *x);
    if (!x)
        return ctx_no_memory(ctx);
    for (int i = 0; i < problem->member_count; i++)
        standard_member(&s, problem->dims, point_member(mode, i), x + (size_t)i * d);
    *out = (struct align_target){problem, x};
    return AISLE_OK;
}

void align_target_clear(struct align_target *target)
{
    free(target->x);
    *target = (struct align_target){0};
}

static void mean_of(const struct problem *p, const float *member, int stride,
                    double *mean)
{
    for (int k = 0; k < p->dims; k++)
        mean[k] = 0.0;
    for (int i = 0; i < p->member_count; i++)
        for (int k = 0; k < p->dims && !p->thin[i]; k++)
            mean[k] += (double)member[i * stride + k + 1];
    for (int k = 0; k < p->dims; k++)
        mean[k] /= p->fitted_count;
}

/* Covariance of x, and its product with the target. */
static void moments(const struct align_target *t, const float *member, int stride,
                    const double *mean, double *cov, double *cross)
{
    const struct problem *p = t->problem;
    int d = p->dims;
    memset(cov, 0, D * D * sizeof *cov);
    memset(cross, 0, D * D * sizeof *cross);
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        for (int k = 0; k < d; k++) {
            double xk = (double)member[i * stride + k + 1] - mean[k];
            for (int l = 0; l <= k; l++)
                cov[k * d + l] += xk * ((double)member[i * stride + l + 1] - mean[l]) /
                                  p->fitted_count;
            for (int l = 0; l < d; l++)
                cross[l * d + k] += t->x[i * d + l] * xk;
        }
    }
}

/* inverse <- the inverse of the small matrix m, by elimination with pivots; false
 * when it has none. */
static bool invert(const double *m, int d, double *inverse)
{
    double a[D * D];
    memcpy(a, m, (size_t)(d * d) * sizeof *a);
    for (int i = 0; i < d * d; i++)
        inverse[i] = i % (d + 1) == 0 ? 1.0 : 0.0;
    for (int c = 0; c < d; c++) {
        int pivot = c;
        for (int r = c + 1; r < d; r++)
            if (fabs(a[r * d + c]) > fabs(a[pivot * d + c]))
                pivot = r;
        if (!(fabs(a[pivot * d + c]) > 1e-200))
            return false;
        for (int k = 0; k < d; k++) {
            double v = a[c * d + k], w = inverse[c * d + k];
            a[c * d + k] = a[pivot * d + k];
            inverse[c * d + k] = inverse[pivot * d + k];
            a[pivot * d + k] = v;
            inverse[pivot * d + k] = w;
        }
        for (int r = 0; r < d; r++) {
            double by = r == c ? 1.0 - 1.0 / a[c * d + c] : a[r * d + c] / a[c * d + c];
            for (int k = 0; k < d; k++) {
                double v = a[c * d + k], w = inverse[c * d + k];
                a[r * d + k] -= by * v;
                inverse[r * d + k] -= by * w;
            }
        }
    }
    return true;
}

/* m -> its orthogonal polar factor, by Newton's iteration Q <- (Q + Q'^-1) / 2 with
 * Higham's scaling (1986). A matrix without an inverse leaves the identity. */
static void polar(double *m, int d)
{
    for (int t = 0; t < 60; t++) {
        double inverse[D * D] = {0};
        double size[2] = {0, 0};
        double change = 0.0;
        if (!invert(m, d, inverse)) {
            for (int i = 0; i < d * d; i++)
                m[i] = i % (d + 1) == 0 ? 1.0 : 0.0;
            return;
        }
        for (int i = 0; i < d * d; i++) {
            size[0] += m[i] * m[i];
            size[1] += inverse[i] * inverse[i];
        }
        double g = sqrt(sqrt(size[1] / size[0]));
        for (int k = 0; k < d; k++)
            for (int l = 0; l < d; l++) {
                double next = 0.5 * (g * m[k * d + l] + inverse[l * d + k] / g);
                change = fmax(change, fabs(next - m[k * d + l]));
                m[k * d + l] = next; /* inverse is a copy */
            }
        if (change < 1e-14)
            return;
    }
}

/* With cov = L L', z = L^-1 (x - mean) has unit covariance, and the rotation R that
 * brings R z nearest to the target is the polar factor of sum of target z'. */
void align_to(const struct align_target *target, const float *member, int stride,
              struct alignment *out)
{
    int d = target->problem->dims;
    size_t n = (size_t)d;
    double cov[D * D];
    double cross[D * D];
    out->dims = d;
    mean_of(target->problem, member, stride, out->mean);
    moments(target, member, stride, out->mean, cov, cross);
    if (!linalg_cholesky(cov, n))
        for (int k = 0; k < d; k++)
            for (int l = 0; l <= k; l++)
                cov[k * d + l] = k == l ? sqrt(fmax(cov[k * d + k], 1e-300)) : 0.0;
    /* rows of cross times L'^-1 */
    for (int k = 0; k < d; k++)
        linalg_forward(cov, n, cross + k * d);
    polar(cross, d);
    /* forth = R L^-1: row k solves L' y = R's row; back = R L'. */
    memset(out->back, 0, sizeof out->back);
    for (int k = 0; k < d; k++) {
        memcpy(out->forth + k * d, cross + k * d, n * sizeof *cross);
        linalg_backward(cov, n, out->forth + k * d);
        for (int m = 0; m < d; m++)
            for (int l = 0; l <= m; l++)
                out->back[k * d + m] += cov[m * d + l] * cross[k * d + l];
    }
}

void align_member(const struct alignment *a, const float *row, double *x)
{
    int d = a->dims;
    for (int k = 0; k < d; k++) {
        x[k] = 0.0;
        for (int l = 0; l < d; l++)
            x[k] += a->forth[k * d + l] * ((double)row[l + 1] - a->mean[l]);
    }
}

void align_item(const struct alignment *a, const float *row, double *out)
{
    int d = a->dims;
    out[0] = (double)row[0];
    for (int k = 0; k < d; k++) {
        out[0] += (double)row[k + 1] * a->mean[k];
        out[k + 1] = 0.0;
        for (int l = 0; l < d; l++)
            out[k + 1] += a->back[k * d + l] * (double)row[l + 1];
    }
}

void align_turn(const struct alignment *a, double *turn)
{
    memcpy(turn, a->forth, (size_t)(a->dims * a->dims) * sizeof *turn);
    polar(turn, a->dims);
}

void align_item_back(const struct alignment *a, const double *aligned, float *row)
{
    int d = a->dims;
    double intercept = aligned[0];
    for (int l = 0; l < d; l++) {
        double slope = 0.0;
        for (int k = 0; k < d; k++)
            slope += a->forth[k * d + l] * aligned[k + 1];
        intercept -= slope * a->mean[l];
        row[l + 1] = (float)slope;
    }
    row[0] = (float)intercept;
}
