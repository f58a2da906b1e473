/* A table the size of all a chamber's history, made up, and how long it takes.
 *
 *   bench_sparse [MEMBERS ITEMS VOTES [map|mcmc [THREADS [DRAWS [MOST DRAWS]]]]]
 *   bench_sparse MEMBERS ITEMS VOTES list     the table itself, as `aisle fit --list` reads it
 *   bench_sparse rows                         nanoseconds a vote, by kind of processor
 *
 * Each item is voted on by a random stretch of neighbouring members, so that members
 * meet in overlapping generations; x ~ N(0, 1), a ~ N(0, 1), b ~ N(0, 1.5^2). */
#include "num/rng.h"
#include "sparse/row.h"
#include <aisle/sparse.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* VmHWM, the most memory the process ever held. */
static double peak_mb(void)
{
    char line[256];
    double kb = NAN;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %lf", &kb) == 1)
            break;
    if (f)
        fclose(f);
    return kb / 1024.0;
}

/* Votes by item; `x` gets the truth. */
static int make(struct aisle_votelist *v, int64_t votes, double *x)
{
    int a_vote = (int)(votes / v->rollcall_count);
    int reach = 4 * a_vote < v->member_count ? 4 * a_vote : v->member_count;
    v->first = calloc((size_t)v->rollcall_count + 1, sizeof *v->first);
    v->cast = calloc((size_t)(votes + v->rollcall_count), sizeof *v->cast);
    if (!v->first || !v->cast || reach < a_vote)
        return 0;
    for (int i = 0; i < v->member_count; i++) {
        struct rng rng = rng_stream(7, 1, (uint32_t)i, 0);
        x[i] = rng_normal(&rng);
    }
    int64_t at = 0;
    for (int j = 0; j < v->rollcall_count; j++) {
        struct rng rng = rng_stream(7, 2, (uint32_t)j, 0);
        double a = rng_normal(&rng);
        double b = 1.5 * rng_normal(&rng);
        int first = (int)(rng_unit(&rng) * (v->member_count - reach + 1));
        for (int i = first; i < first + reach; i++) {
            uint32_t word = rng_u32(&rng);
            if ((word & 0xffff) * (double)reach >= 65536.0 * a_vote)
                continue;
            double p = 1.0 / (1.0 + exp(-a - b * x[i]));
            v->cast[at++] =
                2 * (uint32_t)i + ((double)(word >> 16) + 0.5 < 65536.0 * p);
            if (at == votes + v->rollcall_count - 1)
                break;
        }
        v->first[j + 1] = at;
    }
    return 1;
}

static int write_list(const struct aisle_votelist *v)
{
    puts("member,rollcall,vote");
    for (int j = 0; j < v->rollcall_count; j++)
        for (int64_t k = v->first[j]; k < v->first[j + 1]; k++)
            printf("m%u,r%d,%u\n", v->cast[k] >> 1, j + 1, v->cast[k] & 1);
    return fflush(stdout) != 0;
}

static double correlation(const double *a, const double *b, int n)
{
    double sa = 0, sb = 0, aa = 0, bb = 0, ab = 0;
    for (int i = 0; i < n; i++) {
        sa += a[i];
        sb += b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
        ab += a[i] * b[i];
    }
    return (ab - sa * sb / n) / sqrt((aa - sa * sa / n) * (bb - sb * sb / n));
}

/* Share of members whose made point lies in the fit's 80% interval, sd times 1.2816 either
 * side. */
static double coverage(const struct aisle_sparse_fit *fit, const double *x)
{
    int n = fit->member_count, inside = 0;
    double sum = 0, square = 0;
    for (int i = 0; i < n; i++) {
        sum += x[i];
        square += x[i] * x[i];
    }
    double mean = sum / n, sd = sqrt(square / n - mean * mean);
    double sign = correlation(fit->x, x, n) < 0 ? -1 : 1;
    for (int i = 0; i < n; i++)
        inside += fabs(sign * (x[i] - mean) / sd - fit->x[i]) < 1.2816 * fit->x_sd[i];
    return (double)inside / n;
}

