/* Votes as a list, a vote a line (include/aisle/votelist.h).
 *
 *   member,rollcall,vote       icpsr,congress,chamber,rollnumber,cast_code
 *   m17,r1,1                   14009,118,Senate,12,6
 *
 * The second is Voteview's (https://voteview.com/articles/data_help_votes): 1 to 3 are
 * yeas, 4 to 6 nays, 0 no member, 7 to 9 present or absent; ICPSR numbers from 99000 are
 * presidents' and are left out. */
#include <aisle/votelist.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/skips.h"
#include "voteview/names.h"

#include <stdio.h>
#include <string.h>

enum { MEMBER, ROLLCALL, VOTE, CONGRESS, CHAMBER, COLUMNS };
enum { LEFT_OUT = -1, WRONG = -2, POLL_EVERY = 1 << 16, UNITS_MAX = 1 << 26 };

struct reader {
    struct csv csv;
    bool voteview;
    int at[COLUMNS];
    struct names members;
    struct names rollcalls;
    size_t count;
    uint32_t *rollcall; /* [count] of vote k, in the file's order */
    uint32_t *cast;     /* [count] */
    struct aisle_import_report told;
};

static bool find_columns(struct reader *r)
{
    static const char *const ours[COLUMNS] = {"member", "rollcall", "vote"};
    static const char *const theirs[COLUMNS] = {"icpsr", "rollnumber", "cast_code",
                                                "congress", "chamber"};
    struct csv *csv = &r->csv;
    r->voteview = csv_column(csv, "vote") < 0 && csv_column(csv, "cast_code") >= 0;
    const char *const *names = r->voteview ? theirs : ours;
    bool all = true;
    for (int c = 0; c < COLUMNS; c++) {
        r->at[c] = names[c] ? csv_require(csv, names[c]) : -1;
        all &= !names[c] || r->at[c] >= 0;
    }
    return all;
}

