/* Fit paths to Congresses of a store and say how long it took.
 *
 *   bench_dynamic STORE [FIRST [LAST [map|mcmc [THREADS [NOMINATE.csv]]]]]
 *
 * STORE is a scratch store, made and filled from data/senate when it is not there.
 * With Voteview's scores (congress, bioguide, icpsr, nominate_dim1, ...) it also
 * prints correlations with their first dimension within parties: a check, never a
 * goal. */
#include "../scratch.h"
#include <aisle/aisle.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fail(const struct aisle_ctx *ctx)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
    return 1;
}

/* --- correlation with other scores ------------------------------------------------ */

struct sums {
    double n, x, y, xx, yy, xy;
};

static void add(struct sums *s, double x, double y)
{
    s->n += 1;
    s->x += x;
    s->y += y;
    s->xx += x * x;
    s->yy += y * y;
    s->xy += x * y;
}

static double correlation(const struct sums *s)
{
    double xx = s->xx - s->x * s->x / s->n;
    double yy = s->yy - s->y * s->y / s->n;
    return (s->xy - s->x * s->y / s->n) / sqrt(xx * yy);
}

static const struct aisle_fit_period *find(const struct aisle_fit *fit,
                                           const char *bioguide, int congress)
{
    for (int k = 0; k < fit->period_count; k++)
        if (fit->periods[k].congress == congress &&
            strcmp(fit->members[fit->periods[k].member].bioguide, bioguide) == 0)
            return &fit->periods[k];
    return NULL;
}

/* Over all member-Congresses, and of the last Congress alone. */
static int compare(const char *path, const struct aisle_fit *fit)
{
    char line[512], bioguide[32];
    int congress, icpsr;
    double score;
    struct sums all[3] = {{0}}, last[3] = {{0}};
    FILE *f = fopen(path, "r");
    if (!f)
        return 0;
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%d,%31[^,],%d,%lf", &congress, bioguide, &icpsr, &score) != 4)
            continue;
        const struct aisle_fit_period *p = find(fit, bioguide, congress);
        if (!p || p->vote_count < 20)
            continue;
        int side = p->caucus == 'D' ? 1 : 2;
        add(&all[0], p->x[0], score);
        add(&all[side], p->x[0], score);
        if (congress != fit->congress_last)
            continue;
        add(&last[0], p->x[0], score);
        add(&last[side], p->x[0], score);
    }
    static const char *const names[] = {"all", "D", "R"};
    for (int k = 0; k < 3; k++) {
        printf("dynamic_r_nominate_%s\t%.0f\t%.4f\tr\t-\t-\n", names[k], all[k].n,
               correlation(&all[k]));
        printf("dynamic_r_nominate_last_%s\t%.0f\t%.4f\tr\t-\t-\n", names[k], last[k].n,
               correlation(&last[k]));
    }
    return fclose(f) == 0;
}

static enum aisle_status load(struct aisle_ctx *ctx, const char *path, int first,
                              int last, struct aisle_votes *votes)
{
    struct aisle_store *store = scratch_store(ctx, path);
    enum aisle_status status =
        aisle_store_get_votes(ctx, store, "senate", first, last, AISLE_DAY_NONE, votes);
    aisle_store_close(store);
    return status;
}

/* --- the fit ------------------------------------------------------------------------ */

static void say(const char *name, const struct aisle_fit *fit, double value,
                const char *unit)
{
    printf("dynamic_%s_%s\t%d-%d:%dx%d\t%.5g\t%s\t-\t-\n",
           aisle_method_text(fit->method), name, fit->congress_first,
           fit->congress_last, fit->period_count, fit->item_count, value, unit);
}

static double worst_period_ess(const struct aisle_fit *fit, int *at)
{
    double worst = INFINITY;
    for (int k = 0; k < fit->period_count; k++)
        if (!fit->members[fit->periods[k].member].thin &&
            fit->periods[k].ess_bulk < worst) {
            worst = fit->periods[k].ess_bulk;
            *at = k;
        }
    return worst;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_dynamic STORE [FIRST [LAST [map|mcmc [THREADS "
                        "[NOMINATE.csv]]]]]\n");
        return 2;
    }
    int first = argc > 2 ? atoi(argv[2]) : 101;
    int last = argc > 3 ? atoi(argv[3]) : 118;
    struct aisle_dynamic_options options;
    aisle_dynamic_options_init(&options);
    if (argc > 4 && strcmp(argv[4], "map") == 0)
        options.method = AISLE_METHOD_MAP;
    options.threads = argc > 5 ? atoi(argv[5]) : 0;
    options.heldout = getenv("HELDOUT") != NULL;
    if (getenv("DRAWS"))
        options.draws_max = atoi(getenv("DRAWS"));
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_dynamic_walk walk;
    aisle_votes_init(&votes);
    aisle_fit_init(&fit);
    if (load(ctx, argv[1], first, last, &votes))
        return fail(ctx);
    double wall = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (aisle_dynamic_fit(ctx, &votes, &options, &fit, &walk))
        return fail(ctx);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    say("wall", &fit, wall, "s");
    say("cpu", &fit, cpu, "s");
    say("votes", &fit, (double)fit.vote_count, "votes");
    say("walk_sd", &fit, walk.sd_mean, "sd");
    say("classified", &fit, fit.classified, "share");
    say("gmp", &fit, fit.gmp, "chance");
    say("peak_memory", &fit, (double)usage.ru_maxrss / 1024.0, "MB");
    if (options.heldout)
        say("gmp_heldout", &fit, fit.gmp_heldout, "chance");
    if (fit.method == AISLE_METHOD_MCMC) {
        int at = 0;
        double worst = worst_period_ess(&fit, &at);
        say("draws", &fit, fit.draw_count, "draws");
        say("rhat_max", &fit, fit.rhat_max, "ratio");
        say("ess_bulk_min", &fit, fit.ess_bulk_min, "draws");
        say("ess_bulk_median", &fit, fit.ess_bulk_median, "draws");
        say("ess_tail_min", &fit, fit.ess_tail_min, "draws");
        say("walk_sd_ess", &fit, walk.ess_bulk, "draws");
        say("ess_min_per_cpu_s", &fit, fit.ess_bulk_min / cpu, "1/s");
        fprintf(stderr,
                "worst: %s in %d, %d votes, ess %.0f rhat %.4f; walk %.4f (%.4f "
                "to %.4f) rhat %.4f\n",
                fit.members[fit.periods[at].member].name, fit.periods[at].congress,
                fit.periods[at].vote_count, worst, fit.periods[at].rhat, walk.sd_mean,
                walk.sd_q05, walk.sd_q95, walk.rhat);
    }
    if (argc > 6 && !compare(argv[6], &fit))
        return 1;
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
    return 0;
}
