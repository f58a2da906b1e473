#include "base/mem.h"
#include "base/text.h"
#include "voteview/voteview.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress", true)                                                      \
    X(CHAMBER, "chamber", true)                                                        \
    X(NUMBER, "rollnumber", true)                                                      \
    X(DATE, "date", true)                                                              \
    X(YEA, "yea_count", false)                                                         \
    X(NAY, "nay_count", false)                                                         \
    X(BILL, "bill_number", false)                                                      \
    X(RESULT, "vote_result", false)                                                    \
    X(DESC, "vote_desc", false)                                                        \
    X(QUESTION, "vote_question", false)                                                \
    X(DETAIL, "dtl_desc", false)                                                       \
    /* known, not read: all-zero NOMINATE parameters mean "not scaled" */              \
    X(SESSION, "session", false)                                                       \
    X(CLERK_NUMBER, "clerk_rollnumber", false)                                         \
    X(MID_1, "nominate_mid_1", false)                                                  \
    X(MID_2, "nominate_mid_2", false)                                                  \
    X(SPREAD_1, "nominate_spread_1", false)                                            \
    X(SPREAD_2, "nominate_spread_2", false)                                            \
    X(LOG_LIKELIHOOD, "nominate_log_likelihood", false)                                \
    X(CRS_POLICY_AREA, "crs_policy_area", false)                                       \
    X(CRS_SUBJECTS, "crs_subjects", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

bool voteview_id(struct csv *csv, int column, int64_t high, int *out)
{
    double value = 0;
    const char *field = csv_field(csv, column);
    if (!text_to_double(field, &value) || !(value >= 1 && value <= (double)high) ||
        value != (double)(int64_t)value) {
        csv_fail(csv, column, NULL, "%s '%s' is no id", csv->names[column], field);
        return false;
    }
    *out = (int)value;
    return true;
}

bool voteview_in_scope(struct csv *csv, int congress_column, int chamber_column,
                       struct voteview_scope *scope, struct aisle_import_report *report)
{
    int congress = 0;
    const char *chamber = csv_field(csv, chamber_column);
    if (strcmp(chamber, "Senate") != 0 && strcmp(chamber, "House") != 0 &&
        strcmp(chamber, "President") != 0) {
        csv_fail(csv, chamber_column, "chambers are Senate, House and President",
                 "'%s' is no chamber", chamber);
        return false;
    }
    if (!voteview_id(csv, congress_column, 999, &congress))
        return false;
    if (!*scope->chamber && strcmp(chamber, "President") != 0) {
        text_fit(scope->chamber, sizeof scope->chamber, chamber);
        scope->congress = congress;
    }
    if (scope->congress && congress != scope->congress) {
        csv_fail(csv, congress_column, "import one Congress at a time",
                 "Congress %d in a file that began with the %d", congress,
                 scope->congress);
        return false;
    }
    if (strcmp(chamber, scope->chamber) == 0)
        return true;
    bool president = strcmp(chamber, "President") == 0;
    if (!import_skip(report,
                     president ? "row of a President" : "row of another chamber",
                     csv_place(csv, chamber_column), "chamber %s", chamber))
        csv->status = ctx_no_memory(csv->ctx);
    return false;
}

/* A count that may be blank or a float ("60.0"). */
static bool read_count(struct csv *csv, int column, int *out)
{
    double value = 0;
    const char *field = csv_field(csv, column);
    if (!*field)
        return false;
    if (!text_to_double(field, &value) || !(value >= 0 && value <= 1000) ||
        value != (double)(int)value) {
        csv_fail(csv, column, NULL, "%s '%s' is no count", csv->names[column], field);
        return false;
    }
    *out = (int)value;
    return true;
}

/* "HR815" is the record's bill hr815, "PN62" its nomination 62. */
static bool read_measure(struct csv *csv, const int *at, struct aisle_rollcall *out)
{
    const char *text = csv_field(csv, at[C_BILL]);
    bool nomination = strncmp(text, "PN", 2) == 0;
    out->bill = mem_copy_text(nomination ? "" : text);
    out->nomination = mem_copy_text(nomination ? text + 2 : "");
    if (!out->bill || !out->nomination) {
        csv->status = ctx_no_memory(csv->ctx);
        return false;
    }
    for (char *c = out->bill; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return true;
}

/* Voteview's short question stands for the vote type; the long text for all. */
static bool read_texts(struct csv *csv, const int *at, struct aisle_rollcall *out)
{
    return csv_copy(csv, at[C_QUESTION], &out->vote_type) &&
           csv_copy(csv, at[C_QUESTION], &out->question) &&
           csv_copy(csv, at[C_RESULT], &out->result) && read_measure(csv, at, out) &&
           csv_copy(csv, -1, &out->bill_title) && csv_copy(csv, -1, &out->amendment) &&
           csv_copy(csv, at[C_DESC], &out->subject) &&
           csv_copy(csv, at[C_DETAIL], &out->purpose);
}

/* Of a vote on a measure, or on taking it up, the description is the measure's title. */
static void settle_title(struct aisle_rollcall *r)
{
    bool measure = r->category == AISLE_CATEGORY_PASSAGE ||
                   r->category == AISLE_CATEGORY_VETO_OVERRIDE ||
                   r->cloture == AISLE_CLOTURE_PROCEED ||
                   strcasecmp(r->vote_type, "On the Motion to Proceed") == 0;
    if (*r->bill && measure) {
        char *title = r->subject;
        r->subject = r->bill_title;
        r->bill_title = title;
    }
}

/* What the file does not say and had to be assumed. */
static bool tell_assumed(struct csv *csv, const struct aisle_rollcall *r,
                         struct aisle_import_report *report)
{
    struct place place = csv_place(csv, -1);
    if (r->cloture == AISLE_CLOTURE_MEASURE)
        return import_skip(report, "cloture that does not say on what: on the measure",
                           place, "roll call %d: %s", r->number, r->bill);
    if (r->category == AISLE_CATEGORY_AMENDMENT ||
        r->category == AISLE_CATEGORY_PASSAGE)
        return import_skip(report,
                           "amendment or passage without its majority: 1/2, or 3/5 "
                           "where it lost with more yeas",
                           place, "roll call %d", r->number);
    return true;
}

static void read_row(struct csv *csv, const int *at, struct record_rollcalls *out,
                     struct aisle_import_report *report)
{
    void *items = out->items;
    if (!mem_grow(&items, &out->capacity, out->count, sizeof *out->items)) {
        csv->status = ctx_no_memory(csv->ctx);
        return;
    }
    out->items = items;
    struct record_rollcall *row = &out->items[out->count++];
    *row = (struct record_rollcall){.line = csv->line};
    struct aisle_rollcall *r = &row->rollcall;
    r->congress = out->congress;
    voteview_id(csv, at[C_NUMBER], 1000000, &r->number);
    const char *date = csv_field(csv, at[C_DATE]);
    r->date = aisle_day_parse(date);
    if (r->date == AISLE_DAY_NONE)
        csv_fail(csv, at[C_DATE], "dates are written YYYY-MM-DD", "'%s' is no date",
                 date);
    bool yea = read_count(csv, at[C_YEA], &r->yea);
    bool nay = read_count(csv, at[C_NAY], &r->nay);
    row->has_counts = yea && nay;
    if (read_texts(csv, at, r)) {
        voteview_kind(r, r->purpose);
        settle_title(r);
        if (!tell_assumed(csv, r, report))
            csv->status = ctx_no_memory(csv->ctx);
    }
}

enum aisle_status voteview_read_rollcalls(struct aisle_ctx *ctx, const char *path,
                                          const char *bytes, size_t size,
                                          struct voteview_scope *scope,
                                          struct record_rollcalls *out,
                                          struct aisle_import_report *report)
{
    struct csv csv;
    int at[C_COUNT];
    enum aisle_status status = csv_open(&csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(&csv, C_COUNT, columns, at);
    if (csv.error_count == 0) {
        while (csv_next(&csv)) {
            if (!voteview_in_scope(&csv, at[C_CONGRESS], at[C_CHAMBER], scope, report))
                continue;
            out->congress = scope->congress;
            read_row(&csv, at, out, report);
        }
        if (csv.status == AISLE_OK || csv.status == AISLE_INPUT)
            record_sort_rollcalls(&csv, out);
    }
    return csv_close(&csv);
}
