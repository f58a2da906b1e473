#include "base/mem.h"
#include "base/text.h"
#include "record/record.h"
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress", true)                                                      \
    X(NUMBER, "rollnumber", true)                                                      \
    X(DATE, "date", true)                                                              \
    X(TIME, "time", false)                                                             \
    X(CATEGORY, "category", true)                                                      \
    X(VOTE_TYPE, "vote_type", false)                                                   \
    X(QUESTION, "question", true)                                                      \
    X(REQUIRES, "requires", true)                                                      \
    X(RESULT, "result", true)                                                          \
    X(BILL, "bill", false)                                                             \
    X(BILL_TITLE, "bill_title", false)                                                 \
    X(AMENDMENT, "amendment", false)                                                   \
    X(NOMINATION, "nomination", false)                                                 \
    X(SUBJECT, "subject", false)                                                       \
    X(PURPOSE, "amendment_purpose", false)                                             \
    X(YEA, "yea", true)                                                                \
    X(NAY, "nay", true)                                                                \
    X(PRESENT, "present", false)                                                       \
    X(NV, "nv", false)                                                                 \
    X(VP_TIE, "vp_tie", false)                                                         \
    X(CLOTURE_KIND, "cloture_kind", false)                                             \
    /* told by the columns above and by the casts: known, not read */                  \
    X(IS_CLOTURE, "is_cloture", false)                                                 \
    X(YEA_D, "yea_D", false)                                                           \
    X(YEA_R, "yea_R", false)                                                           \
    X(YEA_I, "yea_I", false)                                                           \
    X(NAY_D, "nay_D", false)                                                           \
    X(NAY_R, "nay_R", false)                                                           \
    X(NAY_I, "nay_I", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

struct reader {
    struct csv csv;
    int at[C_COUNT];
    struct record_rollcalls *out;
};

static const char *category_word(const void *user, size_t i)
{
    (void)user;
    return i < AISLE_CATEGORY_COUNT ? aisle_category_text((enum aisle_category)i)
                                    : "unknown";
}

static const char *cloture_word(const void *user, size_t i)
{
    (void)user;
    return aisle_cloture_text((enum aisle_cloture)i);
}

static const char *requires_word(const void *user, size_t i)
{
    (void)user;
    return aisle_requires_text((enum aisle_requires)i);
}

static const char *tie_word(const void *user, size_t i)
{
    static const char *const words[] = {"", "Yea", "Nay"};
    (void)user;
    return words[i];
}

void record_rollcall_clear(struct aisle_rollcall *rollcall)
{
    free(rollcall->vote_type);
    free(rollcall->question);
    free(rollcall->result);
    free(rollcall->bill);
    free(rollcall->bill_title);
    free(rollcall->amendment);
    free(rollcall->nomination);
    free(rollcall->subject);
    free(rollcall->purpose);
    *rollcall = (struct aisle_rollcall){0};
}

void record_rollcalls_clear(struct record_rollcalls *rollcalls)
{
    for (size_t i = 0; i < rollcalls->count; i++)
        record_rollcall_clear(&rollcalls->items[i].rollcall);
    free(rollcalls->items);
    *rollcalls = (struct record_rollcalls){0};
}

static int read_count(struct reader *r, int column, int high)
{
    int64_t value = 0;
    if (r->at[column] >= 0)
        csv_int(&r->csv, r->at[column], 0, high, &value);
    return (int)value;
}

static void read_when(struct reader *r, struct aisle_rollcall *out)
{
    const char *date = csv_field(&r->csv, r->at[C_DATE]);
    out->date = aisle_day_parse(date);
    if (out->date == AISLE_DAY_NONE)
        csv_fail(&r->csv, r->at[C_DATE], "dates are written YYYY-MM-DD",
                 "'%s' is no date", date);
    const char *time = csv_field(&r->csv, r->at[C_TIME]);
    if (strspn(time, "0123456789:") != strlen(time) ||
        !text_fit(out->time, sizeof out->time, time))
        csv_fail(&r->csv, r->at[C_TIME], "times are written HH:MM:SS",
                 "'%s' is no time", time);
}

/* Congress and number, which name the roll call. */
static void read_identity(struct reader *r, struct aisle_rollcall *out)
{
    int64_t congress = 0, number = 0;
    if (csv_int(&r->csv, r->at[C_CONGRESS], 1, 999, &congress)) {
        if (r->out->congress == 0)
            r->out->congress = (int)congress;
        else if (congress != r->out->congress)
            csv_fail(&r->csv, r->at[C_CONGRESS], "import one Congress at a time",
                     "Congress %d in a file that began with the %d", (int)congress,
                     r->out->congress);
    }
    csv_int(&r->csv, r->at[C_NUMBER], 1, 1000000, &number);
    out->congress = (int)congress;
    out->number = (int)number;
}

static void read_kind(struct reader *r, struct aisle_rollcall *out)
{
    int category =
        csv_word(&r->csv, r->at[C_CATEGORY], AISLE_CATEGORY_COUNT + 1, category_word);
    out->category = category < 0 || category >= AISLE_CATEGORY_COUNT
                        ? AISLE_CATEGORY_OTHER
                        : (enum aisle_category)category;
    int requires = csv_word(&r->csv, r->at[C_REQUIRES], 3, requires_word);
    out->requires = requires < 0 ? AISLE_REQUIRES_1_2 : (enum aisle_requires) requires;
    int cloture = 0;
    if (r->at[C_CLOTURE_KIND] >= 0)
        cloture =
            csv_word(&r->csv, r->at[C_CLOTURE_KIND], AISLE_CLOTURE_COUNT, cloture_word);
    out->cloture = cloture < 0 ? AISLE_CLOTURE_NONE : (enum aisle_cloture)cloture;
    if (out->category == AISLE_CATEGORY_CLOTURE && out->cloture == AISLE_CLOTURE_NONE)
        out->cloture = AISLE_CLOTURE_OTHER;
}

