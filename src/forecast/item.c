#include "forecast/item.h"

#include <math.h>

/* Solve the symmetric positive definite 3x3 system H s = g. */
static void solve3(double h[6], const double g[3], double s[3])
{
    /* h: h00 h10 h11 h20 h21 h22; Cholesky in place */
    double l00 = sqrt(h[0]);
    double l10 = h[1] / l00;
    double l20 = h[3] / l00;
    double l11 = sqrt(h[2] - l10 * l10);
    double l21 = (h[4] - l20 * l10) / l11;
    double l22 = sqrt(h[5] - l20 * l20 - l21 * l21);
    double y0 = g[0] / l00;
    double y1 = (g[1] - l10 * y0) / l11;
    double y2 = (g[2] - l20 * y0 - l21 * y1) / l22;
    s[2] = y2 / l22;
    s[1] = (y1 - l21 * s[2]) / l11;
    s[0] = (y0 - l10 * s[1] - l20 * s[2]) / l00;
}

static void add_casts(int count, const double *x, const unsigned char *yea,
                      const double t[3], double g[3], double h[6])
{
    for (int i = 0; i < count; i++) {
        double x1 = x[2 * i];
        double x2 = x[2 * i + 1];
        double p = 1 / (1 + exp(-(t[0] + t[1] * x1 + t[2] * x2)));
        double r = (double)yea[i] - p;
        double w = p * (1 - p);
        g[0] += r;
        g[1] += r * x1;
        g[2] += r * x2;
        h[0] += w;
        h[1] += w * x1;
        h[2] += w * x1 * x1;
        h[3] += w * x2;
        h[4] += w * x2 * x1;
        h[5] += w * x2 * x2;
    }
}

struct item item_fit(int count, const double *x, const unsigned char *yea,
                     double prior_sd)
{
    enum { STEPS_MAX = 60 };
    const double step_max = 2; /* keeps early steps inside the curve's range */
    double precision = 1 / (prior_sd * prior_sd);
    double t[3] = {0, 0, 0};
    for (int k = 0; k < STEPS_MAX; k++) {
        double g[3] = {-t[0] * precision, -t[1] * precision, -t[2] * precision};
        double h[6] = {precision, 0, precision, 0, 0, precision};
        double s[3];
        add_casts(count, x, yea, t, g, h);
        solve3(h, g, s);
        double largest = fmax(fabs(s[0]), fmax(fabs(s[1]), fabs(s[2])));
        double scale = largest > step_max ? step_max / largest : 1;
        for (int d = 0; d < 3; d++)
            t[d] += scale * s[d];
        if (largest < 1e-7)
            break;
    }
    return (struct item){t[0], t[1], t[2]};
}
