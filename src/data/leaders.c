#include <aisle/leaders.h>

#include "base/ctx.h"

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

enum aisle_status aisle_leaders_want(struct aisle_ctx *ctx, enum aisle_role role,
                                     aisle_day day)
{
    static const char *const offices[] = {"majority leader", "minority leader",
                                          "Vice President"};
    char text[AISLE_DATE_TEXT];
    ctx_fail(ctx, AISLE_INPUT, "the list of leaders names no %s on %s", offices[role],
             aisle_day_format(day, text));
    ctx_hint(ctx, "add a row to data/senate/leaders.csv: who held the office, from "
                  "which day to which");
    return AISLE_INPUT;
}
