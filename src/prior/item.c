#include "prior/item.h"

#include "num/target.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { N = ITEM_COLUMNS + 1, WIDE = ITEM_LANES };

/* Eight voters side by side. */
typedef double wide __attribute__((vector_size(8 * WIDE)));
typedef int64_t bits __attribute__((vector_size(8 * WIDE)));

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

/* The casts' share of gradient and curvature at `t`: the same bytes on any processor. */
typedef void add_fn(int count, const struct item_block *casts, const double t[N],
                    double g[N], double h[N][N]);

#define INLINE static inline __attribute__((always_inline))
#define ON(name) name##_plain
#include "prior/item_tile.h"
#undef ON
#if defined(__x86_64__)
BEGIN_TARGET("avx2")
#define ON(name) name##_avx2
#include "prior/item_tile.h"
#undef ON
END_TARGET
BEGIN_TARGET("avx512f,avx512dq")
#define ON(name) name##_avx512
#include "prior/item_tile.h"
#undef ON
END_TARGET
#endif

static add_fn *add_on(int path)
{
#if defined(__x86_64__)
    if (path >= 2 && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq"))
        return add_casts_avx512;
    if (path >= 1 && __builtin_cpu_supports("avx2"))
        return add_casts_avx2;
#endif
    (void)path;
    return add_casts_plain;
}

struct item item_fit_on(int path, int count, const struct item_block *casts,
                        double prior_sd, double party_sd)
{
    enum { STEPS_MAX = 60 };
    const double step_max = 2; /* keeps early steps inside the curve's range */
    double common = 1 / (prior_sd * prior_sd);
    const double precision[N] = {common, common, common, 1 / (party_sd * party_sd)};
    add_fn *add_casts = add_on(path);
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
        add_casts(count, casts, t, g, h);
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

struct item item_fit(int count, const struct item_block *casts, double prior_sd,
                     double party_sd)
{
    return item_fit_on(ITEM_PATHS - 1, count, casts, prior_sd, party_sd);
}
