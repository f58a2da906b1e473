#include "base/mem.h"
#include "base/text.h"
#include "voteview/voteview.h"
#include <stdlib.h>
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress", true)                                                      \
    X(CHAMBER, "chamber", true)                                                        \
    X(NUMBER, "rollnumber", true)                                                      \
    X(ICPSR, "icpsr", true)                                                            \
    X(CAST, "cast_code", true)                                                         \
    /* of the vote as cast, in percent; checked, not kept */                           \
    X(PROB, "prob", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

#define NO_CAST 0xff

struct reader {
    struct csv csv;
    int at[C_COUNT];
    const struct record_rollcalls *rollcalls;
    struct voteview_members *members;
    struct aisle_votes *votes; /* casts hold NO_CAST where nothing was read yet */
    struct aisle_import_report *report;
};

/* Voteview's ten codes as the record's five: 1-3 yea, paired or announced, 4-6 nay,
 * 7-8 present, 9 not voting, 0 no member. */
static int normal_cast(int code)
{
    static const uint8_t casts[] = {
        AISLE_CAST_OUT,     AISLE_CAST_YEA,   AISLE_CAST_YEA, AISLE_CAST_YEA,
        AISLE_CAST_NAY,     AISLE_CAST_NAY,   AISLE_CAST_NAY, AISLE_CAST_PRESENT,
        AISLE_CAST_PRESENT, AISLE_CAST_ABSENT};
    return casts[code];
}

static bool read_cast(struct reader *r, int *out)
{
    double code = 0;
    const char *field = csv_field(&r->csv, r->at[C_CAST]);
    if (!text_to_double(field, &code) || !(code >= 0 && code <= 9) ||
        code != (double)(int)code) {
        csv_fail(&r->csv, r->at[C_CAST], NULL, "cast code '%s' is not 0-9", field);
        return false;
    }
    *out = normal_cast((int)code);
    return true;
}

static bool check_prob(struct reader *r)
{
    double prob = 0;
    const char *field = csv_field(&r->csv, r->at[C_PROB]);
    if (!*field || strcmp(field, "N/A") == 0 ||
        (text_to_double(field, &prob) && prob >= 0 && prob <= 100))
        return true;
    csv_fail(&r->csv, r->at[C_PROB], "blank, N/A or a number from 0 to 100",
             "prob '%s' is no probability in percent", field);
    return false;
}

static struct voteview_label *find_label(struct reader *r, int icpsr)
{
    size_t low = 0, high = r->members->label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->members->labels[middle].icpsr < icpsr)
            low = middle + 1;
        else
            high = middle;
    }
    struct voteview_label *label = &r->members->labels[low];
    return low < r->members->label_count && label->icpsr == icpsr ? label : NULL;
}

static int find_rollcall(const struct record_rollcalls *rollcalls, int number)
{
    size_t low = 0, high = rollcalls->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rollcalls->items[middle].rollcall.number < number)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < rollcalls->count && rollcalls->items[low].rollcall.number == number;
    return found ? (int)low : -1;
}

static void put_cast(struct reader *r, int number, int icpsr, int cast)
{
    struct voteview_label *label = find_label(r, icpsr);
    int rollcall = find_rollcall(r->rollcalls, number);
    if (!label)
        csv_fail(&r->csv, r->at[C_ICPSR], NULL, "icpsr %d is not in the members file",
                 icpsr);
    if (rollcall < 0)
        csv_fail(&r->csv, r->at[C_NUMBER], NULL,
                 "roll call %d is not in the roll calls file", number);
    if (!label || rollcall < 0)
        return;
    uint8_t *at = &r->votes->casts[(size_t)rollcall * (size_t)r->votes->member_count +
                                   (size_t)label->member];
    if (*at != NO_CAST) {
        csv_fail(&r->csv, -1, NULL, "a second vote of %s (icpsr %d) in roll call %d",
                 r->votes->members[label->member].bioguide, icpsr, number);
        return;
    }
    *at = (uint8_t)cast;
    if (cast == AISLE_CAST_OUT)
        return;
    if (label->first_number == 0 || number < label->first_number)
        label->first_number = number;
    if (number > label->last_number)
        label->last_number = number;
}

static void read_row(struct reader *r)
{
    int number = 0, icpsr = 0, cast = 0;
    bool fine = voteview_id(&r->csv, r->at[C_NUMBER], 1000000, &number);
    fine = voteview_id(&r->csv, r->at[C_ICPSR], 9999999, &icpsr) && fine;
    fine = read_cast(r, &cast) && fine;
    fine = check_prob(r) && fine;
    if (!fine)
        return;
    if (voteview_is_president(icpsr)) {
        if (!import_skip(r->report, "position of a President",
                         csv_place(&r->csv, r->at[C_ICPSR]), "icpsr %d", icpsr))
            r->csv.status = ctx_no_memory(r->csv.ctx);
    } else if (r->rollcalls && r->members) {
        put_cast(r, number, icpsr, cast);
    }
}

static bool make_casts(struct reader *r)
{
    if (!r->rollcalls || !r->members)
        return true;
    size_t n = r->rollcalls->count * (size_t)r->votes->member_count;
    r->votes->casts = mem_new(n, 1);
    if (!r->votes->casts)
        return false;
    memset(r->votes->casts, NO_CAST, n);
    return true;
}

static void settle_casts(struct aisle_votes *votes, size_t rollcalls)
{
    size_t n = rollcalls * (size_t)votes->member_count;
    for (size_t i = 0; i < n; i++) {
        if (votes->casts[i] == NO_CAST)
            votes->casts[i] = AISLE_CAST_OUT;
    }
}

enum aisle_status voteview_read_votes(struct aisle_ctx *ctx, const char *path,
                                      const char *bytes, size_t size,
                                      struct voteview_scope *scope,
                                      const struct record_rollcalls *rollcalls,
                                      struct voteview_members *members,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report)
{
    struct reader r = {
        .rollcalls = rollcalls, .members = members, .votes = votes, .report = report};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(&r.csv, C_COUNT, columns, r.at);
    if (r.csv.error_count == 0 && !make_casts(&r))
        r.csv.status = ctx_no_memory(ctx);
    if (r.csv.error_count == 0) {
        while (csv_next(&r.csv)) {
            if (voteview_in_scope(&r.csv, r.at[C_CONGRESS], r.at[C_CHAMBER], scope,
                                  report))
                read_row(&r);
        }
    }
    status = csv_close(&r.csv);
    if (status == AISLE_OK && votes->casts)
        settle_casts(votes, rollcalls->count);
    return status;
}
