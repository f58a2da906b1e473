/* What moved each senator: the same draws with one thing more at a time.
 *
 *   history          past votes only
 *   + calls          and what leaders told their caucuses
 *   + suppositions   and how some are supposed to vote
 *   + others         and what every other senator has said
 *   + own words      and the senator's own
 *   + procedure      the forecast: a majority leader may vote nay on a cloture that
 *                    fails, to be able to move to reconsider it
 *
 * For who has not spoken the others' and the own words are one; procedure is the
 * leader's. All are chances of a yea when present. */
#include "base/ctx.h"
#include "base/mem.h"
#include "particles/kernel.h"
#include <aisle/canvass.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REASONS_KEPT 3
#define EFFECT_LEAST 0.005 /* half a point: below it nothing is said */
#define PRESENT_LEAST 0.01 /* who is supposed to be absent is not asked how */

struct explain {
    const struct aisle_forecaster *ground; /* of the package, as it was forecast */
    const struct aisle_package *package;
    const struct aisle_forecast *forecast;
    struct aisle_forecaster_options options;
    double fair;
    uint64_t selection;
    int seats;
    int gates;
    double *history; /* each [gates][seats] */
    double *calls;
    double *supposed;
    double *whole;
    double *recorded;             /* the whole, with the leader's procedural nay */
    double *without;              /* a senator's own words left out; NAN: has none */
    struct aisle_statement *rest; /* scratch: statements of all but one */
};

static double *at(const struct explain *e, double *table, int gate)
{
    return table + (size_t)gate * (size_t)e->seats;
}

static void ask_all(const struct explain *e, const struct aisle_forecaster *forecaster,
                    double *table)
{
    struct aisle_forecaster_short unused;
    for (int g = 0; g < e->gates; g++)
        aisle_forecaster_quick(forecaster, g, e->selection, e->fair, &unused,
                               at(e, table, g), NULL);
}

/* Recorded chances of a yea as chances when present. */
static void when_present(const struct explain *e, double *table)
{
    for (int g = 0; g < e->gates; g++)
        for (int i = 0; i < e->seats; i++) {
            double present = 1 - e->forecast->votes[g].senators[i].p_absent;
            if (present >= PRESENT_LEAST)
                at(e, table, g)[i] = fmin(1, at(e, table, g)[i] / present);
        }
}

/* What procedure takes from the leader's chance of a yea at a vote. */
static double procedural_nay(const struct explain *e, const struct aisle_forecaster *f,
                             int gate)
{
    struct query query = query_whole(gate, e->selection, e->fair);
    struct plan plan = plan_make(f, &query);
    const double *weights = aisle_forecaster_weights(f, gate);
    struct block_chances chances;
    float carries[LANES];
    float yeas[LANES];
    double taken = 0;
    int i = f->roster.leader;
    for (int b = 0; b < f->blocks; b++) {
        kernel_chances(f, &plan, b, &chances);
        kernel_tails(f, &plan, &chances, carries, yeas);
        const double *w = weights + gate_first_particle(b);
        for (int l = 0; l < block_lanes(f, b); l++)
            taken += w[l] * (double)chances.yea[i][l] *
                     (1 - (double)chances.absent[i][l]) * (1 - (double)carries[l]);
    }
    return taken * f->settings.leader_procedural_nay;
}

/* The leader's chances as if nobody voted nay for procedure. */
static void take_procedure_out(const struct explain *e,
                               const struct aisle_forecaster *f, double *table)
{
    for (int g = 0; g < e->gates; g++)
        if (f->roster.leader >= 0 && f->gates[g].cloture)
            at(e, table, g)[f->roster.leader] += procedural_nay(e, f, g);
}

/* What of the words counts in a variant. */
struct heard {
    bool statements; /* and leaders' calls */
    bool suppositions;
};

/* A variant of what was said, asked at every gate. */
static enum aisle_status ask_variant(struct aisle_ctx *ctx, const struct explain *e,
                                     const struct aisle_package *package,
                                     struct heard heard, double *table)
{
    struct aisle_forecaster *forecaster = NULL;
    enum aisle_status status =
        aisle_forecaster_restate(ctx, e->ground, package, heard.statements,
                                 heard.suppositions ? e->options.suppose_count : 0,
                                 e->options.suppose, false, &forecaster);
    if (status == AISLE_OK) {
        ask_all(e, forecaster, table);
        take_procedure_out(e, forecaster, table);
        when_present(e, table);
    }
    aisle_forecaster_free(forecaster);
    return status;
}

