/* How senators voted, from CSV: one row a senator.
 *
 *   name,state,cast
 *   Collins,ME,yea
 *
 * A row names its senator by bioguide or by name, as a whip count does. */
#include "base/file.h"
#include "base/mem.h"
#include "record/record.h"
#include <aisle/import_votes.h>
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(BIOGUIDE, "bioguide", false)                                                     \
    X(NAME, "name", false)                                                             \
    X(STATE, "state", false)                                                           \
    X(CAST, "cast", true)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

static const struct cast_word {
    const char *word;
    uint8_t cast;
} words[] = {{"yea", AISLE_CAST_YEA},
             {"nay", AISLE_CAST_NAY},
             {"present", AISLE_CAST_PRESENT},
             {"absent", AISLE_CAST_ABSENT}};
#define WORD_COUNT ((int)(sizeof words / sizeof *words))

struct reader {
    struct csv csv;
    int at[C_COUNT];
    const struct aisle_votes *votes;
    uint8_t *casts;
    enum aisle_status status; /* of the names */
};

static const char *cast_word(const void *user, size_t i)
{
    (void)user;
    return words[i].word;
}

static void find_senator(struct reader *r, int *member)
{
    const char *id = csv_field(&r->csv, r->at[C_BIOGUIDE]);
    int column = r->at[*id ? C_BIOGUIDE : C_NAME];
    struct place place = csv_place(&r->csv, column);
    const char *name = csv_field(&r->csv, column);
    if (!*name) {
        csv_fail(&r->csv, -1, "give a bioguide or a name", "a row without a senator");
        return;
    }
    enum aisle_status one = aisle_votes_find_senator_at(
        r->csv.ctx, r->votes, place.path, place.line, place.column, name,
        *id ? "" : csv_field(&r->csv, r->at[C_STATE]), member);
    if (one != AISLE_OK && r->status != AISLE_MEMORY)
        r->status = one;
}

static void read_row(struct reader *r)
{
    int member = -1;
    int word = csv_word(&r->csv, r->at[C_CAST], WORD_COUNT, cast_word);
    find_senator(r, &member);
    if (member < 0 || word < 0)
        return;
    if (r->casts[member] != AISLE_CAST_OUT)
        csv_fail(&r->csv, -1, NULL, "%s stands here twice",
                 r->votes->members[member].last);
    r->casts[member] = words[word].cast;
}

static void read_rows(struct reader *r)
{
    int rows = 0;
    if (r->at[C_BIOGUIDE] < 0 && r->at[C_NAME] < 0) {
        csv_fail(&r->csv, -1, "a column 'name' or 'bioguide'", "nobody is named");
        return;
    }
    for (; csv_next(&r->csv); rows++)
        read_row(r);
    if (r->csv.status == AISLE_OK && rows == 0)
        csv_fail(&r->csv, -1, NULL, "no cast in the file");
}

enum aisle_status aisle_import_casts_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           const struct aisle_votes *votes,
                                           uint8_t *casts)
{
    struct reader r = {.votes = votes};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    r.casts = mem_new((size_t)votes->member_count, 1);
    if (!r.casts)
        r.csv.status = ctx_no_memory(ctx);
    else
        csv_find_columns(&r.csv, C_COUNT, columns, r.at);
    if (r.casts && r.csv.error_count == 0)
        read_rows(&r);
    status = csv_close(&r.csv);
    if (status == AISLE_OK)
        status = r.status;
    if (status == AISLE_OK)
        memcpy(casts, r.casts, (size_t)votes->member_count);
    free(r.casts);
    return status;
}

enum aisle_status aisle_import_casts(struct aisle_ctx *ctx, const char *path,
                                     const struct aisle_votes *votes, uint8_t *casts)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_casts_bytes(ctx, path, bytes, size, votes, casts);
    free(bytes);
    return status;
}
