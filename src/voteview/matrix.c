/* A matrix of votes as CSV: a row a member, a column a roll call.
 *
 *   id,name,state,party,1,2,3
 *   m1,Adams,MA,D,1,0,
 *
 * 1 yea, 0 nay, empty absent, P present, NA not in office. A column that is none of
 * the member's is a roll call; its number is the number its name ends with, when all
 * names do and the numbers rise, else its place. */
#include "base/mem.h"
#include "base/text.h"
#include "voteview/grid.h"
#include <ctype.h>
#include <string.h>

static const char *const COLUMNS[] = {"id",    "bioguide", "lis",   "icpsr", "name",
                                      "first", "state",    "party", "caucus"};
enum {
    C_ID,
    C_BIOGUIDE,
    C_LIS,
    C_ICPSR,
    C_NAME,
    C_FIRST,
    C_STATE,
    C_PARTY,
    C_CAUCUS,
    C_COUNT
};

struct reader {
    struct grid grid;
    struct csv csv;
    int at[C_COUNT];
    int *columns; /* of the roll calls */
    int *numbers;
    const char **names;
};

static bool no_memory(struct reader *r)
{
    r->csv.status = ctx_no_memory(r->csv.ctx);
    return false;
}

static bool is_member_column(const struct reader *r, int column)
{
    for (int i = 0; i < C_COUNT; i++) {
        if (r->at[i] == column)
            return true;
    }
    return r->csv.names[column][0] == '\0'; /* a data frame's row names */
}

/* The number that a name ends with; -1 when it ends with none. */
static int number_of(const char *name)
{
    size_t n = strlen(name), from = n;
    int64_t value = 0;
    while (from > 0 && isdigit((unsigned char)name[from - 1]))
        from--;
    return text_to_int(name + from, 1, 1000000, &value) ? (int)value : -1;
}

static bool find_columns(struct reader *r)
{
    struct csv *csv = &r->csv;
    size_t width = (size_t)csv->column_count, n = 0;
    bool numbered = true;
    for (int i = 0; i < C_COUNT; i++)
        r->at[i] = csv_column(csv, COLUMNS[i]);
    r->columns = mem_new(width, sizeof *r->columns);
    r->numbers = mem_new(width, sizeof *r->numbers);
    r->names = mem_new(width, sizeof *r->names);
    if (!r->columns || !r->numbers || !r->names)
        return no_memory(r);
    for (int c = 0; c < csv->column_count; c++) {
        if (is_member_column(r, c))
            continue;
        r->columns[n] = c;
        r->names[n] = csv->names[c];
        r->numbers[n] = number_of(csv->names[c]);
        numbered &= r->numbers[n] > (n ? r->numbers[n - 1] : 0);
        n++;
    }
    for (size_t i = 0; i < n && !numbered; i++)
        r->numbers[i] = (int)i + 1;
    r->grid.column_count = n;
    if (n == 0)
        csv_fail(csv, -1, "a column a roll call, with 1, 0 or nothing in it",
                 "no column of votes");
    return true;
}

static int cast_of(const char *cell)
{
    static const struct {
        const char *cell;
        int cast;
    } known[] = {{"1", AISLE_CAST_YEA},
                 {"0", AISLE_CAST_NAY},
                 {"", AISLE_CAST_ABSENT},
                 {"P", AISLE_CAST_PRESENT},
                 {"NA", AISLE_CAST_OUT}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(cell, known[i].cell) == 0)
            return known[i].cast;
    }
    return -1;
}

static void fail_cell(struct reader *r, int column, const char *cell)
{
    const char *name = r->csv.names[column];
    const char *near = text_nearest_of(name, C_COUNT, COLUMNS);
    char *hint =
        near ? mem_format("is the column '%s' meant to be '%s'?", name, near) : NULL;
    csv_fail(&r->csv, column,
             hint ? hint : "1 yea, 0 nay, empty absent, P present, NA not in office",
             "'%.40s' is no vote", cell);
    free(hint);
}

static bool read_casts(struct reader *r, struct grid_row *row)
{
    row->casts = mem_new(r->grid.column_count, 1);
    if (!row->casts)
        return no_memory(r);
    for (size_t i = 0; i < r->grid.column_count; i++) {
        const char *cell = csv_field(&r->csv, r->columns[i]);
        int cast = cast_of(cell);
        if (cast < 0)
            fail_cell(r, r->columns[i], cell);
        row->casts[i] = (uint8_t)(cast < 0 ? AISLE_CAST_OUT : cast);
    }
    return true;
}

