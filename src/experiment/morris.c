#include "experiment/morris.h"

#include "num/rng.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { USE_MORRIS = 0x45580000, LEVELS = 8 };

/* Half the range and a little more: with p levels p / (2 (p - 1)) visits all levels
 * equally often. */
static const double STEP = LEVELS / (2.0 * (LEVELS - 1));

/* A start level from which one step up or down stays inside. */
static double start_of(struct rng *rng, double *direction)
{
    int lower_half = LEVELS / 2;
    int level = (int)(rng_unit(rng) * lower_half);
    double at = level / (double)(LEVELS - 1);
    bool down = rng_unit(rng) < 0.5;
    *direction = down ? -STEP : STEP;
    return down ? at + STEP : at;
}

/* Each trajectory has its own stream: the k-th does not depend on how many. The order
 * of the coordinates is drawn by keys that grow: the next is a random one of those
 * not moved yet. */
static void walk(struct rng *rng, int dim, double *points, int *moved)
{
    size_t size = (size_t)dim;
    for (int i = 0; i < dim; i++) {
        double direction;
        points[i] = start_of(rng, &direction);
        points[size + (size_t)i] = direction; /* kept where point 1 will stand */
    }
    moved[0] = -1;
    for (int i = 0; i < dim; i++)
        moved[i + 1] = i;
    for (int i = dim; i > 1; i--) { /* shuffle */
        int j = 1 + (int)(rng_unit(rng) * i);
        int other = moved[j];
        moved[j] = moved[i];
        moved[i] = other;
    }
}

void morris_design(uint64_t seed, int trajectories, int dim, double *points, int *moved)
{
    size_t size = (size_t)dim;
    for (int t = 0; t < trajectories; t++) {
        struct rng rng = rng_stream(seed, USE_MORRIS, (uint32_t)t, 0);
        double *first = points + (size_t)t * (size + 1) * size;
        int *order = moved + (size_t)t * (size + 1);
        walk(&rng, dim, first, order);
        /* directions stand in point 1; walk backwards so that they are read before
         * they are overwritten */
        for (int k = dim; k >= 1; k--) {
            double *point = first + (size_t)k * size;
            for (int i = 0; i < dim; i++) {
                bool has_moved = false;
                for (int m = 1; m <= k && !has_moved; m++)
                    has_moved = order[m] == i;
                point[i] = first[i] + (has_moved ? first[size + (size_t)i] : 0);
            }
        }
    }
}

void morris_effects(int trajectories, int dim, const double *points, const int *moved,
                    const double *y, struct morris_effect *out)
{
    size_t size = (size_t)dim;
    memset(out, 0, size * sizeof *out);
    double r = trajectories;
    for (int pass = 0; pass < 2; pass++) { /* means, then spreads about them */
        for (int t = 0; t < trajectories; t++) {
            for (int k = 1; k <= dim; k++) {
                size_t at = (size_t)t * (size + 1) + (size_t)k;
                int i = moved[at];
                double step =
                    points[at * size + (size_t)i] - points[(at - 1) * size + (size_t)i];
                double effect = (y[at] - y[at - 1]) / step;
                double d = effect - out[i].mu, e = fabs(effect) - out[i].mu_star;
                if (pass == 0) {
                    out[i].mu += effect / r;
                    out[i].mu_star += fabs(effect) / r;
                } else if (trajectories > 1) {
                    out[i].sigma += d * d / (r - 1);
                    out[i].se += e * e / (r - 1) / r;
                }
            }
        }
    }
    for (int i = 0; i < dim; i++) {
        out[i].sigma = sqrt(out[i].sigma);
        out[i].se = sqrt(out[i].se);
    }
}
