#include "voteview/grid.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

void grid_init(struct grid *grid, struct aisle_ctx *ctx, const char *path,
               struct aisle_import_report *report,
               const struct aisle_import_known *known)
{
    *grid = (struct grid){.ctx = ctx, .path = path, .report = report, .known = known};
    aisle_votes_init(&grid->votes);
}

void grid_clear(struct grid *grid)
{
    for (int m = 0; m < grid->votes.member_count && grid->rows; m++)
        free(grid->rows[m].casts);
    free(grid->rows);
    record_rollcalls_clear(&grid->rollcalls);
    aisle_votes_clear(&grid->votes);
}

int grid_find(const struct grid *grid, const char *id)
{
    int m = aisle_votes_find_member(&grid->votes, id);
    return m < 0 ? 0 : grid->rows[m].line;
}

bool grid_add(struct grid *grid, struct aisle_member *member,
              const struct grid_row *row)
{
    size_t count = (size_t)grid->votes.member_count;
    void *members = grid->votes.members, *rows = grid->rows;
    bool fine =
        mem_grow(&members, &grid->member_capacity, count, sizeof *grid->votes.members);
    grid->votes.members = members;
    fine = fine && mem_grow(&rows, &grid->row_capacity, count, sizeof *grid->rows);
    grid->rows = rows;
    if (!fine) {
        free(member->last);
        free(member->first);
        free(row->casts);
        ctx_no_memory(grid->ctx);
        return false;
    }
    grid->votes.members[count] = *member;
    grid->rows[count] = *row;
    grid->votes.member_count++;
    return true;
}

const struct aisle_member *grid_known(const struct grid *grid, int icpsr)
{
    for (int i = 0; grid->known && icpsr > 0 && i < grid->known->member_count; i++) {
        if (grid->known->members[i].icpsr == icpsr)
            return &grid->known->members[i];
    }
    return NULL;
}

bool grid_chamber(struct grid *grid, const char *chamber)
{
    size_t n = strlen(chamber);
    return n > 0 && strspn(chamber, "abcdefghijklmnopqrstuvwxyz0123456789-") == n &&
           text_fit(grid->chamber, sizeof grid->chamber, chamber);
}

/* Is there a roll call for each column? */
static enum aisle_status check_rollcalls(struct grid *grid, const char *path,
                                         const int *numbers)
{
    struct place place = {path, 0, 0};
    if (grid->rollcalls.congress != grid->congress)
        return ctx_fail_at(grid->ctx, AISLE_INPUT, place, NULL,
                           "roll calls of Congress %d for votes of Congress %d",
                           grid->rollcalls.congress, grid->congress);
    if (grid->rollcalls.count != grid->column_count)
        return ctx_fail_at(grid->ctx, AISLE_INPUT, place, NULL,
                           "%zu roll calls for %zu columns of votes",
                           grid->rollcalls.count, grid->column_count);
    for (size_t i = 0; numbers && i < grid->column_count; i++) {
        const struct record_rollcall *row = &grid->rollcalls.items[i];
        place.line = row->line;
        if (row->rollcall.number != numbers[i])
            return ctx_fail_at(grid->ctx, AISLE_INPUT, place, NULL,
                               "roll call %d where the votes have %d",
                               row->rollcall.number, numbers[i]);
    }
    return AISLE_OK;
}

enum aisle_status grid_read_rollcalls(struct grid *grid, const struct record_file *file,
                                      const int *numbers)
{
    enum aisle_status status = record_read_rollcalls(grid->ctx, file->path, file->bytes,
                                                     file->size, &grid->rollcalls);
    if (status == AISLE_OK)
        status = check_rollcalls(grid, file->path, numbers);
    for (size_t i = 0; status == AISLE_OK && i < grid->rollcalls.count; i++)
        grid->rollcalls.items[i].path = file->path;
    return status;
}

static bool make_texts(struct aisle_rollcall *r, const char *name)
{
    r->question = mem_copy_text(name);
    r->vote_type = mem_copy_text("");
    r->result = mem_copy_text("");
    r->bill = mem_copy_text("");
    r->bill_title = mem_copy_text("");
    r->amendment = mem_copy_text("");
    r->nomination = mem_copy_text("");
    r->subject = mem_copy_text("");
    r->purpose = mem_copy_text("");
    return r->question && r->vote_type && r->result && r->bill && r->bill_title &&
           r->amendment && r->nomination && r->subject && r->purpose;
}

/* A roll call without a date is dated the day its Congress ended, so that no
 * forecast as of an earlier day may see it. */
