/* data/calibration/: targets, runs, priors, and the courts by fiscal year.
 *
 * Each file is a table of columns; a row that is wrong is told with its place and left
 * out, and all files are read before the first error is returned. */
#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/targets.h>
#include <math.h>
#include <string.h>

enum { COLUMNS_MOST = 14 };

struct reader {
    struct csv csv;
    int at[COLUMNS_MOST];
    struct aisle_targets *out;
    size_t capacity;
};

typedef enum aisle_status row_fn(struct reader *r);

/* --- fields -------------------------------------------------------------- */

static const char *field(struct reader *r, int column)
{
    return csv_field(&r->csv, r->at[column]);
}

static bool copy(struct reader *r, int column, char **out)
{
    *out = mem_copy_text(field(r, column));
    return *out != NULL;
}

static bool number(struct reader *r, int column, double *out)
{
    return csv_double(&r->csv, r->at[column], out);
}

/* NAN when the field is empty. */
static bool number_or_none(struct reader *r, int column, double *out)
{
    *out = NAN;
    return field(r, column)[0] == '\0' || number(r, column, out);
}

static bool named(struct reader *r, int column)
{
    if (field(r, column)[0] != '\0')
        return true;
    csv_fail(&r->csv, r->at[column], NULL, "this field may not be empty");
    return false;
}

static bool date(struct reader *r, int column, bool may_be_empty, aisle_day *out)
{
    *out = aisle_day_parse(field(r, column));
    if (*out != AISLE_DAY_NONE || (may_be_empty && field(r, column)[0] == '\0'))
        return true;
    csv_fail(&r->csv, r->at[column], NULL, "'%s' is no date (2019-09-30)",
             field(r, column));
    return false;
}

/* Which of `count` words the field is; -1 after an error. */
static int word(struct reader *r, int column, size_t count, const char *const *words)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(field(r, column), words[i]) == 0)
            return (int)i;
    const char *near = text_nearest_of(field(r, column), count, words);
    char *hint = mem_format("did you mean '%s'?", near ? near : words[0]);
    csv_fail(&r->csv, r->at[column], hint, "'%s' is not known here", field(r, column));
    free(hint);
    return -1;
}

/* Room for one more; the new item is zeroed and counted. */
static void *add(struct reader *r, void **items, int *count, size_t size)
{
    if (!mem_grow(items, &r->capacity, (size_t)*count, size))
        return NULL;
    char *item = (char *)*items + (size_t)(*count)++ * size;
    memset(item, 0, size);
    return item;
}
#define ADD(r, items, count) add(r, (void **)&(items), &(count), sizeof *(items))

/* --- rows ---------------------------------------------------------------- */

static const char *const target_columns[] = {
    "name",  "label", "run",  "kind", "of",     "from",       "to",
    "value", "sd",    "unit", "role", "source", "confidence", "note"};

