/* Trial: one past vote, forecast as if it were still to come, and scored. */
#include "backtest/backtest.h"

#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static bool is_bill(const struct aisle_rollcall *r)
{
    return strstr(r->bill, "res") == NULL;
}

static bool is_legislative_cloture(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_CLOTURE && r->requires == AISLE_REQUIRES_3_5 &&
           (r->cloture == AISLE_CLOTURE_PROCEED ||
            r->cloture == AISLE_CLOTURE_MEASURE ||
            r->cloture == AISLE_CLOTURE_AMENDMENT ||
            r->cloture == AISLE_CLOTURE_HOUSE_MESSAGE ||
            r->cloture == AISLE_CLOTURE_CONFERENCE);
}

char trial_proposer(const struct world *w, const struct aisle_votes *votes,
                    int rollcall)
{
    const struct aisle_rollcall *r = &votes->rollcalls[rollcall];
    if (r->category == AISLE_CATEGORY_AMENDMENT)
        return aisle_votes_sponsor_caucus(votes, rollcall);
    const struct aisle_leader *majority =
        aisle_leaders_at(w->leaders, AISLE_ROLE_MAJORITY, r->date);
    return majority ? majority->party : '?';
}

bool trial_is_asked(const struct world *w, const struct aisle_votes *votes,
                    int rollcall)
{
    const struct aisle_rollcall *r = &votes->rollcalls[rollcall];
    switch (w->options->kind) {
    case AISLE_BACKTEST_PASSAGE:
        return r->category == AISLE_CATEGORY_PASSAGE && is_bill(r);
    case AISLE_BACKTEST_AMENDMENT:
        return r->category == AISLE_CATEGORY_AMENDMENT &&
               trial_proposer(w, votes, rollcall) != '?';
    case AISLE_BACKTEST_CLOTURE:
    default:
        return is_legislative_cloture(r);
    }
}

/* A package that says what the vote's own title says, and what it points to. */
struct case_file {
    struct aisle_package package;
    struct aisle_package_vote vote;
    struct aisle_statement statements[AISLE_SEATS_MAX];
    struct aisle_suppose supposes[AISLE_SEATS_MAX];
    char sources[AISLE_SEATS_MAX][8];
    int suppose_count;
    char *title;
};

static enum aisle_vote_kind kind_of(const struct aisle_rollcall *r)
{
    if (r->category == AISLE_CATEGORY_PASSAGE)
        return AISLE_VOTE_PASSAGE;
    if (r->category == AISLE_CATEGORY_AMENDMENT)
        return AISLE_VOTE_AMENDMENT;
    return r->cloture == AISLE_CLOTURE_PROCEED ? AISLE_VOTE_CLOTURE_PROCEED
                                               : AISLE_VOTE_CLOTURE;
}

static enum aisle_status open_case(struct aisle_ctx *ctx, const struct world *w,
                                   int rollcall, struct case_file *c)
{
    const struct aisle_rollcall *r = &w->all->rollcalls[rollcall];
    char proposer = trial_proposer(w, w->all, rollcall);
    bool amendment = r->category == AISLE_CATEGORY_AMENDMENT;
    if (proposer == '?')
        return aisle_leaders_want(ctx, AISLE_ROLE_MAJORITY, r->date);
    *c = (struct case_file){.title = mem_format("%s %s %s %s", r->question, r->subject,
                                                r->bill_title, r->purpose)};
    if (!c->title)
        return ctx_no_memory(ctx);
    c->vote = (struct aisle_package_vote){.id = (char *)"vote",
                                          .question = r->question,
                                          .kind = kind_of(r),
                                          .requires = r->requires};
    c->package =
        (struct aisle_package){.path = (char *)"backtest",
                               .id = (char *)"backtest",
                               .title = c->title,
                               .summary = (char *)"",
                               .measure = amendment ? (char *)"" : r->bill,
                               .as_of = r->date,
                               .text_since = AISLE_DAY_NONE,
                               .side = proposer == 'R' ? AISLE_SIDE_R : AISLE_SIDE_D,
                               .congress = r->congress,
                               .vote_count = 1,
                               .votes = &c->vote};
    return AISLE_OK;
}

/* Members of the view in office, in the order of a forecaster's seats. */
struct seating {
    int count;
    int leader; /* seat of the majority leader, -1: none */
    int minority_leader;
    int members[AISLE_SEATS_MAX];
    uint8_t casts[AISLE_SEATS_MAX]; /* at the vote */
};

