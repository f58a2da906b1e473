/* CSV: see csv.h.
 *
 * A record is read in one pass: each field is copied, unescaped and ended by a 0,
 * into csv.record, and its start is noted. Offsets, not pointers, are kept, since
 * the buffer may move while the record grows. */
#include "base/csv.h"
#include "base/mem.h"
#include "base/text.h"
#include <inttypes.h>
#include <string.h>

/* Length of the UTF-8 sequence at `s` (of `left` bytes), 0 when it is none
 * (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF). */
static size_t utf8_length(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    size_t n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return n;
}

/* Offset of the first byte that is not UTF-8 text; `size` when all is. A 0 byte
 * is no text: fields are C strings. */
static size_t text_until(const char *bytes, size_t size)
{
    size_t i = 0;
    while (i < size) {
        size_t n = utf8_length((const unsigned char *)bytes + i, size - i);
        if (n == 0 || bytes[i] == '\0')
            return i;
        i += n;
    }
    return size;
}

__attribute__((format(printf, 4, 0))) static void
vfail(struct csv *csv, struct place place, const char *hint, const char *format,
      va_list args)
{
    csv->error_count++;
    if (csv->error_count > CSV_ERRORS_SHOWN)
        return;
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    ctx_fail_at(csv->ctx, AISLE_INPUT, place, hint, "%s", text ? text : format);
    free(text);
}

__attribute__((format(printf, 4, 5))) static void
fail_at(struct csv *csv, struct place place, const char *hint, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfail(csv, place, hint, format, args);
    va_end(args);
}

void csv_fail(struct csv *csv, int column, const char *hint, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfail(csv, csv_place(csv, column), hint, format, args);
    va_end(args);
}

static bool no_memory(struct csv *csv)
{
    csv->status = ctx_no_memory(csv->ctx);
    return false;
}

/* Stop the reading for good. */
static bool stop(struct csv *csv)
{
    csv->status = AISLE_INPUT;
    return false;
}

static bool append(struct csv *csv, const char *bytes, size_t size)
{
    if (size == 0)
        return true;
    if (csv->record_capacity - csv->record_size < size) {
        size_t want = csv->record_capacity + size;
        want = want < 128 ? 256 : want * 2;
        char *more = mem_resize(csv->record, want, 1);
        if (!more)
            return no_memory(csv);
        csv->record = more;
        csv->record_capacity = want;
    }
    memcpy(csv->record + csv->record_size, bytes, size);
    csv->record_size += size;
    return true;
}

static int column_at(const struct csv *csv)
{
    return (int)(csv->at - csv->line_at) + 1;
}

static bool start_field(struct csv *csv)
{
    void *starts = csv->starts;
    if (!mem_grow(&starts, &csv->field_capacity, (size_t)csv->field_count,
                  sizeof *csv->starts))
        return no_memory(csv);
    csv->starts = starts;
    csv->starts[csv->field_count++] =
        (struct csv_start){csv->record_size, csv->next_line, column_at(csv)};
    return true;
}

static bool at_line_end(const struct csv *csv)
{
    if (csv->at >= csv->size || csv->bytes[csv->at] == '\n')
        return true;
    return csv->bytes[csv->at] == '\r' && csv->at + 1 < csv->size &&
           csv->bytes[csv->at + 1] == '\n';
}

/* Step over the line end under `at`. */
static void end_line(struct csv *csv)
{
    if (csv->at < csv->size && csv->bytes[csv->at] == '\r')
        csv->at++;
    if (csv->at < csv->size)
        csv->at++;
    csv->line_at = csv->at;
    csv->next_line++;
}

static bool read_plain(struct csv *csv)
{
    size_t from = csv->at;
    while (!at_line_end(csv) && csv->bytes[csv->at] != ',') {
        if (csv->bytes[csv->at] == '"') {
            fail_at(csv, (struct place){csv->path, csv->next_line, column_at(csv)},
                    "put the whole field in quotes and double the quotes within",
                    "a quote inside a field that is not quoted");
            return stop(csv);
        }
        csv->at++;
    }
    return append(csv, csv->bytes + from, csv->at - from);
}

