/* .ord: the fixed columns of Keith Poole and Howard Rosenthal, a line a member.
 *
 *   1-3 Congress   4-8 ICPSR number   9-10 state   11-12 district   13-20 its name
 *   21-23 party    24, 25 occupancy   26-36 name   37- casts, a digit a roll call
 *
 * Casts are Voteview's codes: 1-3 yea, 4-6 nay, 7-8 present, 9 not voting, 0 not a
 * member. A Senate's members have district 0. */
#include "base/mem.h"
#include "base/text.h"
#include "data/icpsr_state.h"
#include "voteview/grid.h"
#include "voteview/voteview.h"
#include <string.h>

#define CASTS_AT 36

struct reader {
    struct grid grid;
    const char *line; /* not ended by a 0 */
    size_t size;
    int number; /* of the line */
    long errors;
    bool no_memory;
    bool districts; /* some member has one */
};

__attribute__((format(printf, 4, 5))) static void
fail(struct reader *r, size_t column, const char *hint, const char *format, ...)
{
    char text[200];
    va_list args;
    if (++r->errors > CSV_ERRORS_SHOWN)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ctx_fail_at(r->grid.ctx, AISLE_INPUT,
                (struct place){r->grid.path, r->number, (int)column}, hint, "%s", text);
}

/* Columns `first`..`last` as text without blanks around; `out` holds them. */
static const char *field(const struct reader *r, size_t first, size_t last,
                         char out[16])
{
    size_t n = 0;
    for (size_t i = first - 1; i < last && i < r->size; i++) {
        if (n > 0 || r->line[i] != ' ')
            out[n++] = r->line[i];
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return out;
}

static int read_number(struct reader *r, size_t first, size_t last, int low, int high,
                       const char *what)
{
    char text[16];
    int64_t value = 0;
    if (!text_to_int(field(r, first, last, text), low, high, &value)) {
        fail(r, first, NULL, "columns %zu-%zu: '%s' is no %s", first, last, text, what);
        return low;
    }
    return (int)value;
}

static uint8_t normal_cast(char digit)
{
    static const uint8_t casts[] = {
        AISLE_CAST_OUT,     AISLE_CAST_YEA,   AISLE_CAST_YEA, AISLE_CAST_YEA,
        AISLE_CAST_NAY,     AISLE_CAST_NAY,   AISLE_CAST_NAY, AISLE_CAST_PRESENT,
        AISLE_CAST_PRESENT, AISLE_CAST_ABSENT};
    return casts[digit - '0'];
}

static uint8_t *read_casts(struct reader *r)
{
    size_t n = r->size - CASTS_AT;
    uint8_t *casts = mem_new(n, 1);
    if (!casts) {
        r->no_memory = true;
        ctx_no_memory(r->grid.ctx);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        char digit = r->line[CASTS_AT + i];
        if (digit < '0' || digit > '9') {
            fail(r, CASTS_AT + i + 1, "casts are digits", "'%c' is no cast", digit);
            break;
        }
        casts[i] = normal_cast(digit);
    }
    return casts;
}

static void read_place(struct reader *r, struct aisle_member *out)
{
    char text[16];
    int code = read_number(r, 9, 10, 0, 99, "state");
    r->districts |= *field(r, 11, 12, text) &&
                    read_number(r, 11, 12, 0, 99, "district") > 0 &&
                    code != ICPSR_STATE_PRESIDENT;
    const struct icpsr_state *state = icpsr_state_by_code(code);
    if (state)
        text_fit(out->state, sizeof out->state, state->postal);
}

/* The bioguide that is known for the ICPSR number, else the number itself. */
static void read_identity(struct reader *r, int icpsr, struct aisle_member *out)
{
    const struct aisle_member *known = grid_known(&r->grid, icpsr);
    out->icpsr = icpsr;
    if (known) {
        text_fit(out->bioguide, sizeof out->bioguide, known->bioguide);
        text_fit(out->lis, sizeof out->lis, known->lis);
    } else {
        snprintf(out->bioguide, sizeof out->bioguide, "%d", icpsr);
    }
    int line = grid_find(&r->grid, out->bioguide);
    if (line)
        fail(r, 4, NULL, "member %d stands on line %d already", icpsr, line);
    out->first = mem_copy_text(known ? known->first : "");
    if (known) {
        out->last = mem_copy_text(known->last);
    } else {
        char name[16];
        char *first = NULL;
        if (!voteview_name(field(r, 26, 36, name), &out->last, &first))
            free(out->last), out->last = NULL;
        free(first);
    }
    if (out->last && out->first)
        return;
    r->no_memory = true;
    ctx_no_memory(r->grid.ctx);
}

/* Leave out a President's positions; false when there is no memory to say so. */
static void skip_president(struct reader *r, int icpsr)
{
    if (import_skip(r->grid.report, "position of a President",
                    (struct place){r->grid.path, r->number, 4}, "icpsr %d", icpsr))
        return;
    r->no_memory = true;
    ctx_no_memory(r->grid.ctx);
}

static void read_member(struct reader *r)
{
    struct aisle_member member = {0};
    struct grid_row row = {.line = r->number};
    int icpsr = read_number(r, 4, 8, 1, 99999, "ICPSR number");
    if (voteview_is_president(icpsr)) {
        skip_president(r, icpsr);
        return;
    }
    int party = read_number(r, 21, 23, 0, 999, "party code");
    row.party = party == 100 ? 'D' : party == 200 ? 'R' : 'I';
    row.caucus = row.party == 'I' ? '?' : row.party;
    read_place(r, &member);
    read_identity(r, icpsr, &member);
    row.casts = r->no_memory ? NULL : read_casts(r);
    if (r->no_memory) {
        free(member.last);
        free(member.first);
    } else if (!grid_add(&r->grid, &member, &row)) {
        r->no_memory = true;
    }
}

static void read_line(struct reader *r)
{
    struct grid *grid = &r->grid;
    if (r->size <= CASTS_AT) {
        fail(r, 1, "casts begin in column 37", "a line of %zu characters", r->size);
        return;
    }
    int congress = read_number(r, 1, 3, 1, 999, "Congress");
    if (grid->congress == 0)
        grid->congress = congress;
    else if (congress != grid->congress)
        fail(r, 1, "import one Congress at a time",
             "Congress %d in a file of Congress %d", congress, grid->congress);
    size_t casts = r->size - CASTS_AT;
    if (grid->column_count == 0)
        grid->column_count = casts;
    if (casts == grid->column_count)
        read_member(r);
    else
        fail(r, CASTS_AT + 1, NULL, "%zu casts where the lines before have %zu", casts,
             grid->column_count);
}

/* Names of any alphabet would shift the columns. */
static bool check_ascii(struct reader *r, const char *bytes, size_t size)
{
    size_t line_at = 0;
    r->number = 1;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x80 || (c < ' ' && c != '\n' && c != '\r')) {
            fail(r, i - line_at + 1, "the columns of .ord are of plain ASCII",
                 "byte 0x%02X is no ASCII text", (unsigned)c);
            return false;
        }
        if (c == '\n') {
            r->number++;
            line_at = i + 1;
        }
    }
    return true;
}