static bool is_leader(const struct world *w, enum aisle_role role, aisle_day day,
                      const char *bioguide)
{
    const struct aisle_leader *l = aisle_leaders_at(w->leaders, role, day);
    return l && strcmp(l->bioguide, bioguide) == 0;
}

static void seat_members(const struct world *w, int rollcall, struct seating *s)
{
    aisle_day day = w->all->rollcalls[rollcall].date;
    *s = (struct seating){.leader = -1, .minority_leader = -1};
    for (int m = 0; m < w->view.member_count && s->count < AISLE_SEATS_MAX; m++) {
        const struct aisle_member *member = &w->view.members[m];
        if (!member->in_office)
            continue;
        if (is_leader(w, AISLE_ROLE_MAJORITY, day, member->bioguide))
            s->leader = s->count;
        if (is_leader(w, AISLE_ROLE_MINORITY, day, member->bioguide))
            s->minority_leader = s->count;
        s->casts[s->count] = aisle_votes_cast(w->all, rollcall, m);
        s->members[s->count++] = m;
    }
}

/* Right positions are suppositions; noisy ones are statements, which may be wrong. */
static void put_positions(const struct world *w, const struct seating *s,
                          const struct reveal *reveal, struct case_file *c)
{
    for (int k = 0; k < reveal->count; k++) {
        const struct aisle_member *m = &w->view.members[s->members[reveal->seats[k]]];
        c->supposes[k].cast = (enum aisle_cast)reveal->casts[k];
        memcpy(c->supposes[k].bioguide, m->bioguide, sizeof m->bioguide);
        snprintf(c->sources[k], sizeof c->sources[k], "%d", k);
        c->statements[k] = (struct aisle_statement){
            .date = c->package.as_of,
            .senator = m->last,
            .position = reveal->casts[k] == AISLE_CAST_YEA ? AISLE_POSITION_LEAN_YES
                                                           : AISLE_POSITION_LEAN_NO,
            .about = (char *)"package",
            .provision = -1,
            .vote = -1,
            .condition_provision = -1,
            .second_hand = true,
            .source = c->sources[k],
            .quote = (char *)"",
            .note = (char *)""};
        memcpy(c->statements[k].bioguide, m->bioguide, sizeof m->bioguide);
    }
    if (w->options->reveal == AISLE_REVEAL_NOISY) {
        c->package.statements = c->statements;
        c->package.statement_count = reveal->count;
    } else {
        c->suppose_count = reveal->count;
    }
}

static enum aisle_status make_forecaster(struct aisle_ctx *ctx, const struct world *w,
                                         const struct aisle_fit *fit,
                                         const struct case_file *c,
                                         struct aisle_forecaster **out)
{
    struct aisle_forecaster_options o;
    aisle_forecaster_options_init(&o);
    o.parameters = w->parameters;
    o.leaders = w->leaders;
    o.house = w->house;
    o.particles = w->options->particles;
    o.threads = 1; /* a forecast is short; run.c has two under way */
    o.suppose = c->supposes;
    o.suppose_count = c->suppose_count;
    return aisle_forecaster_new(ctx, &w->view, fit, &c->package, &o, out);
}

/* Whom to ask, found by a forecaster that knows nothing of the vote yet, `blank`. */
static enum aisle_status ask(struct aisle_ctx *ctx, const struct world *w,
                             const struct aisle_fit *fit, const struct seating *s,
                             struct case_file *c, struct reveal *reveal,
                             struct aisle_forecaster **blank)
{
    enum aisle_status status;
    *reveal = (struct reveal){0};
    TRY(make_forecaster(ctx, w, fit, c, blank));
    TRY(aisle_forecaster_ask(ctx, *blank, 0, s->casts, w->options->reveal_count,
                             reveal->seats, &reveal->count));
    for (int k = 0; k < reveal->count; k++)
        reveal->casts[k] = s->casts[reveal->seats[k]];
out:
    return status;
}

static enum aisle_status reveal_some(struct aisle_ctx *ctx, const struct world *w,
                                     const struct aisle_fit *fit, int rollcall,
                                     const struct seating *s, struct case_file *c,
                                     bool *left_out, struct aisle_forecaster **blank)
{
    struct reveal reveal;
    enum aisle_status status = AISLE_OK;
    if (w->options->reveal == AISLE_REVEAL_UNCERTAIN)
        TRY(ask(ctx, w, fit, s, c, &reveal, blank));
    else
        reveal_draw(w, rollcall, s->count, s->leader, s->minority_leader, s->casts,
                    &reveal);
    put_positions(w, s, &reveal, c);
    for (int k = 0; k < reveal.count; k++)
        left_out[reveal.seats[k]] = true;
    /* a procedural nay would tell the result: with positions, never scored */
    if (w->options->reveal != AISLE_REVEAL_NONE && s->leader >= 0)
        left_out[s->leader] = true;
out:
    return status;
}

