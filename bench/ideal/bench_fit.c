/* Fit one Congress of the shipped record and say how long it took; leave votes and
 * ideal points as CSV for compare.R.
 *
 *   bench_fit [CONGRESS [map|mcmc [logit|probit [hierarchical|fixed [DIR]]]]]
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

static FILE *open_in(const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return fopen(path, "w");
}

/* The fitted members' votes on the fitted roll calls: 1, 0 or empty. */
static int write_votes(const char *dir, const struct aisle_votes *votes,
                       const struct aisle_fit *fit)
{
    FILE *f = open_in(dir, "votes.csv");
    if (!f)
        return 0;
    fputs("bioguide", f);
    for (int j = 0; j < fit->item_count; j++)
        fprintf(f, ",v%d", fit->items[j].number);
    for (int i = 0; i < fit->member_count; i++) {
        if (fit->members[i].thin)
            continue;
        fprintf(f, "\n%s", fit->members[i].bioguide);
        for (int j = 0; j < fit->item_count; j++) {
            uint8_t c = aisle_votes_cast(votes, fit->items[j].rollcall, i);
            fputs(c == AISLE_CAST_YEA ? ",1" : c == AISLE_CAST_NAY ? ",0" : ",", f);
        }
    }
    fputs("\n", f);
    return fclose(f) == 0;
}

static int write_points(const char *dir, const struct aisle_fit *fit, double wall,
                        double cpu)
{
    FILE *f = open_in(dir, "points.csv");
    if (!f)
        return 0;
    fputs("bioguide,name,party,x,sd,ess,wall_s,cpu_s\n", f);
    for (int i = 0; i < fit->member_count; i++) {
        const struct aisle_fit_member *m = &fit->members[i];
        if (!m->thin)
            fprintf(f, "%s,%s,%c,%.6f,%.6f,%.1f,%.4f,%.4f\n", m->bioguide, m->name,
                    m->party, m->x[0], m->sd[0], m->ess_bulk, wall, cpu);
    }
    return fclose(f) == 0;
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
    snprintf(size, sizeof size, "%dx%d", fit.member_count, fit.item_count);
    const char *method = aisle_method_text(fit.method);
    printf("fit_%s_%d_wall\t%s\t%.4f\ts\t-\t-\n", method, congress, size, wall);
    printf("fit_%s_%d_cpu\t%s\t%.4f\ts\t-\t-\n", method, congress, size, cpu);
    if (fit.method == AISLE_METHOD_MCMC) {
        printf("fit_%s_%d_ess_min\t%s\t%.0f\tdraws\t-\t-\n", method, congress, size,
               fit.ess_bulk_min);
        printf("fit_%s_%d_rhat_max\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
               fit.rhat_max);
    }
    printf("fit_%s_%d_classified\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
           fit.classified);
    if (isfinite(fit.gmp_heldout))
        printf("fit_%s_%d_gmp_heldout\t%s\t%.4f\t1\t-\t-\n", method, congress, size,
               fit.gmp_heldout);
    printf("fit_%s_%d_gmp\t%s\t%.4f\t1\t-\t-\n", method, congress, size, fit.gmp);
    int good = argc < 6 || (write_votes(argv[5], &votes, &fit) &&
                            write_points(argv[5], &fit, wall, cpu));
    if (!good)
        fprintf(stderr, "cannot write to %s\n", argv[5]);
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    aisle_ctx_free(ctx);
    return good ? 0 : 1;
}
