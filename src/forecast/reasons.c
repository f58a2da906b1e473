/* Reasons: what moved a vote's chance from the base rate, step by step.
 *
 * Each step adds one kind of evidence on the same particles and its effect is the
 * change in the chance; the effects add up to the difference from the base rate.
 * The order is fixed (history, anchors, earlier roll call, House, cues, statements,
 * positions on provisions, suppositions): with another order they would be split
 * somewhat differently. */
#include "forecast/eval.h"

#include "base/mem.h"
#include "base/text.h"
#include "forecast/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 16, TOP_STATEMENTS = 3, ABLATED_MAX = 64 };
/* A single statement that moves the chance by less is not worth a line. */
static const double single_min = 0.005;

struct teller {
    const struct aisle_forecaster *f;
    const struct gate *gate;
    struct query query;
    struct weights_parts parts;
    const float *reach; /* [particles] under the query's selection */
    double *weight;     /* of the evidence so far */
    float *carries;     /* of the query so far */
    float *work;
    bool stale;  /* the query has changed since */
    double p;    /* so far */
    bool failed; /* no memory */
    int count;
    struct aisle_reason reasons[STEPS_MAX];
};

static void tell(struct teller *t, double effect, char *text)
{
    if (!text || t->count >= STEPS_MAX) {
        t->failed |= !text;
        free(text);
        return;
    }
    t->reasons[t->count++] = (struct aisle_reason){text, effect};
}

/* Chance with the evidence switched on so far. */
static double chance(struct teller *t)
{
    double p = 0;
    if (t->stale)
        kernel_carries(t->f, &t->query, t->carries);
    t->stale = false;
    weights_partial(t->f, t->query.gate, &t->parts, t->reach, t->weight);
    for (int m = 0; m < t->f->particles; m++)
        p += t->weight[m] * (double)t->carries[m];
    return p;
}

