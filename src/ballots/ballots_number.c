/* The clerk begins anew each session; the record counts through the Congress. A roll
 * call's number is the clerk's plus the roll calls of the sessions before, as far
 * as the files and the store tell. */
#include "ballots/ballots.h"
#include <string.h>

static int compare(const struct ballots_rollcall *x, const struct ballots_rollcall *y)
{
    if (x->session != y->session)
        return x->session < y->session ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int by_session(const void *a, const void *b)
{
    int order = compare(a, b);
    const struct ballots_rollcall *x = a, *y = b;
    return order ? order : (x->first > y->first) - (x->first < y->first);
}

static void check_twice(struct ballots *b)
{
    for (size_t i = 1; i < b->rollcall_count; i++) {
        const struct ballots_rollcall *now = &b->rollcalls[i], *last = now - 1;
        if (compare(now, last) == 0)
            ballots_fail(b, now->place, NULL,
                         "roll call %d of session %d stands in %s already", now->number,
                         now->session, last->place.path);
    }
}

/* Session of a day: the first is over when the next year's third of January comes,
 * as sessions have begun since the Twentieth Amendment. */
static int session_at(int congress, aisle_day day)
{
    return day < aisle_day_from_civil(1788 + 2 * congress, 1, 3) ? 1 : 2;
}

/* Roll calls of session 1 by the store: all, when it holds one of session 2. */
static int held_first(const struct aisle_votes *held, bool *over)
{
    int last = 0;
    *over = false;
    for (int i = 0; i < held->rollcall_count; i++) {
        const struct aisle_rollcall *r = &held->rollcalls[i];
        if (session_at(r->congress, r->date) == 1)
            last = r->number;
        else
            *over = true;
    }
    return last;
}

/* How many roll calls come before each session; says where the files leave a gap,
 * since then the numbers may not be the record's. */
static void count_before(struct ballots *b, const struct aisle_votes *held,
                         int before[BALLOTS_SESSIONS + 1])
{
    int last[BALLOTS_SESSIONS + 1] = {0}, seen[BALLOTS_SESSIONS + 1] = {0};
    for (size_t i = 0; i < b->rollcall_count; i++) {
        const struct ballots_rollcall *r = &b->rollcalls[i];
        seen[r->session]++;
        last[r->session] = r->number;
    }
    bool over = false;
    int first = held_first(held, &over);
    if (over && last[1] > first)
        ballots_fail(b, b->rollcalls[b->rollcall_count - 1].place, NULL,
                     "roll call %d of session 1, which the store says ended with %d",
                     last[1], first);
    seen[1] = first > 0 ? last[1] = first > last[1] ? first : last[1] : seen[1];
    int top = b->rollcalls[b->rollcall_count - 1].session;
    for (int s = 1; s <= top; s++)
        before[s] = s == 1 ? 0 : before[s - 1] + last[s - 1];
    for (int s = 1; s < top; s++) {
        if (seen[s] == last[s] && last[s] > 0)
            continue;
        ctx_warn(b->ctx, (struct place){0},
                 "of session %d of Congress %d there are %d of at least %d roll calls: "
                 "numbers of later sessions count on from %d",
                 s, b->congress, seen[s], last[s], before[s + 1]);
        ctx_hint(b->ctx, "import the sessions together");
    }
}

enum aisle_status ballots_number(struct ballots *b, const struct aisle_votes *held)
{
    int before[BALLOTS_SESSIONS + 1] = {0};
    qsort(b->rollcalls, b->rollcall_count, sizeof *b->rollcalls, by_session);
    check_twice(b);
    if (b->status != AISLE_OK)
        return b->status;
    count_before(b, held, before);
    for (size_t i = 0; i < b->rollcall_count; i++) {
        struct ballots_rollcall *r = &b->rollcalls[i];
        r->row.rollcall.number = before[r->session] + r->number;
    }
    return b->status;
}
