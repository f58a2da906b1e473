/* Backtest: legislative cloture votes of the 111th-118th Senate, out of time.
 *
 *   bench_backtest STORE [--first 111] [--last 118] [--kind cloture|passage]
 *                  [--warm] [--particles N] [--states 1..3] [--set NAME=VALUE]... [--rows]
 *
 * For every vote: the record before its day (six years back), a fit of the record
 * before its month, a package that says no more than the vote's own title, and the
 * forecast. Cold: no other roll call on the measure is used. Then the positions of
 * ten senators drawn at random are given (never the majority leader's, whose
 * procedural nay would tell the result), right, and again with one in ten wrong and
 * the model told so. Scores are on the senators not given. */
#include "world.h"

#include "forecast/tally.h"
#include "num/rng.h"
#include "num/special.h"

struct ask {
    int first;
    int last;
    bool passage;
    bool warm;
    bool rows;
    int particles;
    int states;
};

/* Sums over votes of one information state. */
struct score {
    int votes;
    double casts, right, log_loss, brier;
    double joint; /* mean log joint probability per senator, summed over votes */
    double mae, crps, covered, width;
    double pass_brier, pass_log, pass_right;
    double base_brier;
    double alone_brier; /* same chances, senators independent */
    int bins[10];
    double bin_p[10];
    int bin_pass[10];
};

enum state { COLD, TEN, TEN_NOISY, STATES };
static const char *const state_names[] = {"cold", "ten-known", "ten-noisy"};

struct vote {
    int rollcall; /* in all */
    const struct aisle_votes *view;
    double base; /* trailing base rate of passage */
};

static double clip(double p, double low)
{
    return fmin(1 - low, fmax(low, p));
}

