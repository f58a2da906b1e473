#include "deal/pareto.h"
#include <math.h>

static void fill_cells(int count, int objectives, const double *values,
                       const double *step, double *cells)
{
    for (int i = 0; i < count; i++)
        for (int k = 0; k < objectives; k++) {
            int at = i * objectives + k;
            cells[at] = step[k] > 0 ? floor(values[at] / step[k] + 0.5) : values[at];
        }
}

/* -1 when a is better in the first objective that differs, 1 when b is. */
static int compare(int objectives, const double *a, const double *b)
{
    for (int k = 0; k < objectives; k++)
        if (a[k] != b[k])
            return a[k] < b[k] ? -1 : 1;
    return 0;
}

static bool no_worse(int objectives, const double *a, const double *b)
{
    for (int k = 0; k < objectives; k++)
        if (a[k] > b[k])
            return false;
    return true;
}

/* Whether point j pushes point i out. */
static bool pushes_out(int objectives, const double *values, const double *cells, int j,
                       int i)
{
    const double *a = cells + j * objectives, *b = cells + i * objectives;
    if (!no_worse(objectives, a, b))
        return false;
    if (compare(objectives, a, b) != 0)
        return true;
    int order = compare(objectives, values + j * objectives, values + i * objectives);
    return order ? order < 0 : j < i;
}

int pareto_mark(int count, int objectives, const double *values, const double *step,
                double *cells, bool *on)
{
    int kept = 0;
    fill_cells(count, objectives, values, step, cells);
    for (int i = 0; i < count; i++) {
        on[i] = true;
        for (int j = 0; j < count && on[i]; j++)
            on[i] = j == i || !pushes_out(objectives, values, cells, j, i);
        kept += on[i];
    }
    return kept;
}

static void range_of(int count, int objectives, const double *values, const bool *on,
                     int k, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < count; i++) {
        if (!on[i])
            continue;
        *low = fmin(*low, values[i * objectives + k]);
        *high = fmax(*high, values[i * objectives + k]);
    }
}

int pareto_knee(int count, int objectives, const double *values, const bool *on)
{
    int best = -1;
    double best_gain = -INFINITY;
    for (int i = 0; i < count; i++) {
        double gain = 0;
        for (int k = 0; k < objectives && on[i]; k++) {
            double low = 0, high = 0;
            range_of(count, objectives, values, on, k, &low, &high);
            double part =
                high > low ? (high - values[i * objectives + k]) / (high - low) : 0;
            gain += k == 0 ? part : part / (objectives - 1);
        }
        if (on[i] && gain > best_gain) {
            best = i;
            best_gain = gain;
        }
    }
    return best;
}
