#include <aisle/leaders.h>

#include <stdlib.h>

void aisle_leaders_init(struct aisle_leaders *leaders)
{
    *leaders = (struct aisle_leaders){0};
}

void aisle_leaders_clear(struct aisle_leaders *leaders)
{
    if (!leaders)
        return;
    for (int i = 0; i < leaders->count; i++)
        free(leaders->items[i].name);
    free(leaders->items);
    aisle_leaders_init(leaders);
}

const struct aisle_leader *aisle_leaders_at(const struct aisle_leaders *leaders,
                                            enum aisle_role role, aisle_day day)
{
    const struct aisle_leader *found = NULL;
    for (int i = 0; i < leaders->count; i++) {
        const struct aisle_leader *l = &leaders->items[i];
        if (l->role == role && l->first <= day &&
            (l->last == AISLE_DAY_NONE || day <= l->last))
            found = l; /* on the day of a change the later row holds */
    }
    return found;
}
