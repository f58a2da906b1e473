/* Cut a pooled table to what its roll calls saw: persons without a cast go, services
 * end at the last roll call, party and office are as of then. */
#include "base/mem.h"
#include "store/store.h"

/* The number of the last roll call read of a Congress, 0 when there is none. */
static int last_number(const struct aisle_votes *v, int congress)
{
    for (int i = v->rollcall_count - 1; i >= 0; i--) {
        if (v->rollcalls[i].congress == congress)
            return v->rollcalls[i].number;
    }
    return 0;
}

/* Keep what began by the last roll call read, and cut it there. */
static void trim_services(struct aisle_votes *v)
{
    int kept = 0, congress = 0, last = 0;
    for (int i = 0; i < v->service_count; i++) {
        struct aisle_service s = v->services[i];
        if (s.congress != congress) {
            congress = s.congress;
            last = last_number(v, congress);
        }
        if (s.first_number > last)
            continue;
        s.last_number = s.last_number > last ? last : s.last_number;
        v->services[kept++] = s;
    }
    v->service_count = kept;
}

/* Where each member goes when those without a cast are dropped; -1: dropped. */
static int plan_members(const struct aisle_votes *v, int *moved)
{
    int kept = 0;
    for (int m = 0; m < v->member_count; m++) {
        bool seen = false;
        for (int i = 0; i < v->rollcall_count && !seen; i++)
            seen = aisle_votes_cast(v, i, m) != AISLE_CAST_OUT;
        moved[m] = seen ? kept++ : -1;
    }
    return kept;
}

static void move_members(struct aisle_votes *v, const int *moved, int kept)
{
    for (int m = 0; m < v->member_count; m++) {
        if (moved[m] >= 0) {
            v->members[moved[m]] = v->members[m];
            continue;
        }
        free(v->members[m].last);
        free(v->members[m].first);
    }
    for (int i = 0; i < v->rollcall_count; i++) {
        for (int m = 0; m < v->member_count; m++) {
            if (moved[m] >= 0)
                v->casts[(size_t)i * (size_t)kept + (size_t)moved[m]] =
                    aisle_votes_cast(v, i, m);
        }
    }
    int services = 0;
    for (int i = 0; i < v->service_count; i++) {
        struct aisle_service s = v->services[i];
        s.member = moved[s.member];
        if (s.member >= 0)
            v->services[services++] = s;
    }
    v->service_count = services;
    v->member_count = kept;
}

/* Party, caucus and office as of the last roll call read. Services stand in order
 * of Congress and time, so the last one of a member stays. */
static void settle_members(struct aisle_votes *v)
{
    for (int i = 0; i < v->service_count; i++) {
        struct aisle_member *m = &v->members[v->services[i].member];
        m->party = v->services[i].party;
        m->caucus = v->services[i].caucus;
    }
    for (int m = 0; m < v->member_count; m++)
        v->members[m].in_office =
            aisle_votes_cast(v, v->rollcall_count - 1, m) != AISLE_CAST_OUT;
}

enum aisle_status store_trim_votes(struct aisle_ctx *ctx, struct aisle_votes *votes)
{
    CHECK(votes->rollcall_count > 0);
    int *moved = mem_new((size_t)votes->member_count, sizeof *moved);
    if (!moved)
        return ctx_no_memory(ctx);
    trim_services(votes);
    move_members(votes, moved, plan_members(votes, moved));
    settle_members(votes);
    free(moved);
    votes->congress_first = votes->rollcalls[0].congress;
    votes->congress_last = votes->rollcalls[votes->rollcall_count - 1].congress;
    return AISLE_OK;
}