/* Count the line breaks of a quoted stretch. */
static void count_lines(struct csv *csv, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (csv->bytes[i] == '\n') {
            csv->next_line++;
            csv->line_at = i + 1;
        }
    }
}

static bool read_quoted(struct csv *csv)
{
    struct place open = {csv->path, csv->next_line, column_at(csv)};
    csv->at++;
    for (;;) {
        size_t from = csv->at;
        const char *quote = memchr(csv->bytes + from, '"', csv->size - from);
        if (!quote) {
            fail_at(csv, open, NULL, "a quote opens here and is never closed");
            return stop(csv);
        }
        size_t to = (size_t)(quote - csv->bytes);
        bool doubled = to + 1 < csv->size && csv->bytes[to + 1] == '"';
        if (!append(csv, csv->bytes + from, to - from + (doubled ? 1 : 0)))
            return false;
        count_lines(csv, from, to);
        csv->at = to + (doubled ? 2 : 1);
        if (!doubled)
            break;
    }
    if (at_line_end(csv) || csv->bytes[csv->at] == ',')
        return true;
    fail_at(csv, (struct place){csv->path, csv->next_line, column_at(csv)},
            "a quote within a quoted field is written twice",
            "text after the closing quote of a field");
    return stop(csv);
}

/* Read one record into csv.record; false at the end of the file or of luck. */
static bool read_record(struct csv *csv)
{
    while (csv->at < csv->size && at_line_end(csv))
        end_line(csv);
    if (csv->at >= csv->size)
        return false;
    csv->line = csv->next_line;
    csv->record_size = 0;
    csv->field_count = 0;
    for (;;) {
        if (!start_field(csv))
            return false;
        bool quoted = csv->at < csv->size && csv->bytes[csv->at] == '"';
        if (!(quoted ? read_quoted(csv) : read_plain(csv)) || !append(csv, "", 1))
            return false;
        if (at_line_end(csv))
            break;
        csv->at++; /* the comma */
    }
    end_line(csv);
    return true;
}

static const char *header_word(const void *user, size_t i)
{
    return ((const struct csv *)user)->names[i];
}

/* Keep the record just read as the header. Nameless columns are let through:
 * spreadsheets and data frames write them for row numbers. */
static bool keep_header(struct csv *csv)
{
    csv->names = mem_new((size_t)csv->field_count, sizeof *csv->names);
    if (!csv->names)
        return no_memory(csv);
    for (int i = 0; i < csv->field_count; i++) {
        const char *name = csv->record + csv->starts[i].offset;
        if (*name && csv_column(csv, name) >= 0)
            csv_fail(csv, i, NULL, "column '%s' stands twice in the header", name);
        csv->names[i] = mem_copy_text(name);
        if (!csv->names[i])
            return no_memory(csv);
        csv->column_count = i + 1;
    }
    return true;
}

/* Point out the first byte that is not text; true when there is none. */
static bool check_text(struct csv *csv)
{
    size_t bad = text_until(csv->bytes, csv->size);
    if (bad == csv->size)
        return true;
    count_lines(csv, 0, bad);
    csv->at = bad;
    fail_at(csv, (struct place){csv->path, csv->next_line, column_at(csv)},
            "save the file as UTF-8 text", "byte 0x%02X is not UTF-8 text",
            (unsigned)(unsigned char)csv->bytes[bad]);
    return stop(csv);
}

static void release(struct csv *csv)
{
    for (int i = 0; i < csv->column_count; i++)
        free(csv->names[i]);
    free(csv->names);
    free(csv->record);
    free(csv->starts);
    csv->names = NULL;
    csv->record = NULL;
    csv->starts = NULL;
    csv->column_count = csv->field_count = 0;
}