static void step(struct teller *t, char *text)
{
    double p = chance(t);
    tell(t, p - t->p, text);
    t->p = p;
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

static void tell_history(struct teller *t)
{
    const struct bank *bank = &t->gate->bank;
    char first[AISLE_DATE_TEXT];
    char last[AISLE_DATE_TEXT];
    t->p = bank->base_rate;
    step(t, mem_format("History: %d like votes from %s to %s, of which %.0f%% carried, "
                       "weighed by age, party control and likeness of text and put to "
                       "today's senators",
                       bank->count, aisle_day_format(bank->first, first),
                       aisle_day_format(bank->last, last), 100 * bank->base_rate));
}

static void tell_anchors(struct teller *t)
{
    if (t->gate->bank.anchor_count == 0)
        return;
    t->parts.anchor = true;
    int count = t->gate->bank.anchor_count;
    step(t, mem_format("Comparable roll calls: %d that the package lists %s "
                       "and weigh%s more",
                       count, count == 1 ? "is a like vote" : "are like votes",
                       count == 1 ? "s" : ""));
}

static void tell_house(struct teller *t)
{
    const struct aisle_house_vote *v = t->gate->house;
    char day[AISLE_DATE_TEXT];
    if (!v)
        return;
    t->parts.house = true;
    char *text = mem_format(
        "%s vote on the measure (%s): %d of %d Democrats and %d of %d "
        "Republicans for it%s",
        t->gate->house_counts ? "The House's" : "Not counted: the House's",
        aisle_day_format(v->date, day), v->yea[0], v->yea[0] + v->nay[0], v->yea[1],
        v->yea[1] + v->nay[1],
        t->gate->house_counts ? "" : "; the Senate may put another text to it");
    if (t->gate->house_counts)
        step(t, text);
    else
        tell(t, NAN, text);
}

static void tell_cues(struct teller *t)
{
    if (t->gate->cue_count == 0)
        return;
    struct text who = {0};
    for (int k = 0; k < t->f->package->cue_count; k++) {
        const struct aisle_cue *c = &t->f->package->cues[k];
        if (c->date > t->f->as_of || (c->vote >= 0 && c->vote != t->query.gate))
            continue;
        text_addf(&who, "%s%s (%s, %s)", who.size ? ", " : "", c->who,
                  c->direction > 0 ? "for" : "against",
                  c->caucus == 'R' ? "to Republicans" : "to Democrats");
    }
    t->parts.cue = true;
    char *list = text_take(&who);
    step(t, list ? mem_format("Leaders' calls: %s", list) : NULL);
    free(list);
}

static void tell_other_text(struct teller *t)
{
    if (t->gate->other_text < 0)
        return;
    const struct aisle_rollcall *r = &t->f->votes->rollcalls[t->gate->other_text];
    char day[AISLE_DATE_TEXT];
    tell(t, NAN,
         mem_format("Left out: an earlier roll call on this measure (%s, %d-%d) was on "
                    "another text",
                    aisle_day_format(r->date, day), r->yea, r->nay));
}

static void tell_repeat(struct teller *t)
{
    tell_other_text(t);
    if (t->gate->repeat < 0)
        return;
    const struct aisle_rollcall *r = &t->f->votes->rollcalls[t->gate->repeat];
    char day[AISLE_DATE_TEXT];
    t->query.repeat = true;
    t->stale = true;
    step(t, mem_format("The last roll call on this measure (%s, %d-%d)%s",
                       aisle_day_format(r->date, day), r->yea, r->nay,
                       t->gate->taken_up ? ", which took it up: some withhold their "
                                           "votes then"
                                         : ""));
}

static void tell_reach(struct teller *t)
{
    const struct gate *gate = t->gate;
    if (gate->after < 0)
        return;
    const char *before = t->f->package->votes[gate->after].id;
    t->parts.reach = true;
    t->query.repeat |= gate->follows;
    t->stale |= gate->follows;
    step(t, gate->follows
                ? mem_format("Taken once %s carries, and then as a rule by the same "
                             "senators%s",
                             before,
                             gate->taken_up ? ", but for votes withheld from a bill "
                                              "that was taken up"
                                            : "")
                : mem_format("Taken once %s carries", before));
}

static int count_claims(const struct gate *gate, bool supposed)
{
    int count = 0;
    for (int k = 0; k < gate->claim_count; k++)
        count += (gate->claims[k].statement < 0) == supposed;
    return count;
}

static void tell_statements(struct teller *t)
{
    int count = count_claims(t->gate, false);
    if (count == 0)
        return;
    t->parts.claims = true;
    t->query.claims = true;
    t->stale = true;
    step(t, mem_format("Statements: %d public position%s on the vote", count,
                       plural(count)));
}

static void tell_provisions(struct teller *t)
{
    int count = t->f->liking_count + t->f->proviso_count;
    if (count == 0)
        return;
    t->query.provisions = true;
    t->stale = true;
    step(t, mem_format("Provisions: %d position%s on what is in the package, and "
                       "conditions",
                       count, plural(count)));
}

static void tell_selection(struct teller *t, uint64_t selection, const float *reach)
{
    if (selection == t->f->written)
        return;
    t->query.selection = selection;
    t->reach = reach;
    t->stale = true;
    step(t, mem_format("Content: provisions added to or dropped from the package as "
                       "written"));
}

static void tell_suppositions(struct teller *t)
{
    bool any = false;
    for (int i = 0; i < t->f->roster.count; i++)
        any |= t->f->supposed[i] != SUPPOSED_NOT;
    if (!any)
        return;
    t->parts.supposed = true;
    t->query.supposed = true;
    t->stale = true;
    step(t, mem_format("What you suppose"));
}

static void tell_called(struct teller *t)
{
    if (t->gate->called == 0)
        return;
    double p = eval_called(t->gate, t->p);
    tell(t, p - t->p,
         mem_format("Called votes: leaders bring up votes that they can just carry "
                    "somewhat more often than the history's shape says"));
    t->p = p;
}

static void tell_doubt(struct teller *t)
{
    double p = eval_doubt(t->f, t->p);
    tell(
        t, p - t->p,
        mem_format("Doubt: a forecast as sure as can be is taken to be wrong in %.1f%% "
                   "of votes",
                   100 * t->f->settings.surprise));
    t->p = p;
}

struct pull {
    int statement;
    double effect;
};

static int compare_pulls(const void *a, const void *b)
{
    const struct pull *x = a;
    const struct pull *y = b;
    if (fabs(x->effect) != fabs(y->effect))
        return fabs(x->effect) > fabs(y->effect) ? -1 : 1;
    return x->statement - y->statement;
}

/* Is an earlier claim of the list the same seat's? Its words count together. */
static bool spoke_before(const struct gate *gate, int claim)
{
    for (int k = 0; k < claim; k++)
        if (gate->claims[k].seat == gate->claims[claim].seat)
            return true;
    return false;
}

/* The senators' words whose absence would move the chance most, through what
 * they tell about the others; all else stays in. */
static void tell_single(struct teller *t)
{
    struct pull pulls[ABLATED_MAX];
    int count = 0;
    const struct gate *gate = t->gate;
    for (int k = 0; k < gate->claim_count && count < ABLATED_MAX; k++) {
        const struct claim *c = &gate->claims[k];
        if (c->statement < 0 || gate->words[c->seat].exponent <= 0 ||
            spoke_before(gate, k))
            continue;
        double p = weights_without(t->f, gate, c->seat, t->weight, t->carries, t->work);
        pulls[count++] = (struct pull){c->statement, t->p - p};
    }
    qsort(pulls, (size_t)count, sizeof *pulls, compare_pulls);
    for (int k = 0; k < count && k < TOP_STATEMENTS && count > 1; k++) {
        if (fabs(pulls[k].effect) < single_min)
            break;
        const struct aisle_statement *s =
            &t->f->package->statements[pulls[k].statement];
        char day[AISLE_DATE_TEXT];
        tell(t, pulls[k].effect,
             mem_format("of which alone, through what it says of others: %s, '%s' (%s)",
                        s->senator, aisle_position_text(s->position),
                        aisle_day_format(s->date, day)));
    }
}

enum aisle_status reasons_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                               const struct query *query,
                               const struct standing *standing,
                               struct aisle_forecast_vote *vote)
{
    const struct gate *gate = &f->gates[query->gate];
    struct teller t = {.f = f,
                       .gate = gate,
                       .query = {.gate = query->gate,
                                 .selection = f->written,
                                 .fair_efficient = query->fair_efficient},
                       .reach = query->selection == f->written ? standing->reach
                                                               : gate->reach,
                       .stale = true};
    size_t n = (size_t)f->particles;
    t.weight = mem_new(n, sizeof *t.weight);
    t.carries = mem_new(2 * n, sizeof *t.carries);
    if (!t.weight || !t.carries) {
        free(t.weight);
        free(t.carries);
        return ctx_no_memory(ctx);
    }
    t.work = t.carries + n;
    tell_history(&t);
    tell_anchors(&t);
    tell_repeat(&t);
    tell_reach(&t);
    tell_house(&t);
    tell_cues(&t);
    tell_statements(&t);
    if (count_claims(t.gate, false) > 0)
        tell_single(&t);
    tell_provisions(&t);
    tell_selection(&t, query->selection, standing->reach);
    tell_suppositions(&t);
    tell_called(&t);
    tell_doubt(&t);
    free(t.weight);
    free(t.carries);
    vote->reasons = mem_new((size_t)t.count, sizeof *vote->reasons);
    if (vote->reasons && !t.failed) {
        memcpy(vote->reasons, t.reasons, (size_t)t.count * sizeof *vote->reasons);
        vote->reason_count = t.count;
        return AISLE_OK;
    }
    for (int k = 0; k < t.count; k++)
        free(t.reasons[k].text);
    return ctx_no_memory(ctx);
}
