/* Run: through the record in order, one trial a vote asked for. */
#include "backtest/backtest.h"

#include "base/mem.h"

#include <string.h>

enum { TRAIL = 150 }; /* votes that the base rate is counted on */

void aisle_backtest_options_init(struct aisle_backtest_options *options)
{
    *options = (struct aisle_backtest_options){
        .congress_first = 117, .congress_last = 118, .particles = 1024, .seed = 17};
}

/* The parameters with what the protocol sets: how often the model is told that a
 * noisy position is wrong, and that nothing on the measure itself is used. */
static void override(struct aisle_parameters *p, const char *name, double value)
{
    for (int k = 0; k < p->count; k++)
        if (strcmp(p->items[k].name, name) == 0)
            p->items[k].value = value;
}

static enum aisle_status set_parameters(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *from,
                                        const struct aisle_backtest_options *options,
                                        struct aisle_parameters *out)
{
    *out = *from;
    out->items = mem_new((size_t)from->count, sizeof *out->items);
    if (!out->items)
        return ctx_no_memory(ctx);
    memcpy(out->items, from->items, (size_t)from->count * sizeof *out->items);
    if (options->reveal == AISLE_REVEAL_NOISY) {
        override(out, "forecast_said_lean_no", 0.1);
        override(out, "forecast_said_lean_yes", 0.9);
        override(out, "forecast_statement_second_hand", 1);
    }
    if (!options->warm) {
        override(out, "forecast_repeat_share_cloture", 0);
        override(out, "forecast_repeat_share_passage", 0);
    }
    return AISLE_OK;
}

/* How often the last votes of the kind carried. */
struct trail {
    bool passed[TRAIL];
    int seen;
};

static double trail_rate(const struct trail *t)
{
    int n = t->seen < TRAIL ? t->seen : TRAIL;
    int passed = 0;
    for (int k = 0; k < n; k++)
        passed += t->passed[k];
    return n > 0 ? (double)passed / n : 0.5;
}

struct totals {
    struct score_sums all;
    struct score_sums baselines[AISLE_BASELINE_COUNT];
};

static bool in_range(const struct aisle_backtest_options *o,
                     const struct aisle_rollcall *r)
{
    return r->congress >= o->congress_first && r->congress <= o->congress_last;
}

static int count_asked(const struct world *w)
{
    int count = 0;
    for (int r = 0; r < w->all->rollcall_count; r++)
        count +=
            in_range(w->options, &w->all->rollcalls[r]) && trial_is_asked(w, w->all, r);
    return count;
}

/* Amendments that cannot be turned towards who offered them. */
static int count_sponsorless(const struct world *w)
{
    int count = 0;
    for (int r = 0; r < w->all->rollcall_count; r++) {
        const struct aisle_rollcall *roll = &w->all->rollcalls[r];
        count += w->options->kind == AISLE_BACKTEST_AMENDMENT &&
                 in_range(w->options, roll) &&
                 roll->category == AISLE_CATEGORY_AMENDMENT &&
                 !trial_is_asked(w, w->all, r);
    }
    return count;
}

static enum aisle_status nothing_asked(struct aisle_ctx *ctx, const struct world *w,
                                       int sponsorless)
{
    const struct aisle_backtest_options *o = w->options;
    ctx_fail(ctx, AISLE_INPUT, "no %s vote of the Congresses %d to %d",
             aisle_backtest_kind_text(o->kind), o->congress_first, o->congress_last);
    if (sponsorless > 0)
        ctx_hint(ctx,
                 "%d amendments name no sponsor: Voteview's files have none, the "
                 "Senate's XML and unitedstates JSON do",
                 sponsorless);
    return AISLE_INPUT;
}

/* What went wrong aside, told where it is read. */
static void retell(struct aisle_ctx *ctx, const struct aisle_ctx *aside,
                   enum aisle_status status)
{
    for (size_t k = 0; k < aisle_ctx_message_count(aside); k++)
        ctx_fail(ctx, status, "%s", aisle_ctx_message(aside, k)->text);
}

/* The model's trial and that of the 1-D bank, side by side: neither reads what the
 * other writes, so that the numbers are the same for any number of threads. */
static enum aisle_status run_trials(struct aisle_ctx *ctx, const struct world *w,
                                    const struct trial *t, struct score_sums *model,
                                    struct score_sums *flat,
                                    struct aisle_backtest_item *item)
{
    struct aisle_ctx *aside = aisle_ctx_new(); /* a context has one writer */
    enum aisle_status status[2];
    int threads = w->options->threads == 1 ? 1 : 2;
    if (!aside)
        return ctx_no_memory(ctx);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
    for (int k = 0; k < 2; k++)
        status[k] =
            trial_run(k ? aside : ctx, w, t, k == 1, k ? flat : model, k ? NULL : item);
    if (status[0] == AISLE_OK)
        retell(ctx, aside, status[1]);
    aisle_ctx_free(aside);
    return status[0] != AISLE_OK ? status[0] : status[1];
}

