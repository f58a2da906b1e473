/* View: the record as it stood before a day. */
#include "backtest/backtest.h"

#include "base/mem.h"

#include <string.h>

static int first_on_or_after(const struct aisle_votes *votes, aisle_day day)
{
    int r = 0;
    while (r < votes->rollcall_count && votes->rollcalls[r].date < day)
        r++;
    return r;
}

/* Who sits, and with whom, at a roll call of the record. */
static void seat(const struct aisle_votes *all, int rollcall,
                 struct aisle_member *members)
{
    for (int m = 0; m < all->member_count; m++) {
        char caucus = aisle_votes_caucus_at(all, m, rollcall);
        members[m].in_office = aisle_votes_cast(all, rollcall, m) != AISLE_CAST_OUT;
        if (caucus != '?')
            members[m].caucus = caucus;
    }
}

/* Roll calls of [from, day), and the members who sit on that day: that somebody was
 * sworn in, or has left, is known before a vote. */
static enum aisle_status make_view(struct aisle_ctx *ctx, const struct aisle_votes *all,
                                   aisle_day from, aisle_day day,
                                   struct aisle_votes *out)
{
    int first = first_on_or_after(all, from);
    int end = first_on_or_after(all, day);
    if (end <= first)
        return ctx_fail(ctx, AISLE_INPUT, "the record holds no votes before a vote");
    struct aisle_votes v = *all;
    v.as_of = day;
    v.rollcall_count = end - first;
    v.rollcalls = all->rollcalls + first;
    v.casts = all->casts + (size_t)first * (size_t)all->member_count;
    v.congress_first = v.rollcalls[0].congress;
    v.congress_last = v.rollcalls[v.rollcall_count - 1].congress;
    v.members = mem_new((size_t)all->member_count, sizeof *v.members);
    if (!v.members)
        return ctx_no_memory(ctx);
    memcpy(v.members, all->members, (size_t)all->member_count * sizeof *v.members);
    seat(all, end < all->rollcall_count ? end : end - 1, v.members);
    *out = v;
    return AISLE_OK;
}

static aisle_day month_of(aisle_day day)
{
    int year;
    int month;
    int of_month;
    aisle_day_to_civil(day, &year, &month, &of_month);
    return aisle_day_from_civil(year, month, 1);
}

static aisle_day years_before(aisle_day day)
{
    return day - (aisle_day)(365.25 * VIEW_YEARS);
}

static enum aisle_status move_fit(struct aisle_ctx *ctx, struct world *w, aisle_day day)
{
    aisle_day month = month_of(day);
    if (w->fit_day == month)
        return AISLE_OK;
    struct aisle_votes view = {0};
    struct aisle_fit fit;
    aisle_fit_init(&fit);
    enum aisle_status status;
    TRY(make_view(ctx, w->all, years_before(month), month, &view));
    TRY(w->fit_fn(ctx, w->user, &view, &fit));
    aisle_fit_clear(&w->fit);
    w->fit = fit;
    w->fit_day = month;
out:
    free(view.members);
    return status;
}

enum aisle_status view_move(struct aisle_ctx *ctx, struct world *w, aisle_day day)
{
    enum aisle_status status = AISLE_OK;
    if (w->view.members && w->view.as_of == day)
        return AISLE_OK;
    struct aisle_votes view = {0};
    TRY(make_view(ctx, w->all, years_before(day), day, &view));
    free(w->view.members);
    w->view = view;
    TRY(move_fit(ctx, w, day));
out:
    return status;
}

void view_clear(struct world *w)
{
    free(w->view.members);
    w->view = (struct aisle_votes){0};
    aisle_fit_clear(&w->fit);
}
