/* One table of a Congress: the roll calls that the store holds, with those of the
 * files in their places or after them. */
#include "ballots/ballots.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

/* A label a roll call and member: under which party, on which side. */
struct label {
    char party; /* 0: not in office */
    char caucus;
};

struct merge {
    struct ballots *b;
    struct aisle_votes held;
    struct aisle_votes votes;          /* under way */
    struct record_rollcalls rollcalls; /* of `votes`, for the tally */
    struct label *labels;              /* [rollcall][member] */
};

static void release(struct merge *m)
{
    record_rollcalls_clear(&m->rollcalls);
    aisle_votes_clear(&m->held);
    aisle_votes_clear(&m->votes);
    free(m->labels);
}

/* Members held keep their columns; those that only the files know follow. */
static bool merge_members(struct merge *m)
{
    struct ballots *b = m->b;
    struct aisle_votes *v = &m->votes;
    v->members =
        mem_new((size_t)m->held.member_count + b->person_count, sizeof *v->members);
    if (!v->members)
        return ballots_no_memory(b);
    for (int i = 0; i < m->held.member_count; i++) {
        v->members[v->member_count++] = m->held.members[i];
        m->held.members[i].last = m->held.members[i].first = NULL;
    }
    for (size_t i = 0; i < b->person_count; i++) {
        struct ballots_person *p = &b->persons[i];
        p->member = aisle_votes_find_member(v, p->bioguide);
        if (p->member >= 0)
            continue;
        struct aisle_member new = {
            .icpsr = p->icpsr, .last = p->last, .first = p->first};
        text_fit(new.bioguide, sizeof new.bioguide, p->bioguide);
        text_fit(new.lis, sizeof new.lis, p->lis);
        text_fit(new.state, sizeof new.state, p->state);
        p->last = p->first = NULL;
        p->member = v->member_count;
        v->members[v->member_count++] = new;
    }
    return true;
}

/* Casts and labels of a roll call held. */
static void copy_held(struct merge *m, int from, size_t to)
{
    const struct aisle_votes *h = &m->held;
    size_t width = (size_t)m->votes.member_count;
    memcpy(m->votes.casts + to * width,
           h->casts + (size_t)from * (size_t)h->member_count, (size_t)h->member_count);
    int number = h->rollcalls[from].number;
    for (int i = 0; i < h->service_count; i++) {
        const struct aisle_service *s = &h->services[i];
        if (s->first_number <= number && number <= s->last_number)
            m->labels[to * width + (size_t)s->member] =
                (struct label){s->party, s->caucus};
    }
}

/* The side that an independent is known to sit with in this Congress. */
static char side_of(const struct merge *m, int member, char party)
{
    if (party != 'I')
        return party;
    for (int i = 0; i < m->held.service_count; i++) {
        const struct aisle_service *s = &m->held.services[i];
        if (s->member == member && s->party == 'I')
            return s->caucus;
    }
    return '?';
}

static void copy_new(struct merge *m, const struct ballots_rollcall *r, size_t to)
{
    size_t width = (size_t)m->votes.member_count;
    for (size_t i = r->first; i < r->first + r->count; i++) {
        const struct ballot *ballot = &m->b->ballots[i];
        const struct ballots_person *p = &m->b->persons[ballot->person];
        size_t at = to * width + (size_t)p->member;
        if (m->votes.casts[at] != AISLE_CAST_OUT)
            ballots_fail(m->b, p->place, NULL,
                         "%s votes twice in roll call %d, under two ids", p->bioguide,
                         r->row.rollcall.number);
        m->votes.casts[at] = ballot->cast;
        m->labels[at] =
            (struct label){ballot->party, side_of(m, p->member, ballot->party)};
    }
}

/* Room for all roll calls; some of the files replace some held. */
static bool make_room(struct merge *m)
{
    struct ballots *b = m->b;
    size_t rows = (size_t)m->held.rollcall_count + b->rollcall_count;
    size_t cells = rows * (size_t)m->votes.member_count;
    m->rollcalls.congress = b->congress;
    m->rollcalls.items = mem_new(rows, sizeof *m->rollcalls.items);
    m->votes.casts = mem_new(cells, 1);
    m->labels = mem_new(cells, sizeof *m->labels);
    return (m->rollcalls.items && m->votes.casts && m->labels) || ballots_no_memory(b);
}

