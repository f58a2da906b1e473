/* byrd.csv: how likely the Byrd rule strikes each class of provision. */
#include "base/mem.h"
#include "facts/rules_read.h"
#include <string.h>

#define COLUMN_LIST(X)                                                                 \
    X(CLASS, "class")                                                                  \
    X(TEST, "test")                                                                    \
    X(STRIKE, "strike")                                                                \
    X(LOW, "low")                                                                      \
    X(HIGH, "high")                                                                    \
    X(SOURCE, "source")                                                                \
    X(SOURCE_DATE, "source_date")                                                      \
    X(CONFIDENCE, "confidence")                                                        \
    X(TEXT, "text")
#define COLUMN_ENUM(name, text) C_##name,
enum { COLUMN_LIST(COLUMN_ENUM) C_COUNT };
#define COLUMN_TEXT(name, text) text,
static const char *const column_names[] = {COLUMN_LIST(COLUMN_TEXT)};
#define TEST_TEXT(name, text, paragraph, what) text,
static const char *const tests[] = {AISLE_BYRD_TEST_LIST(TEST_TEXT)};

struct byrd_reader {
    struct csv csv;
    int at[C_COUNT];
    struct aisle_rulebook *book;
    bool seen[AISLE_BYRD_CLASSES];
};

static bool read_chances(struct byrd_reader *r, struct aisle_byrd_row *row)
{
    if (!csv_double(&r->csv, r->at[C_STRIKE], &row->strike) ||
        !csv_double(&r->csv, r->at[C_LOW], &row->low) ||
        !csv_double(&r->csv, r->at[C_HIGH], &row->high))
        return false;
    if (0 <= row->low && row->low <= row->strike && row->strike <= row->high &&
        row->high <= 1)
        return true;
    csv_fail(&r->csv, r->at[C_STRIKE], NULL,
             "chances must stand in order from 0 to 1: low %g, strike %g, high %g",
             row->low, row->strike, row->high);
    return false;
}

static int read_class(struct byrd_reader *r)
{
    const char *words[AISLE_BYRD_CLASSES];
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        words[i] = aisle_byrd_class_text((enum aisle_byrd_class)i);
    int class =
        rules_choice(&r->csv, r->at[C_CLASS], AISLE_BYRD_CLASSES, words, "class");
    if (class >= 0 && r->seen[class]) {
        csv_fail(&r->csv, r->at[C_CLASS], NULL, "class '%s' stands twice",
                 words[class]);
        return -1;
    }
    return class;
}

static char *copy(struct byrd_reader *r, int column)
{
    return mem_copy_text(csv_field(&r->csv, r->at[column]));
}

static enum aisle_status read_row(struct byrd_reader *r)
{
    struct aisle_byrd_row row = {.line = r->csv.line};
    int class = read_class(r);
    int test = rules_choice(&r->csv, r->at[C_TEST], AISLE_BYRD_TESTS, tests, "test");
    bool chances = read_chances(r, &row);
    bool known = rules_confidence(&r->csv, r->at[C_CONFIDENCE]);
    if (class < 0 || test < 0 || !chances || !known)
        return AISLE_OK; /* counted by the reader */
    row.class = (enum aisle_byrd_class) class;
    row.test = (enum aisle_byrd_test)test;
    row.source = copy(r, C_SOURCE);
    row.source_date = copy(r, C_SOURCE_DATE);
    row.confidence = copy(r, C_CONFIDENCE);
    row.text = copy(r, C_TEXT);
    r->book->byrd[class] = row; /* first, so that half of it is cleared too */
    r->seen[class] = true;
    return row.source && row.source_date && row.confidence && row.text
               ? AISLE_OK
               : ctx_no_memory(r->csv.ctx);
}

static void fail_missing(struct byrd_reader *r)
{
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        if (!r->seen[i] && r->csv.error_count == 0)
            csv_fail(&r->csv, -1, NULL, "no row for class '%s'",
                     aisle_byrd_class_text((enum aisle_byrd_class)i));
}

enum aisle_status rules_read_byrd(struct aisle_ctx *ctx, const char *path,
                                  const char *bytes, size_t size,
                                  struct aisle_rulebook *book)
{
    struct byrd_reader r = {.book = book};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    bool all = rules_columns(&r.csv, C_COUNT, column_names, r.at);
    while (all && status == AISLE_OK && csv_next(&r.csv))
        status = read_row(&r);
    if (all && status == AISLE_OK && r.csv.status == AISLE_OK)
        fail_missing(&r);
    enum aisle_status closed = csv_close(&r.csv);
    return status == AISLE_OK ? closed : status;
}
