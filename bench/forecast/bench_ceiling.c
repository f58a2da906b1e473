/* What is left to be known of a senator once the others have voted: every legislative
 * cloture at three-fifths of the Congresses asked for, its casts dealt into ten parts
 * by seat, each part foretold from the other nine and from the record before the day.
 * Prints the log loss a cast and the share called of
 *
 *   curve    a logistic curve in intercept, two slopes and party, fitted to the nine
 *            parts of the vote itself on the ideal points as of the day
 *   model    the forecast, told the nine parts
 *
 * over all casts, and over those but the ten that the forecast would ask for in turn.
 * The majority leader's cast, which may be procedure, is left out; no earlier roll call
 * on the measure is used. What a forecast that knows nothing but the title loses beyond
 * this is the price of not knowing which way the bill divides.
 *
 *   bench_ceiling STORE [FIRST LAST]      Congresses, default 115 118
 */
#include "world.h"

enum { PARTS = 10, ASKED = 10 };

struct tally {
    int casts;
    int called;
    double loss;
};

/* One vote as the bench sees it: who cast what, by seat; -1 for who is left out. */
struct vote {
    int count;
    int cast[AISLE_SEATS_MAX];
    int part[AISLE_SEATS_MAX];
    bool asked[AISLE_SEATS_MAX];
};

static bool is_asked(const struct aisle_rollcall *r)
{
    return r->requires == AISLE_REQUIRES_3_5 && bank_like(r, AISLE_VOTE_CLOTURE) > 0;
}

static void deal(struct world *w, const struct aisle_forecaster *f, int rollcall,
                 struct vote *out)
{
    int dealt = 0;
    int asked = 0;
    int seats[ASKED];
    uint8_t casts[AISLE_SEATS_MAX];
    *out = (struct vote){.count = f->roster.count};
    for (int i = 0; i < out->count; i++) {
        casts[i] = aisle_votes_cast(&w->all, rollcall, f->roster.seats[i].member);
        bool counts = casts[i] == AISLE_CAST_YEA || casts[i] == AISLE_CAST_NAY;
        out->cast[i] =
            i != f->roster.leader && counts ? casts[i] == AISLE_CAST_YEA : -1;
        out->part[i] = out->cast[i] < 0 ? -1 : dealt++ % PARTS;
    }
    must(w, aisle_forecaster_ask(w->ctx, f, 0, casts, ASKED, seats, &asked), "ask");
    for (int k = 0; k < asked; k++)
        out->asked[seats[k]] = true;
}

/* Into t[0], and into t[1] who was not asked. */
static void add(struct tally t[2], double chance, const struct vote *v, int seat)
{
    double p = fmax(1e-4, fmin(1 - 1e-4, chance));
    int yea = v->cast[seat];
    for (int k = 0; k < (v->asked[seat] ? 1 : 2); k++) {
        t[k].casts++;
        t[k].called += (p > 0.5) == yea;
        t[k].loss -= log(yea ? p : 1 - p);
    }
}

static void curve(const struct aisle_forecaster *f, const struct vote *v, int part,
                  struct tally out[2])
{
    struct item_block casts[AISLE_SEATS_MAX / ITEM_LANES + 1];
    int count = 0;
    for (int i = 0; i < v->count; i++) {
        const struct seat *s = &f->roster.seats[i];
        if (v->cast[i] < 0 || v->part[i] == part)
            continue;
        item_put(casts, count++, s->x[0], s->x[1], caucus_sign(s->caucus), v->cast[i]);
    }
    struct item item =
        item_fit(count, casts, f->settings.item_prior_sd, f->settings.item_party_sd);
    for (int i = 0; i < v->count; i++)
        if (v->part[i] == part)
            add(out, 1 / (1 + exp(-bank_logit(&item, &f->roster.seats[i]))), v, i);
}

/* The casts of all parts but one, as suppositions; part -1: none. */
static int tell(const struct aisle_votes *view, const struct vote *v, int part,
                struct aisle_suppose *told)
{
    int count = 0;
    int seat = 0;
    for (int m = 0; m < view->member_count; m++) {
        if (!view->members[m].in_office)
            continue;
        if (part >= 0 && v->cast[seat] >= 0 && v->part[seat] != part) {
            told[count].cast = v->cast[seat] ? AISLE_CAST_YEA : AISLE_CAST_NAY;
            memcpy(told[count++].bioguide, view->members[m].bioguide,
                   sizeof told->bioguide);
        }
        seat++;
    }
    return count;
}

/* What is done with a forecaster told of all parts but `part`. */
typedef void use_fn(struct world *w, const struct aisle_forecaster *f, struct vote *v,
                    int part, void *user);

