/* The single-precision likelihood of a tile by each path that the processor has: best of
 * many turns, nanoseconds a vote.
 *
 *   bench_kernel */
#include "likelihood/kernel.h"
#include <math.h>
#include <stdio.h>
#include <time.h>

enum { ROWS = 104, REPEATS = 2000, TURNS = 40 };

static struct kernel_row row[ROWS];
static float feature[ROWS][2];
static float at[KERNEL_PARAMS_MAX][KERNEL_LANES];

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fill(void)
{
    for (int i = 0; i < ROWS; i++) {
        row[i] = (struct kernel_row){i, 0xffff, (uint16_t)(40503 * i)};
        feature[i][0] = 1.0f;
        feature[i][1] = sinf((float)i);
    }
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        at[0][lane] = cosf((float)lane);
        at[1][lane] = 2.0f * sinf(3.0f * (float)lane);
    }
}

static double nanoseconds_a_vote(kernel_eval32_fn *eval, enum aisle_link link,
                                 enum kernel_want want)
{
    struct kernel_rows32 rows = {ROWS, row, feature[0], 2, NULL};
    struct kernel_sums sums;
    double best = INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
        double from = seconds();
        for (int k = 0; k < REPEATS; k++)
            eval(link, 0, 2, want, &rows, (const float(*)[KERNEL_LANES])at, &sums);
        best = fmin(best, seconds() - from);
    }
    return 1e9 * best / (REPEATS * ROWS * KERNEL_LANES);
}

int main(void)
{
    static const char *const paths[] = {"plain", "avx2", "avx512"};
    static const char *const links[] = {"logit", "probit"};
    static const char *const wants[] = {"value", "all"};
    fill();
    for (int path = 0; path < KERNEL_PATHS; path++)
        for (int link = 0; link < 2; link++)
            for (int want = 0; want < 2; want++) {
                kernel_eval32_fn *eval = kernel_eval32_by((enum kernel_path)path);
                if (eval)
                    printf("kernel_%s_%s_%s\t%dx%d\t%.3f\tns/vote\t-\t-\n", paths[path],
                           links[link], wants[want], ROWS, KERNEL_LANES,
                           nanoseconds_a_vote(
                               eval, link ? AISLE_LINK_PROBIT : AISLE_LINK_LOGIT,
                               want ? KERNEL_ALL : KERNEL_VALUES));
            }
    return 0;
}
