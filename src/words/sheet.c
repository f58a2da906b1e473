#include "words/sheet.h"

#include "base/ctx.h"
#include "words/csv_parts.h"

#include <math.h>

struct sheet sheet_of(struct text *out, enum aisle_sheet form)
{
    return (struct sheet){.out = out, .form = form};
}

void sheet_column(struct sheet *sheet, const char *name, const char *words, bool number)
{
    CHECK(sheet->columns < SHEET_COLUMNS);
    sheet->column[sheet->columns].name = name;
    sheet->column[sheet->columns].words = words;
    sheet->column[sheet->columns++].number = number;
}

/* A bar would end the cell, a line break the table, and a tag would be one. */
static void add_markdown(struct text *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '|')
            text_add(out, "\\|");
        else if (*s == '<')
            text_add(out, "&lt;");
        else
            text_add_char(out, *s == '\n' || *s == '\r' ? ' ' : *s);
    }
}

/* Begin the next cell; false when this form leaves its column out. */
static bool cell(struct sheet *sheet)
{
    CHECK(sheet->at < sheet->columns);
    bool markdown = sheet->form == AISLE_SHEET_MARKDOWN;
    int at = sheet->at++;
    if (!(markdown ? sheet->column[at].words : sheet->column[at].name))
        return false;
    if (markdown)
        text_add(sheet->out, sheet->shown ? " " : "| ");
    else if (sheet->shown)
        text_add_char(sheet->out, ',');
    sheet->shown++;
    return true;
}

void sheet_texts(struct sheet *sheet, const char *raw, const char *words)
{
    if (!cell(sheet))
        return;
    if (sheet->form == AISLE_SHEET_CSV) {
        csv_put_text(sheet->out, raw, false);
        return;
    }
    add_markdown(sheet->out, words);
    text_add(sheet->out, " |");
}

void sheet_text(struct sheet *sheet, const char *s)
{
    sheet_texts(sheet, s, s);
}

void sheet_number(struct sheet *sheet, double raw, struct word words)
{
    struct word plain = words_format("%.6g", raw);
    sheet_texts(sheet, isfinite(raw) ? plain.s : "", words.s);
}

void sheet_end_row(struct sheet *sheet)
{
    CHECK(sheet->at == sheet->columns);
    text_add_char(sheet->out, '\n');
    sheet->at = sheet->shown = 0;
}

void sheet_begin(struct sheet *sheet)
{
    for (int i = 0; i < sheet->columns; i++)
        sheet_texts(sheet, sheet->column[i].name ? sheet->column[i].name : "",
                    sheet->column[i].words ? sheet->column[i].words : "");
    sheet_end_row(sheet);
    if (sheet->form != AISLE_SHEET_MARKDOWN)
        return;
    text_add_char(sheet->out, '|');
    for (int i = 0; i < sheet->columns; i++)
        if (sheet->column[i].words)
            text_add(sheet->out, sheet->column[i].number ? " ---: |" : " --- |");
    text_add_char(sheet->out, '\n');
}

void sheet_paragraph(struct sheet *sheet, const char *s)
{
    if (sheet->form != AISLE_SHEET_MARKDOWN)
        return;
    add_markdown(sheet->out, s);
    text_add(sheet->out, "\n\n");
}
