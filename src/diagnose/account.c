/* How the fit's estimates account for the votes: errors against guessing the larger
 * side, chances, and whether a single cut would do without error. */
#include "diagnose/diagnose.h"

#include <math.h>

/* A voter along the direction of a roll call. */
struct voter {
    double eta;
    int sign;
    int member;
};

static int compare_voters(const void *left, const void *right)
{
    const struct voter *a = left, *b = right;
    if (a->eta != b->eta)
        return a->eta < b->eta ? -1 : 1;
    return (a->member > b->member) - (a->member < b->member);
}

/* Votes on the wrong side of the best cut: nays above it and yeas below. */
static int best_errors(const struct voter *voters, int count)
{
    int errors = 0;
    for (int i = 0; i < count; i++)
        errors += voters[i].sign < 0; /* the cut below all */
    int best = errors;
    for (int i = 0; i < count; i++) {
        errors += voters[i].sign > 0 ? 1 : -1;
        /* A cut passes between places, not between two in the same one. */
        if (i + 1 < count && voters[i + 1].eta == voters[i].eta)
            continue;
        best = errors < best ? errors : best;
    }
    return best;
}

static enum aisle_separation separation_of(int errors, int votes, double minority)
{
    if (errors == 0)
        return AISLE_SEPARATION_FULL;
    bool few = errors == 1 || 100 * errors <= votes;
    return few && 10 * errors <= minority ? AISLE_SEPARATION_NEAR
                                          : AISLE_SEPARATION_NONE;
}

static struct aisle_account account_vote(const struct view *v, int sign, double eta,
                                         int larger)
{
    return (struct aisle_account){
        .votes = 1,
        .errors = sign * eta <= 0,
        .guess_errors = larger == 0 ? 0.5 : sign != larger,
        .log_chance = diagnose_log_p(v->fit->link, sign, eta),
    };
}

/* Those who sit where the vote was decided: the needed-th likeliest yea. */
static int decider(const struct voter *voters, int count, int needed)
{
    return needed >= 1 && needed <= count ? voters[count - needed].member : -1;
}

static void account_item(const struct view *v, int item, struct voter *voters,
                         struct aisle_diagnosis *d)
{
    int rollcall = v->fit->items[item].rollcall;
    const int8_t *sign = view_signs(v, rollcall);
    struct aisle_rollcall_diagnosis *r = &d->rollcalls[rollcall];
    int balance = 0, all = 0;
    for (int i = 0; i < v->member_count; i++)
        balance += v->fit->members[i].thin ? 0 : sign[i];
    int larger = (balance > 0) - (balance < 0);
    for (int i = 0; i < v->member_count; i++) {
        double eta = diagnose_eta(v->fit, item, i);
        if (sign[i] == 0)
            continue;
        voters[all++] = (struct voter){eta, sign[i], i};
        if (v->fit->members[i].thin)
            continue;
        struct aisle_account vote = account_vote(v, sign[i], eta, larger);
        aisle_account_add(&r->account, &vote);
        aisle_account_add(&d->members[i].account, &vote);
    }
    qsort(voters, (size_t)all, sizeof *voters, compare_voters);
    r->item = item;
    r->decider = decider(voters, all, r->needed);
    r->best_errors = best_errors(voters, all);
    r->separation = separation_of(
        r->best_errors, all,
        fmin(v->votes->rollcalls[rollcall].yea, v->votes->rollcalls[rollcall].nay));
    aisle_account_add(&d->account, &r->account);
}

enum aisle_status diagnose_account_fill(const struct view *v, struct aisle_diagnosis *d)
{
    struct voter *voters = mem_new((size_t)v->member_count, sizeof *voters);
    if (!voters)
        return ctx_no_memory(v->ctx);
    for (int j = 0; j < v->item_count; j++)
        account_item(v, j, voters, d);
    free(voters);
    return AISLE_OK;
}
