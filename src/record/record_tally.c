#include "record/record.h"
#include <string.h>

#define WARNINGS_SHOWN 20

struct tally {
    int yea;
    int nay;
    int present;
    int absent;
};

static struct tally count_casts(const struct aisle_votes *votes, int rollcall)
{
    struct tally t = {0};
    for (int m = 0; m < votes->member_count; m++) {
        uint8_t cast = aisle_votes_cast(votes, rollcall, m);
        t.yea += cast == AISLE_CAST_YEA;
        t.nay += cast == AISLE_CAST_NAY;
        t.present += cast == AISLE_CAST_PRESENT;
        t.absent += cast == AISLE_CAST_ABSENT;
    }
    return t;
}

static bool agrees(const struct record_rollcall *row,
                   const struct aisle_rollcall *named, struct tally t)
{
    if (row->has_counts && (named->yea != t.yea || named->nay != t.nay))
        return false;
    return !row->has_attendance ||
           (named->present == t.present && named->absent == t.absent);
}

/* The file's counts against the casts'; the casts are kept. */
static bool settle_counts(struct aisle_ctx *ctx, struct place place,
                          const struct record_rollcall *row,
                          struct aisle_rollcall *rollcall, struct tally t,
                          struct aisle_import_report *report, int *warned)
{
    bool fine = agrees(row, rollcall, t);
    if (!fine && ++*warned <= WARNINGS_SHOWN)
        ctx_warn(ctx, place,
                 "roll call %d is counted %d-%d, its casts %d-%d; the casts are kept",
                 rollcall->number, rollcall->yea, rollcall->nay, t.yea, t.nay);
    if (!fine && !import_skip(report, "count that its casts do not bear out", place,
                              "roll call %d: %d-%d, by casts %d-%d", rollcall->number,
                              rollcall->yea, rollcall->nay, t.yea, t.nay))
        return false;
    rollcall->yea = t.yea;
    rollcall->nay = t.nay;
    rollcall->present = t.present;
    rollcall->absent = t.absent;
    return true;
}

/* A tie that carried although nobody is said to have broken it was broken. */
static void settle_tie(struct aisle_rollcall *rollcall, int result)
{
    if (rollcall->vp_tie == 0 && result == 1 && rollcall->yea == rollcall->nay &&
        rollcall->yea > 0 && rollcall->requires == AISLE_REQUIRES_1_2)
        rollcall->vp_tie = AISLE_CAST_YEA;
}

/* A question that is known to take three-fifths when it is not by majority. */
static bool may_take_three_fifths(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_CLOTURE ||
           (r->category == AISLE_CATEGORY_PROCEDURAL &&
            strcasestr(r->question, "waive") != NULL);
}

/* The record's majority is sometimes wrong: what carried with less than three-fifths
 * did not need them, and a cloture or waiver that failed with more yeas than nays did
 * (2003 roll call 451). True when the other majority bears the result out. */
static bool mend_majority(struct aisle_rollcall *r)
{
    enum aisle_requires named = r->requires;
    if (named == AISLE_REQUIRES_3_5 && r->passed)
    r->requires = AISLE_REQUIRES_1_2;
    else if (named == AISLE_REQUIRES_1_2 && !r->passed && may_take_three_fifths(r))
        r->requires = AISLE_REQUIRES_3_5;
    if (r->requires != named && record_counts_carry(r) == r->passed)
        return true;
    r->requires = named;
    return false;
}

static bool settle_result(struct place place, struct aisle_rollcall *rollcall,
                          struct aisle_import_report *report)
{
    int result = record_result(rollcall->result);
    settle_tie(rollcall, result);
    bool counted = record_counts_carry(rollcall);
    rollcall->passed = result < 0 ? counted : result == 1;
    if (rollcall->passed == counted)
        return true;
    const char *named = aisle_requires_text(rollcall->requires);
    if (mend_majority(rollcall))
        return import_skip(report, "majority corrected by the result", place,
                           "roll call %d: marked %s, %d-%d and \"%s\": %s",
                           rollcall->number, named, rollcall->yea, rollcall->nay,
                           rollcall->result, aisle_requires_text(rollcall->requires));
    return import_skip(report, "majority that the result does not bear out", place,
                       "roll call %d: %s needed, %d-%d, yet \"%s\"", rollcall->number,
                       aisle_requires_text(rollcall->requires), rollcall->yea,
                       rollcall->nay, rollcall->result);
}

enum aisle_status record_tally(struct aisle_ctx *ctx, const char *path,
                               const struct record_rollcalls *rollcalls,
                               struct aisle_votes *votes,
                               struct aisle_import_report *report)
{
    int warned = 0;
    for (int i = 0; i < votes->rollcall_count; i++) {
        const struct record_rollcall *row = &rollcalls->items[i];
        struct aisle_rollcall *rollcall = &votes->rollcalls[i];
        struct place place = {row->path ? row->path : path, row->line, 1};
        if (row->settled)
            continue;
        if (!settle_counts(ctx, place, row, rollcall, count_casts(votes, i), report,
                           &warned) ||
            !settle_result(place, rollcall, report))
            return ctx_no_memory(ctx);
    }
    if (warned > WARNINGS_SHOWN)
        ctx_warn(ctx, (struct place){path, 0, 0}, "and %d more such roll calls",
                 warned - WARNINGS_SHOWN);
    return AISLE_OK;
}