static void read_counts(struct reader *r, struct aisle_rollcall *out)
{
    out->yea = read_count(r, C_YEA, 1000);
    out->nay = read_count(r, C_NAY, 1000);
    out->present = read_count(r, C_PRESENT, 1000);
    out->absent = read_count(r, C_NV, 1000);
    static const int casts[] = {0, AISLE_CAST_YEA, AISLE_CAST_NAY};
    int tie = 0;
    if (r->at[C_VP_TIE] >= 0)
        tie = csv_word(&r->csv, r->at[C_VP_TIE], 3, tie_word);
    out->vp_tie = tie < 0 ? 0 : casts[tie];
}

static bool read_texts(struct reader *r, struct aisle_rollcall *out)
{
    struct csv *csv = &r->csv;
    bool same = *csv_field(csv, r->at[C_VOTE_TYPE]) == '\0';
    return csv_copy(csv, r->at[same ? C_QUESTION : C_VOTE_TYPE], &out->vote_type) &&
           csv_copy(csv, r->at[C_QUESTION], &out->question) &&
           csv_copy(csv, r->at[C_RESULT], &out->result) &&
           csv_copy(csv, r->at[C_BILL], &out->bill) &&
           csv_copy(csv, r->at[C_BILL_TITLE], &out->bill_title) &&
           csv_copy(csv, r->at[C_AMENDMENT], &out->amendment) &&
           csv_copy(csv, r->at[C_NOMINATION], &out->nomination) &&
           csv_copy(csv, r->at[C_SUBJECT], &out->subject) &&
           csv_copy(csv, r->at[C_PURPOSE], &out->purpose);
}

static void read_row(struct reader *r)
{
    void *items = r->out->items;
    if (!mem_grow(&items, &r->out->capacity, r->out->count, sizeof *r->out->items)) {
        r->csv.status = ctx_no_memory(r->csv.ctx);
        return;
    }
    r->out->items = items;
    struct record_rollcall *row = &r->out->items[r->out->count];
    *row = (struct record_rollcall){.line = r->csv.line, .has_counts = true};
    row->has_attendance = r->at[C_PRESENT] >= 0 && r->at[C_NV] >= 0;
    r->out->count++;
    read_identity(r, &row->rollcall);
    read_when(r, &row->rollcall);
    read_kind(r, &row->rollcall);
    read_counts(r, &row->rollcall);
    read_texts(r, &row->rollcall);
}

static int by_number(const void *a, const void *b)
{
    const struct record_rollcall *x = a, *y = b;
    if (x->rollcall.number != y->rollcall.number)
        return x->rollcall.number < y->rollcall.number ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

void record_sort_rollcalls(struct csv *csv, struct record_rollcalls *rollcalls)
{
    if (rollcalls->count == 0) {
        csv_fail(csv, -1, NULL, "no roll call in the file");
        return;
    }
    qsort(rollcalls->items, rollcalls->count, sizeof *rollcalls->items, by_number);
    for (size_t i = 1; i < rollcalls->count; i++) {
        const struct record_rollcall *now = &rollcalls->items[i], *last = now - 1;
        if (now->rollcall.number != last->rollcall.number || now->rollcall.number == 0)
            continue;
        csv->line = now->line;
        csv_fail(csv, -1, NULL, "roll call %d stands on line %d already",
                 now->rollcall.number, last->line);
    }
}

/* A title stands once; later roll calls on the same bill leave it out. */
static bool fill_titles(struct csv *csv, struct record_rollcalls *rollcalls)
{
    for (size_t i = 1; i < rollcalls->count; i++) {
        struct aisle_rollcall *now = &rollcalls->items[i].rollcall;
        if (!*now->bill || *now->bill_title)
            continue;
        size_t k = i;
        while (k > 0 && strcmp(rollcalls->items[k - 1].rollcall.bill, now->bill) != 0)
            k--;
        if (k == 0 || !*rollcalls->items[k - 1].rollcall.bill_title)
            continue;
        char *title = mem_copy_text(rollcalls->items[k - 1].rollcall.bill_title);
        if (!title) {
            csv->status = ctx_no_memory(csv->ctx);
            return false;
        }
        free(now->bill_title);
        now->bill_title = title;
    }
    return true;
}

enum aisle_status record_read_rollcalls(struct aisle_ctx *ctx, const char *path,
                                        const char *bytes, size_t size,
                                        struct record_rollcalls *out)
{
    struct reader r = {.out = out};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(&r.csv, C_COUNT, columns, r.at);
    if (r.csv.error_count == 0) {
        while (csv_next(&r.csv))
            read_row(&r);
        if (r.csv.status == AISLE_OK || r.csv.status == AISLE_INPUT)
            record_sort_rollcalls(&r.csv, out);
        if (r.csv.error_count == 0 && r.csv.status == AISLE_OK)
            fill_titles(&r.csv, out);
    }
    return csv_close(&r.csv);
}
