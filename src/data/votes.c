#include <aisle/votes.h>

#include "base/ctx.h"
#include "base/mem.h"

#include <string.h>

#define TEXT_ROW(name, text) text,
static const char *const category_texts[] = {AISLE_CATEGORY_LIST(TEXT_ROW)};
static const char *const cloture_texts[] = {AISLE_CLOTURE_LIST(TEXT_ROW)};
#undef TEXT_ROW
static const char *const requires_texts[] = {"1/2", "3/5", "2/3"};

static int votes_parse(const char *text, int count, const char *const *texts)
{
    for (int i = 0; i < count; i++)
        if (strcmp(text, texts[i]) == 0)
            return i;
    return -1;
}

const char *aisle_category_text(enum aisle_category category)
{
    return category_texts[category];
}

const char *aisle_cloture_text(enum aisle_cloture cloture)
{
    return cloture_texts[cloture];
}

const char *aisle_requires_text(enum aisle_requires requires)
{
    return requires_texts[requires];
}

int aisle_category_parse(const char *text)
{
    return votes_parse(text, AISLE_CATEGORY_COUNT, category_texts);
}

int aisle_cloture_parse(const char *text)
{
    return votes_parse(text, AISLE_CLOTURE_COUNT, cloture_texts);
}

int aisle_requires_parse(const char *text)
{
    return votes_parse(text, 3, requires_texts);
}

void aisle_votes_init(struct aisle_votes *votes)
{
    *votes = (struct aisle_votes){.as_of = AISLE_DAY_NONE};
}

static void votes_clear_rollcall(struct aisle_rollcall *rollcall)
{
    free(rollcall->vote_type);
    free(rollcall->question);
    free(rollcall->result);
    free(rollcall->bill);
    free(rollcall->bill_title);
    free(rollcall->amendment);
    free(rollcall->nomination);
    free(rollcall->subject);
    free(rollcall->purpose);
}

void aisle_votes_clear(struct aisle_votes *votes)
{
    if (!votes)
        return;
    for (int m = 0; votes->members && m < votes->member_count; m++) {
        free(votes->members[m].last);
        free(votes->members[m].first);
    }
    for (int r = 0; votes->rollcalls && r < votes->rollcall_count; r++)
        votes_clear_rollcall(&votes->rollcalls[r]);
    free(votes->members);
    free(votes->rollcalls);
    free(votes->services);
    free(votes->casts);
    aisle_votes_init(votes);
}

int aisle_votes_find_member(const struct aisle_votes *votes, const char *bioguide)
{
    for (int m = 0; m < votes->member_count; m++)
        if (strcmp(votes->members[m].bioguide, bioguide) == 0)
            return m;
    return -1;
}

int aisle_votes_find_rollcall(const struct aisle_votes *votes, int congress, int number)
{
    int low = 0, high = votes->rollcall_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        const struct aisle_rollcall *r = &votes->rollcalls[middle];
        if (r->congress < congress || (r->congress == congress && r->number < number))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < votes->rollcall_count && votes->rollcalls[low].congress == congress &&
        votes->rollcalls[low].number == number)
        return low;
    return -1;
}

char aisle_votes_caucus_at(const struct aisle_votes *votes, int member, int rollcall)
{
    const struct aisle_rollcall *r = &votes->rollcalls[rollcall];
    for (int i = 0; i < votes->service_count; i++) {
        const struct aisle_service *s = &votes->services[i];
        if (s->member == member && s->congress == r->congress &&
            s->first_number <= r->number && r->number <= s->last_number)
            return s->caucus;
    }
    return '?';
}

/* The order of roll calls and the codes of each; adds an error a fault. */
static void votes_check_rollcall(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                 int r)
{
    const struct aisle_rollcall *now = &votes->rollcalls[r];
    if (r > 0) {
        const struct aisle_rollcall *last = now - 1;
        if (now->congress < last->congress ||
            (now->congress == last->congress && now->number <= last->number))
            ctx_fail(ctx, AISLE_INPUT, "roll call %d-%d does not follow %d-%d",
                     now->congress, now->number, last->congress, last->number);
    }
    if (votes->as_of != AISLE_DAY_NONE && now->date >= votes->as_of)
        ctx_fail(ctx, AISLE_INPUT, "roll call %d-%d is not before the as-of date",
                 now->congress, now->number);
    int yea = 0, nay = 0;
    for (int m = 0; m < votes->member_count; m++) {
        uint8_t cast = aisle_votes_cast(votes, r, m);
        yea += cast == AISLE_CAST_YEA;
        nay += cast == AISLE_CAST_NAY;
        if (cast != AISLE_CAST_OUT && cast != AISLE_CAST_YEA &&
            cast != AISLE_CAST_NAY && cast != AISLE_CAST_PRESENT &&
            cast != AISLE_CAST_ABSENT)
            ctx_fail(ctx, AISLE_INPUT, "roll call %d-%d: %s has cast code %d",
                     now->congress, now->number, votes->members[m].bioguide, cast);
    }
    if (yea != now->yea || nay != now->nay)
        ctx_fail(ctx, AISLE_INPUT,
                 "roll call %d-%d says %d-%d but its casts count %d-%d", now->congress,
                 now->number, now->yea, now->nay, yea, nay);
}

static void votes_check_members(struct aisle_ctx *ctx, const struct aisle_votes *votes)
{
    for (int m = 0; m < votes->member_count; m++) {
        const struct aisle_member *member = &votes->members[m];
        if (member->bioguide[0] == '\0')
            ctx_fail(ctx, AISLE_INPUT, "member %d (%s) has no bioguide id", m,
                     member->last);
        for (int k = 0; k < m; k++)
            if (strcmp(votes->members[k].bioguide, member->bioguide) == 0)
                ctx_fail(ctx, AISLE_INPUT, "member id %s stands twice",
                         member->bioguide);
    }
    for (int i = 0; i < votes->service_count; i++) {
        const struct aisle_service *s = &votes->services[i];
        if (s->member < 0 || s->member >= votes->member_count)
            ctx_fail(ctx, AISLE_INPUT, "service %d names no member", i);
        else if (s->first_number > s->last_number)
            ctx_fail(ctx, AISLE_INPUT,
                     "service of %s in the %dth ends before it begins",
                     votes->members[s->member].bioguide, s->congress);
    }
}

enum aisle_status aisle_votes_validate(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes)
{
    size_t before = aisle_ctx_error_count(ctx);
    votes_check_members(ctx, votes);
    for (int r = 0; r < votes->rollcall_count; r++)
        votes_check_rollcall(ctx, votes, r);
    return aisle_ctx_error_count(ctx) == before ? AISLE_OK : AISLE_INPUT;
}
