/* What each part of the vote models earns: held-out GMP by Congress and dimension,
 * the same fifth of the votes hidden from every model (problem_hide_votes).
 *
 *   bench_votes [FIRST [LAST [DIMS [REFERENCE.csv]]]]      default: 109 118 1
 *
 * One TSV line a model: name, Congress, dims, value, unit, gain over plain, seconds.
 * The row +absence ends with held-out GMP of having voted or not, by member and roll
 * call, and what the parts of the model of absence add to it.
 * ONLY=NAME,NAME leaves the others out (plain stays). SLOPE_SD, INTERCEPT_SD,
 * PARTY_SD, UNFOLD_SD, OFFSET_SD and FORM_PRIOR try other scales, which is for
 * Congresses up to the 114th.
 * REFERENCE.csv (bioguide_id, nominate_dim1: Voteview's members file of a Congress)
 * adds the correlation of x within each caucus with it: a check, never a goal. */
#include "base/file.h"
#include "base/text.h"
#include <aisle/aisle.h>
#include <aisle/votemodel_fit.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DATA AISLE_SOURCE_DIR "/data/senate/"

struct model {
    const char *name;
    unsigned parts;
};
enum {
    LAPSE = AISLE_TERM_LAPSE,
    LEADER = AISLE_TERM_LEADER,
    LOYALTY = AISLE_TERM_LOYALTY,
    UNFOLDING = AISLE_TERM_UNFOLDING,
    OFFSETS = AISLE_TERM_OFFSETS,
    ABSENCE = AISLE_TERM_ABSENCE,
    PREDICT = 1 << AISLE_TERM_COUNT
};
#define BEST AISLE_TERMS_FULL

static const struct model models[] = {
    {"plain", 0},
    {"best", BEST},
    {"+leader", LEADER},
    {"+loyalty", LOYALTY},
    {"+unfolding", UNFOLDING},
    {"+offsets", OFFSETS},
    {"+lapse", LAPSE},
    {"+predict", PREDICT},
    {"+absence", ABSENCE},
    {"best-leader", BEST & ~(unsigned)LEADER},
    {"best-loyalty", BEST & ~(unsigned)LOYALTY},
    {"best-unfolding", BEST & ~(unsigned)UNFOLDING},
    {"best-offsets", BEST & ~(unsigned)OFFSETS},
    {"best+lapse", BEST | LAPSE},
    {"best+predict", BEST | PREDICT},
};
#define MODELS (sizeof models / sizeof models[0])

static void must(struct aisle_ctx *ctx, enum aisle_status status)
{
    if (status == AISLE_OK)
        return;
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(ctx, i)->text);
    exit(1);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int *read_leaders(struct aisle_ctx *ctx, const struct aisle_votes *votes)
{
    char *bytes = NULL;
    size_t size = 0;
    struct aisle_leaders leaders;
    aisle_leaders_init(&leaders);
    must(ctx, file_read(ctx, DATA "leaders.csv", &bytes, &size));
    must(ctx, aisle_import_leaders_bytes(ctx, "leaders.csv", bytes, size, &leaders));
    int *out = calloc((size_t)votes->rollcall_count, sizeof *out);
    for (int r = 0; r < votes->rollcall_count; r++) {
        const struct aisle_leader *l =
            aisle_leaders_at(&leaders, AISLE_ROLE_MAJORITY, votes->rollcalls[r].date);
        out[r] = l ? aisle_votes_find_member(votes, l->bioguide) : -1;
    }
    aisle_leaders_clear(&leaders);
    free(bytes);
    return out;
}

/* NOMINATE's first dimension of each member, NAN when not there. */
static double *read_reference(const char *path, const struct aisle_votes *votes)
{
    double *out = malloc((size_t)votes->member_count * sizeof *out);
    char line[4096];
    FILE *f = fopen(path, "r");
    if (!f || !out || !fgets(line, sizeof line, f))
        exit(2);
    int id = -1, x = -1, column = 0;
    for (char *s = line, *field; (field = strsep(&s, ",\n")); column++) {
        id = strcmp(field, "bioguide_id") == 0 ? column : id;
        x = strcmp(field, "nominate_dim1") == 0 ? column : x;
    }
    for (int i = 0; i < votes->member_count; i++)
        out[i] = NAN;
    while (fgets(line, sizeof line, f)) {
        char bioguide[12] = "", *s = line, *field;
        double value = NAN;
        bool quoted = false;
        for (char *p = line; *p; p++) { /* commas within quotes are no separators */
            quoted ^= *p == '"';
            *p = quoted && *p == ',' ? ' ' : *p;
        }
        for (column = 0; (field = strsep(&s, ",\n")); column++) {
            if (column == id)
                text_fit(bioguide, sizeof bioguide, field);
            if (column == x && *field)
                value = atof(field);
        }
        int m = aisle_votes_find_member(votes, bioguide);
        if (m >= 0)
            out[m] = value;
    }
    fclose(f);
    return out;
}