/* An id of its own, else the row's: "row 12" has the id r12. */
static void read_id(struct reader *r, struct aisle_member *out)
{
    struct csv *csv = &r->csv;
    int column = r->at[C_BIOGUIDE] >= 0 ? r->at[C_BIOGUIDE] : r->at[C_ID];
    const char *id = csv_field(csv, column);
    int64_t icpsr = 0;
    char row_id[16];
    snprintf(row_id, sizeof row_id, "r%d", r->grid.votes.member_count + 1);
    id = column < 0 ? row_id : id;
    if (!*id || !text_fit(out->bioguide, sizeof out->bioguide, id))
        csv_fail(csv, column, "1 to 11 characters", "'%.40s' is no member's id", id);
    int line = grid_find(&r->grid, out->bioguide);
    if (line && *out->bioguide)
        csv_fail(csv, column, NULL, "member '%s' stands on line %d already", id, line);
    if (!text_fit(out->lis, sizeof out->lis, csv_field(csv, r->at[C_LIS])))
        csv_fail(csv, r->at[C_LIS], NULL, "'%.40s' is too long for a clerk's id",
                 csv_field(csv, r->at[C_LIS]));
    if (*csv_field(csv, r->at[C_ICPSR]) &&
        csv_int(csv, r->at[C_ICPSR], 1, 9999999, &icpsr))
        out->icpsr = (int)icpsr;
}

static void read_sides(struct reader *r, struct aisle_member *out, struct grid_row *row)
{
    struct csv *csv = &r->csv;
    const char *party = csv_field(csv, r->at[C_PARTY]);
    const char *caucus = csv_field(csv, r->at[C_CAUCUS]);
    const char *state = csv_field(csv, r->at[C_STATE]);
    row->party = strcmp(party, "D") == 0 || strcmp(party, "R") == 0 ? *party : 'I';
    row->caucus = row->party == 'I' ? '?' : row->party;
    if (strcmp(caucus, "D") == 0 || strcmp(caucus, "R") == 0)
        row->caucus = *caucus;
    else if (*caucus)
        csv_fail(csv, r->at[C_CAUCUS], NULL, "'%.40s' is no caucus: D or R", caucus);
    if (!text_fit(out->state, sizeof out->state, state))
        csv_fail(csv, r->at[C_STATE], "two letters", "'%.40s' is no state", state);
}

static void read_row(struct reader *r)
{
    struct aisle_member member = {0};
    struct grid_row row = {.line = r->csv.line};
    read_id(r, &member);
    read_sides(r, &member, &row);
    bool named = *csv_field(&r->csv, r->at[C_NAME]) != '\0';
    if (csv_copy(&r->csv, named ? r->at[C_NAME] : -1, &member.last) &&
        csv_copy(&r->csv, r->at[C_FIRST], &member.first) && read_casts(r, &row)) {
        if (!named) {
            free(member.last);
            member.last = mem_copy_text(member.bioguide);
        }
        if (member.last) {
            if (!grid_add(&r->grid, &member, &row))
                r->csv.status = AISLE_MEMORY;
            return;
        }
        no_memory(r);
    }
    free(row.casts);
    free(member.last);
    free(member.first);
}

static void check_scope(struct reader *r, const struct aisle_import_scope *scope)
{
    struct csv *csv = &r->csv;
    if (!scope->congress || !scope->chamber)
        csv_fail(csv, -1, "say --congress N --chamber NAME",
                 "a matrix does not say whose votes it holds");
    else if (!grid_chamber(&r->grid, scope->chamber))
        csv_fail(csv, -1, "up to 7 small letters, as senate", "'%s' is no chamber",
                 scope->chamber);
    r->grid.congress = scope->congress;
}

static enum aisle_status read_table(struct reader *r, const struct record_file *file,
                                    const struct record_file *rollcalls,
                                    const struct aisle_import_scope *scope)
{
    enum aisle_status status =
        csv_open(&r->csv, r->grid.ctx, file->path, file->bytes, file->size);
    if (status != AISLE_OK)
        return status;
    check_scope(r, scope);
    if (find_columns(r)) {
        while (csv_next(&r->csv))
            read_row(r);
        if (r->csv.status == AISLE_OK && r->grid.votes.member_count == 0)
            csv_fail(&r->csv, -1, NULL, "no member in the file");
    }
    if (r->csv.status == AISLE_OK && r->csv.error_count == 0)
        status = rollcalls ? grid_read_rollcalls(&r->grid, rollcalls, r->numbers)
                           : grid_make_rollcalls(&r->grid, r->numbers, r->names);
    enum aisle_status read = csv_close(&r->csv);
    return read != AISLE_OK ? read : status;
}

enum aisle_status matrix_from_bytes(struct aisle_ctx *ctx,
                                    const struct record_file *file,
                                    const struct record_file *rollcalls,
                                    const struct aisle_import_scope *scope,
                                    const struct aisle_import_known *known,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report)
{
    struct reader r = {0};
    struct aisle_import_report told;
    enum aisle_status status;
    aisle_import_report_init(&told);
    grid_init(&r.grid, ctx, file->path, &told, known);
    TRY(read_table(&r, file, rollcalls, scope));
    TRY(grid_finish(&r.grid, votes));
    *report = told;
out:
    if (status != AISLE_OK)
        aisle_import_report_clear(&told);
    grid_clear(&r.grid);
    free(r.columns);
    free(r.numbers);
    free(r.names);
    return status;
}

enum aisle_status aisle_import_matrix(struct aisle_ctx *ctx, const char *path,
                                      const char *rollcalls_path,
                                      const struct aisle_import_scope *scope,
                                      const struct aisle_import_known *known,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report)
{
    return grid_import_files(ctx, matrix_from_bytes, path, rollcalls_path, scope, known,
                             votes, report);
}
