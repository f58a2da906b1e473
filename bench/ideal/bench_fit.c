/* Fit one Congress of the shipped record and say how long it took.
 *
 *   bench_fit [CONGRESS [map|mcmc [logit|probit [hierarchical|fixed [DIMS]]]]]
 *
 * `fixed` is N(0, 25) for the slopes, as pscl and MCMCpack have it. */
#include <aisle/aisle.h>
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

static void show_messages(const struct aisle_ctx *ctx)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
}

/* The worst ESS of the roll calls whose slope the votes set. */
static double worst_item_ess(const struct aisle_fit *fit)
{
    double worst = INFINITY;
    for (int j = 0; j < fit->item_count; j++)
        worst = fmin(worst, fit->items[j].ess_bulk); /* passes over NAN */
    return worst;
}

int main(int argc, char **argv)
{
    int congress = argc > 1 ? atoi(argv[1]) : 118;
    struct aisle_ideal_options options;
    aisle_ideal_options_init(&options);
    if (argc > 2 && strcmp(argv[2], "map") == 0)
        options.method = AISLE_METHOD_MAP;
    if (argc > 3 && strcmp(argv[3], "probit") == 0)
        options.link = AISLE_LINK_PROBIT;
    if (argc > 4 && strcmp(argv[4], "fixed") == 0)
        options.slope_prior = AISLE_SLOPE_FIXED;
    if (argc > 5)
        options.dims = atoi(argv[5]);
    char votes_path[4096];
    char rollcalls_path[4096];
    snprintf(votes_path, sizeof votes_path, "%s/data/senate/s%d_votes.csv",
             AISLE_SOURCE_DIR, congress);
    snprintf(rollcalls_path, sizeof rollcalls_path, "%s/data/senate/s%d_rollcalls.csv",
             AISLE_SOURCE_DIR, congress);
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes;
    struct aisle_import_report report;
    struct aisle_fit fit;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    aisle_fit_init(&fit);
    if (aisle_import_record(ctx, votes_path, rollcalls_path, &votes, &report)) {
        show_messages(ctx);
        return 1;
    }
    double wall = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (aisle_ideal_fit(ctx, &votes, &options, &fit)) {
        show_messages(ctx);
        return 1;
    }
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    char size[64];
    snprintf(size, sizeof size, "%dx%dx%d", fit.member_count, fit.item_count, fit.dims);
    const char *method = aisle_method_text(fit.method);
    printf("fit_%s_%d_wall\t%s\t%.4f\ts\t-\t-\n", method, congress, size, wall);
    printf("fit_%s_%d_cpu\t%s\t%.4f\ts\t-\t-\n", method, congress, size, cpu);
    if (fit.method == AISLE_METHOD_MCMC) {
        printf("fit_%s_%d_ess_min\t%s\t%.0f\tdraws\t-\t-\n", method, congress, size,
               fit.ess_bulk_min);
        printf("fit_%s_%d_item_ess_min\t%s\t%.0f\tdraws\t-\t-\n", method, congress,
               size, worst_item_ess(&fit));
        printf("fit_%s_%d_rhat_max\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
               fit.rhat_max);
    }
    printf("fit_%s_%d_classified\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
           fit.classified);
    if (isfinite(fit.gmp_heldout))
        printf("fit_%s_%d_gmp_heldout\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
               fit.gmp_heldout);
    printf("fit_%s_%d_gmp\t%s\t%.4f\t1\t-\t-\n", method, congress, size, fit.gmp);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    aisle_ctx_free(ctx);
    return 0;
}
