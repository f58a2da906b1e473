/* History for the asylum simulation: data/asylum/ into aisle_asylum_data.
 *
 * Four files are read; the others there are evidence for the parameters.
 *   encounters_monthly.csv   months
 *   courts.csv               courts
 *   judge_grant_rates.csv    judges, gathered by court
 *   observed.csv             points for the report */
#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/asylum_data.h>
#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 8 };

/* One file being read: its columns, the data under way, room in its array. */
struct reader {
    struct csv csv;
    int at[COLUMNS_MAX];
    struct aisle_asylum_data *out;
    size_t capacity;
};

typedef enum aisle_status row_fn(struct reader *r);

struct data_file {
    const char *name;
    const char *columns[COLUMNS_MAX]; /* ends with NULL */
    row_fn *row;
};

static const char *field(const struct reader *r, int column)
{
    return csv_field(&r->csv, r->at[column]);
}

/* Index of the field in `words`, -1 with an error when it is none of them. */
static int read_word(struct reader *r, int column, size_t count,
                     const char *const *words)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(field(r, column), words[i]) == 0)
            return (int)i;
    }
    const char *near = text_nearest_of(field(r, column), count, words);
    char *hint = near ? mem_format("did you mean '%s'?", near) : NULL;
    csv_fail(&r->csv, r->at[column], hint, "'%s' is none of the words known here",
             field(r, column));
    free(hint);
    return -1;
}

static bool read_number(struct reader *r, int column, double low, double high,
                        double *out)
{
    if (!csv_double(&r->csv, r->at[column], out))
        return false;
    if (*out >= low && *out <= high)
        return true;
    csv_fail(&r->csv, r->at[column], NULL, "%g is not from %g to %g", *out, low, high);
    return false;
}

static bool read_day(struct reader *r, int column, const char *tail, aisle_day *out)
{
    char text[AISLE_DATE_TEXT];
    int n = snprintf(text, sizeof text, "%s%s", field(r, column), tail);
    *out = n > 0 && n < (int)sizeof text ? aisle_day_parse(text) : AISLE_DAY_NONE;
    if (*out != AISLE_DAY_NONE)
        return true;
    csv_fail(&r->csv, r->at[column], NULL, "'%s' is no date", field(r, column));
    return false;
}

/* --- encounters ---------------------------------------------------------- */

enum { E_MONTH, E_COMPONENT, E_TITLE, E_DEMOGRAPHIC, E_COUNT };

static const char *const components[] = {"OFO", "USBP"};
static const char *const titles[] = {"Title 8", "Title 42"};
/* Children with a parent at a port count with families. */
static const char *const demographics[] = {"single_adults", "family_units", "uac",
                                           "accompanied_minors"};
static const enum aisle_demographic demographic_of[] = {
    AISLE_SINGLE_ADULT, AISLE_FAMILY, AISLE_UNACCOMPANIED, AISLE_FAMILY};

/* The month's entry, made when it is new; NULL when memory is short. */
static struct aisle_encounter_month *month_entry(struct reader *r, aisle_day month)
{
    struct aisle_asylum_data *out = r->out;
    for (int i = out->month_count; i-- > 0;) {
        if (out->months[i].month == month)
            return &out->months[i];
    }
    if (!mem_grow((void **)&out->months, &r->capacity, (size_t)out->month_count,
                  sizeof *out->months))
        return NULL;
    struct aisle_encounter_month *m = &out->months[out->month_count++];
    *m = (struct aisle_encounter_month){.month = month};
    return m;
}

static enum aisle_status encounter_row(struct reader *r)
{
    aisle_day month;
    double count;
    bool month_ok = read_day(r, E_MONTH, "-01", &month);
    bool count_ok = read_number(r, E_COUNT, 0, 1e7, &count);
    int component = read_word(r, E_COMPONENT, 2, components);
    int demographic = read_word(r, E_DEMOGRAPHIC, 4, demographics);
    int title = read_word(r, E_TITLE, 2, titles);
    if (!month_ok || !count_ok || component < 0 || title < 0 || demographic < 0)
        return AISLE_OK; /* counted by the reader */
    struct aisle_encounter_month *m = month_entry(r, month);
    if (!m)
        return ctx_no_memory(r->csv.ctx);
    double *cells = component == 0 ? m->at_ports : m->between_ports;
    cells[demographic_of[demographic]] += count;
    double *expelled =
        component == 0 ? m->title_42_at_ports : m->title_42_between_ports;
    if (title == 1)
        expelled[demographic_of[demographic]] += count;
    return AISLE_OK;
}

