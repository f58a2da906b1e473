/* Leaders: the list of floor leaders and Vice Presidents, and who it names. */
#include <aisle/forecaster.h>

#include "base/csv.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_texts[] = {"majority", "minority", "vice-president"};
enum { ROLE_COUNT = sizeof role_texts / sizeof *role_texts };

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

struct columns {
    int role, bioguide, name, party, first, last;
};

static int role_parse(const char *text)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        if (strcmp(text, role_texts[r]) == 0)
            return r;
    return -1;
}

static enum aisle_status bad(struct csv *csv, int column, const char *what)
{
    csv_fail(csv, column, NULL, "'%s' is not %s", csv_field(csv, column), what);
    return AISLE_INPUT;
}

static enum aisle_status read_row(struct csv *csv, const struct columns *c,
                                  struct aisle_leader *out)
{
    enum aisle_status status = AISLE_OK;
    int role = role_parse(csv_field(csv, c->role));
    if (role < 0)
        status = bad(csv, c->role, "majority, minority or vice-president");
    const char *party = csv_field(csv, c->party);
    if (strcmp(party, "D") != 0 && strcmp(party, "R") != 0)
        status = bad(csv, c->party, "D or R");
    const char *bioguide = csv_field(csv, c->bioguide);
    if (strlen(bioguide) >= sizeof out->bioguide)
        status = bad(csv, c->bioguide, "a bioguide id");
    aisle_day first = aisle_day_parse(csv_field(csv, c->first));
    if (first == AISLE_DAY_NONE)
        status = bad(csv, c->first, "a date YYYY-MM-DD");
    aisle_day last = aisle_day_parse(csv_field(csv, c->last));
    if (last == AISLE_DAY_NONE && *csv_field(csv, c->last))
        status = bad(csv, c->last, "a date YYYY-MM-DD");
    if (status != AISLE_OK)
        return status;
    char *name = mem_copy_text(csv_field(csv, c->name));
    if (!name)
        return ctx_no_memory(csv->ctx);
    *out = (struct aisle_leader){.role = (enum aisle_role)role,
                                 .name = name,
                                 .party = party[0],
                                 .first = first,
                                 .last = last,
                                 .line = csv->line};
    memcpy(out->bioguide, bioguide, strlen(bioguide) + 1);
    return AISLE_OK;
}

static enum aisle_status read_rows(struct csv *csv, const struct columns *c,
                                   struct aisle_leaders *out)
{
    enum aisle_status status = AISLE_OK;
    size_t capacity = 0;
    while (csv_next(csv)) { /* what csv itself finds wrong, csv_close reports */
        if (!mem_grow((void **)&out->items, &capacity, (size_t)out->count,
                      sizeof *out->items))
            return ctx_no_memory(csv->ctx);
        enum aisle_status one = read_row(csv, c, &out->items[out->count]);
        if (one == AISLE_MEMORY)
            return one;
        if (one == AISLE_OK)
            out->count++;
        else
            status = one;
    }
    return status;
}

enum aisle_status aisle_leaders_parse(struct aisle_ctx *ctx, const char *path,
                                      const char *bytes, size_t size,
                                      struct aisle_leaders *out)
{
    struct csv csv;
    struct aisle_leaders read;
    aisle_leaders_init(&read);
    enum aisle_status status = csv_open(&csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    struct columns c = {csv_require(&csv, "role"),  csv_require(&csv, "bioguide"),
                        csv_require(&csv, "name"),  csv_require(&csv, "party"),
                        csv_require(&csv, "first"), csv_require(&csv, "last")};
    if (c.role < 0 || c.bioguide < 0 || c.name < 0 || c.party < 0 || c.first < 0 ||
        c.last < 0)
        status = AISLE_INPUT;
    else
        status = read_rows(&csv, &c, &read);
    enum aisle_status closed = csv_close(&csv);
    if (status == AISLE_OK)
        status = closed;
    if (status != AISLE_OK) {
        aisle_leaders_clear(&read);
        return status;
    }
    *out = read;
    return AISLE_OK;
}
