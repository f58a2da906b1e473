/* Two votes on one measure forecast together: a legislative cloture that carried and
 * the next cloture, or the passage, on the same bill, as of the day of the latter and
 * with no roll call on the measure known. By what the two are, prints the log joint
 * chance of all casts at both votes, a cast, and the later one's mean chance and Brier
 * score, as the package format has them (following) and as two draws that share a
 * latent quantile (apart); and the share of the later ones that carried.
 *
 *   bench_pairs STORE [FIRST LAST]      Congresses, default 115 118
 */
#include "world.h"

#include "forecast/repeat.h"

struct pair {
    int rollcall[2];
    enum aisle_vote_kind kind[2];
};

struct result {
    int pairs;
    int carried;
    double joint;
    double said;
    double brier;
};

static bool counts(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

static bool is_cloture(const struct aisle_rollcall *r)
{
    return bank_like(r, AISLE_VOTE_CLOTURE) > 0;
}

static bool find_pair(const struct aisle_votes *votes, int r, struct pair *out)
{
    const struct aisle_rollcall *later = &votes->rollcalls[r];
    bool passage = bank_like(later, AISLE_VOTE_PASSAGE) == 2;
    if (!*later->bill || (!passage && !is_cloture(later)))
        return false;
    for (int k = r - 1; k >= 0; k--) {
        const struct aisle_rollcall *o = &votes->rollcalls[k];
        if (o->congress != later->congress)
            return false;
        if (strcmp(o->bill, later->bill) != 0 || !is_cloture(o))
            continue;
        *out = (struct pair){{k, r},
                             {bank_like(o, AISLE_VOTE_CLOTURE_PROCEED) == 2
                                  ? AISLE_VOTE_CLOTURE_PROCEED
                                  : AISLE_VOTE_CLOTURE,
                              passage ? AISLE_VOTE_PASSAGE
                              : bank_like(later, AISLE_VOTE_CLOTURE_PROCEED) == 2
                                  ? AISLE_VOTE_CLOTURE_PROCEED
                                  : AISLE_VOTE_CLOTURE}};
        return o->passed;
    }
    return false;
}

/* Log chance of one cast at log-odds `z`, kept off certainty as the score's are. */
static double log_cast(double z, uint8_t cast)
{
    double p = fmax(1e-4, fmin(1 - 1e-4, 1 / (1 + exp(-z))));
    return log(cast == AISLE_CAST_YEA ? p : 1 - p);
}

/* All casts at both votes in one particle; the majority leader's are left out, whose
 * nay may be procedure. */
static double log_world(const struct aisle_forecaster *f, const uint8_t *casts[2],
                        int m)
{
    const struct gate *first = &f->gates[0];
    const struct gate *next = &f->gates[1];
    double error = f->settings.repeat_error;
    double size = log((1 - error) / error);
    double moved[3];
    bool same = repeat_same(f, next, m, moved);
    double sum = 0;
    for (int i = 0; i < f->roster.count; i++) {
        size_t at = block_index(f, m / LANES, i) + (size_t)(m % LANES);
        int caucus = caucus_index(f->roster.seats[i].caucus);
        double z = (double)next->logit_alone[at];
        if (i == f->roster.leader)
            continue;
        if (counts(casts[0][i]))
            sum += log_cast((double)first->logit[at], casts[0][i]);
        if (same && counts(casts[0][i]))
            z = f->settings.repeat_history * z + moved[caucus < 0 ? 2 : caucus] +
                (casts[0][i] == AISLE_CAST_YEA ? size : -size);
        if (counts(casts[1][i]))
            sum += log_cast(z, casts[1][i]);
    }
    return sum;
}

static double joint(const struct aisle_forecaster *f, const uint8_t *casts[2])
{
    double *world = mem_new((size_t)f->particles, sizeof *world);
    double top = -INFINITY;
    double sum = 0;
    int count = 0;
    for (int m = 0; m < f->particles; m++) {
        world[m] = log_world(f, casts, m);
        top = fmax(top, world[m]);
    }
    for (int m = 0; m < f->particles; m++)
        sum += exp(world[m] - top);
    for (int i = 0; i < f->roster.count; i++)
        if (i != f->roster.leader)
            count += counts(casts[0][i]) + counts(casts[1][i]);
    free(world);
    return (top + log(sum / f->particles)) / count;
}

static void set(struct world *w, const char *name, double value)
{
    for (int k = 0; k < w->parameters.count; k++)
        if (strcmp(w->parameters.items[k].name, name) == 0)
            w->parameters.items[k].value = value;
}

/* The view without the roll calls on a bill; frees and takes the place of `v`'s. */
static struct aisle_votes without(struct aisle_votes v, const char *bill)
{
    size_t members = (size_t)v.member_count;
    struct aisle_rollcall *kept = mem_new((size_t)v.rollcall_count, sizeof *kept);
    uint8_t *casts = mem_new((size_t)v.rollcall_count * members, 1);
    int congress = v.rollcalls[v.rollcall_count - 1].congress;
    int count = 0;
    for (int r = 0; r < v.rollcall_count; r++) {
        if (v.rollcalls[r].congress == congress &&
            strcmp(v.rollcalls[r].bill, bill) == 0)
            continue;
        kept[count] = v.rollcalls[r];
        memcpy(casts + (size_t)count++ * members, v.casts + (size_t)r * members,
               members);
    }
    v.rollcalls = kept;
    v.casts = casts;
    v.rollcall_count = count;
    return v;
}

/* As the package of these votes has it; `count` 1: the later vote by itself. */
static void forecast(struct world *w, const struct aisle_votes *view,
                     const struct pair *pair, struct aisle_package_vote *votes,
                     int count, struct result *out)
{
    const struct aisle_rollcall *r = &w->all.rollcalls[pair->rollcall[1]];
    char *title =
        mem_format("%s %s %s %s", r->question, r->subject, r->bill_title, r->purpose);
    const struct aisle_leader *majority =
        aisle_leaders_at(&w->leaders, AISLE_ROLE_MAJORITY, r->date);
    struct aisle_package package = {.path = (char *)"bench",
                                    .id = (char *)"bench",
                                    .title = title,
                                    .summary = (char *)"",
                                    .measure = (char *)"",
                                    .as_of = r->date,
                                    .text_since = AISLE_DAY_NONE,
                                    .side = majority->party == 'R' ? AISLE_SIDE_R
                                                                   : AISLE_SIDE_D,
                                    .congress = r->congress,
                                    .vote_count = count,
                                    .votes = votes + 2 - count};
    struct aisle_forecaster_options o;
    struct aisle_forecaster *f = NULL;
    struct aisle_forecaster_short chance;
    uint8_t casts[2][AISLE_SEATS_MAX];
    aisle_forecaster_options_init(&o);
    o.parameters = &w->parameters;
    o.leaders = &w->leaders;
    o.particles = 1024;
    must(w,
         aisle_forecaster_new(w->ctx, view, world_fit(w, r->date, 6), &package, &o, &f),
         "forecaster");
    for (int i = 0; i < f->roster.count; i++)
        for (int k = 0; k < 2; k++)
            casts[k][i] =
                aisle_votes_cast(&w->all, pair->rollcall[k], f->roster.seats[i].member);
    aisle_forecaster_quick(f, count - 1, 0, NAN, &chance, NULL, NULL);
    out->pairs++;
    out->carried += r->passed;
    out->said += chance.p_pass;
    out->brier += (chance.p_pass - r->passed) * (chance.p_pass - r->passed);
    if (count == 2)
        out->joint += joint(f, (const uint8_t *[2]){casts[0], casts[1]});
    aisle_forecaster_free(f);
    free(title);
}

struct results {
    struct result following, apart, alone;
};

static void run_pair(struct world *w, const struct pair *pair, struct results *out)
{
    const struct aisle_rollcall *r = &w->all.rollcalls[pair->rollcall[1]];
    struct aisle_votes whole = world_view(w, r->date, 6);
    struct aisle_votes view = without(whole, r->bill);
    struct aisle_package_vote votes[2];
    const struct aisle_parameters shipped = w->parameters;
    struct aisle_parameters apart = shipped;
    for (int k = 0; k < 2; k++)
        votes[k] = (struct aisle_package_vote){
            .id = (char *)"vote",
            .question = (char *)"",
            .kind = pair->kind[k],
            .requires = w->all.rollcalls[pair->rollcall[k]].requires};
    forecast(w, &view, pair, votes, 2, &out->following);
    forecast(w, &view, pair, votes, 1, &out->alone);
    apart.items = mem_new((size_t)shipped.count, sizeof *apart.items);
    memcpy(apart.items, shipped.items, (size_t)shipped.count * sizeof *apart.items);
    w->parameters = apart;
    set(w, "forecast_repeat_share_cloture", 0);
    set(w, "forecast_repeat_share_passage", 0);
    set(w, "forecast_gate_correlation", 0.75);
    set(w, "forecast_proceed_correlation", 0.75);
    forecast(w, &view, pair, votes, 2, &out->apart);
    w->parameters = shipped;
    free(apart.items);
    free(view.rollcalls);
    free(view.casts);
    free(view.members);
}

static void print(const char *kind, const struct results *r)
{
    int n = r->following.pairs;
    if (n == 0)
        return;
    printf("pair-joint\t%s\t%.4f\tlog a cast\tapart\t%.4f\n", kind,
           r->following.joint / n, r->apart.joint / n);
    printf("pair-brier\t%s\t%.4f\tof %d\talone\t%.4f\n", kind, r->following.brier / n,
           n, r->alone.brier / n);
    printf("pair-said\t%s\t%.3f\tchance\tcarried\t%.3f\n", kind, r->following.said / n,
           (double)r->following.carried / n);
}

/* Which results a pair belongs to, of those below. */
static int class_of(const struct pair *pair)
{
    return (pair->kind[1] == AISLE_VOTE_PASSAGE ? 2 : 0) +
           (pair->kind[0] != AISLE_VOTE_CLOTURE_PROCEED);
}

int main(int argc, char **argv)
{
    struct world w;
    static const char *const classes[] = {"proceed-cloture", "measure-cloture",
                                          "proceed-passage", "measure-passage"};
    struct results results[4] = {0};
    int first = argc > 2 ? atoi(argv[2]) : 115;
    int last = argc > 3 ? atoi(argv[3]) : argc > 2 ? first : 118;
    if (argc < 2) {
        fprintf(stderr, "usage: bench_pairs STORE [FIRST LAST]\n");
        return 2;
    }
    world_open(&w, argv[1], first - 4, last);
    for (int r = 0; r < w.all.rollcall_count; r++) {
        struct pair pair;
        if (w.all.rollcalls[r].congress >= first && find_pair(&w.all, r, &pair))
            run_pair(&w, &pair, &results[class_of(&pair)]);
    }
    for (int k = 0; k < 4; k++)
        print(classes[k], &results[k]);
    world_close(&w);
    return 0;
}