/* Room for a vote a line. */
static bool make_room(struct reader *r)
{
    size_t lines = 1;
    for (const char *p = r->csv.bytes, *end = p + r->csv.size;
         (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines++;
    r->rollcall = mem_new(lines, sizeof *r->rollcall);
    r->cast = mem_new(lines, sizeof *r->cast);
    if (!r->rollcall || !r->cast)
        r->csv.status = ctx_no_memory(r->csv.ctx);
    return r->rollcall && r->cast;
}

static int side_of_word(const char *word)
{
    static const struct {
        const char *word;
        int side;
    } known[] = {{"1", 1},
                 {"0", 0},
                 {"yea", 1},
                 {"nay", 0},
                 {"yes", 1},
                 {"no", 0},
                 {"aye", 1},
                 {"y", 1},
                 {"n", 0},
                 {"", LEFT_OUT},
                 {"NA", LEFT_OUT},
                 {"P", LEFT_OUT},
                 {"present", LEFT_OUT},
                 {"absent", LEFT_OUT}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (text_equal_fold(word, known[i].word))
            return known[i].side;
    return WRONG;
}

static int side_of_code(const char *code)
{
    if (code[0] < '0' || code[0] > '9' || code[1])
        return WRONG;
    return code[0] == '0' || code[0] > '6' ? LEFT_OUT : code[0] <= '3';
}

/* "118-Senate-12" */
static bool rollcall_name(struct reader *r, char *out, size_t size)
{
    struct csv *csv = &r->csv;
    const char *rollcall = csv_field(csv, r->at[ROLLCALL]);
    int n = r->voteview
                ? snprintf(out, size, "%s-%s-%s", csv_field(csv, r->at[CONGRESS]),
                           csv_field(csv, r->at[CHAMBER]), rollcall)
                : snprintf(out, size, "%s", rollcall);
    if (*rollcall && n > 0 && (size_t)n < size)
        return true;
    csv_fail(csv, r->at[ROLLCALL], "1 to 99 characters", "'%.40s' names no roll call",
             rollcall);
    return false;
}

/* Is a line's vote left out, and why? */
static const char *reason_of(const struct reader *r, int side, const char *member)
{
    int64_t icpsr;
    if (side == LEFT_OUT)
        return "neither yea nor nay";
    return r->voteview && text_to_int(member, 99000, 99999, &icpsr) ? "a president's"
                                                                    : NULL;
}

static bool add_vote(struct reader *r)
{
    struct csv *csv = &r->csv;
    const char *vote = csv_field(csv, r->at[VOTE]);
    const char *member = csv_field(csv, r->at[MEMBER]);
    char rollcall[100];
    int side = r->voteview ? side_of_code(vote) : side_of_word(vote);
    if (side == WRONG) {
        csv_fail(csv, r->at[VOTE],
                 r->voteview ? "a code from 0 to 9" : "1 yea, 0 nay, empty absent",
                 "'%.40s' is no vote", vote);
        return true;
    }
    const char *reason = reason_of(r, side, member);
    if (reason)
        return import_skip(&r->told, reason, (struct place){csv->path, csv->line, 0},
                           "%s", member);
    if (!*member)
        csv_fail(csv, r->at[MEMBER], NULL, "a vote of nobody");
    if (!*member || !rollcall_name(r, rollcall, sizeof rollcall))
        return true;
    int i = names_add(&r->members, member);
    int j = names_add(&r->rollcalls, rollcall);
    if (i < 0 || j < 0)
        return false;
    r->rollcall[r->count] = (uint32_t)j;
    r->cast[r->count++] = 2 * (uint32_t)i + (uint32_t)side;
    return true;
}

static enum aisle_status read_votes(struct reader *r)
{
    struct csv *csv = &r->csv;
    long lines = 0;
    while (csv_next(csv)) {
        if (++lines % POLL_EVERY == 0) {
            if (ctx_poll(csv->ctx) != AISLE_OK)
                return csv->status = AISLE_CANCELLED;
            ctx_progress(csv->ctx, "reading votes", (double)csv->at, (double)csv->size);
        }
        if (!add_vote(r))
            return csv->status = ctx_no_memory(csv->ctx);
    }
    if (csv->status == AISLE_OK && csv->error_count == 0 && r->count == 0)
        csv_fail(csv, -1, NULL, "no yea and no nay in it");
    if (r->members.count > UNITS_MAX || r->rollcalls.count > UNITS_MAX)
        csv_fail(csv, -1, NULL, "more than %d members or roll calls", UNITS_MAX);
    return csv->status;
}

/* By roll call, in the file's order: count, sum up, put in place. */
static bool sort_votes(struct reader *r, struct aisle_votelist *out)
{
    int n = r->rollcalls.count;
    out->member_count = r->members.count;
    out->rollcall_count = n;
    out->first = mem_new((size_t)n + 2, sizeof *out->first);
    out->cast = mem_new(r->count, sizeof *out->cast);
    if (!out->first || !out->cast)
        return false;
    int64_t *next = out->first + 1;
    for (size_t k = 0; k < r->count; k++)
        next[r->rollcall[k] + 1]++;
    for (int j = 0; j < n; j++)
        next[j + 1] += next[j];
    for (size_t k = 0; k < r->count; k++)
        out->cast[next[r->rollcall[k]]++] = r->cast[k];
    return true;
}

/* Where a member votes a second time on a roll call: in a second reading, since this is
 * rare. */
static void fail_twice(struct reader *r, int member, int rollcall)
{
    struct csv *csv = &r->csv;
    char name[100] = "";
    int times = 0;
    struct csv again;
    if (csv_open(&again, csv->ctx, csv->path, csv->bytes, csv->size) != AISLE_OK)
        return;
    struct csv first = *csv;
    *csv = again;
    while (times < 2 && csv_next(csv)) {
        const char *vote = csv_field(csv, r->at[VOTE]);
        if ((r->voteview ? side_of_code(vote) : side_of_word(vote)) >= 0 &&
            strcmp(csv_field(csv, r->at[MEMBER]), r->members.text[member]) == 0 &&
            rollcall_name(r, name, sizeof name) &&
            strcmp(name, r->rollcalls.text[rollcall]) == 0)
            times++;
    }
    csv_fail(csv, r->at[MEMBER], NULL, "'%.40s' votes a second time on '%.40s'",
             r->members.text[member], name);
    csv_close(csv);
    *csv = first;
    csv->error_count++;
}

static enum aisle_status check_twice(struct reader *r,
                                     const struct aisle_votelist *list)
{
    int *seen = mem_new((size_t)list->member_count, sizeof *seen);
    if (!seen)
        return ctx_no_memory(r->csv.ctx);
    enum aisle_status status = AISLE_OK;
    for (int j = 0; j < list->rollcall_count && status == AISLE_OK; j++)
        for (int64_t k = list->first[j]; k < list->first[j + 1]; k++) {
            int member = (int)(list->cast[k] >> 1);
            if (seen[member] == j + 1) {
                fail_twice(r, member, j);
                status = AISLE_INPUT;
                break;
            }
            seen[member] = j + 1;
        }
    free(seen);
    return status;
}

static void take_names(struct reader *r, struct aisle_votelist *list)
{
    list->members = r->members.text;
    list->rollcalls = r->rollcalls.text;
    r->members.text = r->rollcalls.text = NULL;
    r->members.count = r->rollcalls.count = 0;
}

static enum aisle_status read_list(struct reader *r, struct aisle_votelist *list)
{
    if (!find_columns(r))
        return AISLE_INPUT;
    if (!make_room(r) || read_votes(r) != AISLE_OK)
        return r->csv.status;
    if (r->csv.error_count > 0)
        return AISLE_INPUT;
    if (!sort_votes(r, list))
        return ctx_no_memory(r->csv.ctx);
    enum aisle_status status = check_twice(r, list);
    if (status == AISLE_OK)
        take_names(r, list);
    return status;
}

enum aisle_status aisle_import_votelist_bytes(struct aisle_ctx *ctx, const char *path,
                                              const char *bytes, size_t size,
                                              struct aisle_votelist *out,
                                              struct aisle_import_report *report)
{
    struct reader r = {.count = 0};
    struct aisle_votelist list;
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    aisle_votelist_init(&list);
    aisle_import_report_init(&r.told);
    status = read_list(&r, &list);
    enum aisle_status closed = csv_close(&r.csv);
    status = status != AISLE_OK ? status : closed;
    if (status == AISLE_OK) {
        r.told.rollcalls = list.rollcall_count;
        r.told.members = list.member_count;
        r.told.votes = (int64_t)r.count;
        *report = r.told;
        *out = list;
    } else {
        aisle_import_report_clear(&r.told);
        aisle_votelist_clear(&list);
    }
    names_clear(&r.members);
    names_clear(&r.rollcalls);
    free(r.rollcall);
    free(r.cast);
    return status;
}

enum aisle_status aisle_import_votelist(struct aisle_ctx *ctx, const char *path,
                                        struct aisle_votelist *out,
                                        struct aisle_import_report *report)
{
    char *bytes;
    size_t size;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status != AISLE_OK)
        return status;
    status = aisle_import_votelist_bytes(ctx, path, bytes, size, out, report);
    free(bytes);
    return status;
}
