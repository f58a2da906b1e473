#include <aisle/votelist.h>

#include "base/ctx.h"
#include "base/mem.h"
#include <stdlib.h>

void aisle_votelist_init(struct aisle_votelist *list)
{
    *list = (struct aisle_votelist){0};
}

void aisle_votelist_clear(struct aisle_votelist *list)
{
    if (!list)
        return;
    for (int i = 0; list->members && i < list->member_count; i++)
        free(list->members[i]);
    for (int j = 0; list->rollcalls && j < list->rollcall_count; j++)
        free(list->rollcalls[j]);
    free(list->members);
    free(list->rollcalls);
    free(list->first);
    free(list->cast);
    aisle_votelist_init(list);
}

static bool is_vote(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

enum aisle_status aisle_votelist_from(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      struct aisle_votelist *out)
{
    struct aisle_votelist v = {.member_count = votes->member_count,
                               .rollcall_count = votes->rollcall_count};
    size_t cells = (size_t)v.member_count * (size_t)v.rollcall_count;
    size_t count = 0;
    for (size_t k = 0; k < cells; k++)
        count += is_vote(votes->casts[k]);
    v.first = mem_new((size_t)v.rollcall_count + 1, sizeof *v.first);
    v.cast = mem_new(count + 1, sizeof *v.cast);
    if (!v.first || !v.cast) {
        aisle_votelist_clear(&v);
        return ctx_no_memory(ctx);
    }
    int64_t at = 0;
    for (int j = 0; j < v.rollcall_count; j++) {
        for (int i = 0; i < v.member_count; i++) {
            uint8_t cast = aisle_votes_cast(votes, j, i);
            if (is_vote(cast))
                v.cast[at++] = 2 * (uint32_t)i + (cast == AISLE_CAST_YEA);
        }
        v.first[j + 1] = at;
    }
    *out = v;
    return AISLE_OK;
}

int aisle_votelist_contested(struct aisle_votelist *list, double minority_min)
{
    int64_t at = 0, begin = 0;
    int contested = 0;
    for (int j = 0; j < list->rollcall_count; j++) {
        int64_t end = list->first[j + 1], count = end - begin, yeas = 0;
        for (int64_t k = begin; k < end; k++)
            yeas += list->cast[k] & 1;
        int64_t minority = yeas < count - yeas ? yeas : count - yeas;
        if (minority > 0 && (double)minority >= minority_min * (double)count) {
            for (int64_t k = begin; k < end; k++)
                list->cast[at++] = list->cast[k];
            contested++;
        }
        begin = end;
        list->first[j + 1] = at;
    }
    return contested;
}