/* Nanoseconds a vote of each path: rows of 2,000 votes, tables of 32,768 units. */
static int time_rows(void)
{
    static const char *const names[] = {"plain", "avx2", "avx512"};
    enum { ROW = 2000, ROWS = 2000, UNITS = 1 << ROW_BLOCK_BITS };
    uint16_t *vote = calloc(ROW + ROW_PADDING, sizeof *vote);
    float *table = calloc((size_t)2 * UNITS, sizeof *table);
    struct rng rng = rng_stream(7, 3, 0, 0);
    if (!vote || !table)
        return 1;
    for (int k = 0; k < ROW; k++)
        vote[k] = (uint16_t)rng_u32(&rng);
    for (int k = 0; k < 2 * UNITS; k++)
        table[k] = (float)rng_normal(&rng);
    for (int path = 0; path < 2 * KERNEL_PATHS; path++) {
        const struct row_kernel *kernel = row_by((enum kernel_path)(path / 2));
        struct row_sums sums = {0};
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        for (int r = 0; kernel && r < ROWS; r++)
            (path % 2 ? kernel->member : kernel->item)(vote, ROW, table, 0.3f, 0.7f,
                                                       &sums);
        double each = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) / ROW / ROWS;
        if (kernel)
            printf("sparse_row_%s_%s\t%d\t%.3g\tns\t-\t-\n", names[path / 2],
                   path % 2 ? "member" : "item", ROW, 1e9 * each);
    }
    free(vote);
    free(table);
    return 0;
}

/* Share of members whose R-hat is at most 1.01. */
static double mixed(const struct aisle_sparse_fit *fit)
{
    int count = 0;
    for (int i = 0; i < fit->member_count; i++)
        count += fit->x_rhat[i] <= 1.01f;
    return (double)count / fit->member_count;
}

static void say(const char *name, const struct aisle_sparse_fit *fit, double value,
                const char *unit)
{
    printf("sparse_%s_%s\t%dx%d:%lld\t%.5g\t%s\t-\t-\n", aisle_method_text(fit->method),
           name, fit->member_count, fit->item_count, (long long)fit->vote_count, value,
           unit);
}

int main(int argc, char **argv)
{
    struct aisle_votelist votes;
    struct aisle_sparse_options options;
    struct aisle_sparse_fit fit;
    if (argc > 1 && strcmp(argv[1], "rows") == 0)
        return time_rows();
    struct aisle_ctx *ctx = aisle_ctx_new();
    aisle_votelist_init(&votes);
    aisle_sparse_options_init(&options);
    aisle_sparse_fit_init(&fit);
    votes.member_count = argc > 1 ? atoi(argv[1]) : 12000;
    votes.rollcall_count = argc > 2 ? atoi(argv[2]) : 110000;
    int64_t count = argc > 3 ? atoll(argv[3]) : 24000000;
    if (argc > 4 && strcmp(argv[4], "mcmc") == 0)
        options.method = AISLE_METHOD_MCMC;
    options.threads = argc > 5 ? atoi(argv[5]) : 0;
    if (argc > 6)
        options.draws = atoi(argv[6]);
    if (argc > 7)
        options.draws_max = atoi(argv[7]);
    double *x = calloc((size_t)votes.member_count, sizeof *x);
    if (!x || !make(&votes, count, x))
        return 1;
    if (argc > 4 && strcmp(argv[4], "list") == 0)
        return write_list(&votes);
    double wall = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (aisle_sparse_ideal(ctx, &votes, &options, &fit)) {
        for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
            fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
        return 1;
    }
    say("wall", &fit, seconds(CLOCK_MONOTONIC) - wall, "s");
    say("cpu", &fit, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, "s");
    say("peak_memory", &fit, peak_mb(), "MB");
    say("climb_sweeps", &fit, fit.sweep_count, "sweeps");
    say("gmp", &fit, fit.gmp, "chance");
    say("r_truth", &fit, fabs(correlation(fit.x, x, fit.member_count)), "r");
    say("cover80", &fit, coverage(&fit, x), "share");
    if (fit.method == AISLE_METHOD_MCMC) {
        say("draws", &fit, fit.kept_count, "draws");
        say("hard_members", &fit, fit.hard_count[0], "members");
        say("hard_items", &fit, fit.hard_count[1], "items");
        say("rhat_median", &fit, fit.rhat_median, "ratio");
        say("ess_tail_min", &fit, fit.ess_tail_min, "draws");
        say("slow_fields", &fit, fit.slow_count, "fields");
        say("drift_taken", &fit, fit.drift_taken, "share");
        say("slope_sd", &fit, fit.slope_sd, "sd");
        say("rhat_to_1.01", &fit, mixed(&fit), "share");
        say("rhat_max", &fit, fit.rhat_max, "ratio");
        say("ess_bulk_min", &fit, fit.ess_bulk_min, "draws");
        say("ess_bulk_median", &fit, fit.ess_bulk_median, "draws");
    }
    free(x);
    aisle_sparse_fit_clear(&fit);
    aisle_votelist_clear(&votes);
    aisle_ctx_free(ctx);
    return 0;
}