static void add_casts(const struct seating *s, const bool *left_out,
                      const struct aisle_forecast_vote *v, struct score_sums *sums)
{
    for (int i = 0; i < v->senator_count; i++) {
        if (left_out[i] ||
            (s->casts[i] != AISLE_CAST_YEA && s->casts[i] != AISLE_CAST_NAY))
            continue;
        double here = 1 - v->senators[i].p_absent;
        sums_add_cast(sums, here > 0 ? v->senators[i].p_yea / here : 0.5,
                      s->casts[i] == AISLE_CAST_YEA);
    }
}

static enum aisle_status fill_item(struct aisle_ctx *ctx, const struct world *w,
                                   const struct aisle_rollcall *r,
                                   const struct aisle_forecast_vote *v, double joint,
                                   struct aisle_backtest_item *item)
{
    const struct aisle_votes *view = &w->view;
    *item = (struct aisle_backtest_item){
        .congress = r->congress,
        .rollcall = r->number,
        .date = r->date,
        .last_input = view->rollcalls[view->rollcall_count - 1].date,
        .question = mem_copy_text(r->question),
        .threshold = v->threshold,
        .p_pass = v->p_pass,
        .yea_mean = v->yea_mean,
        .yea_q10 = v->yea_q10,
        .yea_q90 = v->yea_q90,
        .joint_log_score = joint,
        .actual = r->yea,
        .passed = r->passed};
    return item->question ? AISLE_OK : ctx_no_memory(ctx);
}

static int yeas_of_others(const struct aisle_rollcall *r, const struct seating *s)
{
    return r->yea - (s->leader >= 0 && s->casts[s->leader] == AISLE_CAST_YEA);
}

/* The first dimension of a fit alone; borrows. */
static struct aisle_fit first_dimension(const struct aisle_fit *fit)
{
    struct aisle_fit flat = *fit;
    flat.dims = 1;
    flat.x_draws = NULL;
    flat.draw_count = 0;
    return flat;
}

enum aisle_status trial_run(struct aisle_ctx *ctx, const struct world *w,
                            const struct trial *t, bool one_dimension,
                            struct score_sums *sums, struct aisle_backtest_item *item)
{
    enum aisle_status status;
    const struct aisle_rollcall *r = &w->all->rollcalls[t->rollcall];
    struct aisle_fit fit = one_dimension ? first_dimension(&w->fit) : w->fit;
    struct aisle_forecaster *f = NULL;
    struct aisle_forecaster *blank = NULL;
    struct aisle_forecast forecast;
    struct seating seating;
    struct case_file *c = mem_new(1, sizeof *c);
    bool left_out[AISLE_SEATS_MAX] = {false};
    aisle_forecast_init(&forecast);
    if (!c)
        return ctx_no_memory(ctx);
    TRY(open_case(ctx, w, t->rollcall, c));
    seat_members(w, t->rollcall, &seating);
    TRY(reveal_some(ctx, w, &fit, t->rollcall, &seating, c, left_out, &blank));
    TRY(blank ? aisle_forecaster_restate(ctx, blank, &c->package, true,
                                         c->suppose_count, c->supposes, false, &f)
              : make_forecaster(ctx, w, &fit, c, &f));
    TRY(aisle_forecaster_eval(ctx, f, 0, NAN, &forecast));
    const struct aisle_forecast_vote *v = &forecast.votes[0];
    double joint = aisle_forecaster_joint(f, 0, seating.casts, left_out,
                                          yeas_of_others(r, &seating));
    add_casts(&seating, left_out, v, sums);
    sums_add_joint(sums, joint);
    sums_add_yeas(sums, v->senator_count, v->distribution, r->yea);
    sums_add_result(sums, v->p_pass, t->base, r->passed);
    if (item)
        TRY(fill_item(ctx, w, r, v, joint, item));
out:
    aisle_forecast_clear(&forecast);
    aisle_forecaster_free(f);
    aisle_forecaster_free(blank);
    free(c->title);
    free(c);
    return status;
}
