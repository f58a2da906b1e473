#include "prior/item.h"

#include <math.h>

enum { N = ITEM_COLUMNS + 1 };

/* Solve the symmetric positive definite system H s = g; h is its lower triangle and
 * becomes the Cholesky factor. */
static void solve(double h[N][N], const double g[N], double s[N])
{
    for (int k = 0; k < N; k++)
        for (int l = 0; l <= k; l++) {
            double sum = h[k][l];
            for (int j = 0; j < l; j++)
                sum -= h[k][j] * h[l][j];
            h[k][l] = k == l ? sqrt(sum) : sum / h[l][l];
        }
    for (int k = 0; k < N; k++) {
        s[k] = g[k];
        for (int j = 0; j < k; j++)
            s[k] -= h[k][j] * s[j];
        s[k] /= h[k][k];
    }
    for (int k = N - 1; k >= 0; k--) {
        for (int j = k + 1; j < N; j++)
            s[k] -= h[j][k] * s[j];
        s[k] /= h[k][k];
    }
}

static void add_casts(int count, const double *x, const unsigned char *yea,
                      const double t[N], double g[N], double h[N][N])
{
    for (int i = 0; i < count; i++) {
        const double *v = x + ITEM_COLUMNS * i;
        const double z[N] = {1, v[0], v[1], v[2]};
        double p = 1 / (1 + exp(-(t[0] + t[1] * v[0] + t[2] * v[1] + t[3] * v[2])));
        double r = (double)yea[i] - p;
        double w = p * (1 - p);
        for (int k = 0; k < N; k++) {
            g[k] += r * z[k];
            for (int l = 0; l <= k; l++)
                h[k][l] += w * z[k] * z[l];
        }
    }
}

struct item item_fit(int count, const double *x, const unsigned char *yea,
                     double prior_sd, double party_sd)
{
    enum { STEPS_MAX = 60 };
    const double step_max = 2; /* keeps early steps inside the curve's range */
    double common = 1 / (prior_sd * prior_sd);
    const double precision[N] = {common, common, common, 1 / (party_sd * party_sd)};
    double t[N] = {0};
    for (int step = 0; step < STEPS_MAX; step++) {
        double g[N];
        double h[N][N] = {{0}};
        double s[N];
        double largest = 0;
        for (int k = 0; k < N; k++) {
            g[k] = -t[k] * precision[k];
            h[k][k] = precision[k];
        }
        add_casts(count, x, yea, t, g, h);
        solve(h, g, s);
        for (int k = 0; k < N; k++)
            largest = fmax(largest, fabs(s[k]));
        double scale = largest > step_max ? step_max / largest : 1;
        for (int k = 0; k < N; k++)
            t[k] += scale * s[k];
        if (largest < 1e-7)
            break;
    }
    return (struct item){t[0], t[1], t[2], t[3]};
}