static int by_month(const void *a, const void *b)
{
    aisle_day x = ((const struct aisle_encounter_month *)a)->month;
    aisle_day y = ((const struct aisle_encounter_month *)b)->month;
    return (x > y) - (x < y);
}

/* --- courts and judges --------------------------------------------------- */

enum { C_NAME, C_SHARE };

static int find_court(const struct aisle_asylum_data *data, const char *name)
{
    for (int i = 0; i < data->court_count; i++) {
        if (strcmp(data->courts[i].name, name) == 0)
            return i;
    }
    return -1;
}

static enum aisle_status court_row(struct reader *r)
{
    struct aisle_asylum_data *out = r->out;
    double share;
    if (!read_number(r, C_SHARE, 0, 1, &share))
        return AISLE_OK;
    if (find_court(out, field(r, C_NAME)) >= 0) {
        csv_fail(&r->csv, r->at[C_NAME], NULL, "court '%s' stands twice",
                 field(r, C_NAME));
        return AISLE_OK;
    }
    char *name = mem_copy_text(field(r, C_NAME));
    if (!name || !mem_grow((void **)&out->courts, &r->capacity,
                           (size_t)out->court_count, sizeof *out->courts)) {
        free(name);
        return ctx_no_memory(r->csv.ctx);
    }
    out->courts[out->court_count++] =
        (struct aisle_court){.name = name, .pending_share = share};
    return AISLE_OK;
}

enum { J_COURT, J_DECISIONS, J_GRANTED };

static const char *court_name(const void *user, size_t i)
{
    return ((const struct aisle_asylum_data *)user)->courts[i].name;
}

static int judge_court(struct reader *r)
{
    int court = find_court(r->out, field(r, J_COURT));
    if (court >= 0)
        return court;
    const char *near = text_nearest(field(r, J_COURT), (size_t)r->out->court_count,
                                    court_name, r->out);
    char *hint = near ? mem_format("did you mean '%s'?", near) : NULL;
    csv_fail(&r->csv, r->at[J_COURT], hint, "court '%s' is not in courts.csv",
             field(r, J_COURT));
    free(hint);
    return -1;
}

static enum aisle_status judge_row(struct reader *r)
{
    struct aisle_asylum_data *out = r->out;
    int64_t decisions;
    double percent;
    bool decisions_ok = csv_int(&r->csv, r->at[J_DECISIONS], 1, 1000000, &decisions);
    bool percent_ok = read_number(r, J_GRANTED, 0, 100, &percent);
    int court = judge_court(r);
    if (!decisions_ok || !percent_ok || court < 0)
        return AISLE_OK;
    if (!mem_grow((void **)&out->judges, &r->capacity, (size_t)out->judge_count,
                  sizeof *out->judges))
        return ctx_no_memory(r->csv.ctx);
    out->judges[out->judge_count++] = (struct aisle_judge){
        .court = court, .grant_rate = percent / 100, .decisions = (int)decisions};
    return AISLE_OK;
}

static int by_court(const void *a, const void *b)
{
    const struct aisle_judge *x = a;
    const struct aisle_judge *y = b;
    if (x->court != y->court)
        return x->court < y->court ? -1 : 1;
    if (x->grant_rate < y->grant_rate || x->grant_rate > y->grant_rate)
        return x->grant_rate < y->grant_rate ? -1 : 1;
    return (x->decisions > y->decisions) - (x->decisions < y->decisions);
}

/* Set each court's range of judges; the judges stand in order of court. */
static void link_judges(struct aisle_asylum_data *data)
{
    for (int j = data->judge_count; j-- > 0;) {
        struct aisle_court *court = &data->courts[data->judges[j].court];
        court->judge_first = j;
        court->judge_count++;
    }
}

/* --- observed points ----------------------------------------------------- */

enum { O_SERIES, O_DATE, O_VALUE, O_SOURCE };

