/* Parameter files: every *.csv of a directory, one number a row. */
#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/date.h>
#include <aisle/import_facts.h>
#include <string.h>

/* How well a value is known, best first. */
static const char *const confidences[] = {
    "seen",   "seen-secondary", "seen-weak",       "derived",
    "fitted", "assumed",        "memory-to-verify"};
enum { CONFIDENCE_COUNT = sizeof confidences / sizeof confidences[0] };

#define COLUMN_LIST(X)                                                                 \
    X(NAME, "name")                                                                    \
    X(VALUE, "value")                                                                  \
    X(LOW, "low")                                                                      \
    X(HIGH, "high")                                                                    \
    X(UNIT, "unit")                                                                    \
    X(PERIOD, "period")                                                                \
    X(SOURCE, "source")                                                                \
    X(SOURCE_DATE, "source_date")                                                      \
    X(CONFIDENCE, "confidence")                                                        \
    X(NOTE, "note")
#define COLUMN_ENUM(name, text) C_##name,
enum { COLUMN_LIST(COLUMN_ENUM) C_COUNT };
#undef COLUMN_ENUM
#define COLUMN_TEXT(name, text) text,
static const char *const column_names[] = {COLUMN_LIST(COLUMN_TEXT)};
#undef COLUMN_TEXT

struct reader {
    struct csv csv;
    int at[C_COUNT];
    struct aisle_parameters *out;
    size_t capacity;
};

static bool known_confidence(struct csv *csv, int column)
{
    const char *field = csv_field(csv, column);
    for (size_t i = 0; i < CONFIDENCE_COUNT; i++) {
        if (strcmp(field, confidences[i]) == 0)
            return true;
    }
    const char *near = text_nearest_of(field, CONFIDENCE_COUNT, confidences);
    char *hint = near ? mem_format("did you mean '%s'?", near) : NULL;
    csv_fail(csv, column, hint, "confidence '%s' is not known", field);
    free(hint);
    return false;
}

/* A bound left empty is the value itself. */
static bool read_bound(struct reader *r, int column, double value, double *out)
{
    *out = value;
    return csv_field(&r->csv, r->at[column])[0] == '\0' ||
           csv_double(&r->csv, r->at[column], out);
}

static bool read_numbers(struct reader *r, struct aisle_parameter *p)
{
    if (!csv_double(&r->csv, r->at[C_VALUE], &p->value))
        return false;
    bool low_ok = read_bound(r, C_LOW, p->value, &p->low);
    bool high_ok = read_bound(r, C_HIGH, p->value, &p->high);
    if (!low_ok || !high_ok)
        return false;
    if (p->low <= p->value && p->value <= p->high)
        return true;
    csv_fail(&r->csv, r->at[C_VALUE], NULL, "value %g is not within low %g and high %g",
             p->value, p->low, p->high);
    return false;
}

static bool check_name(struct reader *r)
{
    const char *name = csv_field(&r->csv, r->at[C_NAME]);
    if (name[0] == '\0') {
        csv_fail(&r->csv, r->at[C_NAME], NULL, "a parameter has no name");
        return false;
    }
    const struct aisle_parameter *other = aisle_parameters_find(r->out, name);
    if (other)
        csv_fail(&r->csv, r->at[C_NAME], NULL, "parameter '%s' stands in %s:%d already",
                 name, other->path, other->line);
    return !other;
}

static char *copy_field(struct reader *r, int column)
{
    return mem_copy_text(csv_field(&r->csv, r->at[column]));
}

static bool copy_texts(struct reader *r, struct aisle_parameter *p)
{
    p->name = copy_field(r, C_NAME);
    p->unit = copy_field(r, C_UNIT);
    p->period = copy_field(r, C_PERIOD);
    p->source = copy_field(r, C_SOURCE);
    p->source_date = copy_field(r, C_SOURCE_DATE);
    p->confidence = copy_field(r, C_CONFIDENCE);
    p->note = copy_field(r, C_NOTE);
    p->path = mem_copy_text(r->csv.path);
    p->line = r->csv.line;
    return p->name && p->unit && p->period && p->source && p->source_date &&
           p->confidence && p->note && p->path;
}

static enum aisle_status read_row(struct reader *r)
{
    struct aisle_parameter p = {0};
    bool name_ok = check_name(r);
    bool numbers_ok = read_numbers(r, &p);
    bool confidence_ok = known_confidence(&r->csv, r->at[C_CONFIDENCE]);
    if (!name_ok || !numbers_ok || !confidence_ok)
        return AISLE_OK; /* counted by the reader */
    struct aisle_parameters *out = r->out;
    if (!mem_grow((void **)&out->items, &r->capacity, (size_t)out->count, sizeof p))
        return ctx_no_memory(r->csv.ctx);
    out->items[out->count] = p;
    /* counted first, so that a half-filled item is cleared with the rest */
    bool ok = copy_texts(r, &out->items[out->count++]);
    return ok ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

static enum aisle_status read_rows(struct reader *r)
{
    bool all_there = true;
    for (int c = 0; c < C_COUNT; c++) {
        r->at[c] = csv_require(&r->csv, column_names[c]);
        all_there = all_there && r->at[c] >= 0;
    }
    enum aisle_status status = AISLE_OK;
    while (all_there && status == AISLE_OK && csv_next(&r->csv))
        status = read_row(r);
    return status;
}

static enum aisle_status read_file(struct aisle_ctx *ctx, const char *path,
                                   struct reader *r)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status;
    TRY(file_read(ctx, path, &bytes, &size));
    TRY(csv_open(&r->csv, ctx, path, bytes, size));
    status = read_rows(r);
    enum aisle_status closed = csv_close(&r->csv);
    if (status == AISLE_OK)
        status = closed;
out:
    free(bytes);
    return status;
}

/* Read each file even after one had errors in it, so that all are told. */
static enum aisle_status read_files(struct aisle_ctx *ctx, const char *dir, int count,
                                    char **names, struct reader *r)
{
    enum aisle_status worst = AISLE_OK;
    for (int i = 0; i < count; i++) {
        char *path = mem_format("%s/%s", dir, names[i]);
        if (!path)
            return ctx_no_memory(ctx);
        enum aisle_status status = read_file(ctx, path, r);
        free(path);
        if (status != AISLE_OK && status != AISLE_INPUT)
            return status;
        if (status != AISLE_OK)
            worst = status;
    }
    return worst;
}

enum aisle_status aisle_import_parameters(struct aisle_ctx *ctx, const char *dir,
                                          struct aisle_parameters *parameters)
{
    struct aisle_parameters read;
    aisle_parameters_init(&read);
    struct reader r = {.out = &read};
    int count = 0;
    char **names = NULL;
    enum aisle_status status;
    TRY(file_list(ctx, dir, ".csv", &count, &names));
    if (count == 0)
        TRY(ctx_fail_at(ctx, AISLE_INPUT, (struct place){.path = dir}, NULL,
                        "no parameter file (*.csv) here"));
    TRY(read_files(ctx, dir, count, names, &r));
    aisle_parameters_clear(parameters);
    *parameters = read;
    aisle_parameters_init(&read);
out:
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
    aisle_parameters_clear(&read);
    return status;
}
