/* CSV: a pull reader over bytes in memory (RFC 4180, with LF or CRLF, a UTF-8
 * byte-order mark, quoted fields with commas, quotes and line breaks).
 *
 *   csv_open(&csv, ctx, path, bytes, size)   reads the header
 *   csv_column(&csv, "rollnumber")           -1 when there is none
 *   while (csv_next(&csv)) csv_field(&csv, column) ...
 *   status = csv_close(&csv)                 OK only when no error was added
 *
 * The reader counts the errors it adds and prints the first CSV_ERRORS_SHOWN of
 * them; csv_close says how many more there were. */
#ifndef AISLE_BASE_CSV_H
#define AISLE_BASE_CSV_H

#include "base/ctx.h"
#include <stdint.h>

#define CSV_ERRORS_SHOWN 50

/* Where a field of the record read last begins. */
struct csv_start {
    size_t offset; /* in csv.record */
    int line;      /* a quoted line break may put it past csv.line */
    int column;    /* byte in that line, from 1 */
};

struct csv {
    struct aisle_ctx *ctx;
    const char *path;
    const char *bytes;
    size_t size;
    size_t at;
    size_t line_at; /* where the line under `at` begins */
    int line;       /* of the record read last, from 1 */
    int next_line;
    int column_count; /* of the header */
    int field_count;  /* of the record read last */
    char **names;     /* header, owned */
    char *record;     /* unescaped fields, 0-separated, owned */
    size_t record_size;
    size_t record_capacity;
    struct csv_start *starts;
    size_t field_capacity;
    long error_count;
    enum aisle_status status; /* OK, or why the reading stopped */
};

/* Read the header. Errors: INPUT (no header, a name twice), MEMORY. A failed
 * open leaves nothing to close, though csv_close is fine. */
enum aisle_status csv_open(struct csv *csv, struct aisle_ctx *ctx, const char *path,
                           const char *bytes, size_t size);
/* Release the reader, say how many errors were not shown, and return the status
 * of the whole reading: OK, INPUT when any error was added, or MEMORY. */
enum aisle_status csv_close(struct csv *csv);

/* Column of a name, -1 when there is none. */
int csv_column(const struct csv *csv, const char *name);
/* The same, but adds an error with the nearest name when there is none. */
int csv_require(struct csv *csv, const char *name);

/* Read the next record; false at the end or after an unclosed quote, with
 * csv->status saying which. A record with a wrong number of fields adds an error
 * and is skipped; csv->status becomes INPUT at the end. Blank lines are no
 * records. */
bool csv_next(struct csv *csv);

/* Field of the record; "" for column -1. Valid until the next csv_next. */
const char *csv_field(const struct csv *csv, int column);
/* Where the field stands, for messages. */
struct place csv_place(const struct csv *csv, int column);

/* Add an error about a field of the record (column -1: about the record), with
 * a hint (NULL: none), unless enough have been shown. */
void csv_fail(struct csv *csv, int column, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Parse a field; adds an error and returns false when it is no such number. */
bool csv_int(struct csv *csv, int column, int64_t low, int64_t high, int64_t *out);
bool csv_double(struct csv *csv, int column, double *out);

#endif