static void forecast(struct world *w, const struct aisle_votes *view, int rollcall,
                     struct vote *v, int part, use_fn *use, void *user)
{
    struct aisle_rollcall *r = &w->all.rollcalls[rollcall];
    const struct aisle_leader *majority =
        aisle_leaders_at(&w->leaders, AISLE_ROLE_MAJORITY, r->date);
    char *title =
        mem_format("%s %s %s %s", r->question, r->subject, r->bill_title, r->purpose);
    struct aisle_package_vote vote = {.id = (char *)"vote",
                                      .question = r->question,
                                      .kind = r->cloture == AISLE_CLOTURE_PROCEED
                                                  ? AISLE_VOTE_CLOTURE_PROCEED
                                                  : AISLE_VOTE_CLOTURE,
                                      .requires = r->requires};
    struct aisle_package package = {.path = (char *)"bench",
                                    .id = (char *)"bench",
                                    .title = title,
                                    .summary = (char *)"",
                                    .measure = r->bill,
                                    .as_of = r->date,
                                    .text_since = AISLE_DAY_NONE,
                                    .side = majority->party == 'R' ? AISLE_SIDE_R
                                                                   : AISLE_SIDE_D,
                                    .congress = r->congress,
                                    .vote_count = 1,
                                    .votes = &vote};
    struct aisle_suppose told[AISLE_SEATS_MAX];
    struct aisle_forecaster_options o;
    struct aisle_forecaster *f = NULL;
    aisle_forecaster_options_init(&o);
    o.parameters = &w->parameters;
    o.leaders = &w->leaders;
    o.suppose = told;
    o.suppose_count = tell(view, v, part, told);
    must(w,
         aisle_forecaster_new(w->ctx, view, world_fit(w, r->date, 6), &package, &o, &f),
         "forecaster");
    use(w, f, v, part, user);
    aisle_forecaster_free(f);
    free(title);
}

struct tallies {
    int votes;
    struct tally curve[2];
    struct tally model[2];
};

static void score_part(struct world *w, const struct aisle_forecaster *f,
                       struct vote *v, int part, void *user)
{
    struct tallies *t = user;
    struct aisle_forecast forecast;
    aisle_forecast_init(&forecast);
    must(w, aisle_forecaster_eval(w->ctx, f, 0, NAN, &forecast), "forecast");
    for (int i = 0; i < v->count; i++) {
        const struct aisle_forecast_senator *s = &forecast.votes[0].senators[i];
        if (v->part[i] == part)
            add(t->model, s->p_yea / (1 - s->p_absent), v, i);
    }
    curve(f, v, part, t->curve);
    aisle_forecast_clear(&forecast);
}

static void deal_seats(struct world *w, const struct aisle_forecaster *f,
                       struct vote *v, int part, void *user)
{
    (void)part;
    deal(w, f, *(const int *)user, v);
}

static void run_vote(struct world *w, int rollcall, struct tallies *out)
{
    struct aisle_votes view = world_view(w, w->all.rollcalls[rollcall].date, 6);
    struct vote v;
    forecast(w, &view, rollcall, &v, -1, deal_seats, &rollcall);
    for (int part = 0; part < PARTS; part++)
        forecast(w, &view, rollcall, &v, part, score_part, out);
    out->votes++;
    free(view.members);
}

static void print(const char *name, const struct tallies *all, const struct tally t[2])
{
    static const char *const whose[2] = {"all", "but-asked"};
    for (int k = 0; k < 2; k++) {
        printf("%s-loss\t%s\t%.4f\tlog a cast\tvotes\t%d\n", name, whose[k],
               t[k].loss / t[k].casts, all->votes);
        printf("%s-called\t%s\t%.4f\tshare\tcasts\t%d\n", name, whose[k],
               (double)t[k].called / t[k].casts, t[k].casts);
    }
}

int main(int argc, char **argv)
{
    struct world w;
    struct tallies all = {0};
    int first = argc > 2 ? atoi(argv[2]) : 115;
    int last = argc > 3 ? atoi(argv[3]) : argc > 2 ? first : 118;
    if (argc < 2) {
        fprintf(stderr, "usage: bench_ceiling STORE [FIRST LAST]\n");
        return 2;
    }
    world_open(&w, argv[1], first - 4, last);
    world_set(&w, "forecast_repeat_share_cloture", 0);
    for (int r = 0; r < w.all.rollcall_count; r++)
        if (w.all.rollcalls[r].congress >= first && is_asked(&w.all.rollcalls[r]))
            run_vote(&w, r, &all);
    print("curve", &all, all.curve);
    print("model", &all, all.model);
    world_close(&w);
    return 0;
}
