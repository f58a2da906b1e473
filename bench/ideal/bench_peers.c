/* The same votes and priors by aisle, pscl and MCMCpack, in one run: do the posteriors
 * agree, and how many effective draws of the worst member does a CPU second give?
 *
 *   bench_peers [CONGRESS [ITERATIONS [pscl|MCMCpack]]]
 *
 * Probit, x ~ N(0, 1), items ~ N(0, 25), as the peers have it. Leaves votes and draws in
 * a folder of its own for compare.R; peers that R lacks are left out, and all of them
 * where there is no Rscript. */
#include <aisle/aisle.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static FILE *open_in(const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (!f)
        perror(path);
    return f;
}

static enum aisle_status read_votes(struct aisle_ctx *ctx, int congress,
                                    struct aisle_votes *votes)
{
    char path[2][4096];
    struct aisle_import_report report;
    aisle_import_report_init(&report);
    snprintf(path[0], sizeof path[0], AISLE_SOURCE_DIR "/data/senate/s%d_votes.csv",
             congress);
    snprintf(path[1], sizeof path[1], AISLE_SOURCE_DIR "/data/senate/s%d_rollcalls.csv",
             congress);
    enum aisle_status status =
        aisle_import_record(ctx, path[0], path[1], votes, &report);
    aisle_import_report_clear(&report);
    return status;
}

/* The fitted members' votes on the fitted roll calls: 1, 0 or empty. */
static int write_votes(const char *dir, const struct aisle_votes *votes,
                       const struct aisle_fit *fit)
{
    FILE *f = open_in(dir, "votes.csv");
    if (!f)
        return 0;
    fputs("bioguide,party", f);
    for (int j = 0; j < fit->item_count; j++)
        fprintf(f, ",v%d", fit->items[j].number);
    for (int i = 0; i < fit->member_count; i++) {
        if (fit->members[i].thin)
            continue;
        fprintf(f, "\n%s,%c", fit->members[i].bioguide, fit->members[i].party);
        for (int j = 0; j < fit->item_count; j++) {
            uint8_t c = aisle_votes_cast(votes, fit->items[j].rollcall, i);
            fputs(c == AISLE_CAST_YEA ? ",1" : c == AISLE_CAST_NAY ? ",0" : ",", f);
        }
    }
    fputs("\n", f);
    return fclose(f) == 0;
}

/* NAME.bin: chains, draws a chain, members, CPU seconds, then the draws, as doubles. */
static int write_draws(const char *dir, const char *name, const struct aisle_fit *fit,
                       double cpu)
{
    int fitted = 0;
    int a_chain = fit->draw_count / fit->chain_count;
    FILE *f = open_in(dir, name);
    if (!f)
        return 0;
    for (int i = 0; i < fit->member_count; i++)
        fitted += !fit->members[i].thin;
    const double head[] = {fit->chain_count, a_chain, fitted, cpu};
    size_t good = fwrite(head, sizeof head, 1, f);
    for (int t = 0; t < fit->draw_count; t++)
        for (int i = 0; i < fit->member_count; i++) {
            double x =
                (double)fit->x_draws[(size_t)t * (size_t)fit->member_count + (size_t)i];
            if (!fit->members[i].thin)
                good += fwrite(&x, sizeof x, 1, f);
        }
    return fclose(f) == 0 && good == 1 + (size_t)fit->draw_count * (size_t)fitted;
}

/* Once to the default targets, for the time; once much longer, for the posterior. */
static int fit_both(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                    const char *dir)
{
    static const struct {
        const char *name;
        double ess;
        int draws;
    } runs[] = {{"usual.bin", 400, 8000}, {"long.bin", 4000, 80000}};
    int good = 1;
    for (int r = 0; r < 2 && good; r++) {
        struct aisle_ideal_options o;
        struct aisle_fit fit;
        aisle_fit_init(&fit);
        aisle_ideal_options_init(&o);
        o.link = AISLE_LINK_PROBIT;
        o.slope_prior = AISLE_SLOPE_FIXED;
        o.ess_target = runs[r].ess;
        o.draws_max = runs[r].draws;
        double cpu = cpu_seconds();
        good = aisle_ideal_fit(ctx, votes, &o, &fit) == AISLE_OK;
        cpu = cpu_seconds() - cpu;
        good = good && write_draws(dir, runs[r].name, &fit, cpu) &&
               (r > 0 || write_votes(dir, votes, &fit));
        aisle_fit_clear(&fit);
    }
    return good;
}

static int compare(const char *dir, int iterations, const char *peer)
{
    char command[8192];
    snprintf(command, sizeof command,
             "command -v Rscript >/dev/null || { echo 'bench_peers: no Rscript' >&2; "
             "exit 0; }; Rscript " AISLE_SOURCE_DIR "/bench/ideal/compare.R %s %d %s",
             dir, iterations, peer);
    int status = system(command); /* NOLINT(cert-env33-c): a bench, fixed words */
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command) == 0 && status == 0; /* NOLINT(cert-env33-c) */
}

int main(int argc, char **argv)
{
    int congress = argc > 1 ? atoi(argv[1]) : 109;
    char dir[] = "/tmp/aisle_peers_XXXXXX";
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    int good = mkdtemp(dir) && read_votes(ctx, congress, &votes) == AISLE_OK &&
               fit_both(ctx, &votes, dir);
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
    fflush(stdout);
    good =
        good && compare(dir, argc > 2 ? atoi(argv[2]) : 50000, argc > 3 ? argv[3] : "");
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
    return good ? 0 : 1;
}