enum aisle_status grid_make_rollcalls(struct grid *grid, const int *numbers,
                                      const char *const *names)
{
    struct record_rollcalls *out = &grid->rollcalls;
    aisle_day end = aisle_day_from_civil(1789 + 2 * grid->congress, 1, 3);
    out->congress = grid->congress;
    out->items = mem_new(grid->column_count, sizeof *out->items);
    if (!out->items)
        return ctx_no_memory(grid->ctx);
    for (size_t i = 0; i < grid->column_count; i++) {
        struct aisle_rollcall *r = &out->items[i].rollcall;
        out->items[i].line = 1;
        out->count = i + 1;
        r->congress = grid->congress;
        r->number = numbers[i];
        r->date = end;
        r->category = AISLE_CATEGORY_OTHER;
        char day[AISLE_DATE_TEXT];
        if (!make_texts(r, names ? names[i] : "") ||
            !import_skip(grid->report, "date that the file does not give",
                         (struct place){grid->path, 1, 1},
                         "roll call %d is dated %s, the end of its Congress",
                         numbers[i], aisle_day_format(end, day)))
            return ctx_no_memory(grid->ctx);
    }
    return AISLE_OK;
}

/* First column in office and the one after the last; false when there is none. */
static bool in_office(const struct grid *grid, int member, size_t *first, size_t *last)
{
    const uint8_t *casts = grid->rows[member].casts;
    size_t n = grid->column_count;
    for (*first = 0; *first < n && casts[*first] == AISLE_CAST_OUT; ++*first)
        ;
    for (*last = n; *last > 0 && casts[*last - 1] == AISLE_CAST_OUT; --*last)
        ;
    return *last > 0;
}

static enum aisle_status make_services(struct grid *grid)
{
    struct aisle_votes *v = &grid->votes;
    v->services = mem_new((size_t)v->member_count, sizeof *v->services);
    if (!v->services)
        return ctx_no_memory(grid->ctx);
    for (int m = 0; m < v->member_count; m++) {
        const struct grid_row *row = &grid->rows[m];
        size_t first = 0, last = 0;
        if (!in_office(grid, m, &first, &last))
            return ctx_fail_at(grid->ctx, AISLE_INPUT,
                               (struct place){grid->path, row->line, 1}, NULL,
                               "%s (%s) is in office at no roll call",
                               v->members[m].last, v->members[m].bioguide);
        v->services[v->service_count++] =
            (struct aisle_service){m,
                                   grid->congress,
                                   grid->rollcalls.items[first].rollcall.number,
                                   grid->rollcalls.items[last - 1].rollcall.number,
                                   row->party,
                                   row->caucus};
    }
    return AISLE_OK;
}

static enum aisle_status make_casts(struct grid *grid)
{
    struct aisle_votes *v = &grid->votes;
    size_t members = (size_t)v->member_count, columns = grid->column_count;
    v->casts = mem_new(members * columns, 1);
    if (!v->casts)
        return ctx_no_memory(grid->ctx);
    for (size_t m = 0; m < members; m++) {
        for (size_t i = 0; i < columns; i++)
            v->casts[i * members + m] = grid->rows[m].casts[i];
        v->members[m].in_office = grid->rows[m].casts[columns - 1] != AISLE_CAST_OUT;
    }
    return AISLE_OK;
}

/* Where no party is one of the two, sides cannot be told from votes. */
static enum aisle_status settle_sides(struct grid *grid)
{
    struct aisle_votes *v = &grid->votes;
    bool two = false;
    for (int m = 0; m < v->member_count; m++)
        two |= grid->rows[m].party != 'I';
    if (two)
        return record_caucus(grid->ctx, grid->path, v);
    for (int m = 0; m < v->member_count; m++) {
        v->members[m].party = grid->rows[m].party;
        v->members[m].caucus = grid->rows[m].caucus;
    }
    return AISLE_OK;
}

enum aisle_status grid_finish(struct grid *grid, struct aisle_votes *votes)
{
    struct aisle_votes *v = &grid->votes;
    enum aisle_status status;
    TRY(make_services(grid));
    TRY(make_casts(grid));
    TRY(record_take_rollcalls(grid->ctx, &grid->rollcalls, v));
    text_fit(v->chamber, sizeof v->chamber, grid->chamber);
    v->congress_first = v->congress_last = grid->congress;
    TRY(record_tally(grid->ctx, grid->path, &grid->rollcalls, v, grid->report));
    TRY(settle_sides(grid));
    TRY(aisle_votes_validate(grid->ctx, v));
    import_count(grid->report, v);
    for (int m = 0; m < v->member_count; m++)
        free(grid->rows[m].casts);
    free(grid->rows);
    grid->rows = NULL;
    *votes = *v;
    aisle_votes_init(v);
out:
    return status;
}

enum aisle_status grid_import_files(struct aisle_ctx *ctx, grid_import_fn *import,
                                    const char *path, const char *rollcalls_path,
                                    const struct aisle_import_scope *scope,
                                    const struct aisle_import_known *known,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report)
{
    struct record_file files[] = {{.path = path}, {.path = rollcalls_path}};
    int count = rollcalls_path ? 2 : 1;
    enum aisle_status status = record_read_files(ctx, count, files);
    if (status == AISLE_OK)
        status = import(ctx, &files[0], rollcalls_path ? &files[1] : NULL, scope, known,
                        votes, report);
    record_free_files(count, files);
    return status;
}
