#include "experiment/sobol.h"

#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { USE_LATIN = 0x45580001, USE_SHUFFLE, USE_BOOTSTRAP };

void latin_hypercube(uint64_t seed, uint32_t which, int count, int dim, double *points)
{
    for (int d = 0; d < dim; d++) {
        struct rng order = rng_stream(seed, USE_SHUFFLE, which, (uint32_t)d);
        struct rng inside = rng_stream(seed, USE_LATIN, which, (uint32_t)d);
        double *column = points + d;
        for (int i = 0; i < count; i++)
            column[(size_t)i * (size_t)dim] = (i + rng_unit(&inside)) / count;
        for (int i = count - 1; i > 0; i--) {
            size_t a = (size_t)i * (size_t)dim;
            size_t b = (size_t)(rng_unit(&order) * (i + 1)) * (size_t)dim;
            double other = column[a];
            column[a] = column[b];
            column[b] = other;
        }
    }
}

void sobol_design(uint64_t seed, int base, int dim, double *points)
{
    size_t block = (size_t)base * (size_t)dim;
    double *a = points, *b = points + block;
    latin_hypercube(seed, 0, base, dim, a);
    latin_hypercube(seed, 1, base, dim, b);
    for (int i = 0; i < dim; i++) {
        double *ab = points + (size_t)(i + 2) * block;
        memcpy(ab, a, block * sizeof *ab);
        for (int n = 0; n < base; n++)
            ab[(size_t)n * (size_t)dim + (size_t)i] =
                b[(size_t)n * (size_t)dim + (size_t)i];
    }
}

struct estimate {
    double first;
    double total;
};

/* Estimate over the rows `pick` (NULL: all, in order). The variance is of A and B
 * together, and the mean is taken out: the estimator of S_i is noisy otherwise. */
static struct estimate estimate_of(int base, const double *y, int i,
                                   const uint32_t *pick)
{
    const double *a = y, *b = y + base, *ab = y + (size_t)(i + 2) * (size_t)base;
    double mean = 0, square = 0, first = 0, total = 0;
    for (int n = 0; n < base; n++) {
        uint32_t k = pick ? pick[n] : (uint32_t)n;
        mean += (a[k] + b[k]) / (2.0 * base);
    }
    for (int n = 0; n < base; n++) {
        uint32_t k = pick ? pick[n] : (uint32_t)n;
        double da = a[k] - mean, db = b[k] - mean, change = ab[k] - a[k];
        square += (da * da + db * db) / (2.0 * base);
        first += db * change / base;
        total += change * change / (2.0 * base);
    }
    return (struct estimate){first / square, total / square};
}

static bool moves(int count, const double *y)
{
    for (int i = 1; i < count; i++)
        if (y[i] != y[0])
            return true;
    return false;
}

/* Resample rows: all points of a row go together. */
static void bootstrap(uint64_t seed, int base, const double *y, int i, double *work,
                      struct sobol_index *out)
{
    enum { BLOCK = 8192 };
    uint32_t pick[BLOCK];
    int rows = base < BLOCK ? base : BLOCK;
    double *first = work, *total = work + SOBOL_RESAMPLES;
    for (int s = 0; s < SOBOL_RESAMPLES; s++) {
        struct rng rng = rng_stream(seed, USE_BOOTSTRAP, (uint32_t)s, 0);
        for (int n = 0; n < rows; n++)
            pick[n] = (uint32_t)(rng_unit(&rng) * rows);
        struct estimate e = estimate_of(rows, y, i, pick);
        first[s] = e.first;
        total[s] = e.total;
    }
    num_sort(first, SOBOL_RESAMPLES);
    num_sort(total, SOBOL_RESAMPLES);
    out->first_low = num_quantile_sorted(first, SOBOL_RESAMPLES, 0.05);
    out->first_high = num_quantile_sorted(first, SOBOL_RESAMPLES, 0.95);
    out->total_low = num_quantile_sorted(total, SOBOL_RESAMPLES, 0.05);
    out->total_high = num_quantile_sorted(total, SOBOL_RESAMPLES, 0.95);
}

void sobol_indices(uint64_t seed, int base, int dim, const double *y, double *work,
                   struct sobol_index *out)
{
    bool known = moves(2 * base, y);
    for (int i = 0; i < dim; i++) {
        out[i] = (struct sobol_index){NAN, NAN, NAN, NAN, NAN, NAN};
        if (!known)
            continue;
        bootstrap(seed, base, y, i, work, &out[i]);
        struct estimate e = estimate_of(base, y, i, NULL);
        out[i].first = e.first;
        out[i].total = e.total;
    }
}
