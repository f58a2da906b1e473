/* Leaders: data/senate/leaders.csv, the floor leaders and the Vice Presidents. */
#include <aisle/import_facts.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_texts[] = {"majority", "minority", "vice-president"};
enum { ROLE_COUNT = sizeof role_texts / sizeof *role_texts };

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

enum aisle_status aisle_import_leaders_bytes(struct aisle_ctx *ctx, const char *path,
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

enum aisle_status aisle_import_leaders(struct aisle_ctx *ctx, const char *path,
                                       struct aisle_leaders *out)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_leaders_bytes(ctx, path, bytes, size, out);
    free(bytes);
    return status;
}