static enum aisle_status observed_row(struct reader *r)
{
    struct aisle_asylum_data *out = r->out;
    struct aisle_observed point = {0};
    bool date_ok = read_day(r, O_DATE, "", &point.date);
    bool value_ok = csv_double(&r->csv, r->at[O_VALUE], &point.value);
    if (!date_ok || !value_ok)
        return AISLE_OK;
    if (!mem_grow((void **)&out->observed, &r->capacity, (size_t)out->observed_count,
                  sizeof point))
        return ctx_no_memory(r->csv.ctx);
    point.series = mem_copy_text(field(r, O_SERIES));
    point.source = mem_copy_text(field(r, O_SOURCE));
    out->observed[out->observed_count++] = point;
    return point.series && point.source ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

/* --- the directory ------------------------------------------------------- */

/* In this order: judges name courts. */
static const struct data_file files[] = {
    {"encounters_monthly.csv",
     {"month", "component", "title", "demographic", "encounters"},
     encounter_row},
    {"courts.csv", {"court", "pending_share"}, court_row},
    {"judge_grant_rates.csv", {"court", "decisions", "granted_asylum_pct"}, judge_row},
    {"observed.csv", {"series", "date", "value", "source"}, observed_row},
};
enum { FILE_COUNT = sizeof files / sizeof files[0] };

static enum aisle_status read_rows(struct reader *r, const struct data_file *file)
{
    bool all_there = true;
    for (int c = 0; c < COLUMNS_MAX && file->columns[c]; c++) {
        r->at[c] = csv_require(&r->csv, file->columns[c]);
        all_there = all_there && r->at[c] >= 0;
    }
    enum aisle_status status = AISLE_OK;
    while (all_there && status == AISLE_OK && csv_next(&r->csv))
        status = file->row(r);
    return status;
}

static enum aisle_status read_file(struct aisle_ctx *ctx, const char *dir,
                                   const struct data_file *file,
                                   struct aisle_asylum_data *out)
{
    struct reader r = {.out = out};
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = AISLE_OK;
    char *path = mem_format("%s/%s", dir, file->name);
    if (!path)
        return ctx_no_memory(ctx);
    TRY(file_read(ctx, path, &bytes, &size));
    TRY(csv_open(&r.csv, ctx, path, bytes, size));
    status = read_rows(&r, file);
    enum aisle_status closed = csv_close(&r.csv);
    if (status == AISLE_OK)
        status = closed;
out:
    free(bytes);
    free(path);
    return status;
}

/* What the rows alone can't show. */
static enum aisle_status check_whole(struct aisle_ctx *ctx, const char *dir,
                                     const struct aisle_asylum_data *data)
{
    struct place place = {.path = dir};
    double shares = 0;
    for (int i = 0; i < data->court_count; i++)
        shares += data->courts[i].pending_share;
    if (fabs(shares - 1) > 1e-3)
        return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                           "pending shares of the courts add up to %.4f, not 1",
                           shares);
    for (int i = 0; i < data->court_count; i++) {
        if (data->courts[i].judge_count == 0)
            return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                               "court '%s' has no judge in judge_grant_rates.csv",
                               data->courts[i].name);
    }
    for (int i = 1; i < data->month_count; i++) {
        if (data->months[i].month - data->months[i - 1].month > 31)
            return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                               "a month is missing in encounters_monthly.csv");
    }
    if (data->month_count < 12)
        return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                           "encounters_monthly.csv holds fewer than twelve months");
    return AISLE_OK;
}

enum aisle_status aisle_import_asylum_data(struct aisle_ctx *ctx, const char *dir,
                                           struct aisle_asylum_data *out)
{
    struct aisle_asylum_data read;
    aisle_asylum_data_init(&read);
    enum aisle_status status = AISLE_OK;
    for (int f = 0; f < FILE_COUNT; f++) {
        enum aisle_status one = read_file(ctx, dir, &files[f], &read);
        if (one != AISLE_OK)
            status = one; /* go on: tell the errors of all files */
        if (one == AISLE_MEMORY)
            break;
    }
    TRY(status);
    if (read.month_count > 0) /* qsort takes no NULL */
        qsort(read.months, (size_t)read.month_count, sizeof *read.months, by_month);
    if (read.judge_count > 0)
        qsort(read.judges, (size_t)read.judge_count, sizeof *read.judges, by_court);
    link_judges(&read);
    TRY(check_whole(ctx, dir, &read));
    aisle_asylum_data_clear(out);
    *out = read;
    aisle_asylum_data_init(&read);
out:
    aisle_asylum_data_clear(&read);
    return status;
}