/* The package without the statements that a senator's forecast used at any gate. */
static struct aisle_package
without_words(const struct explain *e, const struct aisle_forecast *forecast, int seat)
{
    struct aisle_package package = *e->package;
    package.statements = e->rest;
    package.statement_count = 0;
    for (int i = 0; i < e->package->statement_count; i++) {
        bool own = false;
        for (int g = 0; g < forecast->vote_count; g++) {
            const struct aisle_forecast_senator *s = &forecast->votes[g].senators[seat];
            for (int k = 0; k < s->statement_count; k++)
                own |= s->statements[k] == i;
        }
        if (!own)
            package.statements[package.statement_count++] = e->package->statements[i];
    }
    return package;
}

static bool has_spoken(const struct aisle_forecast *forecast, int seat)
{
    for (int g = 0; g < forecast->vote_count; g++)
        if (forecast->votes[g].senators[seat].statement_count > 0)
            return true;
    return false;
}

static enum aisle_status ask_without(struct aisle_ctx *ctx, const struct explain *e,
                                     const struct aisle_forecast *forecast)
{
    enum aisle_status status = AISLE_OK;
    double *table = mem_new((size_t)e->gates * (size_t)e->seats, sizeof *table);
    if (!table)
        return ctx_no_memory(ctx);
    for (int i = 0; i < e->seats; i++) {
        for (int g = 0; g < e->gates; g++)
            at(e, e->without, g)[i] = (double)NAN;
        if (!has_spoken(forecast, i))
            continue;
        struct aisle_package package = without_words(e, forecast, i);
        TRY(ctx_poll(ctx));
        TRY(ask_variant(ctx, e, &package, (struct heard){true, true}, table));
        for (int g = 0; g < e->gates; g++)
            at(e, e->without, g)[i] = at(e, table, g)[i];
    }
out:
    free(table);
    return status;
}

/* ---- words ---- */

struct fact {
    double effect;
    char text[320];
};

static double caucus_mean(const struct explain *e,
                          const struct aisle_forecast_vote *vote, const double *p,
                          char caucus)
{
    double sum = 0;
    int count = 0;
    for (int i = 0; i < e->seats; i++)
        if (vote->senators[i].caucus == caucus) {
            sum += p[i];
            count++;
        }
    return count ? sum / count : 0;
}

static void say_history(double p, double mean, struct fact *fact)
{
    fact->effect = p - mean;
    snprintf(fact->text, sizeof fact->text,
             "Past votes alone: %.0f%%, where the caucus has %.0f%% on average",
             100 * p, 100 * mean);
}

static bool hears(const struct aisle_cue *cue, aisle_day as_of, char caucus, int vote)
{
    return cue->caucus == caucus && cue->date <= as_of &&
           (cue->vote < 0 || cue->vote == vote);
}

static bool called(const struct aisle_package *package, aisle_day as_of, char caucus,
                   int vote)
{
    for (int i = 0; i < package->cue_count; i++)
        if (hears(&package->cues[i], as_of, caucus, vote))
            return true;
    return false;
}

/* The calls to the senator's caucus, by whom and which way. */
static void say_calls(const struct aisle_package *package, aisle_day as_of, char caucus,
                      int vote, double effect, struct fact *fact)
{
    size_t used = 0;
    fact->effect = effect;
    used = (size_t)snprintf(fact->text, sizeof fact->text, "%s",
                            called(package, as_of, caucus, vote)
                                ? "Leaders' calls"
                                : "Calls to the other caucus");
    size_t lead = used;
    for (int i = 0; i < package->cue_count; i++) {
        const struct aisle_cue *cue = &package->cues[i];
        if (hears(cue, as_of, caucus, vote) && used < sizeof fact->text - 80)
            used += (size_t)snprintf(fact->text + used, sizeof fact->text - used,
                                     "%s%.60s (%s)", used > lead ? ", " : ": ",
                                     cue->who, cue->direction > 0 ? "for" : "against");
    }
}

