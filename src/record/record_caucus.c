/* Which side an independent sits with.
 *
 * A folder of the record may hold caucus.csv (bioguide, congress_first,
 * congress_last, caucus: D or R). Whom it does not name is placed by how he or she
 * voted on the roll calls where the majorities of the two parties stood against
 * each other, and the caller is warned. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/record.h"
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(BIOGUIDE, "bioguide", true)                                                      \
    X(FIRST, "congress_first", true)                                                   \
    X(LAST, "congress_last", true)                                                     \
    X(CAUCUS, "caucus", true)                                                          \
    X(NAME, "name", false)                                                             \
    X(STATE, "state", false)                                                           \
    X(NOTE, "note", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

struct seat {
    char bioguide[12];
    int congress_first;
    int congress_last;
    char caucus;
};

struct table {
    size_t count;
    size_t capacity;
    struct seat *seats;
};

/* "dir/votes.csv" gives "dir/caucus.csv". */
static char *table_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    int n = slash ? (int)(slash - path) + 1 : 0;
    return mem_format("%.*scaucus.csv", n, path);
}

static void read_row(struct csv *csv, const int *at, struct table *out)
{
    struct seat seat = {0};
    const char *id = csv_field(csv, at[C_BIOGUIDE]);
    if (!*id || !text_fit(seat.bioguide, sizeof seat.bioguide, id))
        csv_fail(csv, at[C_BIOGUIDE], NULL, "'%s' is no Bioguide id", id);
    int64_t first = 0, last = 0;
    if (csv_int(csv, at[C_FIRST], 1, 999, &first))
        csv_int(csv, at[C_LAST], first, 999, &last);
    seat.congress_first = (int)first;
    seat.congress_last = (int)last;
    const char *caucus = csv_field(csv, at[C_CAUCUS]);
    if (strcmp(caucus, "D") != 0 && strcmp(caucus, "R") != 0)
        csv_fail(csv, at[C_CAUCUS], NULL, "'%s' is no caucus: D or R", caucus);
    seat.caucus = *caucus;
    void *seats = out->seats;
    if (!mem_grow(&seats, &out->capacity, out->count, sizeof *out->seats)) {
        csv->status = ctx_no_memory(csv->ctx);
        return;
    }
    out->seats = seats;
    out->seats[out->count++] = seat;
}

static enum aisle_status read_table(struct aisle_ctx *ctx, const char *path,
                                    struct table *out)
{
    char *bytes = NULL;
    size_t size = 0;
    struct csv csv;
    int at[C_COUNT];
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status != AISLE_OK)
        return status;
    status = csv_open(&csv, ctx, path, bytes, size);
    if (status == AISLE_OK) {
        csv_find_columns(&csv, C_COUNT, columns, at);
        while (csv.error_count == 0 && csv_next(&csv))
            read_row(&csv, at, out);
        status = csv_close(&csv);
    }
    free(bytes);
    return status;
}

static char listed_caucus(const struct table *table, const char *bioguide, int congress)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct seat *s = &table->seats[i];
        if (strcmp(s->bioguide, bioguide) == 0 && s->congress_first <= congress &&
            congress <= s->congress_last)
            return s->caucus;
    }
    return '?';
}

/* +1 when most of the party's yeas and nays were yea, -1 nay, 0 neither. */
static int majority(const struct aisle_votes *votes, int rollcall, char party)
{
    int net = 0;
    int number = votes->rollcalls[rollcall].number;
    for (int i = 0; i < votes->service_count; i++) {
        const struct aisle_service *s = &votes->services[i];
        if (s->party != party || number < s->first_number || number > s->last_number)
            continue;
        uint8_t cast = aisle_votes_cast(votes, rollcall, s->member);
        net += (cast == AISLE_CAST_YEA) - (cast == AISLE_CAST_NAY);
    }
    return (net > 0) - (net < 0);
}

/* Place the member of a service by the contested votes in it. */
static char infer_caucus(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                         const struct aisle_service *s)
{
    int with_d = 0, with_r = 0;
    for (int i = 0; i < votes->rollcall_count; i++) {
        int number = votes->rollcalls[i].number;
        uint8_t cast = aisle_votes_cast(votes, i, s->member);
        if (number < s->first_number || number > s->last_number ||
            (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY))
            continue;
        int d = majority(votes, i, 'D');
        if (d == 0 || d != -majority(votes, i, 'R'))
            continue;
        bool agrees = d == (cast == AISLE_CAST_YEA ? 1 : -1);
        with_d += agrees;
        with_r += !agrees;
    }
    char caucus = with_d > with_r ? 'D' : with_r > with_d ? 'R' : '?';
    const struct aisle_member *m = &votes->members[s->member];
    struct place nowhere = {0};
    if (caucus == '?')
        ctx_warn(ctx, nowhere,
                 "%s (%s) sat with neither party in Congress %d as far as votes tell",
                 m->last, m->bioguide, s->congress);
    else
        ctx_warn(ctx, nowhere,
                 "%s (%s) is placed with %c in Congress %d by %d of %d contested votes",
                 m->last, m->bioguide, caucus, s->congress,
                 caucus == 'D' ? with_d : with_r, with_d + with_r);
    ctx_hint(ctx, "name the side in a caucus.csv beside the votes, or copy "
                  "data/senate/caucus.csv there");
    return caucus;
}

enum aisle_status record_caucus(struct aisle_ctx *ctx, const char *path,
                                struct aisle_votes *votes)
{
    struct table table = {0};
    enum aisle_status status = AISLE_OK;
    char *beside = table_path(path);
    if (!beside)
        return ctx_no_memory(ctx);
    if (file_exists(beside))
        TRY(read_table(ctx, beside, &table));
    for (int i = 0; i < votes->service_count; i++) {
        struct aisle_service *s = &votes->services[i];
        struct aisle_member *m = &votes->members[s->member];
        if (s->caucus == '?')
            s->caucus = listed_caucus(&table, m->bioguide, s->congress);
        if (s->caucus == '?')
            s->caucus = infer_caucus(ctx, votes, s);
        m->party = s->party; /* services stand in order: the last one stays */
        m->caucus = s->caucus;
    }
out:
    free(table.seats);
    free(beside);
    return status;
}
