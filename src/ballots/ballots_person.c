/* Who is meant: the clerk's id first, then surname, state and given name. */
#include "ballots/ballots.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

static bool same_name(const struct ballots_person *p, const struct aisle_member *m)
{
    return strcmp(p->state, m->state) == 0 && text_equal_fold(p->last, m->last);
}

/* The given name too: "Robert" and "Bob" differ, so it only tells two apart. */
static bool same_given(const struct ballots_person *p, const struct aisle_member *m)
{
    size_t n = strcspn(p->first, " .");
    return n > 0 && strncasecmp(p->first, m->first, n) == 0;
}

/* The one member of that name and state, NULL when there is none or several. */
static const struct aisle_member *by_name(const struct ballots_person *p, size_t count,
                                          const struct aisle_member *members)
{
    const struct aisle_member *found = NULL, *given = NULL;
    int found_count = 0, given_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct aisle_member *m = &members[i];
        if (!same_name(p, m) || (*p->lis && *m->lis))
            continue; /* with two clerk's ids they are two persons */
        found = m;
        found_count++;
        if (same_given(p, m)) {
            given = m;
            given_count++;
        }
    }
    if (given_count == 1)
        return given;
    return found_count == 1 ? found : NULL;
}

static const struct aisle_member *by_id(const struct ballots_person *p, size_t count,
                                        const struct aisle_member *members)
{
    for (size_t i = 0; i < count; i++) {
        const struct aisle_member *m = &members[i];
        if (*p->bioguide ? strcmp(p->bioguide, m->bioguide) == 0
                         : *p->lis && strcmp(p->lis, m->lis) == 0)
            return m;
    }
    return NULL;
}

static bool take(struct ballots_person *p, const struct aisle_member *m)
{
    if (!m)
        return false;
    text_fit(p->bioguide, sizeof p->bioguide, m->bioguide);
    if (*m->lis)
        text_fit(p->lis, sizeof p->lis, m->lis);
    p->icpsr = m->icpsr;
    return true;
}

static bool resolve(struct ballots *b, struct ballots_person *p,
                    const struct legislators *legislators)
{
    size_t known = b->known ? (size_t)b->known->member_count : 0;
    const struct aisle_member *members = b->known ? b->known->members : NULL;
    if (take(p, by_id(p, legislators->count, legislators->items)) ||
        take(p, by_id(p, known, members)) || *p->bioguide ||
        take(p, by_name(p, legislators->count, legislators->items)) ||
        take(p, by_name(p, known, members)))
        return true;
    text_fit(p->bioguide, sizeof p->bioguide, p->id);
    if (import_skip(b->report, "Bioguide id that is not known; the file's id is kept",
                    p->place, "%s, %s (%s): %s", p->last, p->first, p->state, p->id))
        return true;
    return ballots_no_memory(b);
}

enum aisle_status ballots_resolve(struct ballots *b,
                                  const struct legislators *legislators)
{
    for (size_t i = 0; i < b->person_count; i++) {
        if (!resolve(b, &b->persons[i], legislators))
            return b->status;
    }
    return b->status;
}
