#include "forecast/restate.h"

#include "base/mem.h"
#include "forecast/notes.h"
#include "forecast/statements.h"
#include "forecast/weights.h"

#include <stdlib.h>
#include <string.h>

void restate_clear_gate(struct gate *gate)
{
    free(gate->claims);
    free(gate->words);
    free(gate->log_anchor);
    free(gate->log_house);
    free(gate->log_cue);
    free(gate->log_claim);
    free(gate->log_supposed);
    free(gate->evidence);
    free(gate->reach);
    free(gate->weight);
    free(gate->replicate);
}

enum aisle_status restate_hear(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                               int suppose_count, const struct aisle_suppose *suppose)
{
    for (int g = 0; g < f->gate_count; g++) {
        struct gate *gate = &f->gates[g];
        gate->words = mem_new((size_t)f->roster.count, sizeof *gate->words);
        if (!gate->words)
            return ctx_no_memory(ctx);
    }
    enum aisle_status status = statements_build(ctx, f, suppose_count, suppose);
    for (int g = 0; status == AISLE_OK && g < f->gate_count; g++)
        status = weights_build(ctx, f, g);
    return status;
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_vote(const struct aisle_package_vote *a,
                      const struct aisle_package_vote *b)
{
    return same_text(a->id, b->id) && same_text(a->question, b->question) &&
           a->kind == b->kind && a->requires == b->requires;
}

static bool same_provision(const struct aisle_provision *a,
                           const struct aisle_provision *b)
{
    bool same = same_text(a->id, b->id) && same_text(a->title, b->title) &&
                same_text(a->topic, b->topic) && a->in_package == b->in_package &&
                a->anchor_count == b->anchor_count;
    for (int k = 0; same && k < a->anchor_count; k++) {
        const struct aisle_anchor *x = &a->anchors[k];
        const struct aisle_anchor *y = &b->anchors[k];
        same = x->congress == y->congress && x->number == y->number &&
               x->sign == y->sign && x->side == y->side;
    }
    return same;
}

/* Do the two stand on the same ground? */
static bool same_ground(const struct aisle_package *a, const struct aisle_package *b)
{
    bool same = same_text(a->title, b->title) && same_text(a->summary, b->summary) &&
                same_text(a->measure, b->measure) && a->congress == b->congress &&
                a->text_since == b->text_since && a->side == b->side &&
                a->vote_count == b->vote_count &&
                a->provision_count == b->provision_count;
    for (int v = 0; same && v < a->vote_count; v++)
        same = same_vote(&a->votes[v], &b->votes[v]);
    for (int p = 0; same && p < a->provision_count; p++)
        same = same_provision(&a->provisions[p], &b->provisions[p]);
    return same;
}

/* A gate that has heard nothing yet; it borrows its ground. */
static struct gate ground_of(const struct gate *g)
{
    return (struct gate){.rule = g->rule,
                         .bank = g->bank,
                         .cloture = g->cloture,
                         .called = g->called,
                         .atom = g->atom,
                         .items = g->items,
                         .habits = g->habits,
                         .logit = g->logit,
                         .slack = g->slack,
                         .repeat = g->repeat,
                         .after = g->after,
                         .follows = g->follows,
                         .taken_up = g->taken_up,
                         .logit_alone = g->logit_alone,
                         .worlds = g->worlds,
                         .other_text = g->other_text};
}

static enum aisle_status borrow(struct aisle_ctx *ctx, struct aisle_forecaster *f)
{
    f->gates = mem_new((size_t)f->gate_count, sizeof *f->gates);
    if (!f->gates)
        return ctx_no_memory(ctx);
    for (int g = 0; g < f->gate_count; g++)
        f->gates[g] = ground_of(&f->base->gates[g]);
    for (int k = 0; k < f->base->ground_notes; k++) {
        enum aisle_status status = notes_add(ctx, f, "%s", f->base->notes[k]);
        if (status != AISLE_OK)
            return status;
    }
    return AISLE_OK;
}

enum aisle_status
aisle_forecaster_restate(struct aisle_ctx *ctx, const struct aisle_forecaster *base,
                         const struct aisle_package *package, bool use_statements,
                         int suppose_count, const struct aisle_suppose *suppose,
                         bool model_error, struct aisle_forecaster **out)
{
    enum aisle_status status;
    if (!same_ground(base->package, package))
        return ctx_fail(
            ctx, AISLE_INPUT,
            "the package differs in more than statements and calls from the "
            "one that the forecaster was built for");
    struct aisle_forecaster *f = mem_new(1, sizeof *f);
    if (!f)
        return ctx_no_memory(ctx);
    *f = (struct aisle_forecaster){.base = base->base ? base->base : base,
                                   .path = base->path,
                                   .votes = base->votes,
                                   .fit = base->fit,
                                   .package = package,
                                   .leaders = base->leaders,
                                   .house = base->house,
                                   .settings = base->settings,
                                   .roster = base->roster,
                                   .as_of = base->as_of,
                                   .seed = base->seed,
                                   .particles = base->particles,
                                   .blocks = base->blocks,
                                   .threads = base->threads,
                                   .use_statements = use_statements,
                                   .model_error = model_error,
                                   .sign = base->sign,
                                   .written = base->written,
                                   .shock = base->shock,
                                   .contents = base->contents,
                                   .gate_count = base->gate_count};
    TRY(borrow(ctx, f));
    TRY(restate_hear(ctx, f, suppose_count, suppose));
    *out = f;
    return AISLE_OK;
out:
    aisle_forecaster_free(f);
    return status;
}