static void read_lines(struct reader *r, const char *bytes, size_t size)
{
    size_t at = 0;
    r->number = 0;
    while (at < size && !r->no_memory) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t to = end ? (size_t)(end - bytes) : size;
        r->line = bytes + at;
        r->size = to - at;
        if (r->size > 0 && r->line[r->size - 1] == '\r')
            r->size--;
        r->number++;
        if (r->size > 0)
            read_line(r);
        at = to + 1;
    }
    if (r->grid.votes.member_count == 0 && r->errors == 0 && !r->no_memory)
        fail(r, 0, NULL, "no member in the file");
}

static enum aisle_status check_scope(struct reader *r,
                                     const struct aisle_import_scope *scope)
{
    struct grid *grid = &r->grid;
    const char *chamber = scope->chamber ? scope->chamber
                          : r->districts ? "house"
                                         : "senate";
    r->number = 1;
    if (scope->congress && scope->congress != grid->congress)
        fail(r, 1, NULL, "a file of Congress %d, not %d", grid->congress,
             scope->congress);
    if (!grid_chamber(grid, chamber))
        fail(r, 0, "up to 7 small letters, as senate", "'%s' is no chamber", chamber);
    return r->errors ? AISLE_INPUT : AISLE_OK;
}

static enum aisle_status read_all(struct reader *r, const struct record_file *file,
                                  const struct aisle_import_scope *scope)
{
    if (check_ascii(r, file->bytes, file->size))
        read_lines(r, file->bytes, file->size);
    if (r->no_memory)
        return AISLE_MEMORY;
    if (r->errors > CSV_ERRORS_SHOWN)
        ctx_fail_at(r->grid.ctx, AISLE_INPUT, (struct place){file->path, 0, 0}, NULL,
                    "and %ld more errors in this file", r->errors - CSV_ERRORS_SHOWN);
    return r->errors ? AISLE_INPUT : check_scope(r, scope);
}

static enum aisle_status number_columns(struct grid *grid)
{
    int *numbers = mem_new(grid->column_count, sizeof *numbers);
    if (!numbers)
        return ctx_no_memory(grid->ctx);
    for (size_t i = 0; i < grid->column_count; i++)
        numbers[i] = (int)i + 1;
    enum aisle_status status = grid_make_rollcalls(grid, numbers, NULL);
    free(numbers);
    return status;
}

enum aisle_status ord_from_bytes(struct aisle_ctx *ctx, const struct record_file *file,
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
    TRY(read_all(&r, file, scope));
    if (rollcalls)
        TRY(grid_read_rollcalls(&r.grid, rollcalls, NULL));
    else
        TRY(number_columns(&r.grid));
    TRY(grid_finish(&r.grid, votes));
    *report = told;
out:
    if (status != AISLE_OK)
        aisle_import_report_clear(&told);
    grid_clear(&r.grid);
    return status;
}

enum aisle_status aisle_import_ord(struct aisle_ctx *ctx, const char *path,
                                   const char *rollcalls_path,
                                   const struct aisle_import_scope *scope,
                                   const struct aisle_import_known *known,
                                   struct aisle_votes *votes,
                                   struct aisle_import_report *report)
{
    return grid_import_files(ctx, ord_from_bytes, path, rollcalls_path, scope, known,
                             votes, report);
}
