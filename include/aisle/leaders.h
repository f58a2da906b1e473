/* Who led the Senate: the floor leaders and the Vice President, day by day, as
 * data/senate/leaders.csv has them (aisle_import_leaders). */
#ifndef AISLE_LEADERS_H
#define AISLE_LEADERS_H

#include <aisle/context.h>
#include <aisle/date.h>

enum aisle_role { AISLE_ROLE_MAJORITY, AISLE_ROLE_MINORITY, AISLE_ROLE_VICE_PRESIDENT };

struct aisle_leader {
    enum aisle_role role;
    char bioguide[12]; /* "" for a Vice President */
    char *name;
    char party;
    aisle_day first;
    aisle_day last; /* both days included; NONE: still */
    int line;
};

struct aisle_leaders {
    int count;
    struct aisle_leader *items;
};

void aisle_leaders_init(struct aisle_leaders *leaders);
/* Release what the list owns and leave it as after init; NULL is fine. */
void aisle_leaders_clear(struct aisle_leaders *leaders);
/* Who held a role on a day; NULL when the list does not say. */
const struct aisle_leader *aisle_leaders_at(const struct aisle_leaders *leaders,
                                            enum aisle_role role, aisle_day day);
/* The error that nobody is named for a role on a day, which is INPUT. */
enum aisle_status aisle_leaders_want(struct aisle_ctx *ctx, enum aisle_role role,
                                     aisle_day day);

#endif