static bool all_heard(const struct aisle_package *package,
                      const struct aisle_forecast_senator *s)
{
    for (int k = 0; k < s->statement_count; k++)
        if (!package->statements[s->statements[k]].second_hand)
            return false;
    return true;
}

/* A senator's own words, and what others say of him. */
static void say_own(const struct aisle_package *package,
                    const struct aisle_forecast_senator *s, double effect,
                    struct fact *fact)
{
    char date[AISLE_DATE_TEXT];
    size_t used =
        (size_t)snprintf(fact->text, sizeof fact->text, "%s",
                         all_heard(package, s) ? "What others say: " : "Own words: ");
    fact->effect = effect;
    for (int k = 0; k < s->statement_count && used < sizeof fact->text - 100; k++) {
        const struct aisle_statement *said = &package->statements[s->statements[k]];
        used += (size_t)snprintf(fact->text + used, sizeof fact->text - used,
                                 "%s'%s' on %.40s (%s%s)", k ? ", " : "",
                                 aisle_position_text(said->position), said->about,
                                 aisle_day_format(said->date, date),
                                 said->second_hand ? ", from others" : "");
    }
}

static void say_supposed(const struct explain *e,
                         const struct aisle_forecast_senator *s, double effect,
                         struct fact *fact)
{
    fact->effect = effect;
    snprintf(fact->text, sizeof fact->text, "How others are supposed to vote");
    for (int i = 0; i < e->options.suppose_count; i++) {
        const struct aisle_suppose *one = &e->options.suppose[i];
        if (strcmp(one->bioguide, s->bioguide) == 0)
            snprintf(fact->text, sizeof fact->text, "Supposed to %s",
                     one->cast == AISLE_CAST_YEA   ? "vote yea"
                     : one->cast == AISLE_CAST_NAY ? "vote nay"
                                                   : "be absent");
    }
}

static void say_others(double effect, struct fact *fact)
{
    fact->effect = effect;
    snprintf(fact->text, sizeof fact->text, "What other senators have said");
}

static void say_procedure(double effect, struct fact *fact)
{
    fact->effect = effect;
    snprintf(fact->text, sizeof fact->text,
             "As majority leader may vote nay on a cloture that fails, to be able to "
             "move to reconsider it");
}

/* ---- the three largest ---- */

enum { FACTS_MOST = 6 };

static int by_effect(const void *left, const void *right)
{
    double a = fabs(((const struct fact *)left)->effect);
    double b = fabs(((const struct fact *)right)->effect);
    return a > b ? -1 : a < b;
}

static int facts_of(const struct explain *e, const struct aisle_forecast *forecast,
                    int gate, int i, struct fact facts[FACTS_MOST])
{
    const struct aisle_forecast_vote *vote = &forecast->votes[gate];
    const struct aisle_forecast_senator *s = &vote->senators[i];
    double history = at(e, e->history, gate)[i], calls = at(e, e->calls, gate)[i];
    double supposed = at(e, e->supposed, gate)[i];
    double whole = at(e, e->whole, gate)[i], without = at(e, e->without, gate)[i];
    double others = isnan(without) ? whole : without;
    int count = 0;
    say_history(history, caucus_mean(e, vote, at(e, e->history, gate), s->caucus),
                &facts[count++]);
    if (e->package->cue_count > 0)
        say_calls(e->package, forecast->as_of, s->caucus, gate, calls - history,
                  &facts[count++]);
    if (e->options.suppose_count > 0)
        say_supposed(e, s, supposed - calls, &facts[count++]);
    say_others(others - supposed, &facts[count++]);
    if (!isnan(without) && s->statement_count > 0)
        say_own(e->package, s, whole - without, &facts[count++]);
    say_procedure(at(e, e->recorded, gate)[i] - whole, &facts[count++]);
    qsort(facts, (size_t)count, sizeof *facts, by_effect);
    return count;
}

