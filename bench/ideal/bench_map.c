/* Modes with their standard errors, step by step: of each Congress, and of all of them
 * at once with every member in one place throughout.
 *
 *   bench_map [STORE [FIRST [LAST [THREADS [logit|probit [hierarchical|fixed [REPEATS]]]]]]]
 *
 * STORE is a scratch store, made and filled from data/senate when it is not there; one in
 * memory by default. Times are medians of the repeats. `map_se` is all that a fit by MAP
 * needs until it has standard errors: prepare, start, mode and errors. */
#include "../scratch.h"
#include "ideal/ideal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* --- the steps ------------------------------------------------------------------------ */

enum { PREPARE, START, MODE, ERRORS, DRAWS, RANKS, SCORES, STEPS };

enum { REPEATS_MAX = 1000 };

struct times {
    double of[STEPS][REPEATS_MAX];
    int members;
    int items;
};

/* Seconds since `*at`, which moves to now. */
static double lap(double *at)
{
    double now = seconds();
    double s = now - *at;
    *at = now;
    return s;
}

static void fit_once(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                     const struct aisle_ideal_options *options, int repeat,
                     struct times *t)
{
    struct problem problem = {0};
    struct point mode = {0};
    struct aisle_fit fit;
    struct aisle_ideal_options errors_only = *options;
    aisle_fit_init(&fit);
    errors_only.draws_min = 1;
    double at = seconds();
    if (problem_new(ctx, votes, options, &problem) ||
        summary_begin(ctx, &problem, &fit) || point_new(ctx, &problem, &mode))
        scratch_stop(ctx);
    t->of[PREPARE][repeat] = lap(&at);
    if (start_at(ctx, &problem, &mode))
        scratch_stop(ctx);
    t->of[START][repeat] = lap(&at);
    if (map_fit(ctx, &problem, &mode))
        scratch_stop(ctx);
    t->of[MODE][repeat] = lap(&at);
    problem.options = &errors_only;
    if (laplace_fit(ctx, &problem, &mode, &fit))
        scratch_stop(ctx);
    t->of[ERRORS][repeat] = lap(&at);
    free(fit.x_draws);
    problem.options = options;
    at = seconds();
    if (laplace_fit(ctx, &problem, &mode, &fit))
        scratch_stop(ctx);
    t->of[DRAWS][repeat] = lap(&at) - t->of[ERRORS][repeat];
    if (summary_finish(ctx, &fit))
        scratch_stop(ctx);
    t->of[RANKS][repeat] = lap(&at);
    if (score_fit(ctx, &problem, &fit))
        scratch_stop(ctx);
    t->of[SCORES][repeat] = lap(&at);
    t->members = fit.member_count;
    t->items = fit.item_count;
    aisle_fit_clear(&fit);
    point_clear(&mode);
    problem_clear(&problem);
}

static int compare(const void *left, const void *right)
{
    const double *a = left;
    const double *b = right;
    return (*a > *b) - (*a < *b);
}

static void say(const char *name, int first, int last, const struct times *t, double s)
{
    char size[64];
    snprintf(size, sizeof size, "%dx%d", t->members, t->items);
    printf("map_%s_%d", name, first);
    if (last > first)
        printf("-%d", last);
    printf("\t%s\t%.4f\tms\t-\t-\n", size, 1e3 * s);
}

/* The median time of each step, and their sum until there are errors; that sum. */
static double fit_often(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                        const struct aisle_ideal_options *options, int repeats,
                        bool by_step)
{
    static const char *const names[] = {"prepare", "start", "mode",  "errors",
                                        "draws",   "ranks", "scores"};
    static struct times t;
    double whole = 0.0;
    double until_errors = 0.0;
    for (int k = 0; k < repeats; k++)
        fit_once(ctx, votes, options, k, &t);
    for (int s = 0; s < STEPS; s++) {
        qsort(t.of[s], (size_t)repeats, sizeof t.of[s][0], compare);
        double median = t.of[s][repeats / 2];
        whole += median;
        until_errors += s <= ERRORS ? median : 0.0;
        if (by_step)
            say(names[s], votes->congress_first, votes->congress_last, &t, median);
    }
    if (by_step) {
        say("se", votes->congress_first, votes->congress_last, &t, until_errors);
        say("whole", votes->congress_first, votes->congress_last, &t, whole);
    }
    return until_errors;
}

int main(int argc, char **argv)
{
    int first = argc > 2 ? atoi(argv[2]) : 101;
    int last = argc > 3 ? atoi(argv[3]) : 118;
    int repeats = argc > 7 ? atoi(argv[7]) : 5;
    struct aisle_ideal_options options;
    aisle_ideal_options_init(&options);
    options.method = AISLE_METHOD_MAP;
    options.threads = argc > 4 ? atoi(argv[4]) : 1;
    if (argc > 5 && strcmp(argv[5], "probit") == 0)
        options.link = AISLE_LINK_PROBIT;
    if (argc > 6 && strcmp(argv[6], "fixed") == 0)
        options.slope_prior = AISLE_SLOPE_FIXED;
    if (repeats < 1 || repeats > REPEATS_MAX)
        return 2;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_store *store = scratch_store(ctx, argc > 1 ? argv[1] : ":memory:");
    struct aisle_votes votes;
    double sum = 0.0;
    for (int congress = first; congress <= last && last > first; congress++) {
        aisle_votes_init(&votes);
        if (aisle_store_get_votes(ctx, store, "senate", congress, congress,
                                  AISLE_DAY_NONE, &votes))
            scratch_stop(ctx);
        sum += fit_often(ctx, &votes, &options, repeats, false);
        aisle_votes_clear(&votes);
    }
    if (last > first)
        printf("map_se_each_%d-%d\t%d\t%.4f\tms\t-\t-\n", first, last, last - first + 1,
               1e3 * sum);
    aisle_votes_init(&votes);
    if (aisle_store_get_votes(ctx, store, "senate", first, last, AISLE_DAY_NONE,
                              &votes))
        scratch_stop(ctx);
    fit_often(ctx, &votes, &options, repeats, true);
    aisle_votes_clear(&votes);
    aisle_store_close(store);
    aisle_ctx_free(ctx);
    return 0;
}