static enum aisle_status score_one(struct aisle_ctx *ctx, struct world *w,
                                   const struct trial *t, struct totals *totals,
                                   struct score_sums *congress,
                                   struct aisle_backtest *out)
{
    enum aisle_status status;
    struct score_sums one = {0};
    TRY(view_move(ctx, w, w->all->rollcalls[t->rollcall].date));
    status = run_trials(ctx, w, t, &one, &totals->baselines[ONE_DIMENSION],
                        &out->items[out->item_count]);
    out->item_count++; /* whatever it holds is cleared with the rest */
    if (status != AISLE_OK)
        return status;
    sums_add(&totals->all, &one);
    sums_add(congress, &one);
    baseline_add(w, t, totals->baselines);
out:
    return status;
}

static void close_congress(int congress, const struct score_sums *sums,
                           struct aisle_backtest *out)
{
    if (sums->votes == 0)
        return;
    struct aisle_backtest_congress *c = &out->congresses[out->congress_count++];
    c->congress = congress;
    sums_score(sums, &c->score);
}

static void finish(const struct totals *totals, struct aisle_backtest *out)
{
    sums_score(&totals->all, &out->score);
    sums_calibration(&totals->all, out->calibration);
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++) {
        out->baselines[k].name = baseline_names[k];
        sums_score(&totals->baselines[k], &out->baselines[k].score);
    }
}

static enum aisle_status go_through(struct aisle_ctx *ctx, struct world *w, int count,
                                    struct aisle_backtest *out)
{
    enum aisle_status status = AISLE_OK;
    struct totals totals = {0};
    struct score_sums congress = {0};
    struct trail trail = {.seen = 0};
    int at = 0;
    for (int r = 0; r < w->all->rollcall_count; r++) {
        const struct aisle_rollcall *roll = &w->all->rollcalls[r];
        if (!trial_is_asked(w, w->all, r))
            continue;
        if (roll->congress != at) {
            close_congress(at, &congress, out);
            congress = (struct score_sums){0};
            at = roll->congress;
        }
        if (in_range(w->options, roll)) {
            struct trial trial = {r, trail_rate(&trail)};
            TRY(ctx_poll(ctx));
            ctx_progress(ctx, "forecasting past votes", out->item_count, count);
            TRY(score_one(ctx, w, &trial, &totals, &congress, out));
        }
        trail.passed[trail.seen++ % TRAIL] = roll->passed;
    }
    close_congress(at, &congress, out);
    finish(&totals, out);
    ctx_progress(ctx, "forecasting past votes", count, count);
out:
    return status;
}

static enum aisle_status make_room(struct aisle_ctx *ctx, int count,
                                   struct aisle_backtest *out)
{
    const struct aisle_backtest_options *o = &out->options;
    out->items = mem_new((size_t)count, sizeof *out->items);
    out->congresses = mem_new((size_t)o->congress_last - (size_t)o->congress_first + 1,
                              sizeof *out->congresses);
    return out->items && out->congresses ? AISLE_OK : ctx_no_memory(ctx);
}

enum aisle_status
aisle_backtest_run(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                   const struct aisle_parameters *parameters,
                   const struct aisle_leaders *leaders, const struct aisle_house *house,
                   const struct aisle_backtest_options *options,
                   aisle_backtest_fit_fn *fit, void *user, struct aisle_backtest *out)
{
    enum aisle_status status;
    struct aisle_backtest made = {.options = *options};
    struct aisle_parameters set = {0};
    struct world w = {.all = votes,
                      .parameters = &set,
                      .leaders = leaders,
                      .house = house,
                      .options = options,
                      .fit_fn = fit,
                      .user = user,
                      .fit_day = AISLE_DAY_NONE};
    aisle_fit_init(&w.fit);
    int count = count_asked(&w);
    made.sponsorless = count_sponsorless(&w);
    if (count == 0)
        return nothing_asked(ctx, &w, made.sponsorless);
    TRY(make_room(ctx, count, &made));
    TRY(set_parameters(ctx, parameters, options, &set));
    TRY(go_through(ctx, &w, count, &made));
    *out = made;
    made = (struct aisle_backtest){0};
out:
    aisle_backtest_clear(&made);
    free(set.items);
    view_clear(&w);
    return status;
}