static enum aisle_status keep_facts(struct aisle_ctx *ctx, int count,
                                    const struct fact *facts,
                                    struct aisle_forecast_senator *s)
{
    s->reasons = mem_new(REASONS_KEPT, sizeof *s->reasons);
    if (!s->reasons)
        return ctx_no_memory(ctx);
    for (int k = 0; k < count && s->reason_count < REASONS_KEPT; k++) {
        if (fabs(facts[k].effect) < EFFECT_LEAST)
            continue;
        char *text = mem_copy_text(facts[k].text);
        if (!text)
            return ctx_no_memory(ctx);
        s->reasons[s->reason_count++] = (struct aisle_reason){text, facts[k].effect};
    }
    return AISLE_OK;
}

static enum aisle_status keep_all(struct aisle_ctx *ctx, const struct explain *e,
                                  struct aisle_forecast *forecast)
{
    enum aisle_status status = AISLE_OK;
    for (int g = 0; g < e->gates; g++)
        for (int i = 0; i < e->seats; i++) {
            struct fact facts[FACTS_MOST];
            int count = facts_of(e, forecast, g, i, facts);
            TRY(keep_facts(ctx, count, facts, &forecast->votes[g].senators[i]));
        }
out:
    return status;
}

static enum aisle_status make_room(struct aisle_ctx *ctx, struct explain *e)
{
    size_t size = (size_t)e->gates * (size_t)e->seats;
    e->history = mem_new(size, sizeof(double));
    e->calls = mem_new(size, sizeof(double));
    e->supposed = mem_new(size, sizeof(double));
    e->whole = mem_new(size, sizeof(double));
    e->recorded = mem_new(size, sizeof(double));
    e->without = mem_new(size, sizeof(double));
    e->rest = mem_new((size_t)e->package->statement_count, sizeof *e->rest);
    return e->history && e->calls && e->supposed && e->whole && e->recorded &&
                   e->without && e->rest
               ? AISLE_OK
               : ctx_no_memory(ctx);
}

static enum aisle_status ask_stages(struct aisle_ctx *ctx, const struct explain *e,
                                    const struct aisle_forecast *forecast)
{
    enum aisle_status status;
    struct aisle_package silent = *e->package;
    silent.statement_count = 0;
    TRY(ask_variant(ctx, e, &silent, (struct heard){false, false}, e->history));
    TRY(ask_variant(ctx, e, &silent, (struct heard){true, false}, e->calls));
    if (e->options.suppose_count > 0)
        TRY(ask_variant(ctx, e, &silent, (struct heard){true, true}, e->supposed));
    else
        memcpy(e->supposed, e->calls,
               (size_t)e->gates * (size_t)e->seats * sizeof *e->calls);
    ask_all(e, e->ground, e->recorded);
    memcpy(e->whole, e->recorded,
           (size_t)e->gates * (size_t)e->seats * sizeof *e->whole);
    take_procedure_out(e, e->ground, e->whole);
    when_present(e, e->recorded);
    when_present(e, e->whole);
    TRY(ask_without(ctx, e, forecast));
out:
    return status;
}

enum aisle_status
aisle_canvass_explain(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                      const struct aisle_fit *fit, const struct aisle_package *package,
                      const struct aisle_forecaster_options *options,
                      double p_fair_efficient, struct aisle_forecast *forecast)
{
    enum aisle_status status;
    struct aisle_forecaster *ground = NULL;
    struct explain e = {
        .package = package,
        .forecast = forecast,
        .options = *options,
        .fair = p_fair_efficient,
        .selection = aisle_package_selection(package),
        .seats = forecast->vote_count > 0 ? forecast->votes[0].senator_count : 0,
        .gates = forecast->vote_count};
    if (e.options.particles > AISLE_EXPLAIN_PARTICLES)
        e.options.particles = AISLE_EXPLAIN_PARTICLES;
    e.options.use_statements = true;
    TRY(aisle_forecaster_new(ctx, votes, fit, package, &e.options, &ground));
    e.ground = ground;
    TRY(make_room(ctx, &e));
    TRY(ask_stages(ctx, &e, forecast));
    TRY(keep_all(ctx, &e, forecast));
out:
    free(e.history);
    free(e.calls);
    free(e.supposed);
    free(e.whole);
    free(e.recorded);
    free(e.without);
    free(e.rest);
    aisle_forecaster_free(ground);
    return status;
}