enum aisle_status csv_open(struct csv *csv, struct aisle_ctx *ctx, const char *path,
                           const char *bytes, size_t size)
{
    *csv = (struct csv){.ctx = ctx, .path = path, .bytes = bytes, .size = size};
    csv->next_line = 1;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        csv->at = csv->line_at = 3;
    if (check_text(csv)) {
        if (read_record(csv))
            keep_header(csv);
        else if (csv->status == AISLE_OK)
            fail_at(csv, (struct place){path, 1, 1}, NULL,
                    "the file is empty: no header with column names");
    }
    if (csv->status == AISLE_OK && csv->error_count == 0)
        return AISLE_OK;
    if (csv->status == AISLE_OK)
        csv->status = AISLE_INPUT;
    release(csv);
    return csv->status;
}

enum aisle_status csv_close(struct csv *csv)
{
    release(csv);
    long hidden = csv->error_count - CSV_ERRORS_SHOWN;
    if (hidden > 0) {
        ctx_fail_at(csv->ctx, AISLE_INPUT, (struct place){csv->path, 0, 0}, NULL,
                    "and %ld more errors in this file", hidden);
        csv->error_count = CSV_ERRORS_SHOWN; /* closing twice says it once */
    }
    if (csv->status == AISLE_OK && csv->error_count > 0)
        csv->status = AISLE_INPUT;
    return csv->status;
}

int csv_column(const struct csv *csv, const char *name)
{
    for (int i = 0; i < csv->column_count; i++) {
        if (strcmp(csv->names[i], name) == 0)
            return i;
    }
    return -1;
}

int csv_require(struct csv *csv, const char *name)
{
    int column = csv_column(csv, name);
    if (column >= 0)
        return column;
    const char *near = text_nearest(name, (size_t)csv->column_count, header_word, csv);
    int at = near ? csv_column(csv, near) : -1;
    char *hint = near ? mem_format("is '%s' meant to be it?", near) : NULL;
    struct place place = {csv->path, 1, at >= 0 ? csv->starts[at].column : 1};
    if (at >= 0 && csv->field_count <= at)
        place.column = 1;
    fail_at(csv, place, hint, "no column '%s' in the header", name);
    free(hint);
    return -1;
}

bool csv_next(struct csv *csv)
{
    while (csv->status == AISLE_OK && read_record(csv)) {
        if (csv->field_count == csv->column_count)
            return true;
        csv_fail(csv, -1, NULL, "%d field%s where the header names %d columns",
                 csv->field_count, csv->field_count == 1 ? "" : "s", csv->column_count);
    }
    if (csv->status == AISLE_OK && csv->error_count > 0)
        csv->status = AISLE_INPUT;
    return false;
}

const char *csv_field(const struct csv *csv, int column)
{
    if (column < 0 || column >= csv->field_count)
        return "";
    return csv->record + csv->starts[column].offset;
}

struct place csv_place(const struct csv *csv, int column)
{
    if (column < 0 || column >= csv->field_count)
        return (struct place){csv->path, csv->line, 1};
    const struct csv_start *start = &csv->starts[column];
    return (struct place){csv->path, start->line, start->column};
}

static const char *column_name(const struct csv *csv, int column)
{
    return column >= 0 && column < csv->column_count ? csv->names[column] : "?";
}

bool csv_int(struct csv *csv, int column, int64_t low, int64_t high, int64_t *out)
{
    const char *field = csv_field(csv, column);
    if (text_to_int(field, low, high, out))
        return true;
    csv_fail(csv, column, NULL,
             "%s '%s' is not a whole number from %" PRId64 " to %" PRId64,
             column_name(csv, column), field, low, high);
    return false;
}

bool csv_double(struct csv *csv, int column, double *out)
{
    const char *field = csv_field(csv, column);
    if (text_to_double(field, out))
        return true;
    csv_fail(csv, column, NULL, "%s '%s' is not a number", column_name(csv, column),
             field);
    return false;
}
