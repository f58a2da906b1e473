/* What senators had said, and what they then did: every one who spoke before a vote of
 * the shipped packages, predicted from all that the others had said (prior), and from
 * his own words too: kept with a chance whatever the particle holds (said), or evidence
 * like any other, as if heard from others (heard). Log loss by what was said.
 *
 *   bench_said STORE
 */
#include "world.h"

static const char *const names[] = {"aid-and-border-money-2023-12-06",
                                    "border-agreement-2024-02-07",
                                    "ukraine-aid-2024-02-08", "border-act-2024-05-23"};

enum { PRIOR, SAID, HEARD, MODELS };
enum { FIRM, CONDITION, SOFT, KINDS };
static const char *const kinds[] = {"firm or likely", "conditional",
                                    "concern or not ruled out"};

struct losses {
    int count;
    double loss[MODELS];
};

static bool same_senator(const struct aisle_statement *a,
                         const struct aisle_statement *b)
{
    return strcmp(a->senator, b->senator) == 0 && strcmp(a->state, b->state) == 0;
}

/* The package without what a senator said, or with all of it heard from others. */
static struct aisle_package variant(const struct aisle_package *package, int model,
                                    const struct aisle_statement *speaker,
                                    struct aisle_statement *statements)
{
    struct aisle_package made = *package;
    made.statements = statements;
    made.statement_count = 0;
    for (int k = 0; k < package->statement_count; k++) {
        const struct aisle_statement *s = &package->statements[k];
        if (same_senator(s, speaker) && model == PRIOR)
            continue;
        statements[made.statement_count] = *s;
        statements[made.statement_count++].second_hand =
            same_senator(s, speaker) && model == HEARD;
    }
    return made;
}

static double chance_of(struct world *w, const struct aisle_votes *view,
                        const struct aisle_package *package, const char *bioguide,
                        int vote)
{
    struct aisle_forecaster_options o;
    struct aisle_forecaster *f = NULL;
    struct aisle_forecast out;
    aisle_forecaster_options_init(&o);
    aisle_forecast_init(&out);
    o.parameters = &w->parameters;
    o.leaders = &w->leaders;
    must(w, aisle_forecaster_new(w->ctx, view, &w->fit, package, &o, &f), "new");
    must(w,
         aisle_forecaster_eval(w->ctx, f, aisle_package_selection(package), NAN, &out),
         "eval");
    double p = NAN;
    for (int i = 0; i < out.votes[vote].senator_count; i++) {
        const struct aisle_forecast_senator *s = &out.votes[vote].senators[i];
        if (strcmp(s->bioguide, bioguide) == 0)
            p = s->p_yea / (1 - s->p_absent);
    }
    aisle_forecast_clear(&out);
    aisle_forecaster_free(f);
    return p;
}

static int kind_of(const struct aisle_statement *s)
{
    if (s->position == AISLE_POSITION_CONDITIONAL)
        return CONDITION;
    bool soft = s->provision >= 0 || s->position == AISLE_POSITION_CONCERN ||
                s->position == AISLE_POSITION_NOT_RULED_OUT ||
                s->position == AISLE_POSITION_UNDECIDED;
    return soft ? SOFT : FIRM;
}

/* The strongest of what a senator said, the first of them standing for all. */
static int strongest(const struct aisle_package *package,
                     const struct aisle_statement *speaker)
{
    int kind = SOFT;
    for (int k = 0; k < package->statement_count; k++) {
        const struct aisle_statement *s = &package->statements[k];
        if (same_senator(s, speaker) && kind_of(s) < kind)
            kind = kind_of(s);
    }
    return kind;
}

static bool spoke_before(const struct aisle_package *package, int statement)
{
    for (int k = 0; k < statement; k++)
        if (same_senator(&package->statements[k], &package->statements[statement]))
            return true;
    return false;
}

static void judge(struct world *w, const struct aisle_votes *view,
                  const struct aisle_package *package, int k, int vote,
                  struct losses losses[KINDS])
{
    const struct aisle_statement *s = &package->statements[k];
    const struct aisle_package_vote *asked = &package->votes[vote];
    int r = aisle_votes_find_rollcall(&w->all, asked->actual_congress,
                                      asked->actual_number);
    int member = -1;
    must(w,
         aisle_votes_find_senator(w->ctx, view, package->path, s->line, s->senator,
                                  s->state, &member),
         s->senator);
    const char *bioguide = view->members[member].bioguide;
    uint8_t cast = aisle_votes_cast(&w->all, r, member); /* a view keeps members */
    bool yea = cast == AISLE_CAST_YEA;
    if (!yea && cast != AISLE_CAST_NAY)
        return;
    struct aisle_statement *room =
        mem_new((size_t)package->statement_count, sizeof *room);
    struct losses *to = &losses[strongest(package, s)];
    printf("said\t%s/%s %s", package->id, asked->id, s->senator);
    for (int j = 0; j < package->statement_count; j++)
        if (same_senator(&package->statements[j], s))
            printf(" '%s'", aisle_position_text(package->statements[j].position));
    for (int model = 0; model < MODELS; model++) {
        struct aisle_package made = variant(package, model, s, room);
        double p = chance_of(w, view, &made, bioguide, vote);
        to->loss[model] -= log(yea ? p : 1 - p);
        printf("\t%.3f", p);
    }
    printf("\t%s\n", yea ? "yea" : "nay");
    to->count++;
    free(room);
}

static void judge_package(struct world *w, const char *name,
                          struct losses losses[KINDS])
{
    char path[512];
    struct aisle_package package;
    snprintf(path, sizeof path, AISLE_SOURCE_DIR "/packages/%s.yaml", name);
    aisle_package_init(&package);
    must(w, aisle_import_package(w->ctx, path, &package), path);
    struct aisle_votes view = world_view(w, package.as_of, 7);
    world_fit(w, package.as_of, 7);
    for (int k = 0; k < package.statement_count; k++)
        if (!spoke_before(&package, k))
            judge(w, &view, &package, k, 0, losses);
    free(view.members);
    aisle_package_clear(&package);
}

int main(int argc, char **argv)
{
    struct world w;
    struct losses losses[KINDS] = {{0}};
    if (argc != 2) {
        fprintf(stderr, "usage: bench_said STORE\n");
        return 2;
    }
    world_open(&w, argv[1], 107, 118);
    world_set(&w, "forecast_statement_second_hand", 1); /* heard without loss */
    printf("what\twho\tprior\tsaid\theard\tcast\n");
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        judge_package(&w, names[k], losses);
    for (int k = 0; k < KINDS; k++)
        printf("loss\t%s (%d)\t%.3f\t%.3f\t%.3f\t\n", kinds[k], losses[k].count,
               losses[k].loss[PRIOR] / losses[k].count,
               losses[k].loss[SAID] / losses[k].count,
               losses[k].loss[HEARD] / losses[k].count);
    world_close(&w);
    return 0;
}
