/* A table of legislators (legislators-current.csv, legislators-historical.csv of
 * unitedstates/congress-legislators): which ids are one person's. */
#include "ballots/ballots.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

/* The columns that are read; the table has thirty more. */
static const char *const COLUMNS[] = {"bioguide_id", "lis_id", "icpsr_id",
                                      "last_name",   "state",  "first_name"};
enum { C_BIOGUIDE, C_LIS, C_ICPSR, C_LAST, C_STATE, C_FIRST, C_COUNT };

void legislators_clear(struct legislators *legislators)
{
    for (size_t i = 0; i < legislators->count; i++) {
        free(legislators->items[i].last);
        free(legislators->items[i].first);
    }
    free(legislators->items);
    *legislators = (struct legislators){0};
}

static void read_ids(struct csv *csv, const int *at, struct aisle_member *out)
{
    const char *bioguide = csv_field(csv, at[C_BIOGUIDE]);
    const char *lis = csv_field(csv, at[C_LIS]), *icpsr = csv_field(csv, at[C_ICPSR]);
    int64_t number = 0;
    if (!ballots_is_bioguide(bioguide))
        csv_fail(csv, at[C_BIOGUIDE], "a capital letter and six digits",
                 "'%s' is no Bioguide id", bioguide);
    if (*lis && !ballots_is_lis(lis))
        csv_fail(csv, at[C_LIS], "an S and digits, as S354", "'%s' is no clerk's id",
                 lis);
    if (*icpsr && csv_int(csv, at[C_ICPSR], 1, 9999999, &number))
        out->icpsr = (int)number;
    text_fit(out->bioguide, sizeof out->bioguide, bioguide);
    text_fit(out->lis, sizeof out->lis, lis);
    text_fit(out->state, sizeof out->state, csv_field(csv, at[C_STATE]));
}

static void read_row(struct csv *csv, const int *at, struct legislators *out)
{
    struct aisle_member member = {0};
    void *items = out->items;
    read_ids(csv, at, &member);
    if (csv_copy(csv, at[C_LAST], &member.last) &&
        csv_copy(csv, at[C_FIRST], &member.first) &&
        mem_grow(&items, &out->capacity, out->count, sizeof *out->items)) {
        out->items = items;
        out->items[out->count++] = member;
        return;
    }
    free(member.last);
    free(member.first);
    csv->status = ctx_no_memory(csv->ctx);
}

enum aisle_status legislators_read(struct aisle_ctx *ctx, const char *path,
                                   const char *bytes, size_t size,
                                   struct legislators *out)
{
    struct csv csv;
    int at[C_COUNT];
    enum aisle_status status = csv_open(&csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    for (int i = 0; i < C_COUNT; i++)
        at[i] = csv_require(&csv, COLUMNS[i]);
    if (csv.error_count == 0)
        while (csv_next(&csv))
            read_row(&csv, at, out);
    return csv_close(&csv);
}
