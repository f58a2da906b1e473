/* Gates that a package's votes leave out. A package is a sequence of gates: one that
 * lists passage alone takes for granted that debate was ended. */
#include "base/ctx.h"
#include "base/mem.h"
#include "rules/routes.h"
#include <stdarg.h>
#include <string.h>

static enum aisle_status add_note(struct aisle_ctx *ctx, struct aisle_routes *out,
                                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum aisle_status add_note(struct aisle_ctx *ctx, struct aisle_routes *out,
                                  const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    char *copy = mem_copy_text(text);
    char **notes =
        mem_resize(out->notes, (size_t)out->note_count + 1, sizeof *out->notes);
    if (notes)
        out->notes = notes;
    if (!copy || !notes) {
        free(copy);
        return ctx_no_memory(ctx);
    }
    out->notes[out->note_count++] = copy;
    return AISLE_OK;
}

static bool has_vote(const struct aisle_package *package, enum aisle_vote_kind kind)
{
    for (int v = 0; v < package->vote_count; v++)
        if (package->votes[v].kind == kind)
            return true;
    return false;
}

static bool by_agreement(const struct aisle_package *package)
{
    for (int v = 0; v < package->vote_count; v++)
        if (aisle_rules_gate_of_vote(&package->votes[v]) == AISLE_GATE_AGREEMENT)
            return true;
    return false;
}

static bool any_route(const struct aisle_package *package, enum aisle_route route)
{
    for (int p = 0; p < package->provision_count; p++)
        if (package->provisions[p].in_package && package->provisions[p].route == route)
            return true;
    return false;
}

static bool any_emergency(const struct aisle_package *package)
{
    for (int p = 0; p < package->provision_count; p++)
        if (package->provisions[p].in_package && package->provisions[p].emergency)
            return true;
    return false;
}

/* The steps of an ordinary bill that are not among the votes. */
static enum aisle_status note_bill(struct aisle_ctx *ctx, const struct routing *r,
                                   struct aisle_routes *out)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_package *package = r->package;
    int sixty =
        aisle_rules_step(r->book, AISLE_GATE_CLOTURE, r->day, r->sworn).threshold;
    if (by_agreement(package))
        return AISLE_OK;
    if (!has_vote(package, AISLE_VOTE_CLOTURE))
        TRY(add_note(ctx, out,
                     "Not among its votes: cloture on the bill itself, which takes %d "
                     "yeas unless all agree to do without.",
                     sixty));
    if (!has_vote(package, AISLE_VOTE_CLOTURE_PROCEED) &&
        !has_vote(package, AISLE_VOTE_PROCEED))
        TRY(add_note(ctx, out,
                     "Not among its votes: the motion to proceed and cloture on it "
                     "(%d yeas); a House message or an agreement does without.",
                     sixty));
    if (!has_vote(package, AISLE_VOTE_PASSAGE))
        TRY(add_note(ctx, out, "Not among its votes: passage, by a majority."));
out:
    return status;
}

enum aisle_status routes_note_missing(struct aisle_ctx *ctx, const struct routing *r,
                                      struct aisle_routes *out)
{
    enum aisle_status status = AISLE_OK;
    if (any_route(r->package, AISLE_ROUTE_SIXTY))
        TRY(note_bill(ctx, r, out));
    if (any_route(r->package, AISLE_ROUTE_RECONCILIATION) &&
        !has_vote(r->package, AISLE_VOTE_RECONCILIATION))
        TRY(add_note(ctx, out,
                     "Provisions marked for reconciliation need a vote of that kind: "
                     "the package has none."));
    if (any_emergency(r->package) && !has_vote(r->package, AISLE_VOTE_WAIVE_BUDGET))
        TRY(add_note(ctx, out,
                     "Money designated an emergency can meet a budget point of order; "
                     "waiving it is not among its votes."));
    TRY(add_note(ctx, out,
                 "After the Senate: the House, by a majority of those voting, and the "
                 "President's signature. Neither is forecast here."));
out:
    return status;
}