static double within(const struct aisle_votes *votes, const struct aisle_votemodel *m,
                     const double *reference, char caucus)
{
    double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (int i = 0; i < votes->member_count; i++) {
        double x = m->members[i].x[0], y = reference[i];
        if (votes->members[i].caucus != caucus || m->members[i].thin || isnan(y))
            continue;
        n += 1, sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
    }
    return (n * sxy - sx * sy) / sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

static double env_or(const char *name, double otherwise)
{
    const char *text = getenv(name);
    return text ? atof(text) : otherwise;
}

static struct aisle_votemodel_options options_of(const struct model *model, int dims,
                                                 const int *leaders)
{
    struct aisle_votemodel_options o;
    aisle_votemodel_options_init(&o);
    o.dims = dims;
    o.heldout = true;
    o.terms = model->parts & ~(unsigned)PREDICT;
    o.predict = model->parts & PREDICT;
    o.leaders = leaders;
    /* scales to try on 109-114 */
    o.slope_sd = env_or("SLOPE_SD", o.slope_sd);
    o.intercept_sd = env_or("INTERCEPT_SD", o.intercept_sd);
    o.party_sd = env_or("PARTY_SD", o.party_sd);
    o.unfold_sd = env_or("UNFOLD_SD", o.unfold_sd);
    o.offset_sd = env_or("OFFSET_SD", o.offset_sd);
    o.form_prior = env_or("FORM_PRIOR", o.form_prior);
    return o;
}

/* Is the name in the list "NAME,NAME"? A list that is not there has all. */
static bool is_listed(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = list; p && *p; p += strcspn(p, ",") + (strchr(p, ',') != NULL))
        if (strcspn(p, ",") == n && strncmp(p, name, n) == 0)
            return true;
    return !list;
}

static void run_congress(struct aisle_ctx *ctx, int congress, int dims,
                         const char *reference_path)
{
    char votes_path[512], rollcalls_path[512];
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    snprintf(votes_path, sizeof votes_path, DATA "s%d_votes.csv", congress);
    snprintf(rollcalls_path, sizeof rollcalls_path, DATA "s%d_rollcalls.csv", congress);
    must(ctx, aisle_import_record(ctx, votes_path, rollcalls_path, &votes, &report));
    int *leaders = read_leaders(ctx, &votes);
    double *reference = reference_path ? read_reference(reference_path, &votes) : NULL;
    const char *only = getenv("ONLY");
    double plain = NAN;
    for (size_t k = 0; k < MODELS; k++) {
        struct aisle_votemodel_options o = options_of(&models[k], dims, leaders);
        struct aisle_votemodel m;
        if (k > 0 && !is_listed(only, models[k].name))
            continue;
        aisle_votemodel_init(&m);
        double started = seconds();
        must(ctx, aisle_votemodel_fit(ctx, &votes, &o, &m));
        plain = k == 0 ? m.heldout.gmp : plain;
        printf("%s\t%d\t%d\t%.5f\tgmp_heldout\t%+.5f\t%.2f\tright=%.4f gmp=%.4f "
               "lapse=%.4f leader=%.2f sweeps=%d%s",
               models[k].name, congress, dims, m.heldout.gmp, m.heldout.gmp - plain,
               seconds() - started, m.heldout.right, m.fitted.gmp, m.lapse,
               m.leader_nay, m.iterations, m.converged ? "" : " not-converged");
        for (int part = 0; (models[k].parts & ABSENCE) && part < AISLE_ABSENCE_PARTS;
             part++)
            printf(" %s=%+.5f", aisle_absence_word((enum aisle_absence_part)part),
                   m.absence.gain[part]);
        if (models[k].parts & ABSENCE)
            printf(" absence_plain=%.5f absence_gain=%+.5f", m.absence.gmp_plain,
                   m.absence.gmp - m.absence.gmp_plain);
        if (reference)
            printf(" r_D=%.3f r_R=%.3f", within(&votes, &m, reference, 'D'),
                   within(&votes, &m, reference, 'R'));
        putchar('\n');
        fflush(stdout);
        aisle_votemodel_clear(&m);
    }
    free(leaders);
    free(reference);
    aisle_import_report_clear(&report);
    aisle_votes_clear(&votes);
}

int main(int argc, char **argv)
{
    int first = argc > 1 ? atoi(argv[1]) : 109;
    int last = argc > 2 ? atoi(argv[2]) : 118;
    int dims = argc > 3 ? atoi(argv[3]) : 1;
    struct aisle_ctx *ctx = aisle_ctx_new();
    for (int c = first; ctx && c <= last; c++)
        run_congress(ctx, c, dims, argc > 4 ? argv[4] : NULL);
    aisle_ctx_free(ctx);
    return 0;
}