/* Both lists stand in order of number. */
static bool merge_rollcalls(struct merge *m)
{
    struct ballots *b = m->b;
    if (!make_room(m))
        return false;
    int h = 0;
    size_t n = 0;
    while (h < m->held.rollcall_count || n < b->rollcall_count) {
        struct aisle_rollcall *old =
            h < m->held.rollcall_count ? &m->held.rollcalls[h] : NULL;
        struct ballots_rollcall *new = n < b->rollcall_count ? &b->rollcalls[n] : NULL;
        size_t to = m->rollcalls.count;
        bool same = old && new && old->number == new->row.rollcall.number;
        if (new && (!old || same || new->row.rollcall.number < old->number)) {
            copy_new(m, new, to);
            m->rollcalls.items[to] = new->row;
            new->row.rollcall = (struct aisle_rollcall){0};
            n++;
            h += same;
        } else {
            copy_held(m, h, to);
            m->rollcalls.items[to] =
                (struct record_rollcall){.rollcall = *old, .settled = true};
            *old = (struct aisle_rollcall){0};
            h++;
        }
        m->rollcalls.count++;
    }
    return true;
}

/* A stretch of roll calls in office under one label is a service. */
static bool make_services(struct merge *m)
{
    struct aisle_votes *v = &m->votes;
    size_t capacity = 0, width = (size_t)v->member_count;
    for (int i = 0; i < v->member_count; i++) {
        struct label last = {0};
        for (size_t r = 0; r < m->rollcalls.count; r++) {
            struct label now = m->labels[r * width + (size_t)i];
            int number = m->rollcalls.items[r].rollcall.number;
            if (v->casts[r * width + (size_t)i] == AISLE_CAST_OUT)
                continue;
            if (now.party != last.party || now.caucus != last.caucus) {
                void *items = v->services;
                if (!mem_grow(&items, &capacity, (size_t)v->service_count,
                              sizeof *v->services))
                    return ballots_no_memory(m->b);
                v->services = items;
                v->services[v->service_count++] = (struct aisle_service){
                    i, m->b->congress, number, number, now.party, now.caucus};
                last = now;
            }
            v->services[v->service_count - 1].last_number = number;
        }
    }
    return true;
}

/* What the files brought, not what was held. */
static void count_new(const struct ballots *b)
{
    b->report->rollcalls = (int64_t)b->rollcall_count;
    b->report->members = (int64_t)b->person_count;
    b->report->votes = (int64_t)b->ballot_count;
}

static enum aisle_status ask_held(struct merge *m)
{
    struct ballots *b = m->b;
    if (!b->known || !b->known->held)
        return AISLE_OK;
    return b->known->held(b->ctx, b->known->user, b->chamber, b->congress, &m->held);
}

static enum aisle_status assemble(struct merge *m, const char *path)
{
    struct ballots *b = m->b;
    struct aisle_votes *v = &m->votes;
    enum aisle_status status = AISLE_OK;
    if (!merge_members(m) || !merge_rollcalls(m) || !make_services(m))
        return b->status;
    TRY(b->status);
    TRY(record_take_rollcalls(b->ctx, &m->rollcalls, v));
    text_fit(v->chamber, sizeof v->chamber, b->chamber);
    v->congress_first = v->congress_last = b->congress;
    TRY(record_tally(b->ctx, path, &m->rollcalls, v, b->report));
    TRY(record_caucus(b->ctx, path, v));
    for (int i = 0; i < v->member_count; i++)
        v->members[i].in_office =
            aisle_votes_cast(v, v->rollcall_count - 1, i) != AISLE_CAST_OUT;
    TRY(aisle_votes_validate(b->ctx, v));
    count_new(b);
out:
    return status;
}

enum aisle_status ballots_finish(struct ballots *b,
                                 const struct legislators *legislators,
                                 const char *path, struct aisle_votes *votes)
{
    struct merge m = {.b = b};
    enum aisle_status status = AISLE_OK;
    aisle_votes_init(&m.held);
    aisle_votes_init(&m.votes);
    if (b->rollcall_count == 0)
        ballots_fail(b, (struct place){path, 0, 0}, NULL, "no roll call in the files");
    TRY(b->status);
    TRY(ask_held(&m));
    TRY(ballots_resolve(b, legislators));
    TRY(ballots_number(b, &m.held));
    TRY(assemble(&m, path));
    *votes = m.votes;
    aisle_votes_init(&m.votes);
out:
    release(&m);
    return status;
}
