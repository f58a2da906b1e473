/* What a query of the store gave, cell by cell. */
#include "base/mem.h"
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include "words/text_parts.h"
#include <aisle/report_table.h>

#include <math.h>

/* Columns of a terminal: of a cell, of a line. */
enum { CELL_MAX = 60, LINE_MAX = 160 };

static const struct aisle_value *cell_of(const struct aisle_table *t, int row, int c)
{
    return &t->cells[(size_t)row * (size_t)t->column_count + (size_t)c];
}

static void add_hex(struct text *out, const struct aisle_value *cell)
{
    for (size_t i = 0; i < cell->size; i++)
        text_addf(out, "%02x", (unsigned char)cell->bytes[i]);
}

/* As short as reads back the same, six digits on a terminal. */
static void add_real(struct text *out, double value, bool exactly)
{
    char s[40];
    for (int digits = exactly ? 15 : 6; digits <= 17; digits++) {
        snprintf(s, sizeof s, "%.*g", digits, value);
        if (!exactly || strtod(s, NULL) == value)
            break;
    }
    text_add(out, s);
}

static void add_cell(struct text *out, const struct aisle_value *cell, bool exactly)
{
    switch (cell->kind) {
    case AISLE_VALUE_INT:
        text_addf(out, "%lld", (long long)cell->integer);
        break;
    case AISLE_VALUE_REAL:
        add_real(out, cell->real, exactly);
        break;
    case AISLE_VALUE_TEXT:
        text_add(out, cell->bytes);
        break;
    case AISLE_VALUE_BLOB:
        if (exactly)
            add_hex(out, cell);
        else
            text_addf(out, "<%zu bytes>", cell->size);
        break;
    case AISLE_VALUE_NULL:
    default:
        break;
    }
}

/* ---- text ---- */

/* The cell for a terminal, on one line; caller clears. */
static struct text shown(const struct aisle_value *cell)
{
    struct text text = {0};
    add_cell(&text, cell, false);
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] == '\n' || text.bytes[i] == '\t' || text.bytes[i] == '\r')
            text.bytes[i] = ' ';
    return text;
}

static int width_of(const struct aisle_table *t, int c)
{
    int widest = lines_length(t->columns[c]);
    for (int r = 0; r < t->row_count; r++) {
        struct text s = shown(cell_of(t, r, c));
        int n = s.bytes ? lines_length(s.bytes) : 0;
        widest = n > widest ? n : widest;
        text_clear(&s);
    }
    return widest < CELL_MAX ? widest : CELL_MAX;
}

static bool is_number(const struct aisle_table *t, int c)
{
    bool any = false;
    for (int r = 0; r < t->row_count; r++) {
        enum aisle_value_kind kind = cell_of(t, r, c)->kind;
        if (kind == AISLE_VALUE_TEXT || kind == AISLE_VALUE_BLOB)
            return false;
        any |= kind != AISLE_VALUE_NULL;
    }
    return any;
}

static void add_line(struct lines *lines, const struct aisle_table *t, int row,
                     const int *widths)
{
    for (int c = 0; c < t->column_count; c++) {
        struct text s = {0};
        if (row >= 0)
            s = shown(cell_of(t, row, c));
        text_add(lines->out, c ? "  " : "");
        const char *cell = row < 0 ? t->columns[c] : s.bytes ? s.bytes : "";
        if (c == t->column_count - 1 && widths[c] > 0)
            text_add(lines->out, cell); /* as far as the line goes */
        else
            lines_cell(lines, cell, widths[c]);
        text_clear(&s);
    }
    lines_end(lines);
}

enum aisle_status aisle_report_table_text(struct aisle_ctx *ctx,
                                          const struct aisle_table *t, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, (struct aisle_text_style){.width = LINE_MAX});
    int *widths = mem_new((size_t)t->column_count, sizeof *widths);
    if (!widths)
        return ctx_no_memory(ctx);
    for (int c = 0; c < t->column_count; c++)
        widths[c] = is_number(t, c) ? -width_of(t, c) : width_of(t, c);
    for (int r = -1; r < t->row_count; r++)
        add_line(&lines, t, r, widths);
    free(widths);
    return report_take(ctx, &text, out);
}

/* ---- CSV and JSON ---- */

enum aisle_status aisle_report_table_csv(struct aisle_ctx *ctx,
                                         const struct aisle_table *t, char **out)
{
    struct text text = {0};
    for (int c = 0; c < t->column_count; c++)
        csv_put_text(&text, t->columns[c], c > 0);
    text_add_char(&text, '\n');
    for (int r = 0; r < t->row_count; r++) {
        for (int c = 0; c < t->column_count; c++) {
            struct text s = {0};
            add_cell(&s, cell_of(t, r, c), true);
            csv_put_text(&text, s.bytes ? s.bytes : "", c > 0);
            text.failed |= s.failed;
            text_clear(&s);
        }
        text_add_char(&text, '\n');
    }
    return report_take(ctx, &text, out);
}

static void put_cell(struct json *json, struct text *text,
                     const struct aisle_value *cell)
{
    struct text hex = {0};
    switch (cell->kind) {
    case AISLE_VALUE_INT:
        json_int(json, cell->integer);
        break;
    case AISLE_VALUE_REAL:
        json_number(json, cell->real);
        break;
    case AISLE_VALUE_TEXT:
        json_text(json, cell->bytes);
        break;
    case AISLE_VALUE_BLOB:
        add_hex(&hex, cell);
        json_text(json, hex.bytes ? hex.bytes : "");
        text->failed |= hex.failed;
        text_clear(&hex);
        break;
    case AISLE_VALUE_NULL:
    default:
        json_none(json);
        break;
    }
}

enum aisle_status aisle_report_table_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_table *t, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_key(&json, "columns");
    json_open(&json, '[');
    for (int c = 0; c < t->column_count; c++)
        json_text(&json, t->columns[c]);
    json_close(&json);
    json_key(&json, "rows");
    json_open(&json, '[');
    for (int r = 0; r < t->row_count; r++) {
        json_open(&json, '[');
        for (int c = 0; c < t->column_count; c++)
            put_cell(&json, &text, cell_of(t, r, c));
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