static enum aisle_status target_row(struct reader *r)
{
#define MEASURE_TEXT(name, text, what) text,
    static const char *const kinds[] = {AISLE_MEASURE_LIST(MEASURE_TEXT)};
#undef MEASURE_TEXT
    static const char *const roles[] = {"test", "fit"};
    struct aisle_target t = {0};
    int kind = word(r, 3, AISLE_MEASURE_COUNT, kinds), role = word(r, 10, 2, roles);
    bool ok = named(r, 0) && named(r, 2) && named(r, 4) && kind >= 0 && role >= 0;
    ok = date(r, 5, true, &t.from) && date(r, 6, false, &t.to) && ok;
    ok = number(r, 7, &t.value) && number(r, 8, &t.sd) && ok;
    if (ok && !(t.sd > 0))
        csv_fail(&r->csv, r->at[8], NULL, "sd is %g, not above 0", t.sd);
    if (ok && kind == AISLE_MEASURE_SERIES_SUM && !(t.from < t.to))
        csv_fail(&r->csv, r->at[5], NULL, "a sum needs `from` before `to`");
    if (!ok || !(t.sd > 0) || (kind == AISLE_MEASURE_SERIES_SUM && !(t.from < t.to)))
        return AISLE_OK; /* counted by the reader */
    struct aisle_target *to = ADD(r, r->out->targets, r->out->target_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    t.measure = (enum aisle_measure)kind;
    t.fit = role == 1;
    *to = t;
    ok = copy(r, 0, &to->name) && copy(r, 1, &to->label) && copy(r, 2, &to->run) &&
         copy(r, 4, &to->of) && copy(r, 9, &to->unit) && copy(r, 11, &to->source) &&
         copy(r, 12, &to->confidence) && copy(r, 13, &to->note);
    return ok ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

static const char *const run_columns[] = {"run", "key", "value"};

static enum aisle_status run_row(struct reader *r)
{
    if (!named(r, 0) || !named(r, 1) || !named(r, 2))
        return AISLE_OK;
    struct aisle_run_line *to = ADD(r, r->out->lines, r->out->line_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    to->line = r->csv.line;
    bool ok = copy(r, 0, &to->run) && copy(r, 1, &to->key) && copy(r, 2, &to->value);
    return ok ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

static const char *const prior_columns[] = {"parameter", "low", "high", "shape"};

static enum aisle_status prior_row(struct reader *r)
{
    static const char *const shapes[] = {"triangular", "uniform"};
    double low, high;
    int shape = word(r, 3, 2, shapes);
    bool ok = number_or_none(r, 1, &low) && number_or_none(r, 2, &high);
    if (ok && (isnan(low) != isnan(high) || low >= high)) {
        csv_fail(&r->csv, r->at[1], NULL, "low and high: both empty, or low first");
        return AISLE_OK;
    }
    if (!named(r, 0) || !ok || shape < 0)
        return AISLE_OK;
    struct aisle_prior *to = ADD(r, r->out->priors, r->out->prior_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    *to = (struct aisle_prior){
        .low = low, .high = high, .uniform = shape == 1, .line = r->csv.line};
    return copy(r, 0, &to->parameter) ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

static const char *const year_columns[] = {"fiscal_year", "pending_end", "receipts",
                                           "completions", "role"};

static enum aisle_status year_row(struct reader *r)
{
    static const char *const roles[] = {"link", "fit", "test"};
    struct aisle_court_year y = {0};
    int64_t year = 0;
    int role = word(r, 4, 3, roles);
    bool ok = csv_int(&r->csv, r->at[0], 1980, 2100, &year);
    ok = number(r, 1, &y.pending_end) && number(r, 2, &y.receipts) && ok;
    ok = number_or_none(r, 3, &y.completions) && ok && role >= 0;
    if (ok && (!(y.pending_end > 0) || !(y.receipts > 0) || y.completions <= 0)) {
        csv_fail(&r->csv, r->at[1], NULL, "a year of the courts has counts above 0");
        ok = false;
    }
    int count = r->out->year_count;
    if (ok && count > 0 && year != r->out->years[count - 1].fiscal_year + 1) {
        csv_fail(&r->csv, r->at[0], NULL, "years must follow each other");
        ok = false;
    }
    if (!ok)
        return AISLE_OK;
    struct aisle_court_year *to = ADD(r, r->out->years, r->out->year_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    *to = y;
    to->fiscal_year = (int)year;
    to->scored = role > 0;
    return AISLE_OK;
}

static const char *const bench_columns[] = {"date", "judges"};

static enum aisle_status bench_row(struct reader *r)
{
    struct aisle_bench_size b;
    bool ok = date(r, 0, false, &b.date) && number(r, 1, &b.judges);
    int count = r->out->bench_count;
    if (ok &&
        (!(b.judges > 0) || (count > 0 && b.date <= r->out->bench[count - 1].date))) {
        csv_fail(&r->csv, r->at[0], NULL, "dates must rise, and judges be above 0");
        ok = false;
    }
    if (!ok)
        return AISLE_OK;
    struct aisle_bench_size *to = ADD(r, r->out->bench, r->out->bench_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    *to = b;
    return AISLE_OK;
}

static const char *const month_columns[] = {"month", "single_adults", "family_units",
                                            "unaccompanied_children"};

static enum aisle_status month_row(struct reader *r)
{
    struct aisle_encounter_month m = {0};
    char day[AISLE_DATE_TEXT];
    snprintf(day, sizeof day, "%.10s-01", field(r, 0));
    m.month = aisle_day_parse(day);
    bool ok = true;
    for (int i = 0; i < AISLE_DEMOGRAPHIC_COUNT; i++)
        ok = number(r, 1 + i, &m.between_ports[i]) && ok;
    for (int i = 0; ok && i < AISLE_DEMOGRAPHIC_COUNT; i++)
        ok = m.between_ports[i] >= 0;
    int count = r->out->month_count;
    if (m.month == AISLE_DAY_NONE || !ok ||
        (count > 0 && m.month <= r->out->months[count - 1].month)) {
        csv_fail(&r->csv, r->at[0], NULL,
                 "months (2014-01) must rise, and counts not be below 0");
        return AISLE_OK;
    }
    struct aisle_encounter_month *to = ADD(r, r->out->months, r->out->month_count);
    if (!to)
        return ctx_no_memory(r->csv.ctx);
    *to = m;
    return AISLE_OK;
}

/* --- files --------------------------------------------------------------- */

struct table {
    const char *file;
    int columns;
    const char *const *names;
    row_fn *row;
};
#define TABLE(file, names, row)                                                        \
    {                                                                                  \
        file, sizeof(names) / sizeof((names)[0]), (names), (row)                       \
    }
static const struct table tables[] = {
    TABLE("targets.csv", target_columns, target_row),
    TABLE("runs.csv", run_columns, run_row),
    TABLE("priors.csv", prior_columns, prior_row),
    TABLE("court_years.csv", year_columns, year_row),
    TABLE("judges.csv", bench_columns, bench_row),
    TABLE("encounters_fy2014_2018.csv", month_columns, month_row),
};
enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

static enum aisle_status read_rows(struct reader *r, const struct table *table)
{
    bool all_there = true;
    for (int c = 0; c < table->columns; c++) {
        r->at[c] = csv_require(&r->csv, table->names[c]);
        all_there = all_there && r->at[c] >= 0;
    }
    enum aisle_status status = AISLE_OK;
    while (all_there && status == AISLE_OK && csv_next(&r->csv))
        status = table->row(r);
    return status;
}

static enum aisle_status read_table(struct aisle_ctx *ctx, const char *dir,
                                    const struct table *table,
                                    struct aisle_targets *out)
{
    char *bytes = NULL;
    size_t size = 0;
    struct reader r = {.out = out};
    enum aisle_status status;
    char *path = mem_format("%s/%s", dir, table->file);
    if (!path)
        return ctx_no_memory(ctx);
    TRY(file_read(ctx, path, &bytes, &size));
    TRY(csv_open(&r.csv, ctx, path, bytes, size));
    status = read_rows(&r, table);
    enum aisle_status closed = csv_close(&r.csv);
    status = status == AISLE_OK ? closed : status;
out:
    free(bytes);
    free(path);
    return status;
}

enum aisle_status aisle_import_targets(struct aisle_ctx *ctx, const char *dir,
                                       struct aisle_targets *out)
{
    struct aisle_targets read;
    enum aisle_status worst = AISLE_OK;
    aisle_targets_init(&read);
    for (int i = 0; i < TABLE_COUNT; i++) {
        enum aisle_status status = read_table(ctx, dir, &tables[i], &read);
        worst = status != AISLE_OK ? status : worst;
        if (status != AISLE_OK && status != AISLE_INPUT)
            break;
    }
    if (worst == AISLE_OK) {
        aisle_targets_clear(out);
        *out = read;
    } else {
        aisle_targets_clear(&read);
    }
    return worst;
}
