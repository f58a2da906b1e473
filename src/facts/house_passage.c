/* House passage votes: data/senate/house_passage.csv, one roll call a row. */
#include "base/csv_columns.h"
#include "base/file.h"
#include "base/mem.h"
#include <aisle/import_facts.h>
#include <stdlib.h>
#include <string.h>

/* X(NAME, column) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress")                                                            \
    X(NUMBER, "number")                                                                \
    X(DATE, "date")                                                                    \
    X(BILL, "bill")                                                                    \
    X(PASSED, "passed")                                                                \
    X(YEA_D, "yea_d")                                                                  \
    X(YEA_R, "yea_r")                                                                  \
    X(NAY_D, "nay_d")                                                                  \
    X(NAY_R, "nay_r")
#define COLUMN_ENUM(name, text) C_##name,
enum { COLUMN_LIST(COLUMN_ENUM) C_COUNT };
#undef COLUMN_ENUM
#define COLUMN_TEXT(name, text) text,
static const char *const column_names[] = {COLUMN_LIST(COLUMN_TEXT)};
#undef COLUMN_TEXT

enum { MEMBERS_MAX = 450 }; /* of one party, delegates included */

struct reader {
    struct csv csv;
    int at[C_COUNT];
    size_t capacity;
    struct aisle_house *house;
};

static bool read_number(struct reader *r, int column, int64_t low, int64_t high,
                        int *out)
{
    int64_t number = 0;
    if (!csv_int(&r->csv, r->at[column], low, high, &number))
        return false;
    *out = (int)number;
    return true;
}

static bool read_counts(struct reader *r, struct aisle_house_vote *v)
{
    return read_number(r, C_YEA_D, 0, MEMBERS_MAX, &v->yea[0]) &&
           read_number(r, C_YEA_R, 0, MEMBERS_MAX, &v->yea[1]) &&
           read_number(r, C_NAY_D, 0, MEMBERS_MAX, &v->nay[0]) &&
           read_number(r, C_NAY_R, 0, MEMBERS_MAX, &v->nay[1]);
}

static bool read_row(struct reader *r, struct aisle_house_vote *v)
{
    struct csv *csv = &r->csv;
    int passed = 0;
    const char *bill = csv_field(csv, r->at[C_BILL]);
    *v = (struct aisle_house_vote){.line = csv->line};
    if (!read_number(r, C_CONGRESS, 1, 200, &v->congress) ||
        !read_number(r, C_NUMBER, 1, 5000, &v->number) ||
        !read_number(r, C_PASSED, 0, 1, &passed) || !read_counts(r, v))
        return false;
    v->passed = passed == 1;
    v->date = aisle_day_parse(csv_field(csv, r->at[C_DATE]));
    if (v->date == AISLE_DAY_NONE) {
        csv_fail(csv, r->at[C_DATE], NULL, "'%s' is not a date YYYY-MM-DD",
                 csv_field(csv, r->at[C_DATE]));
        return false;
    }
    if (!*bill || strlen(bill) >= sizeof v->bill) {
        csv_fail(csv, r->at[C_BILL], NULL, "'%s' is not a bill, as hr815", bill);
        return false;
    }
    memcpy(v->bill, bill, strlen(bill) + 1);
    return true;
}

static int compare_rows(const void *a, const void *b)
{
    const struct aisle_house_vote *x = a;
    const struct aisle_house_vote *y = b;
    int bills = strcmp(x->bill, y->bill);
    if (x->congress != y->congress)
        return x->congress < y->congress ? -1 : 1;
    if (bills != 0)
        return bills;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static enum aisle_status read_rows(struct reader *r)
{
    while (csv_next(&r->csv)) {
        struct aisle_house_vote vote;
        if (!read_row(r, &vote))
            continue;
        if (!mem_grow((void **)&r->house->items, &r->capacity, (size_t)r->house->count,
                      sizeof vote))
            return ctx_no_memory(r->csv.ctx);
        r->house->items[r->house->count++] = vote;
    }
    return AISLE_OK;
}

enum aisle_status aisle_import_house_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           struct aisle_house *house)
{
    struct aisle_house made;
    struct reader r = {.house = &made};
    aisle_house_init(&made);
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    bool named = true;
    for (int k = 0; k < C_COUNT; k++) {
        r.at[k] = csv_require(&r.csv, column_names[k]);
        named &= r.at[k] >= 0;
    }
    enum aisle_status read = named ? read_rows(&r) : AISLE_INPUT;
    status = csv_close(&r.csv);
    status = status == AISLE_OK ? read : status;
    if (status != AISLE_OK) {
        aisle_house_clear(&made);
        return status;
    }
    if (made.count > 0)
        qsort(made.items, (size_t)made.count, sizeof *made.items, compare_rows);
    *house = made;
    return AISLE_OK;
}

enum aisle_status aisle_import_house(struct aisle_ctx *ctx, const char *path,
                                     struct aisle_house *house)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_house_bytes(ctx, path, bytes, size, house);
    free(bytes);
    return status;
}
