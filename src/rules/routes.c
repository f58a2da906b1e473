/* Routes: which ways each provision of a package may take to become law, what each
 * step takes, and why. */
#include "rules/routes.h"
#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

static bool given(const char *text)
{
    return text && text[0];
}

/* Add a step; false when the book has no rule for that day. */
static bool add_step(const struct routing *r, enum aisle_gate gate,
                     struct aisle_way_row *row)
{
    struct aisle_step step = aisle_rules_step(r->book, gate, r->day, r->sworn);
    if (!step.rule)
        return false;
    row->steps[row->step_count++] = step;
    if (step.threshold > row->threshold)
        row->threshold = step.threshold;
    return true;
}

static bool add_steps(const struct routing *r, int count, const enum aisle_gate *gates,
                      struct aisle_way_row *row)
{
    for (int i = 0; i < count; i++)
        if (!add_step(r, gates[i], row))
            return false;
    return true;
}

/* ---- an ordinary bill: open to all, and open to a filibuster ---- */

static bool bill(const struct routing *r, const struct aisle_provision *p,
                 struct aisle_way_row *row, struct text *why)
{
    static const enum aisle_gate gates[] = {AISLE_GATE_CLOTURE, AISLE_GATE_PROCEED,
                                            AISLE_GATE_CLOTURE, AISLE_GATE_PASSAGE};
    row->open = true;
    row->taken = p->route == AISLE_ROUTE_SIXTY;
    bool found = add_steps(r, 4, gates, row) &&
                 (!p->emergency || add_step(r, AISLE_GATE_WAIVE_BUDGET, row));
    text_add(why, p->kind == AISLE_PROVISION_MONEY
                      ? "an appropriation is ordinary legislation: debate on it can be "
                        "ended only by cloture"
                      : "a change of law is ordinary legislation: debate on it can be "
                        "ended only by cloture");
    if (p->emergency)
        text_add(why, "; it is designated an emergency, and a point of order against "
                      "that is waived by the same number");
    return found;
}

/* ---- reconciliation ---- */

static void byrd_strike(const struct routing *r, const struct aisle_provision *p,
                        struct aisle_way_row *row)
{
    const struct aisle_byrd_row *usual = &r->book->byrd[aisle_rules_byrd_class(p)];
    bool own = p->byrd.given;
    row->strike = own ? p->byrd.strike : usual->strike;
    row->strike_low = own ? p->byrd.low : usual->low;
    row->strike_high = own ? p->byrd.high : usual->high;
    row->test = own ? p->byrd.test : usual->test;
    row->strike_source = own ? p->byrd.source : usual->source;
    row->strike_confidence = own ? p->byrd.confidence : usual->confidence;
}

static bool reconciliation(const struct routing *r, const struct aisle_provision *p,
                           struct aisle_way_row *row, struct text *why)
{
    bool instructed = given(r->package->instructions);
    byrd_strike(r, p, row);
    bool certain = row->strike >= 1;
    row->open = instructed && !certain;
    row->taken = p->route == AISLE_ROUTE_RECONCILIATION;
    struct aisle_step waiver =
        aisle_rules_step(r->book, AISLE_GATE_WAIVE_BYRD, r->day, r->sworn);
    if (!waiver.rule || !add_step(r, AISLE_GATE_RECONCILIATION, row))
        return false;
    row->keep_threshold = waiver.threshold;
    if (instructed)
        text_addf(why, "%s instructs committees", r->package->instructions);
    else
        text_add(why, "the package names no budget resolution whose instructions "
                      "would open it");
    text_addf(why, "; under the Byrd rule it may be struck as one that %s",
              aisle_byrd_test_words(row->test));
    if (row->strike >= 0.5)
        text_add(why, "; keeping it then takes a waiver by three fifths");
    return true;
}

/* ---- no vote at all ---- */

static bool executive(const struct routing *r, const struct aisle_provision *p,
                      struct aisle_way_row *row, struct text *why)
{
    row->taken = p->route == AISLE_ROUTE_EXECUTIVE;
    row->open = row->taken || given(p->authority);
    if (given(p->authority))
        text_addf(why, "the executive may act under %s", p->authority);
    else if (row->taken)
        text_add(why, given(p->why) ? p->why : "the package says so");
    else if (p->kind == AISLE_PROVISION_MONEY)
        text_add(why, "no money is drawn from the Treasury but by an appropriation "
                      "(Constitution, I.9.7)");
    else
        text_add(why, "the package names no law under which the executive could do "
                      "it alone");
    return add_step(r, AISLE_GATE_EXECUTIVE, row);
}

