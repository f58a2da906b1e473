#include <aisle/traits.h>

#include <stdlib.h>
#include <string.h>

void aisle_traits_init(struct aisle_traits *traits)
{
    *traits = (struct aisle_traits){0};
}

void aisle_traits_clear(struct aisle_traits *traits)
{
    if (!traits)
        return;
    free(traits->rollcalls);
    free(traits->members);
    aisle_traits_init(traits);
}

static int compare_rollcalls(const void *left, const void *right)
{
    const struct aisle_rollcall_trait *a = left, *b = right;
    if (a->congress != b->congress)
        return a->congress < b->congress ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

const struct aisle_rollcall_trait *
aisle_traits_rollcall(const struct aisle_traits *traits, int congress, int number)
{
    struct aisle_rollcall_trait like = {.congress = congress, .number = number};
    if (traits->rollcall_count == 0)
        return NULL;
    return bsearch(&like, traits->rollcalls, (size_t)traits->rollcall_count,
                   sizeof like, compare_rollcalls);
}

static int compare_members(const void *left, const void *right)
{
    const struct aisle_member_trait *a = left, *b = right;
    return strcmp(a->bioguide, b->bioguide);
}

const struct aisle_member_trait *aisle_traits_member(const struct aisle_traits *traits,
                                                     const char *bioguide)
{
    struct aisle_member_trait like = {.p_absent = {0}};
    if (traits->member_count == 0 || strlen(bioguide) >= sizeof like.bioguide)
        return NULL;
    strcpy(like.bioguide, bioguide);
    return bsearch(&like, traits->members, (size_t)traits->member_count, sizeof like,
                   compare_members);
}