static void add_casts(const struct world *w, const struct vote *v,
                      const struct aisle_forecast_vote *out, const bool *given,
                      struct score *s)
{
    for (int i = 0; i < out->senator_count; i++) {
        int m = aisle_votes_find_member(&w->all, out->senators[i].bioguide);
        uint8_t cast = aisle_votes_cast(&w->all, v->rollcall, m);
        if (given[i] || (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
            continue;
        double y = cast == AISLE_CAST_YEA;
        double p = clip(out->senators[i].p_yea / (1 - out->senators[i].p_absent), .002);
        s->casts++;
        s->right += (p > .5) == (y > .5);
        s->log_loss -= log(y > .5 ? p : 1 - p);
        s->brier += (p - y) * (p - y);
    }
}

/* Log of the joint probability of all casts that were not given, per senator. */
static double joint_score(const struct world *w, const struct vote *v,
                          const struct aisle_forecaster *f, const bool *given)
{
    struct query query = query_whole(0, 0, NAN);
    struct block_chances chances;
    double top = -INFINITY;
    int count = 0;
    double *log_p = mem_new((size_t)f->particles, sizeof *log_p);
    for (int b = 0; b < f->blocks; b++) {
        kernel_chances(f, &query, b, &chances);
        for (int l = 0; l < block_lanes(f, b); l++) {
            double sum = log(fmax(f->gates[0].weight[b * LANES + l], 1e-300));
            count = 0;
            for (int i = 0; i < f->roster.count; i++) {
                uint8_t cast =
                    aisle_votes_cast(&w->all, v->rollcall, f->roster.seats[i].member);
                if (given[i] || (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
                    continue;
                double p = clip((double)chances.yea[i][l], 1e-4);
                sum += log(cast == AISLE_CAST_YEA ? p : 1 - p);
                count++;
            }
            log_p[b * LANES + l] = sum;
            top = fmax(top, sum);
        }
    }
    double total = 0;
    for (int m = 0; m < f->particles; m++)
        total += exp(log_p[m] - top);
    free(log_p);
    return count ? (top + log(total)) / count : 0;
}

static double crps_of(const double *distribution, int seats, int yea)
{
    double sum = 0;
    double cdf = 0;
    for (int k = 0; k <= seats; k++) {
        cdf += distribution[k];
        double d = cdf - (k >= yea);
        sum += d * d;
    }
    return sum;
}

/* Chance that the vote carries were the senators independent. */
static double chance_alone(const struct aisle_forecast_vote *out)
{
    double mean = 0;
    double variance = 0;
    double third = 0;
    for (int i = 0; i < out->senator_count; i++) {
        double p = out->senators[i].p_yea;
        mean += p;
        variance += p * (1 - p);
        third += p * (1 - p) * (1 - 2 * p);
    }
    return tally_tail(mean, variance, third, out->threshold);
}

static void add_total(const struct world *w, const struct vote *v,
                      const struct aisle_forecast_vote *out, struct score *s)
{
    const struct aisle_rollcall *r = &w->all.rollcalls[v->rollcall];
    double p = clip(out->p_pass, .002);
    double y = r->passed;
    int bin = (int)(p * 10);
    s->votes++;
    s->mae += fabs(out->yea_q50 - r->yea);
    s->crps += crps_of(out->distribution, out->senator_count, r->yea);
    s->covered += out->yea_q10 <= r->yea && r->yea <= out->yea_q90;
    s->width += out->yea_q90 - out->yea_q10;
    s->pass_brier += (p - y) * (p - y);
    s->pass_log -= log(y > .5 ? p : 1 - p);
    s->pass_right += (p > .5) == (y > .5);
    s->base_brier += (v->base - y) * (v->base - y);
    double alone = clip(chance_alone(out), .002);
    s->alone_brier += (alone - y) * (alone - y);
    s->bins[bin]++;
    s->bin_p[bin] += p;
    s->bin_pass[bin] += r->passed;
}

/* A package that says what the vote's own title says. */
static void make_package(const struct world *w, const struct vote *v,
                         struct aisle_package *package, struct aisle_package_vote *vote,
                         char *title, size_t size)
{
    const struct aisle_rollcall *r = &w->all.rollcalls[v->rollcall];
    const struct aisle_leader *majority =
        aisle_leaders_at(&w->leaders, AISLE_ROLE_MAJORITY, r->date);
    snprintf(title, size, "%s %s %s %s", r->question, r->subject, r->bill_title,
             r->purpose);
    *vote = (struct aisle_package_vote){
        .id = (char *)"vote",
        .question = r->question,
        .kind = r->category == AISLE_CATEGORY_PASSAGE ? AISLE_VOTE_PASSAGE
                : r->cloture == AISLE_CLOTURE_PROCEED ? AISLE_VOTE_CLOTURE_PROCEED
                                                      : AISLE_VOTE_CLOTURE,
        .requires = r->requires};
    *package = (struct aisle_package){.path = (char *)"backtest",
                                      .id = (char *)"backtest",
                                      .title = title,
                                      .summary = (char *)"",
                                      .measure = r->bill,
                                      .as_of = r->date,
                                      .side = majority->party == 'R' ? AISLE_SIDE_R
                                                                     : AISLE_SIDE_D,
                                      .congress = r->congress,
                                      .vote_count = 1,
                                      .votes = vote};
}

enum { GIVEN = 10 };

/* Seats of ten senators who voted, at random by the roll call's own address. */
static int draw_given(const struct world *w, const struct vote *v, int leader,
                      int seats[GIVEN])
{
    const struct aisle_votes *view = v->view;
    int picked = 0;
    bool taken[AISLE_SEATS_MAX] = {false};
    int members[AISLE_SEATS_MAX];
    int count = 0;
    for (int m = 0; m < view->member_count; m++)
        if (view->members[m].in_office && count < AISLE_SEATS_MAX)
            members[count++] = m;
    for (uint32_t k = 0; picked < GIVEN && k < 1000; k++) {
        double u = rng_unit_at(17, 1, (uint32_t)v->rollcall, k, 0);
        int seat = (int)(u * count);
        uint8_t cast = aisle_votes_cast(&w->all, v->rollcall, members[seat]);
        if (taken[seat] || seat == leader ||
            (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
            continue;
        taken[seat] = true;
        seats[picked++] = seat;
    }
    return picked;
}

static void forecast_vote(struct world *w, const struct ask *ask, const struct vote *v,
                          enum state state, struct score *s)
{
    struct aisle_package package;
    struct aisle_package_vote vote;
    struct aisle_statement statements[GIVEN];
    struct aisle_suppose supposes[GIVEN];
    char sources[GIVEN][8];
    char title[4096];
    int seats[GIVEN];
    bool given[AISLE_SEATS_MAX] = {false};
    make_package(w, v, &package, &vote, title, sizeof title);
    const struct aisle_leader *majority =
        aisle_leaders_at(&w->leaders, AISLE_ROLE_MAJORITY, package.as_of);
    struct aisle_forecaster_options o;
    aisle_forecaster_options_init(&o);
    o.parameters = &w->parameters;
    o.leaders = &w->leaders;
    o.particles = ask->particles;
    o.threads = 1;
    int leader = -1;
    int seat = 0;
    for (int m = 0; m < v->view->member_count; m++)
        if (v->view->members[m].in_office) {
            if (strcmp(v->view->members[m].bioguide, majority->bioguide) == 0)
                leader = seat;
            seat++;
        }
    int picked = state == COLD ? 0 : draw_given(w, v, leader, seats);
    for (int k = 0; k < picked; k++) {
        int n = -1;
        int m = -1;
        while (n < seats[k])
            n += v->view->members[++m].in_office;
        uint8_t cast = aisle_votes_cast(&w->all, v->rollcall, m);
        bool wrong = state == TEN_NOISY &&
                     rng_unit_at(18, 1, (uint32_t)v->rollcall, (uint32_t)k, 0) < .1;
        bool yea = (cast == AISLE_CAST_YEA) != wrong;
        given[seats[k]] = true;
        supposes[k].cast = yea ? AISLE_CAST_YEA : AISLE_CAST_NAY;
        memcpy(supposes[k].bioguide, v->view->members[m].bioguide, 12);
        snprintf(sources[k], sizeof sources[k], "%d", k);
        statements[k] = (struct aisle_statement){
            .date = package.as_of,
            .senator = v->view->members[m].last,
            .position = yea ? AISLE_POSITION_LEAN_YES : AISLE_POSITION_LEAN_NO,
            .about = (char *)"package",
            .provision = -1,
            .vote = -1,
            .condition_provision = -1,
            .source = sources[k],
            .quote = (char *)""};
        memcpy(statements[k].bioguide, v->view->members[m].bioguide, 12);
    }
    if (state == TEN) {
        o.suppose = supposes;
        o.suppose_count = picked;
    }
    if (state == TEN_NOISY) {
        package.statements = statements;
        package.statement_count = picked;
    }
    if (state != COLD && leader >= 0)
        given[leader] = true;
    struct aisle_forecaster *f = NULL;
    struct aisle_forecast out;
    aisle_forecast_init(&out);
    must(w, aisle_forecaster_new(w->ctx, v->view, &w->fit, &package, &o, &f),
         "forecaster");
    must(w, aisle_forecaster_eval(w->ctx, f, 0, NAN, &out), "eval");
    add_casts(w, v, &out.votes[0], given, s);
    s->joint += joint_score(w, v, f, given);
    add_total(w, v, &out.votes[0], s);
    if (ask->rows) {
        const struct aisle_rollcall *r = &w->all.rollcalls[v->rollcall];
        printf("row\t%s\t%d-%d\t%s\t%.3f\t%.1f\t%.0f\t%.0f\t%d\t%d\t%.0f\n",
               state_names[state], r->congress, r->number, r->bill, out.votes[0].p_pass,
               out.votes[0].yea_mean, out.votes[0].yea_q10, out.votes[0].yea_q90,
               r->yea, r->passed, out.particle_ess);
    }
    aisle_forecast_clear(&out);
    aisle_forecaster_free(f);
}

static void print_score(const char *part, const char *state, const struct score *s)
{
    double n = s->votes;
    const struct {
        const char *name;
        double value;
    } rows[] = {{"accuracy", s->right / s->casts},
                {"log-loss", s->log_loss / s->casts},
                {"member-brier", s->brier / s->casts},
                {"joint-log-score", s->joint / n},
                {"yeas-mae", s->mae / n},
                {"yeas-crps", s->crps / n},
                {"yeas-cover80", s->covered / n},
                {"yeas-width80", s->width / n},
                {"pass-brier", s->pass_brier / n},
                {"pass-log-loss", s->pass_log / n},
                {"pass-right", s->pass_right / n},
                {"base-rate-brier", s->base_brier / n},
                {"independent-brier", s->alone_brier / n}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        printf("%s\t%s/%s/%d\t%.4f\t\t\t\n", rows[k].name, part, state, s->votes,
               rows[k].value);
}

static void print_reliability(const char *part, const char *state,
                              const struct score *s)
{
    for (int k = 0; k < 10; k++)
        if (s->bins[k])
            printf("reliability\t%s/%s/%.1f-%.1f/%d\t%.3f\tobserved %.3f\t\t\n", part,
                   state, k / 10., (k + 1) / 10., s->bins[k], s->bin_p[k] / s->bins[k],
                   (double)s->bin_pass[k] / s->bins[k]);
}

static void add_score(struct score *to, const struct score *from)
{
    const double *a = &from->casts;
    double *b = &to->casts;
    for (; a <= &from->alone_brier; a++, b++)
        *b += *a;
    to->votes += from->votes;
    for (int k = 0; k < 10; k++) {
        to->bins[k] += from->bins[k];
        to->bin_p[k] += from->bin_p[k];
        to->bin_pass[k] += from->bin_pass[k];
    }
}

static bool is_asked(const struct ask *ask, const struct aisle_rollcall *r)
{
    if (r->congress < ask->first || r->congress > ask->last)
        return false;
    return ask->passage ? bank_like(r, AISLE_VOTE_PASSAGE) == 2
                        : bank_like(r, AISLE_VOTE_CLOTURE) > 0;
}

int main(int argc, char **argv)
{
    struct ask ask = {.first = 111, .last = 118, .particles = 2048, .states = STATES};
    struct world w;
    if (argc < 2) {
        fprintf(stderr, "usage: bench_backtest STORE [options]\n");
        return 2;
    }
    world_open(&w, argv[1], 107, 118);
    for (int k = 2; k < argc; k++) {
        const char *next = k + 1 < argc ? argv[k + 1] : "";
        if (strcmp(argv[k], "--first") == 0)
            ask.first = atoi(next);
        else if (strcmp(argv[k], "--last") == 0)
            ask.last = atoi(next);
        else if (strcmp(argv[k], "--particles") == 0)
            ask.particles = atoi(next);
        else if (strcmp(argv[k], "--states") == 0)
            ask.states = atoi(next);
        else if (strcmp(argv[k], "--kind") == 0)
            ask.passage = strcmp(next, "passage") == 0;
        else if (strcmp(argv[k], "--set") == 0) {
            char name[64];
            double value;
            if (sscanf(next, "%63[^=]=%lf", name, &value) != 2)
                return 2;
            world_set(&w, name, value);
        } else {
            ask.warm |= strcmp(argv[k], "--warm") == 0;
            ask.rows |= strcmp(argv[k], "--rows") == 0;
            continue;
        }
        k++;
    }
    /* ten-noisy: the model is told that one position in ten is wrong */
    world_set(&w, "forecast_said_lean_no", .1);
    world_set(&w, "forecast_said_lean_yes", .9);
    if (!ask.warm) {
        world_set(&w, "forecast_repeat_weight", 0);
        world_set(&w, "forecast_repeat_error_cloture", .5);
        world_set(&w, "forecast_repeat_error_passage", .5);
    }
    static struct score by[STATES][32];
    double trail[150];
    int seen = 0;
    aisle_day last_day = AISLE_DAY_NONE;
    struct aisle_votes view = {0};
    for (int r = 0; r < w.all.rollcall_count; r++) {
        const struct aisle_rollcall *roll = &w.all.rollcalls[r];
        struct ask any = ask;
        any.first = 0;
        if (!is_asked(&any, roll))
            continue;
        double base = 0;
        int n = seen < 150 ? seen : 150;
        for (int k = 0; k < n; k++)
            base += trail[k] / n;
        if (is_asked(&ask, roll)) {
            if (roll->date != last_day) {
                free(view.members);
                view = world_view(&w, roll->date, 6);
                last_day = roll->date;
                world_fit(&w, roll->date, 6);
            }
            struct vote v = {r, &view, n ? base : .5};
            for (int s = 0; s < ask.states; s++)
                forecast_vote(&w, &ask, &v, (enum state)s,
                              &by[s][roll->congress - 100]);
        }
        trail[seen++ % 150] = roll->passed;
    }
    for (int s = 0; s < ask.states; s++) {
        struct score tune = {0};
        struct score report = {0};
        for (int c = ask.first; c <= ask.last; c++) {
            char part[16];
            snprintf(part, sizeof part, "%d", c);
            if (by[s][c - 100].votes)
                print_score(part, state_names[s], &by[s][c - 100]);
            add_score(c <= 114 ? &tune : &report, &by[s][c - 100]);
        }
        if (tune.votes)
            print_score("111-114", state_names[s], &tune);
        if (report.votes)
            print_score("115-118", state_names[s], &report);
        if (tune.votes)
            print_reliability("111-114", state_names[s], &tune);
        if (report.votes)
            print_reliability("115-118", state_names[s], &report);
    }
    free(view.members);
    world_close(&w);
    return 0;
}