static bool disapproval(const struct routing *r, const struct aisle_provision *p,
                        struct aisle_way_row *row, struct text *why)
{
    row->open = given(p->undoes_rule);
    if (row->open)
        text_addf(why, "it undoes a rule (%s)", p->undoes_rule);
    else
        text_add(why, "it undoes no rule that an agency sent to Congress");
    return add_step(r, AISLE_GATE_DISAPPROVAL, row);
}

typedef bool way_fn(const struct routing *, const struct aisle_provision *,
                    struct aisle_way_row *, struct text *);
static way_fn *const ways[AISLE_WAY_COUNT] = {
    [AISLE_WAY_BILL] = bill,
    [AISLE_WAY_RECONCILIATION] = reconciliation,
    [AISLE_WAY_EXECUTIVE] = executive,
    [AISLE_WAY_DISAPPROVAL] = disapproval,
};

static enum aisle_status no_rule(struct aisle_ctx *ctx, const struct routing *r)
{
    char date[AISLE_DATE_TEXT];
    return ctx_fail(ctx, AISLE_NOT_FOUND, "the rulebook has no rule of some kind on %s",
                    aisle_day_format(r->day, date));
}

static enum aisle_status route_provision(struct aisle_ctx *ctx, const struct routing *r,
                                         int p, struct aisle_provision_routes *out)
{
    out->provision = p;
    for (int w = 0; w < AISLE_WAY_COUNT; w++) {
        struct aisle_way_row *row = &out->ways[w];
        struct text why = {0};
        *row = (struct aisle_way_row){.way = (enum aisle_way)w,
                                      .strike = (double)NAN,
                                      .strike_low = (double)NAN,
                                      .strike_high = (double)NAN};
        bool found = ways[w](r, &r->package->provisions[p], row, &why);
        row->why = text_take(&why);
        if (!row->why)
            return ctx_no_memory(ctx);
        if (!found)
            return no_rule(ctx, r);
    }
    return AISLE_OK;
}

static enum aisle_status route_gates(struct aisle_ctx *ctx, const struct routing *r,
                                     struct aisle_routes *out)
{
    for (int v = 0; v < r->package->vote_count; v++) {
        const struct aisle_package_vote *vote = &r->package->votes[v];
        aisle_day day = vote->date == AISLE_DAY_NONE ? r->day : vote->date;
        struct aisle_step step =
            aisle_rules_step(r->book, aisle_rules_gate_of_vote(vote), day, r->sworn);
        if (!step.rule)
            return no_rule(ctx, r);
        out->gates[v] = (struct aisle_gate_row){v, step};
        out->gate_count = v + 1;
    }
    return AISLE_OK;
}

static enum aisle_status fill(struct aisle_ctx *ctx, const struct routing *r,
                              struct aisle_routes *out)
{
    enum aisle_status status = AISLE_OK;
    size_t provisions = (size_t)r->package->provision_count;
    out->provisions = mem_new(provisions, sizeof *out->provisions);
    out->gates = mem_new((size_t)r->package->vote_count, sizeof *out->gates);
    if (!out->provisions || !out->gates)
        return ctx_no_memory(ctx);
    for (int p = 0; p < r->package->provision_count; p++) {
        out->provision_count = p + 1;
        TRY(route_provision(ctx, r, p, &out->provisions[p]));
    }
    TRY(route_gates(ctx, r, out));
    TRY(routes_note_missing(ctx, r, out));
out:
    return status;
}

enum aisle_status aisle_rules_routes(struct aisle_ctx *ctx,
                                     const struct aisle_rulebook *book,
                                     const struct aisle_package *package, int sworn,
                                     struct aisle_routes *out)
{
    struct routing r = {book, package, package->as_of, sworn};
    struct aisle_routes routes;
    aisle_routes_init(&routes);
    routes.day = r.day;
    routes.sworn = sworn;
    enum aisle_status status = fill(ctx, &r, &routes);
    if (status == AISLE_OK)
        *out = routes;
    else
        aisle_routes_clear(&routes);
    return status;
}
