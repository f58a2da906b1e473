/* What a reader asks of a fit: who is who, ranks, and who holds the seats that
 * decide. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

/* --- names -------------------------------------------------------------------------- */

/* How many members share a surname, and how many a state besides. */
static void count_namesakes(const struct aisle_votes *votes, int member, int *same_name,
                            int *same_state)
{
    const struct aisle_member *m = &votes->members[member];
    *same_name = 0;
    *same_state = 0;
    for (int i = 0; i < votes->member_count; i++) {
        if (strcmp(votes->members[i].last, m->last) != 0)
            continue;
        (*same_name)++;
        *same_state += strcmp(votes->members[i].state, m->state) == 0;
    }
}

/* "Murkowski"; "Scott (FL)" beside another Scott; "Ben Nelson (NE)" beside another
 * Nelson of the same state. */
static char *unique_name(const struct aisle_votes *votes, int member)
{
    const struct aisle_member *m = &votes->members[member];
    int same_name;
    int same_state;
    count_namesakes(votes, member, &same_name, &same_state);
    if (same_name == 1)
        return mem_copy_text(m->last);
    if (same_state == 1)
        return mem_format("%s (%s)", m->last, m->state);
    return mem_format("%s %s (%s)", m->first, m->last, m->state);
}

static enum aisle_status begin_members(struct aisle_ctx *ctx, const struct problem *p,
                                       struct aisle_fit *fit)
{
    fit->members = mem_new((size_t)p->member_count, sizeof *fit->members);
    if (!fit->members)
        return ctx_no_memory(ctx);
    fit->member_count = p->member_count;
    for (int i = 0; i < p->member_count; i++) {
        const struct aisle_member *from = &p->votes->members[i];
        struct aisle_fit_member *m = &fit->members[i];
        memcpy(m->bioguide, from->bioguide, sizeof m->bioguide);
        memcpy(m->state, from->state, sizeof m->state);
        m->party = from->party;
        m->caucus = from->caucus;
        m->in_office = from->in_office;
        m->thin = p->thin[i];
        m->vote_count = p->votes_of[i];
        m->rhat = NAN;
        m->ess_bulk = NAN;
        m->name = unique_name(p->votes, i);
        if (!m->name)
            return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

enum aisle_status summary_begin(struct aisle_ctx *ctx, const struct problem *p,
                                struct aisle_fit *fit)
{
    enum aisle_status status;
    memcpy(fit->chamber, p->votes->chamber, sizeof fit->chamber);
    fit->congress_first = p->votes->congress_first;
    fit->congress_last = p->votes->congress_last;
    fit->as_of = p->votes->as_of;
    fit->link = p->options->link;
    fit->method = p->options->method;
    fit->dims = p->dims;
    fit->vote_count = p->vote_count;
    TRY(begin_members(ctx, p, fit));
    fit->items = mem_new((size_t)p->item_count, sizeof *fit->items);
    if (!fit->items)
        return ctx_no_memory(ctx);
    fit->item_count = p->item_count;
    for (int j = 0; j < p->item_count; j++) {
        const struct aisle_rollcall *r = &p->votes->rollcalls[p->rollcall[j]];
        fit->items[j].rollcall = p->rollcall[j];
        fit->items[j].congress = r->congress;
        fit->items[j].number = r->number;
    }
out:
    return status;
}

/* --- ranks ---------------------------------------------------------------------------- */

/* Ranks are places among the members in office (among all, when nobody is): one
 * more than the number of them further left. */
struct ranks {
    int seats;
    bool *counts;  /* [members] whether a member is one of them */
    int *order;    /* [seats] their members in the last draw's order */
    float *sorted; /* [seats] that draw */
    int *times;    /* [members][seats + 2] draws in which a member has a rank */
};

static void ranks_clear(struct ranks *r)
{
    free(r->counts);
    free(r->order);
    free(r->sorted);
    free(r->times);
}

static enum aisle_status ranks_new(struct aisle_ctx *ctx, const struct aisle_fit *fit,
                                   struct ranks *out)
{
    struct ranks r = {0};
    size_t n = (size_t)fit->member_count;
    for (int i = 0; i < fit->member_count; i++)
        r.seats += fit->members[i].in_office;
    bool nobody = r.seats == 0;
    if (nobody)
        r.seats = fit->member_count;
    r.counts = mem_new(n, sizeof *r.counts);
    r.order = mem_new((size_t)r.seats, sizeof *r.order);
    r.sorted = mem_new((size_t)r.seats, sizeof *r.sorted);
    r.times = mem_new(n * ((size_t)r.seats + 2), sizeof *r.times);
    if (!r.counts || !r.order || !r.sorted || !r.times) {
        ranks_clear(&r);
        return ctx_no_memory(ctx);
    }
    int next = 0;
    for (size_t i = 0; i < n; i++) {
        r.counts[i] = nobody || fit->members[i].in_office;
        if (r.counts[i])
            r.order[next++] = (int)i;
    }
    *out = r;
    return AISLE_OK;
}

/* The seats of one draw from left to right. The order of the draw before is a good
 * start: insertion moves each no further than it must. */
static void sort_seats(const float *x, size_t d, struct ranks *r)
{
    for (int s = 0; s < r->seats; s++) {
        int member = r->order[s];
        float own = x[(size_t)member * d];
        int at = s;
        for (; at > 0 && r->sorted[at - 1] > own; at--) {
            r->sorted[at] = r->sorted[at - 1];
            r->order[at] = r->order[at - 1];
        }
        r->sorted[at] = own;
        r->order[at] = member;
    }
}

static int count_below(const float *sorted, int count, float x)
{
    int low = 0;
    while (count > 0) {
        int half = count / 2;
        if (sorted[low + half] < x) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

static void add_rank(struct ranks *r, int member, int rank)
{
    r->times[(size_t)member * ((size_t)r->seats + 2) + (size_t)rank]++;
}

static void rank_draw(const struct aisle_fit *fit, int draw, struct ranks *r)
{
    size_t d = (size_t)fit->dims;
    const float *x = fit->x_draws + (size_t)draw * (size_t)fit->member_count * d;
    int rank = 0;
    sort_seats(x, d, r);
    for (int s = 0; s < r->seats; s++) {
        if (s == 0 || r->sorted[s] > r->sorted[s - 1])
            rank = s + 1;
        add_rank(r, r->order[s], rank);
    }
    for (int i = 0; i < fit->member_count; i++)
        if (!r->counts[i])
            add_rank(r, i, 1 + count_below(r->sorted, r->seats, x[(size_t)i * d]));
}

/* Smallest rank that at least a share p of the draws does not pass. */
static double rank_quantile(const int *times, int draws, double p)
{
    int64_t sum = 0;
    int rank = 0;
    while ((double)sum < p * draws)
        sum += times[++rank];
    return rank > 0 ? rank : 1;
}

static void put_ranks(const struct ranks *r, struct aisle_fit *fit)
{
    for (int i = 0; i < fit->member_count; i++) {
        const int *times = r->times + (size_t)i * ((size_t)r->seats + 2);
        struct aisle_fit_member *m = &fit->members[i];
        double sum = 0.0;
        for (int rank = 1; rank <= r->seats + 1; rank++)
            sum += (double)rank * times[rank];
        m->rank = sum / fit->draw_count;
        m->rank_q05 = rank_quantile(times, fit->draw_count, 0.05);
        m->rank_q95 = rank_quantile(times, fit->draw_count, 0.95);
    }
}

/* --- pivots ----------------------------------------------------------------------------- */

static int compare_chances(const void *left, const void *right)
{
    const struct aisle_pivot_chance *a = left;
    const struct aisle_pivot_chance *b = right;
    if (a->p != b->p)
        return a->p > b->p ? -1 : 1;
    return (a->member > b->member) - (a->member < b->member);
}

static enum aisle_status add_pivot(struct aisle_ctx *ctx, const struct ranks *r,
                                   const char *name, int seat, struct aisle_fit *fit)
{
    if (seat > r->seats)
        return AISLE_OK;
    struct aisle_pivot *pivot = &fit->pivots[fit->pivot_count++];
    pivot->seat = seat;
    pivot->name = mem_copy_text(name);
    pivot->chances = mem_new((size_t)fit->member_count, sizeof *pivot->chances);
    if (!pivot->name || !pivot->chances)
        return ctx_no_memory(ctx);
    for (int i = 0; i < fit->member_count; i++) {
        int times = r->times[(size_t)i * ((size_t)r->seats + 2) + (size_t)seat];
        double p = (double)times / fit->draw_count;
        if (r->counts[i] && p >= 0.01)
            pivot->chances[pivot->chance_count++] = (struct aisle_pivot_chance){i, p};
    }
    qsort(pivot->chances, (size_t)pivot->chance_count, sizeof *pivot->chances,
          compare_chances);
    return AISLE_OK;
}

/* Seats that decide are the Senate's. */
static enum aisle_status put_pivots(struct aisle_ctx *ctx, const struct ranks *r,
                                    struct aisle_fit *fit)
{
    static const struct {
        const char *name;
        int seat;
    } seats[] = {
#define PIVOT_ROW(name, seat) {name, seat},
        AISLE_PIVOT_LIST(PIVOT_ROW)
#undef PIVOT_ROW
    };
    enum { SEATS = sizeof seats / sizeof *seats };
    enum aisle_status status = AISLE_OK;
    if (strcmp(fit->chamber, "senate") != 0)
        return AISLE_OK;
    fit->pivots = mem_new(SEATS, sizeof *fit->pivots);
    if (!fit->pivots)
        return ctx_no_memory(ctx);
    for (int s = 0; s < SEATS; s++)
        TRY(add_pivot(ctx, r, seats[s].name, seats[s].seat, fit));
out:
    return status;
}

enum aisle_status summary_finish(struct aisle_ctx *ctx, struct aisle_fit *fit)
{
    struct ranks r = {0};
    enum aisle_status status;
    TRY(ranks_new(ctx, fit, &r));
    for (int t = 0; t < fit->draw_count; t++)
        rank_draw(fit, t, &r);
    put_ranks(&r, fit);
    TRY(put_pivots(ctx, &r, fit));
out:
    ranks_clear(&r);
    return status;
}
